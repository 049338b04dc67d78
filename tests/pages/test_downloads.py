"""Every table that a page hands out is data, and reads back with the figures of the page.

Each CSV is read by Python's csv module, pandas, DuckDB and the rules of R's read.csv, each workbook
by calamine. What holds observations is held to the database, all else to the table on the page. The
files of a place, an indicator and a topic are in tests/api/test_downloads.py. Every chart of
official figures has an address, and what the API answers there are its figures.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
import streamlit as st
from python_calamine import CalamineWorkbook
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from placelib.api.routes import api_route
from placelib.database.connection import Store
from placelib.exports.observation_table import NAMES
from placelib.formatting import neutralise
from placelib.scorecard.records import WrittenPart, write_scorecard_link
from placelib.ui.components import chart_block, chart_display
from placelib.ui.components.chart_block import ChartBlock
from placelib.ui.workshop import live_workshops
from placelib.urls import QUICK
from placelib.views import scorecard
from placelib.workshop import rooms, tokens
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.question_drafts import QuestionDraft
from placelib.workshop.records import QuestionKind
from placelib.workshop.rooms import Plan
from tests.page_runs import open_page
from tests.read_csv_rules import read_like_r
from tests.uploads import made_files
from tests.workshop.made_votes import EVERY_KIND, place

COUNCIL, AUTHORITY, ENGLAND = "E08000012", "E47000004", "E92000001"
CARDIFF, COUNTY = "W06000015", "E10000016"
# The page, its address, and how the name of one of its files begins: that the address was read.
VIEWS = [
    ("place", {"area": COUNCIL}, "liverpool-employment-rate"),
    ("place", {"area": AUTHORITY}, "liverpool-city-region-map"),
    ("place", {"area": ENGLAND, "topic": "economy"}, "england-claimant-count"),
    ("map", {"area": COUNCIL, "indicator": "employment-rate"}, "map-ltla-employment-rate"),
    # Negative figures, zeros, and figures that are withheld.
    ("map", {"indicator": "five-year-population-change"}, "map-ltla-five-year"),
    ("map", {"indicator": "net-additions-housing-stock"}, "map-ltla-net-additions"),
    ("map", {"indicator": "underweight-children-reception"}, "map-ltla-underweight"),
    ("map", {"indicator": "employment-rate", "level": "rgn", "view": "list"}, "map-rgn-employment"),
    # Counties, and the councils without one: areas of two levels.
    ("map", {"indicator": "obese-children-year-6", "level": "utla"}, "map-utla-obese"),
    ("trends", {"areas": f"{COUNCIL}.{ENGLAND}", "indicator": "employment-rate"}, "trends-employ"),
    ("trends", {"areas": f"{COUNCIL}.{ENGLAND}", "view": "gap"}, "trends-employment-rate"),
    ("trends", {"areas": f"{COUNCIL}.{AUTHORITY}", "view": "index"}, "trends-employment-rate"),
    ("compare", {"area": COUNCIL, "view": "peers"}, "compare-liverpool"),
    ("compare", {"area": COUNCIL, "view": "distribution"}, "distribution-liverpool"),
    ("compare", {"area": COUNCIL, "view": "two"}, "two-liverpool"),
    ("compare", {"area": COUNCIL, "view": "silo"}, "place-or-silo-liverpool"),
    ("compare", {"area": COUNTY, "view": "distribution"}, "distribution-kent"),
    ("compare", {"area": CARDIFF, "view": "two"}, "two-cardiff"),
    (
        "quadrant",
        {"area": AUTHORITY, "lens": "evidence"},
        "quadrant-councils-liverpool-city-region",
    ),
    ("quadrant", {"area": COUNCIL, "lens": "evidence"}, "levers-liverpool"),
    ("quadrant", {"area": AUTHORITY, "lens": "take", "more": "200"}, "coding-of-powers"),
    ("quadrant", {"area": CARDIFF, "lens": "evidence"}, "quadrant-cardiff"),
    ("quadrant", {"lens": "drawn", "areas": f"{COUNCIL}.E08000011.E08000014"}, "quadrant-drawn"),
    ("neighbourhoods", {"area": COUNCIL}, "neighbourhoods-liverpool-imd"),
    # Negative scores; figures that are shares of 1 in the data; a list by name.
    ("neighbourhoods", {"area": COUNCIL, "measure": "crime"}, "neighbourhoods-liverpool-crime"),
    (
        "neighbourhoods",
        {"area": AUTHORITY, "view": "list", "measure": "income", "sort": "name"},
        "neighbourhoods-liverpool-city-region-income",
    ),
    (
        "neighbourhoods",
        {"area": COUNCIL, "against": "E06000047", "measure": "gp"},
        "neighbourhoods-liverpool-gp",
    ),
    # A council inside the authority beside it: each neighbourhood once.
    (
        "neighbourhoods",
        {"area": AUTHORITY, "against": COUNCIL, "view": "list"},
        "neighbourhoods-liverpool-city-region-imd",
    ),
    ("neighbourhoods", {"area": COUNCIL, "view": "assets"}, "assets-liverpool"),
    ("neighbourhoods", {"area": AUTHORITY, "view": "assets"}, "assets-liverpool-city-region"),
    ("scorecard", {"area": COUNCIL}, "scorecard-liverpool"),
    # The second has no interval.
    (
        "scorecard",
        {"area": COUNCIL, "measures": "employment-rate.claimant-count.obese-children-year-6"},
        "scorecard-liverpool",
    ),
    ("scorecard", {"area": AUTHORITY}, "scorecard-liverpool-city-region"),
    ("authorities", {}, "quadrant-pairs"),
    ("methods", {}, "blanks-"),
]
BENCHMARKS = {"England": ENGLAND, "United Kingdom": "K02000001"}
# Files that no table of their page shows: a form to fill in, and what the page shows by topic.
NOT_ON_THE_PAGE = {"coding-of-powers.csv", "indicators.csv"}
# “1,234” and “−3.8”: what a reader likes and a program does not.
GROUPED = re.compile(r"[-−]?\d{1,3}(,\d{3})+(\.\d+)?")
TRUE_MINUS = re.compile(r"−\d+(\.\d+)?")
FORMULA = ("=", "+", "@", "\t", "\r", "\n")


class OpenMenu:
    """A menu that a visitor has opened: what is in it is drawn on the page itself."""

    open = True

    def __init__(self, *_args: object, **_options: object) -> None:
        """Take a popover's arguments."""

    def __enter__(self) -> OpenMenu:
        return self

    def __exit__(self, *_error: object) -> None:
        return None

    def __getattr__(self, name: str) -> Any:
        """Draw on the page itself, as in “menu.markdown(…)”."""
        return getattr(st, name)


