"""Every address and every parameter name of the app, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

AREA = "area"
INDICATOR = "indicator"
TOPIC = "topic"
SUBJECT = "subject"
AREAS = "areas"
BODY = "body"
VIEW = "view"
BANDS = "bands"
FROM = "from"
TO = "to"
PEERS = "peers"
MIXED = "mixed"
AGAINST = "against"
CUT = "cut"
ORDER = "order"
HOLDER = "holder"
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
MORE = "more"
MOVED = "moved"
NAMES = "names"
ROOM = "room"
LEAD = "lead"
RESULTS = "results"
VERSION = "data"
PRESENT = "present"
SHEET = "sheet"
AT = "at"
MEASURE = "measure"
SPOT = "neighbourhood"
ASSET = "asset"
CARD = "card"
MEASURES = "measures"
# Streamlit's own: a page inside a page of somebody else.
EMBED = "embed"
# What a link to a view may set. Not among them: how it is shown, and what belongs to one visit.
SETTINGS = frozenset(
    {
        AREA, INDICATOR, TOPIC, SUBJECT, AREAS, VIEW, BANDS, FROM, TO, PEERS, MIXED, AGAINST, CUT,
        ORDER, LEVEL, WITHIN, PERIOD, CLASSES, SAME, COLOURS, FADE, SORT, LIST_PAGE, LENS, STEP,
        MORE, MOVED, NAMES, ROOM, RESULTS, HOLDER, BODY, MEASURE, SPOT, ASSET, CARD, MEASURES,
    }
)  # fmt: skip


# How an address writes a switch. Inside the app a switch is a bool.
_SWITCH = {True: "yes", False: "no"}

# What a page draws at once, by the names of Streamlit's scripts, so that the browser asks for them
# with the page; tests/browser/ahead.py looks whether it does. Scripts that are not listed are
# fetched as their elements arrive.
_FINDER, _CHOICE, CHART = (
    "BidiComponent", "ButtonGroup", "ArrowVegaLiteChart",
)  # fmt: skip
_LIST = "Selectbox"
_SAVE, _BUTTON, _TABLE, _MARKS = "DownloadButton", "Button", "DataFrame", "Html"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the app, with all that the menu, the frame, the server and a preview know of it.

    ``file`` is run for its ``path`` in the address bar. ``title`` names it in the menu and in the
    browser's tab, where it stands with its ``icon`` in its ``section``; a page without a section
    stands before all. A page that is not ``in_menu`` is reached by a link only. One without
    ``has_menu`` stands alone, as a phone or a projector needs the room; ``has_finder`` puts the
    search for a place above it and ``has_footer`` sources and licences below. A page
    ``is_about_place`` opens with the place that the visitor looked at last. One that
    ``has_figures`` says so where a link to it is posted. The HTML of one that ``is_prerendered``
    holds its first screen (ADR 72). The tab of one that ``has_own_title`` says what it shows, such
    as a place, and not its title. ``elements`` are the scripts of Streamlit's that it is sure to
    need.
    """

    file: str
    path: str
    title: str
    icon: str = ""
    section: str = ""
    in_menu: bool = True
    has_menu: bool = True
    has_finder: bool = True
    has_footer: bool = True
    is_about_place: bool = False
    has_figures: bool = False
    is_prerendered: bool = False
    has_own_title: bool = False
    elements: tuple[str, ...] = ()


