"""Twelve phones choose shared measures; their scorecard is taken away, and opened on newer data."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import expect

from placelib.database.connection import DATA_PLACE, DATABASE
from placelib.scorecard.records import Scorecard, read_scorecard_link
from placelib.views.workshop_options import name_indicator
from placelib.workshop import rooms
from placelib.workshop.database import Database
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.question_drafts import QuestionDraft
from placelib.workshop.records import QuestionKind
from placelib.workshop.rooms import Plan
from tests.browser.browsing import Visit, VisitPool
from tests.browser.conftest import OpenPage, StartServer
from tests.workshop.made_votes import SLUGS

pytestmark = pytest.mark.browser
PHONES, SECONDS = 12, 60_000
REBUILT, NEXT_PERIOD = "2027-11-28-00000002", "2030-01-01/P1Y"
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


def write_rebuilt(path: Path, card: Scorecard) -> None:
    """The bundled data as rebuilt a year later: the first measure revised, the second a year on."""
    revised, continued = card.measures[:2]
    shutil.copy(DATABASE, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM metadata WHERE key = 'seal'")
        connection.execute("UPDATE metadata SET value = $1 WHERE key = 'data_version'", [REBUILT])
        connection.execute(
            "UPDATE observation SET value = value + 1, lower = lower + 1, upper = upper + 1 "
            "WHERE indicator = $1 AND area_code = $2 AND period = $3",
            [revised.indicator, card.area, revised.seen_period],
        )
        connection.execute(
            "INSERT INTO period SELECT * REPLACE ($1 AS period, 'the year after' AS label, "
            "starts + INTERVAL 1 YEAR AS starts, ends + INTERVAL 1 YEAR AS ends) "
            "FROM period WHERE indicator = $2 AND period = $3",
            [NEXT_PERIOD, continued.indicator, continued.seen_period],
        )
        connection.execute(
            "INSERT INTO observation SELECT * REPLACE ($1 AS period) FROM observation "
            "WHERE indicator = $2 AND period = $3",
            [NEXT_PERIOD, continued.indicator, continued.seen_period],
        )


def take_away(visit: Visit, file: Path) -> str:
    """The words of the page’s one file, opened with the network off, and asking nobody."""
    visit.page.get_by_role("button", name="Slides and files").click()
    with visit.page.expect_download(timeout=SECONDS) as waiting:
        visit.page.get_by_role("button", name="One file (HTML)").click()
    waiting.value.save_as(file)
    visit.page.context.set_offline(True)
    offline = visit.page.context.new_page()
    asked: list[str] = []
    offline.on("request", lambda request: asked.append(request.url))
    offline.goto(file.as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    # With its chart, drawn from the file itself, its table and its sources.
    picture = offline.locator("img, svg").first
    assert picture.evaluate("drawing => drawing.getBoundingClientRect().width") > 200
    assert offline.get_by_role("table").count() > 0
    assert "Source: " in offline.locator("body").inner_text()
    return offline.locator("body").inner_text()


def pick_measures(mobile: Visit, code: str, picks: Sequence[str]) -> None:
    """Search for each measure on a phone in a room, pick it, and see it counted."""
    mobile.goto(f"/join?room={code}")
    for taken, slug in enumerate(picks, start=1):
        label = name_indicator(slug)
        search = mobile.page.get_by_role("textbox", name="Search")
        search.fill(label)
        search.press("Enter")
        # The measure may stand in the list by topic too, which goes when the search is answered.
        expect(mobile.page.get_by_text("Or choose a topic")).to_have_count(0, timeout=SECONDS)
        mobile.page.get_by_role("button", name=label, exact=True).click(timeout=SECONDS)
        expect(mobile.page.get_by_role("button", name=f"✓ {label}")).to_be_visible(timeout=SECONDS)
        expect(mobile.page.get_by_text(f"{5 - taken} more to pick")).to_be_visible()
    mobile.assert_no_errors()


def test_a_room_of_twelve_phones_makes_a_scorecard_that_says_later_what_is_new(
    open_page: OpenPage,
    visit_pool: VisitPool,
    server: str,
    fresh_server: StartServer,
    facilitator: Facilitator,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for picks in PICKS:
        # One browser after another, each without anything that an earlier one has stored.
        mobile = visit_pool.take("phone", "light", server)
        pick_measures(mobile, facilitator.workshop.code, picks)
        mobile.assert_only_loopback()
        visit_pool.give_back(mobile, "phone", "light")
    room = facilitator.room()
    assert (room.joined, room.answered, len(room.ballots)) == (PHONES, {0: PHONES}, 2 * PHONES)

    console = open_page("laptop")
    page = console.goto(f"/console?lead={facilitator.secret}")
    assert not page.get_by_text("Make the scorecard").count()
    page.get_by_role("button", name="Reveal").click()
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Make the scorecard of the 3 most chosen").click(
            timeout=SECONDS
        )
    # The console stays: ending is there.
    expect(page.get_by_role("button", name="End the workshop …")).to_be_visible()
    popup.value.close()
    page.goto(popup.value.url)
    expect(page.get_by_role("button", name="Slides and files")).to_be_visible(timeout=SECONDS)
    console.settled()
    link = page.evaluate("new URL(location.href).searchParams.get('card')")
    words = take_away(console, tmp_path / "scorecard.html")
    for slug in SLUGS[:3]:
        assert name_indicator(slug) in words
    assert name_indicator(SLUGS[3]) not in words
    assert "New since" not in words

    card = read_scorecard_link(link)
    rebuilt = tmp_path / "places.duckdb"
    write_rebuilt(rebuilt, card)
    monkeypatch.setenv(DATA_PLACE, str(rebuilt))
    later = open_page("laptop", base_url=fresh_server().url)
    page = later.goto(f"/scorecard?area={card.area}&card={link}")
    news = page.get_by_test_id("stAlert").filter(has_text="New since this scorecard was saved")
    first, second = (name_indicator(measure.indicator) for measure in card.measures[:2])
    for text in (f"{first}: The figure for", "was revised from",
                 f"{second}: A newer figure has come, for the year after"):  # fmt: skip
        expect(news).to_contain_text(text)
    # The third is as it was.
    assert news.get_by_role("listitem").count() == 2
    words = take_away(later, tmp_path / "later.html")
    assert "New since this scorecard was saved" in words
    assert "A newer figure has come, for the year after" in words
    assert REBUILT in words
