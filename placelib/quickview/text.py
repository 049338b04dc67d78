"""What is said of uploaded figures on a map and over time: nothing more than the file tells."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.areas.levels import LEVEL_PLURALS
from placelib.areas.naming import disambiguate_names
from placelib.formatting import figure, listed, sentence_start
from placelib.maps.areas import MapFigure
from placelib.maps.text import explain_no_ranking
from placelib.model import Area, Indicator
from placelib.quickview.figures import UploadedFigures
from placelib.statistics.observations import NOT_IN_FILE
from placelib.statistics.seasons import describe_lacking_start, find_default_start

# More areas than this with the same figure are counted, not named.
_MOST_NAMED = 2


def write_uploaded_map_subtitle(indicator: Indicator, level: str, period: str) -> str:
    """Measure, areas and period."""
    return f"{indicator.label}, {LEVEL_PLURALS[level]} in the file, {period}"


def write_uploaded_map_sentence(
    indicator: Indicator, map_figures: Sequence[MapFigure], level: str, period: str
) -> str:
    """The range of the figures, how many areas have one, and how many gaps there are.

    Areas that the file leaves out are counted apart from its gaps.
    """
    places = LEVEL_PLURALS[level]
    valued = [item for item in map_figures if item.value is not None]
    if not valued:
        return f"None of the {places} in the file has a figure for {period}."
    values = [item.value for item in valued if item.value is not None]
    low, high = min(values), max(values)
    sentence = f"{sentence_start(indicator.phrase)} in {period} "
    if low == high:
        sentence += f"stood at {figure(indicator, low)} in {_describe_where(low, valued)}, "
        sentence += "the only one with a figure." if len(valued) == 1 else "all that have a figure."
    else:
        sentence += (
            f"ran from {figure(indicator, low)} to {figure(indicator, high)}, among the "
            f"{len(valued):,} {places} with a figure."
        )
    silent = [item for item in map_figures if item.value is None]
    outside = sum(item.missing == NOT_IN_FILE for item in silent)
    parts = [f"{outside:,} {_choose_verb(outside, 'is', 'are')} not in the file"] if outside else []
    if len(silent) > outside:
        gaps = len(silent) - outside
        parts.append(f"{gaps:,} {_choose_verb(gaps, 'has', 'have')} no figure")
    if parts:
        sentence = f"{sentence} Of the others, {listed(parts)}."
    return f"{sentence} {explain_no_ranking(indicator)}" if low < high else sentence


def _choose_verb(count: int, singular: str, many: str) -> str:
    return singular if count == 1 else many


def _describe_where(value: float, valued: Sequence[MapFigure]) -> str:
    names = disambiguate_names(item.area for item in valued)
    same = [names[item.area.code] for item in valued if item.value == value]
    return listed(same) if len(same) <= _MOST_NAMED else f"{len(same):,} areas"


def write_uploaded_trend_sentence(figures: UploadedFigures, areas: Sequence[Area]) -> str:
    """From which figure to which each area went; nothing is judged, no interval is known."""
    sentences = []
    for area in areas:
        valued = [
            observation
            for observation in figures.series.get(area.code, ())
            if observation.value is not None
        ]
        if not valued:
            sentences.append(f"there is no figure for {area.in_sentence}")
            continue
        last = valued[-1]
        assert last.value is not None
        end = f"{figure(figures.indicator, last.value)} in {last.period_label}"
        if len(valued) == 1:
            sentences.append(f"{area.in_sentence} had {end} and no other figure")
            continue
        first = find_default_start(valued, last)
        if first is None:
            sentences.append(
                f"{area.in_sentence} had {end} and no {describe_lacking_start(valued, last)}"
            )
            continue
        assert first.value is not None
        start = f"{figure(figures.indicator, first.value)} in {first.period_label}"
        sentences.append(f"{area.in_sentence} went from {start} to {end}")
    text = "; ".join(sentences)
    return (
        f"{sentence_start(text)}. The file gives no intervals, so whether a change is more than "
        "chance is not judged."
    )


def write_uploaded_trend_headline(figures: UploadedFigures, areas: Sequence[Area]) -> str:
    """Measure and areas, in about ten words."""
    names = [area.name for area in areas]
    return f"{figures.indicator.label}: {listed(names)}"