START = Page(
    file="pages/start.py", path="", title="Start",
    icon=":material/home:",
    has_finder=False, is_prerendered=True,
    elements=(_FINDER, _BUTTON, _MARKS),
)  # fmt: skip
PLACE = Page(
    file="pages/place.py", path="place", title="Place",
    icon=":material/location_on:", section="Explore",
    is_about_place=True, has_figures=True, is_prerendered=True, has_own_title=True,
    elements=(_FINDER, _LIST, _MARKS, CHART, _CHOICE, _BUTTON),
)  # fmt: skip
MAP = Page(
    file="pages/map.py", path="map", title="Map",
    icon=":material/map:", section="Explore",
    is_about_place=True, has_figures=True, is_prerendered=True,
    elements=(_FINDER, _LIST, _CHOICE, "DeckGlJsonChart", "Slider", _BUTTON, _MARKS),
)  # fmt: skip
NEIGHBOURHOODS = Page(
    file="pages/neighbourhoods.py", path="neighbourhoods", title="Neighbourhoods",
    icon=":material/grid_view:", section="Explore",
    is_about_place=True, has_figures=True,
    elements=(_FINDER, _CHOICE, "DeckGlJsonChart", _BUTTON, _MARKS),
)  # fmt: skip
TRENDS = Page(
    file="pages/trends.py", path="trends", title="Trends",
    icon=":material/show_chart:", section="Explore",
    is_about_place=True, has_figures=True, is_prerendered=True,
    elements=(_FINDER, _LIST, _CHOICE, CHART, _BUTTON, _MARKS),
)  # fmt: skip
COMPARE = Page(
    file="pages/compare.py", path="compare", title="Compare",
    icon=":material/compare_arrows:", section="Explore",
    is_about_place=True, has_figures=True, is_prerendered=True,
    elements=(_FINDER, _LIST, _CHOICE, CHART, _BUTTON, _MARKS),
)  # fmt: skip
QUADRANT = Page(
    file="pages/quadrant.py", path="quadrant", title="Quadrant",
    icon=":material/north_east:", section="Quadrant",
    is_about_place=True, has_figures=True, is_prerendered=True,
    elements=(_FINDER, _CHOICE, _BUTTON, _MARKS),
)  # fmt: skip
AUTHORITIES = Page(
    file="pages/authorities.py", path="authorities", title="Authorities",
    icon=":material/account_balance:", section="Quadrant",
    has_figures=True, is_prerendered=True,
    elements=(_FINDER, CHART, _LIST, _BUTTON, _MARKS),
)  # fmt: skip
QUICK = Page(
    file="pages/quick_view.py", path="quick_view", title="Quick view",
    icon=":material/table_view:", section="Your table",
    has_finder=False,
    elements=("FileUploader", _BUTTON, _SAVE, _MARKS),
)  # fmt: skip
WORKSHOP = Page(
    file="pages/workshop.py", path="workshop", title="Workshop",
    icon=":material/groups:", section="Workshop",
    has_finder=False, is_about_place=True,
    elements=("TextInput", _LIST, "Checkbox", _BUTTON, _MARKS),
)  # fmt: skip
DATA = Page(
    file="pages/methods.py", path="methods", title="Data and methods",
    icon=":material/menu_book:", section="About",
    elements=(_FINDER, _LIST, _CHOICE, _SAVE, _TABLE, _MARKS),
)  # fmt: skip
DATA_OUT = Page(
    file="pages/data_out.py", path="data_out", title="Downloads and API",
    icon=":material/download:", section="About",
    has_finder=False,
    elements=(_LIST, _MARKS, _CHOICE),
)  # fmt: skip
JOIN = Page(
    file="pages/join.py", path="join", title="Join a workshop",
    icon=":material/login:", section="Workshop",
    has_menu=False, has_finder=False, has_footer=False,
    elements=("TextInput", _MARKS),
)  # fmt: skip
CONSOLE = Page(
    file="pages/console.py", path="console", title="Workshop console", in_menu=False,
    has_finder=False,
)  # fmt: skip
BOARD = Page(
    file="pages/board.py", path="board", title="Workshop board", in_menu=False, has_menu=False,
    has_finder=False, has_footer=False,
)  # fmt: skip
ABOUT = Page(
    file="pages/about.py", path="about", title="About",
    icon=":material/info:", section="About",
    has_finder=False,
)  # fmt: skip
RUN_SHEET = Page(
    file="pages/run_sheet.py", path="run_sheet", title="Run sheet",
    icon=":material/slideshow:", section="Workshop",
    has_finder=False,
)  # fmt: skip
SCORECARD = Page(
    file="pages/scorecard.py", path="scorecard", title="Scorecard",
    icon=":material/checklist:", section="Workshop",
    is_about_place=True, has_figures=True, elements=(_FINDER, CHART, _SAVE, _BUTTON, _MARKS),
)  # fmt: skip
# At every address that is no page's: see router.
NOT_FOUND = Page(
    file="pages/not_found.py", path="not_found", title="Page not found", in_menu=False,
    elements=(_FINDER, _MARKS),
)  # fmt: skip
# In the order of the menu.
PAGES = (
    START, PLACE, MAP, NEIGHBOURHOODS, TRENDS, COMPARE, QUADRANT, AUTHORITIES, QUICK, WORKSHOP,
    JOIN, RUN_SHEET, SCORECARD, DATA, DATA_OUT, ABOUT, CONSOLE, BOARD,
    NOT_FOUND,
)  # fmt: skip


def find_page(path: str) -> Page | None:
    """The page at a path of the address bar, with or without slashes; None where there is none."""
    return next((page for page in PAGES if page.path == path.strip("/")), None)


def write_switch(*, is_on: bool) -> str:
    """A switch as the address has it: “yes” or “no”."""
    return _SWITCH[is_on]


def read_switch(text: str) -> bool | None:
    """A switch from the address; None for anything but “yes” and “no”."""
    return {word: is_on for is_on, word in _SWITCH.items()}.get(text)


def place_parameters(
    area: str, indicator: str | None = None, topic: str | None = None
) -> dict[str, str]:
    """The parameters of a place's page, only those that are given."""
    parameters = {AREA: area, INDICATOR: indicator, TOPIC: topic}
    return {name: value for name, value in parameters.items() if value}


def address(page: Page, parameters: dict[str, str]) -> str:
    """The address of a page relative to the app's root, as in “place?area=E08000012”."""
    query = urlencode(parameters)
    return f"{page.path}?{query}" if query else page.path


def whole_address(root: str, page: Page, settings: dict[str, str], version: str) -> str:
    """The full address of a view: every setting, defaults included, and the data version.

    ``root`` is the app's own address; it ends up with one slash between it and the page.
    """
    return f"{root.rstrip('/')}/{address(page, {**settings, VERSION: version})}"
