"""Sentences on all authorities together, and on the councils of one."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.formatting import listed, number, sentence_start
from placelib.quadrant.across import CouncilSides, TopicHelp, told_apart
from placelib.quadrant.alikeness import LEVEL, Alikeness
from placelib.quadrant.records import Quadrant
from placelib.quadrant.sentences import possessive
from placelib.quadrant.tiers import Tiers

MOST_NAMED = 6


def verdicts_sentence(authorities: Sequence[Quadrant]) -> str:
    """How many authorities bend the line, are short on both, or cannot be judged, and why."""
    of = f"Of the {len(authorities)} combined authorities with figures"
    bends = _called(authorities, "bends the line")
    short = _called(authorities, "short of halfway on both")
    first = f"{listed(bends)} bend{'s' if len(bends) == 1 else ''} the line" if bends else "none"
    first = first if bends else "none can be said to bend the line"
    words = [f"{of}, {first} on published figures alone."]
    if short:
        lies = "lies" if len(short) == 1 else "lie"
        words.append(
            f"{listed(short)} {lies} short of halfway on understanding and on leverage, in at "
            "least 90% of the recalculations."
        )
    silent = [one.name for one in authorities if one.leverage.l1_pooled.value is None]
    if silent:
        words.append(
            f"{listed(silent)} {'has' if len(silent) == 1 else 'have'} no money figures yet, so "
            "no point is drawn."
        )
    rest = len(authorities) - len(bends) - len(short) - len(silent)
    if rest > 0:
        words.append(
            f"For the other {rest} leverage over money is far below halfway, and whether their "
            "understanding lies beyond halfway hangs on choices that could be made either way."
        )
    return " ".join(words)


def _called(authorities: Sequence[Quadrant], verdict: str) -> list[str]:
    return [one.name for one in authorities if one.verdict == verdict]


def overlap_sentence(authorities: Sequence[Quadrant]) -> str:
    """Which pairs of authorities the bands of understanding tell apart."""
    pairs, apart = told_apart(authorities)
    if not apart:
        return f"No two of them can be told apart: in all {number(pairs)} pairs the bands overlap."
    named = listed([f"{one.lower.name} from {one.higher.name}" for one in apart[:MOST_NAMED]])
    more = len(apart) - MOST_NAMED
    if more > 0:
        named += f", and {more} more"
    return (
        f"Of {number(pairs)} pairs of authorities, the 90% bands of understanding tell "
        f"{number(len(apart))} apart: {named} (the one with less understanding named first). All "
        "other pairs overlap, so an order among them would mean nothing."
    )


def topics_sentence(topics: Sequence[TopicHelp]) -> str:
    """On which topics the picture of an authority helps most widely, and on which least."""
    if not topics:
        return "No topic has figures to be compared."
    most = max(len(one.helps) for one in topics)
    least = min(len(one.helps) for one in topics)
    everyone = max(len(one.helps) + len(one.does_not) for one in topics)
    best = [one.topic for one in topics if len(one.helps) == most]
    worst = [one.topic for one in topics if len(one.helps) == least]
    if most == least:
        return f"On every topic the picture helps in {most} of {everyone} authorities."
    return (
        f"Knowing the average of the other councils in its authority, rather than England’s, "
        f"helps most widely on {listed(best)} (in {most} of {everyone} authorities) and least "
        f"widely on {listed(worst)} (in {least}). Where it does not help, neighbouring councils "
        "differ from each other at least as much as each does from England."
    )


def unhelped(topics: Sequence[TopicHelp]) -> list[str]:
    """For each topic the authorities where the picture does not help, a line each."""
    return [
        f"{sentence_start(one.topic)}: {listed([found.name for found in one.does_not]) or 'none'}."
        for one in topics
    ]


def sides_sentence(sides: CouncilSides, tiers: Tiers) -> str:
    """For which councils the middle tier's average is beyond halfway, and for which behind."""
    nation = tiers.nation.in_sentence if tiers.nation else "the nation"
    parts = [
        _side(sides.beyond, "beyond halfway"),
        _side(sides.short, f"between {nation} and halfway"),
        _side(sides.behind, f"further away than {possessive(nation)}"),
    ]
    said = listed([part for part in parts if part])
    if not said:
        return f"No council of {tiers.area.in_sentence} has figures to be compared."
    words = f"By the headline figure {tiers.middle_average} is {said}."
    if not sides.agreeing:
        return f"{words} For none of them do 90% of the recalculations agree on that side."
    names = listed([one.name for one in sides.agreeing])
    return f"{words} At least 90% of the recalculations agree on that side for {names} alone."


def _side(found: Sequence[Quadrant], where: str) -> str:
    if not found:
        return ""
    if len(found) > MOST_NAMED:
        return f"{where} for {len(found)} of its councils"
    return f"{where} for {listed([one.name for one in found])}"


def alikeness_sentence(found: Sequence[Alikeness]) -> str:
    """How many authorities are more alike than chance, before and after the caveat of many tests.

    ``found`` holds all authorities tested together.
    """
    tested = [one for one in found if one.share_as_alike is not None]
    alone = [one for one in tested if (one.share_as_alike or 0.0) < LEVEL]
    kept = [one.name for one in tested if one.verdict == "more alike than chance"]
    first = (
        f"{len(tested)} authorities are tested at once, so about one would look remarkable by luck "
        f"alone. Taken singly {len(alone)} would pass at the usual 5%"
    )
    if not kept:
        return f"{first}; allowing for that, none does."
    stand = "has" if len(kept) == 1 else "have"
    return (
        f"{first}; allowing for that, {listed(kept)} {stand} councils more alike than chance would "
        "have it. For the others this cannot be said, which is not the same as being unlike."
    )


def one_alikeness_sentence(one: Alikeness, tested: int) -> str:
    """The finding for a single authority, with the caveat of many tests."""
    name = sentence_start(one.name)
    if one.share_as_alike is None or one.adjusted is None:
        return f"{name}: no touching group of {one.districts} districts can be grown for the test."
    return (
        f"{possessive(name)} {one.districts} districts are {one.verdict}: "
        f"{_percent(one.share_as_alike)} of random groups of as many touching districts are at "
        f"least as alike. With {tested} authorities tested at once that counts as "
        f"{_percent(one.adjusted)}, and less than 5% is asked for."
    )


def _percent(share: float) -> str:
    return f"{number(share * 100, 1)}%"
