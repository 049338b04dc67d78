"""What is shown of a room's question: its chart, its sentence, what its marks mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import assert_never

from placelib.charts.parts import axis_text
from placelib.charts.room_bars import (
    PublishedFigure,
    guesses_chart,
)
from placelib.charts.theme import text_sizes
from placelib.charts.theme import theme as theme_for
from placelib.database.cache import cached
from placelib.exports.editable_chart import EditableChart
from placelib.formatting import INTERVAL, short_figure
from placelib.quadrant import Quadrant
from placelib.quadrant.tiers import build_tiers
from placelib.views import quadrant as quadrant_view
from placelib.views import snapshot_records
from placelib.views import workshop_findings as findings
from placelib.views.editable_charts import make_editable_counts
from placelib.views.workshop_charts import (
    Look,
    Specification,
    draw_choices,
    draw_holder,
    draw_levers,
    draw_measures,
    draw_placement,
    draw_steps,
    find_evidence_point,
    mark_first_votes,
)
from placelib.views.workshop_options import (
    find_known_indicator,
    find_published,
    list_choices,
    list_ranks,
    name_placed,
)
from placelib.views.workshop_text import (
    MARKS,
    describe_average_moves,
    describe_awaited,
    describe_awaited_parts,
    describe_levers,
    describe_placement,
    describe_rounds,
    describe_spread,
    name_tiers,
)
from placelib.workshop import tallies
from placelib.workshop.records import (
    CONDITIONS,
    PROGRESS,
    QuestionKind,
    Room,
    Tier,
    WorkshopQuestion,
)

# How many areas the cache of a builder remembers.
AREAS = 64

WRAPPED = 90


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
    shown_question = _describe_kind(room, question, names, quadrant, look)
    awaited = describe_awaited_parts(room, question, names)
    sentence = f"{shown_question.sentence} {awaited}".strip()
    return replace(shown_question, sentence=sentence)


def _describe_kind(
    room: Room,
    question: WorkshopQuestion,
    names: Mapping[Tier, str],
    quadrant: Quadrant | None,
    look: Look,
) -> QuestionShown:
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
            table = tallies.tally_rankings(room, question, tallies.find_shown_round(room, question))
            figure = draw_steps(question.options, ranks, table, look)
            return QuestionShown(figure, findings.describe_ranking(room, question))
        case QuestionKind.CONDITIONS:
            table = tallies.tally_latest_conditions(room, question)
            conditions = list(mark_first_votes(room, question, CONDITIONS).values())
            figure = draw_steps(conditions, list(PROGRESS.values()), table, look)
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
    tally = tallies.tally_choices(room, question, tallies.find_shown_round(room, question))
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
    further = (describe_average_moves, describe_awaited, describe_spread)
    sentences = [sentence, *(describe(room, question, quoted) for describe in further)]
    sentence = " ".join(filter(None, sentences))
    reference = "The ring: the published point." if find_evidence_point(quadrant) else ""
    figure = draw_placement(room, question, labels, quadrant, look)
    marks = f"{MARKS} {describe_rounds(room, question, quoted)}".strip()
    return QuestionShown(figure, sentence, marks, reference)


def _describe_guesses(room: Room, question: WorkshopQuestion, look: Look) -> QuestionShown:
    indicator = find_known_indicator(question.options[0])
    published = find_published(room.workshop.area, question.options[0])
    sentence = findings.describe_guesses(room, question, indicator, published)
    guesses = tallies.list_guesses(room, question, tallies.find_shown_round(room, question))
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
        marks = f"{marks} Band: its {INTERVAL}."
    return QuestionShown(specification, sentence, marks)


def add_prompt(shown_question: QuestionShown, prompt: str) -> Specification:
    """The chart as one of several in a picture: its question above it, and its finding."""
    assert shown_question.figure
    lines = [*wrap(shown_question.sentence, WRAPPED), *wrap(shown_question.marks, WRAPPED)]
    figure = {name: part for name, part in shown_question.figure.items() if name != "$schema"}
    figure["title"] = {
        "text": wrap(prompt, WRAPPED // 2),
        "subtitle": lines,
        "anchor": "start",
        "fontSize": 18,
        "subtitleFontSize": 13,
        "offset": 16,
    }
    return figure


@cached(AREAS)
def build_question(
    room: Room, question: WorkshopQuestion, height: int, *, present: bool, dark: bool
) -> QuestionShown:
    """The chart and the sentence of a room's question, drawn anew when an answer changes."""
    look = (theme_for(dark=dark), text_sizes(present=present), height)
    names = name_tiers(build_tiers(snapshot_records.get_registry(), room.workshop.area))
    quadrant = quadrant_view.get_quadrant(room.workshop.area)
    return describe_question(room, question, names, quadrant, look)
