"""Every bad input of the design's table that reaches the reader, by its number there.

Numbers 9, 79 to 84 and 86 to 88 are about the page, links and the server, and are tested there.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import xlsxwriter

from placelib.uploads import read_upload
from placelib.uploads.areas.register import JsonRegister
from placelib.uploads.limits import FILE_BYTES
from placelib.uploads.reading import Reading
from tests.uploads import made_files as made
from tests.uploads.conftest import Understand
from tests.uploads.made_files import COUNCILS, table


@dataclass(frozen=True)
class Case:
    """A bad input: its number, its bytes, and what the reading must say."""

    number: str
    make: Callable[[], bytes]
    verdict: str = "read"
    says: str = ""
    name: str = "table.csv"
    used: int | None = None
    asks: str = ""
    in_child: bool = False


def rows(*more: list[str], **changed: str) -> bytes:
    """The usual table with further rows, and with texts replaced in it."""
    text = made.text([*table(), *more])
    for old, new in changed.items():
        text = text.replace(old, new)
    return text.encode()


def with_values(*values: str, header: str = "Rate") -> bytes:
    """The usual table with these figures."""
    body = [
        [code, name, "2023", values[n % len(values)]] for n, (code, name) in enumerate(COUNCILS)
    ]
    return made.csv([["Area code", "Area name", "Year", header], *body])


def with_periods(*periods: str) -> bytes:
    """The usual table with these periods, each for every council."""
    body = [
        [code, name, period, str(n + 1)]
        for period in periods
        for n, (code, name) in enumerate(COUNCILS)
    ]
    return made.csv([["Area code", "Area name", "Period", "Rate"], *body])


def with_names(*names: str, header: str = "Area name") -> bytes:
    """Names and figures without codes."""
    return made.csv([[header, "Rate"], *[[name, str(n + 1)] for n, name in enumerate(names)]])


def sheet(rows_xml: str, before: str = "") -> bytes:
    return made.xlsx({"Sheet1": made.worksheet(rows_xml, before)})


def far_cell() -> bytes:
    return sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">'
                 '<c r="XFD1048576"><v>1</v></c></row>')  # fmt: skip


def entities(reference: str) -> bytes:
    strings = (
        f"{made.DECLARATION}<!DOCTYPE x [<!ENTITY a {reference}>]>"
        f'<sst {made.SPREADSHEET} count="1">'
        "<si><t>&a;</t></si></sst>"
    )
    return made.xlsx(
        {"S": [["Area", "Rate"], ["Leeds", 1]]}, extra={"xl/sharedStrings.xml": strings}
    )


def lying_size() -> bytes:
    data = bytearray(made.xlsx({"S": [[name, 1] for _, name in COUNCILS]}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def overlapping() -> bytes:
    data = bytearray(made.xlsx({"S": [["Leeds", 1]], "T": [["York", 2]]}))
    first, last = data.find(b"PK\x01\x02"), data.rfind(b"PK\x01\x02")
    data[last + 42 : last + 46] = data[first + 42 : first + 46]
    return bytes(data)


def link() -> bytes:
    entry = zipfile.ZipInfo("xl/link.xml")
    entry.external_attr = 0o120777 << 16
    out = io.BytesIO(made.xlsx({"S": [["Leeds", 1]]}))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def ods_bomb() -> bytes:
    cell = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" '
        'office:value="1"/>'
    )
    return made.ods(
        f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    )


def shifted() -> bytes:
    text = made.text(table()).replace("E08000035,Leeds", "E08000012,Leeds")
    return text.encode()


def random_bytes(size: int) -> bytes:
    return random.Random(1).randbytes(size)  # noqa: S311 - the same bytes in every run


def dated(*, old: bool, shown: str = "dd/mm/yyyy") -> bytes:
    """A workbook whose headings are dates, counted from 1904 where it is old."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": old}) as book:
        page, months = book.add_worksheet("S"), book.add_format({"num_format": shown})
        page.write_row(0, 0, ["Area code", "Area name"])
        for month in (1, 2, 3):
            page.write_datetime(0, 1 + month, dt.date(2021, month, 1), months)
        for row, pair in enumerate(COUNCILS, 1):
            page.write_row(row, 0, [*pair, 1.5, 2, 3])
    return out.getvalue()


def transposed() -> bytes:
    names = [name for _, name in COUNCILS[:4]]
    return made.csv([["Year", *names], ["2021", *"1234"], ["2022", *"5678"], ["2023", *"9123"]])


