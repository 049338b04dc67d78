"""What is measured: the page that a visitor opens in each app, and the journeys inside ours.

A new journey is one more row of JOURNEYS.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from playwright.sync_api import Page

# What a visitor does on a settled page: returns the moment, in milliseconds since 1970, at which
# the app could begin to answer.
Act = Callable[[Page, str], float]


@dataclass(frozen=True)
class Landing:
    """The page that first and repeat visits open: its path, and words that a usable one shows."""

    path: str
    words: str


OURS = Landing("/place?area=E08000012", "Liverpool")
HELLO = Landing("/", "Hello, world")


@dataclass(frozen=True)
class Journey:
    """One thing a visitor does: where it starts, what is done, and the words of a heading after it.

    `beside` names the measure of the hello-world app that comes nearest to it.
    """

    name: str
    start: str
    act: Act
    words: str
    beside: str


def now() -> float:
    """This moment in milliseconds since 1970, on the clock that the browser uses too."""
    return time.time() * 1000


def follow(path: str) -> Act:
    """Opening an address of the app in the same tab."""

    def act(page: Page, base_url: str) -> float:
        began = now()
        page.goto(urljoin(base_url, path), wait_until="commit")
        return began

    return act


def choose(name: str) -> Act:
    """Typing a name into the first picker of the page and choosing it from the list."""

    def act(page: Page, base_url: str) -> float:
        del base_url
        page.get_by_role("combobox").first.click()
        page.keyboard.type(name)
        option = page.get_by_role("option", name=re.compile(rf"^{re.escape(name)}\b")).first
        option.wait_for()
        began = now()
        option.click()
        return began

    return act


JOURNEYS = (
    Journey(
        "another place, by its address",
        OURS.path,
        follow("/place?area=E08000003"),
        "Manchester",
        beside="repeat visit",
    ),
    Journey(
        "another place, from the picker",
        OURS.path,
        choose("Manchester"),
        "Manchester",
        beside="rerun",
    ),
)
