"""Counts what a room answered: means, medians and spread, from five answers on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median, quantiles

from placelib.workshop.answer_rules import count_choices, list_placed
from placelib.workshop.records import (
    CONDITIONS,
    FEWEST,
    LEVERS,
    PROGRESS,
    TIERS,
    Ballot,
    QuestionKind,
    Room,
    Tier,
    WorkshopQuestion,
)


@dataclass(frozen=True, slots=True)
class VoteSpread:
    """The answers on one axis, 0 to 100: mean, median, and the ends of the middle half."""

    mean: float
    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TierTally:
    """Where a room puts a tier, or an option.

    ``votes`` are the single places; ``across`` and ``up`` are None with fewer than five, and then
    there are no votes to see either. ``item`` is as in Ballot.
    """

    item: str
    count: int
    votes: tuple[tuple[int | None, int], ...]
    across: VoteSpread | None
    up: VoteSpread | None


@dataclass(frozen=True, slots=True)
class Move:
    """One voter's place of an item in the first round and in the second."""

    item: str
    before: tuple[int, int]
    after: tuple[int, int]


def summarise_votes(values: Sequence[float]) -> VoteSpread | None:
    """Mean, median and quartiles; None with fewer than five values.

    Quartiles by linear interpolation between the ordered values, both ends included.
    """
    if len(values) < FEWEST:
        return None
    low, _, high = quantiles(values, n=4, method="inclusive")
    return VoteSpread(fmean(values), float(median(values)), low, high)


def tally_placements(room: Room, question: WorkshopQuestion, round_: int) -> dict[str, TierTally]:
    """Where the room puts each tier, or each option, in a round."""
    return {
        item: _tally(item, _select_ballots(room, question, round_, item))
        for item in list_placed(question)
    }


def list_awaited(room: Room, question: WorkshopQuestion) -> list[str]:
    """What fewer than five have placed again in a second vote, though five did in the first."""
    now = tally_placements(room, question, question.round)
    first = tally_placements(room, question, 1)
    return [item for item, tally in now.items() if tally.up is None and first[item].up is not None]


def tally_latest_placements(room: Room, question: WorkshopQuestion) -> dict[str, TierTally]:
    """As ``tally_placements``, each item from the last round that five people placed it in."""
    first = tally_placements(room, question, 1)
    awaited = list_awaited(room, question)
    return tally_placements(room, question, question.round) | {
        item: first[item] for item in awaited
    }


def tally_levers(
    room: Room, question: WorkshopQuestion, round_: int
) -> dict[str, dict[Tier, TierTally]]:
    """How much of each lever the room thinks each tier holds."""
    return {
        lever: {
            tier: _tally(
                f"{lever}/{tier}", _select_ballots(room, question, round_, f"{lever}/{tier}")
            )
            for tier in TIERS
        }
        for lever in LEVERS
    }


def find_shown_rounds(room: Room, question: WorkshopQuestion) -> dict[str, int]:
    """The vote to show of each lever or condition; of other questions of the whole, under “”.

    That is the present one; of a second vote it is the first while that alone has five answers, to
    any tier of a lever.
    """
    voters: dict[tuple[int, str], set[str]] = defaultdict(set)
    for ballot in room.ballots:
        if ballot.position == question.position:
            voters[ballot.round, ballot.item].add(ballot.voter)
            voters[ballot.round, ""].add(ballot.voter)
    return {
        part: 1
        if any(len(voters[question.round, item]) < FEWEST <= len(voters[1, item]) for item in items)
        else question.round
        for part, items in _list_parts(question).items()
    }


def find_shown_round(room: Room, question: WorkshopQuestion) -> int:
    """The vote to show of a question that has no parts."""
    return find_shown_rounds(room, question)[""]


def _list_parts(question: WorkshopQuestion) -> Mapping[str, Sequence[str]]:
    """The items of each part that is answered, and shown, on its own: a lever, a condition."""
    if question.kind is QuestionKind.LEVERS:
        return {lever: [f"{lever}/{tier}" for tier in TIERS] for lever in LEVERS}
    if question.kind is QuestionKind.CONDITIONS:
        return {condition: [condition] for condition in CONDITIONS}
    return {"": [""]}


def tally_latest_levers(room: Room, question: WorkshopQuestion) -> dict[str, dict[Tier, TierTally]]:
    """As ``tally_levers``, each lever from the vote that is shown of it."""
    by_round = {vote: tally_levers(room, question, vote) for vote in {1, question.round}}
    shown_rounds = find_shown_rounds(room, question)
    return {lever: by_round[vote][lever] for lever, vote in shown_rounds.items()}


