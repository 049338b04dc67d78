"""What a link to a view says of itself where it is posted: a title and a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from placelib.axis_words import BOTH_AXES
from placelib.urls import (
    AREA,
    AREAS,
    COMPARE,
    INDICATOR,
    LENS,
    MAP,
    PLACE,
    QUADRANT,
    RUN_SHEET,
    START,
    TRENDS,
    Page,
    find_page,
)

# The name of a place by its code and the label of an indicator by its slug; None for no such.
Named = Callable[[str], str | None]
# The app's name: in the tab, in link previews and on paper.
SITE = "Bend the Line"
_MOST_PLACES = 3
_START = (
    "What is known about a council, its combined authority, its region and its nation, and whether "
    "the middle tier bends the line: knows its places as councils do, with the power of government."
)
_RUN_SHEET = "Views of Bend the Line in an order, to present one after another."
_FIGURES = "Official statistics with their source, their uncertainty and their gaps."


@dataclass(frozen=True, slots=True)
class Preview:
    """The title and the description of a view, as plain text."""

    title: str
    description: str


def preview(path: str, query: Mapping[str, str], place: Named, indicator: Named) -> Preview:
    """The preview of the page at a path, or of the app where there is none.

    Nothing of the address is repeated: only names and labels that we know.
    """
    page = find_page(path)
    if page is None or page is START:
        return Preview(SITE, _START)
    if page is RUN_SHEET:
        return Preview(f"Run sheet – {SITE}", _RUN_SHEET)
    subject = _name_subject(page, query, place, indicator)
    return Preview(f"{subject or page.title} – {SITE}", _FIGURES if page.has_figures else _START)


def _name_subject(page: Page, query: Mapping[str, str], place: Named, indicator: Named) -> str:
    """What the view is about, in the order in which a reader would say it."""
    # Titles of places only on the pages that show one; a place in the map's address is one of many.
    codes = query.get(AREAS, "") if page is TRENDS else query.get(AREA, "")
    names = [name for name in map(place, codes[:200].split(".")[:20]) if name]
    label = indicator(query.get(INDICATOR, "")) if page in {PLACE, MAP, TRENDS, COMPARE} else None
    where = ", ".join(names[:_MOST_PLACES]) + (" and others" if len(names) > _MOST_PLACES else "")
    if page is MAP:
        return f"{label}, on a map" if label else ""
    if page is QUADRANT:
        idea = query.get(LENS, "idea") == "idea"
        return f"The idea: {BOTH_AXES}" if idea else _of("Quadrant", where)
    if label and where:
        return f"{label}: {where}"
    return label or (_of(page.title, where) if page is not PLACE else where)


def _of(what: str, where: str) -> str:
    return f"{what}: {where}" if where else what
