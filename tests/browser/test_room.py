"""Two real browsers side by side: a phone votes, the board follows; how each must look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from placelib.workshop import rooms, tokens
from placelib.workshop.database import Database
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.records import QuestionKind
from placelib.workshop.rooms import Plan
from tests.browser.access import findings, grave, heading_faults, width_faults
from tests.browser.browsing import Visit
from tests.browser.conftest import OpenPage
from tests.browser.first_screen import BUDGETS, assert_inside
from tests.workshop.made_votes import EVERY_KIND, PLACEMENT, POSITIONS, answer_every_kind, place

SECONDS = 60_000
SMALLEST_TEXT, SMALLEST_TARGET = 24, 44
# Text sizes on the board, the chart's own included, of all that is seen.
_SIZES = """
() => [...document.querySelectorAll('[data-testid="stMain"] *')]
  .filter((one) => one.getBoundingClientRect().width > 1 && [...one.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()))
  .filter((one) => !['STYLE', 'SCRIPT'].includes(one.tagName)
    && getComputedStyle(one).visibility === 'visible' && !one.closest('details, summary'))
  .map((one) => [one.textContent.trim().slice(0, 40), parseFloat(getComputedStyle(one).fontSize)])
"""


# Whether the board is larger than the window.
_OVER = "boards => boards.map((board) => board.getBoundingClientRect().bottom > innerHeight)"


@pytest.fixture
def facilitator() -> Iterator[Facilitator]:
    """A workshop in the database that the server uses too, its first question open."""
    database = Database()
    made = rooms.create(database, Plan("Seminar", "E47000004", EVERY_KIND))
    leading = Facilitator(database, made.secret)
    leading.open(0)
    yield leading
    database.close()


def tap(square: Locator, across: float, up: float) -> None:
    """Tap where a share of the square's sides meet."""
    box = square.bounding_box()
    assert box
    side = box["width"] * 282 / 320
    left, top = box["x"] + box["width"] * 30 / 320, box["y"] + box["height"] * 8 / 320
    square.page.mouse.click(left + across * side, top + (1 - up) * side)


def square_of(visit: Visit) -> Locator:
    return visit.page.locator("svg[role=img]").first


def test_a_phone_votes_and_the_board_changes(open_page: OpenPage, facilitator: Facilitator) -> None:
    database = Database()
    board, mobile = open_page("projector"), open_page("phone")
    board.goto(f"/board?room={facilitator.workshop.code}&embed=true")
    expect(board.page.get_by_text("0 joined")).to_be_visible()
    mobile.goto(f"/join?room={facilitator.workshop.code}")
    expect(board.page.get_by_text("1 joined")).to_be_visible(timeout=SECONDS)
    tap(square_of(mobile), 0.8, 0.3)
    expect(mobile.page.get_by_text("✓ Saved")).to_be_visible(timeout=SECONDS)
    expect(board.page.get_by_text("1 answered")).to_be_visible(timeout=SECONDS)
    (ballot,) = facilitator.room().ballots
    assert ballot.across == pytest.approx(80, abs=1)
    assert ballot.up == pytest.approx(30, abs=1)
    # The same place again, twice and fast, and a reload: still one answer, and it is shown.
    for _ in range(2):
        tap(square_of(mobile), 0.8, 0.3)
    mobile.page.reload()
    mobile.settled()
    expect(mobile.page.get_by_text("Where does Liverpool City Region stand?")).to_be_visible()
    mobile.page.get_by_role("button", name="Back").click()
    expect(mobile.page.get_by_text("✓ Saved")).to_be_visible(timeout=SECONDS)
    assert len(facilitator.room().ballots) == facilitator.room().joined == 1
    place(database, facilitator.workshop)
    facilitator.reveal(0)
    expect(board.page.locator('[data-testid="stVegaLiteChart"] svg')).to_be_visible(timeout=SECONDS)
    expect(board.page.get_by_text("5 people put Liverpool City Region")).to_be_visible()
    facilitator.lock(0)
    expect(mobile.page.get_by_text("Answers are locked")).to_be_visible(timeout=SECONDS)
    board.assert_no_errors()
    mobile.assert_no_errors()
    database.close()


