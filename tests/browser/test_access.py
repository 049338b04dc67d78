"""Every page for everyone: axe, headings in order, nothing wider than a phone, the menu by keys.

A page that is open is looked at in all ways at once: its first screen (first_screen.py) and what it
asks for ahead (ahead.py) too.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.access import (
    double_text,
    findings,
    grave,
    heading_faults,
    look,
    width_faults,
)
from tests.browser.ahead import find_missing, list_forbidden
from tests.browser.browsing import settled
from tests.browser.conftest import LookAtPage, OpenPage
from tests.browser.first_screen import BEGINNINGS, BUDGETS, PAGES, assert_inside, list_faults
from tests.browser.views import NARROWEST, STATES, VIEWPORTS, View
from tests.browser.walks import Keys

# `make measure WHAT=accessibility` also tries the other four combinations.
LOOKS = (("phone", "light"), ("laptop", "dark"))


@pytest.mark.parametrize("view", STATES, ids=lambda view: view.name)
def test_a_page_serves_everyone(view: View, look_at_page: LookAtPage) -> None:
    visit = look_at_page("phone")
    page = visit.goto(view.path)
    problems = [f"on a phone: {fault}" for fault in width_faults(page)]
    problems += heading_faults(page)
    for viewport, scheme in LOOKS:
        look(visit, VIEWPORTS[viewport], scheme)
        # Before axe, for which the screen grows as long as the page.
        if view.path in (*PAGES, *BEGINNINGS):
            problems += [f"{viewport}: {fault}" for fault in list_faults(BUDGETS[viewport], page)]
        problems += list_forbidden(page)
        problems += [f"{viewport} {scheme}: {one}" for one in grave(findings(page))]
    problems += find_missing(page, view.path)
    page.set_viewport_size({"width": NARROWEST[0], "height": NARROWEST[1]})
    settled(page)
    problems += [f"at 320: {fault}" for fault in width_faults(page)]
    assert not problems, "\n".join(map(str, problems))


def test_the_first_page_of_a_phone_has_few_words_and_a_menu_that_goes_out_of_the_way(
    open_page: OpenPage,
) -> None:
    visit = open_page("phone")
    page = visit.goto("/")
    assert_inside(BUDGETS["phone"], page)
    # Called menu for eyes and ears.
    button = page.get_by_role("button", name="Menu", exact=True)
    button.wait_for()
    shown = button.evaluate("button => getComputedStyle(button, '::after').content")
    assert shown == '"Menu"'
    drawer = page.get_by_test_id("stSidebar")
    assert drawer.evaluate("drawer => drawer.inert")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.wait_for_function("() => !document.querySelector('[data-testid=stSidebar]').inert")
    drawer.get_by_role("link", name="Trends").click()
    page.wait_for_function("() => document.querySelector('[data-testid=stSidebar]').inert")
    page.wait_for_function("() => document.title === 'Trends – Bend the Line'")
    visit.settled()
    assert " in Liverpool between " in page.get_by_role("heading", level=1).inner_text()


def test_the_label_of_a_box_to_tick_is_whole_on_a_phone(look_at_page: LookAtPage) -> None:
    page = look_at_page("phone").goto("/workshop")
    page.set_viewport_size({"width": NARROWEST[0], "height": NARROWEST[1]})
    cut = "labels => labels.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    assert page.locator('[data-testid="stCheckbox"] p').evaluate_all(cut) == 0


def test_another_page_is_said_and_the_tab_key_goes_on_from_its_heading(open_page: OpenPage) -> None:
    visit = open_page("laptop")
    page = visit.goto("/")
    visit.follow_menu("Explore", "Map")
    page.wait_for_function("() => document.activeElement?.tagName === 'H1'")
    said = page.get_by_role("status").filter(has_text="Map – Bend the Line")
    said.first.wait_for(state="attached")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_table_wider_than_the_screen_can_be_scrolled_with_keys(open_page: OpenPage) -> None:
    page = open_page("phone").goto("/authorities")
    page.get_by_text("The test of each of the").click()
    boxes = page.get_by_role("region", name="Table, wider than the screen")
    boxes.first.wait_for(state="attached")
    assert boxes.first.evaluate("box => box.tabIndex === 0 && box.scrollWidth > box.clientWidth")


def test_labels_on_the_main_colour_can_be_read_in_the_dark(open_page: OpenPage) -> None:
    page = open_page("laptop", "dark").goto("/trends?area=E08000012")
    page.get_by_role("button", name="Places").click()
    page.locator("[data-tag]").first.wait_for()
    page.wait_for_function(
        "() => getComputedStyle(document.querySelector('[data-tag]')).backgroundColor"
        " === 'rgb(47, 111, 168)'"
    )


# What has neither text nor a line of its own in forced colours cannot be seen there.
_UNSEEN_CONTROLS = """
() => [...document.querySelectorAll('[data-testid="stMain"] :is(button, summary, input)')]
  .filter((element) => element.getBoundingClientRect().width > 2)
  .filter((element) => {
    const style = getComputedStyle(element);
    const hasLine = parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none';
    return !hasLine && !element.innerText?.trim() && !element.querySelector('svg, [role=img], span')
      && !element.closest('label, [data-baseweb], [data-testid]');
  })
  .map((element) => element.outerHTML.slice(0, 120))
