"""The traps in the data set files: marks, orders, markers, prose, zeros, gaps and repeats."""

from __future__ import annotations

from pathlib import Path

import pytest

from placelib.build.observations import (
    CLASH,
    NO_CODE,
    NOT_LISTED,
    REPEAT,
    SAME_AREA,
    DatasetReading,
    read_datasets,
)
from placelib.build.source_row import (
    GAP_INTERVAL_DROPPED,
    INTERVAL_DROPPED,
    LOADED,
    LOADED_EMPTY,
    LOADED_GAP,
    STOPPED,
    SourceRow,
)
from placelib.errors import BuildStopped
from tests.build.tiny_source import write

HEADER = (
    "areacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status,notes"
)
SLUGS = {("rate", "Rate"): "rate", ("rate", "Other rate"): "other-rate", ("more", "More"): "more"}
PERIOD = "2023-01-01/P1Y"


def line(
    value: str = "1.5",
    area: str = "E06000091",
    name: str = "Aston",
    indicator: str = "Rate",
    interval: str = ",",
    status: str = "",
    notes: str = "",
) -> str:
    return f"{area},{name},,{indicator},{PERIOD},{value},Percentage,%,{interval},{status},{notes}"


def read(tmp_path: Path, *lines: str, header: str = HEADER, name: str = "rate") -> DatasetReading:
    path = tmp_path / f"{name}.csv"
    write(path, "\n".join([header, *lines]) + "\n")
    return read_datasets({name: path}, SLUGS)


def only_row(reading: DatasetReading) -> SourceRow:
    (row,) = reading.rows
    assert reading.problems == []
    return row


def test_a_row_is_read_whole(tmp_path: Path) -> None:
    row = only_row(read(tmp_path, line("70.25", interval="66,74", notes="Revised")))
    assert (row.indicator, row.area_code, row.period) == ("rate", "E06000091", PERIOD)
    assert (row.value, row.lower, row.upper) == (70.25, 66.0, 74.0)
    assert (row.status, row.gap, row.note) == (None, None, "Revised")
    assert row.where == "rate.csv line 2"


def test_a_byte_order_mark_and_another_column_order_change_nothing(tmp_path: Path) -> None:
    columns = HEADER.split(",")
    cells = dict(zip(columns, line("3", interval="2,4").split(","), strict=True))
    turned = list(reversed(columns))
    row = only_row(
        read(tmp_path, ",".join(cells[one] for one in turned), header="\ufeff" + ",".join(turned))
    )
    assert (row.area_code, row.value, row.lower, row.upper) == ("E06000091", 3.0, 2.0, 4.0)


def test_columns_may_be_in_capitals_and_others_may_be_added(tmp_path: Path) -> None:
    header = HEADER.replace("areacd", "AREACD").replace("period", " Period ") + ",source,checked"
    assert only_row(read(tmp_path, line() + ",survey,yes", header=header)).value == 1.5


def test_the_measure_and_the_unit_may_be_missing(tmp_path: Path) -> None:
    header = HEADER.replace("measure,unit,", "")
    reading = read(tmp_path, line().replace("Percentage,%,", ""), header=header)
    assert only_row(reading).value == 1.5
    assert reading.units == {}


@pytest.mark.parametrize("column", ["areacd", "period", "observation", "uci_95", "status"])
def test_a_needed_column_that_is_missing_is_named(tmp_path: Path, column: str) -> None:
    with pytest.raises(BuildStopped, match=rf"rate.csv has no column {column}\. A data set needs"):
        read(tmp_path, header=HEADER.replace(column, "other"))


def test_the_text_of_a_doubled_notes_column_is_kept_whole(tmp_path: Path) -> None:
    row = only_row(read(tmp_path, line(notes="First") + ",Second", header=HEADER + ",notes"))
    assert row.note == "First Second"


def test_prose_in_the_status_column_is_a_remark_and_no_marker(tmp_path: Path) -> None:
    row = only_row(read(tmp_path, line(status="Value for two areas combined", notes="Revised")))
    assert row.value == 1.5
    assert row.status is None
    assert row.note == "Value for two areas combined; Revised"


