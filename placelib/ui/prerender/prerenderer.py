"""The prerendered copies of the pages: made once an address and data version, and remembered.

A request waits a moment for its copy. What is not ready by then is made all the same, for the next
who asks; a page never waits for it and never fails by it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pyarrow as pa
import streamlit as st

from placelib.api.rate_limit import AddressBuckets
from placelib.charts.both_themes import ColourPairs
from placelib.charts.pictures import CLEAR, drawing_for, pictures
from placelib.charts.theme import DARK, FONT, LIGHT
from placelib.database.cache import SNAPSHOTS
from placelib.errors import NoPicture, PlaceError
from placelib.model import is_uploaded_slug
from placelib.ui.prerender.markup import list_charts, write_page
from placelib.ui.prerender.page_run import PageNode, run_first_screen
from placelib.ui.prerender.plain_html import clean_html
from placelib.ui.prerender.store import Key, PrerenderedCopies, PrerenderedCopy
from placelib.urls import (
    AT,
    EMBED,
    LEAD,
    LENS,
    MAP,
    PAGES,
    PLACE,
    PRESENT,
    RESULTS,
    ROOM,
    SETTINGS,
    SHEET,
    START,
    VERSION,
    find_page,
)

log = logging.getLogger("bend_the_line")
# “off” leaves the prerendered copies out, as for a measurement of what they are worth.
SWITCH = "BEND_PRERENDER"
# Seconds that a page waits for its copy: a browser needs as long to ask for the first script.
PATIENCE = 0.15
# Seconds while the server does nothing else. Most are ready by then, and the visitor's own run of
# the page, which finds everything worked out, makes up for what it has waited.
IDLE_PATIENCE = 0.5
# So many new ones one address of the network may have made at once, and then one every two seconds.
# A hall behind one address opens one link; whoever walks on without pause gets pages without.
NEW_AT_ONCE, NEW_A_SECOND = 40, 0.5
# So many are made or wait to be made at once; who comes then gets the page without.
_MOST_WAITING = 8
# Pixels: the room of a page on a laptop and on a phone, and the street between two columns. So many
# charts are drawn.
_WIDE, _NARROW, _STREET = 1196, 356, 17
_MOST_CHARTS = 2
# A link of the app has a few hundred characters.
_LONGEST_QUERY = 4000
_READ = SETTINGS | {VERSION}
# A page that is presented or embedded looks otherwise; a room's results are its own.
_OTHER_VIEWS = frozenset({PRESENT, EMBED, SHEET, AT, ROOM, RESULTS, LEAD})
_FACES = "".join(
    f'@font-face{{font-family:"{FONT.partition(",")[0]}";font-weight:{weight};'
    f"src:url(./app/static/fonts/atkinson-hyperlegible-next-{name}.woff2)format('woff2')}}"
    for name, weight in (("regular", 400), ("bold", 700))
)
# <path transform="translate(0,0)" fill="#EFF1F3"/>, which has no d="…".
_NOTHING_DRAWN = re.compile(r"<path(?![^>]* d=)[^>]*/>")
# The page's own rules, and those that all pages share: by the names that a copy's parts have.
_STYLE = re.sub(
    # “/* what it is for */”: for those who read the file.
    r"/\*.*?\*/\s*",
    "",
    Path(__file__).with_name("page.css").read_text("utf-8")
    + Path(__file__).parents[1].joinpath("frame.css").read_text("utf-8"),
    flags=re.DOTALL,
).replace("data-testid", "data-part")


class Prerenderer:
    """Makes and remembers prerendered copies; used in the server's event loop alone."""

    def __init__(
        self,
        patience: float = PATIENCE,
        idle_patience: float = IDLE_PATIENCE,
        *,
        is_idle: Callable[[], bool] = lambda: False,
        is_on: bool = True,
    ) -> None:
        """Off there are none.

        ``patience`` is how many seconds a page waits for its copy, ``idle_patience`` how many
        while ``is_idle`` says that nobody else's page runs.
        """
        self._patience, self._idle_patience = patience, idle_patience
        self._is_idle = is_idle
        self._is_on = is_on
        self._store = PrerenderedCopies()
        self._new_ones = AddressBuckets(NEW_AT_ONCE, NEW_A_SECOND)
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def find_html(self, path: str, query: str, client: str = "") -> str:
        """The prerendered copy of an address as HTML; empty where there is none, or none yet.

        ``client`` is the address of the network that asks; without one it is the server itself.
        """
        key = _normalise_address(path, query) if self._is_on else None
        if key is None:
            return ""
        copy = self._store.find(key, client)
        patience = self._patience
        if copy is None:
            if self._waiting >= _MOST_WAITING or (client and not self._new_ones.take(client)):
                return ""
            if not self._waiting and self._is_idle():
                patience = max(patience, self._idle_patience)
            self._waiting += 1
            copy = self._store.add(key, client)
            copy.task = asyncio.create_task(self._make(key, copy))
            copy.task.add_done_callback(partial(self._finish, key, copy))
        if copy.task is not None:
            await asyncio.wait({copy.task}, timeout=patience)
        return copy.html

    async def warm_up(self) -> None:
        """Make the prerendered copies of the addresses that most come to, one after the other."""
        # As they stand in the menu, by which most come to the others.
        for page in (START, PLACE, MAP, *(page for page in PAGES if page.is_prerendered)):
            key = _normalise_address(page.path, "")
            if self._is_on and key is not None and self._store.get(key) is None:
                await self.find_html(page.path, "")
                copy = self._store.get(key)
                if copy is not None and copy.task is not None:
                    await asyncio.wait({copy.task})
                self._store.settle(key)

    def _finish(self, key: Key, copy: PrerenderedCopy, task: asyncio.Task[None]) -> None:
        """Forget the task; what went wrong is logged, and tried again when somebody asks again.

        A page that turned out to have no copy is remembered as such while its data are served.
        """
        self._waiting -= 1
        copy.task = None
        problem = None if task.cancelled() else task.exception()
        if problem is not None:
            log.error("no prerendered copy of %s", key[0] or "the first page", exc_info=problem)
        # An address that was pushed out and asked for again has a later entry here, which stays.
        has_failed = task.cancelled() or problem is not None
        if has_failed and not copy.html:
            self._store.discard(key, copy)
        self._store.trim()

    async def _make(self, key: Key, copy: PrerenderedCopy) -> None:
        page, query, _ = key
        async with self._turn:
            light = await run_first_screen(page, query, dark=False)
            dark = await run_first_screen(page, query, dark=True)
        colours = ColourPairs()
        copy.html = await asyncio.to_thread(_write_page, page, light, dark, {}, colours)
        drawings = await asyncio.to_thread(_draw_charts, light, dark, colours)
        if drawings:
            copy.html = await asyncio.to_thread(_write_page, page, light, dark, drawings, colours)


