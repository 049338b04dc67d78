"""What the Map page says of the figures it shows: headline, subtitle and the one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from placelib.areas.levels import LEVEL_PLURALS
from placelib.areas.naming import disambiguate_names
from placelib.areas.registry import FEW_RESIDENTS
from placelib.formatting import figure, listed, sentence_start
from placelib.maps.areas import GapKind, MapFigure
from placelib.maps.classes import METHODS, Classes
from placelib.model import Area, Indicator
from placelib.statistics.comparison import Kind

GAP_WORDS: dict[GapKind, str] = {
    "withheld": "Withheld: confidential or too unreliable",
    "not collected": "Not collected here, or not available",
    "other level": "Not published at this level",
    "other period": "Only for another period",
}
# More areas than this with the same figure are counted, not named.
_MOST_NAMED = 2
_KINDS: dict[Kind, str] = {
    "higher": "clearly higher",
    "lower": "clearly lower",
    "not clearly different": "not clearly different",
}


def map_headline(indicator: Indicator, found: Sequence[MapFigure]) -> str:
    """The finding in about ten words: where the figure is lowest and where it is highest."""
    known = [one for one in found if one.value is not None]
    if not known:
        return f"{indicator.label}: no figures here"
    low, high = _ends(known)
    if low[0].value == high[0].value:
        return f"{indicator.label}: the same everywhere"
    return f"{indicator.label}: lowest in {_named(low, found)}, highest in {_named(high, found)}"


def map_subtitle(indicator: Indicator, level: str, within: Area, period: str) -> str:
    """Measure, geography and period."""
    places = f"{LEVEL_PLURALS[level]} of {within.in_sentence}"
    return ", ".join(part for part in (indicator.label, places, period) if part)


def map_sentence(
    indicator: Indicator,
    found: Sequence[MapFigure],
    level: str,
    within: Area,
    period: str,
    classes: Classes | None,
) -> str:
    """The map in one or two sentences: range, classes, verdicts and gaps, all from ``found``."""
    places = f"{LEVEL_PLURALS[level]} of {within.in_sentence}"
    known = [one for one in found if one.value is not None]
    if not known or classes is None:
        return f"None of the {len(found)} {places} has a figure for {indicator.phrase}."
    low, high = _ends(known)
    assert low[0].value is not None
    assert high[0].value is not None
    text = (
        f"{sentence_start(indicator.phrase)} in {period} ran from "
        f"{figure(indicator, low[0].value)} in {_named(low, found)} to "
        f"{figure(indicator, high[0].value)} in {_named(high, found)}, among the "
        f"{len(known)} of {len(found)} {places} with a figure, in {classes.count} "
        f"class{'' if classes.count == 1 else 'es'} by {METHODS[classes.method].lower()}."
    )
    judged = Counter(one.verdict.kind for one in known)
    counts = [f"{judged[kind]} {words}" for kind, words in _KINDS.items() if judged[kind]]
    if counts:
        text += f" Against {_benchmarks(known)}: {listed(counts)}."
    return text + (_few_residents([*low, *high]) if indicator.standardised else "")


def _few_residents(ends: Sequence[MapFigure]) -> str:
    """A word of care where a place with a few thousand residents is at an end of the range."""
    few = [one.area.in_sentence for one in ends if one.area.code in FEW_RESIDENTS]
    if not few:
        return ""
    rates = "its rate" if len(few) == 1 else "their rates"
    return f" Few people live in {listed(few)}, so {rates} can look extreme."


def _benchmarks(known: Sequence[MapFigure]) -> str:
    english = {one.area.is_english for one in known if one.verdict.kind in _KINDS}
    names = {
        frozenset({True}): "England",
        frozenset({False}): "the United Kingdom",
    }
    return names.get(frozenset(english), "England, or the United Kingdom elsewhere")


def _ends(known: Sequence[MapFigure]) -> tuple[list[MapFigure], list[MapFigure]]:
    values = [one.value for one in known if one.value is not None]
    low, high = min(values), max(values)
    return (
        [one for one in known if one.value == low],
        [one for one in known if one.value == high],
    )


def _named(same: Sequence[MapFigure], found: Sequence[MapFigure]) -> str:
    if len(same) > _MOST_NAMED:
        return f"{len(same)} areas"
    names = disambiguate_names(one.area for one in found)
    return listed([names[one.area.code] for one in same])
