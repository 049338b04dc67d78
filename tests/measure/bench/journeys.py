"""What is measured: the pages that a visitor opens in each app, and the journeys inside ours.

A new page is one more row of VISITS, a new journey one more of JOURNEYS.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from playwright.sync_api import Page

from tests.measure.bench.network import LOOPBACK, MEDIUM, SLOW, Network

# What a visitor does on a settled page: returns the moment, in milliseconds since 1970, at which
# the app could begin to answer.
Act = Callable[[Page, str], float]


@dataclass(frozen=True)
class Landing:
    """A page that visits open: its name, its path, and words that a usable one shows (or none).

    ``engine``: it draws with the map engine. ``slow``: it is also visited on the slowest network.
    ``change`` is the label of the choice that visitors change most, none where there is none.
    """

    name: str
    path: str
    words: str = ""
    engine: bool = False
    slow: bool = False
    change: str = ""

    def elsewhere(self) -> str:
        """The path of the same page of another place, empty where it is of none."""
        for place, other in OTHER_PLACES.items():
            if place in self.path:
                return self.path.replace(place, other)
        return ""

    def networks(self) -> tuple[Network, ...]:
        """The connections on which it is visited."""
        return (LOOPBACK, MEDIUM, SLOW) if self.slow else (LOOPBACK, MEDIUM)


# Liverpool and Manchester, councils of two combined authorities; and these two.
OTHER_PLACES = {"E08000012": "E08000003", "E47000004": "E47000001"}
OURS = Landing("place", "/place?area=E08000012", "Liverpool", slow=True, change="Topic")
HELLO = Landing("hello world", "/", "Hello, world", slow=True)
VISITS = (
    Landing("start", "/", slow=True),
    OURS,
    Landing("map", "/map?area=E08000012", engine=True, slow=True, change="Indicator"),
    Landing("neighbourhoods", "/neighbourhoods?area=E08000012", engine=True, change="Measure"),
    Landing("scorecard", "/scorecard?area=E08000012"),
    Landing("trends", "/trends?areas=E08000012", change="Indicator"),
    Landing("compare", "/compare?area=E08000012", change="Indicator"),
    Landing("quadrant, idea", "/quadrant?area=E47000004&lens=idea"),
    Landing(
        "quadrant, evidence", "/quadrant?area=E47000004&lens=evidence", change="Place on this page"
    ),
    Landing(
        "quadrant, what would it take",
        "/quadrant?area=E47000004&lens=take",
        change="Hand over what ministers spend on (£ a head a year)",
    ),
    Landing("authorities", "/authorities", change="Open a new body"),
    Landing("data and methods", "/methods", change="Topic of the list"),
)


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


def choose(name: str, box: int = 0) -> Act:
    """Typing a name into a picker of the page, by its place, and choosing it from the list."""

    def act(page: Page, base_url: str) -> float:
        del base_url
        page.get_by_role("combobox").nth(box).click()
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
        beside="repeat visit, loopback",
    ),
    Journey(
        "another place, from the picker",
        OURS.path,
        choose("Manchester"),
        "Manchester",
        beside="rerun",
    ),
)
# Not a journey of the stand-in app: only ours has a map.
MAP_CHANGE = Journey(
    "another indicator on the map",
    "/map",
    choose("Gross median weekly pay", box=1),
    "",
    beside="rerun",
)
