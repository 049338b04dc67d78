"""Whole files read back by pandas, DuckDB and a workbook reader with the figures of the data."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import duckdb
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from placelib.api import downloads
from placelib.api.routes import api_route
from placelib.database.connection import Store
from placelib.exports.observation_table import NAMES

AREA = "/api/v1/downloads/area/E06000053"  # Isles of Scilly, the place with the fewest figures.


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The API alone, without a limit on requests."""
    with TestClient(Starlette(routes=[api_route(a_second=0)])) as opened:
        yield opened


@pytest.fixture(scope="module")
def expected(bundled: Store) -> list[tuple[Any, ...]]:
    """What the database holds of the place and all that it belongs to, in the order of a file."""
    codes = downloads.select_area("E06000053").areas
    rows = bundled.rows(
        "observation_rows", areas=list(codes), indicators=[], level="", periods=[],
        after_indicator="", after_area="", after_period="", size=1_000_000,
    )  # fmt: skip
    return [(row["area_code"], row["indicator"], row["value"], row["lower"]) for row in rows]


def figures(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    rows = table[["area_code", "indicator", "value", "lower"]].itertuples(index=False)
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in rows]


def fetch(client: TestClient, address: str) -> bytes:
    reply = client.get(address)
    assert reply.status_code == 200, reply.text
    return reply.content


def test_a_place_as_csv_is_read_back_by_pandas_and_duckdb(
    client: TestClient, expected: list[tuple[Any, ...]], tmp_path: Any
) -> None:
    content = fetch(client, f"{AREA}.csv")
    assert content.startswith(b"\xef\xbb\xbfarea_code,")
    assert figures(pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")) == expected
    file = tmp_path / "place.csv"
    file.write_bytes(content)
    assert figures(duckdb.read_csv(str(file)).df()) == expected


def test_a_place_as_parquet_holds_the_same(
    client: TestClient, expected: list[tuple[Any, ...]]
) -> None:
    assert figures(pd.read_parquet(io.BytesIO(fetch(client, f"{AREA}.parquet")))) == expected


def test_a_place_as_a_workbook_holds_numbers_as_numbers_and_notes_apart(
    client: TestClient, expected: list[tuple[Any, ...]]
) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(fetch(client, f"{AREA}.xlsx")))
    assert book.sheet_names == ["Figures", "Notes"]
    head, *rows = book.get_sheet_by_name("Figures").to_python()
    assert head == list(NAMES)
    table = figures(pd.DataFrame(rows, columns=head).replace({"": None}))
    # A workbook keeps fifteen digits of a number, as Excel does.
    assert [row[:2] for row in table] == [row[:2] for row in expected]
    for position in (2, 3):
        assert [row[position] for row in table] == [
            None if row[position] is None else pytest.approx(row[position], rel=1e-14)
            for row in expected
        ]
    notes = [row[0] for row in book.get_sheet_by_name("Notes").to_python()]
    assert "Open Government Licence v3.0" in notes


def test_the_metadata_beside_a_csv_names_it(client: TestClient) -> None:
    reply = client.get(f"{AREA}.json")
    assert reply.json()["url"] == "area-E06000053.csv"
    assert 'filename="area-E06000053-metadata.json"' in reply.headers["content-disposition"]


def test_an_indicator_and_a_topic_hold_every_area_and_period(
    client: TestClient, bundled: Store
) -> None:
    content = fetch(client, "/api/v1/downloads/topic/crime.csv")
    table = pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")
    (slug,) = set(table["indicator"])
    alone = fetch(client, f"/api/v1/downloads/indicator/{slug}.csv")
    assert alone == content
    row = bundled.row("observation_count", areas=[], indicators=[slug])
    assert row is not None
    assert len(table) == row["observations"] > 400


def test_the_data_file_itself_can_be_had(client: TestClient, tmp_path: Any) -> None:
    file = tmp_path / "places.duckdb"
    file.write_bytes(fetch(client, "/api/v1/downloads/everything.duckdb"))
    with duckdb.connect(str(file), read_only=True) as connection:
        count = connection.execute("SELECT count(*) FROM observation").fetchone()
    assert count is not None
    assert count[0] > 400_000


def test_a_file_is_written_once_for_a_version_of_the_data() -> None:
    folder = downloads.DownloadFolder()
    selection = downloads.select_area("E06000053")
    first = folder.get_file(selection, "csv")
    changed = first.stat().st_mtime_ns
    assert folder.get_file(selection, "csv") == first
    assert first.stat().st_mtime_ns == changed
    size = first.stat().st_size
    assert 0.6 < downloads.estimate_bytes(selection, "csv") / size < 1.6


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("area/E99999999.csv", "E99999999"),
        ("area/E08000012.pdf", "csv, parquet, xlsx"),
        ("indicator/nonsense.csv", "nonsense"),
        ("topic/nonsense.csv", "crime"),
        ("everything.xlsx", "csv.gz, parquet, duckdb"),
    ],
)
def test_a_file_that_is_none_is_refused_with_those_that_are(
    client: TestClient, address: str, words: str
) -> None:
    reply = client.get(f"/api/v1/downloads/{address}")
    assert reply.status_code == 404
    assert words in reply.json()["detail"]
