"""Counts what a room answered: means, medians and spread, from five answers on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median, quantiles

from placelib.workshop.records import FEWEST, LEVERS, TIERS, Ballot, Kind, Room, Tier
from placelib.workshop.votes import CHOICES


@dataclass(frozen=True, slots=True)
class VoteSpread:
    """The answers on one axis, 0 to 100: mean, median, and the ends of the middle half."""

    mean: float
    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TierTally:
    """Where a room puts a tier.

    ``votes`` are the single places; ``across`` and ``up`` are None with fewer than five, and then
    there are no votes to see either. ``item`` is the tier, or “lever/tier”.
    """

    item: str
    count: int
    votes: tuple[tuple[int | None, int], ...]
    across: VoteSpread | None
    up: VoteSpread | None


@dataclass(frozen=True, slots=True)
class Move:
    """One voter's place of a tier in the first round and in the second."""

    item: str
    before: tuple[int, int]
    after: tuple[int, int]


def spread(values: Sequence[int]) -> VoteSpread | None:
    """Mean, median and quartiles; None with fewer than five values.

    Quartiles by linear interpolation between the ordered values, both ends included.
    """
    if len(values) < FEWEST:
        return None
    low, _, high = quantiles(values, n=4, method="inclusive")
    return VoteSpread(fmean(values), float(median(values)), low, high)


def placements(room: Room, round_: int) -> dict[Tier, TierTally]:
    """Where the room puts each tier in a round."""
    return {tier: _tally(tier, _of(room, "placement", round_, tier)) for tier in TIERS}


def levers(room: Room, round_: int) -> dict[str, dict[Tier, TierTally]]:
    """How much of each lever the room thinks each tier holds."""
    return {
        lever: {
            tier: _tally(f"{lever}/{tier}", _of(room, "levers", round_, f"{lever}/{tier}"))
            for tier in TIERS
        }
        for lever in LEVERS
    }


def moves(room: Room) -> list[Move]:
    """Who moved which tier from where to where; nothing where fewer than five answered twice."""
    all_moves: list[Move] = []
    for tier in TIERS:
        before, after = (
            {ballot.voter: ballot for ballot in _of(room, "placement", round_, tier)}
            for round_ in (1, 2)
        )
        both = [(before[voter], after[voter]) for voter in sorted(before.keys() & after.keys())]
        if len(both) >= FEWEST:
            all_moves += [Move(tier, _place(first), _place(second)) for first, second in both]
    return all_moves


def poll(room: Room, round_: int) -> tuple[int, ...] | None:
    """How many people chose each answer, None with fewer than five people."""
    chosen = [ballot.choice for ballot in _of(room, "poll", round_, "")]
    if len(chosen) < FEWEST:
        return None
    return tuple(chosen.count(choice) for choice in range(CHOICES))


def let_through(room: Room) -> list[str]:
    """The texts on the board; none where fewer than five people wrote one."""
    by_question = defaultdict(list)
    for answer in room.texts:
        if answer.state == "shown":
            by_question[answer.position].append(answer.text)
    return [
        text
        for position, texts in sorted(by_question.items())
        if room.answered.get(position, 0) >= FEWEST
        for text in sorted(texts)
    ]


def _of(room: Room, kind: Kind, round_: int, item: str) -> list[Ballot]:
    question = room.workshop.of_kind(kind)
    if question is None:
        return []
    wanted = question.position, round_, item
    return [
        ballot for ballot in room.ballots if (ballot.position, ballot.round, ballot.item) == wanted
    ]


def _place(ballot: Ballot) -> tuple[int, int]:
    return ballot.across or 0, ballot.up or 0


def _tally(item: str, cast: Iterable[Ballot]) -> TierTally:
    votes = tuple((ballot.across, ballot.up or 0) for ballot in cast)
    enough = len(votes) >= FEWEST
    across = [vote[0] for vote in votes if vote[0] is not None]
    return TierTally(
        item=item,
        count=len(votes),
        votes=votes if enough else (),
        across=spread(across),
        up=spread([vote[1] for vote in votes]),
    )
