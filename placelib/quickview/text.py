"""What is said of uploaded figures on a map and over time: nothing more than the file tells."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.areas.levels import LEVEL_PLURALS
from placelib.areas.naming import disambiguate_names
from placelib.formatting import figure, listed, sentence_start
from placelib.maps.areas import MapFigure
from placelib.model import Area, Indicator
from placelib.quickview.figures import NOT_IN_FILE, UploadedFigures

# More areas than this with the same figure are counted, not named.
_MOST_NAMED = 2


def map_subtitle(indicator: Indicator, level: str, period: str) -> str:
    """Measure, areas and period."""
    return f"{indicator.label}, {LEVEL_PLURALS[level]} in the file, {period}"


def map_sentence(indicator: Indicator, found: Sequence[MapFigure], level: str, period: str) -> str:
    """Where the figure is lowest and highest, how many areas have one, and how many gaps there are.

    Areas that the file leaves out are counted apart from its gaps.
    """
    places = LEVEL_PLURALS[level]
    known = [one for one in found if one.value is not None]
    if not known:
        return f"None of the {places} in the file has a figure for {period}."
    values = [one.value for one in known if one.value is not None]
    low, high = min(values), max(values)
    said = f"{sentence_start(indicator.phrase)} in {period} "
    if low == high:
        said += f"stood at {figure(indicator, low)} in {_where(low, known)}, "
        said += "the only one with a figure." if len(known) == 1 else "all that have a figure."
    else:
        said += (
            f"ran from {figure(indicator, low)} in {_where(low, known)} to "
            f"{figure(indicator, high)} in {_where(high, known)}, among the {len(known):,} "
            f"{places} with a figure."
        )
    silent = [one for one in found if one.value is None]
    outside = sum(one.missing == NOT_IN_FILE for one in silent)
    parts = [f"{outside:,} {_verb(outside, 'is', 'are')} not in the file"] if outside else []
    if len(silent) > outside:
        gaps = len(silent) - outside
        parts.append(f"{gaps:,} {_verb(gaps, 'has', 'have')} no figure")
    return f"{said} Of the others, {listed(parts)}." if parts else said


def _verb(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def _where(value: float, known: Sequence[MapFigure]) -> str:
    names = disambiguate_names(one.area for one in known)
    same = [names[one.area.code] for one in known if one.value == value]
    return listed(same) if len(same) <= _MOST_NAMED else f"{len(same):,} areas"


def trend_sentence(figures: UploadedFigures, areas: Sequence[Area]) -> str:
    """From which figure to which each area went; nothing is judged, no interval is known."""
    said = []
    for area in areas:
        known = [one for one in figures.series.get(area.code, ()) if one.value is not None]
        if not known:
            said.append(f"there is no figure for {area.in_sentence}")
            continue
        first, last = known[0], known[-1]
        assert first.value is not None
        assert last.value is not None
        start = f"{figure(figures.indicator, first.value)} in {first.period_label}"
        if len(known) == 1:
            said.append(f"{area.in_sentence} had {start} and no other figure")
            continue
        end = f"{figure(figures.indicator, last.value)} in {last.period_label}"
        said.append(f"{area.in_sentence} went from {start} to {end}")
    text = "; ".join(said)
    return (
        f"{sentence_start(text)}. The file gives no intervals, so whether a change is more than "
        "chance is not judged."
    )


def trend_headline(figures: UploadedFigures, areas: Sequence[Area]) -> str:
    """Measure and areas, in about ten words."""
    names = [area.name for area in areas]
    return f"{figures.indicator.label}: {listed(names)}"
