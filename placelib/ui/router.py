"""The menu, and the guard that lets a link lead straight to any page."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

import streamlit as st

from placelib.server.stopping import RUNS
from placelib.ui.components import present_mode
from placelib.urls import PAGES, START, PageAddress

_ROUTED = "the router has run"
_PAGES = "the pages of this visit"


def run() -> None:
    """Run the page that the address asks for."""
    st.session_state[_ROUTED] = True
    with RUNS.one():
        st.navigation([page_of(address) for address in PAGES], position=_position()).run()


def guard() -> None:
    """Send a visitor who arrived at a page without the router through the router.

    On a freshly started server Streamlit runs the file of a linked page by itself. Registering the
    menu and running again puts that right before anything is drawn.
    """
    if not st.session_state.get(_ROUTED):
        st.navigation([page_of(address) for address in PAGES], position=_position())
        st.session_state[_ROUTED] = True
        st.rerun()


def _position() -> Literal["top", "hidden"]:
    """Where the menu is: nowhere on a page that stands alone, is presented or embedded."""
    path = urlsplit(st.context.url or "").path.rstrip("/")
    alone = any(path.endswith(f"/{one.path}") for one in PAGES if one.alone)
    return "hidden" if alone or present_mode.is_bare() else "top"


def page_of(address: PageAddress) -> st.Page:
    """Streamlit's own record of a page, one a visit: making it looks the file up on disk."""
    pages: dict[PageAddress, st.Page] = st.session_state.setdefault(_PAGES, {})
    if address not in pages:
        pages[address] = st.Page(
            address.file,
            title=address.title,
            url_path=address.path or None,
            default=address is START,
            visibility="visible" if address.in_menu else "hidden",
        )
    return pages[address]