@pytest.mark.parametrize("text", ["0", "0.0", "-0"])
def test_zero_is_a_value(tmp_path: Path, text: str) -> None:
    row = only_row(read(tmp_path, line(text)))
    assert row.value == 0.0
    assert row.gap is None


def test_a_value_is_kept_exactly_as_the_source_has_it(tmp_path: Path) -> None:
    texts = ["37.487629999999996", "0.1", "123456789.123456", "-2.5e-07"]
    rows = [line(text, area=f"E0600009{number}", interval=",") for number, text in enumerate(texts)]
    assert [repr(row.value) for row in read(tmp_path, *rows).rows] == texts


@pytest.mark.parametrize(
    ("status", "marker", "gap"),
    [
        ("c", "c", "confidential"),
        ("[x]", "x", "not available"),
        ("z", "z", "not applicable"),
        ("[U]", "u", "low reliability"),
    ],
)
def test_a_blank_carries_the_publishers_reason(
    tmp_path: Path, status: str, marker: str, gap: str
) -> None:
    reading = read(tmp_path, line("", status=status))
    row = only_row(reading)
    assert (row.value, row.status, row.gap) == (None, marker, gap)
    assert reading.audit == {("rate", LOADED_GAP): 1}


def test_a_blank_without_a_reason_says_that_the_source_has_no_value(tmp_path: Path) -> None:
    reading = read(tmp_path, line(""))
    row = only_row(reading)
    assert (row.value, row.status, row.gap) == (None, None, "no value in the source")
    assert reading.audit == {("rate", LOADED_EMPTY): 1}


def test_a_marker_in_the_value_column_is_a_gap_with_its_reason(tmp_path: Path) -> None:
    row = only_row(read(tmp_path, line("[u]")))
    assert (row.value, row.status, row.gap) == (None, "u", "low reliability")


def test_a_value_of_low_reliability_stays_a_value_with_its_marker(tmp_path: Path) -> None:
    row = only_row(read(tmp_path, line("4", status="u")))
    assert (row.value, row.status, row.gap) == (4.0, "u", None)


@pytest.mark.parametrize("text", ["n/a", "[low]", "1,5", "12%", "nan", "-"])
def test_text_that_is_neither_number_nor_marker_is_a_problem_with_its_line(
    tmp_path: Path, text: str
) -> None:
    reading = read(tmp_path, line("1"), line(f'"{text}"', area="E06000092"))
    assert reading.problems == [f"rate.csv line 3: “{text}” is not a number"]
    assert reading.audit["rate", STOPPED] == 1


def test_an_interval_must_contain_its_value(tmp_path: Path) -> None:
    reading = read(tmp_path, line("5.5", interval="6.1,7.2"))
    assert reading.problems == [
        "rate.csv line 2: the interval 6.1 to 7.2 does not contain the value 5.5"
    ]


def test_an_interval_that_rounding_alone_moved_off_its_value_is_set_aside_and_counted(
    tmp_path: Path,
) -> None:
    reading = read(tmp_path, line("7", interval="8,9"))
    row = only_row(reading)
    assert (row.value, row.lower, row.upper) == (7.0, None, None)
    assert reading.audit == {("rate", INTERVAL_DROPPED): 1}


def test_a_whole_number_further_off_than_rounding_explains_is_a_problem(tmp_path: Path) -> None:
    reading = read(tmp_path, line("6", interval="8,9"))
    assert "does not contain the value 6.0" in reading.problems[0]


def test_an_interval_may_begin_at_its_value(tmp_path: Path) -> None:
    assert only_row(read(tmp_path, line("0", interval="0,0.5"))).upper == 0.5


@pytest.mark.parametrize("interval", ["1,", ",2"])
def test_half_an_interval_is_a_problem(tmp_path: Path, interval: str) -> None:
    reading = read(tmp_path, line("1.5", interval=interval))
    assert reading.problems == ["rate.csv line 2: only one end of the interval is given"]


def test_an_interval_without_a_value_is_set_aside_and_counted(tmp_path: Path) -> None:
    reading = read(tmp_path, line("", interval="1,2", status="u"))
    row = only_row(reading)
    assert (row.lower, row.upper, row.gap) == (None, None, "low reliability")
    assert reading.audit == {("rate", GAP_INTERVAL_DROPPED): 1}


