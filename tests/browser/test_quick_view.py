"""A visitor's own table in the browser: read, private, kept when another fails, and harmless."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from placelib.quickview.examples import EXAMPLES
from placelib.uploads import limits
from tests.browser.access import findings, grave, heading_faults, width_faults
from tests.browser.browsing import Visit
from tests.browser.conftest import OpenPage
from tests.uploads import made_files as made

LIBRARY, ABSENCE, RECYCLING = EXAMPLES
EVIL = "![x](http://evil.example/pixel.png)<img src='http://evil.example/i.png'>"


def choose(visit: Visit, name: str, data: bytes) -> Page:
    file: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": data}
    visit.page.locator("input[type=file]").set_input_files(file)
    return visit.page


def press(visit: Visit, name: str) -> None:
    # What is still being drawn moves, and a click lands beside a button that nobody aims at yet.
    visit.settled()
    visit.page.get_by_role("button", name=re.compile(name)).first.click()


def show(visit: Visit) -> None:
    """From the checked table to its first view."""
    press(visit, "^Go on")
    expect(visit.page.get_by_label("Title: what the figures are")).to_be_visible()
    press(visit, "^Show it")
    expect(visit.page.get_by_role("heading", name=re.compile(r"\(uploaded\)"))).to_be_visible()


def test_an_untidy_workbook_is_on_the_map_after_three_clicks(open_page: OpenPage) -> None:
    visit = open_page("phone")
    page = visit.goto("/quick_view")
    choose(visit, ABSENCE.file, ABSENCE.read())
    expect(page.get_by_text("Rows 4 to 5 are the header")).to_be_visible()
    show(visit)
    visit.settled()
    expect(page.locator("[data-testid=stDeckGlJsonChart] canvas").first).to_be_visible()
    expect(page.get_by_role("figure", name=re.compile("ran from"))).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    page.locator("summary").click()
    page.get_by_role("radio", name="Quadrant").click()
    expect(page.get_by_text(re.compile(r"Over all \d+ official indicators"))).to_be_visible()
    visit.assert_no_errors()


def test_a_table_is_read_described_and_shown_by_keyboard_alone(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/quick_view")
    press_by_key(page, "Try it")
    expect(page.get_by_text("Row 5 is the header")).to_be_visible()
    press_by_key(page, "Go on: describe the figures")
    expect(page.get_by_label("Title: what the figures are")).to_be_visible()
    press_by_key(page, "Show it")
    expect(page.get_by_text("listed and not shaded on a map")).to_be_visible()
    visit.settled()
    page.get_by_role("radio", name="Over time").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name=re.compile(r"\(uploaded\): Blackburn"))).to_be_visible()


def press_by_key(page: Page, name: str) -> None:
    """Reach the button with the Tab key and press it."""
    wanted = page.get_by_role("button", name=name).first
    expect(wanted).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"The Tab key does not reach “{name}”.")


def test_every_step_serves_everyone(open_page: OpenPage) -> None:
    visit = open_page("phone")
    page = visit.goto("/quick_view")
    choose(visit, LIBRARY.file, LIBRARY.read())
    expect(page.get_by_text("Row 5 is the header")).to_be_visible()
    problems = faults(visit, "check")
    press(visit, "^Go on")
    expect(page.get_by_label("Title: what the figures are")).to_be_visible()
    problems += faults(visit, "describe")
    press(visit, "^Show it")
    expect(page.get_by_text("listed and not shaded on a map")).to_be_visible()
    problems += faults(visit, "list")
    page.locator("summary").click()
    page.get_by_role("button", name="Options").click()
    page.get_by_role("radio", name="Per 1,000 people").click()
    expect(page.get_by_text("listed and not shaded on a map")).to_be_hidden()
    for name in ("Map", "Over time", "Beside peers", "Among all", "Beside an official", "Table"):
        page.get_by_role("radio", name=re.compile(f"^{name}")).click()
        problems += faults(visit, name)
    assert not problems, "\n".join(map(str, problems))


def faults(visit: Visit, step: str) -> list[str]:
    """What is wrong for some visitors at this step: axe, headings, width."""
    visit.settled()
    page = visit.page
    found = [*grave(findings(page)), *heading_faults(page), *width_faults(page)]
    return [f"{step}: {one}" for one in found]


def test_nobody_else_sees_an_upload_and_it_ends_with_the_visit(open_page: OpenPage) -> None:
    mine, other = open_page(), open_page()
    page = mine.goto("/quick_view")
    rows = made.table()
    rows[0][3] = "Zebra crossings per head"
    choose(mine, "zebras-8731.csv", made.csv(rows))
    expect(page.get_by_text("zebras-8731.csv").first).to_be_visible()
    show(mine)
    theirs = other.goto("/quick_view")
    expect(theirs.get_by_text("No file at hand?")).to_be_visible()
    assert "ebra" not in theirs.content()
    choose(other, "other.csv", made.csv(made.table(first=90.5)))
    expect(theirs.get_by_text("other.csv").first).to_be_visible()
    show(other)
    assert "ebra" not in theirs.content()
    expect(page.get_by_role("heading", name=re.compile("Zebra crossings"))).to_be_visible()
    # The menu leads away and back within the visit; only a new visit has lost the table.
    mine.follow_menu("Explore", "Map")
    expect(
        page.get_by_role("heading", name=re.compile("lowest in|clearly above"), level=1)
    ).to_be_visible()
    mine.follow_menu("Your table", "Quick view")
    expect(page.get_by_text("zebras-8731.csv").first).to_be_visible()
    page.reload()
    expect(page.get_by_text("No file at hand?")).to_be_visible()
    assert "ebra" not in page.content()


def test_a_file_that_fails_leaves_the_earlier_view(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/quick_view")
    choose(visit, "rates.csv", made.csv(made.table()))
    expect(page.get_by_text("rates.csv").first).to_be_visible()
    show(visit)
    page.get_by_role("radio", name="1 File").click()
    expect(page.get_by_text("No file at hand?")).to_be_visible()
    choose(visit, "photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(500))
    expect(page.get_by_role("alert").filter(has_text="photo.csv")).to_be_visible()
    press(visit, "^Back to “rates.csv”")
    expect(page.get_by_role("heading", name=re.compile(r"Rate \(uploaded\)"))).to_be_visible()


def test_nothing_in_a_file_is_fetched_or_becomes_part_of_the_page(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/quick_view")
    rows = [["Area", "Year", f"{EVIL} per head"], ["Leeds", "2023", "1.5"], ["York", "2023", "2"]]
    rows += [[EVIL, "2023", "3"], ["Newcastle", "2023", "4"], ["=1+1", "2023", EVIL]]
    choose(visit, f"{EVIL[:20]}.csv".replace("/", ""), made.csv(rows))
    expect(page.get_by_text("What was understood")).to_be_visible()
    page.get_by_text(re.compile("^Places not used")).click()
    show(visit)
    for name in ("Over time", "Beside peers", "Among all", "Table and downloads"):
        page.get_by_role("radio", name=name).click()
        visit.settled()
    assert page.locator("img[src*=evil]").count() == 0
    assert not [url for url in visit.requests if "evil" in url]
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("^Tidy table")).click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert text.startswith("source_row,source_col,area_code,area_name,period,indicator,value")
    assert "E08000035" in text


def test_a_page_left_while_it_reads_goes_on_where_it_was(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/quick_view")
    # As many rows as are read at all: a reading that no machine ends before it can be stopped.
    rows = [["Name", "Year", "Rate"]]
    rows += [["Leeds", str(1900 + at % 100), str(at)] for at in range(limits.ROWS - 1000)]
    choose(visit, "long.csv", made.csv(rows))
    stop = page.get_by_role("button", name="Stop reading")
    expect(stop).to_be_visible()
    stop.click()
    expect(page.get_by_text("was stopped. Nothing was changed.")).to_be_visible()
    expect(page.get_by_text("No file at hand?")).to_be_visible()
