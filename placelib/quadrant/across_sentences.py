"""Sentences on all authorities together."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.formatting import listed, number, sentence_start
from placelib.quadrant.pairs import LEVEL, AuthorityPair
from placelib.quadrant.records import Quadrant


def describe_understandings(authorities: Sequence[Quadrant]) -> str:
    """Which authorities are or could be beyond halfway on understanding, and how many are not."""
    beyond = [
        authority.name for authority in authorities if authority.sides.understanding == "beyond"
    ]
    unclear = [
        authority.name for authority in authorities if authority.sides.understanding == "unclear"
    ]
    if beyond:
        words = [f"{sentence_start(listed(beyond))} {_choose_lie(beyond)} beyond halfway."]
    else:
        words = ["No authority is clearly beyond halfway."]
    if unclear:
        may = "may be above or below it"
        words.append(f"{sentence_start(listed(unclear))} {may}.")
    rest = len(authorities) - len(beyond) - len(unclear)
    words.append(f"The other {rest} are short of it.")
    return " ".join(words)


def describe_leverages(authorities: Sequence[Quadrant]) -> str:
    """The most and least leverage there is, and who has no figures yet."""
    scores = [
        authority.leverage.headline
        for authority in authorities
        if authority.leverage.headline is not None
    ]
    silent = [authority.name for authority in authorities if authority.leverage.headline is None]
    if not scores:
        return "No authority has figures of its own spending yet."
    words = [
        "Of every £100 that councils do not decide, authorities decide between",
        f"£{number(min(scores))} and £{number(max(scores))}. Halfway is £50, as much as ministers.",
    ]
    if silent:
        words.append(f"What {listed(silent)} spent is not published yet.")
    return " ".join(words)


def describe_verdicts(authorities: Sequence[Quadrant]) -> str:
    """How many authorities bend the line, are short on both, or cannot be judged, and why."""
    bends = [authority.name for authority in authorities if authority.verdict == "bends the line"]
    short = [
        authority.name
        for authority in authorities
        if authority.verdict == "short of halfway on both"
    ]
    silent = [authority.name for authority in authorities if authority.sides.leverage == "unknown"]
    count = len(authorities) - len(silent)
    whom = "combined authorities with money figures" if silent else "combined authorities"
    first = f"{listed(bends)} {'bends' if len(bends) == 1 else 'bend'}" if bends else "none bends"
    bending = f"{first} the line by being better than halfway on both"
    words = [f"Of the {count} {whom}, {bending}."]
    if short:
        words.append(f"{len(short)} are less than halfway on both.")
    if silent:
        words.append(f"{len(silent)} have no money figures yet, so they have no point.")
    rest = [
        authority.name
        for authority in authorities
        if authority.verdict == "cannot say" and authority.sides.leverage != "unknown"
    ]
    if rest:
        words.append(f"For {listed(rest)} one of the two is clear and the other is not.")
    return " ".join(words)


def describe_pairs(pairs: Sequence[AuthorityPair]) -> str:
    """How many pairs of authorities can be told apart; the rest are no ranking."""
    different = sum(pair.is_different for pair in pairs)
    if not different:
        return f"Of {number(len(pairs))} pairs of authorities, no two can be told apart."
    return (
        f"Of {number(len(pairs))} pairs of authorities, {number(different)} differ by "
        "more than luck in how close their averages come to their councils. The others cannot be "
        "told apart, so they are not ranked."
    )


def describe_chance_tests(authorities: Sequence[Quadrant]) -> str:
    """How many authorities share more than random neighbours, allowing for many tests."""
    tests = [
        (authority.name, authority.chance.test)
        for authority in authorities
        if authority.chance is not None and authority.chance.test is not None
    ]
    if not tests:
        return "These data hold no random groups to compare with."
    singly = sum(test.share_as_high < LEVEL for _, test in tests)
    surely = [name for name, test in tests if test.adjusted < LEVEL]
    words = (
        f"{len(tests)} authorities are tested at once, so about one would look remarkable by luck. "
        f"Taken singly, {singly} would pass."
    )
    if not surely:
        return f"{words} Allowing for that, none shares more than chance would give."
    share = "shares" if len(surely) == 1 else "share"
    return (
        f"{words} Allowing for that, {listed(surely)} {share} more than chance would give. For the "
        "others this cannot be said."
    )


def _choose_lie(names: Sequence[str]) -> str:
    return "lies" if len(names) == 1 else "lie"
