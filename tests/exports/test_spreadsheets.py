"""The XLSX download: numbers are numbers, markers stay, nothing is a formula."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest

from placelib.exports.spreadsheets import number_in, write_csv, write_xlsx

ROWS = [
    {"Place": "Alder", "Figure": "1,234.5", "Remark": "=1+1"},
    {"Place": "@SUM(A1)", "Figure": "[c]", "Remark": "+cmd|' /C calc'!A0"},
    {"Place": "-2+3", "Figure": "−0.3", "Remark": "http://example.org"},
]


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_no_cell_is_a_formula_or_a_link() -> None:
    found = parts(write_xlsx(ROWS, ["=NOTE()"]))
    for name, text in found.items():
        assert "<f>" not in text, name
        assert "<hyperlink " not in text, name
    assert "=1+1" in found["xl/sharedStrings.xml"]


def test_numbers_are_numbers_and_markers_are_text() -> None:
    sheet = parts(write_xlsx(ROWS, []))["xl/worksheets/sheet1.xml"]
    assert re.findall(r"<v>([^<]+)</v></c>", sheet)[4] == "1234.5"
    assert "<v>-0.3</v>" in sheet
    assert 't="s"' in sheet
    assert "[c]" in parts(write_xlsx(ROWS, []))["xl/sharedStrings.xml"]


def test_a_number_has_commas_only_where_its_text_has_them() -> None:
    found = parts(write_xlsx([{"Year": "2023", "Figure": "2,023", "Rate": "1234.5"}], []))
    formats = dict(re.findall(r'numFmtId="(\d+)" formatCode="([^"]+)"', found["xl/styles.xml"]))
    built_in = {"1": "0", "3": "#,##0"}
    styles = re.findall(r'<xf numFmtId="(\d+)"', found["xl/styles.xml"].split("<cellXfs")[1])
    cells = dict(re.findall(r'<c r="([ABC]2)" s="(\d+)"', found["xl/worksheets/sheet1.xml"]))
    looks = {cell: {**built_in, **formats}[styles[int(style)]] for cell, style in cells.items()}
    assert looks == {"A2": "0", "B2": "#,##0", "C2": "0.0"}


def test_the_notes_have_a_sheet_of_their_own() -> None:
    found = parts(write_xlsx(ROWS, ["Source: Office of Trees", "Link: https://a.example/?b=c"]))
    assert 'name="Notes"' in found["xl/workbook.xml"]
    assert "Office of Trees" in found["xl/sharedStrings.xml"]


def test_an_empty_table_is_still_a_file() -> None:
    assert "xl/workbook.xml" in parts(write_xlsx([], []))


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,234", (1234.0, 0)), ("−5.50", (-5.5, 2)), ("0", (0.0, 0)), ("[x]", None), ("", None),
     ("1,2", None), ("E08000012", None), ("2023", (2023.0, 0)), ("+5", None), ("1e5", None),
     ("0.05", (0.05, 2)), ("007", None), ("00", None), ("0,123", None), ("٣", None),
     ("9" * 15, (999999999999999.0, 0)), ("9" * 16, None), ("9" * 400, None)],
)  # fmt: skip
def test_what_reads_as_a_number(text: str, number: tuple[float, int] | None) -> None:
    assert number_in(text) == number


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_download_has_a_byte_order_mark_a_head_and_its_rows() -> None:
    text = write_csv([{"Place": "Leeds", "Figure": "71.2%"}])
    assert text.startswith("\ufeffPlace,Figure\r\n")
    assert read_csv(text) == [["Place", "Figure"], ["Leeds", "71.2%"]]


def test_without_rows_nothing_is_left_but_the_mark() -> None:
    assert write_csv([]) == "\ufeff"


def test_what_shows_a_number_is_written_as_one() -> None:
    cells = ["1,116", "\u22123.8", "0", "12.50", "-1,234.5", "2023"]
    rows = read_csv(write_csv([{"Figure": cell} for cell in cells]))
    assert [row[0] for row in rows[1:]] == ["1116", "-3.8", "0", "12.50", "-1234.5", "2023"]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        '=HYPERLINK("https://example.org")',
        "+44 20 7946 0000",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "＝1+1",
        "＋1",
        "－1-x",
        "＠A1",
        "-",
        "--",
        "-1.2.3",
        "-1e5+A1",
    ],
)
def test_a_cell_that_could_act_as_a_formula_is_neutralised(cell: str) -> None:
    rows = [{cell: cell}]
    (head,), (body,) = read_csv(write_csv(rows))
    assert head == body == f"'{cell}"


@pytest.mark.parametrize(
    "cell",
    ["-5", "-0.3", "0", "12.5", "−0.3%", "£45", "71.2%", "Leeds", "", " "],
)
def test_plain_numbers_and_text_are_left_alone(cell: str) -> None:
    assert read_csv(write_csv([{"Figure": cell, "Next": "x"}]))[1] == [cell, "x"]


def test_commas_quotes_and_lines_stay_in_their_cell() -> None:
    cell = 'Bournemouth, Christchurch and "Poole"\nand more'
    assert read_csv(write_csv([{"Place": cell}]))[1] == [cell]
