"""The point of each tier on the two axes, from the components present and their weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from placelib.quadrant.components import Leverage, Understanding
from placelib.quadrant.geometry import LEAST_PRESENT, chord_distance, chord_position, halfway_beyond
from placelib.quadrant.records import Bend, CodedPowers, TierPoint, Weights
from placelib.quadrant.tiers import Tiers


@dataclass(frozen=True, slots=True)
class Component:
    """One component of an axis: where the middle and the local tier stand on it.

    ``middle`` is None, with the reason in ``why``, where there is no figure. The national tier is 0
    on every component of understanding and 1 on every one of leverage.
    """

    name: str
    middle: float | None
    local: float
    weight: float
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its components and the weights used, which add up to 1 over those present.

    ``weights`` are all 0, with the reason in ``why``, where less than 60% of the weight chosen is
    on components with a figure.
    """

    components: tuple[Component, ...]
    weights: tuple[float, ...]
    why: str | None

    @property
    def middle(self) -> float | None:
        """The middle tier's place on the axis, None where it cannot be drawn."""
        return self._mean([component.middle for component in self.components])

    @property
    def local(self) -> float | None:
        """The local tier's place on the axis, None where the middle tier cannot be drawn."""
        return self._mean([component.local for component in self.components])

    def _mean(self, values: Sequence[float | None]) -> float | None:
        if self.why is not None:
            return None
        pairs = zip(values, self.weights, strict=True)
        return sum(weight * value for value, weight in pairs if weight and value is not None)


def understanding_axis(understanding: Understanding, weights: Weights) -> Axis:
    """The components of understanding: the picture (U1) and the neighbourhoods."""
    together = next((one for one in understanding.neighbourhoods if one.domain == "all"), None)
    picture = understanding.picture.inclusive if understanding.picture else None
    local = together.local if together and together.local is not None else 1.0
    return _axis(
        Component("picture", picture, 1.0, weights.picture, understanding.why),
        Component(
            "neighbourhoods",
            together.middle if together else None,
            local,
            weights.neighbourhoods,
            understanding.neighbourhoods_why,
        ),
    )


def leverage_axis(leverage: Leverage, weights: Weights, powers: CodedPowers | None) -> Axis:
    """The components of leverage: money, read pooled, tax and, where someone coded them, powers."""
    money, tax = leverage.l1_pooled, leverage.l2
    components = [
        Component("money", money.value, 0.0, weights.money, money.why),
        Component("tax", tax.value, 0.0, weights.tax, tax.why),
    ]
    if powers is not None:
        components.append(Component("powers", powers.middle, 0.0, weights.powers))
    return _axis(*components)


def _axis(*components: Component) -> Axis:
    total = sum(component.weight for component in components)
    present = [0.0 if one.middle is None else one.weight for one in components]
    nothing = tuple(0.0 for _ in components)
    if total <= 0:
        return Axis(components, nothing, "no component has a weight")
    if sum(present) / total < LEAST_PRESENT:
        missing = (one.why for one in components if one.weight and one.middle is None)
        return Axis(components, nothing, next(missing, None) or "too few figures are published")
    return Axis(components, tuple(weight / sum(present) for weight in present), None)


def tier_points(
    tiers: Tiers, across: Axis, up: Axis
) -> tuple[TierPoint, TierPoint | None, TierPoint]:
    """The local, middle and national points; the middle is None for England and the nation above.

    Local and national are the archetypes, but for the local understanding where the neighbourhoods
    have a weight.
    """
    name = tiers.area.in_sentence
    if tiers.is_whole or tiers.middle is None:
        name = f"the councils of {name}"
    local = TierPoint("local", name, 1.0 if across.local is None else across.local, 0.0, None)
    nation = tiers.nation or tiers.area
    national = TierPoint("national", nation.in_sentence, 0.0, 1.0, None)
    if tiers.middle is None:
        return local, None, national
    why = across.why or up.why
    middle = TierPoint("middle", tiers.middle.in_sentence, across.middle, up.middle, why)
    return local, middle, national


def bend_of(local: TierPoint, middle: TierPoint | None) -> Bend:
    """The bend of the middle point; each part None where an axis it needs is missing."""
    if middle is None or local.understanding is None:
        return Bend(None, None, None, None)
    own, across, up = local.understanding, middle.understanding, middle.leverage
    bend_u = None if across is None else halfway_beyond(across, own, 0.0)
    bend_l = None if up is None else halfway_beyond(up, 0.0, 1.0)
    if across is None or up is None:
        return Bend(bend_u, bend_l, None, None)
    return Bend(
        bend_u,
        bend_l,
        float(chord_distance(across, up, own)),
        float(chord_position(across, up, own)),
    )
