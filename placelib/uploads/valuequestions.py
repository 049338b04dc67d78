"""What only a person can decide about figures: scales, commas, places that occur twice."""

from __future__ import annotations

from placelib.uploads import limits
from placelib.uploads.reading import Answers, Choice, Question
from placelib.uploads.shares import share_columns
from placelib.uploads.sheetview import SheetView
from placelib.uploads.tidy import Tidy


def value_questions(
    view: SheetView, tidy: Tidy, answers: Answers, *, comma_doubt: bool
) -> list[Question]:
    """Questions about figures: decimal commas, mixed scales, places that occur more than once."""
    questions = []
    if view.block is not None and not view.block.header and not answers.header_rows:
        choices = tuple(
            Choice(str(index + 1), f"Column {index + 1}") for index in view.roles.figures[:50]
        )
        questions.append(
            Question("columns", "The table has no header row. What do the columns hold?", choices,
                     required=True)
        )  # fmt: skip
    if comma_doubt:
        questions.append(
            Question(
                "decimal",
                "Is “1,234” one thousand two hundred and thirty-four, or a decimal figure?",
                (Choice("point", "1,234 is a thousand"), Choice("comma", "1,234 is 1.234")),
                "point",
                required=True,
            )
        )
    questions.extend(_scale_questions(view, tidy, answers))
    if tidy.repeats:
        questions.append(_repeats(view, tidy))
    return questions


def _scale_questions(view: SheetView, tidy: Tidy, answers: Answers) -> list[Question]:
    block = view.block
    if block is None or answers.scale:
        return []
    for index in view.roles.figures:
        if not tidy.units[index]["%"]:
            continue
        cells = view.grid.column(index, block.first, block.last)
        signed = [text for text in cells if text.endswith("%")]
        bare = [text for text in cells if text and text[-1].isdigit()]
        if signed and bare:
            label = view.labels[index][: limits.HEADER_CHARACTERS]
            return [
                Question(
                    "scale",
                    f"“{label}” mixes “{signed[0][:12]}” and “{bare[0][:12]}”. What are the bare "
                    "figures?",
                    (Choice("percent", "Per cent"), Choice("share", "Shares of one")),
                    required=True,
                )
            ]
    shares = share_columns(view, tidy)
    if not shares:
        return []
    label = view.labels[shares[0]][: limits.HEADER_CHARACTERS]
    return [
        Question(
            "scale",
            f"The figures under “{label}” all lie between 0 and 1. Are they shares of one or per "
            "cent?",
            (Choice("percent", "Per cent, as written"), Choice("share", "Shares of one")),
            "percent",
        )
    ]


def _repeats(view: SheetView, tidy: Tidy) -> Question:
    choices = [
        Choice("sum", "Add them up"),
        Choice("mean", "Take their mean"),
        Choice("first", "Keep the first"),
    ]
    choices.extend(
        Choice(f"by:{index + 1}", f"Tell them apart by “{view.labels[index][:60]}”")
        for index in view.roles.texts[:6]
    )
    first = next(iter(tidy.repeated_rows)) + 1
    return Question(
        "duplicates",
        f"{tidy.repeats:,} rows repeat an area and a period, the first in row {first}. What should "
        "happen to them?",
        tuple(choices),
        required=True,
    )
