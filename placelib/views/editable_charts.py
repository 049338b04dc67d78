"""The charts of the pages as their figures, for slides on which they can be edited.

Marks, colours and names are those of the page's chart; what PowerPoint cannot draw, such as a map,
has none here and goes as a picture.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from placelib.charts.label_places import place_labels
from placelib.charts.parts import DotRole, FigureDot, ReferenceLine, padded
from placelib.charts.scatter import ScatterAxis, ScatterPoint
from placelib.charts.theme import LIGHT
from placelib.charts.trend_layers import TrendTrack, days_of
from placelib.charts.trends_many import shared_domain
from placelib.exports.editable_chart import (
    EditableAxis,
    EditableChart,
    EditablePoint,
    EditableSeries,
    Ends,
    LabelSide,
    Symbol,
)
from placelib.formatting import unit_after, unit_before
from placelib.model import Indicator

# The colour, shape and size of each role in the page's charts, and what a legend calls it.
_LOOKS: dict[DotRole, tuple[str, Symbol, int]] = {
    "place": (LIGHT.focus, "circle", 11),
    "peer": (LIGHT.categories[3], "diamond", 8),
    "rest": (LIGHT.rest, "circle", 4),
}
# On the chart of peers the page has these in grey, so that the place stands out.
_PEER_LOOKS: dict[DotRole, tuple[str, Symbol, int]] = {
    "place": (LIGHT.focus, "diamond", 11),
    "peer": (LIGHT.rest, "circle", 7),
}
_NAMES: dict[DotRole, str] = {"place": "", "peer": "Peers", "rest": "Other areas"}
# The mark of peers that are clearly apart from the place, and of all others.
_STANDINGS: dict[str, Symbol] = {
    "clearly higher": "triangle", "clearly lower": "square", "": "circle",
}  # fmt: skip
_TREND_COLOURS = (LIGHT.focus, LIGHT.categories[1], LIGHT.categories[2], LIGHT.quiet_text)
# Points: about the plot of a scatter on a slide, and its names.
_PLOT, _LABEL_SIZE = (470.0, 250.0), 11
_TREND_SYMBOLS: tuple[Symbol, ...] = ("circle", "diamond", "square", "triangle")
_SCALES = (" thousand", " million", " billion")


def write_number_format(indicator: Indicator) -> str:
    """The indicator's figures in a spreadsheet's code: “0.0"%"”, “"£"#,##0”."""
    places = f".{'0' * indicator.decimals}" if indicator.decimals else ""
    before, after = unit_before(indicator), unit_after(indicator)
    # A long unit stands in the axis title; “thousand” belongs to the number: £45,000 thousand.
    if not indicator.suffix and not after.startswith(_SCALES):
        after = ""
    number = f"#,##0{places}"
    return f"{_quote(before)}{number}{_quote(after)}"


def _quote(text: str) -> str:
    # The code has no way to write its own quotation mark; a visitor's unit may have one: 15" pipes.
    plain = text.replace('"', "”")
    return f'"{plain}"' if plain else ""


def make_editable_peers(
    dots: Sequence[FigureDot], indicator: Indicator, rule: ReferenceLine | None
) -> EditableChart:
    """A place beside its peers, highest first, with their intervals; a line for the benchmark.

    Peers that are clearly apart from the place have marks of their own, which the legend names.
    """
    ordered = sorted(dots, key=lambda dot: (-dot.value, dot.name))
    series = []
    is_any_clear = any(dot.standing for dot in dots)
    marks: list[tuple[DotRole, str]] = [("place", ""), *(("peer", words) for words in _STANDINGS)]
    for role, standing in marks:
        colour, symbol, size = _PEER_LOOKS[role]
        points = tuple(
            EditablePoint(dot.name, dot.value, _join_ends(dot.lower, dot.upper))
            if (dot.role, dot.standing) == (role, standing)
            else EditablePoint(dot.name, None)
            for dot in ordered
        )
        name = _NAMES[role] or next((dot.name for dot in dots if dot.role == role), "")
        if standing:
            name, symbol = f"Peers: {standing}", _STANDINGS[standing]
        elif role == "peer" and is_any_clear:
            name = "Other peers"
        if any(point.up is not None for point in points):
            series.append(EditableSeries(name, points, colour, symbol=symbol, size=size))
    if rule is not None:
        series.append(_draw_rule(rule, [dot.name for dot in ordered]))
    ends = [end for dot in dots for end in (dot.value, dot.lower, dot.upper) if end is not None]
    axis = EditableAxis(
        indicator.label,
        write_number_format(indicator),
        _round_ends(padded([*ends, *([rule.value] if rule else [])])),
    )
    return EditableChart("dots", tuple(series), axis)