@dataclass
class Collected:
    """What the download buttons of a page would hand out, by file name, and its tables as text.

    With its chart blocks, and the addresses that it gives for figures.
    """

    folder: Path
    files: dict[str, Callable[[], Any]] = field(default_factory=dict)
    tables: list[list[dict[str, str]]] = field(default_factory=list)
    blocks: list[ChartBlock] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def read_csv(self, name: str) -> list[dict[str, str]]:
        """The rows of a CSV, after every reader has read the same cells and found data."""
        return read_as_data(name, self.files[name](), self.folder)


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Collected:
    """Collects from the pages that are opened after it, every menu and part of them open."""
    result = Collected(tmp_path)

    def collect(_label: str, **options: Any) -> None:
        data = options["data"]
        result.files[options["file_name"]] = data if callable(data) else lambda: data

    def note(data: Any, **_options: object) -> None:
        rows = data.to_pylist() if isinstance(data, pa.Table) else list(data)
        result.tables.append(
            [
                {name: "" if cell is None else str(cell) for name, cell in row.items()}
                for row in rows
            ]
        )

    show_downloads, show_data_link = chart_block._show_downloads, chart_display.show_data_link  # noqa: SLF001

    def note_block(block: ChartBlock, *charts: Any, key: str) -> None:
        result.blocks.append(block)
        show_downloads(block, *charts, key=key)

    def note_address(address: str) -> None:
        result.addresses.append(address)
        show_data_link(address)

    monkeypatch.setattr(chart_block, "_show_downloads", note_block)
    monkeypatch.setattr(chart_display, "show_data_link", note_address)
    monkeypatch.setattr(st, "download_button", collect)
    monkeypatch.setattr(st, "dataframe", note)
    monkeypatch.setattr(st, "table", note)
    # A table opens over the page; here it is drawn on it.
    monkeypatch.setattr(chart_display, "show_on_request", lambda _count, draw, **_key: draw())
    monkeypatch.setattr(st, "popover", OpenMenu)
    monkeypatch.setattr(st, "expander", OpenMenu)
    return result


