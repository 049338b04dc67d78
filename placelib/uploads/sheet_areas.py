"""The areas of a sheet: columns, names, codes, their conflicts, and what a person must decide."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Literal

from placelib.uploads import limits
from placelib.uploads.areas.register import Register, suggest_area
from placelib.uploads.layout.sheet import SheetView
from placelib.uploads.reading import AreaColumn, Choice, Conflict, Label, Problem, Question, Reading

# More unknown names than this are another list of places, and no slips of spelling.
_SUGGESTED_AT_MOST = 40


def add_areas(reading: Reading, view: SheetView, register: Register) -> Reading:
    """The reading with its areas, levels and conflicts, and what is said and asked of them."""
    areas = view.areas
    matched = {code for code in areas.code if code}
    by_name = {
        label
        for label, why in zip(areas.label, areas.why, strict=True)
        if not why or why.startswith("no page")
    }
    conflicts, problems, questions = _report_areas(view, register)
    return replace(
        reading,
        area_columns=(
            *(_build_area_column(view, index, "code") for index in view.where.codes),
            *(_build_area_column(view, index, "name") for index in view.where.names),
        ),
        area_codes=tuple(sorted(areas.codes_in_file or matched)),
        area_labels=tuple(sorted(by_name)),
        labels=_list_labels(view),
        levels=dict(Counter(register.level(code) for code in matched)),
        successions={
            code: register.current_successors[code]
            for code in sorted(matched)
            if register.current_successors.get(code)
        },
        conflicts=conflicts,
        problems=(*reading.problems, *problems),
        questions=(*reading.questions, *questions),
    )


def _list_labels(view: SheetView) -> tuple[Label, ...]:
    """Each place as the file writes it with its code or the reason, those without a code first."""
    first = view.block.first + 1 if view.block else 1
    places: dict[tuple[str, str, str], list[int]] = {}
    for row, key in enumerate(
        zip(view.areas.label, view.areas.code, view.areas.why, strict=True), first
    ):
        if key[0]:
            counted = places.setdefault(key, [0, row])
            counted[0] += 1
    ordered = sorted(places.items(), key=lambda entry: (bool(entry[0][1]), entry[1][1]))
    return tuple(
        Label(label=label[: limits.HEADER_CHARACTERS], code=code, why=why, rows=rows, row=row)
        for (label, code, why), (rows, row) in ordered[: limits.LABELS_AT_MOST]
    )


def _build_area_column(view: SheetView, index: int, holds: Literal["code", "name"]) -> AreaColumn:
    return AreaColumn(index + 1, view.labels[index][: limits.HEADER_CHARACTERS], holds)


def _report_areas(
    view: SheetView, register: Register
) -> tuple[tuple[Conflict, ...], list[Problem], list[Question]]:
    """Conflicts between code and name, repaired codes, and names that need a person."""
    conflicts = tuple(
        _build_conflict(clash, rows_and_first, register)
        for clash, rows_and_first in view.areas.clashes.items()
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
    problems.extend(
        Problem(
            "authority under a region's code",
            f"“{label[:60]}” stands under {code}, the code of {register.name(code)}, as returns "
            "write it. Its figures are the authority's own, not those of the whole region.",
            weight="note",
        )
        for code, label in view.areas.authorities.items()
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
    return conflicts, problems, _ask_names(view, register)


def _build_conflict(
    clash: tuple[str, str, str, str], rows_and_first: tuple[int, int], register: Register
) -> Conflict:
    code, name, name_code, used = clash
    rows, first = rows_and_first
    done = (
        "The name was used."
        if used == "name"
        else "These rows are left out until the code or the name is corrected."
    )
    message = (
        f"Row {first + 1}: {code} is the code of {register.name(code)}, but the name is "
        f"“{name[:60]}”. {done}"
    )
    return Conflict(
        row=first + 1, rows=rows, code=code, code_name=register.name(code), name=name,
        name_code=name_code, used="name" if used == "name" else "nothing", message=message,
    )  # fmt: skip


def _ask_names(view: SheetView, register: Register) -> list[Question]:
    questions = []
    for label, codes in view.areas.ambiguous.items():
        choices = tuple(Choice(code, f"{register.name(code)} ({code})") for code in codes)
        questions.append(Question(f"name:{label}", f"Which place is “{label[:60]}”?", choices))
    for label, _ in view.areas.unmatched.most_common(_SUGGESTED_AT_MOST):
        near = suggest_area(register, label) if label not in view.areas.ambiguous else ""
        if near:
            choice = Choice(near, f"{register.name(near)} ({near})")
            questions.append(
                Question(f"name:{label}", f"Is “{label[:60]}” {register.name(near)}?", (choice,))
            )
    return questions
