"""The menu, and the guard that lets a link lead straight to any page."""

from __future__ import annotations

import re
from copy import copy
from typing import Literal
from urllib.parse import urlsplit

import streamlit as st

from placelib.server.stopping import RUNS
from placelib.ui import visit_requests, visits
from placelib.ui.components import present_mode
from placelib.urls import NOT_FOUND, PAGES, START, Page, find_page

_IS_ROUTED = "the router has run"
_PAGES = "the pages of this visit"
# Streamlit's records of pages by their paths, with and without an icon.
PageRecords = dict[tuple[str, str | None], st.Page]
# Those of the first visit: making one looks its file up on disk, folder by folder.
_RECORDS: PageRecords = {}
_UNKNOWN_PATH = "the path without a page"
# “map_of_leeds”, “index.php”; whatever else stands in an address is left to Streamlit.
_PAGE_PATH = re.compile(r"[A-Za-z0-9._~-]{1,80}")


def run_page() -> None:
    """Run the page that the address asks for."""
    st.session_state[_IS_ROUTED] = True
    # Whoever has clicked on something else meanwhile waits for no seat.
    visit_requests.give_way()
    with RUNS.count_run(), visits.take_seat():
        page = _register_menu()
        visit_requests.tell_address()
        page.run()


def require_router() -> None:
    """Send a visitor who arrived at a page without the router through the router.

    On a freshly started server Streamlit runs the file of a linked page by itself. Registering the
    menu and running again puts that right before anything is drawn.
    """
    if not st.session_state.get(_IS_ROUTED):
        _register_menu()
        st.session_state[_IS_ROUTED] = True
        st.rerun()


def _register_menu() -> st.Page:
    sections: dict[str, list[st.Page]] = {}
    records = _get_records()
    for page in PAGES:
        record = _make_record(records, page, icon=page.icon or None)
        sections.setdefault(page.section, []).append(record)
    unknown_path = _find_unknown_path()
    if unknown_path:
        # As a page of its own: Streamlit would put a box of its words over the first page.
        unknown_page = st.Page(
            NOT_FOUND.file, title=NOT_FOUND.title, url_path=unknown_path, visibility="hidden"
        )
        sections[NOT_FOUND.section].append(unknown_page)
    return st.navigation(sections, position=_choose_menu_position())


def _choose_menu_position() -> Literal["top", "hidden"]:
    """Where the menu is: nowhere on a page that stands alone, is presented or embedded."""
    page = find_page(_read_path())
    stands_alone = page is not None and not page.has_menu
    return "hidden" if stands_alone or present_mode.is_bare() else "top"


def _read_path() -> str:
    """The path of the page in the address: its last part, as the app may lie below a path."""
    return urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]


def _find_unknown_path() -> str:
    """The path without a page that this visit last asked for, if it may be a page's, else none.

    It stays a page of the visit: Streamlit's own word on the address changes while a page runs.
    """
    path = _read_path()
    if _PAGE_PATH.fullmatch(path) and find_page(path) is None:
        st.session_state[_UNKNOWN_PATH] = path
    unknown_path: str = st.session_state.get(_UNKNOWN_PATH, "")
    return unknown_path


def get_page(page: Page) -> st.Page:
    """Streamlit's own record of a page, one a visit."""
    # Without its icon, which a link inside a page would show before its words.
    return _make_record(_get_records(), page, icon=None)


def _get_records() -> PageRecords:
    """Those of this visit, to be asked for once and not for each page: Streamlit takes a lock."""
    records: PageRecords = st.session_state.setdefault(_PAGES, {})
    return records


def _make_record(records: PageRecords, page: Page, *, icon: str | None) -> st.Page:
    if (page.path, icon) not in records:
        if (page.path, icon) not in _RECORDS:
            _RECORDS[page.path, icon] = st.Page(
                page.file,
                title=page.title,
                icon=icon,
                # The first page's is empty: by itself Streamlit takes /start for it, and raises
                # where that address is asked for and is no page.
                url_path=page.path,
                default=page is START,
                visibility="visible" if page.in_menu else "hidden",
            )
        # Streamlit notes in it which page a visit is on.
        records[page.path, icon] = copy(_RECORDS[page.path, icon])
    return records[page.path, icon]
