"""Puts a room's counts and the charts together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, assert_never

from placelib.charts.room import TierVotes, room_chart
from placelib.charts.room_bars import LeverVotes, levers_chart, poll_chart
from placelib.charts.theme import TextSizes, Theme, text_sizes
from placelib.charts.theme import theme as theme_for
from placelib.database.cache import cached
from placelib.quadrant import Quadrant
from placelib.quadrant.idea import ANSWERS
from placelib.quadrant.tiers import tiers_of
from placelib.views import quadrant as quadrant_view
from placelib.views import snapshot_records
from placelib.views.workshop_text import (
    MARKS,
    describe_levers,
    describe_placement,
    describe_poll,
    describe_spread,
    name_tiers,
)
from placelib.workshop.records import LEVERS, SAY, TIERS, Kind, Room, Tier
from placelib.workshop.tallies import TierTally, levers, moves, placements, poll

# How many areas the cache of a builder remembers.
AREAS = 64

Specification = dict[str, Any]
WRAPPED = 90
Look = tuple[Theme, TextSizes, int]


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """What is shown of a question: its chart, None where there is none, and its sentence.

    ``marks`` says what the chart's marks mean, empty where they need no words.
    """

    figure: Specification | None
    sentence: str
    marks: str = ""


def describe_question(
    room: Room, kind: Kind, names: Mapping[Tier, str], quadrant: Quadrant | None, look: Look
) -> QuestionShown:
    """The chart and the sentence of a question; a question in words has neither."""
    if kind == "placement":
        sentence = f"{describe_placement(room, names, quadrant)} {describe_spread(room, names)}"
        return QuestionShown(draw_placement(room, names, quadrant, look), sentence.strip(), MARKS)
    if kind == "levers":
        return QuestionShown(draw_levers(room, names, look), describe_levers(room, names))
    if kind == "poll":
        return QuestionShown(draw_poll(room, ANSWERS, look), describe_poll(room, ANSWERS))
    if kind == "words":
        return QuestionShown(None, "")
    assert_never(kind)


def add_title(shown_question: QuestionShown, title: str, version: str) -> Specification:
    """The chart as a page of its own: title above, the finding and the source below it."""
    assert shown_question.figure
    foot = f"Votes of the people in the room; published point: Bend the Line, data {version}."
    lines = [*wrap(shown_question.sentence, WRAPPED), *wrap(shown_question.marks, WRAPPED), foot]
    figure = {name: part for name, part in shown_question.figure.items() if name != "$schema"}
    figure["title"] = {
        "text": wrap(title, WRAPPED // 2),
        "subtitle": lines,
        "anchor": "start",
        "fontSize": 22,
        "subtitleFontSize": 13,
        "offset": 16,
    }
    return figure


def draw_placement(
    room: Room, names: Mapping[Tier, str], quadrant: Quadrant | None, look: Look
) -> Specification | None:
    """The room's points beside the evidence; None while there are too few answers."""
    question = room.workshop.of_kind("placement")
    if question is None:
        return None
    now = placements(room, question.round)
    first = placements(room, 1) if question.round > 1 else {}
    ballots = [
        votes
        for index, tier in enumerate(TIERS)
        if (votes := _collect_votes(index, names[tier], now[tier], first.get(tier)))
    ]
    if not ballots:
        return None
    # Single ways of the middle tier only: those of all three would be a thicket.
    ways = [(*move.before, *move.after) for move in moves(room) if move.item == "middle"]
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


def draw_levers(room: Room, names: Mapping[Tier, str], look: Look) -> Specification | None:
    """How much of each lever the room thinks each tier holds."""
    question = room.workshop.of_kind("levers")
    if question is None:
        return None
    lever_marks = [
        LeverVotes(
            at=TIERS.index(tier),
            lever=LEVERS[lever],
            tier=names[tier],
            mean=tally.up.mean,
            low=tally.up.low,
            high=tally.up.high,
        )
        for lever, tiers in levers(room, question.round).items()
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


def draw_poll(room: Room, answers: Sequence[str], look: Look) -> Specification | None:
    """How many chose each answer of the poll."""
    question = room.workshop.of_kind("poll")
    counts = poll(room, question.round) if question else None
    if counts is None:
        return None
    theme, sizes, height = look
    specification: Specification = poll_chart(answers, counts, theme, sizes, height).to_dict()
    return specification


def _collect_votes(
    index: int, name: str, now: TierTally, first: TierTally | None
) -> TierVotes | None:
    if now.across is None or now.up is None:
        return None
    before = None
    if first is not None and first.across is not None and first.up is not None:
        before = (first.across.mean, first.up.mean)
    return TierVotes(
        at=index,
        name=name,
        votes=tuple((float(x or 0), float(y)) for x, y in now.votes),
        mean=(now.across.mean, now.up.mean),
        median=(now.across.median, now.up.median),
        half=(now.across.low, now.across.high, now.up.low, now.up.high),
        before=before,
    )


@cached(AREAS)
def build_question(
    room: Room, kind: Kind, height: int, *, present: bool, dark: bool
) -> QuestionShown:
    """The chart and the sentence of a room's question, drawn anew when an answer changes."""
    look = (theme_for(dark=dark), text_sizes(present=present), height)
    names = name_tiers(tiers_of(snapshot_records.get_registry(), room.workshop.area))
    quadrant = quadrant_view.get_quadrant(room.workshop.area)
    return describe_question(room, kind, names, quadrant, look)
