"""Whatever the bytes, the reader answers: no crash, every row accounted for, no infinite figure."""

from __future__ import annotations

import math

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from placelib.uploads.formats.cell_values import read_value
from placelib.uploads.periods.finding import find_period
from placelib.uploads.periods.grammar import read_period_text
from placelib.uploads.reading import Reading
from placelib.uploads.values.tidy import Tidy
from tests.uploads import made_files as made
from tests.uploads.conftest import Understand
from tests.uploads.made_files import COUNCILS

SHORT = settings(
    max_examples=120,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
CELLS = st.one_of(
    st.sampled_from(["", "1", "2.5", "-3", "c", "[x]", "45%", "£1,234", "Total", "2019/20", "<5"]),
    st.sampled_from([code for code, _ in COUNCILS] + [name for _, name in COUNCILS]),
    st.sampled_from(["Year", "Area", "Value", "Region", "England", "E05000001", "Notes", '"', "'"]),
    st.text(max_size=12),
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=7), min_size=1, max_size=25)


def account_rows(reading: Reading, tidy: Tidy) -> None:
    """The promises that hold for every reading."""
    assert reading.rows_in == reading.rows_used + sum(reading.rows_listed.values())
    assert not any(math.isinf(value) for value in tidy.value)
    assert all(row > 0 and column > 0 for row, column in zip(tidy.row, tidy.col, strict=True))
    lengths = {len(getattr(tidy, name)) for name in ("row", "col", "area", "period", "value")}
    assert len(lengths) == 1
    if reading.verdict == "refuse":
        assert any(problem.weight == "refuse" for problem in reading.problems)


@SHORT
@given(data=st.binary(max_size=300))
@example(data=b"\xff\xfe")
@example(data=b'"')
@example(data=b"PK\x03\x04")
def test_any_bytes_get_an_answer(look: Understand, data: bytes) -> None:
    for name in ("a.csv", "a.xlsx", "a.ods"):
        account_rows(*look(data, name))


@SHORT
@given(rows=TABLES, delimiter=st.sampled_from([",", ";", "\t", "|"]))
def test_any_table_of_text_gets_an_answer(
    look: Understand, rows: list[list[str]], delimiter: str
) -> None:
    data = made.text(rows, delimiter).encode("utf-8", errors="replace")
    account_rows(*look(data))


@SHORT
@given(text=st.text(max_size=400))
def test_any_text_gets_an_answer(look: Understand, text: str) -> None:
    account_rows(*look(text.encode("utf-8", errors="surrogatepass")))


@SHORT
@given(at=st.integers(0, 2_000), byte=st.integers(0, 255))
def test_a_damaged_workbook_gets_an_answer(look: Understand, at: int, byte: int) -> None:
    data = bytearray(made.xlsx({"S": made.table()}))
    data[at % len(data)] = byte
    reading, _ = look(bytes(data), "a.xlsx")
    assert reading.verdict in {"read", "flag", "ask", "refuse"}


@SHORT
@given(
    values=st.lists(st.floats(-1e9, 1e9), min_size=10, max_size=10),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_figures_come_back_as_they_were_written(
    look: Understand, values: list[float], delimiter: str, encoding: str, end: str
) -> None:
    rows = [["Area code", "Area name", "Year", "Value"]]
    pairs = zip(COUNCILS, values, strict=True)
    rows += [[code, name, "2023", repr(value)] for (code, name), value in pairs]
    reading, tidy = look(made.text(rows, delimiter, end).encode(encoding))
    assert reading.rows_used == 10
    assert [0.0 + value for value in values] == list(tidy.value)


@settings(max_examples=400, deadline=None, database=None)
@given(text=st.text(max_size=40))
def test_no_text_upsets_the_grammars(text: str) -> None:
    value = read_value(text).value
    assert value is None or math.isfinite(value)
    period = read_period_text(text)
    assert period is None or period.label[:4].isdigit()
    found = find_period(text)
    assert found is None or found[0].label
