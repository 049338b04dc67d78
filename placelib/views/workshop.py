"""Puts a room's counts and the charts together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

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
    levers_sentence,
    placement_sentence,
    poll_sentence,
    spread_sentence,
    tier_names,
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


def question_shown(
    room: Room, kind: Kind, names: Mapping[Tier, str], found: Quadrant | None, look: Look
) -> QuestionShown:
    """The chart and the sentence of a question; a question in words has neither."""
    if kind == "placement":
        said = f"{placement_sentence(room, names, found)} {spread_sentence(room, names)}"
        return QuestionShown(placement_figure(room, names, found, look), said.strip(), MARKS)
    if kind == "levers":
        return QuestionShown(levers_figure(room, names, look), levers_sentence(room, names))
    if kind == "poll":
        return QuestionShown(poll_figure(room, ANSWERS, look), poll_sentence(room, ANSWERS))
    return QuestionShown(None, "")


def titled(found: QuestionShown, title: str, version: str) -> Specification:
    """The chart as a page of its own: title above, the finding and the source below it."""
    assert found.figure
    foot = f"Votes of the people in the room; published point: Bend the Line, data {version}."
    lines = [*wrap(found.sentence, WRAPPED), *wrap(found.marks, WRAPPED), foot]
    drawn = {name: part for name, part in found.figure.items() if name != "$schema"}
    drawn["title"] = {
        "text": wrap(title, WRAPPED // 2),
        "subtitle": lines,
        "anchor": "start",
        "fontSize": 22,
        "subtitleFontSize": 13,
        "offset": 16,
    }
    return drawn


def placement_figure(
    room: Room, names: Mapping[Tier, str], found: Quadrant | None, look: Look
) -> Specification | None:
    """The room's points beside the evidence; None while there are too few answers."""
    question = room.workshop.of_kind("placement")
    if question is None:
        return None
    now = placements(room, question.round)
    first = placements(room, 1) if question.round > 1 else {}
    shown = [
        votes
        for at, tier in enumerate(TIERS)
        if (votes := _votes(at, names[tier], now[tier], first.get(tier)))
    ]
    if not shown:
        return None
    # Single ways of the middle tier only: those of all three would be a thicket.
    ways = [(*one.before, *one.after) for one in moves(room) if one.item == "middle"]
    theme, sizes, height = look
    specification: Specification = room_chart(
        shown, evidence_point(found), ways, theme, sizes, height
    ).to_dict()
    return specification


def evidence_point(found: Quadrant | None) -> tuple[str, float, float] | None:
    """The name and the place of the middle tier in the published figures."""
    score = found.understanding.score if found else None
    leverage = found.leverage.headline if found else None
    if found is None or score is None or leverage is None:
        return None
    return found.tiers.middle_words, score, leverage


def levers_figure(room: Room, names: Mapping[Tier, str], look: Look) -> Specification | None:
    """How much of each lever the room thinks each tier holds."""
    question = room.workshop.of_kind("levers")
    if question is None:
        return None
    held = [
        LeverVotes(
            TIERS.index(tier), LEVERS[lever], names[tier], one.up.mean, one.up.low, one.up.high
        )
        for lever, tiers in levers(room, question.round).items()
        for tier, one in tiers.items()
        if one.up
    ]
    if not held:
        return None
    theme, sizes, height = look
    drawn: Specification = levers_chart(held, list(SAY.values()), theme, sizes, height).to_dict()
    return drawn


def poll_figure(room: Room, answers: Sequence[str], look: Look) -> Specification | None:
    """How many chose each answer of the poll."""
    question = room.workshop.of_kind("poll")
    counts = poll(room, question.round) if question else None
    if counts is None:
        return None
    theme, sizes, height = look
    drawn: Specification = poll_chart(answers, counts, theme, sizes, height).to_dict()
    return drawn


def _votes(at: int, name: str, now: TierTally, first: TierTally | None) -> TierVotes | None:
    if now.across is None or now.up is None:
        return None
    before = None
    if first is not None and first.across is not None and first.up is not None:
        before = (first.across.mean, first.up.mean)
    return TierVotes(
        at=at,
        name=name,
        votes=tuple((float(x or 0), float(y)) for x, y in now.votes),
        mean=(now.across.mean, now.up.mean),
        median=(now.across.median, now.up.median),
        half=(now.across.low, now.across.high, now.up.low, now.up.high),
        before=before,
    )


@cached(AREAS)
def build_question(one: Room, kind: Kind, present: bool, height: int, dark: bool) -> QuestionShown:
    """The chart and the sentence of a room's question, drawn anew when an answer changes."""
    look = (theme_for(dark), text_sizes(present), height)
    names = tier_names(tiers_of(snapshot_records.get_registry(), one.workshop.area))
    found = quadrant_view.get_quadrant(one.workshop.area)
    return question_shown(one, kind, names, found, look)
