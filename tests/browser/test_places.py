"""Places open in a real browser, say sensible things, and ask no other machine."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.access import assert_fits_every_width
from tests.browser.conftest import LookAtPage

PLACES = {
    "E08000012": ("Liverpool", "Liverpool City Region"),
    "E08000031": ("Wolverhampton", "West Midlands"),
    "E08000029": ("Solihull", "West Midlands"),
    "E06000064": ("Westmorland and Furness", "North West"),
    "E09000007": ("Camden", "London"),
    "E07000008": ("Cambridge", "Cambridgeshire and Peterborough"),
    "W06000015": ("Cardiff", "Wales"),
    "N09000003": ("Belfast", "Northern Ireland"),
    "S12000049": ("Glasgow City", "Scotland"),
    "E06000053": ("Isles of Scilly", "South West"),
    "E47000001": ("Greater Manchester", "North West"),
    "E12000002": ("North West", "England"),
    "E92000001": ("England", "United Kingdom"),
}
# One headline figure of each place with what may be said of it, looked up by hand in the source's
# files: label, figure, words and period. Behind the words stands the 95%
# interval of the difference; Belfast has 54.2 to 59.1 years, the United Kingdom 60.9.
WORK, PAY = "Employment rate (Great Britain)", "Gross median weekly pay"
HEALTH, INCOME = "Female healthy life expectancy", "Gross disposable household income per head"
FIGURES = {
    "E08000012": (WORK, "67.5%", "lower than England (76.0%)", "2023"),
    "E08000031": (WORK, "70.3%", "not clearly different from England (76.0%)", "2023"),
    "E08000029": (WORK, "77.6%", "not clearly different from England (76.0%)", "2023"),
    "E06000064": (WORK, "82.0%", "higher than England (76.0%)", "2023"),
    "E09000007": (PAY, "£880", "higher than England (£648)", "April 2025"),
    "E07000008": (PAY, "£764", "higher than England (£648)", "April 2025"),
    "W06000015": (WORK, "74.6%", "not clearly different from the United Kingdom (75.7%)", "2023"),
    "N09000003": (
        HEALTH,
        "56.6 years",
        "lower than the United Kingdom (60.9), worse",
        "2022 to 2024",
    ),
    "S12000049": (
        HEALTH,
        "56.1 years",
        "lower than the United Kingdom (60.9), worse",
        "2022 to 2024",
    ),
    # No interval is published for it, so the difference is told and nothing judged.
    "E06000053": (INCOME, "£23,324", "£2,101 below England (£25,425)", "2023"),
    "E47000001": (WORK, "71.9%", "lower than England (76.0%)", "2023"),
    "E12000002": (HEALTH, "59.2 years", "lower than England (61.3), worse", "2022 to 2024"),
    # 61.0 to 61.6 beside 60.7 to 61.2: the difference of 0.4 may be nought (−0.02 to 0.8).
    "E92000001": (
        HEALTH,
        "61.3 years",
        "not clearly different from the United Kingdom (60.9)",
        "2022 to 2024",
    ),
}
HOSTILE = (
    "![x](https://evil.example/a.png)",
    "[Log in](https://evil.example)",
    # Streamlit's Markdown makes links of bare addresses too.
    "https://evil.example",
    "www.evil.example",
    "help@evil.example",
)
SECTIONS = (
    "What stands out",
    "Who knows the place, and who decides?",
    "Look closer",
    "By topic",
    "What is missing here, and why",
    "Share and export",
)


@pytest.mark.parametrize("code", PLACES)
def test_a_place_opens_with_every_section_and_without_an_error(
    code: str, look_at_page: LookAtPage
) -> None:
    name, belongs_to = PLACES[code]
    visit = look_at_page("laptop")
    page = visit.goto(f"/place?area={code}")
    assert page.get_by_role("heading", level=1).inner_text() == name
    assert page.title() == f"{name} – Bend the Line"
    label = re.compile(f"^{re.escape(FIGURES[code][0])}")
    card = page.get_by_role("listitem").filter(has_text=label)
    assert tuple(card.inner_text().split("\n")) == FIGURES[code]
    headings = page.get_by_role("heading", level=2).all_inner_texts()
    assert tuple(headings) == SECTIONS
    assert page.get_by_role("link", name=belongs_to).first.is_visible()
    way = page.get_by_role("link", name="Compare with its peers").get_attribute("href")
    assert (way or "").endswith(f"compare?area={code}")
    assert not page.get_by_test_id("stAlert").filter(has_text="went wrong").count()
    visit.assert_no_errors()
    visit.assert_only_loopback()


@pytest.mark.parametrize("path", ["/", "/place?area=E06000058", "/methods"])
def test_a_page_fits_every_screen_and_has_a_footer(path: str, look_at_page: LookAtPage) -> None:
    visit = look_at_page("phone")
    page = visit.goto(path)
    assert page.get_by_text("Open Government Licence v3.0").last.is_visible()
    assert page.get_by_text("Data version").last.is_visible()
    assert_fits_every_width(visit)
    visit.assert_no_errors()


def test_an_unknown_code_gets_a_sentence_and_a_place(look_at_page: LookAtPage) -> None:
    page = look_at_page().goto("/place?area=%3Cscript%3Ealert(1)%3C/script%3E")
    assert page.get_by_text("is not a place we know").is_visible()
    assert page.get_by_role("heading", level=1).inner_text() == "Liverpool"


@pytest.mark.parametrize("given", HOSTILE)
def test_markdown_in_the_address_is_shown_as_it_is_typed(
    given: str, look_at_page: LookAtPage
) -> None:
    visit = look_at_page()
    page = visit.goto(f"/place?area={quote(given)}")
    notice = page.get_by_test_id("stAlert").filter(has_text="is not a place we know")
    expect(notice).to_have_count(1)
    # Signs without a shape may stand in it, to keep an address from becoming a link.
    shown = re.sub("[\u200b\u2060]", "", notice.inner_text())
    assert f"“{given}” is not a place we know." in shown
    assert notice.locator("a, img").count() == 0
    assert page.locator("[href*='evil'], [src*='evil']").count() == 0
    assert page.get_by_role("heading", level=1).inner_text() == "Liverpool"
    assert not [url for url in visit.requests if url.startswith(("http://evil", "https://evil"))]
    visit.assert_only_loopback()
    visit.assert_no_errors()


def test_a_dead_code_leads_to_its_successor(look_at_page: LookAtPage) -> None:
    page = look_at_page().goto("/place?area=E07000026")
    assert page.get_by_role("heading", level=1).inner_text() == "Cumberland"
    assert page.get_by_text("is now Cumberland").is_visible()


def test_the_chart_of_a_link_is_the_one_that_is_drawn(look_at_page: LookAtPage) -> None:
    page = look_at_page().goto("/place?area=E08000012&indicator=employment-rate")
    assert page.get_by_text("The employment rate in Liverpool was").first.is_visible()