def open_checked(page: str, parameters: dict[str, str]) -> AppTest:
    app = open_page(f"pages/{page}.py", **parameters)
    assert not app.exception
    assert not app.error
    return app


def read_as_data(name: str, text: str, folder: Path) -> list[dict[str, str]]:
    """The rows of a CSV as text, after each reader has read the same and no cell is for show."""
    assert text.startswith("\ufeff"), name
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert len(set(head)) == len(head) >= 1, name
    assert rows, name
    for row in rows:
        assert len(row) == len(head), (name, row)
        for cell in row:
            assert not GROUPED.fullmatch(cell), (name, cell)
            assert not TRUE_MINUS.fullmatch(cell), (name, cell)
            assert not cell.startswith(FORMULA), (name, cell)
    content = text.encode()
    by_pandas = pd.read_csv(
        io.BytesIO(content), encoding="utf-8-sig", keep_default_na=False, dtype=str
    )
    assert [list(by_pandas.columns), *by_pandas.to_numpy().tolist()] == [head, *rows], name
    file = folder / "read_back.csv"
    file.write_bytes(content)
    by_duckdb = duckdb.read_csv(
        str(file),
        all_varchar=True, header=True, delimiter=",", quotechar='"', na_values=["\x00"],
    )  # fmt: skip
    assert by_duckdb.columns == head, name
    assert [[cell or "" for cell in row] for row in by_duckdb.fetchall()] == rows, name
    columns = read_like_r(text)
    assert list(columns) == head, name
    for position, cells in enumerate(columns.values()):
        for cell, row in zip(cells, rows, strict=True):
            assert is_same_cell(cell, row[position]), (name, head[position], cell)
    return [dict(zip(head, row, strict=True)) for row in rows]


def is_same_cell(cell: object, text: str) -> bool:
    """True when a reader's cell is what the text says: a number by its value, else the letters."""
    if cell is None:
        return text in {"", "NA"}
    if isinstance(cell, bool | str):
        return str(cell) == text
    return float(str(cell)) == float(text)


def read_number(text: str) -> float | None:
    """The number that a cell of a page shows: “1,116”, “−3.8”; None for other text."""
    plain = text.replace("−", "-")
    if GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    try:
        return float(plain)
    except ValueError:
        return None


def check_rows_of_the_page(
    name: str, rows: list[dict[str, str]], tables: list[list[dict[str, str]]]
) -> None:
    """A CSV that is no observations holds what a table of the page shows, cell by cell."""
    head = list(rows[0])
    of_page = [
        table for table in tables
        if table and [neutralise(one) for one in table[0]] == head and len(table) == len(rows)
    ]  # fmt: skip
    assert of_page, f"{name}: no table of the page has its columns"

    def is_shown(table: list[dict[str, str]]) -> bool:
        return all(
            cell == neutralise(shown) or ((number := read_number(shown)) is not None
            and number == read_number(cell))
            for row, shown_row in zip(rows, table, strict=True)
            for cell, shown in zip(row.values(), shown_row.values(), strict=True)
        )  # fmt: skip

    assert any(map(is_shown, of_page)), f"{name} and the page differ"


def check_observations(name: str, rows: list[dict[str, str]], bundled: Store) -> None:
    """Each figure is the published one; where there is none a reason stands beside it."""
    published = {
        (row["area_code"], row["indicator"], row["period"]): (
            row["value"], row["lower"], row["upper"],
        )
        for row in bundled.rows(
            "observation_rows",
            areas=sorted({row["area_code"] for row in rows} | set(BENCHMARKS.values())),
            indicators=sorted({row["indicator"] for row in rows}),
            level="", periods=[], after_indicator="", after_area="", after_period="",
            size=1_000_000,
        )
    }  # fmt: skip
    for row in rows:
        figures = read_figures(row)
        expected = published.get((row["area_code"], row["indicator"], row["period"]))
        # Without a row of the source there is no figure.
        assert figures == (expected or (None, None, None)), (name, row)
        assert figures[0] is not None or row["status"], (name, row)
        if "difference" in row:
            check_difference(row, figures, published)


