"""On the stage a chart says its size, tells nothing at the pointer, names only the chosen."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from placelib.ui.components import present_mode
from placelib.urls import PRESENT

CHART: dict[str, Any] = {
    "width": "container",
    "height": 900,
    "layer": [
        {
            "encoding": {
                "y": {"field": "name", "axis": {"labelFontWeight": {"expr": "1"}}},
                "x": {"field": "value", "axis": {"labelExpr": "datum.value"}},
                "tooltip": [{"field": "name"}],
            }
        }
    ],
}


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(present_mode, "is_on_stage", lambda: True)


def page_that_turns_its_mode() -> None:
    """What the address asks for at the begin, after the page has changed it, and after again."""
    import streamlit as st

    from placelib import urls
    from placelib.ui.components import present_mode as mode

    st.text(f"{mode.is_on_stage()} {mode.is_alone()}")
    st.query_params[urls.PRESENT] = mode.ALONE
    st.text(f"{mode.is_on_stage()} {mode.is_alone()}")
    del st.query_params[urls.PRESENT]
    st.text(f"{mode.is_on_stage()} {mode.is_alone()}")


def test_the_mode_is_the_addresss_at_each_moment_of_a_run() -> None:
    app = AppTest.from_function(page_that_turns_its_mode, default_timeout=30)
    app.query_params[PRESENT] = present_mode.ON
    app.run()
    assert not app.exception
    assert [text.value for text in app.text] == ["True False", "False True", "False False"]


def test_off_the_stage_a_chart_is_as_it_was() -> None:
    assert present_mode.fit_chart(CHART) == CHART
    assert present_mode.choose_width() == "stretch"


@pytest.mark.usefixtures("on")
def test_on_the_stage_a_chart_fits_and_is_silent() -> None:
    shown = present_mode.fit_chart(CHART)
    assert shown["height"] == present_mode.CHART_HEIGHT
    assert isinstance(shown["width"], int)
    assert "tooltip" not in shown["layer"][0]["encoding"]
    assert "tooltip" in CHART["layer"][0]["encoding"]
    assert present_mode.fit_chart(CHART, columns=3)["width"] < shown["width"] / 3
    assert present_mode.choose_width() == "content"


@pytest.mark.usefixtures("on")
def test_on_a_phone_a_presented_chart_is_as_wide_as_the_phone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = {"User-Agent": "Mozilla/5.0 (Linux; Android 10; K) Chrome/130.0.0.0 Mobile Safari"}
    monkeypatch.setattr(type(present_mode.st.context), "headers", browser)
    assert present_mode.fit_chart(CHART) == CHART
    assert present_mode.choose_width() == "stretch"


def test_only_chosen_names_stand_beside_the_rows_and_numbers_stay() -> None:
    encoding = present_mode.name_only(CHART, ['Leeds "x"'])["layer"][0]["encoding"]
    assert encoding["y"]["axis"]["labelExpr"] == (
        'indexof(["Leeds \\"x\\""], datum.label) >= 0 ? datum.label : \'\''
    )
    assert encoding["x"]["axis"]["labelExpr"] == "datum.value"
