"""The five main journeys as a new visitor makes them: with the keyboard alone, or by pointer.

A journey is written once, in what a visitor does; a walker does it and counts.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from placelib.workshop import rooms
from placelib.workshop.database import Database
from placelib.workshop.rooms import Plan
from tests.browser.browsing import Visit
from tests.workshop.made_votes import POLL

# Presses of Tab after which a visitor has given up.
PATIENCE = 150
TABLE = "Area code,2022,2023\nE08000012,5.1,5.3\nE08000003,4.2,4.8\nE08000035,6.2,6.1\n"
_NAME_IN_FOCUS = """
() => {
  const one = document.activeElement;
  const labels = [...(one.labels ?? [])].map((label) => label.innerText);
  return [one.getAttribute('aria-label'), ...labels, one.innerText].filter(Boolean).join(' ');
}
"""


@dataclass
class Walker:
    """Someone at a page who counts what they do: presses of keys, or clicks and typed letters."""

    visit: Visit
    actions: int = 0
    letters: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def page(self) -> Page:
        """The page walked on."""
        return self.visit.page

    def seconds(self) -> float:
        """How long the walk has taken."""
        return time.monotonic() - self.started

    def sees(self, text: str) -> None:
        """Wait until a text is seen, in no closed fold; Playwright's error says if it never is."""
        self.page.get_by_text(text).filter(visible=True).first.wait_for(timeout=60_000)
        self.visit.settled()

    def arrives_at(self, heading: str) -> None:
        """Wait until the page's main heading is this."""
        self.page.get_by_role("heading", level=1, name=heading).wait_for(timeout=60_000)
        self.visit.settled()

    def type(self, label: str, text: str) -> None:
        """Type into the box with this label and press Enter, once all of the page has come.

        While Streamlit still fetches parts of a page it can put another box in the place of the
        first, without what was typed; and in a form it takes Enter only when its button is there.
        Nobody types six letters before the page stands, but a walker on a busy machine does.
        """
        self.visit.settled()
        self.reach(label)
        self.page.keyboard.type(text)
        self.letters += len(text)
        self.visit.settled()
        self.page.keyboard.press("Enter")
        self.actions += 1

    def reach(self, name: str) -> None:
        """Bring the focus to what has this name."""
        raise NotImplementedError

    def use(self, name: str) -> None:
        """Follow the link or press the button with this name."""
        raise NotImplementedError

    def give(self, label: str, file: Path) -> None:
        """Hand a file to the upload box with this label."""
        with self.page.expect_file_chooser() as chooser:
            self.use(label)
        chooser.value.set_files(file)


class Keys(Walker):
    """Only the keyboard: Tab until the name is in focus, then Enter."""

    def reach(self, name: str) -> None:
        """Press Tab until what has this name is in focus.

        Raises AssertionError when it does not come within `PATIENCE` presses.
        """
        for _ in range(PATIENCE):
            if name in self.page.evaluate(_NAME_IN_FOCUS) and not self._is_whole_page():
                return
            self.page.keyboard.press("Tab")
            self.actions += 1
        raise AssertionError(f"{name!r} was not in focus after {PATIENCE} presses of Tab.")

    def use(self, name: str) -> None:
        """Reach it and press Enter."""
        self.reach(name)
        self.page.keyboard.press("Enter")
        self.actions += 1

    def _is_whole_page(self) -> bool:
        return bool(self.page.evaluate("document.activeElement.matches('main, body')"))


class Pointer(Walker):
    """A mouse or a thumb: each thing is clicked where it stands."""

    def reach(self, name: str) -> None:
        """Click into the box with this label."""
        self.page.get_by_label(name, exact=True).first.click()
        self.actions += 1

    def use(self, name: str) -> None:
        """Click the first link or button in the page that has this name."""
        main = self.page.get_by_test_id("stMain")
        link, button = (main.get_by_role(role, name=name) for role in ("link", "button"))  # type: ignore[arg-type]
        link.or_(button).first.click()
        self.actions += 1

    def give(self, label: str, file: Path) -> None:
        """Press the upload box's own button, which lies over the browser's."""
        with self.page.expect_file_chooser() as chooser:
            self.page.get_by_test_id("stFileUploader").get_by_text(label).first.click()
        self.actions += 1
        chooser.value.set_files(file)


def find_my_place(walker: Walker) -> None:
    """From the first page to one thing about my place."""
    walker.visit.goto("/")
    walker.type("Find your place", "Leeds")
    walker.arrives_at("Leeds")
    walker.sees("What stands out")


def compare_with_a_peer(walker: Walker) -> None:
    """From the first page to how a place compares with those most like it."""
    walker.visit.goto("/")
    walker.use("Compare with a peer")
    walker.arrives_at("peers")
    walker.sees("Table (")


def understand_the_quadrant(walker: Walker) -> None:
    """From the first page through the six steps of the idea."""
    walker.visit.goto("/")
    walker.use("Understand the quadrant")
    for step in range(1, 6):
        walker.sees(f"Step {step} of 6")
        walker.use("Next")
    walker.sees("Step 6 of 6")


def upload_a_file(walker: Walker) -> None:
    """From the first page to what the app has read in a table of my own."""
    walker.visit.goto("/")
    walker.use("Look at a table of your own")
    walker.arrives_at("Quick view")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "rates.csv"
        file.write_text(TABLE, encoding="utf-8")
        walker.give("Upload", file)
        walker.sees("Your file:")


def join_a_workshop(walker: Walker) -> None:
    """From the first page into a workshop whose code is on the wall."""
    database = Database()
    try:
        made = rooms.create(database, Plan("Seminar", "E47000004", POLL))
        code = made.workshop.code
    finally:
        database.close()
    walker.visit.goto("/")
    walker.use("Join a workshop")
    walker.type("The code on the screen in the room", code)
    walker.sees("You are in")


Journey = Callable[[Walker], None]
JOURNEYS: dict[str, Journey] = {
    "Find my place and learn one thing": find_my_place,
    "Compare with a peer": compare_with_a_peer,
    "Understand the quadrant": understand_the_quadrant,
    "Upload a file": upload_a_file,
    "Join a workshop": join_a_workshop,
}
