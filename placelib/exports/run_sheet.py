"""A run sheet: an ordered list of views of this app, to be presented one after another.

It travels as a link or as a file. Both may come from anybody: every item is checked against the
pages and the settings that there are, and nothing is shown before the whole list has passed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from placelib.errors import BadRunSheet, FullRunSheet, clip
from placelib.shared_document import MOST_LINK, DocumentFormat
from placelib.urls import (
    AREA,
    AREAS,
    CARD,
    COMPARE,
    INDICATOR,
    LENS,
    PAGES,
    PLACE,
    QUADRANT,
    RUN_SHEET,
    SETTINGS,
    STEP,
    TOPIC,
    TRENDS,
    VIEW,
    Page,
)

# Forty views of a dozen places each come to about half of MOST_LINK.
MOST_VIEWS = 40
LONGEST_TITLE = 80
LONGEST_VALUE = 400
# A scorecard is one setting; all together are held to MOST_LINK.
LONGEST_CARD = 4_000
_FORMAT = DocumentFormat("bend-the-line run sheet", 1, BadRunSheet)


@dataclass(frozen=True, slots=True)
class View:
    """One view: the page, its settings as the address writes them, and the presenter's name."""

    page: Page
    settings: tuple[tuple[str, str], ...]
    title: str

    @property
    def parameters(self) -> dict[str, str]:
        """The settings as parameters of an address."""
        return dict(self.settings)


@dataclass(frozen=True, slots=True)
class RunSheet:
    """A title and its views, in order."""

    title: str
    views: tuple[View, ...]

    def with_view(self, view: View) -> RunSheet:
        """The same with one more view at the end. Raises FullRunSheet when it does not fit."""
        if len(self.views) >= MOST_VIEWS:
            raise FullRunSheet(f"the run sheet has {MOST_VIEWS} views already, which is the most")
        longer = replace(self, views=(*self.views, view))
        if len(write_run_sheet_link(longer)) > MOST_LINK:
            raise FullRunSheet("with it the run sheet's link would be too long to be opened")
        return longer

    def without(self, index: int) -> RunSheet:
        """The same without the view at a place, counted from 0."""
        return replace(self, views=self.views[:index] + self.views[index + 1 :])

    def moved(self, index: int, by: int) -> RunSheet:
        """The same with one view further down (1) or up (−1); at the ends nothing changes."""
        to = index + by
        if not 0 <= to < len(self.views) or not 0 <= index < len(self.views):
            return self
        views = list(self.views)
        views.insert(to, views.pop(index))
        return replace(self, views=tuple(views))

    def renamed(self, index: int, title: str) -> RunSheet:
        """The same with another name for one view; an empty name changes nothing."""
        name = _clean(title)
        if not name or not 0 <= index < len(self.views):
            return self
        views = list(self.views)
        views[index] = replace(views[index], title=name)
        return replace(self, views=tuple(views))

    def entitled(self, title: str) -> RunSheet:
        """The same with another title; an empty one changes nothing."""
        return replace(self, title=_clean(title) or self.title)


def make_view(page: Page, settings: dict[str, str], title: str) -> View:
    """A view of this app as an item, with the settings that belong to it alone."""
    known_settings = tuple((name, value) for name, value in settings.items() if name in SETTINGS)
    return View(page, known_settings, _clean(title) or page.title)


def make_seminar(
    area: str = "E08000012",
    name: str = "Liverpool",
    tiers: str = "E08000012.E47000004.E12000002.E92000001",
) -> RunSheet:
    """The run sheet to start from: the idea, a place, its trends, place or silo, evidence, room.

    ``tiers`` are the codes of the place and of what it belongs to, as the Trends page has them.
    """

    def item(page: Page, title: str, **settings: str) -> View:
        return make_view(page, settings, title)

    return RunSheet(
        "Seminar",
        (
            item(QUADRANT, "The idea", **{LENS: "idea", STEP: "1"}),
            item(PLACE, name, **{AREA: area}),
            item(TRENDS, f"{name} over time", **{INDICATOR: "employment-rate", AREAS: tiers}),
            item(
                COMPARE,
                "Place or silo",
                **{AREA: area, VIEW: "silo", TOPIC: "health and wellbeing"},
            ),
            item(QUADRANT, "The evidence", **{AREA: area, LENS: "evidence"}),
            item(QUADRANT, "The room", **{AREA: area, LENS: "room"}),
        ),
    )


def write_run_sheet_file(sheet: RunSheet) -> str:
    """The run sheet as JSON that a person can read and edit."""
    return _FORMAT.write_file(_values(sheet))


def read_run_sheet_file(data: bytes) -> RunSheet:
    """The run sheet of a file. Raises BadRunSheet for anything else."""
    return _check_content(_FORMAT.read_file(data))


def write_run_sheet_link(sheet: RunSheet) -> str:
    """The run sheet as letters, digits, “-” and “_”, for an address."""
    return _FORMAT.write_link(_values(sheet))


def read_run_sheet_link(text: str) -> RunSheet:
    """The run sheet of an address. Raises BadRunSheet for anything else, however it unpacks."""
    return _check_content(_FORMAT.read_link(text))


def _values(sheet: RunSheet) -> dict[str, Any]:
    return {
        "title": sheet.title,
        "views": [
            {"page": view.page.path, "title": view.title, "settings": view.parameters}
            for view in sheet.views
        ],
    }


def _check_content(content: Mapping[str, Any]) -> RunSheet:
    views, title = content.get("views"), content.get("title")
    if not isinstance(views, list) or not isinstance(title, str):
        raise BadRunSheet("its title or its list of views is missing")
    if len(views) > MOST_VIEWS:
        raise BadRunSheet(f"it has {len(views):,} views, more than {MOST_VIEWS}")
    named = tuple(_view(part, number) for number, part in enumerate(views, start=1))
    sheet = RunSheet(_clean(title) or "Run sheet", named)
    length = len(write_run_sheet_link(sheet))
    if length > MOST_LINK:
        raise BadRunSheet(
            f"its link would have {length:,} characters, of which {MOST_LINK:,} can be opened"
        )
    return sheet


def _view(part: Any, number: int) -> View:
    if not isinstance(part, dict):
        raise BadRunSheet(f"its view {number} is not one")
    pages = {page.path: page for page in PAGES if page is not RUN_SHEET}
    path, title, settings = part.get("page"), part.get("title"), part.get("settings", {})
    page = pages.get(path) if isinstance(path, str) else None
    if page is None:
        raise BadRunSheet(f"its view {number} asks for a page “{clip(str(path))}” that is not here")
    if not isinstance(settings, dict):
        raise BadRunSheet(f"the settings of its view {number} are not a list of names and values")
    for name, value in settings.items():
        if name not in SETTINGS:
            raise BadRunSheet(f"its view {number} has an unknown setting “{clip(name)}”")
        longest = LONGEST_CARD if name == CARD else LONGEST_VALUE
        if not isinstance(value, str) or len(value) > longest or not value.isprintable():
            raise BadRunSheet(f"the setting “{clip(name)}” of its view {number} is no short text")
    name = _clean(title) if isinstance(title, str) else ""
    return View(page, tuple(settings.items()), name or page.title)


def _clean(title: str) -> str:
    return clip(" ".join(title.split()), LONGEST_TITLE)