@pytest.mark.parametrize("path", ["/board?room={}", "/quadrant?lens=room&present=1&room={}"])
def test_the_board_fills_the_screen_alone_and_as_a_step_of_a_run_sheet(
    path: str, open_page: OpenPage, facilitator: Facilitator
) -> None:
    database = Database()
    place(database, facilitator.workshop)
    database.close()
    facilitator.reveal(0)
    visit = open_page("projector")
    page = visit.goto(path.format(facilitator.workshop.code))
    expect(page.locator('[data-testid="stVegaLiteChart"] svg')).to_be_visible(timeout=SECONDS)
    assert_inside(BUDGETS["projector"], page)
    small = [one for one in page.locator(".st-key-main-picture").evaluate_all(_OVER) if one]
    assert not small
    visit.assert_no_errors()


# Where the code ends and where its column does; and how many lines each part of the address has, of
# which none may break inside.
_JOINING = """
() => {
  const column = document.querySelector('[data-testid="stColumn"]');
  const code = column.querySelector('[style*="nowrap"]');
  const words = document.createRange();
  words.selectNodeContents(code);
  const right = (element) => element.getBoundingClientRect().right;
  const lines = [...column.querySelectorAll('strong > span')].map((part) => {
    const range = document.createRange();
    range.selectNodeContents(part);
    return new Set([...range.getClientRects()].map((box) => box.top)).size;
  });
  return [right(words), right(column), lines];
}
"""


