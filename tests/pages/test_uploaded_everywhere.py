"""An uploaded measure on Map, Trends, Compare and Place, in its own visit and in no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from placelib.database.cache import SNAPSHOTS
from placelib.model import is_uploaded_slug
from placelib.ui.components.share_menu import SHARE_MENU
from placelib.ui.quick_view.state import NAME, QuickView
from placelib.urls import COMPARE, MAP, PLACE, QUICK, RUN_SHEET, TRENDS, Page
from tests.uploads import made_files as made

ROOT = Path(__file__).resolve().parents[2]
TITLE = "Zebra crossings"
NATION = [["E92000001", "England", year, "12.5"] for year in ("2022", "2023")]
ROWS = [
    ["Area code", "Area name", "Year", f"{TITLE} per 1,000 people"],
    *made.table(year="2022", first=9.5)[1:],
    *made.table(year="2023", first=10.5)[1:],
    *NATION,
]
COUNTS = [["Area code", "Area name", "Year", TITLE], *made.table(first=1000)[1:]]
ELSEWHERE = {
    MAP: {"period": "2023"},
    TRENDS: {"areas": "E08000012.E08000003"},
    COMPARE: {"area": "E08000012"},
    PLACE: {"area": "E08000012"},
}


def open_app() -> AppTest:
    opened = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    return opened.run()


def go_to(app: AppTest, page: Page, **settings: str) -> AppTest:
    for name in list(app.query_params):
        del app.query_params[name]
    for name, value in settings.items():
        app.query_params[name] = value
    app.switch_page(page.file)
    return app.run()


def upload(app: AppTest, rows: list[list[str]], name: str = "zebra.csv") -> AppTest:
    go_to(app, QUICK)
    app.file_uploader[0].set_value((name, made.csv(rows), "text/csv")).run()
    for label in ("Go on: describe the figures", "Show it"):
        next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return app


@pytest.fixture(scope="module")
def app() -> AppTest:
    """A visit that has uploaded a rate of ten councils and of England; tests only look around."""
    return upload(open_app(), ROWS)


@pytest.fixture
def fresh_app() -> AppTest:
    """The same visit for one test alone, which changes what it holds or begins where it stands."""
    return upload(open_app(), ROWS)


def find_slug(app: AppTest, *, per_head: bool = False) -> str:
    view: QuickView = app.session_state[NAME]
    measures = view.offer_measures()
    assert measures is not None
    return next(slug for slug in measures.list_labels() if ("per" in slug) == per_head)


def said(app: AppTest) -> str:
    """Everything the page says as a reader sees it, without the signs that escape Markdown."""
    notes = (app.info, app.warning, app.error)
    parts = (app.title, app.header, app.subheader, app.markdown, app.caption, *notes)
    words = "\n".join(str(one.value) for part in parts for one in part)
    html = "\n".join(str(one.proto.body) for one in app.get("html"))
    return f"{words}\n{html}".replace("\\", "").replace("\u2060", "")


def indicator_options(app: AppTest) -> list[str]:
    return next(one for one in app.selectbox if one.label in ("Indicator", "Across")).options


@pytest.mark.parametrize("page", list(ELSEWHERE), ids=lambda page: page.title)
def test_a_visitors_measure_stands_first_in_the_list_and_is_shown_as_uploaded(
    app: AppTest, page: Page
) -> None:
    go_to(app, page, **ELSEWHERE[page])
    assert indicator_options(app)[0].startswith(f"Your file: {TITLE}")
    assert TITLE not in said(app)
    go_to(app, page, indicator=find_slug(app), **ELSEWHERE[page])
    assert not app.exception
    assert not app.error
    words = said(app)
    assert f"{TITLE} per 1,000 people (uploaded)" in words
    assert "Uploaded figures, not official ones" in words
    assert "not checked by us" in words.casefold()


@pytest.mark.parametrize("view", ["peers", "distribution", "two"])
def test_every_way_to_compare_takes_an_uploaded_measure(app: AppTest, view: str) -> None:
    go_to(app, COMPARE, indicator=find_slug(app), area="E08000012", view=view)
    assert not app.exception
    assert f"{TITLE} per 1,000 people (uploaded)" in said(app)
    go_to(
        app, COMPARE, indicator="employment-rate", against=find_slug(app), area="E08000012",
        view="two",
    )  # fmt: skip
    assert not app.exception
    words = said(app)
    assert "(uploaded)" in words
    assert "Source: " in words


@pytest.mark.parametrize(
    ("page", "settings"),
    [
        (MAP, {"view": "tiles"}),
        (MAP, {"view": "list"}),
        (MAP, {"fade": "yes", "same": "yes", "area": "E08000012"}),
        (TRENDS, {"areas": "E08000012", "view": "index"}),
        (TRENDS, {"areas": "E08000012", "view": "gap"}),
        (TRENDS, {"areas": "E08000012", "from": "2022", "to": "2023"}),
        (PLACE, {"area": "E92000001"}),
    ],
)
def test_every_setting_of_a_page_takes_an_uploaded_measure(
    app: AppTest, page: Page, settings: dict[str, str]
) -> None:
    go_to(app, page, indicator=find_slug(app), **settings)
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert f"{TITLE} per 1,000 people (uploaded)" in said(app)


@pytest.mark.parametrize("page", list(ELSEWHERE), ids=lambda page: page.title)
def test_an_uploaded_measure_can_be_presented(app: AppTest, page: Page) -> None:
    go_to(app, page, indicator=find_slug(app), present="1", **ELSEWHERE[page])
    assert not app.exception
    words = said(app)
    assert f"{TITLE} per 1,000 people (uploaded)" in words
    assert "Uploaded figures, not official ones" in words


@pytest.mark.parametrize("page", list(ELSEWHERE), ids=lambda page: page.title)
def test_a_link_to_an_upload_says_to_another_visit_what_is_missing(
    app: AppTest, page: Page
) -> None:
    slug, other = find_slug(app), open_app()
    go_to(other, page, indicator=slug, **ELSEWHERE[page])
    assert not other.exception
    words = said(other)
    assert "The link names a measure of an uploaded file." in words
    assert "Zebra" not in words
    assert "(uploaded)" not in words


def test_place_or_silo_says_why_a_file_of_ten_councils_is_no_column(app: AppTest) -> None:
    go_to(app, COMPARE, indicator=find_slug(app), area="E08000012", view="silo")
    assert not app.exception
    assert "(uploaded) is not among the columns: no period has figures" in said(app)


def test_two_visits_never_see_each_others_figures(fresh_app: AppTest) -> None:
    rows = [
        ["Area code", "Area name", "Year", "Otters per 1,000 people"],
        *made.table(first=70)[1:],
    ]
    other = upload(open_app(), rows, "otters.csv")
    slugs = find_slug(fresh_app), find_slug(other)
    assert slugs[0] != slugs[1]
    for page, settings in ELSEWHERE.items():
        go_to(fresh_app, page, indicator=slugs[0], **settings)
        go_to(other, page, indicator=slugs[1], **settings)
        assert "Otter" not in said(fresh_app)
        assert "Zebra" not in said(other)
        assert "Otters per 1,000 people (uploaded)" in said(other)
        # A name that was found out or guessed leads nowhere.
        go_to(other, page, indicator=slugs[0], **settings)
        assert "Zebra" not in said(other)
    caches = SNAPSHOTS.current().answers
    assert caches
    for builder, cache in caches.items():
        for key, entry in cache._entries.items():  # noqa: SLF001 - what all visitors share
            assert not any(is_uploaded_slug(part) for part in key[0] if isinstance(part, str))
            assert "Zebra" not in str(entry.results), builder
            # In full: there is a neighbourhood called Otterspool.
            assert "Otters per 1,000" not in str(entry.results), builder


def test_the_measure_is_gone_everywhere_once_the_upload_is_removed(fresh_app: AppTest) -> None:
    slug = find_slug(fresh_app)
    go_to(fresh_app, QUICK)
    next(one for one in fresh_app.button if one.label == "Remove this upload").click().run()
    go_to(fresh_app, MAP, indicator=slug)
    assert not fresh_app.exception
    assert "The link names a measure of an uploaded file." in said(fresh_app)
    assert not indicator_options(fresh_app)[0].startswith("Your file")


def test_another_file_takes_the_place_of_the_first_under_other_names(fresh_app: AppTest) -> None:
    slug = find_slug(fresh_app)
    go_to(fresh_app, QUICK)
    fresh_app.segmented_control(key="quick step").set_value("file").run()
    rows = [["Area code", "Area name", "Year", "Otters per 1,000 people"], *made.table()[1:]]
    fresh_app.file_uploader[0].set_value(("otters.csv", made.csv(rows), "text/csv")).run()
    assert find_slug(fresh_app) != slug
    go_to(fresh_app, MAP, indicator=slug)
    assert "The link names a measure of an uploaded file." in said(fresh_app)


def test_a_count_is_listed_and_offered_per_head_with_the_year_of_the_population() -> None:
    app = upload(open_app(), COUNTS)
    go_to(app, MAP, indicator=find_slug(app))
    assert f"{TITLE} (uploaded)" in said(app)
    assert "This is a count, so it is listed" in said(app)
    go_to(app, MAP, indicator=find_slug(app, per_head=True))
    assert not app.exception
    assert "Divided by the official mid-year population of 2023." in said(app)
    assert "per 1,000 people" in said(app)


def test_places_that_the_file_leaves_out_are_said_and_its_own_are_offered(app: AppTest) -> None:
    slug = find_slug(app)
    go_to(app, TRENDS, indicator=slug, areas="E08000014")
    assert "Sefton is not in your file." in said(app)
    next(one for one in app.button if one.label == "Show places of your file").click().run()
    assert f"{TITLE} per 1,000 people (uploaded)" in app.title[0].value.replace("\\", "")
    go_to(app, COMPARE, indicator=slug, area="E08000014")
    assert "Sefton is not in your file." in said(app)
    next(one for one in app.button if one.label.startswith("Show ")).click().run()
    assert not app.exception
    assert f"{TITLE} per 1,000 people (uploaded)" in app.title[0].value.replace("\\", "")


@pytest.mark.parametrize(
    "label", ["On the map", "Over time", "Compare", "On the page of the place"]
)
def test_the_quick_view_leads_to_the_measure_on_other_pages(fresh_app: AppTest, label: str) -> None:
    next(one for one in fresh_app.button if one.label == label).click().run()
    assert not fresh_app.exception
    assert not fresh_app.warning
    assert f"{TITLE} per 1,000 people (uploaded)" in said(fresh_app)
    assert fresh_app.query_params["indicator"] == find_slug(fresh_app)


def test_the_run_sheet_of_the_visit_takes_the_view_and_its_link_names_nothing(
    fresh_app: AppTest,
) -> None:
    go_to(fresh_app, TRENDS, indicator=find_slug(fresh_app), areas="E08000012")
    fresh_app.session_state[SHARE_MENU] = True
    fresh_app.run()
    next(one for one in fresh_app.button if one.label == "Add to run sheet").click().run()
    go_to(fresh_app, RUN_SHEET)
    titles = [one.value for one in fresh_app.text_input]
    assert titles[-1] == "Uploaded figures, Trends"
    next(one for one in fresh_app.button if one.label == "Start presenting").click().run()
    assert not fresh_app.exception