def _normalise_address(path: str, query: str) -> Key | None:
    """The page, its settings in order, and the mark of the data; None for what has no copy."""
    page = find_page(path)
    if page is None or not page.is_prerendered or len(query) > _LONGEST_QUERY:
        return None
    parameters = dict(parse_qsl(query, keep_blank_values=True))
    is_private = any(map(is_uploaded_slug, parameters.values())) or parameters.get(LENS) == "room"
    if is_private or not _OTHER_VIEWS.isdisjoint(parameters):
        return None
    settings = sorted((name, text) for name, text in parameters.items() if name in _READ)
    try:
        mark = SNAPSHOTS.current().content_mark
    except PlaceError:
        return None
    return page.path, urlencode(settings), mark


def _write_page(
    page: str, light: PageNode, dark: PageNode, drawings: Mapping[int, str], colours: ColourPairs
) -> str:
    """The page in both themes at once; empty where they differ in more than colours."""
    charts = list_charts(light)
    by_node = {id(charts[number]): picture for number, picture in drawings.items()}
    dark_charts = list_charts(dark)
    by_dark_node = {id(dark_charts[number]): picture for number, picture in drawings.items()}
    body = colours.merge(write_page(light, by_node), write_page(dark, by_dark_node))
    if body is None:
        log.warning("a page differs on dark screens in more than its colours: no prerendered copy")
        return ""
    style = f"{_FACES}{_write_theme()}{colours.write_rules('.pr')}{_STYLE}"
    style += f".pr .pr-to-{page or 'start'}{{background:var(--pr-field);font-weight:700}}"
    return f"<style>{style}</style>{_write_menu()}{body}"


