"""What may befall the connections of a room, brought about for real; each says what was found.

As in storage_faults.py, a function returns one sentence and raises AssertionError when what must
hold does not.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from websockets.exceptions import WebSocketException

from placelib.workshop import rooms
from placelib.workshop.database import Database, find_database_url
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.records import Created, QuestionKind
from placelib.workshop.rooms import Plan
from tests.browser.browsing import chromium
from tests.measure.load.session import Tab, connected
from tests.measure.room.line import Line, line
from tests.measure.room.load import differences, hosted
from tests.measure.room.phones import Phone, phones, press_next, tap
from tests.workshop import made_votes

SEED = 20261126
PLACEMENT = Plan("A room under test", "E47000004", made_votes.PLACEMENT)
WORDS = Plan("A room under test", "E47000004", made_votes.WORDS)
# A phone that lost its connection tries again for this long.
PATIENCE = 120.0
LOST = (WebSocketException, OSError, TimeoutError, AssertionError)


def restart_while_voting(folder: Path, number: int = 30) -> str:
    """The app is killed and started again while people vote."""
    where = str(folder / "restart.sqlite")
    with ExitStack() as stack:
        _, [server] = stack.enter_context(hosted(where, 1))
        database, created = _room(where, PLACEMENT)
        between = stack.enter_context(line(server.url))
        made = phones(number, between.url, SEED)

        async def hold() -> list[int]:
            voting = [_persist(one, created, at * 0.2) for at, one in enumerate(made)]
            everyone = asyncio.gather(*voting)
            await asyncio.sleep(4)
            server.process.kill()
            await asyncio.to_thread(server.process.wait)
            started = await asyncio.to_thread(stack.enter_context, hosted(where, 1))
            between.target = started[0]
            return await everyone

        tries = asyncio.run(hold())
        lost, doubled = differences(database, created.workshop, made, QuestionKind.PLACEMENT)
        database.close()
    assert (lost, doubled) == (0, 0), f"{lost} votes lost, {doubled} doubled."
    again = sum(one > 1 for one in tries)
    assert again, "No phone noticed the restart: the test tested nothing."
    return f"{number} phones, {again} of them cut off by the kill; every vote kept once"


def all_drop_together(folder: Path, number: int = 129) -> str:
    """Every phone of the room loses its connection at one moment, and all come back."""
    where = str(folder / "drop.sqlite")
    with ExitStack() as stack:
        _, [server] = stack.enter_context(hosted(where, 1))
        database, created = _room(where, PLACEMENT)
        between = stack.enter_context(line(server.url))
        made = phones(number, between.url, SEED)
        asyncio.run(_drop(made, created, between))
        lost, doubled = differences(database, created.workshop, made, QuestionKind.PLACEMENT)
        joined = rooms.load_room(database, created.workshop.id).joined
        assert server.is_healthy(), "The app does not answer."
        database.close()
    assert (lost, doubled) == (0, 0), f"{lost} votes lost, {doubled} doubled."
    assert joined == number, f"{joined} phones are counted instead of {number}."
    return f"{number} phones dropped and came back: each counted once, every vote kept once"


def cut_while_writing(folder: Path, seconds: float) -> str:
    """The connection is cut while somebody writes an answer; a real browser, a real text box."""
    where = str(folder / f"cut-{seconds:.0f}.sqlite")
    with ExitStack() as stack:
        _, [server] = stack.enter_context(hosted(where, 1))
        database, created = _room(where, WORDS)
        between = stack.enter_context(line(server.url))
        browser = stack.enter_context(chromium())
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(f"{between.url}/join?room={created.workshop.code}")
        box = page.get_by_role("textbox")
        box.fill("More say over buses")
        with _cut(between, seconds, page):
            # Streamlit takes no typing that it could not keep.
            expect(box).to_be_disabled(timeout=30_000)
        box.press_sequentially(" in the evening")
        _send(page)
        said = _said(database, created)
        database.close()
    assert said == ["More say over buses in the evening"], f"It kept {said}."
    return (
        f"cut for {seconds:.0f} s within a sentence: the box waits; all that was typed, kept once"
    )


@contextmanager
def _cut(between: Line, seconds: float, page: Page) -> Any:
    """The line cut for as long as the block and the seconds last, and whole again after it."""
    between.cut()
    until = time.monotonic() + seconds
    yield
    page.wait_for_timeout(max(0.0, until - time.monotonic()) * 1000)
    between.mend()
    connected_again = page.locator('[data-test-connection-state="CONNECTED"]')
    expect(connected_again).to_be_attached(timeout=60_000)
    expect(page.get_by_role("textbox")).to_be_enabled(timeout=60_000)


def _send(page: Page) -> None:
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Saved")).to_be_visible(timeout=30_000)


def _said(database: Database, created: Created) -> list[str]:
    return [one.text for one in rooms.load_room(database, created.workshop.id, all_=True).texts]


def _room(where: str, plan: Plan) -> tuple[Database, Created]:
    database = Database(find_database_url(where))
    created = rooms.create(database, plan)
    Facilitator(database, created.secret).open(0)
    return database, created


async def _persist(phone: Phone, created: Created, start: float) -> int:
    """Vote on the three tiers, coming back after every loss; the connections it took."""
    await asyncio.sleep(start)
    until = time.monotonic() + PATIENCE
    tries = 0
    while True:
        tries += 1
        try:
            async with connected(phone.url) as tab:
                await tab.open("join", room=created.workshop.code, me=phone.voter)
                await _vote_on_rest(tab, phone)
            return tries
        except LOST:
            assert time.monotonic() < until, "A phone could not come back."
            await asyncio.sleep(0.5)


async def _vote_on_rest(tab: Tab, phone: Phone) -> None:
    """Answer what the page says is still open, as somebody does whose page was reloaded."""
    while (step := _step(tab)) is not None:
        await asyncio.sleep(1)
        await tap(tab, phone.places[step])
        await press_next(tab)


def _step(tab: Tab) -> int | None:
    """Which tier the page asks now, from 0; None when all are answered."""
    onward = next((one for one in tab.labels() if one.startswith("Next")), None)
    return None if onward is None else int(onward.split("(")[1].split()[0]) - 1


async def _drop(made: Sequence[Phone], created: Created, between: Line) -> None:
    tabs = [connected(one.url) for one in made]
    opened = [await one.__aenter__() for one in tabs]
    for tab, phone in zip(opened, made, strict=True):
        await tab.open("join", room=created.workshop.code, me=phone.voter)
        await tap(tab, phone.places[0])
    await asyncio.to_thread(between.cut)
    for one in tabs:
        await one.__aexit__(None, None, None)
    between.mend()
    await asyncio.gather(*(_persist(one, created, 0) for one in made))
