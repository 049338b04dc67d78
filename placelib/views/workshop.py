"""Puts a room's counts and the charts together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, assert_never

from placelib.charts.parts import axis_text
from placelib.charts.room import TierVotes, room_chart
from placelib.charts.room_bars import (
    LeverVotes,
    PublishedFigure,
    choices_chart,
    guesses_chart,
    levers_chart,
    steps_chart,
)
from placelib.charts.theme import TextSizes, Theme, text_sizes
from placelib.charts.theme import theme as theme_for
from placelib.database.cache import cached
from placelib.exports.editable_chart import EditableChart
from placelib.formatting import short_figure
from placelib.quadrant import Quadrant
from placelib.quadrant.tiers import build_tiers
from placelib.views import quadrant as quadrant_view
from placelib.views import snapshot_records
from placelib.views import workshop_findings as findings
from placelib.views.editable_charts import make_editable_counts
from placelib.views.workshop_options import (
    find_known_indicator,
    find_published,
    list_choices,
    list_ranks,
    name_coded_holder,
    name_placed,
)
from placelib.views.workshop_text import (
    MARKS,
    describe_levers,
    describe_placement,
    describe_rounds,
    describe_spread,
    name_tiers,
)
from placelib.workshop import tallies
from placelib.workshop.records import (
    CONDITIONS,
    LEVERS,
    PROGRESS,
    SAY,
    TIERS,
    QuestionKind,
    Room,
    Tier,
    WorkshopQuestion,
)
from placelib.workshop.tallies import ChoiceTable, TierTally

# How many areas the cache of a builder remembers.
AREAS = 64
# A board has room for so many bars; the table has all that were picked.
MOST_BARS = 10

Specification = dict[str, Any]
WRAPPED = 90
Look = tuple[Theme, TextSizes, int]


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """What is shown of a question: its chart, None where there is none, and its sentence.

    ``marks`` says what the chart's marks mean, empty where they need no words; ``reference`` what
    published point stands among them. ``editable`` is the chart for slides, where PowerPoint can
    draw it.
    """

    figure: Specification | None
    sentence: str
    marks: str = ""
    reference: str = ""
    editable: EditableChart | None = None


def describe_question(
    room: Room,
    question: WorkshopQuestion,
    names: Mapping[Tier, str],
    quadrant: Quadrant | None,
    look: Look,
) -> QuestionShown:
    """The chart and the sentence of a question; a question in words has neither."""
    match question.kind:
        case QuestionKind.PLACEMENT:
            return _describe_placement(room, question, names, quadrant, look)
        case QuestionKind.LEVERS:
            figure = draw_levers(room, question, names, look)
            return QuestionShown(figure, describe_levers(room, question, names))
        case QuestionKind.POLL | QuestionKind.CHOICE:
            sentence = findings.describe_choices(room, question)
            return _show_choices(room, question, sentence, look)
        case QuestionKind.SEVERAL:
            sentence = findings.describe_choices(room, question, several=True)
            return _show_choices(room, question, sentence, look)
        case QuestionKind.SCALE:
            sentence = findings.describe_scale(room, question)
            return _show_choices(room, question, sentence, look)
        case QuestionKind.HOLDER:
            sentence = findings.describe_holder(room, question)
            return QuestionShown(draw_holder(room, question, look), sentence)
        case QuestionKind.MEASURES:
            sentence = findings.describe_measures(room, question)
            return QuestionShown(draw_measures(room, question, look), sentence)
        case QuestionKind.RANKING:
            ranks = list_ranks(question)
            table = tallies.tally_rankings(room, question, question.round)
            figure = draw_steps(question.options, ranks, table, look)
            return QuestionShown(figure, findings.describe_ranking(room, question))
        case QuestionKind.CONDITIONS:
            table = tallies.tally_conditions(room, question, question.round)
            names_of_steps = list(PROGRESS.values())
            figure = draw_steps(tuple(CONDITIONS.values()), names_of_steps, table, look)
            return QuestionShown(figure, findings.describe_conditions(room, question))
        case QuestionKind.FIGURE:
            return _describe_guesses(room, question, look)
        case QuestionKind.WORDS:
            return QuestionShown(None, "")
        case _:
            assert_never(question.kind)


def _show_choices(
    room: Room, question: WorkshopQuestion, sentence: str, look: Look
) -> QuestionShown:
    """How many chose each option, as a chart for the page and as one for slides."""
    tally = tallies.tally_choices(room, question, question.round)
    editable = make_editable_counts(list_choices(question), tally.counts) if tally else None
    return QuestionShown(draw_choices(room, question, look), sentence, editable=editable)


def _describe_placement(
    room: Room,
    question: WorkshopQuestion,
    names: Mapping[Tier, str],
    quadrant: Quadrant | None,
    look: Look,
) -> QuestionShown:
    labels = quoted = name_placed(question, names)
    if question.options:
        quoted = {item: f"“{label}”" for item, label in labels.items()}
        # Nothing is published of the facilitator's own things.
        sentence, quadrant = findings.describe_own_placement(room, question, names), None
    else:
        sentence = describe_placement(room, question, names, quadrant)
    sentence = f"{sentence} {describe_spread(room, question, quoted)}".strip()
    reference = "The ring: the published point." if find_evidence_point(quadrant) else ""
    figure = draw_placement(room, question, labels, quadrant, look)
    marks = f"{MARKS} {describe_rounds(room, question)}".strip()
    return QuestionShown(figure, sentence, marks, reference)


def _describe_guesses(room: Room, question: WorkshopQuestion, look: Look) -> QuestionShown:
    indicator = find_known_indicator(question.options[0])
    published = find_published(room.workshop.area, question.options[0])
    sentence = findings.describe_guesses(room, question, indicator, published)
    guesses = tallies.list_guesses(room, question, question.round)
    if not guesses or indicator is None or published is None or published.value is None:
        return QuestionShown(None, sentence)
    figure = PublishedFigure(
        value=published.value,
        lower=published.lower,
        upper=published.upper,
        label=f"published: {short_figure(indicator, published.value)}",
    )
    theme, sizes, height = look
    specification: Specification = guesses_chart(
        guesses, figure, axis_text(indicator), theme, sizes, height
    ).to_dict()
    marks = "Dots: guesses. Line: the published figure."
    if published.lower is not None:
        marks = f"{marks} Band: its 95% interval."
    return QuestionShown(specification, sentence, marks)


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
    room: Room,
    question: WorkshopQuestion,
    labels: Mapping[str, str],
    quadrant: Quadrant | None,
    look: Look,
) -> Specification | None:
    """The room's points beside the evidence; None while there are too few answers."""
    now = tallies.tally_placements(room, question, question.round)
    first = tallies.tally_placements(room, question, 1) if question.round > 1 else {}
    ballots = [
        votes
        for index, (item, label) in enumerate(labels.items())
        if (votes := _collect_votes(index, label, now[item], first.get(item)))
    ]
    if not ballots:
        return None
    # Single ways of the middle tier only: those of all three would be a thicket.
    ways = [
        (*move.before, *move.after)
        for move in tallies.list_moves(room, question)
        if move.item in ("middle", "0")
    ]
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
    lever_marks = [
        LeverVotes(
            tier_index=TIERS.index(tier),
            lever=LEVERS[lever],
            tier=names[tier],
            mean=tally.up.mean,
            low=tally.up.low,
            high=tally.up.high,
        )
        for lever, tiers in tallies.tally_levers(room, question, question.round).items()
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


def draw_choices(room: Room, question: WorkshopQuestion, look: Look) -> Specification | None:
    """How many chose each option."""
    tally = tallies.tally_choices(room, question, question.round)
    return _draw_bars(list_choices(question), tally.counts, look) if tally else None


def draw_holder(room: Room, question: WorkshopQuestion, look: Look) -> Specification | None:
    """How many named each tier, with the tier that our sources name marked."""
    tally = tallies.tally_choices(room, question, question.round)
    coded = name_coded_holder(question.options[0])
    labels = [
        f"{option} ◆ as the documents say" if option == coded else option
        for option in list_choices(question)
    ]
    return _draw_bars(labels, tally.counts, look) if tally else None


def draw_measures(room: Room, question: WorkshopQuestion, look: Look) -> Specification | None:
    """How often each of the most picked measures was picked."""
    tally = tallies.tally_choices(room, question, question.round)
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
    index: int, name: str, now: TierTally, first: TierTally | None
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
    )


@cached(AREAS)
def build_question(
    room: Room, question: WorkshopQuestion, height: int, *, present: bool, dark: bool
) -> QuestionShown:
    """The chart and the sentence of a room's question, drawn anew when an answer changes."""
    look = (theme_for(dark=dark), text_sizes(present=present), height)
    names = name_tiers(build_tiers(snapshot_records.get_registry(), room.workshop.area))
    quadrant = quadrant_view.get_quadrant(room.workshop.area)
    return describe_question(room, question, names, quadrant, look)
