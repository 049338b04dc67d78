"""Twelve phones choose shared measures; the scorecard is made, taken away and opened offline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from placelib.views.workshop_options import name_indicator
from placelib.workshop import rooms
from placelib.workshop.database import Database
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.question_drafts import QuestionDraft
from placelib.workshop.records import QuestionKind
from placelib.workshop.rooms import Plan
from tests.browser.conftest import OpenPage
from tests.workshop.made_votes import SLUGS

pytestmark = pytest.mark.browser
PHONES, SECONDS = 12, 60_000
# Nine of twelve pick the first, all pick the second, three each of the others.
PICKS = [(SLUGS[0] if number % 4 else SLUGS[2], SLUGS[1]) for number in range(PHONES)]


@pytest.fixture
def facilitator() -> Iterator[Facilitator]:
    """A workshop that asks for the measures of Liverpool, its question open."""
    database = Database()
    asked = [QuestionDraft(QuestionKind.MEASURES, options=SLUGS[:4])]
    made = rooms.create(database, Plan("Shared measures", "E08000012", asked))
    leading = Facilitator(database, made.secret)
    leading.open(0)
    yield leading
    database.close()


def test_a_room_of_twelve_phones_makes_a_scorecard_and_takes_it_away(
    open_page: OpenPage, facilitator: Facilitator, tmp_path: Path
) -> None:
    for picks in PICKS:
        mobile = open_page("phone")
        mobile.goto(f"/join?room={facilitator.workshop.code}")
        for taken, slug in enumerate(picks, start=1):
            label = name_indicator(slug)
            search = mobile.page.get_by_role("textbox", name="Search")
            search.fill(label)
            search.press("Enter")
            mobile.page.get_by_role("button", name=label, exact=True).click(timeout=SECONDS)
            expect(mobile.page.get_by_role("button", name=f"✓ {label}")).to_be_visible(
                timeout=SECONDS
            )
            expect(mobile.page.get_by_text(f"{5 - taken} more to pick")).to_be_visible()
        mobile.assert_no_errors()
        # Each phone is a browser context of its own, and is put away like a phone in a pocket.
        mobile.page.goto("about:blank")
    room = facilitator.room()
    assert (room.joined, room.answered, len(room.ballots)) == (PHONES, {0: PHONES}, 2 * PHONES)

    console = open_page("laptop")
    page = console.goto(f"/console?lead={facilitator.secret}")
    assert not page.get_by_text("Make the scorecard").count()
    page.get_by_role("button", name="Reveal").click()
    page.get_by_role("link", name="Make the scorecard of the 3 most chosen").click(timeout=SECONDS)
    expect(page.get_by_role("button", name="One file (HTML)")).to_be_visible(timeout=SECONDS)
    console.settled()
    with page.expect_download(timeout=SECONDS) as waiting:
        page.get_by_role("button", name="One file (HTML)").click()
    file = tmp_path / "scorecard.html"
    waiting.value.save_as(file)

    page.context.set_offline(True)
    offline = page.context.new_page()
    asked: list[str] = []
    offline.on("request", lambda request: asked.append(request.url))
    offline.goto(file.as_uri())
    for slug in SLUGS[:3]:
        assert offline.get_by_role("cell", name=name_indicator(slug)).first.is_visible()
    assert not offline.get_by_role("cell", name=name_indicator(SLUGS[3])).count()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
