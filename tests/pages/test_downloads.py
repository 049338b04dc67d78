"""Every download of a page with figures is read back with the figures of the database."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
import streamlit as st
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from placelib.database.connection import Store
from placelib.exports.observation_table import NAMES

ROOT = Path(__file__).resolve().parents[2]
VIEWS = [
    ("map", {"area": "E08000012", "indicator": "employment-rate"}),
    ("map", {"indicator": "trade-balance-goods", "level": "rgn"}),
    ("map", {"indicator": "female-healthy-life-expectancy", "level": "utla"}),
    ("trends", {"areas": "E08000012.E92000001", "indicator": "employment-rate"}),
    ("compare", {"area": "E08000012", "view": "peers", "indicator": "employment-rate"}),
    ("compare", {"area": "E08000012", "view": "all", "indicator": "employment-rate"}),
    ("compare", {"area": "E08000012", "view": "two"}),
    ("compare", {"area": "E08000012", "view": "silo"}),
]
Download = Callable[[], Any]


class OpenMenu:
    """A menu that a visitor has opened: what is in it is drawn on the page itself."""

    open = True

    def __init__(self, *_args: object, **_options: object) -> None:
        """Take a popover's arguments."""

    def __enter__(self) -> OpenMenu:
        return self

    def __exit__(self, *_error: object) -> None:
        return None


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> dict[str, Download]:
    """What the download buttons of a page would hand out, by file name."""
    files: dict[str, Download] = {}

    def collect(_label: str, **options: Any) -> None:
        data = options["data"]
        files[options["file_name"]] = data if callable(data) else lambda: data

    monkeypatch.setattr(st, "download_button", collect)
    monkeypatch.setattr(st, "popover", OpenMenu)
    monkeypatch.setattr(st, "expander", OpenMenu)
    return files


def open_page(page: str, parameters: dict[str, str]) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run()
    app.switch_page(f"pages/{page}.py")
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception


@pytest.mark.parametrize(("page", "parameters"), VIEWS)
def test_a_pages_figures_read_back_as_they_are_in_the_database(
    page: str,
    parameters: dict[str, str],
    downloads: dict[str, Download],
    bundled: Store,
    tmp_path: Path,
) -> None:
    open_page(page, parameters)
    (name,) = [name for name in downloads if name.endswith(".csv")]
    text = downloads[name]()
    table = pd.read_csv(io.StringIO(text.removeprefix("\ufeff")), keep_default_na=False, dtype=str)
    assert list(table.columns) == list(NAMES)
    assert len(table) > 1
    file = tmp_path / "download.csv"
    file.write_text(text, encoding="utf-8", newline="")
    by_duckdb = duckdb.read_csv(str(file), all_varchar=True, na_values=["\x00"]).fetchall()
    assert [tuple(cell or "" for cell in row) for row in by_duckdb] == [
        tuple(row) for row in table.itertuples(index=False)
    ]
    rows = bundled.rows(
        "observation_rows",
        areas=sorted(set(table["area_code"])),
        indicators=sorted(set(table["indicator"])),
        level="", period="", after_indicator="", after_area="", after_period="", size=1_000_000,
    )  # fmt: skip
    published = {
        (row["area_code"], row["indicator"], row["period"]): (
            row["value"], row["lower"], row["upper"],
        )
        for row in rows
    }  # fmt: skip
    for row in table.itertuples(index=False):
        figures = tuple(
            None if cell == "" else float(cell) for cell in (row.value, row.lower, row.upper)
        )
        expected = published.get((row.area_code, row.indicator, row.period))
        if expected is None:
            # No row of the source: then there is no figure, and the reason stands beside it.
            assert figures == (None, None, None)
            assert row.status
        else:
            assert figures == expected
            assert row.value != "" or row.status

    workbook = CalamineWorkbook.from_filelike(
        io.BytesIO(downloads[name.removesuffix(".csv") + ".xlsx"]())
    )
    head, *body = workbook.get_sheet_by_name("Figures").to_python()
    assert head == list(NAMES)
    assert len(body) == len(table)
    position = NAMES.index("value")
    values = [None if row[position] == "" else row[position] for row in body]
    for value, cell in zip(values, table["value"], strict=True):
        assert value == (None if cell == "" else pytest.approx(float(cell), rel=1e-14))
    metadata = json.loads(downloads[name.removesuffix(".csv") + "-metadata.json"]())
    assert metadata["url"] == name
    assert metadata["notes"]
