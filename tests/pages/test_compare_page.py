"""The Compare page for every kind of place, in Streamlit's own test runner."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from placelib.compare.settings import VIEWS

ROOT = Path(__file__).resolve().parents[2]
PLACES = (
    "E08000012", "E07000008", "E09000007", "W06000015", "N09000003", "S12000049", "E06000053",
    "E10000016", "E47000001", "E12000002", "E92000001", "K02000001",
)  # fmt: skip


@pytest.mark.parametrize("code", PLACES)
def test_every_view_of_a_place_opens_without_an_error(code: str) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.run()
    app.switch_page("pages/compare.py")
    for view in VIEWS:
        app.query_params["area"] = code
        app.query_params["view"] = view
        app.query_params["indicator"] = "population-density"
        app.run()
        assert not app.exception
        assert not app.error
        assert len(app.title) == 1
        assert "Share and export" in [header.value for header in app.header]
