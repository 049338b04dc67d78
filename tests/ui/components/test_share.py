"""What stands at the foot of a page: the whole link, files, and a snippet that holds."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from placelib.exports.run_sheet import RunSheet, write_run_sheet_link
from placelib.ui.components import present_mode
from placelib.ui.components.share import FILES_MENU, describe_view
from placelib.ui.components.share_menu import FRAME, SHARE_MENU, SharedView, write_snippet
from placelib.urls import COMPARE, PLACE
from placelib.views.export_collector import ExportItem
from tests.page_runs import open_page


def labels(app: AppTest) -> list[str]:
    return [one.proto.label for one in app.get("download_button")]


def test_a_page_can_be_shared_exported_and_presented() -> None:
    app = open_page("pages/trends.py")
    assert not app.code  # not before a visitor asks for it
    assert not labels(app)
    app.session_state[SHARE_MENU] = app.session_state[FILES_MENU] = True
    app.run()
    assert any("indicator=employment-rate&areas=" in one.value for one in app.code)
    assert {"PDF", "PowerPoint", "One file (HTML)", "Save the code (PNG)"} == set(labels(app))
    assert {"Present", "Add to run sheet"} <= {one.label for one in app.button}


def test_a_place_has_its_brief_on_two_sides() -> None:
    app = open_page("pages/place.py", area="E08000012")
    app.session_state[FILES_MENU] = True
    assert {"Brief on two sides (PDF)", "PowerPoint, whole brief"} <= set(labels(app.run()))


def test_the_cover_of_a_comparison_says_which_figures_of_which_period() -> None:
    item = ExportItem("H", "Employment rate, 2023. Peers: Leeds. Bars: 95% confidence interval")
    view = SharedView(page=COMPARE, settings={}, title="T", link="", items=(item,), is_view=True)
    assert describe_view(view) == "Compare: Employment rate, 2023"
    assert describe_view(replace(view, page=PLACE)) == "Place"


def test_a_presented_page_offers_nothing_but_the_way_out() -> None:
    app = open_page("pages/trends.py", present="1")
    assert [one.label for one in app.button] == ["Leave"]
    assert not labels(app)
    assert not app.selectbox
    assert not app.header
    headings = [one.proto.body for one in app.get("html") if "<h1" in one.proto.body]
    assert len(headings) == 1


@pytest.mark.parametrize(
    "view",
    [
        {"page": "place", "area": "E08000012"},
        {"page": "map"},
        {"page": "map", "view": "tiles"},
        {"page": "trends"},
        {"page": "compare", "view": "two"},
        {"page": "compare", "view": "silo"},
        {"page": "neighbourhoods", "area": "E06000017"},
        {"page": "quadrant", "area": "E47000004"},
        {"page": "quadrant", "lens": "idea", "step": "3"},
        {"page": "authorities"},
        {"page": "scorecard", "area": "E08000012"},
    ],
    ids=lambda view: "-".join(view.values()),
)
def test_a_chart_alone_has_a_title_a_source_and_the_way_to_the_whole_page(
    view: dict[str, str],
) -> None:
    app = open_page(f"pages/{view.pop('page')}.py", present=present_mode.ALONE, **view)
    assert not app.exception
    headings = [one.proto.body for one in app.get("html") if "<h1" in one.proto.body]
    assert len(headings) == 1
    assert not [*app.button, *app.selectbox, *app.header, *labels(app)]
    whole = app.markdown[-1].value
    assert "[Bend the Line: the whole page](" in whole
    assert "present=" not in whole


@pytest.mark.parametrize("path", ["trends", "place", "compare", "quadrant", "authorities"])
def test_a_page_and_its_chart_alone_can_be_embedded(path: str) -> None:
    app = open_page(f"pages/{path}.py", lens="evidence")
    app.session_state[SHARE_MENU] = app.session_state[FRAME] = True
    app.run()
    _, alone, page = (one.value for one in app.code)
    assert "present=chart&amp;embed=true" in alone
    assert "present=" not in page
    assert "embed=true" in page
    for snippet in (alone, page):
        assert re.search(r'href="[^"]*/api/v1/(observations\?|quadrants?\b)', snippet)


def test_a_bad_run_sheet_in_the_address_is_refused_and_the_default_is_there() -> None:
    app = open_page("pages/run_sheet.py", sheet="damaged")
    assert "This run sheet cannot be used" in app.warning[0].value
    assert app.text_input(key="run sheet view 0").value == "The idea"


def test_a_run_sheet_is_renamed_moved_and_emptied() -> None:
    app = open_page("pages/run_sheet.py")
    app.text_input(key="run sheet view 0").set_value("Welcome").run()
    app.button(key="run sheet view 0 down").click().run()
    assert app.text_input(key="run sheet view 1").value == "Welcome"
    app.button(key="run sheet view 1 remove").click().run()
    assert app.header[0].value == "5 views"
    app.button(key="run sheet empty").click().run()
    assert app.header[0].value == "0 views"
    assert not [one for one in app.button if one.key == "start presenting"]


def test_an_empty_run_sheet_is_presented_as_empty_and_counts_nothing() -> None:
    app = open_page("pages/start.py", present="1", sheet=write_run_sheet_link(RunSheet("Mine", ())))
    assert "The run sheet is empty." in [one.value for one in app.markdown]
    assert not [one.value for one in app.markdown if " of 0" in one.value]
    assert [one.label for one in app.button] == ["Leave"]


@pytest.mark.parametrize("page", ["quick_view", "workshop", "methods"])
def test_a_page_to_do_something_on_is_passed_on_by_its_link_and_code_alone(page: str) -> None:
    app = open_page(f"pages/{page}.py")
    assert "Share this page" in [one.value for one in app.header]
    assert not {"Present", "Add to run sheet"} & {one.label for one in app.button}
    app.session_state[SHARE_MENU] = True
    assert any(f"/{page}?data=" in one.value for one in app.run().code)


def test_a_snippet_holds_any_address_and_title() -> None:
    made = write_snippet('http://a/?x="><script>', 'A "b" <c>', 800)
    assert "<script>" not in made
    assert made.count('"') % 2 == 0
    assert made.startswith("<iframe src=")
    assert made.endswith("</iframe>")


def test_a_snippet_leads_to_the_figures_where_the_api_has_them() -> None:
    made = write_snippet("http://a/map", "Map", 560, 'http://a/api/v1/observations?area=a&x="')
    assert '<a href="http://a/api/v1/observations?area=a&amp;x=&quot;">' in made
    assert 'height="560"' in made
    assert "<a " not in write_snippet("http://a/map", "Map", 800)
