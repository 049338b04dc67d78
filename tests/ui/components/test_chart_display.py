"""A chart with its sentence, table and download; and a download that cannot act as a formula."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from placelib.statistics.catalogue import Catalogue
from placelib.ui.components import chart_display
from placelib.ui.components.chart_display import csv_text, source_line


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_download_has_a_byte_order_mark_a_head_its_rows_and_its_notes() -> None:
    text = csv_text([{"Place": "Leeds", "Figure": "71.2%"}], ["Released 2026", "Licence"])
    assert text.startswith("\ufeffPlace,Figure\r\n")
    assert read(text) == [
        ["Place", "Figure"],
        ["Leeds", "71.2%"],
        ["Note: Released 2026"],
        ["Note: Licence"],
    ]


def test_without_rows_only_the_notes_are_left() -> None:
    assert read(csv_text([], ["Nothing to show"])) == [["Note: Nothing to show"]]


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
    (head,), (body,) = read(csv_text(rows, []))
    assert head == body == f"'{cell}"


@pytest.mark.parametrize(
    "cell",
    ["-5", "-0.3", "-1,234.5", "0", "12.5", "1,234", "−0.3%", "£45", "71.2%", "Leeds", "", " "],
)
def test_numbers_and_plain_text_are_left_alone(cell: str) -> None:
    assert read(csv_text([{"Figure": cell, "Next": "x"}], []))[1] == [cell, "x"]


def test_commas_quotes_and_lines_stay_in_their_cell() -> None:
    cell = 'Bournemouth, Christchurch and "Poole"\nand more'
    assert read(csv_text([{"Place": cell}], []))[1] == [cell]


def test_the_source_line_links_every_publisher_and_says_when(tiny_catalogue: Catalogue) -> None:
    assert source_line(tiny_catalogue["rate"]) == (
        "Source: [Office of Trees](https://trees.example/a), "
        "[Board of Leaves](https://leaves.example/b). Released 5 June 2026. "
        "Open Government Licence v3.0."
    )


def page() -> None:
    """A page of one chart and one table."""
    from placelib.ui.components import chart_display as chart_display

    chart_display.chart(
        {"mark": "bar", "data": {"values": [{"a": 1}]}},
        key="bars",
        sentence="It rose *clearly* to 71.2%: $5.",
        subtitle="Measure_2023",
        after="**After**",
    )
    chart_display.table(
        [{"Place": "Leeds", "Figure": "5"}] * 1234, key="bars", name="leeds", notes=["a"]
    )


def test_a_chart_comes_with_subtitle_sentence_table_and_download() -> None:
    app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception
    assert [one.value for one in app.markdown] == [
        "It rose \\*clearly\\* to 71\\.2%\\: \\$5\\.\n\n**After**",
    ]
    assert [one.value for one in app.caption] == ["Measure\\_2023"]
    assert not app.table  # not before the reader asks for it
    app.session_state["bars table"] = True
    app.run()
    (download,) = app.get("download_button")
    assert download.proto.label == "Download 1,234 rows (CSV)"
    assert len(app.table[0].value) == 1234
    (chart,) = app.get("vega_lite_chart")
    assert chart.proto.alt == "It rose *clearly* to 71.2%: $5."
    assert "bar" in chart.proto.spec


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What every download button of a page was given."""
    given: list[dict[str, Any]] = []

    def button(label: str, **more: Any) -> None:
        given.append({"label": label, **more})

    monkeypatch.setattr(chart_display.st, "download_button", button)
    return given


def test_records_are_what_is_downloaded_and_rows_what_is_shown(
    downloads: list[dict[str, Any]],
) -> None:
    rows = [{"Place": "Leeds", "Figure": "71.2%"}]
    records = [{"Place": "Leeds", "Value": "71.23", "Unit": "%"}]
    chart_display.open_table(rows, key="a", name="leeds", notes=["n"], records=records)
    chart_display.open_table(rows, key="b", name="leeds", notes=["n"])
    assert [read(one["data"]) for one in downloads] == [
        [["Place", "Value", "Unit"], ["Leeds", "71.23", "%"], ["Note: n"]],
        [["Place", "Figure"], ["Leeds", "71.2%"], ["Note: n"]],
    ]
    assert {one["file_name"] for one in downloads} == {"leeds.csv"}
