"""The Quick view page: a table of a visitor's own, read, checked, described and shown."""

from __future__ import annotations

import streamlit as st

from placelib.content import text
from placelib.markdown import plain_markdown
from placelib.ui.components import first_screen, page_parts
from placelib.ui.components.share import show_share
from placelib.ui.quick_view import check as quick_check
from placelib.ui.quick_view import describe as quick_describe
from placelib.ui.quick_view import file as quick_file
from placelib.ui.quick_view import show
from placelib.ui.quick_view.state import STEPS, QuickView, get_quick_view
from placelib.urls import QUICK

_DRAW = {
    "file": quick_file.show_file_step,
    "check": quick_check.show_check_step,
    "describe": quick_describe.show_describe_step,
    "view": show.show_view_step,
}
_STEP, _DRAWN_STEP = "quick step", "quick step that was drawn last"


def show_quick_view_page() -> None:
    """The whole page; only the step that the visitor is at runs."""
    view = get_quick_view()
    is_result = view.upload is not None and view.step == "view"
    if not is_result:
        # A result has its finding as the title; where it came from stands below it.
        first_screen.show_title("Quick view")
    if view.upload is None:
        view.step = "file"
        st.markdown(text("quick_view"))
    elif not is_result:
        _show_steps(view)
    _DRAW[view.step](view)
    if view.upload is not None:
        if is_result:
            _show_steps(view)
        _show_removal(view)
    else:
        # Not beside an upload: its link would lead to the empty page, and might be taken for more.
        show_share(QUICK, {}, QUICK.title, is_view=False)
    drawn_step = st.session_state.get(_DRAWN_STEP, view.step)
    st.session_state[_DRAWN_STEP] = view.step
    if drawn_step != view.step:
        page_parts.show_from_top(view.step)


def _show_steps(view: QuickView) -> None:
    assert view.upload is not None
    st.caption(f"Your file: **{plain_markdown(view.upload.name)}** (uploaded, only you see it)")
    st.session_state[_STEP] = view.step
    st.segmented_control(
        "Step", list(STEPS), required=True, default=None, format_func=STEPS.__getitem__,
        key=_STEP, on_change=_go, wrap=True,
    )  # fmt: skip


def _go() -> None:
    get_quick_view().step = st.session_state[_STEP]


def _show_removal(view: QuickView) -> None:
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Remove this upload", key="quick remove", on_click=view.forget)
    st.caption(text("quick_private"))