def check_neighbourhoods(
    name: str,
    rows: list[dict[str, str]],
    bundled: Store,
    tables: list[list[dict[str, str]]],
) -> None:
    """Each figure is the source's, shares of 1 as percentages, and that of the page's list."""
    published = {row["code"]: row for row in bundled.rows("neighbourhoods")}
    listed = next(table for table in tables if table and "Official name" in table[0])
    of_page = {row["Code"]: row["Figure"] for row in listed}
    codes = [row["area_code"] for row in rows]
    assert len(set(codes)) == len(codes) == len(of_page), name
    assert set(codes) == set(of_page), name
    (slug,) = {row["indicator"] for row in rows}
    factor = 100 if slug == "income" else 1
    for row in rows:
        value, source = read_figures(row)[0], published[row["area_code"]][slug]
        if source is None:
            assert (value, of_page[row["area_code"]]) == (None, ""), (name, row)
            assert row["status"], (name, row)
            continue
        assert value is not None
        assert value == pytest.approx(float(source) * factor, abs=1e-9), (name, row)
        # “score −0.35”, “1,911 patients”, “23.3%”: the number as it is read, to its last digit.
        (text,) = re.findall(r"[-−]?[\d,]+(?:\.\d+)?", of_page[row["area_code"]])
        figure = float(text.replace("−", "-").replace(",", ""))
        places = len(text.partition(".")[2])
        assert abs(figure - value) <= 0.5 * 10**-places + 1e-9, (name, row, text)
        assert row["unit"] in {"score", "%", "patients"}, (name, row)


def check_difference(
    row: dict[str, str],
    figures: tuple[float | None, ...],
    published: dict[tuple[str, str, str], tuple[float | None, ...]],
) -> None:
    """The difference from the benchmark, its interval by MOVER, and the verdict by that."""
    ends = ("difference", "difference_lower", "difference_upper")
    gap, lower, upper = (float(row[end]) if row[end] else None for end in ends)
    value, low, high = figures
    if value is None or not row["benchmark"]:
        assert (gap, row["verdict"]) == (None, "cannot say"), row
        return
    code = BENCHMARKS[row["benchmark"]]
    level, level_low, level_high = published[code, row["indicator"], row["period"]]
    assert level is not None
    assert gap == pytest.approx(value - level)
    if lower is None or upper is None:
        assert (low, level_low) == (None, None) or "unreliable" in row["note"], row
        assert row["verdict"] == "no interval"
        return
    below = math.hypot(value - (value if low is None else low), (level_high or level) - level)
    above = math.hypot((value if high is None else high) - value, level - (level_low or level))
    assert (lower, upper) == pytest.approx((value - level - below, value - level + above))
    if row["verdict"] == "not clearly different":
        assert lower <= 0 <= upper or round(value, 1) == round(level, 1), row
    else:
        assert row["verdict"] == ("higher" if lower > 0 else "lower"), row


def read_figures(row: dict[str, str]) -> tuple[float | None, ...]:
    return tuple(float(row[end]) if row[end] else None for end in ("value", "lower", "upper"))


