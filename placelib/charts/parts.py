"""What several charts share: axes, the dot's words, the look, and room for labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any, Literal

import altair as alt
from altair.utils import schemapi

from placelib.charts.theme import FONT, TextSizes, Theme
from placelib.formatting import INTERVAL, unit_after, unit_before
from placelib.model import Indicator

DotRole = Literal["place", "peer", "rest"]
SHOWN_AS: dict[DotRole, str] = {"place": "the place", "peer": "a peer", "rest": "another area"}
TOOLTIP = {"name": "Place", "shown": "Figure", "range": INTERVAL, "role": "Shown as"}


@dataclass(frozen=True, slots=True)
class FigureDot:
    """One area's figure on a chart, with its interval and the words of its tooltip.

    ``standing`` says “clearly lower” or “clearly higher” than the place, empty where neither can be
    told.
    """

    name: str
    value: float
    lower: float | None
    upper: float | None
    value_text: str
    range: str
    role: DotRole
    standing: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """A line across a chart: where it stands and what it is."""

    value: float
    label: str


def axis_text(indicator: Indicator) -> str:
    """The expression that writes an axis value with the indicator's unit, as far as it is short."""
    after = unit_after(indicator) if indicator.suffix else ""
    return f"'{unit_before(indicator)}' + format(datum.value, ',~r') + '{after}'"


def write_axis_title(indicator: Indicator, period: str | None = None) -> str:
    """What an axis shows: “Employment rate, 2023”, with a unit that its values do not carry."""
    after = "" if indicator.suffix else unit_after(indicator).strip()
    unit = f" ({unit_before(indicator)}{after})" if after else ""
    return f"{indicator.label}{unit}, {period}" if period else f"{indicator.label}{unit}"


def number_axis(indicator: Indicator) -> str:
    """The expression for an index: a number without a unit."""
    places = f".{indicator.decimals}" if indicator.decimals else ".0"
    return f"replace(format(datum.value, ',{places}~f'), '-', '−')"


def difference_axis(indicator: Indicator) -> str:
    """The expression for a difference: with its sign, as in “+5” and “−£20”."""
    sign = "datum.value > 0 ? '+' : datum.value < 0 ? '−' : ''"
    return f"({sign}) + '{unit_before(indicator)}' + format(abs(datum.value), ',~r')"


def padded(values: Sequence[float], share: float = 0.06) -> list[float]:
    """The least and the greatest value with a little room at both ends; never below zero for that.

    Raises ValueError for no value at all.
    """
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * share
    bottom = low - room
    return [max(bottom, 0.0) if low >= 0 else bottom, high + room]


def place_apart(
    values: Sequence[float], heights: Sequence[float], ends: tuple[float, float]
) -> list[float]:
    """Middles of labels for ascending values: none over another, each as near as can be.

    ``heights`` are those of the labels and ``ends`` what they stand between, in the unit of the
    values. Labels that would meet share what they have to give way: with heights of 2, values of
    1 and 2 are placed at 0.5 and 2.5. Of more than there is room for, the upper ones hold the end.
    """
    starts = [sum(heights[:index]) + height / 2 for index, height in enumerate(heights)]
    # Labels that touch move as a block, to the mean of where its members would begin.
    blocks: list[list[float]] = []
    for value, start in zip(values, starts, strict=True):
        blocks.append([value - start])
        while len(blocks) > 1 and fmean(blocks[-2]) > fmean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    bottom, top = ends[0], ends[1] - sum(heights)
    origins = [fmean(block) for block in blocks for _ in block]
    # Rounded, as sums of heights end a last digit beyond what they stand between.
    return [
        round(start + min(max(origin, bottom), top), 9)
        for origin, start in zip(origins, starts, strict=True)
    ]


def tooltip(*fields: str) -> list[alt.Tooltip]:
    """The tooltip of a dot; more fields as “name=Title”."""
    titles = {**TOOLTIP, **dict(pair.split("=", 1) for pair in fields)}
    return [alt.Tooltip(f"{name}:N", title=title) for name, title in titles.items()]


def dot_row(dot: FigureDot) -> dict[str, Any]:
    """A dot as a row of a chart's data."""
    return {
        "name": dot.name,
        "value": dot.value,
        "lower": dot.lower,
        "upper": dot.upper,
        "shown": dot.value_text,
        "range": dot.range,
        "role": SHOWN_AS[dot.role],
    }


def inline(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    """A chart on rows that travel inside its specification."""
    # A tuple: Altair copies lists, with every row in them, each time that layers are put together.
    return alt.Chart(alt.InlineData(values=tuple(rows)))


def speed_up_altair() -> None:
    """Let Altair draw from now on without checking charts, and without copying all inside them.

    For a server: the checks take a fifth of the time that a chart takes to draw, and cannot fail
    for one visitor when the tests, which draw with them, have passed. Altair copies each layer
    with everything in it several times while it is laid over others, to be changed at its top
    only; our charts do not change a part after it is made, so a copy of the top is enough.
    """
    schemapi.disable_debug_mode()
    schemapi.SchemaBase.validate = _accept  # type: ignore[method-assign, assignment]
    schemapi.SchemaBase.copy = _copy_top  # type: ignore[method-assign, assignment]


def _accept(_instance: object, _schema: object = None) -> None:
    """Takes the place of Altair's check of a finished chart."""


_copy_whole = schemapi.SchemaBase.copy


def _copy_top(
    part: schemapi.SchemaBase,
    deep: bool | Iterable[str] = True,  # noqa: FBT001, FBT002  Altair passes it so
    ignore: list[str] | None = None,
) -> schemapi.SchemaBase:
    """Takes the place of Altair's copy: what is inside is shared, but for parts named in it."""
    return _copy_whole(part, deep=False if deep is True else deep, ignore=ignore)


def finished(
    layers: Sequence[alt.Chart], height: int, theme: Theme, sizes: TextSizes, right: int = 4
) -> alt.LayerChart:
    """The layers as one chart as wide as its container; height and room on the right in pixels."""
    # All at once: each call that changes a finished chart copies it with everything inside.
    return alt.LayerChart(
        layer=layers,
        width="container",
        height=height,
        padding={"left": 2, "top": 12, "bottom": 4, "right": right},
        autosize={"type": "fit-x", "contains": "padding"},
        config=alt.Config(
            background="transparent",
            font=FONT,
            axis={
                "labelColor": theme.quiet_text,
                "titleColor": theme.text,
                "labelFontSize": sizes.label,
                "titleFontSize": sizes.label,
                "titleFontWeight": 600,
                "gridColor": theme.grid,
                "domainColor": theme.grid,
                "tickColor": theme.grid,
                "labelPadding": 6,
            },
            view={"stroke": None},
        ),
    )
