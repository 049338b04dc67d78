"""What a person must see or decide about areas and cells: conflicts, repairs, odd figures."""

from __future__ import annotations

from placelib.uploads.areanames import Register, suggestion
from placelib.uploads.reading import Choice, Conflict, Problem, Question
from placelib.uploads.sheetview import SheetView
from placelib.uploads.tidy import Tidy

_SUGGESTED_AT_MOST = 40


def about_areas(
    view: SheetView, register: Register
) -> tuple[tuple[Conflict, ...], list[Problem], list[Question]]:
    """Conflicts between code and name, repaired codes, and names that need a person."""
    conflicts = tuple(
        _conflict(clash, found, register) for clash, found in view.areas.clashes.items()
    )
    problems: list[Problem] = []
    if view.areas.repaired:
        first = next(iter(view.areas.repaired))
        problems.append(
            Problem(
                "repaired codes",
                f"{sum(view.areas.repaired.values()):,} codes were typed with spaces, small "
                f"letters or O for 0 (“{first[:20]}”) and were repaired.",
            )
        )
    if view.areas.filled_down:
        problems.append(
            Problem(
                "areas from above",
                f"{view.areas.filled_down:,} rows name no area and were read with that of the row "
                "above them, as merged cells mean it.",
                weight="note",
            )
        )
    return conflicts, problems, _name_questions(view, register)


def _conflict(
    clash: tuple[str, str, str, str], found: tuple[int, int], register: Register
) -> Conflict:
    code, name, name_code, used = clash
    rows, first = found
    done = (
        "The name was used."
        if used == "name"
        else "These rows are left out until the code or the name is corrected."
    )
    message = (
        f"Row {first + 1}: {code} is the code of {register.name(code)}, but the name is "
        f"“{name[:60]}”. {done}"
    )
    kept = "name" if used == "name" else "nothing"
    return Conflict(
        first + 1, rows, code, register.name(code), name, name_code,
        "name" if kept == "name" else "nothing", message,
    )  # fmt: skip


def _name_questions(view: SheetView, register: Register) -> list[Question]:
    questions = []
    for label, codes in view.areas.ambiguous.items():
        choices = tuple(Choice(code, f"{register.name(code)} ({code})") for code in codes)
        questions.append(Question(f"name:{label}", f"Which place is “{label[:60]}”?", choices))
    for label, _ in view.areas.unmatched.most_common(_SUGGESTED_AT_MOST):
        near = suggestion(register, label) if label not in view.areas.ambiguous else ""
        if near:
            choice = Choice(near, f"{register.name(near)} ({near})")
            questions.append(
                Question(f"name:{label}", f"Is “{label[:60]}” {register.name(near)}?", (choice,))
            )
    return questions


def about_cells(view: SheetView, tidy: Tidy) -> list[Problem]:
    """Cells among the figures that are neither a figure nor a known marker."""
    problems = []
    if tidy.odd:
        row, column, text = tidy.odd[0]
        many = f"{len(tidy.odd):,}{'+' if len(tidy.odd) == 1000 else ''}"
        problems.append(
            Problem(
                "cells that are no figures",
                f"{many} cells among the figures are neither a number nor a known marker; they are "
                f"kept as missing. The first is “{text[:40]}” in row {row + 1}, column "
                f"{column + 1}.",
                row + 1,
                column + 1,
                weight="note",
            )
        )
    if tidy.sets > 1:
        problems.append(
            Problem(
                "sets without a name",
                f"The rows hold {tidy.sets} sets of the same areas and periods, told apart by no "
                f"column. They are kept apart as set 1 to set {tidy.sets}; add a column that says "
                "what each set is.",
            )
        )
    if view.block is not None and tidy.used_rows == 1:
        problems.append(Problem("one area", "The table has one row: one area is shown."))
    return problems
