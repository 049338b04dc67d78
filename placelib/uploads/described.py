"""The parts of a reading about areas and rows: what was found, and every row accounted for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Literal

from placelib.uploads import limits
from placelib.uploads.areanames import Register
from placelib.uploads.delimited import WRONG_WIDTH
from placelib.uploads.grid import one_line
from placelib.uploads.reading import (
    AreaColumn,
    Label,
    Problem,
    Reading,
)
from placelib.uploads.sheetview import SheetView
from placelib.uploads.sheetwarnings import about_flaws
from placelib.uploads.tidy import Tidy
from placelib.uploads.warnings import about_areas

_MUCH = 0.25


def described(reading: Reading, view: SheetView, register: Register) -> Reading:
    """The reading with its areas, levels and conflicts, and what is said and asked of them."""
    areas = view.areas
    matched = {code for code in areas.code if code}
    by_name = {
        label
        for label, why in zip(areas.label, areas.why, strict=True)
        if not why or why.startswith("no page")
    }
    conflicts, problems, questions = about_areas(view, register)
    return replace(
        reading,
        area_columns=(
            *(_area_column(view, index, "code") for index in view.where.codes),
            *(_area_column(view, index, "name") for index in view.where.names),
        ),
        area_codes=tuple(sorted(areas.codes_in_file or matched)),
        area_labels=tuple(sorted(by_name)),
        labels=_labels(view),
        levels=dict(Counter(register.level(code) for code in matched)),
        successions={
            code: register.heirs[code] for code in sorted(matched) if register.heirs.get(code)
        },
        conflicts=conflicts,
        problems=(*reading.problems, *problems),
        questions=(*reading.questions, *questions),
    )


def _labels(view: SheetView) -> tuple[Label, ...]:
    """Each place as the file writes it with its code or the reason, those without a code first."""
    first = view.block.first + 1 if view.block else 1
    found: dict[tuple[str, str, str], list[int]] = {}
    for row, key in enumerate(
        zip(view.areas.label, view.areas.code, view.areas.why, strict=True), first
    ):
        if key[0]:
            counted = found.setdefault(key, [0, row])
            counted[0] += 1
    ordered = sorted(found.items(), key=lambda one: (bool(one[0][1]), one[1][1]))
    return tuple(
        Label(label[: limits.HEADER_CHARACTERS], code, why, rows, row)
        for (label, code, why), (rows, row) in ordered[: limits.LABELS_AT_MOST]
    )


def _area_column(view: SheetView, index: int, holds: Literal["code", "name"]) -> AreaColumn:
    return AreaColumn(index + 1, view.labels[index][: limits.HEADER_CHARACTERS], holds)


def accounted(reading: Reading, view: SheetView, listed: dict[int, str], tidy: Tidy) -> Reading:
    """The reading with every row counted: used, or listed with its reason."""
    counts = Counter(listed.values())
    shown = [
        (number + 1, why, one_line(" | ".join(cell for cell in view.grid.rows[number][:6] if cell)))
        for number, why in list(listed.items())[: limits.LISTED_AT_MOST]
    ]
    problems = [*reading.problems, *about_flaws(view)]
    rows_in = tidy.used_rows + len(listed)
    lost = sum(
        count for why, count in counts.items()
        if why.startswith(("unknown", "unsupported", WRONG_WIDTH, "ambiguous"))
    )  # fmt: skip
    if lost > _MUCH * rows_in or counts[WRONG_WIDTH] or counts["ambiguous name"]:
        problems.append(_much_listed(lost, rows_in, counts))
    return replace(
        reading,
        rows_in=rows_in,
        rows_used=tidy.used_rows,
        rows_listed=dict(counts),
        listed=tuple((row, why, text[:200]) for row, why, text in shown),
        problems=tuple(problems),
    )


def _much_listed(lost: int, rows_in: int, counts: Counter[str]) -> Problem:
    most = ", ".join(f"{why}: {count:,}" for why, count in counts.most_common(4))
    return Problem(
        "rows not used", f"{lost:,} of {rows_in:,} rows cannot be shown ({most}). See the list."
    )
