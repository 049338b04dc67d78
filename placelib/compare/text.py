"""The headlines and sentences of the Compare page, made from the figures it shows."""

from __future__ import annotations

import statistics

from placelib.areas.levels import LEVEL_PLURALS
from placelib.compare.distribution import Field, RankRange, Tally
from placelib.compare.peers import PeerSet
from placelib.compare.relation import Cut, Pair, straddles
from placelib.formatting import figure, interval, listed, sentence_start, short_figure
from placelib.model import Area, Indicator, Observation
from placelib.statistics.observations import why_missing

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def ordinal(count: int) -> str:
    """The number as a place in a row: “1st”, “12th”, “103rd”."""
    ending = "th" if 10 < count % 100 < 14 else _ENDINGS.get(count % 10, "th")
    return f"{count:,}{ending}"


def no_figure(indicator: Indicator, area: Area, own: Observation | None) -> str:
    """Why a place has no figure to compare."""
    why = why_missing(indicator, area) if own is None else own.gap or "no figure"
    return f"There is no figure for {indicator.phrase} in {area.in_sentence}: {why}."


def with_interval(indicator: Indicator, row: Observation) -> str:
    """A figure with its interval where there is one: “66.0% (95% interval 62.1% to 69.9%)”."""
    assert row.value is not None
    text = figure(indicator, row.value)
    if row.lower is not None and row.upper is not None:
        text += f" (95% interval {interval(indicator, row.lower, row.upper)})"
    return text


def peers_headline(field: Field, counted: Tally) -> str:
    """About ten words: how many of the peers are clearly higher or lower."""
    place = sentence_start(field.area.in_sentence)
    known = counted.higher + counted.lower + counted.alike + counted.unjudged
    if not known or not field.indicator.standardised or not counted.judged:
        others = "1 other" if known == 1 else f"{known or 'no'} others"
        return f"{field.indicator.label}: {field.area.in_sentence} beside {others}"
    peers = "its one peer" if known == 1 else f"{known} peers"
    if not counted.higher and not counted.lower:
        return f"{place} is not clearly different from {'' if known == 1 else 'any of '}{peers}"
    if known == 1:
        return f"{place} is clearly {'lower' if counted.higher else 'higher'} than {peers}"
    parts = [f"lower than {counted.higher}"] if counted.higher else []
    parts += [f"higher than {counted.lower}"] if counted.lower else []
    return f"{place} is clearly {' and '.join(parts)} of {peers}"


def peers_sentence(field: Field, peers: PeerSet, counted: Tally) -> str:
    """The place's figure, and how many peers stand higher, lower or not clearly apart."""
    own = field.own
    assert own is not None
    start = (
        f"{sentence_start(field.indicator.phrase)} in {field.area.in_sentence} was "
        f"{with_interval(field.indicator, own)} in {own.period_label}."
    )
    known = counted.higher + counted.lower + counted.alike + counted.unjudged
    among = f"Of the {known} with a figure among {peers.name}"
    if not known:
        return f"{start} None of {peers.name} has a figure for that period."
    if not field.indicator.standardised:
        said = f"{among}, none is judged: it is a total, which grows with the size of the place."
    elif counted.judged:
        parts = [
            f"{_many(counted.higher)} {_are(counted.higher)} clearly higher",
            f"{_many(counted.lower)} clearly lower",
        ]
        if counted.alike:
            parts.append(f"{counted.alike} not clearly different")
        said = f"{among}, {listed(parts)}, judged by whether the two 95% intervals touch."
        if counted.unjudged:
            said += f" {counted.unjudged} cannot be judged: no interval is published."
    else:
        said = (
            f"{among}, {_many(counted.higher)} {_have(counted.higher)} a higher figure and "
            f"{_many(counted.lower)} a lower one; no interval is published, so nothing is judged."
        )
    if counted.silent:
        said += f" {counted.silent} {_have(counted.silent)} no figure."
    return f"{start} {said}"


def rank_words(field: Field, rank: RankRange | None) -> str:
    """The rank as a range: “between 12th and 45th highest of 296 councils and districts”."""
    among = LEVEL_PLURALS.get(field.area.level, "areas")
    if not field.indicator.standardised:
        return "no rank: it is a total, which grows with the size of the place"
    if rank is None:
        return "no rank: no interval published"
    if rank.best == rank.worst:
        return f"{ordinal(rank.best)} highest of {rank.of:,} {among}"
    return f"between {ordinal(rank.best)} and {ordinal(rank.worst)} highest of {rank.of:,} {among}"


def distribution_headline(field: Field, rank: RankRange | None) -> str:
    """About ten words: the range of ranks, or where the figure lies."""
    place = sentence_start(field.area.in_sentence)
    if rank is None or not field.indicator.standardised:
        return _where_in_the_middle(field)
    somewhere = "" if rank.best == rank.worst else "somewhere "
    return f"{place} ranks {somewhere}{rank_words(field, rank)}"


