"""What the Map page says of the figures it shows: headline, subtitle and the one sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from placelib.areas.levels import LEVEL_PLURALS, LEVELS
from placelib.areas.registry import FEW_RESIDENTS
from placelib.formatting import figure, figure_without_unit, listed, sentence_start
from placelib.maps.areas import GapKind, MapFigure
from placelib.maps.classes import Classes
from placelib.model import ENGLAND, UNITED_KINGDOM, Area, Indicator
from placelib.statistics.comparison import VerdictKind
from placelib.statistics.false_claims import write_luck_sentence

GAP_WORDS: dict[GapKind, str] = {
    "withheld": "Withheld: confidential or too unreliable",
    "not collected": "Not collected here, or not available",
    "other level": "Not published at this level",
    "other period": "Only for another period",
}
# A file that leaves an area out says nothing of why.
_FILE_GAP_WORDS: dict[GapKind, str] = {"not collected": "Not in the file, or no figure there"}
_JUDGED: dict[VerdictKind, str] = {
    "higher": "clearly higher",
    "lower": "clearly lower",
    "not clearly different": "not clearly different",
}

# Classes are about alike when the largest holds at most this many times the areas of the smallest:
# 59 and 60, or 3 and 2; never 57 and 234.
_ALIKE = 1.5
_REGIONS_AND_NATIONS = "regions and nations"
# Indicators of land and not of people: “the share of land with 4G coverage”.
_OF_LAND = re.compile(r"\bshare of land\b")


def describe_gap_kind(kind: GapKind, indicator: Indicator) -> str:
    """What a legend calls a kind of gap, of published or of uploaded figures."""
    words = _FILE_GAP_WORDS.get(kind) if indicator.is_uploaded else None
    return words or GAP_WORDS[kind]


def write_map_headline(
    indicator: Indicator, figures: Sequence[MapFigure], level: str, within: Area | None = None
) -> str:
    """The finding in about ten words: how many areas are clearly above or below the benchmark.

    ``within`` names what the map is cut to, where that is less than England: “26 councils” alone
    would be taken for the whole country's.

    No area is called highest or lowest: its neighbours in the order may well be higher or lower.
    Without intervals it is the range of the figures, and that nothing says how sure they are.
    """
    label = _write_label(indicator, within)
    valued = [area for area in figures if area.value is not None]
    if not valued:
        return f"{label}: no figures here"
    counts = Counter(area.verdict.kind for area in valued)
    if not counts["higher"] + counts["lower"] + counts["not clearly different"]:
        return _write_range_headline(indicator, valued, label)
    name = _describe_benchmarks(valued, "England or the UK")
    if not counts["higher"] and not counts["lower"]:
        noun = _choose_noun(level, valued, 1)
        return f"{label}: no {noun} clearly different from {name}"
    above, below = counts["higher"], counts["lower"]
    first = f"{above or 'no'} {_choose_noun(level, valued, above)} clearly above {name}"
    return f"{label}: {first}, {below or 'none'} clearly below"


def _write_label(indicator: Indicator, within: Area | None) -> str:
    """The indicator, and where: “Gross median weekly pay in London”."""
    if within is None or within.code in (ENGLAND, UNITED_KINGDOM):
        return indicator.label
    return f"{indicator.label} in {within.in_sentence}"


def _choose_noun(level: str, figures: Sequence[MapFigure], count: int) -> str:
    """“1 council”, “54 councils”: the first of the level's words, as a headline has room for.

    Beside regions stand the nations that have none: “1 region or nation”, “4 regions and nations”.
    """
    if level == "rgn" and any(area.area.level == "ctry" for area in figures):
        return "region or nation" if count == 1 else _REGIONS_AND_NATIONS
    words = LEVELS[level].counted[count != 1]
    return words.partition(" or " if count == 1 else " and ")[0]


def _name_places(level: str, within: Area) -> str:
    """“councils and districts of England”; with regions stand the nations that have none."""
    is_mixed = level == "rgn" and not within.is_english
    return f"{_REGIONS_AND_NATIONS if is_mixed else LEVEL_PLURALS[level]} of {within.in_sentence}"


def _write_range_headline(indicator: Indicator, valued: Sequence[MapFigure], label: str) -> str:
    values = [area.value for area in valued if area.value is not None]
    low, high = min(values), max(values)
    if figure(indicator, low) == figure(indicator, high):
        return f"{label}: the same everywhere"
    span = f"{label}: from {_write_range(indicator, low, high)}"
    # A total has no interval to miss: it is held against nothing.
    is_total = not indicator.standardised and not indicator.is_uploaded
    return span if is_total else f"{span}, no interval {_name_publisher(indicator)}"


def _write_range(indicator: Indicator, low: float, high: float) -> str:
    """“15% to 20%”, “2,366 to 1,183,618 people”: a unit in words is said once."""
    return f"{figure_without_unit(indicator, low)} to {figure(indicator, high)}"


def _name_publisher(indicator: Indicator) -> str:
    """Who gives no interval: “published”, or “in your file”."""
    return "in your file" if indicator.is_uploaded else "published"


def explain_no_ranking(indicator: Indicator) -> str:
    """Why no place is named at an end of a range without intervals."""
    return (
        f"No interval is {_name_publisher(indicator)}, so small gaps may be chance and no place is "
        "called highest or lowest."
    )


def write_map_subtitle(indicator: Indicator, level: str, within: Area, period: str) -> str:
    """Measure, geography and period."""
    places = _name_places(level, within)
    return ", ".join(part for part in (indicator.label, places, period) if part)


def write_map_sentence(
    indicator: Indicator,
    figures: Sequence[MapFigure],
    level: str,
    within: Area,
    period: str,
    classes: Classes | None,
) -> str:
    """The map in a few sentences: range, classes, verdicts and gaps, all from ``figures``.

    No area is named at an end of the range: see `write_map_headline`.
    """
    places = _name_places(level, within)
    valued = [area for area in figures if area.value is not None]
    if not valued or classes is None:
        return f"None of the {len(figures)} {places} has a figure for {indicator.phrase}."
    low, high = _describe_ends(valued)
    counts = Counter(area.verdict.kind for area in valued)
    counted = [f"{counts[kind]} {words}" for kind, words in _JUDGED.items() if counts[kind]]
    assert low[0].value is not None
    assert high[0].value is not None
    text = (
        f"{sentence_start(indicator.phrase)} in {period} ran from "
        f"{_write_range(indicator, low[0].value, high[0].value)}. "
        f"{len(valued)} of {len(figures)} {places} have a figure."
        f"{_describe_classes(indicator, valued, classes)}"
    )
    if counted:
        luck = write_luck_sentence(sum(counts[kind] for kind in _JUDGED))
        verdicts = (
            f"Against {_describe_benchmarks(valued)}: {listed(counted)}.{_describe_exact(valued)}"
        )
        return f"{text} {verdicts}{f' {luck}' if luck else ''}"
    few = _describe_few_residents([*low, *high]) if _is_of_people(indicator) else ""
    return f"{text} {explain_no_ranking(indicator)}{few}"


def _describe_classes(indicator: Indicator, valued: Sequence[MapFigure], classes: Classes) -> str:
    """“ The map shows them in 5 classes with about as many areas in each.”; empty for totals.

    Totals are listed and not mapped. Ties, and classes made for other areas or periods, can leave
    the classes of quantiles far from alike: of that nothing is said.
    """
    if not indicator.standardised:
        return ""
    words = "1 class" if classes.count == 1 else f"{classes.count} classes"
    sizes = Counter(classes.of(indicator, area.value) for area in valued if area.value is not None)
    if classes.count > 1 and classes.method == "natural":
        words += " that part where the figures leave gaps"
    elif 1 < classes.count == len(sizes) and max(sizes.values()) <= _ALIKE * min(sizes.values()):
        words += " with about as many areas in each"
    return f" The map shows them in {words}."


def _is_of_people(indicator: Indicator) -> bool:
    """True for a rate that few residents can make extreme: a share of land is none."""
    return indicator.standardised and not _OF_LAND.search(indicator.phrase)


def _describe_exact(valued: Sequence[MapFigure]) -> str:
    """How many were judged though no interval is published for them."""
    count = sum(
        area.verdict.difference is not None and area.verdict.difference.exact_side == "first"
        for area in valued
    )
    if not count:
        return ""
    if count == 1:
        return " For 1 of them no interval is published; its figure counts as exact."
    return f" For {count} of them no interval is published; their figures count as exact."


def _describe_few_residents(ends: Sequence[MapFigure]) -> str:
    """A word of care where a place with a few thousand residents is at an end of the range."""
    few = [end.area.in_sentence for end in ends if end.area.code in FEW_RESIDENTS]
    if not few:
        return ""
    rates = "its rate" if len(few) == 1 else "their rates"
    return f" Few people live in {listed(few)}, so {rates} can look extreme."


def _describe_benchmarks(
    valued: Sequence[MapFigure], both: str = "England, or the United Kingdom elsewhere"
) -> str:
    """What the judged areas are held against, as in “England”; ``both`` where it is not one."""
    english = {area.area.is_english for area in valued if area.verdict.kind in _JUDGED}
    names = {frozenset({True}): "England", frozenset({False}): "the United Kingdom"}
    return names.get(frozenset(english), both)


def _describe_ends(valued: Sequence[MapFigure]) -> tuple[list[MapFigure], list[MapFigure]]:
    values = [area.value for area in valued if area.value is not None]
    low, high = min(values), max(values)
    return (
        [area for area in valued if area.value == low],
        [area for area in valued if area.value == high],
    )
