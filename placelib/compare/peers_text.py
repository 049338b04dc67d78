"""The headline and the sentences on a place beside its peers."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.compare.distribution import Field, PeerCounts
from placelib.compare.peers import PeerSet
from placelib.compare.text import format_with_interval
from placelib.formatting import listed, sentence_start
from placelib.model import Area
from placelib.statistics.comparison import compare_areas
from placelib.statistics.differences import subtract_figures
from placelib.statistics.false_claims import write_luck_sentence
from placelib.statistics.text import describe_difference

# As many peers as a sentence names with their differences, and by their names alone.
_MOST_MEASURED, _MOST_NAMED = 3, 5


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


def _format_count(count: int) -> str:
    return f"{count:,}" if count else "none"


def _choose_are(count: int) -> str:
    return "is" if count < 2 else "are"


def _choose_have(count: int) -> str:
    return "has" if count < 2 else "have"