def list_moves(room: Room, question: WorkshopQuestion) -> list[Move]:
    """Who moved what from where to where; nothing where fewer than five answered twice."""
    all_moves: list[Move] = []
    for item in list_placed(question):
        before, after = (
            {ballot.voter: ballot for ballot in _select_ballots(room, question, round_, item)}
            for round_ in (1, 2)
        )
        both = [(before[voter], after[voter]) for voter in sorted(before.keys() & after.keys())]
        if len(both) >= FEWEST:
            all_moves += [
                Move(item, _read_place(first), _read_place(second)) for first, second in both
            ]
    return all_moves


@dataclass(frozen=True, slots=True)
class ChoiceTally:
    """How many ``people`` answered, and how many of them chose each option."""

    people: int
    counts: tuple[int, ...]


def tally_choices(room: Room, question: WorkshopQuestion, round_: int) -> ChoiceTally | None:
    """How many people chose or picked each option, None with fewer than five people."""
    ballots = _select_ballots(room, question, round_)
    people = len({ballot.voter for ballot in ballots})
    if people < FEWEST:
        return None
    # An answer that picks several has the option's number for its item; one choice has no item.
    chosen = Counter(int(ballot.item) if ballot.item else ballot.choice for ballot in ballots)
    counts = tuple(chosen[option] for option in range(count_choices(question)))
    return ChoiceTally(people, counts)


def tally_rankings(room: Room, question: WorkshopQuestion, round_: int) -> ChoiceTable | None:
    """How many people put each option at each rank, None with fewer than five people."""
    options = [str(number) for number in range(count_choices(question))]
    ranks = range(len(options))
    return _tabulate(
        [
            [ballot.choice for ballot in _select_ballots(room, question, round_, item)]
            for item in options
        ],
        list(ranks),
    )


def tally_conditions(room: Room, question: WorkshopQuestion, round_: int) -> ChoiceTable | None:
    """How many people put each of the five conditions at each step, None below five answers.

    A condition that fewer than five people answered has a row of zeros.
    """
    return _tally_conditions(room, question, dict.fromkeys(CONDITIONS, round_))


def tally_latest_conditions(room: Room, question: WorkshopQuestion) -> ChoiceTable | None:
    """As ``tally_conditions``, each condition from the vote that is shown of it."""
    return _tally_conditions(room, question, find_shown_rounds(room, question))


def _tally_conditions(
    room: Room, question: WorkshopQuestion, votes: Mapping[str, int]
) -> ChoiceTable | None:
    return _tabulate(
        [
            [ballot.up for ballot in _select_ballots(room, question, vote, item)]
            for item, vote in votes.items()
        ],
        list(PROGRESS),
    )


@dataclass(frozen=True, slots=True)
class ChoiceTable:
    """People by row (an option, a condition) and column (a rank, a step).

    ``people`` counts the answers of each row, 0 where they were fewer than five.
    """

    people: tuple[int, ...]
    counts: tuple[tuple[int, ...], ...]


def _tabulate(rows: Sequence[Sequence[int | None]], steps: Sequence[int]) -> ChoiceTable | None:
    """Count each row's answers by step; None when no row has five."""
    enough = [row if len(row) >= FEWEST else () for row in rows]
    if not any(enough):
        return None
    counts = tuple(tuple(list(row).count(step) for step in steps) for row in enough)
    return ChoiceTable(tuple(len(row) for row in enough), counts)


def list_guesses(room: Room, question: WorkshopQuestion, round_: int) -> tuple[float, ...]:
    """The guesses at a figure in ascending order, none where there are fewer than five."""
    figures = sorted(
        ballot.figure
        for ballot in _select_ballots(room, question, round_)
        if ballot.figure is not None
    )
    return tuple(figures) if len(figures) >= FEWEST else ()


def let_through(room: Room, question: WorkshopQuestion) -> list[str]:
    """The texts on the board; none where fewer than five people wrote one."""
    if room.answered.get(question.position, 0) < FEWEST:
        return []
    return sorted(
        answer.text
        for answer in room.texts
        if answer.position == question.position and answer.state == "shown"
    )


def _select_ballots(
    room: Room, question: WorkshopQuestion, round_: int, item: str | None = None
) -> list[Ballot]:
    """The answers of a round to a question, or to one item of it."""
    return [
        ballot
        for ballot in room.ballots
        if (ballot.position, ballot.round) == (question.position, round_)
        and item in (None, ballot.item)
    ]


def _read_place(ballot: Ballot) -> tuple[int, int]:
    return ballot.across or 0, ballot.up or 0


def _tally(item: str, cast: Iterable[Ballot]) -> TierTally:
    votes = tuple((ballot.across, ballot.up or 0) for ballot in cast)
    enough = len(votes) >= FEWEST
    across = [vote[0] for vote in votes if vote[0] is not None]
    return TierTally(
        item=item,
        count=len(votes),
        votes=votes if enough else (),
        across=summarise_votes(across),
        up=summarise_votes([vote[1] for vote in votes]),
    )