def middle_half(field: Field) -> tuple[float, float] | None:
    """The quartiles of the level's areas, None with fewer than four of them."""
    values = [row.value for row in field.valued if row.value is not None]
    if len(values) < 4:
        return None
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, high


def _where_in_the_middle(field: Field) -> str:
    half, own = middle_half(field), field.own
    if half is None or own is None or own.value is None or not field.indicator.standardised:
        return f"{field.indicator.label}: {field.area.in_sentence} among all"
    side = "within"
    if own.value < half[0] or own.value > half[1]:
        side = "below" if own.value < half[0] else "above"
    among = LEVEL_PLURALS.get(field.area.level, "areas")
    place = sentence_start(field.area.in_sentence)
    return f"{place} lies {side} the middle half of {len(field.valued):,} {among}"


def distribution_sentence(field: Field, rank: RankRange | None) -> str:
    """The place's figure, the middle half of all areas, and the rank as a range."""
    own, indicator = field.own, field.indicator
    assert own is not None
    among = LEVEL_PLURALS.get(field.area.level, "areas")
    said = (
        f"{sentence_start(indicator.phrase)} in {field.area.in_sentence} was "
        f"{with_interval(indicator, own)} in {own.period_label}."
    )
    half = middle_half(field)
    if half is not None:
        said += (
            f" The middle half of the {len(field.valued):,} {among} with a figure lies between "
            f"{short_figure(indicator, half[0])} and {short_figure(indicator, half[1])}."
        )
    ranked = rank_words(field, rank)
    if ranked.startswith("no rank"):
        return f"{said} {sentence_start(ranked)}."
    return f"{said} Its rank is {ranked}, as far as the 95% intervals can tell."


def side_words(row: Observation, line: float | None) -> str:
    """Which side of a line a figure lies on; not clearly either where its interval reaches over."""
    assert row.value is not None
    if line is not None and straddles(row, line):
        return "not clearly different from"
    if line is None or row.value == line:
        return "level with"
    return "above" if row.value > line else "below"


def two_headline(across: Field, own: Pair, cut: Cut) -> str:
    """About ten words: which side of both lines the place lies on."""
    place = sentence_start(across.area.in_sentence)
    if cut.across is None or cut.up is None:
        return f"{place} on two indicators"
    first, second = side_words(own.across, cut.across), side_words(own.up, cut.up)
    if first == second:
        return f"{place} is {first} {cut.name} on both indicators"
    return f"{place} is {first} {cut.name} on the first and {second} it on the second"


def two_sentence(across: Field, up: Field, own: Pair, alike: int, of: int, cut: Cut) -> str:
    """Both figures with their periods, the side of each line, and how many areas share the quarter.

    ``alike`` of ``of`` areas lie in the same quarter, the place among them.
    """
    said = (
        f"In {across.area.in_sentence}, {across.indicator.phrase} was "
        f"{with_interval(across.indicator, own.across)} in {own.across.period_label} and "
        f"{up.indicator.phrase} was {with_interval(up.indicator, own.up)} in "
        f"{own.up.period_label}."
    )
    if cut.across is None or cut.up is None:
        missing = across if cut.across is None else up
        return (
            f"{said} There is no figure of {cut.name} for {missing.indicator.phrase} in that "
            "period, so the areas are not cut into quarters."
        )
    among = LEVEL_PLURALS.get(across.area.level, "areas")
    return (
        f"{said} The first is {side_words(own.across, cut.across)} and the second "
        f"{side_words(own.up, cut.up)} the figure of {cut.name}; by the figures alone {alike:,} of "
        f"the {of:,} {among} with both lie in the same quarter. That two figures lie side by side "
        "does not make one the cause of the other."
    )


def two_ways(across: Field, up: Field, own: Pair) -> str:
    """What is drawn across and what up, with the place's two figures, in one sentence."""
    said = [
        f"{way}: {field.indicator.label}, {with_interval(field.indicator, row)} in "
        f"{row.period_label}"
        for way, field, row in (("Across", across, own.across), ("up", up, own.up))
    ]
    return f"{'; '.join(said)}."


def left_out_words(areas: tuple[Area, ...]) -> str:
    """The names of areas in a list, at most six of them: “A, B and 12 more”."""
    names = [area.name for area in areas]
    if len(names) > 6:
        names = [*names[:5], f"{len(names) - 5} more"]
    return listed(names)


def _many(count: int) -> str:
    return f"{count:,}" if count else "none"


def _are(count: int) -> str:
    return "is" if count < 2 else "are"


def _have(count: int) -> str:
    return "has" if count < 2 else "have"
