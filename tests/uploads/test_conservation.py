"""Nothing is lost: columns, rows and numbers that go in are read, or listed with the reason."""

from __future__ import annotations

import math

from hypothesis import example, given
from hypothesis import strategies as st

from placelib.uploads.formats.cell_values import read_value
from placelib.uploads.formats.delimited import read_delimited
from placelib.uploads.formats.file_type import detect_file_type
from placelib.uploads.formats.grid import Grid
from placelib.uploads.formats.text_file import decode
from placelib.uploads.formats.workbook import read_workbook
from placelib.uploads.reading import Reading, Unreadable
from tests.uploads import made_files as made
from tests.uploads.conftest import Understand
from tests.uploads.made_files import COUNCILS
from tests.uploads.test_properties import SHORT, TABLES


def assert_nothing_is_lost(reading: Reading, figures: int, grid: Grid) -> None:
    """Hold a reading with so many figures and gaps against the sheet that it was made from."""
    if not reading.columns:
        # Refused before there was a table to speak of.
        assert reading.verdict == "refuse"
        return
    assert [column.column for column in reading.columns] == list(range(1, grid.width + 1))
    assert all(column.outcome and column.why for column in reading.columns)
    assert sum(kind.rows for kind in reading.rows) == len(grid.rows)
    assert all(kind.outcome and kind.why for kind in reading.rows)
    cells = [cell for row in grid.rows for cell in row]
    cells += [cell for row in grid.beyond.values() for cell in row]
    values = [value for cell in cells if (value := read_value(cell).value) is not None]
    numbers = reading.numbers
    assert numbers.cells_in == len(values) == numbers.cells_used + numbers.cells_listed
    assert math.isclose(numbers.sum_in, math.fsum(values), rel_tol=1e-9, abs_tol=1e-6)
    assert math.isclose(
        numbers.sum_in, numbers.sum_used + numbers.sum_listed, rel_tol=1e-9, abs_tol=1e-6
    )
    used = sum(kind.rows for kind in reading.rows if kind.outcome == "used")
    measures = sum(column.outcome == "measure" for column in reading.columns)
    if reading.verdict != "refuse" and not reading.transposed and not reading.summed:
        assert used == reading.rows_used
        assert figures == used * measures


def grid_of(data: bytes, name: str, sheet: str) -> Grid | None:
    """The sheet that was read, as cells; None for a file of no kind that is read."""
    try:
        kind, _ = detect_file_type(name, data)
        if kind in {"xlsx", "xls", "ods"}:
            grids, _ = read_workbook(data, kind)
            return next(grid for grid in grids if grid.name == sheet)
        return read_delimited(decode(data).text, kind).grid
    except (Unreadable, StopIteration):
        return None


@SHORT
@given(rows=TABLES)
# A refused table with a cell beyond its last column.
@example(rows=[["", ""], ["", "", "1"], ["", "1"]])
def test_nothing_of_any_table_is_lost(look: Understand, rows: list[list[str]]) -> None:
    data = made.text(rows).encode("utf-8", errors="replace")
    reading, tidy = look(data, "a.csv")
    grid = grid_of(data, "a.csv", "")
    if grid is not None and reading.columns:
        assert_nothing_is_lost(reading, len(tidy.row), grid)


# Columns as publishers have them: a heading, and what its cells hold.
COLUMNS = {
    "Rate 2021": st.integers(0, 900).map(str),
    "Rate 2022": st.sampled_from(["4.5", "c", "", "1,204", "£3"]),
    "Total": st.integers(0, 900).map(str),
    "% of homes": st.sampled_from(["4.5%", "7%", "[x]"]),
    "Lower CI": st.integers(0, 9).map(str),
    "Rank": st.integers(1, 300).map(str),
    "Kind": st.sampled_from(["Hotel", "hotel", "Food"]),
    "16-17": st.integers(0, 9).map(str),
    "uri": st.just("https://example.org/x"),
    "": st.sampled_from(["", "5"]),
    "Notes": st.text(alphabet="abc 12", max_size=8),
    "Region": st.sampled_from(["North West", "London", ""]),
    "year": st.sampled_from(["2020", "2021", "soon"]),
}
EXTRA_ROWS = (
    ["Total", "", "9"],
    ["E01000001", "Leeds 001A", "4"],
    ["", "Nowhere", "3"],
    ["Source: the ministry 2023"],
    [""],
)


@st.composite
def published_tables(draw: st.DrawFn) -> list[list[str]]:
    """Titles, headings, councils with cells of every kind, rows of other kinds, and notes."""
    headings = draw(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=1, max_size=7))
    rows = [[code, name, *(draw(COLUMNS[head]) for head in headings)] for code, name in COUNCILS]
    rows += draw(st.lists(st.sampled_from(EXTRA_ROWS), max_size=4))
    rows = draw(st.permutations(rows)) if draw(st.booleans()) else rows
    title = draw(st.lists(st.sampled_from([["Homes, 2019 to 2021"], [""]]), max_size=2))
    table = [*title, ["Code", "Name", *headings], *rows, *draw(st.sampled_from([[], [["Note 7"]]]))]
    width = max(map(len, table))
    table = [[*row, *[""] * (width - len(row))] for row in table]
    return [list(column) for column in zip(*table, strict=True)] if draw(st.booleans()) else table


@SHORT
@given(rows=published_tables(), is_workbook=st.booleans())
def test_nothing_of_a_published_table_is_lost(
    look: Understand, rows: list[list[str]], *, is_workbook: bool
) -> None:
    name = "a.xlsx" if is_workbook else "a.csv"
    data = made.xlsx({"S": rows}) if is_workbook else made.csv(rows)
    reading, tidy = look(data, name)
    grid = grid_of(data, name, reading.sheet)
    assert grid is not None
    assert_nothing_is_lost(reading, len(tidy.row), grid)


def test_each_column_row_and_sheet_says_what_became_of_it(look: Understand) -> None:
    table = [["Homes", "", "", ""], ["Code", "Name", "rank20", "Homes"]]
    table += [[code, name, "4", "7"] for code, name in COUNCILS]
    table += [["E01000001", "Leeds 001A", "9", "8"], ["", "", "", ""], ["Source: us", "", "", ""]]
    reading, _ = look(made.xlsx({"Data": table, "Cover": [["Hello"]]}), "a.xlsx")
    assert [column.outcome for column in reading.columns] == ["area", "area", "left_out", "measure"]
    assert "rank" in reading.columns[2].why
    assert "measure" in reading.columns[2].remedy
    kinds = [(kind.outcome, kind.rows) for kind in reading.rows]
    assert kinds == [
        ("note", 1), ("heading", 1), ("used", 10), ("left_out", 1), ("blank", 1), ("note", 1),
    ]  # fmt: skip
    assert [(sheet.name, sheet.outcome) for sheet in reading.sheets] == [
        ("Data", "read"), ("Cover", "left_out"),
    ]  # fmt: skip
    assert (reading.numbers.cells_in, reading.numbers.cells_used, reading.numbers.cells_listed) == (
        22,
        10,
        12,
    )
    assert (reading.numbers.sum_used, reading.numbers.sum_listed) == (70, 57)
