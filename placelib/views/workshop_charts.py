"""The charts of a room's counts, each None while there are too few answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from placelib.charts.room import TierVotes, room_chart
from placelib.charts.room_bars import LeverVotes, choices_chart, levers_chart, steps_chart
from placelib.charts.theme import TextSizes, Theme
from placelib.quadrant import Quadrant
from placelib.views import workshop_findings as findings
from placelib.views.workshop_options import list_choices, name_coded_holder
from placelib.views.workshop_text import list_moves_drawn
from placelib.workshop import tallies
from placelib.workshop.records import LEVERS, SAY, TIERS, Room, Tier, WorkshopQuestion
from placelib.workshop.tallies import ChoiceTable, TierTally

# A board has room for so many bars; the table has all that were picked.
MOST_BARS = 10
Specification = dict[str, Any]
Look = tuple[Theme, TextSizes, int]


def draw_placement(
    room: Room,
    question: WorkshopQuestion,
    labels: Mapping[str, str],
    quadrant: Quadrant | None,
    look: Look,
) -> Specification | None:
    """The room's points beside the evidence; None while there are too few answers."""
    latest = tallies.tally_latest_placements(room, question)
    first = tallies.tally_placements(room, question, 1) if question.round > 1 else {}
    awaited = tallies.list_awaited(room, question)
    ballots = [
        votes
        for index, (item, label) in enumerate(labels.items())
        if (
            votes := _collect_votes(
                index, label, latest[item], first.get(item), is_first=item in awaited
            )
        )
    ]
    if not ballots:
        return None
    ways = [(*move.before, *move.after) for move in list_moves_drawn(room, question)]
    theme, sizes, height = look
    specification: Specification = room_chart(
        ballots, find_evidence_point(quadrant), ways, theme, sizes, height
    ).to_dict()
    return specification


def find_evidence_point(quadrant: Quadrant | None) -> tuple[str, float, float] | None:
    """The name and the place of the middle tier in the published figures."""
    score = quadrant.understanding.score if quadrant else None
    leverage = quadrant.leverage.headline if quadrant else None
    if quadrant is None or score is None or leverage is None:
        return None
    return quadrant.tiers.middle_words, score, leverage


def draw_levers(
    room: Room, question: WorkshopQuestion, names: Mapping[Tier, str], look: Look
) -> Specification | None:
    """How much of each lever the room thinks each tier holds."""
    labels = mark_first_votes(room, question, LEVERS)
    lever_marks = [
        LeverVotes(
            tier_index=TIERS.index(tier),
            lever=labels[lever],
            tier=names[tier],
            mean=tally.up.mean,
            low=tally.up.low,
            high=tally.up.high,
        )
        for lever, tiers in tallies.tally_latest_levers(room, question).items()
        for tier, tally in tiers.items()
        if tally.up
    ]
    if not lever_marks:
        return None
    theme, sizes, height = look
    specification: Specification = levers_chart(
        lever_marks, list(SAY.values()), theme, sizes, height
    ).to_dict()
    return specification


def mark_first_votes(
    room: Room, question: WorkshopQuestion, labels: Mapping[str, str]
) -> dict[str, str]:
    """The names of levers or conditions, with “(first vote)” where that is what is shown."""
    shown_rounds = tallies.find_shown_rounds(room, question)
    return {
        part: f"{label} (first vote)" if shown_rounds[part] < question.round else label
        for part, label in labels.items()
    }


def draw_choices(room: Room, question: WorkshopQuestion, look: Look) -> Specification | None:
    """How many chose each option."""
    tally = tallies.tally_choices(room, question, tallies.find_shown_round(room, question))
    return _draw_bars(list_choices(question), tally.counts, look) if tally else None


def draw_holder(room: Room, question: WorkshopQuestion, look: Look) -> Specification | None:
    """How many named each tier, with the tier that our sources name marked."""
    tally = tallies.tally_choices(room, question, tallies.find_shown_round(room, question))
    coded = name_coded_holder(room.workshop.area, question.options[0])
    labels = [
        f"{option} ◆ as the documents say" if option == coded else option
        for option in list_choices(question)
    ]
    return _draw_bars(labels, tally.counts, look) if tally else None


def draw_measures(room: Room, question: WorkshopQuestion, look: Look) -> Specification | None:
    """How often each of the most picked measures was picked."""
    tally = tallies.tally_choices(room, question, tallies.find_shown_round(room, question))
    if tally is None:
        return None
    ranked = findings.rank_choices(list_choices(question), tally)[:MOST_BARS]
    return _draw_bars([label for label, _ in ranked], [count for _, count in ranked], look)


def draw_steps(
    rows: Sequence[str], steps: Sequence[str], table: ChoiceTable | None, look: Look
) -> Specification | None:
    """How many people gave each row each step."""
    if table is None:
        return None
    theme, sizes, height = look
    specification: Specification = steps_chart(
        rows, steps, table.counts, theme, sizes, height
    ).to_dict()
    return specification


def _draw_bars(labels: Sequence[str], counts: Sequence[int], look: Look) -> Specification:
    theme, sizes, height = look
    specification: Specification = choices_chart(labels, counts, theme, sizes, height).to_dict()
    return specification


def _collect_votes(
    index: int, name: str, now: TierTally, first: TierTally | None, *, is_first: bool
) -> TierVotes | None:
    if now.across is None or now.up is None:
        return None
    before = None
    if first is not None and first.across is not None and first.up is not None:
        before = (first.across.mean, first.up.mean)
    return TierVotes(
        index=index,
        name=name,
        votes=tuple((float(x or 0), float(y)) for x, y in now.votes),
        mean=(now.across.mean, now.up.mean),
        median=(now.across.median, now.up.median),
        half=(now.across.low, now.across.high, now.up.low, now.up.high),
        before=before,
        is_first=is_first,
    )
