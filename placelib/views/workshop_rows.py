"""A room's results as rows of text, for tables and downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from placelib.formatting import number, sentence_start
from placelib.views.workshop_options import (
    list_choices,
    list_ranks,
    name_indicator,
    name_placed,
)
from placelib.workshop import tallies
from placelib.workshop.records import (
    CONDITIONS,
    FEWEST,
    LEVERS,
    PROGRESS,
    TIERS,
    QuestionKind,
    Room,
    Tier,
    WorkshopQuestion,
)
from placelib.workshop.tallies import ChoiceTable, TierTally, VoteSpread

Row = dict[str, str]
_BLANK = "fewer than 5 answers"


def build_result_rows(room: Room, names: Mapping[Tier, str]) -> list[Row]:
    """One row a question, round, and what was asked about; too few answers are said so."""
    return [
        row
        for question in room.workshop.questions
        for round_ in range(1, question.round + 1)
        for row in _build_question_rows(room, question, round_, names)
    ]


def _build_question_rows(
    room: Room, question: WorkshopQuestion, round_: int, names: Mapping[Tier, str]
) -> list[Row]:
    start = {"Question": question.prompt, "Round": str(round_)}
    match question.kind:
        case QuestionKind.PLACEMENT:
            labels = name_placed(question, names)
            placed = tallies.tally_placements(room, question, round_)
            return [
                row
                for item, tally in placed.items()
                for row in _build_tier_rows(start, labels[item], tally, axes=2)
            ]
        case QuestionKind.LEVERS:
            levers = tallies.tally_levers(room, question, round_)
            return [
                row
                for lever, tiers in levers.items()
                for tier in TIERS
                for row in _build_tier_rows(
                    start, f"{LEVERS[lever]}: {names[tier]}", tiers[tier], axes=1
                )
            ]
        case (
            QuestionKind.POLL
            | QuestionKind.CHOICE
            | QuestionKind.SEVERAL
            | QuestionKind.SCALE
            | QuestionKind.HOLDER
            | QuestionKind.MEASURES
        ):
            tally = tallies.tally_choices(room, question, round_)
            return _build_count_rows(start, list_choices(question), tally.counts if tally else None)
        case QuestionKind.RANKING:
            ranks = [f"Put {rank}" for rank in list_ranks(question)]
            table = tallies.tally_rankings(room, question, round_)
            return _build_step_rows(start, question.options, ranks, table)
        case QuestionKind.CONDITIONS:
            steps = list(PROGRESS.values())
            table = tallies.tally_conditions(room, question, round_)
            return _build_step_rows(start, list(CONDITIONS.values()), steps, table)
        case QuestionKind.FIGURE:
            return [_build_guess_row(start, question, tallies.list_guesses(room, question, round_))]
        case QuestionKind.WORDS:
            return []
        case _:
            assert_never(question.kind)


def build_latest_tier_rows(
    room: Room, question: WorkshopQuestion, names: Mapping[Tier, str]
) -> list[Row]:
    """Where the room puts each tier, a row an axis, from the vote that is shown of it."""
    awaited = tallies.list_awaited(room, question)
    labels = name_placed(question, names)
    return [
        row
        for item, tally in tallies.tally_latest_placements(room, question).items()
        for row in _build_tier_rows(
            {"Question": question.prompt, "Round": str(1 if item in awaited else question.round)},
            labels[item],
            tally,
            axes=2,
        )
    ]


def build_text_rows(room: Room) -> list[Row]:
    """One row a text that was let through."""
    return [
        {"Question": question.prompt, "Answer": text}
        for question in room.workshop.questions
        for text in tallies.let_through(room, question)
    ]


def build_vote_rows(room: Room, names: Mapping[Tier, str]) -> list[Row]:
    """One row a vote on a tier's place, in no order that leads back to a person.

    Rounds and tiers with fewer than five votes are left out.
    """
    return [
        {
            "Question": question.prompt,
            "Round": str(round_),
            "Tier": sentence_start(name_placed(question, names)[item]),
            "Understanding": str(across),
            "Leverage": str(up),
        }
        for question in room.workshop.questions
        if question.kind is QuestionKind.PLACEMENT
        for round_ in range(1, question.round + 1)
        for item, tally in tallies.tally_placements(room, question, round_).items()
        for across, up in sorted((x or 0, y) for x, y in tally.votes)
    ]


def _build_tier_rows(start: Row, name: str, tally: TierTally, *, axes: int) -> list[Row]:
    spreads = {"Leverage": tally.up}
    if axes > 1:
        spreads = {"Understanding": tally.across, **spreads}
    return [
        {
            **start,
            "Of": sentence_start(name),
            "Axis": axis,
            "Answers": str(tally.count) if tally.count >= FEWEST else _BLANK,
            **_build_spread_row(spread),
        }
        for axis, spread in spreads.items()
    ]


def _build_spread_row(spread: VoteSpread | None) -> Row:
    titles = ("Mean", "Median", "Middle half from", "Middle half to")
    if spread is None:
        return dict.fromkeys(titles, "")
    values = (spread.mean, spread.median, spread.low, spread.high)
    return {title: number(value, 1) for title, value in zip(titles, values, strict=True)}


def _build_count_rows(
    start: Row, options: Sequence[str], counts: Sequence[int] | None
) -> list[Row]:
    return [
        {
            **start,
            "Of": option,
            "Axis": "People",
            "Answers": str(counts[index]) if counts else _BLANK,
            **_build_spread_row(None),
        }
        for index, option in enumerate(options)
    ]


def _build_step_rows(
    start: Row, names: Sequence[str], steps: Sequence[str], table: ChoiceTable | None
) -> list[Row]:
    return [
        {
            **start,
            "Of": name,
            "Axis": step,
            "Answers": str(table.counts[row][column]) if table and table.people[row] else _BLANK,
            **_build_spread_row(None),
        }
        for row, name in enumerate(names)
        for column, step in enumerate(steps)
    ]


def _build_guess_row(start: Row, question: WorkshopQuestion, guesses: Sequence[float]) -> Row:
    return {
        **start,
        "Of": name_indicator(question.options[0]),
        "Axis": "Guess",
        "Answers": str(len(guesses)) if guesses else _BLANK,
        **_build_spread_row(tallies.summarise_votes(guesses)),
    }
