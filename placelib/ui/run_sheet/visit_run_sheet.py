"""The run sheet of this visit: adding a view to it, and turning its pages while presenting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from placelib.errors import BadRunSheet
from placelib.exports.run_sheet import (
    RunSheet,
    make_seminar,
    make_view,
    read_run_sheet_link,
    write_run_sheet_link,
)
from placelib.markdown import plain_markdown
from placelib.ui import router
from placelib.ui.components import present_mode
from placelib.urls import AT, PRESENT, RUN_SHEET, SHEET, Page

# What this visitor made: the only place it is kept besides the address of the run sheet's page.
_KEPT = "run sheet of this visit"
_keys = st.components.v2.component(
    "presenter_keys",
    html="<span hidden>\n</span>",
    js=(Path(__file__).parent / "presenter_keys.js").read_text(encoding="utf-8"),
)


def get_run_sheet() -> tuple[RunSheet, str]:
    """The run sheet of the address, else the visit's, else the default; and what was wrong."""
    link = st.query_params.get(SHEET)
    sheet: RunSheet = st.session_state.get(_KEPT) or make_seminar()
    if link is None:
        return sheet, ""
    try:
        return read_run_sheet_link(link), ""
    except BadRunSheet as problem:
        return sheet, str(problem)


def remember_run_sheet(sheet: RunSheet) -> None:
    """Remember the run sheet for this visit, and in the address where that holds one."""
    st.session_state[_KEPT] = sheet
    if SHEET in st.query_params:
        st.query_params[SHEET] = write_run_sheet_link(sheet)


def show_add_button(describe: Callable[[], tuple[Page, dict[str, str], str]]) -> None:
    """A button that puts the view at the end of the visit's run sheet.

    ``describe`` gives its page, its settings and its title once the button is pressed.
    """
    st.button(
        "Add to run sheet",
        key="add to run sheet",
        help="A run sheet is a list of views to present one after another.",
        on_click=_add,
        args=(describe,),
    )
    st.page_link(router.get_page(RUN_SHEET), label="Open the run sheet")


def _add(describe: Callable[[], tuple[Page, dict[str, str], str]]) -> None:
    page, settings, title = describe()
    sheet, _ = get_run_sheet()
    try:
        longer = sheet.with_view(make_view(page, settings, title))
    except BadRunSheet as problem:
        st.toast(plain_markdown(str(problem)), icon=":material/info:")
        return
    remember_run_sheet(longer)
    st.toast(f"Added as view {len(longer.views)} of your run sheet.", icon=":material/check:")


def show_view(sheet: RunSheet, index: int) -> None:
    """Present the view at a place, counted from 0; the address holds all that a refresh needs."""
    view = sheet.views[index]
    mode = {PRESENT: present_mode.ON, SHEET: write_run_sheet_link(sheet), AT: str(index + 1)}
    st.switch_page(router.get_page(view.page), query_params={**view.parameters, **mode})


def show_presenter_bar() -> None:
    """The line at the foot of a presented view: back, where one is, on, and the way out."""
    sheet = get_run_sheet()[0] if SHEET in st.query_params else None
    index = _read_position(len(sheet.views)) if sheet is not None else 0
    last = len(sheet.views) - 1 if sheet is not None else 0
    heard = _keys(key="presenter keys", on_go_change=_ignore)
    way = heard.get("go")
    is_first, is_last = present_mode.find_step_ends()
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="presenter"):
        if sheet is not None and not sheet.views:
            st.markdown("The run sheet is empty.")
        elif sheet is not None:
            if st.button("← Back", disabled=index == 0 and is_first, key="present back"):
                way = "previous"
            st.markdown(f"{index + 1} of {last + 1}")
            if st.button("Next →", disabled=index == last and is_last, key="present next"):
                way = "next"
        if st.button("Leave", key="present leave", help="Escape does the same."):
            way = "leave"
    if present_mode.turn_step(way or ""):
        st.rerun()
    if way == "leave":
        _leave(sheet)
    elif sheet is not None and way == "next" and index < last:
        show_view(sheet, index + 1)
    elif sheet is not None and way == "previous" and index > 0:
        show_view(sheet, index - 1)


def _leave(sheet: RunSheet | None) -> None:
    if sheet is not None:
        st.switch_page(
            router.get_page(RUN_SHEET), query_params={SHEET: write_run_sheet_link(sheet)}
        )
    del st.query_params[PRESENT]
    st.rerun()


def _read_position(views: int) -> int:
    """Where the address is in the run sheet, from 0; the first view for anything unreadable."""
    text = st.query_params.get(AT, "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return min(max(number, 1), max(views, 1)) - 1


def _ignore() -> None:
    """A trigger needs someone to call; the value is read in the same run."""
