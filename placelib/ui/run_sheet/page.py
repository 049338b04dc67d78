"""The page on which a run sheet is put together, saved, opened and started."""

from __future__ import annotations

import streamlit as st

from placelib.content import text
from placelib.errors import BadRunSheet
from placelib.exports.run_sheet import (
    RunSheet,
    make_seminar,
    read_run_sheet_file,
    write_run_sheet_file,
    write_run_sheet_link,
)
from placelib.formatting import number
from placelib.markdown import plain_markdown
from placelib.shared_document import ENDING
from placelib.ui import router
from placelib.ui.components import first_screen
from placelib.ui.components.page_address import build_address
from placelib.ui.run_sheet import visit_run_sheet
from placelib.ui.run_sheet.one_file import show_run_sheet_download
from placelib.urls import RUN_SHEET, SHEET

_REFUSED = "run sheet refused"
_FILE = "run sheet file"


def show_run_sheet_page() -> None:
    """The whole page: what it is for, start, the views, saving and opening."""
    first_screen.show_title("Run sheet")
    st.markdown(text("run_sheet"))
    sheet, problem = visit_run_sheet.get_run_sheet()
    problem = problem or st.session_state.pop(_REFUSED, "")
    if problem:
        st.warning(plain_markdown(problem))
    # From here on the address holds the run sheet, so that a refresh keeps it.
    st.query_params[SHEET] = write_run_sheet_link(sheet)
    visit_run_sheet.remember_run_sheet(sheet)
    if sheet.views and st.button("Start presenting", type="primary", key="start presenting"):
        visit_run_sheet.show_view(sheet, 0)
    st.caption(text("run_sheet_keys"))
    _show_title(sheet)
    _show_views(sheet)
    _show_saving(sheet)
    _show_opening()


def _show_title(sheet: RunSheet) -> None:
    key = "run sheet title"
    st.session_state[key] = sheet.title

    def rename_sheet() -> None:
        visit_run_sheet.remember_run_sheet(sheet.entitled(st.session_state[key]))

    st.text_input("Title", key=key, on_change=rename_sheet, max_chars=80)


def _show_views(sheet: RunSheet) -> None:
    count = len(sheet.views)
    st.header(f"{number(count)} view{'' if count == 1 else 's'}", anchor=False)
    if not count:
        st.info("The run sheet is empty: open a page, set it up, and add it from its foot.")
    for index in range(count):
        _show_view(sheet, index)


def _show_view(sheet: RunSheet, index: int) -> None:
    view, key = sheet.views[index], f"run sheet view {index}"
    st.session_state[key] = view.title

    def rename() -> None:
        visit_run_sheet.remember_run_sheet(sheet.renamed(index, st.session_state[key]))

    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.text_input(
            f"View {index + 1}: {view.page.title}",
            key=key,
            on_change=rename,
            max_chars=80,
            width=320,
        )
        st.button(
            "Up", key=f"{key} up", disabled=index == 0, help=f"Move view {index + 1} up",
            on_click=visit_run_sheet.remember_run_sheet, args=(sheet.moved(index, -1),),
        )  # fmt: skip
        st.button(
            "Down", key=f"{key} down", disabled=index == len(sheet.views) - 1,
            help=f"Move view {index + 1} down", on_click=visit_run_sheet.remember_run_sheet,
            args=(sheet.moved(index, 1),),
        )  # fmt: skip
        st.button(
            "Remove", key=f"{key} remove", help=f"Remove view {index + 1}",
            on_click=visit_run_sheet.remember_run_sheet, args=(sheet.without(index),),
        )  # fmt: skip
        # A button and no link: Streamlit sets a link lower than the buttons beside it.
        if st.button("Open", key=f"{key} open", help=f"Open view {index + 1} to look at it"):
            st.switch_page(router.get_page(view.page), query_params=view.parameters)


def _show_saving(sheet: RunSheet) -> None:
    st.header("Save it", anchor=False)
    st.code(
        build_address(RUN_SHEET, {SHEET: write_run_sheet_link(sheet)}),
        language=None,
        wrap_lines=True,
    )
    st.caption(
        "The link holds the whole run sheet; the JSON file does too, and can be edited. The HTML "
        "file has what the views show, for when nobody runs this app any more."
    )
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Save to go on with later (JSON)",
            data=write_run_sheet_file(sheet),
            file_name=f"run-sheet.{ENDING}",
            mime="application/json",
            key="run sheet save",
            on_click="ignore",
        )
        if sheet.views:
            show_run_sheet_download(sheet)
        st.button(
            "Start from the default", key="run sheet default",
            on_click=visit_run_sheet.remember_run_sheet, args=(make_seminar(),),
        )  # fmt: skip
        st.button(
            "Start empty", key="run sheet empty",
            on_click=visit_run_sheet.remember_run_sheet, args=(RunSheet("My run sheet", ()),),
        )  # fmt: skip


def _show_opening() -> None:
    st.header("Open a saved one", anchor=False)
    st.file_uploader(
        "A run sheet that was saved as a file", type=[ENDING], key=_FILE, on_change=_open,
        max_upload_size=1,
    )  # fmt: skip


def _open() -> None:
    upload = st.session_state.get(_FILE)
    if upload is None:
        return
    try:
        visit_run_sheet.remember_run_sheet(read_run_sheet_file(upload.getvalue()))
    except BadRunSheet as problem:
        st.session_state[_REFUSED] = str(problem)
