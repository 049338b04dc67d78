"""What a visitor can put right about the places of an upload, and the answers that do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from placelib.errors import clip
from placelib.quickview.period_dates import read_period_dates
from placelib.uploads import LEFT_OUT, Answers, Conflict, Label, Question, Reading
from placelib.uploads.periods.grammar import read_period_text

NAME = "name:"
_KINDS_OF_YEAR = {"pair", "month", "financial", "academic"}
# These can be called a place; a health board or a total cannot.
_CAN_BE_PLACED = ("unknown area", "ambiguous name", "unknown code", "code and name disagree",
                  "left out by you", "unknown")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choosing:
    """One thing to decide: what the file says, the options (answer by label) and the first choice.

    ``chosen`` is None where nothing may be preselected; ``required`` holds everything up.
    """

    key: str
    text: str
    options: Mapping[str, str]
    chosen: str | None
    required: bool


def list_table_choices(questions: tuple[Question, ...], answers: Answers) -> tuple[Choosing, ...]:
    """The questions about the table as a whole that are answered by a choice."""
    return tuple(
        Choosing(
            key=question.key,
            text=question.text,
            options={"none": "They are figures; I name them in the next step"}
            if question.key == "columns"
            else {choice.value: choice.label for choice in question.choices},
            chosen=_find_answer(question, answers),
            required=question.required,
        )
        for question in questions
        if not question.key.startswith(NAME) and not is_typed(question)
    )


def is_typed(question: Question) -> bool:
    """True for the period of a table that names none: it is typed, not chosen."""
    values = {choice.value for choice in question.choices}
    return (question.key == "period" and not values <= _KINDS_OF_YEAR) or (
        question.key == "period" and not values
    )


def find_typed_period(questions: tuple[Question, ...], answers: Answers) -> str | None:
    """The period to begin with in the box for it, in words; None when the table has its own."""
    question = next(
        (question_asked for question_asked in questions if is_typed(question_asked)), None
    )
    if question is None:
        return None
    label = answers.period or question.preselected
    return read_period_dates(label, "")[1] if label else ""


def find_suggested_period(questions: tuple[Question, ...], reading: Reading) -> str:
    """The period that stands in the box and is not yet that of the figures; empty where none is.

    Whoever leaves it there has said that it is theirs.
    """
    if reading.period_reading.get("periods"):
        return ""
    return next((question.preselected for question in questions if is_typed(question)), "")


def find_period_fault(text: str) -> str:
    """What is wrong with a typed period, empty when it is none or one that can be read."""
    if not text.strip() or read_period_text(text) is not None:
        return ""
    return (
        f"“{clip(text)}” is not a period that can be read. Write it like 2023, 2022/23, 2020 to "
        "2022, June 2023 or 30 June 2023."
    )


def list_name_choices(
    reading: Reading, questions: tuple[Question, ...], answers: Answers
) -> tuple[Choosing, ...]:
    """Names that may be one of several places or are spelt like one, and codes against names.

    The one place that a name is spelt like is preselected; of several places none is.
    """
    fixes = []
    for question in questions:
        if question.key.startswith(NAME):
            label = question.key.removeprefix(NAME)
            options = {choice.value: choice.label for choice in question.choices}
            first = question.choices[0].value if len(question.choices) == 1 else LEFT_OUT
            chosen = answers.names.get(label, first)
            options[LEFT_OUT] = "None of these: leave the rows out"
            if chosen not in options:
                options = {chosen: f"As you chose ({chosen})", **options}
            fixes.append(Choosing(question.key, question.text, options, chosen, required=False))
    fixes += [
        _build_conflict_choice(question)
        for question in reading.conflicts
        if question.used == "nothing"
    ]
    return tuple({question.key: question for question in fixes}.values())


def _build_conflict_choice(conflict: Conflict) -> Choosing:
    options = {}
    if conflict.name_code:
        options[conflict.name_code] = (
            f"The name is right: {clip(conflict.name, 60)} ({conflict.name_code})"
        )
    options[conflict.code] = f"The code is right: {conflict.code_name} ({conflict.code})"
    options[LEFT_OUT] = "Leave the rows out"
    rows = (
        f"{conflict.rows:,} rows, the first is row {conflict.row:,}"
        if conflict.rows > 1
        else f"row {conflict.row:,}"
    )
    text = (
        f"{conflict.code} is {conflict.code_name}, but the name says "
        f"“{clip(conflict.name, 60)}” ({rows})."
    )
    return Choosing(f"{NAME}{conflict.name}", text, options, LEFT_OUT, required=False)


def _find_answer(question: Question, answers: Answers) -> str | None:
    values = {
        "sheet": answers.sheet,
        "table": answers.table,
        "period": answers.period,
        "scale": answers.scale,
        "duplicates": answers.duplicates,
        "decimal": answers.decimal,
        "columns": "none",
    }.get(question.key, "")
    return values or question.preselected or None


def add_answers(answers: Answers, values: Mapping[str, str]) -> Answers:
    """The answers with what was chosen, by the key of the question."""
    names = {key.removeprefix(NAME): value for key, value in values.items() if key.startswith(NAME)}
    sheet = values.get("sheet", answers.sheet)
    no_header = "columns" in values and not answers.header_rows
    return replace(
        answers,
        sheet=sheet,
        # The rows of another sheet are other rows.
        table=values.get("table", answers.table) if sheet == answers.sheet else "",
        period=values.get("period", answers.period),
        scale=values.get("scale", answers.scale),
        duplicates=values.get("duplicates", answers.duplicates),
        decimal=values.get("decimal", answers.decimal),
        header_rows=(0,) if no_header else answers.header_rows,
        names={**answers.names, **names},
    )


def list_header_rows(text: str) -> tuple[int, ...] | None:
    """The rows that “4” or “4-6” names, counted from 1; empty for none, None for anything else."""
    parts = text.replace("–", "-").replace("to", "-").split("-")
    if not text.strip():
        return ()
    if len(parts) > 2 or not all(
        part.strip().isascii() and part.strip().isdigit() for part in parts
    ):
        return None
    first, last = int(parts[0]), int(parts[-1])
    return tuple(range(first, last + 1)) if 0 < first <= last <= first + 9 else None


def can_be_placed(label: Label) -> bool:
    """True for a place of the file that a visitor may call another."""
    return bool(label.code) or label.why in _CAN_BE_PLACED


def describe_outcome(label: Label) -> str:
    """What became of a place of the file, in words."""
    return f"read as {label.code}" if label.code else f"not used: {label.why}"
