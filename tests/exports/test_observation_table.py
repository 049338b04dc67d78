"""A download is data: plain numbers, one row an observation, and no cell that a sheet would run."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import duckdb
import pandas as pd
import pytest

from placelib.exports.observation_table import (
    NAMES,
    describe_columns,
    format_number,
    make_record,
    name_data_unit,
    write_observations_csv,
)

ROW: dict[str, Any] = {
    "area_code": "E08000012",
    "area_name": "Liverpool",
    "level": "ltla",
    "indicator": "trade-balance",
    "indicator_name": "Trade balance, goods",
    "period_start": date(2023, 1, 1),
    "period_end": date(2023, 12, 31),
    "period": "2023",
    "value": -3.8,
    "lower": None,
    "upper": 0.0,
    "marker": "",
    "gap": "",
    "note": "",
    "prefix": "£",
    "suffix": "",
    "sub_text": "in £ millions",
    "source": "Office for National Statistics",
}


def read(*rows: dict[str, Any]) -> str:
    return "".join(write_observations_csv(make_record({**ROW, **row}, "2026-11") for row in rows))


def test_numbers_are_plain_and_zero_is_a_value() -> None:
    text = read({}, {"value": 1116.0}, {"value": None, "marker": "c", "upper": None})
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["value"] for row in rows] == ["-3.8", "1116", ""]
    assert [row["upper"] for row in rows] == ["0", "0", ""]
    assert [row["status"] for row in rows] == ["", "", "[c]"]
    assert rows[0]["unit"] == "£ millions"
    assert (rows[0]["period_start"], rows[0]["period_end"]) == ("2023-01-01", "2023-12-31")


def test_pandas_and_duckdb_read_the_same_figures_back(tmp_path: Any) -> None:
    values = [-3.8, 0.0, 1116.0, None, 0.1 + 0.2, 1e-7, 123456789.125]
    file = tmp_path / "figures.csv"
    file.write_text(read(*({"value": value} for value in values)), encoding="utf-8", newline="")
    by_pandas = pd.read_csv(file, encoding="utf-8-sig")
    by_duckdb = duckdb.read_csv(str(file)).fetchall()
    assert list(by_pandas.columns) == list(NAMES)
    position = NAMES.index("value")
    for table in (list(by_pandas["value"]), [row[position] for row in by_duckdb]):
        assert [None if pd.isna(value) else value for value in table] == values


@pytest.mark.parametrize("value", [0.1 + 0.2, 1 / 3, 67.5, -0.0, 5e-324, 1.7976931348623157e308])
def test_a_number_reads_back_to_the_last_digit(value: float) -> None:
    assert float(format_number(value)) == value


@pytest.mark.parametrize("text", ["=1+1", "+44", "-cmd", "@SUM(A1)", "\t=1", "＝1"])
def test_text_that_a_sheet_would_run_is_disarmed(text: str) -> None:
    assert f"'{text}" in read({"area_name": text})


def test_units_are_named_without_the_little_words() -> None:
    assert name_data_unit("", "%", "") == "%"
    assert name_data_unit("£", "", "") == "£"
    assert name_data_unit("", "", "in £ millions, 2024 prices") == "£ millions, 2024 prices"
    assert name_data_unit("", "", "per 100,000 population") == "per 100,000 population"


def test_the_metadata_names_every_column_in_order() -> None:
    metadata = describe_columns("a.csv", "Figures", "2026-11")
    assert [column["name"] for column in metadata["tableSchema"]["columns"]] == list(NAMES)
    assert metadata["url"] == "a.csv"
