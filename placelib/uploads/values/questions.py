"""What only a person can decide about a table and its figures: which table, scale, repeats."""

from __future__ import annotations

from placelib.errors import clip
from placelib.uploads import limits
from placelib.uploads.layout.block import FurtherTable
from placelib.uploads.layout.sheet import SheetView
from placelib.uploads.reading import Answers, Choice, Question
from placelib.uploads.values.tidy import Tidy
from placelib.uploads.values.units import find_share_columns


def ask_about_values(
    view: SheetView, tidy: Tidy, answers: Answers, *, comma_doubt: bool
) -> list[Question]:
    """Questions about figures: decimal commas, mixed scales, places that occur more than once."""
    questions = _ask_table(view)
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
    questions.extend(_ask_scales(view, tidy, answers))
    if tidy.repeats:
        questions.append(_ask_repeats(view, tidy))
    return questions


def _ask_table(view: SheetView) -> list[Question]:
    """Which of several tables of the sheet is meant; the one that was read is preselected."""
    block = view.block
    if block is None or not block.others or view.turned:
        return []
    cells = view.grid.rows[block.header[-1]] if block.header else []
    first = block.header[0] if block.header else block.first
    heading = " – ".join(filter(None, [view.own_title, ", ".join(filter(None, cells))]))
    tables = [FurtherTable(first, block.start, block.last, heading), *block.others]
    choices = tuple(
        Choice(
            str(table.start + 1),
            f"Rows {table.first + 1:,} to {table.last + 1:,}: "
            f"{clip(table.heading, 80) or 'no headings'}",
        )
        for table in sorted(tables, key=lambda table: table.first)
    )
    return [
        Question(
            "table",
            "The sheet holds several tables. Which one is to be read?",
            choices,
            str(block.start + 1),
        )
    ]


def _ask_scales(view: SheetView, tidy: Tidy, answers: Answers) -> list[Question]:
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
    shares = find_share_columns(view, tidy)
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


def _ask_repeats(view: SheetView, tidy: Tidy) -> Question:
    choices = [
        Choice("sum", "Add them up"),
        Choice("mean", "Take their mean"),
        Choice("first", "Keep the first"),
    ]
    choices.extend(
        Choice(f"by:{index + 1}", f"Tell them apart by “{view.labels[index][:60]}”")
        for index in view.telling[:6]
    )
    first = next(iter(tidy.repeated_rows)) + 1
    return Question(
        "duplicates",
        f"{tidy.repeats:,} rows repeat an area and a period, the first in row {first}. What should "
        "happen to them?",
        tuple(choices),
        required=True,
    )
