"""What a room's answers say, in words: who stands where, how far apart, and beside the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from placelib.axis_words import KNOWING, POWER
from placelib.formatting import listed, number, sentence_start
from placelib.quadrant import Quadrant
from placelib.quadrant.tiers import Tiers
from placelib.workshop.answer_rules import count_items
from placelib.workshop.records import (
    CONDITIONS,
    FEWEST,
    LEVERS,
    SAY,
    QuestionKind,
    Room,
    Tier,
    WorkshopQuestion,
)
from placelib.workshop.tallies import (
    Move,
    TierTally,
    find_shown_rounds,
    list_awaited,
    list_moves,
    tally_latest_conditions,
    tally_latest_levers,
    tally_latest_placements,
    tally_placements,
)

# Nearer than this to halfway, or to each other, is not worth calling a difference.
CLOSE = 3.0
# What the marks of the chart of votes mean.
MARKS = (
    "Large marks: the average answer. Crosses: half of the answers lie along each arm, "
    "around the middle answer (the median). Faint marks: single answers."
)


def name_tiers(tiers: Tiers) -> dict[Tier, str]:
    """What each tier of a workshop's place is called on phones and on the board."""
    local = tiers.area.name
    if tiers.is_whole or tiers.middle is None:
        local = "the council" if tiers.middle else "a council"
    middle = tiers.middle.name if tiers.middle else "a combined authority"
    if tiers.middle_kind == "region":
        middle = "a combined authority here"
    elif tiers.middle_kind == "devolved government":
        middle = tiers.middle_words
    elif tiers.middle_kind == "Greater London Authority":
        middle = "the Greater London Authority"
    nation = "the UK government" if tiers.is_devolved else "national government"
    return {"local": local, "middle": middle, "national": nation}


def explain_too_few(answered: int) -> str:
    """Why nothing is shown yet."""
    rule = f"Answers are shown from {FEWEST} people on, so that nobody can be picked out"
    missing = FEWEST - answered
    if missing < 1:
        return f"{rule}: enough have begun, but too few have finished."
    people = "person" if missing == 1 else "people"
    return f"{rule}: {missing} more {people} to go."


def describe_progress(room: Room, question: WorkshopQuestion) -> list[str]:
    """How many people answered, and, where some left a part out, how many have and have not.

    For tiers on the square that is “5 answered”, “4 placed all 3”, “1 unfinished”.
    """
    answered = room.answered.get(question.position, 0)
    unfinished = room.unfinished.get(question.position, 0)
    lines = [f"{answered} answered"]
    if unfinished:
        verb = "placed" if question.kind is QuestionKind.PLACEMENT else "answered"
        lines.append(f"{answered - unfinished} {verb} all {count_items(question)}")
        lines.append(f"{unfinished} unfinished")
    return lines


def describe_placement(
    room: Room, question: WorkshopQuestion, names: Mapping[Tier, str], quadrant: Quadrant | None
) -> str:
    """Where the room puts the middle tier, against the room's own halfway and the evidence.

    That is its first vote while the second has too few answers. Nothing where other tiers have
    enough, but this one has not: ``describe_awaited`` says so.
    """
    awaited = list_awaited(room, question)
    is_first = "middle" in awaited
    tallies = tally_placements(room, question, 1 if is_first else question.round)
    middle = tallies["middle"]
    if middle.across is None or middle.up is None:
        latest = tally_latest_placements(room, question).values()
        has_answers = any(tally.up for tally in latest)
        return "" if has_answers else explain_too_few(max(tally.count for tally in latest))
    start = "In the first vote, " if is_first else ""
    everyone = (
        f"{start}{middle.count} people put {names['middle']} at {number(middle.across.mean)} "
        f"of 100 for {KNOWING} and {number(middle.up.mean)} for {POWER}, on average."
    )
    # Halfway is between marks that stand on the chart: all of one vote.
    is_one_vote = not is_first or len(awaited) == len(tallies)
    halfway = _describe_halfway(tallies, names) if is_one_vote else []
    return " ".join([everyone, *halfway, _compare_to_evidence(middle, quadrant)])