def check_workbook(rows: list[dict[str, str]], content: bytes) -> None:
    """The workbook beside a CSV has the same cells, its numbers as numbers."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    head, *body = book.get_sheet_by_name("Figures").to_python()
    # In a workbook text is written as text, so nothing in it has to be disarmed.
    assert [neutralise(str(cell)) for cell in head] == list(rows[0])
    assert len(body) == len(rows)
    for row, cells in zip(rows, body, strict=True):
        for text, cell in zip(row.values(), cells, strict=True):
            if isinstance(cell, int | float):
                # Fifteen digits, as Excel keeps them.
                assert cell == pytest.approx(float(text), rel=1e-14)
            else:
                assert neutralise(str(cell)) == text
    assert book.get_sheet_by_name("Notes").to_python()


def test_the_workbook_of_a_scorecard_has_what_the_partners_agreed(collected: Collected) -> None:
    card = scorecard.make_scorecard(COUNCIL, ["obese-children-year-6", "claimant-count"])
    written: list[tuple[WrittenPart, str]] = [
        ("aim", "=HYPERLINK(1)"), ("owner", "Jobs team"), ("review", "2027-03-31"),
    ]  # fmt: skip
    for name, words in written:
        card = card.write("obese-children-year-6", name, words)
    open_checked("scorecard", {"area": COUNCIL, "card": write_scorecard_link(card)})
    content = collected.files["scorecard-liverpool.xlsx"]()
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Scorecard", "Figures", "Notes"]
    head, *rows = book.get_sheet_by_name("Scorecard").to_python()
    named = [dict(zip(head, row, strict=True)) for row in rows]
    (row,) = [row for row in named if row["Owner"]]
    assert row["Verdict"] == "◆ moved clearly: rose, worse"
    assert row["Smallest change that could show"] == "1.7 percentage points"
    assert (row["Our aim"], row["Owner"]) == ("=HYPERLINK(1)", "Jobs team")
    assert row["Review"] == "31 March 2027"
    assert len(named) == 2


def check_links(collected: Collected) -> None:
    """Each chart of official figures has an address, and the API answers there with its figures."""
    with TestClient(Starlette(routes=[api_route(a_second=0)])) as client:
        for block in collected.blocks:
            assert not block.is_uploaded
            assert block.data_address in collected.addresses, block.name
            check_link(block, fetch_pages(client, block.data_address, collected.folder))
        for address in set(collected.addresses) - {
            block.data_address for block in collected.blocks
        }:
            # A table without figures, such as a list of neighbours, has no address.
            assert not address or fetch_pages(client, address, collected.folder)


def fetch_pages(client: TestClient, address: str, folder: Path) -> list[dict[str, str]]:
    """The rows at an address, with those of the pages that follow it."""
    rows: list[dict[str, str]] = []
    while True:
        reply = client.get(f"/{address}")
        assert reply.status_code == 200, (address, reply.text)
        rows += read_as_data(address, reply.text, folder)
        if "link" not in reply.headers:
            return rows
        address = (
            address.partition("?")[0] + reply.headers["link"].partition("<")[2].partition(">")[0]
        )


def check_link(block: ChartBlock, answer: list[dict[str, str]]) -> None:
    """What is answered holds every figure of the chart."""
    if block.figures:
        by_link = {
            (row["area_code"], row["indicator"], row["period"]): read_figures(row) for row in answer
        }
        for indicator, area, observation, _ in block.figures:
            if observation is not None:
                key = (area.code, indicator.slug, observation.period_label)
                assert by_link[key] == (observation.value, observation.lower, observation.upper), (
                    key
                )
    elif block.records:
        assert {row["area_code"]: read_figures(row)[0] for row in answer} == {
            record["area_code"]: record["value"] for record in block.records
        }
    else:
        answered = [
            number for row in answer for cell in row.values()
            if (number := read_number(cell)) is not None
        ]  # fmt: skip
        for row in block.rows:
            if row.get("Remarks") != "By definition":
                numbers = [
                    number for cell in row.values() if (number := read_number(cell)) is not None
                ]
                for number in numbers:
                    assert any(abs(number - other) <= 0.5 for other in answered), (block.name, row)


@pytest.mark.parametrize(
    ("page", "parameters", "start"), VIEWS, ids=[f"{page} {start}" for page, _, start in VIEWS]
)
def test_every_table_of_a_page_reads_back_as_it_is_on_the_page(
    page: str, parameters: dict[str, str], start: str, collected: Collected, bundled: Store
) -> None:
    open_checked(page, parameters)
    names = [name for name in collected.files if name.endswith(".csv")]
    assert any(name.startswith(start) for name in names), names
    for name in names:
        rows = collected.read_csv(name)
        if name.startswith("neighbourhoods-"):
            check_neighbourhoods(name, rows, bundled, collected.tables)
        elif list(rows[0])[: len(NAMES)] == list(NAMES):
            check_observations(name, rows, bundled)
        elif name not in NOT_ON_THE_PAGE:
            check_rows_of_the_page(name, rows, collected.tables)
        stem = name.removesuffix(".csv")
        if f"{stem}.xlsx" in collected.files:
            check_workbook(rows, collected.files[f"{stem}.xlsx"]())
        if f"{stem}-metadata.json" in collected.files:
            metadata = json.loads(collected.files[f"{stem}-metadata.json"]())
            assert metadata["url"] == name
            assert metadata["notes"]
    check_links(collected)


def test_negative_figures_zeros_and_gaps_come_out_as_such(collected: Collected) -> None:
    open_checked("map", {"indicator": "five-year-population-change"})
    # A year in which Halton gained no homes.
    open_checked("map", {"indicator": "net-additions-housing-stock", "period": "2020-04-01/P1Y"})
    open_checked("map", {"indicator": "underweight-children-reception"})
    open_checked("map", {"indicator": "cancer-diagnosis-stage-1-and-2"})
    rows = [
        row for name in collected.files if name.endswith(".csv") for row in collected.read_csv(name)
    ]
    values = [read_figures(row)[0] for row in rows]
    assert sum(value is not None and value < 0 for value in values) > 10
    assert values.count(0.0) >= 1
    reasons = {row["status"] for row, value in zip(rows, values, strict=True) if value is None}
    assert {"[u]", "no value in the source"} <= reasons
    assert "" not in reasons


# Votes, and tables of visitors.


def test_a_workshops_results_read_back_as_the_facilitator_sees_them(collected: Collected) -> None:
    words = QuestionDraft(QuestionKind.WORDS, "=What would help?")
    plan = Plan("Seminar", AUTHORITY, (*EVERY_KIND[:3], words))
    created = rooms.create(live_workshops.open_workshops(), plan)
    facilitator = Facilitator(live_workshops.open_workshops(), created.secret)
    facilitator.open(0)
    place(live_workshops.open_workshops(), facilitator.workshop)
    facilitator.reveal(0)
    live_workshops.forget_rooms()
    open_checked(
        "quadrant", {"lens": "room", "results": tokens.derive_results_token(created.secret)}
    )
    # A folder of downloads tells the workshops of several places apart.
    name = f"workshop-liverpool-city-region-{facilitator.workshop.code}"
    results = collected.read_csv(f"{name}.csv")
    check_rows_of_the_page(name, results, collected.tables)
    check_workbook(results, collected.files[f"{name}.xlsx"]())
    # Mean 50 and 30, medians 40 and 20 (tests/workshop/made_votes.py); nobody placed the others.
    placed = [row for row in results if row["Answers"] == "5"]
    assert [(row["Axis"], float(row["Mean"]), float(row["Median"])) for row in placed] == [
        ("Understanding", 50.0, 40.0),
        ("Leverage", 30.0, 20.0),
    ]
    assert {row["Mean"] for row in results if row not in placed} == {""}
    votes = collected.read_csv(f"{name}-votes.csv")
    # A vote of 0 is a vote.
    assert [(int(row["Understanding"]), int(row["Leverage"])) for row in votes] == [
        (20, 0), (30, 10), (40, 20), (80, 50), (80, 70),
    ]  # fmt: skip


UPLOADED = [-3.8, 0.0, 1116.25, None, 7.0, 8.5, 9.0, 10.0, -0.5, 1e-7]


def show_uploaded_view(app: AppTest, name: str) -> AppTest:
    switch = next(one for one in app.segmented_control if one.label == "Show")
    return switch.set_value(name).run()


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_an_uploaded_table_reads_back_as_it_was_uploaded(collected: Collected) -> None:
    table = made_files.table()
    for row, value in zip(table[1:], UPLOADED, strict=True):
        row[-1] = "" if value is None else str(value)
    app = open_page(QUICK.file)
    app.file_uploader[0].set_value(("rates.csv", made_files.csv(table), "text/csv")).run()
    press(app, "Go on: describe the figures")
    press(app, "Show it")
    expected = {
        row[0]: value for row, value in zip(table[1:], UPLOADED, strict=True)
    }  # fmt: skip
    for view in ("map", "peers", "all", "table"):
        collected.files.clear()
        show_uploaded_view(app, view)
        assert not app.exception
        names = [name for name in collected.files if name.endswith(".csv")]
        assert names, view
        for name in names:
            rows = collected.read_csv(name)
            if list(rows[0])[: len(NAMES)] == list(NAMES):
                check_uploaded(rows, expected)
    tidy = collected.read_csv("quick-view-tidy.csv")
    assert {row["area_code"]: read_number(row["value"]) for row in tidy} == expected


def check_uploaded(rows: Sequence[dict[str, str]], expected: dict[str, float | None]) -> None:
    """The figures of the uploaded places are those of the file; others have a reason."""
    for row in rows:
        value = read_figures(row)[0]
        assert value == expected.get(row["area_code"]), row
        assert value is not None or row["status"], row
    assert any(row["area_code"] in expected for row in rows)


def test_what_leaves_neighbourhoods_begins_with_the_map_as_the_page_does(
    collected: Collected,
) -> None:
    open_checked("neighbourhoods", {"area": COUNCIL})
    name = "bend-the-line-neighbourhoods-liverpool.html"
    page = collected.files[name]()
    html = page.decode() if isinstance(page, bytes) else page
    body = html[html.index("<body") :]
    assert 0 < body.index("most deprived tenth") < body.index("difference lies inside")
