"""Why a sheet is not read, with what to do about it; each row and column accounted for."""

from __future__ import annotations

from dataclasses import replace

from placelib.uploads.areas.register import Register
from placelib.uploads.formats.grid import collapse_spaces
from placelib.uploads.layout.sheet import SheetView
from placelib.uploads.outcomes import add_outcomes, find_outcomes, list_refused_outcomes
from placelib.uploads.reading import Problem, Reading
from placelib.uploads.sheet_areas import add_areas
from placelib.uploads.values.tidy import Tidy


def refuse_unusable(reading: Reading, view: SheetView, register: Register) -> Reading | None:
    """The refusal of a sheet without rows, places or figures; None for one that can be read."""
    if view.block is None:
        problem, remedy = _describe_no_rows(view)
        reading = add_outcomes(reading, list_refused_outcomes(view, "no data rows", remedy))
        return build_refusal(reading, "no data rows", problem, remedy)
    if view.refusal:
        reading = add_outcomes(reading, list_refused_outcomes(view, view.refusal, view.remedy))
        return build_refusal(_add_rows(reading, view), view.refusal, "", view.remedy)
    if view.roles.figures:
        return None
    reading = add_outcomes(reading, find_outcomes(view, _list_without_figures(view), Tidy()))
    offered = ", ".join(view.labels[index] for index in view.roles.categories[:5] if index >= 0)
    return build_refusal(
        add_areas(_add_rows(reading, view), view, register),
        "no numeric value column",
        f"The columns hold categories or text{': ' + offered if offered else ''}.",
        "Add a column of figures, such as a count of areas in each category.",
    )


def build_refusal(reading: Reading, kind: str, detail: str, remedy: str) -> Reading:
    """The reading as a refusal; ``kind`` is the reason in a few words, as “no usable rows”."""
    message = collapse_spaces(f"{kind[:1].upper()}{kind[1:]}. {detail} {remedy}")
    problem = Problem(kind, message, weight="refuse")
    return replace(reading, verdict="refuse", problems=(*reading.problems, problem))


def _add_rows(reading: Reading, view: SheetView) -> Reading:
    block = view.block
    rows = sum(map(any, view.grid.rows[block.first : block.last + 1])) if block else 0
    return replace(reading, rows_in=rows, rows_listed={view.refusal or "no figures": rows})


def _describe_no_rows(view: SheetView) -> tuple[str, str]:
    rows = sum(map(any, view.grid.rows))
    return f"{rows} filled rows were found, but no row of figures.", "Choose a file with data rows."


def _list_without_figures(view: SheetView) -> dict[int, str]:
    """All rows of a table without a column of figures, left out for that reason."""
    block = view.block
    return dict.fromkeys(range(block.first, block.last + 1), "no figures") if block else {}