def _describe_halfway(tallies: Mapping[str, TierTally], names: Mapping[Tier, str]) -> list[str]:
    """The bend as the room sees it: the middle tier against halfway between its two ends."""
    local, middle, national = (tallies[tier] for tier in ("local", "middle", "national"))
    if not (local.across and local.up and national.across and national.up):
        return []
    assert middle.across
    assert middle.up
    bends = {
        KNOWING: middle.across.mean - (local.across.mean + national.across.mean) / 2,
        POWER: middle.up.mean - (local.up.mean + national.up.mean) / 2,
    }
    beyond = [axis for axis, bend in bends.items() if bend > CLOSE]
    short = [axis for axis, bend in bends.items() if bend < -CLOSE]
    words = f"Against halfway between {names['local']} and {names['national']}, as this room sees"
    parts = []
    if beyond:
        parts.append(f"beyond it in {listed(beyond)}")
    if short:
        parts.append(f"short of it in {listed(short)}")
    if len(beyond) == len(bends):
        return [f"{words} them, that is beyond halfway on both: in this room the line bends."]
    if not parts:
        return [f"{words} them, that is just about halfway on both."]
    return [f"{words} them, that is {' and '.join(parts)}."]


def _compare_to_evidence(middle: TierTally, quadrant: Quadrant | None) -> str:
    """The gap between the room and the published figures."""
    score = quadrant.understanding.score if quadrant else None
    leverage = quadrant.leverage.headline if quadrant else None
    # Of a workshop about one council they are about that council and its authority alone.
    whose = ""
    if quadrant is not None:
        tiers = quadrant.tiers
        whose = f" for {'all its councils' if tiers.is_whole else tiers.area.in_sentence}"
    if score is None or leverage is None:
        return f"Published figures{whose} give no point to set beside it."
    assert middle.across
    assert middle.up
    gaps = [
        _describe_distance(KNOWING, middle.across.mean - score),
        _describe_distance(POWER, middle.up.mean - leverage),
    ]
    return (
        f"Published figures{whose} put it at {number(score)} and {number(leverage)}, by money and "
        f"by how alike councils are: the room is {listed(gaps)}."
    )


def _describe_distance(axis: str, distance: float) -> str:
    if abs(distance) < CLOSE:
        return f"about the same in {axis}"
    return f"{number(abs(distance))} {'higher' if distance > 0 else 'lower'} in {axis}"


def describe_spread(room: Room, question: WorkshopQuestion, labels: Mapping[str, str]) -> str:
    """On what the room agrees least, by item: how far the middle half of the answers reaches."""
    tallies = tally_placements(room, question, question.round)
    widths = {
        tier: (tally.across.high - tally.across.low) + (tally.up.high - tally.up.low)
        for tier, tally in tallies.items()
        if tally.across and tally.up
    }
    if len(widths) < len(tallies) or len(widths) == 1:
        return ""
    widest, closest = max(widths, key=widths.__getitem__), min(widths, key=widths.__getitem__)
    if widths[widest] - widths[closest] < CLOSE:
        return f"The answers are about as far apart on each of the {len(widths)}."
    return f"The answers are furthest apart on {labels[widest]}, closest on {labels[closest]}."


def describe_awaited(room: Room, question: WorkshopQuestion, labels: Mapping[str, str]) -> str:
    """Of what the first vote is still shown, or nothing yet, as too few have placed it."""
    latest = tally_latest_placements(room, question)
    if not any(tally.up for tally in latest.values()):
        return ""
    awaited = [labels[item] for item in list_awaited(room, question)]
    missing = [labels[item] for item, tally in latest.items() if tally.up is None]
    return _write_awaited("placed", awaited, missing)


def _write_awaited(verb: str, awaited: Sequence[str], missing: Sequence[str]) -> str:
    """Of what the first vote is shown still, and of what nothing is; empty where of all."""
    sentences = []
    if awaited:
        votes = "its first vote is" if len(awaited) == 1 else "their first votes are"
        sentences.append(
            f"Fewer than {FEWEST} people have {verb} {listed(awaited)} again: {votes} shown."
        )
    if missing:
        sentences.append(
            f"Fewer than {FEWEST} people have {verb} {listed(missing)}: not shown yet."
        )
    return " ".join(sentences)


def describe_awaited_parts(
    room: Room, question: WorkshopQuestion, names: Mapping[Tier, str]
) -> str:
    """As ``describe_awaited``, of a question that is not on the square: its levers or conditions.

    Of other kinds, whether all of it is the first vote. Empty where nothing is shown at all.
    """
    shown_rounds = find_shown_rounds(room, question)
    if question.kind is QuestionKind.LEVERS:
        return _describe_awaited_levers(room, question, names)
    if question.kind is QuestionKind.CONDITIONS:
        table = tally_latest_conditions(room, question)
        if table is None:
            return ""
        people = dict(zip(CONDITIONS, table.people, strict=True))
        awaited = [f"“{CONDITIONS[part]}”" for part in _list_first(question, shown_rounds)]
        missing = [f"“{CONDITIONS[part]}”" for part, count in people.items() if not count]
        return _write_awaited("answered on", awaited, missing)
    if question.kind is QuestionKind.PLACEMENT or not _list_first(question, shown_rounds):
        return ""
    return f"Fewer than {FEWEST} people have answered again: this is the first vote."


