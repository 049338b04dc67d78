"""The headlines and sentences on a place beside its peers and among all areas of its level."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from placelib.areas.levels import LEVEL_PLURALS
from placelib.compare.distribution import Field, PeerCounts
from placelib.compare.peers import PeerSet
from placelib.formatting import (
    figure,
    interval,
    listed,
    sentence_start,
    short_figure,
    subtract_rounded,
)
from placelib.model import Area, Indicator, Observation
from placelib.statistics.comparison import compare_areas
from placelib.statistics.differences import subtract_figures
from placelib.statistics.false_claims import write_luck_sentence
from placelib.statistics.observations import explain_missing
from placelib.statistics.ranks import RankRange
from placelib.statistics.text import describe_difference

# Every district has a council, so that a sentence needs no second word.
_COUNTED = LEVEL_PLURALS | {"ltla": "councils"}
# As many peers as a sentence names with their differences, and by their names alone.
_MOST_MEASURED, _MOST_NAMED = 3, 5
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def describe_areas(level: str) -> str:
    """What a sentence calls the areas of a level: “councils”, “regions”."""
    return _COUNTED.get(level, "areas")


def format_ordinal(count: int) -> str:
    """The number as a place in a row: “1st”, “12th”, “103rd”."""
    ending = "th" if 10 < count % 100 < 14 else _ENDINGS.get(count % 10, "th")
    return f"{count:,}{ending}"


def explain_no_figure(indicator: Indicator, area: Area, observation: Observation | None) -> str:
    """Why a place has no figure to compare."""
    why = (
        explain_missing(indicator, area) if observation is None else observation.gap or "no figure"
    )
    return f"There is no figure for {indicator.phrase} in {area.in_sentence}: {why}."


def format_with_interval(indicator: Indicator, row: Observation) -> str:
    """A figure with its interval where there is one: “66.0% (95% interval 62.1% to 69.9%)”."""
    assert row.value is not None
    text = figure(indicator, row.value)
    if row.lower is not None and row.upper is not None:
        text += f" (95% interval {interval(indicator, row.lower, row.upper)})"
    return text


def write_peers_headline(field: Field, counts: PeerCounts) -> str:
    """About ten words: how many of the peers are clearly higher or lower."""
    place = sentence_start(field.area.in_sentence)
    if not counts.valued or not field.indicator.standardised or not counts.is_judged:
        others = "1 other" if counts.valued == 1 else f"{counts.valued or 'no'} others"
        return f"{place} beside {others}"
    is_single = counts.valued == 1
    peers = "its one peer" if is_single else f"{counts.valued} peers"
    if not counts.higher and not counts.lower:
        return f"{place} is not clearly different from {'' if is_single else 'any of '}{peers}"
    if is_single:
        return f"{place} is clearly {'lower' if counts.higher else 'higher'} than {peers}"
    parts = [f"lower than {counts.higher}"] if counts.higher else []
    parts += [f"higher than {counts.lower}"] if counts.lower else []
    return f"{place} is clearly {' and '.join(parts)} of {peers}"


def write_peers_sentence(field: Field, peers: PeerSet, counts: PeerCounts) -> str:
    """The place's figure, and how many peers stand higher, lower or not clearly apart."""
    row = field.area_row
    assert row is not None
    start = (
        f"{sentence_start(field.indicator.phrase)} in {field.area.in_sentence} was "
        f"{format_with_interval(field.indicator, row)} in {row.period_label}."
    )
    is_single = counts.valued == 1
    among = f"Of the {counts.valued} that have a figure among {peers.name},"
    if is_single:
        among = f"Only one among {peers.name} has a figure:"
    if not counts.valued:
        return f"{start} None of {peers.name} has a figure for that period."
    if not field.indicator.standardised:
        whom = "it is not" if is_single else "none is"
        words = (
            f"{among} {whom} judged, since it is a total, which grows with the size of the place."
        )
    elif counts.is_judged:
        words = f"{among} {_describe_judged(counts)}"
        if not row.has_interval:
            words += (
                f" No interval is published for {field.area.in_sentence}, so that figure counts as "
                "exact."
            )
    else:
        words = (
            f"{among} {_describe_sides(counts)}; no interval is published, so nothing is judged."
        )
    if counts.silent:
        words += f" {counts.silent} {_choose_have(counts.silent)} no figure."
    return f"{start} {words}"


def describe_beside(field: Field, peer: Area) -> str:
    """How a peer's figure stands beside the place's: “2.1 years lower (0.4 to 3.8)”.

    “, not clearly different” follows where that is so. Empty where there is nothing to subtract,
    and for totals, which grow with the size of the place.
    """
    row, place = field.rows.get(peer.code), field.area_row
    indicator = field.indicator
    if row is None or row.value is None or place is None or place.value is None:
        return ""
    if peer == field.area or not indicator.standardised:
        return ""
    words = describe_difference(indicator, subtract_figures(row, place)) or "the same"
    is_alike = compare_areas(indicator, row, place) == "not clearly different"
    return f"{words}, not clearly different" if is_alike else words


def describe_standing(field: Field, peer: Area) -> str:
    """“clearly higher” or “clearly lower” of a peer's figure beside the place's.

    Empty where the two are not clearly different, where nothing can be judged, and for totals.
    """
    row, place = field.rows.get(peer.code), field.area_row
    if row is None or row.value is None or place is None or place.value is None:
        return ""
    if peer == field.area or not field.indicator.standardised:
        return ""
    kind = compare_areas(field.indicator, row, place)
    return f"clearly {kind}" if kind in {"higher", "lower"} else ""


