"""What stands out about a place: five sentences from the figures by an open rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placelib.areas.naming import disambiguate_names
from placelib.areas.registry import AreaRegistry, benchmark_code
from placelib.database.connection import Store
from placelib.formatting import DIRECTION_WORDS, difference, figure, gap_between, sentence_start
from placelib.model import ENGLAND, UNITED_KINGDOM, Area, Indicator, Observation
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.comparison import Verdict, beside, verdict
from placelib.statistics.observations import Latest

HOW_MANY = 5
FROM_BENCHMARK = 3
LEAST_DISTRICTS = 250
LEAST_DISTANCE = 0.25
NO_INTERVAL = " No interval is published."


@dataclass(frozen=True, slots=True)
class Spread:
    """How far councils across the UK lie apart on an indicator in a period: the measuring rod."""

    mean: float
    deviation: float
    areas: int


Spreads = Mapping[tuple[str, str], Spread]


@dataclass(frozen=True, slots=True)
class Standout:
    """One sentence on where a place differs, with the two figures the sentence was made from.

    ``distance`` is the first figure less the second in standard deviations of councils across the
    UK.
    """

    indicator: Indicator
    figures: tuple[Observation, Observation]
    distance: float
    sentence: str


def load_spreads(store: Store) -> Spreads:
    """The spread of councils and districts across the UK by (indicator, period)."""
    return {
        (row["indicator"], row["period"]): Spread(row["mean"], row["std_dev"], row["areas"])
        for row in store.rows("district_spread")
    }


def needed_codes(registry: AreaRegistry, area: Area) -> list[str]:
    """The areas whose latest figures the standouts of an area are made from."""
    return [one.code for one in (*registry.chain(area.code), *parts_of(registry, area))]


def parts_of(registry: AreaRegistry, area: Area) -> tuple[Area, ...]:
    """England's regions, the United Kingdom's nations; nothing for any other area."""
    if area.code == ENGLAND:
        return registry.members(area.code, "rgn")
    if area.code == UNITED_KINGDOM:
        return registry.members(area.code, "ctry")
    return ()


def standouts(
    registry: AreaRegistry, catalogue: Catalogue, spreads: Spreads, area: Area, newest: Latest
) -> tuple[Standout, ...]:
    """Up to five sentences on where an area stands apart; fewer where figures are few.

    The rule: take every rate or ratio that has a figure for the place and, in the same period, for
    the benchmark (England, or the United Kingdom for the other nations). Measure the difference in
    standard deviations of councils across the UK, and leave out what is nearer than a quarter of
    one or what the 95% interval cannot tell apart.
    Take the three furthest from the benchmark, no two from one sub-topic; then the two furthest
    from the nearest wider area that is not the benchmark (the combined authority where there is
    one), again from other sub-topics; fill up from the benchmark's list when there are fewer.

    England and the United Kingdom have nothing, or little, wider to stand beside: for them the five
    subjects are those on which their regions or nations lie furthest apart.

    ``newest`` holds the latest observations of the areas that needed_codes names.
    """
    if parts := parts_of(registry, area):
        chosen: list[Standout] = []
        _take(_spans(catalogue, spreads, parts, newest), chosen, HOW_MANY)
        return tuple(chosen)
    benchmark = registry.areas.get(benchmark_code(area) or "")
    if benchmark is None:
        return ()
    nearest = next(
        (
            one
            for one in registry.chain(area.code)[1:]
            if one.code != benchmark.code and one.level in {"cauth", "rgn", "ctry"}
        ),
        None,
    )
    names = disambiguate_names((*registry.chain(area.code), benchmark))
    far = _candidates(catalogue, spreads, area, benchmark, newest, names)
    near = _candidates(catalogue, spreads, area, nearest, newest, names) if nearest else []
    chosen = []
    _take(far, chosen, FROM_BENCHMARK)
    _take(near, chosen, HOW_MANY)
    _take(far, chosen, HOW_MANY)
    return tuple(chosen)


def _take(candidates: list[Standout], chosen: list[Standout], up_to: int) -> None:
    for candidate in candidates:
        if len(chosen) == up_to:
            return
        if all(candidate.indicator.sub_topic != one.indicator.sub_topic for one in chosen):
            chosen.append(candidate)


def _candidates(
    catalogue: Catalogue,
    spreads: Spreads,
    area: Area,
    against: Area,
    newest: Latest,
    names: Mapping[str, str],
) -> list[Standout]:
    found = []
    for indicator in catalogue.with_data():
        own = newest.get((indicator.slug, area.code))
        other = newest.get((indicator.slug, against.code))
        if own is None or other is None or own.value is None or other.value is None:
            continue
        spread = spreads.get((indicator.slug, own.period))
        if spread is None or spread.areas < LEAST_DISTRICTS or spread.deviation == 0:
            continue
        judged = verdict(indicator, own, other, names[against.code])
        if judged.kind in {"cannot say", "not clearly different"}:
            continue
        if against.level != "ctry" and beside(other, own) == "not clearly different":
            # A neighbouring tier's figure is an estimate too: the two intervals must not touch.
            continue
        if gap_between(indicator, own.value, other.value) == 0:
            continue
        distance = (own.value - other.value) / spread.deviation
        if abs(distance) < LEAST_DISTANCE:
            continue
        sentence = standout_sentence(indicator, own, other, names, judged)
        found.append(Standout(indicator, (own, other), distance, sentence))
    return sorted(found, key=lambda one: (-abs(one.distance), one.indicator.position))


def standout_sentence(
    indicator: Indicator,
    own: Observation,
    other: Observation,
    names: Mapping[str, str],
    judged: Verdict,
) -> str:
    """The sentence: measure, place, period, figure, the other's figure, the gap and its footing.

    ``names`` gives both areas' names as they stand in running text, by code.
    """
    assert own.value is not None
    assert other.value is not None
    side = "higher" if own.value > other.value else "lower"
    footing = ""
    if judged.better is not None:
        # Which way is better is said of the measure: a curt “worse” would be said of people.
        footing = f" {DIRECTION_WORDS[indicator.direction]}"
    if judged.kind == "no interval":
        footing = NO_INTERVAL
    here = f"{figure(indicator, own.value)} in {names[own.area_code]}"
    there = f"{figure(indicator, other.value)} in {names[other.area_code]}"
    apart = difference(indicator, own.value, other.value)
    return (
        f"{sentence_start(indicator.phrase)} was {here} in {own.period_label}, against {there}: "
        f"{apart} {side}.{footing}"
    )


def _spans(
    catalogue: Catalogue, spreads: Spreads, parts: tuple[Area, ...], newest: Latest
) -> list[Standout]:
    found = []
    for indicator in catalogue.with_data():
        rows = [newest.get((indicator.slug, part.code)) for part in parts]
        known = [(row, part) for row, part in zip(rows, parts, strict=True) if row is not None]
        values = [(row.value, row, part) for row, part in known if row.value is not None]
        spread = spreads.get((indicator.slug, values[0][1].period)) if values else None
        same_period = len({row.period for _, row, _ in values}) == 1
        complete = len(values) == len(parts) and same_period and indicator.standardised
        if not complete or spread is None or spread.areas < LEAST_DISTRICTS or not spread.deviation:
            continue
        low, high = min(values, key=lambda one: one[0]), max(values, key=lambda one: one[0])
        if _intervals_touch(low[1], high[1]) or gap_between(indicator, high[0], low[0]) == 0:
            continue
        sentence = (
            f"{sentence_start(indicator.phrase)} ran from {figure(indicator, low[0])} in "
            f"{low[2].in_sentence} to {figure(indicator, high[0])} in {high[2].in_sentence} in "
            f"{high[1].period_label}: {difference(indicator, high[0], low[0])} apart."
            f"{'' if high[1].has_interval and low[1].has_interval else NO_INTERVAL}"
        )
        distance = (high[0] - low[0]) / spread.deviation
        found.append(Standout(indicator, (high[1], low[1]), distance, sentence))
    return sorted(found, key=lambda one: (-one.distance, one.indicator.position))


def _intervals_touch(low: Observation, high: Observation) -> bool:
    if low.upper is None or high.lower is None:
        return False
    return low.upper >= high.lower
