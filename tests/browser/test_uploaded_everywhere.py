"""An uploaded measure on every page: chosen from the list, presented, handed out, and private."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from playwright.sync_api import Page, expect
from pptx import Presentation
from pypdf import PdfReader

from placelib.quickview.examples import EXAMPLES
from tests.browser.access import findings, grave, heading_faults, width_faults
from tests.browser.browsing import Visit
from tests.browser.conftest import OpenPage
from tests.browser.test_quick_view import choose, press, show

_, ABSENCE, _ = EXAMPLES
UPLOADED = re.compile(r"persistently absent \(uploaded\)")
WAYS = ("On the map", "Over time", "Compare", "On the page of the place")


def upload(visit: Visit) -> Page:
    page = visit.goto("/quick_view")
    choose(visit, ABSENCE.file, ABSENCE.read())
    expect(page.get_by_text("Rows 4 to 5 are the header")).to_be_visible()
    show(visit)
    visit.settled()
    return page


def follow(visit: Visit, way: str) -> Page:
    """From the quick view to another page, by its button."""
    page = visit.page
    page.get_by_role("button", name=way, exact=True).click()
    page.wait_for_url(re.compile("indicator=uploaded-"))
    visit.settled()
    return page


def test_every_page_serves_everyone_on_a_phone(open_page: OpenPage) -> None:
    visit = open_page("phone")
    page, problems = upload(visit), []
    for way in WAYS:
        follow(visit, way)
        expect(page.get_by_text(UPLOADED).first).to_be_visible()
        faults = [*grave(findings(page)), *heading_faults(page), *width_faults(page)]
        problems += [f"{way}: {fault}" for fault in faults]
        page.go_back()
        expect(page.get_by_role("button", name="On the map")).to_be_visible()
        visit.settled()
    assert not problems, "\n".join(problems)
    visit.assert_no_errors()


def test_the_file_stands_first_in_the_list_of_indicators(open_page: OpenPage) -> None:
    visit = open_page()
    upload(visit)
    page = follow(visit, "Over time")
    box = page.get_by_role("combobox", name="Indicator")
    box.click()
    box.fill("Gross median weekly pay")
    page.get_by_role("option", name="Gross median weekly pay").first.click()
    expect(page.get_by_role("heading", name=re.compile("weekly pay"), level=1)).to_be_visible()
    visit.settled()
    box.click()
    first = page.get_by_role("option").first
    expect(first).to_contain_text("Your file: Percentage of pupils persistently absent")
    first.click()
    expect(page.get_by_role("heading", name=UPLOADED, level=1)).to_be_visible()
    expect(page.get_by_text("from the file “persistent-absence.xlsx”").first).to_be_visible()


def test_a_view_is_presented_and_handed_out_with_uploaded_on_every_page(
    open_page: OpenPage,
) -> None:
    visit = open_page()
    upload(visit)
    page = follow(visit, "Over time")
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("button", name="Add to run sheet").click()
    page.get_by_role("button", name="Slides and files").click()
    for label in ("PDF", "PowerPoint"):
        with page.expect_download(timeout=90_000) as waiting:
            page.get_by_role("button", name=label, exact=True).click()
        content = Path(waiting.value.path()).read_bytes()
        pages = read_pdf(content) if label == "PDF" else read_slides(content)
        assert pages
        assert all("Uploaded figures" in words for words in pages), pages
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("link", name="Open the run sheet").click()
    visit.settled()
    expect(page.get_by_label(re.compile("^View 7: Trends"))).to_have_value(
        "Uploaded figures, Trends"
    )
    press(visit, "^Start presenting")
    # The idea has several steps of its own before the next view.
    for _ in range(20):
        visit.settled()
        if page.get_by_text("7 of 7").is_visible():
            break
        page.get_by_role("button", name="Next →").click()
    expect(page.get_by_role("heading", name=UPLOADED, level=1)).to_be_visible()
    expect(page.get_by_text("Uploaded figures, not official ones").first).to_be_visible()


def read_pdf(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def read_slides(content: bytes) -> list[str]:
    deck = Presentation(BytesIO(content))
    return [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in deck.slides
    ]


def test_the_link_of_a_view_carries_nothing_to_another_visit(open_page: OpenPage) -> None:
    mine, other = open_page(), open_page()
    upload(mine)
    page = follow(mine, "On the map")
    link = page.url
    assert "absent" not in link
    theirs = other.goto(link[link.index("/map") :])
    expect(theirs.get_by_text("The link names a measure of an uploaded file.")).to_be_visible()
    assert "persistently" not in theirs.content()
    # A name on the map leads nowhere, for the app would load anew and the visit would end.
    expect(page.locator("table.map-list a")).to_have_count(0)
    expect(page.get_by_role("heading", name=UPLOADED, level=1)).to_be_visible()
