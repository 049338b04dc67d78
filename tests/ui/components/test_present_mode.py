"""On the stage a chart says its size, tells nothing at the pointer, names only the chosen."""

from __future__ import annotations

from typing import Any

import pytest

from placelib.ui.components import present_mode

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
