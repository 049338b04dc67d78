"""Every address and every parameter name of the app, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

AREA = "area"
INDICATOR = "indicator"
TOPIC = "topic"
SUBJECT = "subject"
AREAS = "areas"
VIEW = "view"
BANDS = "bands"
PEERS = "peers"
MIXED = "mixed"
AGAINST = "against"
CUT = "cut"
ORDER = "order"
LEVEL = "level"
WITHIN = "within"
PERIOD = "period"
CLASSES = "classes"
SAME = "same"
COLOURS = "colours"
FADE = "fade"
SORT = "sort"
LIST_PAGE = "page"
LENS = "lens"
STEP = "step"
NEIGHBOURHOODS = "neighbourhoods"
TAX = "tax"
MORE = "more"
SETTLEMENTS = "settlements"
ROOM = "room"
LEAD = "lead"
RESULTS = "results"
VERSION = "data"
PRESENT = "present"
SHEET = "sheet"
AT = "at"
# Streamlit's own: a page inside a page of somebody else.
EMBED = "embed"
# What a link to a view may set. Not among them: how it is shown, and what belongs to one visit.
SETTINGS = frozenset(
    {
        AREA, INDICATOR, TOPIC, SUBJECT, AREAS, VIEW, BANDS, PEERS, MIXED, AGAINST, CUT, ORDER,
        LEVEL, WITHIN, PERIOD, CLASSES, SAME, COLOURS, FADE, SORT, LIST_PAGE, LENS, STEP,
        NEIGHBOURHOODS, TAX, MORE, SETTLEMENTS, ROOM, RESULTS,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageAddress:
    """A page of the app: its file, its place in the address bar and its name in the menu.

    A page with ``in_menu`` False is reached by a link only, such as the page a phone votes on.
    One that stands ``alone`` has no menu of its own either: a phone or a projector needs the room.
    """

    file: str
    path: str
    title: str
    in_menu: bool = True
    alone: bool = False


START = PageAddress("pages/start.py", "", "Start")
PLACE = PageAddress("pages/place.py", "place", "Place")
MAP = PageAddress("pages/map.py", "map", "Map")
TRENDS = PageAddress("pages/trends.py", "trends", "Trends")
COMPARE = PageAddress("pages/compare.py", "compare", "Compare")
QUADRANT = PageAddress("pages/quadrant.py", "quadrant", "Quadrant")
AUTHORITIES = PageAddress("pages/authorities.py", "authorities", "Authorities")
QUICK = PageAddress("pages/quick_view.py", "quick_view", "Quick view")
WORKSHOP = PageAddress("pages/workshop.py", "workshop", "Workshop")
JOIN = PageAddress("pages/join.py", "join", "Join a workshop", in_menu=False, alone=True)
CONSOLE = PageAddress("pages/console.py", "console", "Workshop console", in_menu=False)
BOARD = PageAddress("pages/board.py", "board", "Workshop board", in_menu=False, alone=True)
DATA = PageAddress("pages/methods.py", "methods", "Data and methods")
ABOUT = PageAddress("pages/about.py", "about", "About", in_menu=False)
RUN_SHEET = PageAddress("pages/run_sheet.py", "run_sheet", "Run sheet", in_menu=False)
PAGES = (
    START,
    PLACE,
    MAP,
    TRENDS,
    COMPARE,
    QUADRANT,
    AUTHORITIES,
    QUICK,
    WORKSHOP,
    DATA,
    JOIN,
    CONSOLE,
    BOARD,
    ABOUT,
    RUN_SHEET,
)


def place_parameters(
    area: str, indicator: str | None = None, topic: str | None = None
) -> dict[str, str]:
    """The parameters of a place's page, only those that are given."""
    given = {AREA: area, INDICATOR: indicator, TOPIC: topic}
    return {name: value for name, value in given.items() if value}


def address(page: PageAddress, parameters: dict[str, str]) -> str:
    """The address of a page relative to the app's root, as in “place?area=E08000012”."""
    query = urlencode(parameters)
    return f"{page.path}?{query}" if query else page.path


def whole_address(root: str, page: PageAddress, settings: dict[str, str], version: str) -> str:
    """The full address of a view: every setting, defaults included, and the data version.

    ``root`` is the app's own address; it ends up with one slash between it and the page.
    """
    return f"{root.rstrip('/')}/{address(page, {**settings, VERSION: version})}"
