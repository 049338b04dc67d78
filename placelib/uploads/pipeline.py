"""From a file's bytes to a finished reading: the order of all steps, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from placelib.uploads.areas.columns import Places
from placelib.uploads.areas.register import Register
from placelib.uploads.formats.cell_values import rewrite_decimal_commas
from placelib.uploads.formats.delimited import read_delimited
from placelib.uploads.formats.file_type import detect_file_type
from placelib.uploads.formats.grid import Grid
from placelib.uploads.formats.text_file import decode
from placelib.uploads.formats.workbook import read_workbook
from placelib.uploads.layout.analysis import LayoutChoices, analyse_sheet, is_better
from placelib.uploads.layout.sheet import SheetView
from placelib.uploads.periods.finding import find_period
from placelib.uploads.reading import (
    Answers,
    Choice,
    Problem,
    Question,
    Reading,
    SheetOutcome,
    Unreadable,
)
from placelib.uploads.summary import summarise
from placelib.uploads.values.tidy import Tidy


def understand_file(
    name: str, data: bytes, register: Register, answers: Answers
) -> tuple[Reading, Tidy]:
    """The reading of a file without its table, and the table in compact form.

    Never raises for what a file holds: a file that cannot be read is a reading that refuses.
    """
    try:
        kind, misnamed = detect_file_type(name, data)
    except Unreadable as stopped:
        return Reading("refuse", problems=(stopped.problem,)), Tidy()
    shell = Reading("refuse", file_type=kind, problems=tuple(misnamed))
    try:
        if kind in {"xlsx", "xls", "ods"}:
            grids, problems = read_workbook(data, kind)
        else:
            shell, grids, problems = _read_text(shell, data, kind)
        filled = [grid for grid in grids if grid.rows and not grid.hidden]
        if not filled:
            raise Unreadable("empty file", "Empty file: it holds no cells. Choose the file again.")
        view, question = _choose(filled, register, answers)
    except Unreadable as stopped:
        return replace(shell, problems=(*shell.problems, stopped.problem)), Tidy()
    shell = replace(
        shell,
        sheet=view.grid.name,
        sheets=_list_sheet_outcomes(grids, view.grid.name),
        problems=(*shell.problems, *problems),
    )
    if question is not None:
        shell = replace(shell, questions=(question,))
    return summarise(shell, view, register, answers, name)


def _list_sheet_outcomes(grids: list[Grid], chosen: str) -> tuple[SheetOutcome, ...]:
    """What became of each sheet of a workbook; empty for a text file, which has none."""
    if not any(grid.name for grid in grids):
        return ()
    outcomes = []
    for grid in grids:
        if grid.name == chosen:
            outcomes.append(SheetOutcome(grid.name, "read"))
        elif grid.hidden:
            outcomes.append(
                SheetOutcome(grid.name, "left_out", "hidden", "Unhide it and upload again.")
            )
        elif not grid.rows:
            outcomes.append(SheetOutcome(grid.name, "left_out", " ".join(grid.notes) or "empty"))
        else:
            outcomes.append(
                SheetOutcome(grid.name, "left_out", "one sheet is read at a time", "Choose it.")
            )
    return tuple(outcomes)


def _find_newest(best: SheetView, useful: list[SheetView]) -> SheetView:
    """Of sheets that are named alike but for their period, such as one a year, the newest."""
    named = find_period(best.grid.name)
    if named is None or not best.places:
        return best
    newest, (latest, rest) = best, (named[0].label, named[1].casefold())
    for view in useful:
        named = find_period(view.grid.name)
        if named is None or named[1].casefold() != rest or 2 * view.places <= best.places:
            continue
        if named[0].label > latest:
            newest, latest = view, named[0].label
    return newest


def _read_text(shell: Reading, data: bytes, kind: str) -> tuple[Reading, list[Grid], list[Problem]]:
    decoded = decode(data)
    shell = replace(shell, encoding=decoded.encoding)
    problems = []
    if decoded.mended:
        problems.append(
            Problem(
                "mixed encoding",
                f"{len(decoded.mended):,} lines have characters that are not {decoded.encoding}; "
                f"they were read as Windows-1252, the first at line {decoded.mended[0]}. Check "
                "the names there.",
                decoded.mended[0],
            )
        )
    if decoded.is_doubtful or decoded.is_unmarked:
        problems.append(
            Problem(
                "doubtful encoding",
                f"The file does not name its encoding; {decoded.encoding} fits best. "
                "Check names with accents and pound signs.",
            )
        )
    table = read_delimited(decoded.text, kind)
    rewrite_decimal_commas(table.grid, table.delimiter)
    return replace(shell, delimiter=table.delimiter), [table.grid], problems


def _choose(
    grids: list[Grid], register: Register, answers: Answers
) -> tuple[SheetView, Question | None]:
    """The sheet that was asked for or is best to show, and a question when others would do."""
    places = Places(register, {})
    choices = LayoutChoices(
        tuple(number - 1 for number in answers.header_rows if number > 0),
        int(answers.table) - 1 if answers.table.isdecimal() else None,
        {int(number) - 1: role for number, role in answers.columns.items() if number.isdigit()},
    )
    wanted = [grid for grid in grids if grid.name == answers.sheet] if answers.sheet else []
    views = [analyse_sheet(grid, places, choices) for grid in (wanted or grids)]
    best = views[0]
    for view in views[1:]:
        if is_better(view, best):
            best = view
    useful = [view for view in views if view.places and view.roles.figures]
    best = _find_newest(best, useful)
    if wanted or len(useful) < 2:
        return best, None
    offered = tuple(
        Choice(view.grid.name, f"{view.grid.name} ({view.places:,} areas)") for view in useful
    )
    return best, Question(
        "sheet", "Several sheets have a table of areas. Which one?", offered, best.grid.name
    )
