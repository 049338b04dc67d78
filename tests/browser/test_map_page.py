"""What a visitor can do on the Map page, and what travels when they do."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import Visit
from tests.browser.conftest import OpenPage

SVG = "{http://www.w3.org/2000/svg}"
CHART = "[data-testid=stDeckGlJsonChart] canvas"
# Bytes a change may send over the websocket, for an indicator without intervals (as most are) and
# for one with: of all councils of the country, and of those of a region.
COUNTRY = (18_000, 21_500)
REGION = (12_500, 13_500)


def choose(page: Page, indicator: str) -> None:
    page.get_by_role("combobox", name="Indicator").click()
    page.keyboard.type(indicator)
    page.keyboard.press("Enter")


def count_frames(visit: Visit) -> list[int]:
    """The sizes of frames as they arrive, without the one that opens a run: it lists the menu and
    the file it runs, "/srv/bend/app.py", so its size is of the machine and not of the map."""
    sizes: list[int] = []

    def count_frame(frame: str | bytes) -> None:
        content = frame if isinstance(frame, bytes) else frame.encode()
        if b"/app.py" not in content:
            sizes.append(len(content))

    visit.page.on("websocket", lambda socket: socket.on("framereceived", count_frame))
    return sizes


@pytest.mark.first_visit
@pytest.mark.parametrize(("within", "most"), [("K02000001", COUNTRY), ("E12000002", REGION)])
def test_a_change_of_indicator_sends_values_and_no_shapes(
    open_page: OpenPage, within: str, most: tuple[int, int]
) -> None:
    visit = open_page()
    sizes = count_frames(visit)
    # The bounds are of a list in the order of the figures; by name it has other names.
    page = visit.goto(f"/map?indicator=median-age&within={within}&sort=high")
    shapes = [url for url in visit.requests if "boundaries/ltla." in url]
    assert shapes
    # A map that is cut to a part of a nation names it: “4G coverage in the North West: …”.
    for number, indicator in enumerate(("4G coverage", "5G coverage", "Cigarette smokers")):
        sizes.clear()
        visit.requests.clear()
        choose(page, indicator)
        page.get_by_role("heading", name=re.compile(f"^{indicator}( in [^:]+)?: ")).wait_for(
            timeout=60_000
        )
        visit.settled()
        # The first change sends the list of indicators once more; then the browser keeps it.
        print(indicator, sum(sizes))
        assert number == 0 or sum(sizes) <= most[number - 1]
        assert not [url for url in visit.requests if ".geojson" in url and "areas" in url]
    assert "indicator=cigarette-smokers" in page.url
    visit.assert_no_errors()


def test_a_click_on_an_area_opens_its_page(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/map?level=ctry&indicator=median-age")
    page.wait_for_timeout(500)
    chart = page.locator(CHART).first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    # The middle of Scotland, a quarter of the way down.
    page.mouse.move(box["x"] + box["width"] * 0.47, box["y"] + box["height"] * 0.43)
    page.get_by_text("years above", exact=False).first.wait_for(timeout=60_000)
    page.mouse.click(box["x"] + box["width"] * 0.47, box["y"] + box["height"] * 0.43)
    expect(page).to_have_url(re.compile(r"/place\?area=S92000003"), timeout=60_000)


def test_a_wheel_over_the_map_scrolls_the_page_and_with_ctrl_zooms_the_map(
    open_page: OpenPage,
) -> None:
    page = open_page().goto("/map?area=E08000012")
    # What deck.gl hears of the wheel is what reaches the canvas.
    page.evaluate(
        """() => { window.heard = 0; document.querySelector('#deckgl-wrapper')
        .addEventListener('wheel', () => { window.heard += 1; }); }"""
    )
    scrolled = "() => document.querySelector('[data-testid=stMain]').scrollTop"
    heard = "() => window.heard"
    page.locator(CHART).first.hover()
    page.mouse.wheel(0, 200)
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop >= 200")
    assert page.evaluate(heard) == 0
    page.keyboard.down("Control")
    page.mouse.wheel(0, 200)
    page.keyboard.up("Control")
    page.wait_for_function("() => window.heard > 0")
    assert page.evaluate(scrolled) == 200


def test_a_borough_is_opened_by_a_click_in_the_box_beside_the_map(open_page: OpenPage) -> None:
    page = open_page().goto("/map?area=E08000012")
    page.get_by_text("In the box: London, enlarged.").wait_for()
    # The box lies as the deck describes it, 28 pixels right of the middle and 144 wide; Bromley is
    # the large borough in its lower right.
    box = page.locator(CHART).first.bounding_box()
    assert box
    # A slow hand's press, as long as a machine without a graphics card takes over a quick one.
    x, y = box["x"] + box["width"] / 2 + 28 + 95, box["y"] + 4 + 85
    page.mouse.click(x, y, delay=700)
    page.wait_for_url("**/place?area=E09*")


def test_the_text_at_the_pointer_never_leaves_the_map(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/map?indicator=employment-rate&level=rgn&within=E92000001")
    box = page.locator(CHART).bounding_box()
    assert box
    text = page.locator(".deck-tooltip")
    # Close enough for land up to every edge.
    page.mouse.move(box["x"] + box["width"] * 0.55, box["y"] + box["height"] * 0.55)
    page.keyboard.down("Control")
    for _ in range(6):
        page.mouse.wheel(0, -300)
        page.wait_for_timeout(100)
    page.keyboard.up("Control")
    flips = []
    for across, down in ((0.3, 0.3), (0.97, 0.3), (0.3, 0.97), (0.97, 0.97)):
        x, y = box["x"] + box["width"] * across, box["y"] + box["height"] * down
        page.mouse.move(x, y, steps=4)
        page.wait_for_timeout(500)
        words = text.bounding_box()
        assert words
        assert words["x"] >= box["x"] - 1
        assert words["x"] + words["width"] <= box["x"] + box["width"] + 1
        assert words["y"] + words["height"] <= box["y"] + box["height"] + 1
        flips.append((words["x"] < x - 2, words["y"] < y - 2))
    assert flips == [(False, False), (True, False), (False, True), (True, True)]


def test_the_list_opens_a_place_by_keyboard_alone(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/map?indicator=median-age&sort=name&view=list")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Aberdeen City":
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/place\?area=S12000033&indicator=median-age"))


def test_the_list_turns_its_pages_and_keeps_the_order_in_the_address(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/map?indicator=median-age&sort=low&view=list")
    page.get_by_role("button", name="Next areas").click()
    page.get_by_text("11 to 20 of 361 areas").wait_for(timeout=60_000)
    assert "page=2" in page.url
    page.get_by_role("radio", name="By name").click()
    page.get_by_text("1 to 10 of 361 areas").wait_for(timeout=60_000)
    assert "sort=name" in page.url
    assert "page=" not in page.url


@pytest.mark.first_visit
def test_tiles_and_fading_are_in_the_address_and_survive_a_reload(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/map?indicator=gross-median-weekly-pay&within=E12000007")
    page.get_by_role("radio", name="Tiles").click()
    visit.settled()
    page.get_by_role("button", name="Options").click()
    page.get_by_text("Fade what is not clearly different").click()
    page.get_by_text("not clearly different from the benchmark").wait_for(timeout=60_000)
    assert "view=tiles" in page.url
    assert "fade=yes" in page.url
    page.reload()
    visit.settled()
    assert page.get_by_text("not clearly different from the benchmark").is_visible()
    assert any("ltla.tiles.geojson" in url for url in visit.requests)
    visit.assert_no_errors()


def test_the_slider_says_which_period_is_shown(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/map?indicator=median-age&within=E47000004")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowLeft")
    page.get_by_text(re.compile(r"June 2023: \d+ of 6 areas have a figure")).wait_for(
        timeout=60_000
    )
    assert "period=2023-06-30" in page.url


def test_playing_shows_every_period_once_and_ends(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/map?indicator=children-in-relative-poverty-before-housing")
    page.get_by_role("button", name="Play all periods").click()
    page.get_by_role("button", name="Stop").wait_for(timeout=60_000)
    page.get_by_role("button", name="Play all periods").wait_for(timeout=60_000)
    assert "period=2024-04-01" in page.url
    assert "same=yes" in page.url
    visit.assert_no_errors()


def test_a_total_is_listed_and_not_mapped(open_page: OpenPage) -> None:
    visit = open_page("phone")
    page = visit.goto("/map?indicator=population-count")
    assert page.get_by_text("This is a total, so it is listed and not mapped").is_visible()
    assert page.locator(CHART).count() == 0
    assert page.get_by_role("link", name="Birmingham").is_visible()


@pytest.mark.parametrize("view", ["map", "tiles"])
def test_pictures_hold_the_headline_the_map_the_legend_the_source_and_the_font(
    view: str, open_page: OpenPage
) -> None:
    visit = open_page()
    page = visit.goto(
        f"/map?indicator=gross-median-weekly-pay&area=E09000007&within=E12000007&view={view}"
    )
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Picture (SVG)").click()
    text = Path(started.value.path()).read_text("utf-8")
    picture = ET.fromstring(text)  # noqa: S314  our own file
    assert len(list(picture.iter(f"{SVG}path"))) > 33
    words = " ".join(" ".join(one.itertext()) for one in picture.iter(f"{SVG}text"))
    for needed in ("clearly above", "April 2025", "Withheld", "(1 area)", "Camden £880"):
        assert needed in words
    for needed in (
        "classes by quantiles",
        "Open Government Licence",
        "© Crown",
        "data version",
    ):
        assert needed in words
    assert text.count("font/woff2;base64,") == 2
    assert ("Hammersmith" in words) == (view == "tiles")
    with page.expect_download() as started:
        page.get_by_role("button", name="Picture (PNG)").click()
    data = Path(started.value.path()).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) > 20_000
    visit.assert_no_errors()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_the_map_before_the_list_without_sideways_scrolling(
    open_page: OpenPage, scheme: str
) -> None:
    visit = open_page("phone", scheme)
    page = visit.goto("/map?area=E08000012&indicator=wellbeing-anxiety&within=E12000002")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    chart, table = page.locator(CHART).first.bounding_box(), page.locator("table").bounding_box()
    assert chart is not None
    assert table is not None
    assert chart["y"] < table["y"]
    assert table["x"] + table["width"] <= 390
    figure = page.get_by_role("figure").first
    assert "self-rated anxiety" in (figure.get_attribute("aria-label") or "")


def test_a_finger_moved_up_the_map_of_a_phone_scrolls_the_page(open_page: OpenPage) -> None:
    page = open_page("phone").goto("/map?area=E08000012")
    box = page.locator(CHART).first.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + 200
    finger = page.context.new_cdp_session(page)
    for kind, up in (("touchStart", 0), *(("touchMove", 20 * step) for step in range(1, 11))):
        finger.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y - up}]}
        )
        page.wait_for_timeout(30)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 100")