def name_clear_peers(field: Field, peers: Sequence[Area]) -> str:
    """Which peers are clearly apart from the place, where they are few, and by how much.

    “Burnley is 23.0 percentage points higher (9.8 to 36.2) than Pendle.” Of four or five the names
    alone: “Solihull is clearly higher than Birmingham, Coventry, Sandwell and Wolverhampton.” Empty
    where no peer is clearly apart, and where more are than can be said in a breath.
    """
    standings = {peer: describe_standing(field, peer) for peer in peers}
    clear = [peer for peer, standing in standings.items() if standing]
    if not 0 < len(clear) <= _MOST_NAMED:
        return ""
    place = sentence_start(field.area.in_sentence)
    if len(clear) <= _MOST_MEASURED:
        return f"{place} is {listed([_measure_peer(field, peer) for peer in clear])}."
    sides = []
    for side, opposite in (("higher", "lower"), ("lower", "higher")):
        names = [peer.in_sentence for peer in clear if standings[peer] == f"clearly {opposite}"]
        sides += [f"clearly {side} than {listed(names)}"] if names else []
    return f"{place} is {', and '.join(sides)}."


def _measure_peer(field: Field, peer: Area) -> str:
    """By how much the place differs from a peer: “8.0 points higher (6.6 to 9.4) than Birch”."""
    row, place = field.rows[peer.code], field.area_row
    assert place is not None
    difference = subtract_figures(place, row)
    return f"{describe_difference(field.indicator, difference)} than {peer.in_sentence}"


def _describe_sides(counts: PeerCounts) -> str:
    """How many have a higher and how many a lower figure, where nothing is judged."""
    if counts.valued == 1:
        side = "a higher" if counts.higher else "a lower" if counts.lower else "the same"
        return f"it has {side} figure"
    return (
        f"{_format_count(counts.higher)} {_choose_have(counts.higher)} a higher figure and "
        f"{_format_count(counts.lower)} a lower one"
    )


def _describe_judged(counts: PeerCounts) -> str:
    words = f"{_describe_verdicts(counts)}."
    if counts.unjudged and counts.valued > 1:
        words += f" {counts.unjudged} cannot be judged: no interval is published."
    if counts.exact:
        figures = "its figure counts" if counts.exact == 1 else "their figures count"
        words += f" For {counts.exact} no interval is published; {figures} as exact."
    # Where nothing looks clear there is nothing that luck could have done.
    is_any_clear = counts.higher + counts.lower > 0
    luck = write_luck_sentence(counts.higher + counts.lower + counts.alike) if is_any_clear else ""
    return f"{words} {luck}" if luck else words


def _describe_verdicts(counts: PeerCounts) -> str:
    """“3 are clearly higher, none clearly lower and 4 not clearly different”."""
    if counts.valued == 1:
        is_clear = counts.higher + counts.lower > 0
        return (
            f"it is clearly {'higher' if counts.higher else 'lower'}"
            if is_clear
            else ("it is not clearly different")
        )
    if not counts.higher + counts.lower:
        return "none is clearly higher or lower"
    parts = [
        f"{_format_count(counts.higher)} {_choose_are(counts.higher)} clearly higher",
        f"{_format_count(counts.lower)} clearly lower",
    ]
    if counts.alike:
        parts.append(f"{counts.alike} not clearly different")
    return listed(parts)


# A range no wider than this share of all ranks is given as it is, a wider one in thirds.
_NARROW = 1 / 6
_THIRDS = ("highest third", "middle third", "lowest third")


def describe_rank(field: Field, rank: RankRange | None) -> str:
    """The rank as far as it can be told: “between 12th and 45th highest of 296 councils”.

    A wide range is given in thirds: “in the lowest third of 296 councils by figure”. The
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
        return f"in the {_THIRDS[first]} of {areas} by figure"
    if (first, last) == (0, 2):
        return f"anywhere from {best} to {worst} highest of {areas}"
    side = "highest" if first == 0 else "lowest"
    return f"in the {side} two thirds of {areas} by figure"


def _describe_third(place: int, areas: int) -> int:
    """The third of a row in which a place lies, counted from 0: 99 of 296 is in the first."""
    return min(2, (3 * (place - 1)) // areas)


def write_distribution_headline(field: Field, rank: RankRange | None) -> str:
    """About ten words: the range of ranks, or where the figure lies."""
    place = sentence_start(field.area.in_sentence)
    if rank is None or not field.indicator.standardised:
        return _describe_place_in_middle(field)
    words = describe_rank(field, rank)
    if words.startswith("anywhere"):
        return f"The rank of {field.area.in_sentence} cannot be told: {words}"
    return f"{place} ranks {'somewhere ' if words.startswith('between') else ''}{words}"


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


def describe_left_out(areas: tuple[Area, ...]) -> str:
    """The names of areas in a list, at most six of them: “A, B and 12 more”."""
    names = [area.name for area in areas]
    if len(names) > 6:
        names = [*names[:5], f"{len(names) - 5} more"]
    return listed(names)


def _format_count(count: int) -> str:
    return f"{count:,}" if count else "none"


def _choose_are(count: int) -> str:
    return "is" if count < 2 else "are"


def _choose_have(count: int) -> str:
    return "has" if count < 2 else "have"
