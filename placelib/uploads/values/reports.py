"""What a person must see of a sheet: mended lines, further tables, personal data, odd cells."""

from __future__ import annotations

import re
from collections import Counter

from placelib.formatting import format_count
from placelib.uploads.formats.delimited import CUT_OFF, OTHER_DELIMITER, STRAY_QUOTE, WRONG_WIDTH
from placelib.uploads.layout.sheet import SheetView
from placelib.uploads.reading import Problem
from placelib.uploads.values.tidy import Tidy

# “j.smith@council.example”, “QQ 12 34 56 C” and “M1 1AE”.
_PERSONAL = (
    ("e-mail addresses", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]")),
    ("National Insurance numbers", re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?(?:\d\d ?){3}[A-D]\b")),
    (
        "postcodes",
        re.compile(r"(?<![A-Z\d])[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}(?![A-Z\d])"),
    ),
)
_MENDED = {
    STRAY_QUOTE: "a quotation mark too many, which was left out or read as part of the text",
    OTHER_DELIMITER: "another delimiter than the rest and were read with that",
}


def report_cells(view: SheetView, tidy: Tidy) -> list[Problem]:
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
    if tidy.respelt:
        rare, common = next(iter(tidy.respelt.items()))
        problems.append(
            Problem(
                "same words in other letters",
                f"“{rare[:40]}” and “{common[:40]}” differ only in capitals or spaces; they were "
                f"read as one (spellings changed: {len(tidy.respelt):,}).",
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


def report_sheet(view: SheetView) -> list[Problem]:
    """Faults of the sheet as a whole: hidden characters, further tables, personal data."""
    problems = []
    grid, block = view.grid, view.block
    if grid.unseen:
        turned = " Some reverse the reading direction." if grid.turned else ""
        problems.append(
            Problem(
                "invisible characters",
                f"{grid.unseen:,} cells held invisible characters, which were removed.{turned}",
                weight="flag" if grid.turned else "note",
            )
        )
    if block is not None and block.others:
        rows = ", ".join(str(table.first + 1) for table in block.others[:5])
        problems.append(
            Problem(
                "several tables",
                f"The sheet holds further tables (from row {rows}); one is read at a time. Choose "
                "another where the page asks which one to read.",
                block.others[0].first + 1,
                weight="note",
            )
        )
    if view.beside is not None:
        problems.append(
            Problem(
                "several tables",
                f"A further table stands beside the first, from column {view.beside + 1}; only the "
                "first was read. Put each table on a sheet of its own.",
                column=view.beside + 1,
                weight="note",
            )
        )
    problems.extend(_find_below(view))
    problems.extend(_find_personal(view))
    return problems


# Notes below a table are few: “Source: …”, “Totals include estimates”, “[c] withheld”.
_LINES_QUOTED = 5


def _find_below(view: SheetView) -> list[Problem]:
    """The lines under the table, such as footnotes and sums, that are no rows of it."""
    if view.block is None:
        return []
    last = max(view.block.figures, default=0) if view.turned else view.block.last
    below = view.outside if view.turned else dict(enumerate(map(" ".join, view.grid.rows)))
    further = {
        number for table in view.block.others for number in range(table.first, table.last + 1)
    }
    lines = [
        number
        for number, text in below.items()
        if number > last and text.strip() and number not in further
    ]
    if not lines:
        return []
    texts = [" ".join(below[number].split())[:100] for number in lines[:_LINES_QUOTED]]
    quoted = ", ".join(f"“{text}”" for text in texts)
    alone = len(lines) == 1
    few = f"{'It says' if alone else 'They say'}: {quoted}"
    if len(lines) > _LINES_QUOTED:
        few = f"The first say: {quoted}"
    return [
        Problem(
            "lines below the table",
            f"{format_count(len(lines), 'line')} below the table {'is' if alone else 'are'} no "
            f"{'row' if alone else 'rows'} of it, such as notes and sums; "
            f"{'it was' if alone else 'they were'} not read. {few} (from row {lines[0] + 1}).",
            lines[0] + 1,
            weight="note",
        )
    ]


def _find_personal(view: SheetView) -> list[Problem]:
    block = view.block
    if block is None or view.turned:
        return []
    counts: Counter[str] = Counter()
    for index in (*view.roles.texts, *view.roles.categories):
        for text in set(view.grid.column(index, block.first, block.last)):
            for what, pattern in _PERSONAL:
                counts[what] += pattern.search(text) is not None
    return [
        Problem(
            "personal data",
            f"{format_count(count, 'cell looks', 'cells look')} like {what}. Remove personal data "
            "before sharing anything. The file is kept in memory only and is gone when the session "
            "ends.",
        )
        for what, count in counts.items()
        if count > 1 or (count and what != "postcodes")
    ]


def report_totals(count: int) -> list[Problem]:
    """Say that sums were not added up once more with what they are the sums of."""
    if not count:
        return []
    return [
        Problem(
            "totals beside their parts",
            f"{format_count(count, 'figure is a total', 'figures are totals')} of the rows beside "
            f"{'it' if count == 1 else 'them'}, and {'was' if count == 1 else 'were'} not added up "
            "once more.",
            weight="note",
        )
    ]


def report_flaws(view: SheetView) -> list[Problem]:
    """Lines that had to be mended, and a header that does not fit its columns."""
    if view.turned:
        return []
    flaws = view.grid.flaws
    problems = []
    for kind, words in _MENDED.items():
        rows = [row for row, flaw in flaws.items() if flaw == kind]
        if rows:
            message = (
                f"{len(rows):,} lines have {words} (first: row {rows[0] + 1}). Check those rows."
            )
            problems.append(Problem(kind, message, rows[0] + 1))
    problems.extend(
        Problem(
            "cut off",
            f"The file ends inside quotation marks that open in row {row + 1}: it seems to be cut "
            "off there. Check that nothing is missing at its end.",
            row + 1,
        )
        for row, flaw in flaws.items()
        if flaw == CUT_OFF
    )
    header = view.block.header if view.block else ()
    problems.extend(
        Problem(
            "header does not fit",
            f"The header in row {row + 1} has another number of cells than the rows below it, so "
            "headings may stand over the wrong columns. Check them, or mend the header and upload "
            "the file again.",
            row + 1,
        )
        for row in header
        if flaws.get(row) == WRONG_WIDTH
    )
    return problems