def _draw_charts(light: PageNode, dark: PageNode, colours: ColourPairs) -> dict[int, str]:
    """The pictures of the first charts of a page, by their number."""
    drawings: dict[int, str] = {}
    both = zip(list_charts(light), list_charts(dark), strict=True)
    for number, (node, dark_node) in enumerate(both):
        if number == _MOST_CHARTS:
            break
        specifications = (json.dumps(_read_chart(chart)) for chart in (node, dark_node))
        merged = colours.merge_for_drawing(*specifications)
        if merged is None:
            continue
        specification = json.loads(merged)
        wide = round(_WIDE * node.share) - (_STREET if node.share < 1 else 0)
        is_wide = specification.get("width") == "container"
        names = {"wide": wide, "narrow": _NARROW} if is_wide else {"any": wide}
        parts = []
        for name, width in names.items():
            try:
                with drawing_for("prerendered pages"):
                    (svg,) = pictures([specification], kind="svg", width=width, ground=CLEAR)
            except NoPicture as problem:
                log.warning("no picture in a prerendered copy: %s", problem)
                return drawings
            parts.append(f'<div class="pr-{name}">{_shorten(svg.decode("utf-8"))}</div>')
        drawings[number] = colours.name_stand_ins("".join(parts))
    return drawings


def _shorten(svg: str) -> str:
    """The drawing without the paths that draw nothing, as of land that lies outside of a map."""
    return clean_html(_NOTHING_DRAWN.sub("", svg))


def _read_chart(node: PageNode) -> dict[str, Any]:
    """A chart's specification with its figures inside, as it was before it was sent."""
    assert node.element is not None
    chart = node.element.vega_lite_chart
    specification: dict[str, Any] = json.loads(chart.spec)
    datasets = {
        named.name: pa.ipc.open_stream(named.data.data).read_all().to_pylist()
        for named in chart.datasets
    }
    if datasets:
        specification["datasets"] = datasets
    # On the page a chart has no edge of its own either.
    return {**specification, "padding": 0}


def _write_theme() -> str:
    """The page's own colours, as .streamlit/config.toml has them."""
    rules = []
    for name, theme in (("light", LIGHT), ("dark", DARK)):
        colours = {
            "page": theme.page,
            "text": theme.text,
            "field": st.get_option(f"theme.{name}.secondaryBackgroundColor"),
            "edge": st.get_option(f"theme.{name}.borderColor"),
            "link": st.get_option(f"theme.{name}.linkColor"),
        }
        written = ";".join(f"--pr-{part}:{colour}" for part, colour in colours.items())
        rules.append(f":root{{color-scheme:{name};{written}}}")
    return f"{rules[0]}@media (prefers-color-scheme:dark){{{rules[1]}}}"


def _write_menu() -> str:
    """The menu of the app as links: in sections on a laptop, in one list on a phone."""
    sections: dict[str, list[str]] = {}
    for page in PAGES:
        if page.in_menu:
            link = f'<a href="./{page.path}">{escape(page.title)}</a>'
            sections.setdefault(page.section, []).append(link)
    first = "".join(sections.pop("", []))
    folded = "".join(
        f'<details class="pr-section"><summary>{escape(name)}</summary>{_write_list(links)}'
        "</details>"
        for name, links in sections.items()
    )
    every = [first, *(link for links in sections.values() for link in links)]
    full_menu = f'<details class="pr-all"><summary>Menu</summary>{_write_list(every)}</details>'
    return f'<nav aria-label="Menu">{first}{folded}{full_menu}</nav>'


def _write_list(links: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{link}</li>' for link in links)}</ul>"