"""


@pytest.mark.parametrize("path", ["/place?area=E08000012", "/map?area=E08000012", "/authorities"])
def test_every_control_can_be_seen_with_forced_colours_and_text_of_twice_the_size_fits(
    path: str, look_at_page: LookAtPage
) -> None:
    visit = look_at_page("laptop")
    visit.page.emulate_media(forced_colors="active")
    page = visit.goto(path)
    assert page.evaluate(_UNSEEN_CONTROLS) == []
    swatches = page.locator(".map-legend [style*=background]").all()
    grounds = {one.evaluate("one => getComputedStyle(one).backgroundColor") for one in swatches}
    assert len(grounds) > 3 or not swatches
    visit.page.emulate_media(forced_colors="none")
    visit.settled()
    assert_double_text_fits(page)


@pytest.mark.parametrize("path", ["/", "/place?area=E08000012", "/quadrant?lens=idea&step=4"])
def test_with_less_motion_nothing_moves(path: str, look_at_page: LookAtPage) -> None:
    visit = look_at_page("laptop")
    visit.page.emulate_media(reduced_motion="reduce")
    page = visit.goto(path)
    moving = "() => document.getAnimations().filter(one => one.playState === 'running').length"
    assert page.evaluate(moving) == 0


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/trends",
        "/trends?present=1",
        "/quadrant?area=E47000004&lens=evidence&present=1",
        "/neighbourhoods?area=E08000012&against=E06000052&present=1",
    ],
)
def test_text_of_twice_the_size_fits(path: str, look_at_page: LookAtPage) -> None:
    assert_double_text_fits(look_at_page("laptop").goto(path))


def assert_double_text_fits(page: Page) -> None:
    """Fail where a page is wider than the screen once its text is of twice the size."""
    double_text(page)
    assert width_faults(page) == []


def test_two_places_beside_each_other_fit_the_narrowest_screen_and_text_of_twice_the_size(
    look_at_page: LookAtPage,
) -> None:
    visit = look_at_page("laptop")
    page = visit.goto("/neighbourhoods?area=E08000012&against=E06000052")
    look(visit, NARROWEST, "light")
    assert width_faults(page) == []
    look(visit, VIEWPORTS["laptop"], "light")
    assert_double_text_fits(page)


def test_options_downloads_and_present_mode_are_opened_and_left_by_keys(
    open_page: OpenPage,
) -> None:
    visit = open_page("laptop")
    page = visit.goto("/map?area=E08000012")
    keys = Keys(visit)
    keys.use("Options")
    page.get_by_text("Classes", exact=True).wait_for()
    page.keyboard.press("Escape")
    page.get_by_text("Classes", exact=True).wait_for(state="hidden")
    keys.use("Download")
    page.get_by_text("CSV (").wait_for()
    page.keyboard.press("Escape")
    page.get_by_text("CSV (").wait_for(state="hidden")
    page = visit.goto("/trends?area=E08000012")
    keys.use("Present")
    page.get_by_role("button", name="Leave").wait_for(state="attached")
    visit.settled()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Download").wait_for()
