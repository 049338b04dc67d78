"""The words that appear over each area of a map that is pointed at."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.formatting import figure_without_unit, number, unit_after
from placelib.maps.areas import MapFigure
from placelib.maps.content import MapContent
from placelib.model import Indicator
from placelib.trends.trajectories import find_quality
from placelib.views.place_html import SIGNS


def list_hover_words(codes: Sequence[str], content: MapContent) -> list[tuple[str, str]]:
    """For each area of the boundary file, its own words and the words it shares with others."""
    by_code = {figure.area.code: figure for figure in content.figures}
    return [
        _write_hover_words(content.indicator, by_code[code]) if code in by_code else ("", "")
        for code in codes
    ]


def write_hover_foot(content: MapContent) -> str:
    """Measure, unit and period: once, and not with every area's figure."""
    unit = "" if content.indicator.suffix else unit_after(content.indicator).strip()
    parts = (content.indicator.label, unit, content.period_label)
    return ", ".join(part for part in parts if part)


def _write_hover_words(indicator: Indicator, figure: MapFigure) -> tuple[str, str]:
    row = figure.observation
    if row is None or row.value is None:
        return "", f"No figure: {figure.missing}"
    value_words = figure_without_unit(indicator, row.value)
    shared = f"\n{SIGNS[figure.verdict.kind]} {figure.verdict.words}"
    if row.lower is not None and row.upper is not None:
        # What closes the interval is shared with all others that have one.
        low, high = (number(end, indicator.decimals) for end in (row.lower, row.upper))
        value_words += f" ({low} to {high}"
        shared = f"){shared}"
    elif figure.verdict.kind == "no interval" and not figure.verdict.words.startswith("the same"):
        # The size of the difference is the area's own; the words after it are shared.
        size, _, rest = figure.verdict.words.partition(" ")
        value_words, shared = f"{value_words}\n{size}", f" {rest}; {figure.verdict.why}"
    status = find_quality(row)
    return value_words, f"{shared}\n{status}" if status else shared