TITLES = [
    ["Rates of something by council, England"],
    ["Source: a ministry"],
    [""],
    ["Filters:"],
    ["Sex: all"],
    ["Age: all"],
    [""],
    ["This sheet holds one table"],
    [""],
]
NOTES = [[""], ["Footnotes"], ["1 Figures are rounded."], ["2 See the ministry's page."]]
MANY_QUOTES = "\n".join('a,"b,c""d\',\'e",f' + "\"'," * 6 for _ in range(4000))

CASES = [
    Case("01", lambda: b"", "refuse", "empty file"),
    Case("02", lambda: made.csv(table()[:1]), "refuse", "data rows"),
    Case("03", lambda: made.csv(table()[:2]), "flag", "one area", used=1),
    Case("04", lambda: b"x" * (FILE_BYTES + 1), "refuse", "MB", in_child=True),
    Case("05", lambda: random_bytes(8_000_000), "refuse", "not text", in_child=True),
    Case("06 png", lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 50, "refuse", "PNG"),
    Case("06 exe", lambda: b"MZ" + b"0" * 50, "refuse", "program"),
    Case("06 pdf", lambda: b"%PDF-1.7 ", "refuse", "PDF"),
    Case("06 csv as xlsx", rows, says="plain text", name="a.xlsx", used=10),
    Case("06 xlsx as csv", lambda: made.xlsx({"S": table()}), says="workbook", used=10),
    Case("06 ods as xls", lambda: made.ods(made.ods_rows(table())), says=".ods", name="a.xls",
         used=10),
    Case("07 double ending", rows, "refuse", "kind of file", name="a.csv.exe"),
    Case("07 nul", rows, "refuse", "kind of file", name="a.csv%00.exe"),
    Case("07 long", rows, name="x" * 300 + ".csv"),
    Case("07 path", rows, name="../../etc/x.csv"),
    Case("07 device", rows, name="CON.csv"),
    Case("07 dash", rows, name="-rf.csv"),
    Case("08", rows, name="[ab]*.csv", used=10),
    Case("10", far_cell, "refuse", "XFD", name="a.xlsx", in_child=True),
    Case("13 lying size", lying_size, "refuse", "", name="a.xlsx"),
    Case("13 overlap", overlapping, "refuse", "overlap", name="a.xlsx"),
    Case("13 link", link, "refuse", "link", name="a.xlsx"),
    Case(
        "13 nested",
        lambda: made.xlsx({"S": [["Leeds", 1]]}, extra={"xl/a.zip": made.archive({"a": b"b"})}),
        "refuse",
        "another archive",
        name="a.xlsx",
    ),
    Case(
        "13 path",
        lambda: made.xlsx({"S": [["Leeds", 1]]}, extra={"../../x.xml": "x"}),
        "refuse",
        "leads out",
        name="a.xlsx",
    ),
    Case(
        "13 entries",
        lambda: made.archive({f"xl/{n}": b"" for n in range(1_200)}),
        "refuse",
        "parts",
        name="a.xlsx",
    ),
    Case("14", lambda: entities('"ha"'), "refuse", "entities", name="a.xlsx"),
    Case("15", lambda: entities('SYSTEM "file:///etc/x"'), "refuse", "entities", name="a.xlsx"),
    Case("16", ods_bomb, "refuse", "", name="a.ods", in_child=True),
    Case(
        "17",
        lambda: made.xlsx(
            {"S": made.sheet_xml(table()).replace(
                "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')}
        ),
        name="a.xlsx",
        used=10,
    ),
    Case(
        "18 encrypted",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "refuse",
        "password",
        name="a.xlsx",
    ),
    Case(
        number="18 truncated",
        make=lambda: made.xlsx({"S": table()})[:700],
        verdict="refuse",
        says="damaged",
        name="a.xlsx",
    ),
    Case(
        "18 xlsb",
        lambda: made.archive({"xl/workbook.bin": b"x"}),
        "refuse",
        "xlsb",
        name="a.xlsx",
    ),
    Case(
        "18 macro",
        lambda: made.xlsx({"S": table()}, extra={"xl/vbaProject.bin": b"x"}),
        "refuse",
        "macros",
        name="a.xlsx",
    ),
    Case(
        "20",
        lambda: made.xlsx(
            {"Mine": table(), **{f"'file:///D:/x{n}.xls'#S": table() for n in range(60)}},
            hidden=[f"'file:///D:/x{n}.xls'#S" for n in range(60)],
        ),
        name="a.xlsx",
        used=10,
    ),
    Case(
        "21",
        lambda: made.xlsx(
            {"S": table()},
            extra={"xl/connections.xml": '<connections><x url="http://127.0.0.1/"/></connections>'},
        ),
        name="a.xlsx",
        used=10,
    ),
    Case(
        "22",
        lambda: sheet(
            "".join(
                f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{name}</t></is></c>'
                f'<c r="B{n}"><f>1+{n}</f></c><c r="C{n}"><v>{n}</v></c></row>'
                for n, (_, name) in enumerate(COUNCILS, 1)
            )
        ),
        "ask",
        "formulas without",
        name="a.xlsx",
    ),
    Case(
        "23",
        lambda: made.csv([*table(), ["E08000001", "Bolton", "2023", "#REF!"],
                          ["E08000002", "Bury", "2023", "#DIV/0!"]]),
        used=12,
    ),
    Case(
        "24 sheets",
        lambda: made.xlsx({"One": table("2022"), "Two": table("2023")}),
        name="a.xlsx",
        asks="sheet",
    ),
    Case("24 tables", lambda: made.csv([*table(), [""], ["Second table"], [""], *table()[:5]]),
         says="further tables", used=10),
    Case("25 from 1900", lambda: dated(old=False), name="a.xlsx", used=10),
    Case("25 from 1904", lambda: dated(old=True), name="a.xlsx", used=10),
    Case("26", lambda: ",".join(["1"] * 1_000_000).encode(), "refuse", "columns", in_child=True),
    Case("27", lambda: b"Area,Rate\nLeeds," + b"9" * 9_000_000, "refuse", "longer", in_child=True),
    Case("28", lambda: b"a,1\n" * 2_000_000, "refuse", "rows", in_child=True),
    Case("29", lambda: rows(Manchester='"Manchester'), "refuse", "line 3"),
    Case("30", lambda: rows(Leeds='Le"eds', Camden='"Camden x"y'), "flag", "quotation mark"),
    Case("31 missing", lambda: rows(**{"York,2023,": "York,2023"}), "flag", "wrong number", used=9),
    Case("31 extra", lambda: rows(**{"York,2023": "York,,2023"}), "flag", "wrong number", used=9),
    Case("32", lambda: rows(Rate="Rate,,,").replace(b"2023,10.5", b"2023,10.5,,,"), used=10),
    Case("33", MANY_QUOTES.encode, "refuse", "", in_child=True),
    Case("34", lambda: rows(Leeds="Le\x00eds"), "refuse", "line 5"),
    Case("35", lambda: made.text(table(), end="\r").encode(), used=10),
    Case("36", lambda: rows(Leeds="Leeds").replace(b"\nE08", b"\r\n\n\nE08")[:-1], used=10),
    Case("37 bom", lambda: made.csv(table(), "utf-8-sig"), used=10),
    Case("37 utf-16", lambda: made.csv(table(), "utf-16"), used=10),
    Case("37 utf-16-be", lambda: b"\xfe\xff" + made.csv(table(), "utf-16-be"), used=10),
    Case("37 utf-32", lambda: made.csv(table(), "utf-32"), used=10),
    Case("37 no mark", lambda: made.csv(table(), "utf-16-le"), "flag", "encoding", used=10),
    Case("37 no mark be", lambda: made.csv(table(), "utf-16-be"), "flag", "encoding", used=10),
    Case("38 cp1252", lambda: with_names("Ynys Môn", "Leeds", "York").replace(
        "ô".encode(), b"\xf4"), used=3),
    Case("38 mac", lambda: with_names("Ynys Môn", "Leeds", "York", header="Area’s name").replace(
        "ô".encode(), b"\x99").replace("’".encode(), b"\xd5"), used=3),
    Case("39", lambda: with_names("Ynys MÃ´n", "Leeds", "York"), used=3),
    Case("40", lambda: made.csv([*table(), ["W06000001", "Ynys Môn", "2023", "5"]]) + (
        b"E08000036,Wakefi\xe9ld,2023,6\n"), "flag", "line 13", used=12),
    Case("41 ;", lambda: made.csv(table(), delimiter=";"), used=10),
    Case("41 tab", lambda: made.csv(table(), delimiter="\t"), used=10),
    Case("41 |", lambda: made.csv(table(), delimiter="|"), used=10),
    Case("41 sep", lambda: b"sep=;\n" + made.csv(table(), delimiter=";"), used=10),
    Case("42 in doubt", lambda: with_values("1,234", "2,345").replace(b",", b";").replace(
        b'"1;234"', b"1,234").replace(b'"2;345"', b"2,345").replace(b'"Bristol; City of"',
        b"Bristol"), "ask", asks="decimal"),
    Case("43", lambda: made.csv([*TITLES, *table(), *NOTES]), "read", "Footnotes", used=10),
    Case("44", lambda: made.csv([
        ["", "", "2022", "", "2023", ""],
        ["Area code", "Area name", "Count", "Rate", "Count", "Rate"],
        *[[code, name, "1", "2.5", "3", "4.5"] for code, name in COUNCILS]]), used=10),
    Case("45", lambda: made.csv(table()[1:]), "ask", asks="columns", used=10),
    Case("46", lambda: made.csv([["Area code", "Rate", "Rate", "", "2" * 5000],
                                 *[[code, "1", "2", "3", "4"] for code, _ in COUNCILS]]), used=10),
    Case("47", transposed),
    Case("48", lambda: made.csv([["Region", "Council", "Rate"], ["North West", "", "3"],
                                 ["", "Liverpool", "1"], ["", "Manchester", "2"],
                                 ["London", "", "4"], ["", "Camden", "5"]]), used=5),
    Case("49", lambda: rows(["", "Grand Total", "2023", "999"], ["", "All local authorities",
                            "2023", "99"], ["", "Column Total", "2023", "9"]), used=10),
    Case("50", lambda: rows(["E08000012", "Liverpool", "2023", "77"]), "ask", asks="duplicates"),
    Case("51", lambda: made.csv([["Council", "Street", "Fines"], *[
        [name, f"Street {n} {name}", str(n)] for _, name in COUNCILS for n in range(8)]]),
        "ask", asks="duplicates"),
    Case("52", shifted, "flag", used=9),
    Case("53", lambda: rows(["E07000150", "Corby", "2019", "5"], ["E07000027", "Barrow-in-Furness",
                            "2019", "5"]), used=12),
    Case("54", lambda: rows(["E06000060", "Buckinghamshire", "2023", "5"], ["E10000002",
                            "Buckinghamshire", "2023", "5"]), used=12),
    Case("55", lambda: rows(["E08000038", "Barnsley", "2025", "5"], ["E08000016", "Barnsley",
                            "2024", "4"]), used=12),
    Case("56", lambda: rows(*[[code, "X", "2023", "1"] for code in (
        "E12999901", "E05000001", "E01000001", "E14000530", "S08000015", "J99000001")]),
        "flag", "unsupported level: wards", used=10),
    Case("56 no fallback", lambda: rows(["E05000001", "Bolton", "2023", "1"]), used=10),
    Case("57 police", lambda: with_names(
        "Avon and Somerset", "Durham", "Thames Valley", "West Mercia", "Cumbria", "Kent"),
        "refuse", "police"),
    Case("57 boards", lambda: with_names("Fife", "Lothian", "Tayside", "Grampian", "Highland"),
         "refuse", "health"),
    Case("57 constituency", lambda: with_names("Ashford", "Barnsley Central", "Amber Valley",
                                               header="Constituency"), "refuse", "constituencies"),
    Case("58", lambda: rows(E08000012="e08 000 012", E08000003="E0800OOO3"), "flag", "repaired",
         used=10),
    Case("59", lambda: rows(Rate="Reference").replace(b"10.5", b"X12345678"), "read", ""),
    Case("60 old", lambda: made.csv([["LA code", "Rate"], ["00BN", "1"], ["00BY", "2"],
                                     ["00CN", "3"], ["00DA", "4"]]), "refuse", "before 2009"),
    Case("60 with names", lambda: made.csv([["LA code", "Council", "Rate"], [
        "00BN", "Manchester", "1"], ["00BY", "Liverpool", "2"], ["00CN", "Birmingham", "3"]]),
         used=3),
    Case("61 newcastle", lambda: with_names("Newcastle", "Leeds", "York"), verdict="flag",
         asks="name:Newcastle", used=2),
    Case("61 combined", lambda: with_names("Northamptonshire / West Northants", "Leeds", "York",
                                           "Camden"), used=3),
    Case("62 misspelt", lambda: with_names("Middlesbruogh", "Leeds", "York", "Camden"),
         asks="name:Middlesbruogh", used=3),
    Case("62 mark", lambda: with_names("Rhondda Cynon Taf*", "Bath And North East Somerset",
                                       "Darlington UA"), used=3),
    Case("63 zero width", lambda: rows(Leeds="Le\u200beds"), used=10),
    Case("63 direction", lambda: rows(Leeds="\u202eLeeds"), "flag", "direction", used=10),
    Case("63 homoglyph", lambda: with_names("Ѕheffield", "Leeds", "York", "Camden"), used=3),
    Case("64 pairs", lambda: with_periods("201920", "202021"), asks="period"),
    Case("64 in doubt", lambda: with_periods("201112"), "ask", asks="period"),
    Case("64 months", lambda: with_periods("201104", "201105")),
    Case("65 future", lambda: with_periods("2087"), "flag", "future"),
    Case("65 mixed", lambda: with_periods("2019", "2019/20", "2016-18"), says="different kinds"),
    Case("65 unknown", lambda: with_periods("2019", "2020", "2021", "soon"), "flag", "soon"),
    Case("66", lambda: with_periods("01/02/2020", "31/01/2020", "31/02/2020", "13/14/2020"),
         "flag", "31/02/2020", used=20),
    Case("67", lambda: with_values("c", "x", "z", "u", "low", ":", "..", "0", "*", "7"), used=10),
    Case("68", lambda: with_values("<5", "1–4", "5*", "12(p)", "~", "1e3", "1,23,4", "٣", "½",
         "(12)"), says="neither a number", used=10),
    Case("68 never", lambda: with_values("-0", "NaN", "inf", "1e400", "3"), used=10),
    Case("69", lambda: with_values("45", "0.45", "45%"), "ask", asks="scale"),
    Case("70", lambda: with_values("£1.2m", "1,234 thousand", "£12"), used=10),
    Case("71", lambda: with_values("1", "2", header='x"; DROP TABLE t; --'), used=10),
    Case("72", lambda: made.csv([["Area code", "rowid", "select", "__index_level_0__"], *[
        [code, "1", "2", "3"] for code, _ in COUNCILS]]), used=10),
    Case("74", lambda: rows(Leeds="<img src=x onerror=alert(1)>"), used=10),
    Case("75", lambda: rows(Leeds="![x](http://host/p.png)"), used=10),
    Case("76", lambda: rows(Leeds="[Leeds](https://evil.example)", York="javascript:x"), used=10),
    Case("77", lambda: rows(Leeds="[" * 1000), used=10),
    Case("78", lambda: with_values("1", "2", header="{value} a.b[0] <b>"), used=10),
    Case("85", lambda: made.csv([["Council", "Contact", "Rate"], *[
        [name, f"{n}@example.org", str(n)] for n, (_, name) in enumerate(COUNCILS)]]),
        "flag", "e-mail"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.number)
def test_each_bad_input_gets_what_the_design_says(
    case: Case, look: Understand, json_register: JsonRegister
) -> None:
    data = case.make()
    reading = (
        read_upload(case.name, data, register=json_register)
        if case.in_child
        else look(data, case.name)[0]
    )
    told = " ".join(problem.message for problem in reading.problems)
    assert reading.verdict == case.verdict, (reading.verdict, told, reading.questions)
    assert case.says.lower() in told.lower()
    if case.used is not None:
        assert reading.rows_used == case.used, (reading.rows_listed, told)
    if case.asks:
        assert case.asks in {question.key for question in reading.questions}
    assert reading.rows_in == reading.rows_used + sum(reading.rows_listed.values())
    assert_says_what_to_do(reading)


def assert_says_what_to_do(reading: Reading) -> None:
    """A refusal is one sentence or more, without a path, a trace or SQL."""
    if reading.verdict == "refuse":
        assert any(problem.weight == "refuse" for problem in reading.problems)
    for problem in reading.problems:
        assert "Traceback" not in problem.message
        assert "/work" not in problem.message
        assert problem.message.rstrip().endswith((".", "!"))


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize(
    ("shown", "read"),
    [("dd/mm/yyyy", "-01"), ("mmm-yy", ""), ('[$-809]mmmm" "yyyy;@', "")],
)
def test_25_dates_in_headings_are_what_their_format_shows(
    look: Understand, shown: str, read: str, *, old: bool
) -> None:
    reading, _ = look(dated(old=old, shown=shown), "a.xlsx")
    assert [column.period for column in reading.value_columns] == [
        f"2021-01{read}", f"2021-02{read}", f"2021-03{read}",
    ]  # fmt: skip


def test_67_a_marker_is_a_gap_with_a_reason_and_zero_is_a_value(look: Understand) -> None:
    texts = ("c", "x", "z", "u", "low", ":", "..", "0", "*", "NULL")
    _, tidy = look(with_values(*texts))
    assert [value for value in tidy.value if value == value] == [0.0]
    assert all(
        tidy.texts[status] for text, status in zip(texts, tidy.status, strict=True) if text != "0"
    )


def test_68_nothing_infinite_and_no_foreign_digit_becomes_a_figure(look: Understand) -> None:
    texts = ("-0", "NaN", "inf", "1e400", "٣", "½", "1,23,4", "(12)", "1e3", "12(p)")
    _, tidy = look(with_values(*texts))
    assert [value for value in tidy.value if value == value] == [0.0, -12.0, 1000.0, 12.0]


def test_53_to_55_a_place_keeps_one_code_and_is_counted_once(look: Understand) -> None:
    data = rows(
        ["E07000150", "Corby", "2019", "5"],
        ["E08000016", "Barnsley", "2024", "4"],
        ["E08000038", "Barnsley", "2025", "5"],
    )
    reading, tidy = look(data)
    codes = [tidy.texts[area] for area in tidy.area][-3:]
    assert codes == ["E07000150", "E08000038", "E08000038"]
    assert reading.successions["E07000150"] == ("E06000061",)
    assert "E08000016" in reading.area_codes


@pytest.mark.parametrize("place", ['"xfd1048576"', "'xfd1048576'", '"XfD1048576"', '"aaaa1"'])
@pytest.mark.parametrize("row", ["<row>", '<row r="1048576">'])
def test_10_a_far_cell_is_refused_however_its_place_is_written(
    place: str, row: str, look: Understand
) -> None:
    near = '<row r="1"><c r="A1"><v>1</v></c></row>'
    reading, _ = look(sheet(f"{near}{row}<c r={place}><v>1</v></c></row>"), "a.xlsx")
    assert reading.verdict == "refuse"
    assert reading.problems[-1].kind == "far cells"


@pytest.mark.parametrize("words", [" ", "\u00a0", '<text:s text:c="2"/>', "<text:s/> "])
@pytest.mark.parametrize("columns", [2, 16383])
def test_a_far_cell_of_spaces_in_an_ods_bounds_nothing(
    words: str, columns: int, look: Understand
) -> None:
    gap = f'<table:table-cell table:number-columns-repeated="{columns}"/>'
    blank = f'<table:table-cell office:value-type="string"><text:p>{words}</text:p>'
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/>'
    far = f"{empty}</table:table-row><table:table-row>{gap}{blank}</table:table-cell>"
    data = made.ods(made.ods_rows(table()) + far + "</table:table-row>")
    reading, _ = look(data, "a.ods")
    assert reading.verdict == "read"
    assert reading.rows_used == 10


def test_a_line_end_inside_a_row_that_falls_apart_stops_nothing(look: Understand) -> None:
    data = b'"a","b ""c";"\n"\r\r7;Camden;2023;17.5\nW06000015;Cardiff;202"""\n%a","b ""c\xf4":"\n'
    assert look(data)[0].problems


def test_places_of_cells_in_small_letters_are_read(look: Understand) -> None:
    xml = re.sub(r' r="([A-Z]+\d+)"', lambda place: place[0].lower(), made.sheet_xml(table()))
    reading, _ = look(made.xlsx({"S": xml}), "a.xlsx")
    assert (reading.verdict, reading.rows_used) == ("read", 10)


@pytest.mark.parametrize("place", ["B3" + "4" * 38, "A" * 40 + "1", "9" * 20])
def test_a_place_that_no_sheet_has_is_refused_at_once(place: str) -> None:
    rows = made.sheet_xml(made.table()).replace('r="B2"', f'r="{place}"')
    reading = read_upload("a.xlsx", made.xlsx({"S": rows}))
    assert [problem.kind for problem in reading.problems] == ["damaged"]
    assert "is not written as workbooks are" in reading.problems[0].message
