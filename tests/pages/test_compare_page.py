"""The Compare page for every kind of place, in Streamlit's own test runner."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from placelib.compare.settings import VIEWS
from placelib.markdown import plain_markdown
from placelib.views.indicator_notes import list_age_sentences
from placelib.views.snapshot_records import get_catalogue

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


def test_the_source_of_a_comparison_says_how_old_its_figures_are() -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.run()
    app.switch_page("pages/compare.py")
    app.query_params["area"] = "E08000012"
    app.query_params["indicator"] = "employment-rate"
    app.run()
    (age,) = list_age_sentences([get_catalogue()["employment-rate"]])
    assert plain_markdown(age) in "\n".join(part.value for part in app.markdown)