def make_editable_relation(
    points: Sequence[ScatterPoint],
    across: ScatterAxis,
    up: ScatterAxis,
    indicators: tuple[Indicator, Indicator],
) -> EditableChart:
    """Two indicators of the same areas, the place and peers named, with the lines of the cut."""
    x_ends = _round_ends(padded(_list_ends([point.across for point in points], across)))
    y_ends = _round_ends(padded(_list_ends([point.up for point in points], up)))
    sides = _find_sides(points, x_ends, y_ends)
    series = []
    for role in ("rest", "peer", "place"):
        in_role = [point for point in points if point.role == role]
        if not in_role:
            continue
        colour, symbol, size = _LOOKS[role]
        marks = tuple(_draw_pair(point, sides) for point in in_role)
        name = _NAMES[role] or in_role[0].across.name
        series.append(EditableSeries(name, marks, colour, symbol=symbol, size=size))
    if across.cut is not None and up.cut is not None:
        for cut, ends in (
            (across.cut, tuple((across.cut.value, end) for end in y_ends)),
            (up.cut, tuple((end, up.cut.value) for end in x_ends)),
        ):
            line = tuple(EditablePoint(x, y) for x, y in ends)
            series.append(_draw_line(cut.label, line))
    titles = (across.title, up.title)
    x_axis, y_axis = (
        EditableAxis(title, write_number_format(indicator), ends)
        for title, indicator, ends in zip(titles, indicators, (x_ends, y_ends), strict=True)
    )
    return EditableChart("scatter", tuple(series), y_axis, x_axis)


def make_editable_trends(
    tracks: Sequence[TrendTrack],
    title: str,
    number_format: str,
    rule: ReferenceLine | None,
    *,
    from_zero: bool = False,
) -> EditableChart:
    """Areas over time, each with its gaps, its doubted figures and, where drawn, its intervals."""
    days = [date.fromisoformat(day) for day in days_of(tracks)]
    series = []
    for track, colour, symbol in zip(tracks, _TREND_COLOURS, _TREND_SYMBOLS, strict=False):
        marks = {date.fromisoformat(mark.date): mark for mark in track.marks}
        points = tuple(
            EditablePoint(
                day,
                marks[day].value,
                _join_ends(marks[day].lower, marks[day].upper) if track.has_band else None,
                is_doubted=bool(marks[day].quality),
            )
            if day in marks
            else EditablePoint(day, None)
            for day in days
        )
        series.append(
            EditableSeries(track.name, points, colour, symbol=symbol, size=6, has_line=True)
        )
    # The benchmark may be one of the areas: it is then the line that it is held against.
    if rule is not None and rule.label not in {track.name for track in tracks}:
        series.append(_draw_rule(rule, days))
    ends = _round_ends(shared_domain(tracks, rule, from_zero=from_zero))
    return EditableChart("lines", tuple(series), EditableAxis(title, number_format, ends))


def make_editable_counts(names: Sequence[str], counts: Sequence[int]) -> EditableChart:
    """How many chose each answer, in the order in which they were asked."""
    points = tuple(EditablePoint(name, count) for name, count in zip(names, counts, strict=True))
    series = EditableSeries("Answers", points, LIGHT.focus)
    return EditableChart("bars", (series,), EditableAxis("", "0", (0.0, max([*counts, 1]) * 1.1)))


def _find_sides(
    points: Sequence[ScatterPoint], x_ends: Ends, y_ends: Ends
) -> dict[ScatterPoint, LabelSide]:
    """At which side of its mark a name has room on a slide; without those that have none."""
    named = [point for role in ("place", "peer") for point in points if point.role == role]
    spots = [
        (
            (point.across.value - x_ends[0]) / (x_ends[1] - x_ends[0]) * _PLOT[0],
            (y_ends[1] - point.up.value) / (y_ends[1] - y_ends[0]) * _PLOT[1],
            point.across.name,
        )
        for point in named
    ]
    places = place_labels(spots, *_PLOT, _LABEL_SIZE, has_corners=False)
    sides: dict[ScatterPoint, LabelSide] = {}
    for point, place in zip(named, places, strict=True):
        if place is not None:
            upright: LabelSide = "above" if place.dy < 0 else "below"
            by_align: dict[str, LabelSide] = {"left": "right", "right": "left", "center": upright}
            sides[point] = by_align[place.align]
    return sides


def _draw_pair(point: ScatterPoint, sides: Mapping[ScatterPoint, LabelSide]) -> EditablePoint:
    is_named = point.role != "rest"
    return EditablePoint(
        across=point.across.value,
        up=point.up.value,
        up_ends=_join_ends(point.up.lower, point.up.upper) if is_named else None,
        across_ends=_join_ends(point.across.lower, point.across.upper) if is_named else None,
        label=point.across.name if point in sides else "",
        label_side=sides.get(point, "right"),
    )


def _draw_rule(rule: ReferenceLine, across: Sequence[str | date]) -> EditableSeries:
    """A line that figures are held against, level across the chart."""
    return _draw_line(rule.label, tuple(EditablePoint(name, rule.value) for name in across))


def _draw_line(name: str, points: tuple[EditablePoint, ...]) -> EditableSeries:
    return EditableSeries(name, points, LIGHT.quiet_text, "none", has_line=True, is_dashed=True)


def _list_ends(dots: Sequence[FigureDot], axis: ScatterAxis) -> list[float]:
    named = [dot for dot in dots if dot.role != "rest"]
    ends = [end for dot in named for end in (dot.lower, dot.upper) if end is not None]
    return [*(dot.value for dot in dots), *ends, *([axis.cut.value] if axis.cut else [])]


def _join_ends(lower: float | None, upper: float | None) -> Ends | None:
    return None if lower is None or upper is None else (lower, upper)


def _round_ends(values: Sequence[float]) -> Ends:
    """The ends of an axis around the values, on round numbers: 71.3 and 78.9 give 70 and 80."""
    low, high = min(values), max(values)
    step = 10 ** math.floor(math.log10(high - low)) / 2
    return math.floor(low / step) * step, math.ceil(high / step) * step
