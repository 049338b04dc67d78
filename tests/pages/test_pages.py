"""The pages run in Streamlit's own test runner, and errors become sentences."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from placelib.quadrant.lever_holders import find_lever_holder
from placelib.urls import PAGES
from placelib.views import place as place_view
from placelib.views import snapshot_records
from tests.page_runs import open_page


@pytest.mark.parametrize("page", [address.file for address in PAGES])
def test_every_page_of_the_menu_runs_without_an_error(page: str) -> None:
    app = open_page(page)
    assert not app.exception
    assert not app.error
    assert app.title


def test_the_address_decides_the_place() -> None:
    assert open_page("pages/place.py", area="S12000049").title[0].value == "Glasgow City"


def _go_on(app: AppTest, page: str, **parameters: str) -> AppTest:
    """Follow the menu, which leads to a page's bare address."""
    app.switch_page(page)
    for name in list(app.query_params):
        del app.query_params[name]
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def test_the_place_is_carried_by_the_menu_and_stands_in_the_address() -> None:
    app = _go_on(open_page("pages/place.py", area="E06000052"), "pages/compare.py")
    assert "E06000052" in app.query_params["area"]
    assert "Cornwall" in app.title[0].value
    app = _go_on(app, "pages/trends.py")
    assert "Cornwall" in app.title[0].value
    app = _go_on(app, "pages/compare.py", area="E08000012")
    assert "Liverpool" in app.title[0].value
    assert _go_on(app, "pages/place.py").title[0].value == "Liverpool"


def test_a_list_of_places_a_presented_view_and_a_wrong_place_are_left_as_they_are() -> None:
    app = open_page("pages/place.py", area="E06000052")
    assert "area" not in _go_on(app, "pages/trends.py", areas="W06000015").query_params
    assert "area" not in _go_on(app, "pages/compare.py", present="1").query_params
    app = _go_on(app, "pages/place.py", area="nowhere")
    assert _go_on(app, "pages/place.py").title[0].value == "Cornwall"


def test_an_area_without_a_page_is_refused_with_a_sentence_and_the_footer_stays() -> None:
    app = open_page("pages/place.py", area="E23000004")
    assert "police force area" in " ".join(one.value for one in app.info)
    assert not app.error
    assert any("Data version" in one.proto.body for one in app.get("html"))


def test_the_footer_says_of_which_day_the_data_is() -> None:
    elements = [one.proto.body for one in open_page("pages/start.py").get("html")]
    (footer,) = [one for one in elements if "Data version" in one]
    assert "Data of 26 June 2026. Data version 2026-06-26-" in footer


def test_a_place_with_a_new_code_says_which_figures_come_from_the_old_one() -> None:
    app = open_page("pages/place.py", area="E08000039")
    (said,) = [one.value for one in app.caption if "E08000019" in one.value]
    assert said == (
        "Until 2025 this place had the code E08000019. Figures published under it are shown here, "
        "for the boundary of their time."
    )
    others = open_page("pages/place.py", area="E08000012").caption
    assert not any("this place had the code" in one.value for one in others)


def test_an_unforeseen_error_shows_a_reference_and_nothing_of_its_inside(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(code: str) -> None:
        raise RuntimeError(f"secret path /srv/{code}")

    monkeypatch.setattr(place_view, "find_place_outliers", broken)
    app = open_page("pages/place.py", area="E08000012")
    assert not app.exception
    shown = app.error[0].value
    assert "secret" not in shown
    assert "/srv" not in shown
    reference = shown.rsplit(" ", 1)[1].rstrip(".")
    assert len(reference) == 8
    assert any(reference in record.getMessage() for record in caplog.records)


def test_a_county_that_was_split_names_both_successors() -> None:
    app = open_page("pages/place.py", area="E10000006")
    assert app.title[0].value == "Cumbria"
    notice = " ".join(one.value for one in app.info)
    assert "Cumberland and Westmorland and Furness" in notice


def test_every_current_place_is_offered_by_the_finder_under_a_name_of_its_own() -> None:
    options = place_view.build_place_options()
    registry = snapshot_records.get_registry()
    current = {area.code for area in registry.areas.values() if area.has_page and area.is_current}
    assert set(options) == current
    assert len(set(options.values())) == len(options)


def test_every_blank_of_an_indicator_is_listed_with_its_reason() -> None:
    app = open_page("pages/methods.py", indicator="gross-median-weekly-pay")
    (frame,) = [one.value for one in app.dataframe if "Reason for a gap" in one.value]
    assert set(frame["Figure"]) <= {"[c]", "[x]", "[z]", "[u]", "no value"}
    assert frame["Reason for a gap"].all()
    assert "City of London" in set(frame["Place"])


def test_a_place_can_be_limited_to_what_its_authority_could_move() -> None:
    topic = "health and wellbeing"
    app = open_page("pages/place.py", area="E08000012", topic=topic, holder="authority")
    assert not app.exception
    text = " ".join(element.value for element in app.markdown)
    slugs = [indicator.slug for indicator in snapshot_records.get_catalogue().in_topic(topic)]
    shown = [
        slug
        for slug, _ in place_view.build_topic_rows("E08000012", topic, dark=False)
        if find_lever_holder(slug).part_of("authority") is not None
    ]
    assert 0 < len(shown) < len(slugs)
    assert f"The authority holds a documented part in {len(shown)} of" in text
    labels = " ".join(part.label.replace("\\", "") for part in app.expander)
    assert f"Health and wellbeing, Authority’s levers: {len(shown)} indicator" in labels
    link = next(box for box in app.selectbox if box.label == "Whose levers")
    assert link.value == "authority"


def test_no_place_is_offered_levers_of_an_authority_that_it_does_not_have() -> None:
    # Cornwall has no combined authority; the coding is for England, so Cardiff is asked nothing.
    app = open_page("pages/place.py", area="E06000052", holder="authority")
    (levers,) = [box for box in app.selectbox if box.label == "Whose levers"]
    assert levers.value == "all"
    assert "Authority’s levers" not in levers.options
    cardiff = open_page("pages/place.py", area="W06000015")
    assert "Whose levers" not in [box.label for box in cardiff.selectbox]


def test_every_card_and_example_of_the_first_page_leads_to_its_page() -> None:
    marks = " ".join(one.proto.body for one in open_page("pages/start.py").get("html"))
    links = re.findall(r'<a class="page-link" href="\./([^"]*)"', marks)
    assert [link for link in links if link.startswith("place")] == [
        "place?area=E08000012",
        "place?area=E07000008",
        "place?area=S12000049",
    ]
    cards = ["compare", "quadrant?lens=idea", "map", "quick_view", "workshop", "join"]
    assert links[3:9] == cards
