"""A chart with its text alternative, and a table with its download on request."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from placelib.areas.registry import AreaRegistry
from placelib.statistics.catalogue import Catalogue
from placelib.ui.components import chart_display
from placelib.views.observation_rows import Figure


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def page() -> None:
    """A page of one chart and one table."""
    from placelib.ui.components import chart_display as chart_display

    chart_display.show_chart(
        {"mark": "bar", "data": {"values": [{"a": 1}]}},
        key="bars",
        alternative="It rose *clearly* to 71.2%: $5.",
    )
    chart_display.show_paragraphs("It rose.", "", "**After**")
    chart_display.show_table(
        [{"Place": "Leeds", "Figure": "5"}] * 1234, key="bars", name="leeds", notes=["a"]
    )


def test_a_chart_has_its_alternative_and_a_table_with_its_download_on_request() -> None:
    app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception
    assert [one.value for one in app.markdown] == ["It rose.\n\n**After**"]
    assert not app.table  # not before the reader asks for it
    app.button(key="bars table").click().run()
    (download,) = app.get("download_button")
    assert download.proto.label == "Download 1,234 rows (CSV)"
    assert len(app.table[0].value) == 1234
    (chart,) = app.get("vega_lite_chart")
    assert chart.proto.alt == "It rose *clearly* to 71.2%: $5."
    assert "bar" in chart.proto.spec
    assert json.loads(chart.proto.spec)["config"]["mark"] == {"tooltip": None, "aria": False}


def test_marks_without_words_of_their_own_have_none_at_the_pointer() -> None:
    given = {"mark": "bar", "config": {"font": "A", "mark": {"opacity": 1}}}
    silent = chart_display.silence_marks(given)
    assert silent["config"] == {"font": "A", "mark": {"opacity": 1, "tooltip": None, "aria": False}}
    assert given["config"] == {"font": "A", "mark": {"opacity": 1}}


def page_of_both() -> None:
    """The same chart twice by our own way, and once by Streamlit's."""
    import streamlit as st

    from placelib.ui.components import chart_display as chart_display

    chart = {"mark": "bar", "data": {"name": "a"}, "datasets": {"a": [{"b": 1, "c": "Leeds"}]}}
    for number in range(2):
        chart_display.show_chart(chart, key=f"bars {number}", alternative="One bar.")
    st.vega_lite_chart(
        spec=chart_display.pack_figures(chart),
        width="stretch", theme=None, alt="One bar.",
    )  # fmt: skip


def test_a_chart_that_is_sent_as_it_was_finished_is_what_streamlit_sends() -> None:
    app = AppTest.from_function(page_of_both, default_timeout=30).run()
    assert not app.exception
    first, again, by_streamlit = app.get("vega_lite_chart")
    assert first.proto == again.proto == by_streamlit.proto
    assert first.proto.datasets[0].data.data
    assert first.root is again.root is by_streamlit.root


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What every download button of a page was given."""
    given: list[dict[str, Any]] = []

    def button(label: str, **more: Any) -> None:
        given.append({"label": label, **more})

    monkeypatch.setattr(chart_display.st, "download_button", button)
    return given


def test_observations_are_what_is_downloaded_and_rows_what_is_on_the_page(
    downloads: list[dict[str, Any]], bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    rows = [{"Place": "Leeds", "Figure": "1,071"}]
    leeds, rate = bundled_registry["E08000035"], bundled_catalogue["employment-rate"]
    figures = [Figure(rate, leeds, None)]
    chart_display.show_open_table(rows, key="a", name="leeds", notes=["n"], figures=figures)
    chart_display.show_open_table(rows, key="b", name="leeds", notes=["n"])
    data, table = (read(button["data"]()) for button in downloads)
    assert table == [["Place", "Figure"], ["Leeds", "1071"]]
    assert data[0][:4] == ["area_code", "area_name", "level", "indicator"]
    assert data[1][:4] == ["E08000035", "Leeds", "ltla", "employment-rate"]
    assert {button["file_name"] for button in downloads} == {"leeds.csv"}
