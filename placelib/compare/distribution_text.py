"""The headline and the sentence on a place among all areas of its level, and its rank in words."""

from __future__ import annotations

import statistics

from placelib.compare.distribution import Field
from placelib.compare.text import describe_areas, format_with_interval
from placelib.formatting import sentence_start, short_figure, subtract_rounded
from placelib.statistics.ranks import RankRange

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
# A range no wider than this share of all ranks is given as it is, a wider one in thirds.
_NARROW = 1 / 6
_THIRDS = ("highest third", "middle third", "lowest third")


def write_distribution_headline(field: Field, rank: RankRange | None) -> str:
    """About ten words: the range of ranks, or where the figure lies."""
    place = sentence_start(field.area.in_sentence)
    if rank is None or not field.indicator.standardised:
        return _describe_place_in_middle(field)
    words = describe_rank(field, rank)
    if words.startswith("anywhere"):
        return f"The rank of {field.area.in_sentence} cannot be told: {words}"
    return f"{place} ranks {'somewhere ' if words.startswith('between') else ''}{words}"


def write_distribution_sentence(field: Field, rank: RankRange | None) -> str:
    """The place's figure, the middle half of all areas, and the rank as a range."""
    observation, indicator = field.area_row, field.indicator
    assert observation is not None
    among = describe_areas(field.area.level)
    sentence = (
        f"{sentence_start(indicator.phrase)} in {field.area.in_sentence} was "
        f"{format_with_interval(indicator, observation)} in {observation.period_label}."
    )
    half = find_middle_half(field)
    if half is not None:
        sentence += (
            f" The middle half of the {len(field.valued):,} {among} with a figure lies between "
            f"{short_figure(indicator, half[0])} and {short_figure(indicator, half[1])}."
        )
    ranked = describe_rank(field, rank)
    if ranked.startswith("no rank"):
        return f"{sentence} {sentence_start(ranked)}."
    return (
        f"{sentence} It ranks {ranked}. Rank ranges made in this way hold the true rank 19 times "
        "in 20."
    )


def find_middle_half(field: Field) -> tuple[float, float] | None:
    """The quartiles of the level's areas, None with fewer than four of them."""
    values = [row.value for row in field.valued if row.value is not None]
    if len(values) < 4:
        return None
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    # Between 2.9 and 3.0 lies 2.95, and not 2.9499999999999997, which is shown as 2.9.
    return round(low, 9), round(high, 9)


def _describe_place_in_middle(field: Field) -> str:
    half, observation = find_middle_half(field), field.area_row
    if (
        half is None
        or observation is None
        or observation.value is None
        or not field.indicator.standardised
    ):
        return f"{sentence_start(field.area.in_sentence)} among all"
    side = "within"
    # As they are shown: 1.765 beside 1.823 is 1.8 in a middle half “between 1.8 and 2.4”.
    if subtract_rounded(field.indicator, observation.value, half[0]) < 0:
        side = "below"
    if subtract_rounded(field.indicator, observation.value, half[1]) > 0:
        side = "above"
    among = describe_areas(field.area.level)
    place = sentence_start(field.area.in_sentence)
    return f"{place} lies {side} the middle half of {len(field.valued):,} {among}"


def describe_rank(field: Field, rank: RankRange | None) -> str:
    """The rank as far as it can be told: “between 12th and 45th highest of 296 councils”.

    A wide range is given in thirds: “in the lowest third of 296 councils”. The
    highest figure need not be the best.
    """
    among = describe_areas(field.area.level)
    if not field.indicator.standardised:
        return "no rank: it is a total, which grows with the size of the place"
    if field.area.code not in field.areas:
        return f"no rank: it is none of the {among}"
    if rank is None:
        return "no rank: no interval published"
    areas = f"{rank.areas:,} {among}"
    best, worst = format_ordinal(rank.best), format_ordinal(rank.worst)
    if rank.best == rank.worst:
        return f"{best} highest of {areas}"
    if rank.worst - rank.best <= max(2.0, _NARROW * rank.areas):
        return f"between {best} and {worst} highest of {areas}"
    first, last = (_describe_third(place, rank.areas) for place in (rank.best, rank.worst))
    if first == last:
        return f"in the {_THIRDS[first]} of {areas}"
    if (first, last) == (0, 2):
        return f"anywhere from {best} to {worst} highest of {areas}"
    side = "highest" if first == 0 else "lowest"
    return f"in the {side} two thirds of {areas}"


def _describe_third(place: int, areas: int) -> int:
    """The third of a row in which a place lies, counted from 0: 99 of 296 is in the first."""
    return min(2, (3 * (place - 1)) // areas)


def format_ordinal(count: int) -> str:
    """The number as a place in a row: “1st”, “12th”, “103rd”."""
    ending = "th" if 10 < count % 100 < 14 else _ENDINGS.get(count % 10, "th")
    return f"{count:,}{ending}"
