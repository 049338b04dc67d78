"""What a visitor can do on the quadrant's page, and what stands in the address afterwards."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from placelib.quadrant.idea import TITLES
from placelib.quadrant.powers_upload import COLUMNS
from tests.browser.access import assert_fits_every_width
from tests.browser.conftest import LookAtPage, OpenPage
from tests.browser.first_screen import MAIN_PICTURE

EVIDENCE = "/quadrant?area=E47000004&lens=evidence"
TAKE = "/quadrant?area=E47000004&lens=take"
DRAWN = "/quadrant?area=E47000004&lens=drawn&areas=E08000012.E08000015"


def test_a_lens_and_a_step_stand_in_the_address_and_survive_a_reload(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/quadrant?area=E47000006")
    page.get_by_role("button", name="Next step →").click()
    expect(page.get_by_role("heading", name=TITLES[1])).to_be_visible(timeout=60_000)
    assert "step=2" in page.url
    page.reload()
    visit.settled()
    assert page.get_by_role("heading", name=TITLES[1]).is_visible()
    page.get_by_role("radio", name="Evidence").click()
    page.get_by_role("heading", name="Who spends on each lever").wait_for(timeout=60_000)
    assert "lens=evidence" in page.url
    assert page.get_by_role("heading", name="Tees Valley: less than halfway").is_visible()
    assert not page.get_by_role("heading", name=TITLES[1]).is_visible()
    visit.settled()
    visit.assert_no_errors()


def test_the_keyboard_moves_the_point_and_the_sentence(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/quadrant?lens=idea&step=5")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowLeft")
    page.get_by_text("51 of 100").wait_for(timeout=60_000)
    visit.settled()
    visit.assert_no_errors()


def test_money_moved_stands_in_the_address_and_moves_the_sentence(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto(TAKE)
    page.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("It would decide £").wait_for(timeout=60_000)
    assert "more=25" in page.url
    visit.settled()
    visit.assert_no_errors()


def test_a_coding_is_refused_then_accepted_and_no_other_visit_sees_it(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto(TAKE)
    files = page.locator("input[type=file]")
    header = ",".join(COLUMNS)
    bad = f"{header}\nMe,skills,9,x\n".encode()
    files.set_input_files({"name": "coding.csv", "mimeType": "text/csv", "buffer": bad})
    page.get_by_text("The file was not used").wait_for(timeout=60_000)
    good = f"{header}\n*Me*,skills,1,An order\n".encode()
    page.locator("input[type=file]").set_input_files(
        {"name": "coding.csv", "mimeType": "text/csv", "buffer": good}
    )
    page.get_by_text("Uploaded, not official: powers as coded by *Me*").wait_for(timeout=60_000)
    visit.settled()
    visit.assert_no_errors()
    other = open_page().goto(TAKE)
    assert not other.get_by_text("Uploaded, not official").count()


def test_a_component_opens_its_indicators_with_links_and_sources(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto(EVIDENCE)
    page.get_by_text("How well figures fit: other choices, topics and indicators").click()
    link = page.get_by_role("link", name="Population density")
    link.wait_for(timeout=60_000)
    assert link.get_attribute("href") == "place?area=E47000004&indicator=population-density"
    visit.settled()
    visit.assert_no_errors()


@pytest.mark.parametrize("path", ["/quadrant?step=6", EVIDENCE, TAKE, DRAWN, "/authorities"])
def test_neither_page_scrolls_sideways(path: str, look_at_page: LookAtPage) -> None:
    visit = look_at_page("laptop")
    visit.goto(path)
    assert_fits_every_width(visit)
    visit.assert_no_errors()


def test_a_finger_moved_across_goes_through_the_idea_to_its_question(open_page: OpenPage) -> None:
    visit = open_page("phone")
    page = visit.goto("/quadrant?lens=idea&step=5")
    box = page.locator(MAIN_PICTURE).bounding_box()
    assert box is not None
    right, middle = box["x"] + 0.8 * box["width"], box["y"] + box["height"] / 2
    finger = page.context.new_cdp_session(page)
    for kind, left in (("touchStart", 0), *(("touchMove", 25 * step) for step in range(1, 9))):
        finger.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": right - left, "y": middle}]},
        )
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.get_by_text("Step 6 of 6")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("How does this idea strike you?")).to_be_visible(timeout=60_000)
    visit.assert_no_errors()


def test_presented_the_idea_ends_with_its_question_and_numbers_have_names(
    open_page: OpenPage,
) -> None:
    visit = open_page("projector")
    page = visit.goto("/quadrant?lens=idea&step=6&present=1")
    expect(page.get_by_text("How does this idea strike you?")).to_be_visible()
    page = visit.goto("/authorities?present=1")
    expect(page.get_by_text("4 Liverpool City Region")).to_be_visible()
    visit.assert_no_errors()