def test_the_board_fits_every_window_before_and_after_its_answers_are_revealed(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database()
    # No code has wider letters.
    monkeypatch.setattr(tokens, "make_code", lambda: "WWWMWM")
    made = rooms.create(database, Plan("Seminar", "E47000004", PLACEMENT))
    leading = Facilitator(database, made.secret)
    leading.open(0)
    place(database, leading.workshop)
    visit = open_page("projector")
    chart = visit.page.locator('[data-testid="stVegaLiteChart"] svg')
    for is_revealed in (False, True):
        if is_revealed:
            leading.reveal(0)
        page = visit.goto(f"/board?room={leading.workshop.code}&embed=true")
        expect(chart).to_have_count(int(is_revealed), timeout=SECONDS)
        for width, height in ((1920, 1080), (1366, 768), (1366, 650), (1280, 720)):
            page.set_viewport_size({"width": width, "height": height})
            visit.settled()
            main = page.locator('[data-testid="stMain"]')
            tall = main.evaluate("element => [element.scrollHeight, element.clientHeight]")
            assert tall[0] <= tall[1], f"{width} by {height}: {tall}"
            code, column, lines = page.evaluate(_JOINING)
            assert code <= column, f"{width} by {height}: the code ends at {code} of {column}"
            assert set(lines) == {1}
            box = chart.bounding_box() if is_revealed else None
            assert not box or column < box["x"] < box["x"] + box["width"] <= width
    visit.assert_no_errors()
    database.close()


def test_the_square_can_be_used_with_the_keyboard(
    open_page: OpenPage, facilitator: Facilitator
) -> None:
    visit = open_page("phone")
    visit.goto(f"/join?room={facilitator.workshop.code}")
    slider = visit.page.get_by_role("slider", name="Money and rules")
    slider.focus()
    slider.press("ArrowRight")
    expect(visit.page.get_by_text("✓ Saved")).to_be_visible(timeout=SECONDS)
    assert [(one.across, one.up) for one in facilitator.room().ballots] == [(50, 55)]


def test_the_join_page_fits_a_phone_320_wide_with_large_targets(
    open_page: OpenPage, facilitator: Facilitator
) -> None:
    visit = open_page("phone")
    visit.page.set_viewport_size({"width": 320, "height": 568})
    for kind, position in POSITIONS.items():
        facilitator.open(position)
        visit.goto(f"/join?room={facilitator.workshop.code}")
        main = visit.page.locator('[data-testid="stMain"]')
        wide = main.evaluate("one => [one.scrollWidth, one.clientWidth]")
        assert wide[0] <= wide[1], f"{kind} scrolls sideways"
        targets = [
            box
            for one in visit.page.locator(".st-key-phone button, .st-key-phone input").all()
            if (box := one.bounding_box())
        ]
        assert targets
        assert min(box["height"] for box in targets) >= SMALLEST_TARGET, kind


def test_a_new_console_opens_at_its_top_with_all_that_leads_the_question_in_view(
    open_page: OpenPage,
) -> None:
    visit = open_page("laptop")
    visit.page.set_viewport_size({"width": 1366, "height": 768})
    page = visit.goto("/workshop")
    page.get_by_label("Title").fill("Seminar")
    page.get_by_role("button", name="Ask what the guide asks").click()
    expect(page.get_by_role("combobox", name="Measure")).to_be_visible(timeout=SECONDS)
    page.get_by_role("button", name="Create the workshop").click()
    in_hand = page.get_by_text("In hand: question 1 of 3")
    expect(in_hand).to_be_in_viewport(timeout=SECONDS)
    page.get_by_role("button", name="Open", exact=True).first.click()
    for name in ("Lock", "Reveal", "Next question →"):
        button = page.get_by_role("button", name=name, exact=True)
        expect(button).to_be_in_viewport(ratio=1, timeout=SECONDS)
    expect(page.get_by_role("link", name="Open the board to project")).to_be_in_viewport()
    own_link = page.get_by_text("console?lead=")
    expect(own_link).to_be_in_viewport()
    # Without a pointer on it: a finger has none.
    expect(page.get_by_role("button", name="Copy to clipboard").first).to_be_visible()
    page.get_by_role("button", name="Next question →").click()
    expect(page.get_by_text("In hand: question 2 of 3")).to_be_in_viewport(timeout=SECONDS)
    visit.assert_no_errors()


def test_text_on_the_board_is_large_and_the_code_is_in_view(
    open_page: OpenPage, facilitator: Facilitator
) -> None:
    database = Database()
    answer_every_kind(facilitator, database)
    visit = open_page("projector")
    for kind, position in POSITIONS.items():
        if kind is QuestionKind.WORDS:
            continue
        facilitator.open(position)
        visit.goto(f"/board?room={facilitator.workshop.code}&embed=true")
        expect(visit.page.get_by_text("have answered")).to_be_visible(timeout=SECONDS)
        assert not [one for one in visit.page.evaluate(_SIZES) if one[1] < SMALLEST_TEXT], kind
        main = visit.page.locator('[data-testid="stMain"]')
        tall = main.evaluate("one => [one.scrollHeight, one.clientHeight]")
        assert tall[0] <= tall[1], f"open, {kind} is taller than the projector's screen: {tall}"
        facilitator.reveal(position)
        visit.goto(f"/board?room={facilitator.workshop.code}&embed=true")
        expect(visit.page.locator('[data-testid="stVegaLiteChart"] svg')).to_be_visible()
        small = [one for one in visit.page.evaluate(_SIZES) if one[1] < SMALLEST_TEXT]
        assert not small, f"{kind}: {small}"
        code = visit.page.get_by_role("img", name="QR code that leads to")
        box = code.bounding_box()
        assert box
        assert box["width"] > 250
        assert box["y"] >= 0
        drawn = code.evaluate("one => one.naturalWidth")
        assert drawn > 100
        main = visit.page.locator('[data-testid="stMain"]')
        tall = main.evaluate("one => [one.scrollHeight, one.clientHeight]")
        assert tall[0] <= tall[1], f"{kind} is taller than the projector's screen: {tall}"
    database.close()


def test_an_open_board_takes_its_code_down_when_the_workshop_ends(
    open_page: OpenPage, facilitator: Facilitator
) -> None:
    visit = open_page("projector")
    page = visit.goto(f"/board?room={facilitator.workshop.code}&embed=true")
    expect(page.get_by_text("Join at")).to_be_visible(timeout=SECONDS)
    facilitator.end()
    expect(page.get_by_text("What was revealed is on each phone")).to_be_visible(timeout=SECONDS)
    expect(page.get_by_text("Join at")).to_have_count(0)
    visit.assert_no_errors()


def test_phone_console_and_board_serve_everyone(
    open_page: OpenPage, facilitator: Facilitator
) -> None:
    visit = open_page("phone")
    problems = []
    for kind, position in POSITIONS.items():
        facilitator.open(position)
        page = visit.goto(f"/join?room={facilitator.workshop.code}")
        problems += [f"{kind}: {one}" for one in (*heading_faults(page), *grave(findings(page)))]
    page = visit.goto(f"/console?lead={facilitator.secret}")
    problems += [f"console: {one}" for one in (*width_faults(page), *heading_faults(page))]
    problems += [f"console: {one}" for one in grave(findings(page))]
    page = open_page("projector").goto(f"/board?room={facilitator.workshop.code}&embed=true")
    problems += [f"board: {one}" for one in grave(findings(page))]
    assert not problems, "\n".join(map(str, problems))