def test_a_repeated_row_with_the_same_value_is_counted_and_not_loaded(tmp_path: Path) -> None:
    reading = read(tmp_path, line("5"), line("5.0", notes="again"))
    assert only_row(reading).note is None
    assert reading.audit == {("rate", LOADED): 1, ("rate", REPEAT): 1}


@pytest.mark.parametrize("second", [line("6"), line("", status="c"), line("5", interval="4,6")])
def test_a_repeated_row_that_says_something_else_is_a_problem_naming_both_rows(
    tmp_path: Path, second: str
) -> None:
    reading = read(tmp_path, line("5"), second)
    (problem,) = reading.problems
    assert problem.startswith("rate.csv line 2 and rate.csv line 3 both give Rate for E06000091")
    assert problem.endswith(f"in {PERIOD}, with different values")
    assert reading.audit["rate", CLASH] == 1


def test_two_gaps_with_different_reasons_for_one_key_are_a_problem(tmp_path: Path) -> None:
    reading = read(tmp_path, line("", status="c"), line("", status="x"))
    assert len(reading.problems) == 1


@pytest.mark.parametrize("code", ["", "na", "NA"])
def test_a_row_without_an_area_code_is_set_aside_and_counted(tmp_path: Path, code: str) -> None:
    reading = read(tmp_path, line(area=code, name="Aberdeen City Region"))
    assert reading.rows == []
    assert reading.audit == {("rate", NO_CODE): 1}


def test_rows_of_an_indicator_that_the_catalogue_lacks_are_counted(tmp_path: Path) -> None:
    reading = read(tmp_path, line(), line(indicator="Unheard of"))
    assert reading.audit == {("rate", LOADED): 1, ("rate", NOT_LISTED): 1}


def test_every_row_of_a_file_is_counted_once(tmp_path: Path) -> None:
    reading = read(tmp_path, line(), line(), line(area="na"), line("", area="E06000092"))
    assert sum(reading.audit.values()) == reading.sizes["rate"] == 4


@pytest.mark.parametrize(("code", "area"), sorted(SAME_AREA.items()))
def test_a_second_code_of_an_area_is_read_as_the_first(
    tmp_path: Path, code: str, area: str
) -> None:
    assert only_row(read(tmp_path, line(area=code))).area_code == area


def test_the_same_area_under_two_codes_must_have_the_same_value(tmp_path: Path) -> None:
    agreeing = read(tmp_path, line("9", area="E12000001"), line("9", area="TLC"))
    assert agreeing.audit == {("rate", LOADED): 1, ("rate", REPEAT): 1}
    differing = read(tmp_path, line("9", area="E12000001"), line("9.1", area="TLC"))
    (problem,) = differing.problems
    assert problem.startswith("rate.csv line 2 and rate.csv line 3 both give Rate for E12000001")


def test_an_area_without_a_name_in_one_row_takes_it_from_another(tmp_path: Path) -> None:
    reading = read(tmp_path, line(area="K03000001", name=""), line("2", area="K03000001"))
    assert reading.mentions["K03000001"].name == ""
    reading = read(
        tmp_path,
        line(area="K03000001", name=""),
        line(area="K03000001", name="Great Britain", indicator="Other rate"),
    )
    assert reading.mentions["K03000001"].name == "Great Britain"


def test_the_order_in_which_files_are_listed_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "rate.csv", f"{HEADER}\n{line('2', area='E06000092')}\n{line('1')}\n")
    write(tmp_path / "more.csv", f"{HEADER}\n{line('3', indicator='More')}\n")
    files = {name: tmp_path / f"{name}.csv" for name in ("rate", "more")}
    turned = dict(reversed(files.items()))
    first, second = read_datasets(files, SLUGS), read_datasets(turned, SLUGS)
    assert first == second
    assert [row.value for row in first.rows] == [3.0, 1.0, 2.0]


def test_measures_and_units_are_noted_by_indicator(tmp_path: Path) -> None:
    pounds = line(indicator="Other rate").replace("Percentage,%", "Pounds,£")
    assert read(tmp_path, line(), pounds).units == {
        "rate": {("Percentage", "%")},
        "other-rate": {("Pounds", "£")},
    }