def _list_first(question: WorkshopQuestion, shown_rounds: Mapping[str, int]) -> list[str]:
    """The parts of which the first vote stands for the second."""
    return [part for part, vote in shown_rounds.items() if vote < question.round]


def _describe_awaited_levers(
    room: Room, question: WorkshopQuestion, names: Mapping[Tier, str]
) -> str:
    latest = tally_latest_levers(room, question)
    if not any(tally.up for tiers in latest.values() for tally in tiers.values()):
        return ""
    missing = []
    for lever, tiers in latest.items():
        blank = [names[tier] for tier, tally in tiers.items() if tally.up is None]
        if blank:
            part = f" ({listed(blank)})" if len(blank) < len(tiers) else ""
            missing.append(f"{LEVERS[lever].lower()}{part}")
    awaited = [
        LEVERS[lever].lower() for lever in _list_first(question, find_shown_rounds(room, question))
    ]
    return _write_awaited("answered on", awaited, missing)


def describe_average_moves(
    room: Room, question: WorkshopQuestion, labels: Mapping[str, str]
) -> str:
    """After a second vote, a sentence each: from where to where the average of a tier went."""
    if question.round == 1:
        return ""
    first, second = (tally_placements(room, question, vote) for vote in (1, 2))
    sentences = []
    for item, label in labels.items():
        places = [
            (number(tally.across.mean), number(tally.up.mean))
            for tally in (first[item], second[item])
            if tally.across and tally.up
        ]
        if len(places) < question.round:
            continue
        before, after = places
        start = f"{before[0]} for {KNOWING} and {before[1]} for {POWER}"
        went = f"moved from {start} to {after[0]} and {after[1]}"
        went = went if before != after else f"stayed at {start}"
        sentences.append(f"{sentence_start(label)} {went}.")
    if sentences:
        sentences.insert(0, "From the first vote to the second, on average:")
    return " ".join(sentences)


def list_moves_drawn(room: Room, question: WorkshopQuestion) -> list[Move]:
    """Single people's moves of the middle tier only: those of all three would be a thicket."""
    return [move for move in list_moves(room, question) if move.item in ("middle", "0")]


def describe_rounds(room: Room, question: WorkshopQuestion, labels: Mapping[str, str]) -> str:
    """What the marks and lines of a second vote are, and how many people each vote has."""
    if question.round == 1:
        return ""
    first, second = (
        max(tally.count for tally in tally_placements(room, question, vote).values())
        for vote in (1, 2)
    )
    lines = ""
    if moves := list_moves_drawn(room, question):
        lines = f" Thin grey lines: how single people moved {labels[moves[0].item]}."
    return f"Hollow marks: the first vote.{lines} {first} people answered then, {second} now."


def describe_levers(room: Room, question: WorkshopQuestion, names: Mapping[Tier, str]) -> str:
    """Of which lever the room thinks the middle tier holds most and least, all in one vote."""
    first = _list_first(question, find_shown_rounds(room, question))
    latest = {
        lever: tiers["middle"].up.mean
        for lever, tiers in tally_latest_levers(room, question).items()
        if tiers["middle"].up
    }
    halves = {lever: mean for lever, mean in latest.items() if lever not in first} or latest
    if not halves:
        return explain_too_few(room.answered.get(question.position, 0))
    most, least = max(halves, key=halves.__getitem__), min(halves, key=halves.__getitem__)
    subject = sentence_start(names["middle"])
    if halves[most] - halves[least] < CLOSE:
        return (
            f"{subject} is thought to hold about as much of each lever "
            f"({_describe_half(halves[most])})."
        )
    return (
        f"{subject} is thought to hold most of {LEVERS[most].lower()} "
        f"({_describe_half(halves[most])}) and least of {LEVERS[least].lower()} "
        f"({_describe_half(halves[least])})."
    )


def _describe_half(mean: float) -> str:
    nearest = min(SAY, key=lambda step: abs(step - mean))
    return f"{number(mean)} of 100, nearest to “{SAY[nearest].lower()}”"
