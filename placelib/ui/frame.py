"""What every page shares: the finder at the top, the error boundary, the footer."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from html import escape
from urllib.parse import urlencode

import streamlit as st

from placelib.charts.theme import theme
from placelib.content import text
from placelib.exports.link_preview import SITE
from placelib.formatting import format_date
from placelib.ui import router
from placelib.ui.components import (
    area_search,
    chart_display,
    data_version_notice,
    present_mode,
    remembered_area,
    share,
)
from placelib.ui.components.fragments import VERSION, catch_errors, hold_snapshot, rerun_alone
from placelib.ui.components.page_links import write_page_link
from placelib.ui.run_sheet import visit_run_sheet
from placelib.urls import ABOUT, DATA, PRESENT, START, Page
from placelib.views import export_collector, snapshot_records

_WORDS = "What the words mean"
# The parts that will stand below the body that is being drawn, by what they depend on.
_FOLLOWING: ContextVar[dict[Hashable, Callable[[], None]] | None] = ContextVar(
    "parts below this body", default=None
)


@contextmanager
def open_page(page: Page) -> Iterator[None]:
    """Draw a page inside the frame: the finder above it, the footer below, errors as sentences.

    What a visitor can put right is shown as its sentence; anything unforeseen is logged with its
    traceback and shown with a short reference only. The whole page is drawn from one snapshot of
    the data; without any there is a sentence and no page. A page that names its tab calls name_tab
    itself: what names the tab is a message.

    Every file in pages/ is this call and what stands inside it:

        with frame.open_page(MAP):
            map_page.show_page()
    """
    router.require_router()
    if not page.has_own_title:
        name_tab("" if page is START else page.title)
    with hold_snapshot() as snapshot, export_collector.collect(), present_mode.enlarge():
        version_before = st.session_state.get(VERSION)
        st.session_state[VERSION] = snapshot.version
        with catch_errors():
            if page.is_about_place:
                remembered_area.recall_area()
            if page.has_finder and not present_mode.is_bare():
                area_search.show_finder()
            if not present_mode.is_on():
                data_version_notice.show_version_notice(version_before)
        with catch_errors():
            yield
        if page.has_footer or present_mode.is_on():
            with catch_errors():
                _show_foot()


def name_tab(subject: str) -> None:
    """Name the browser's tab after what the page shows: “Leeds – Bend the Line”."""
    st.set_page_config(
        page_title=f"{subject} – {SITE}" if subject else SITE,
        layout="wide",
        initial_sidebar_state="collapsed",
    )


def _show_foot() -> None:
    """What stands below a page: for a presenter the way on, in an embedded page the way here."""
    if present_mode.is_on_stage():
        visit_run_sheet.show_presenter_bar()
    elif present_mode.is_alone():
        chart_display.show_small_print(f"[Bend the Line: the whole page]({_build_own_address()})")
    elif present_mode.is_bare():
        version = snapshot_records.get_metadata()["data_version"]
        st.caption(text("embedded", version=version))
        st.markdown(f"[Open the whole page]({_build_own_address()})")
    else:
        _show_footer()


def _build_own_address() -> str:
    """The address of this page outside the frame of another site, with all that belongs to it."""
    root = (st.context.url or "").partition("?")[0]
    settings = {name: value for name, value in st.query_params.items() if name != PRESENT}
    return f"{root}?{urlencode(settings)}"


def show_body(
    draw: Callable[[], None],
    *,
    depend_on: Callable[[], Hashable] = tuple,
    run_every: float | None = None,
) -> None:
    """What a page shows below the finder: a change in it runs, and sends, nothing else.

    What follows it (`follow_body`) and what it gives to share (`share.note_view`) stand below it
    and are not sent again either. The whole page runs when a change makes them others, when it is
    presented, and when what it was told to ``depend_on`` is another. ``run_every`` are the seconds
    after which it runs by itself.
    """
    if present_mode.is_on() and run_every is None:
        # Nothing can be changed there, and a box within the stage would end lower.
        draw()
        return
    of_page = (present_mode.is_bare(), depend_on())
    share.begin_page()
    first_outline: object = None
    following: list[Callable[[], None]] = []

    # Under the name of what it draws: a part of another page is never taken for it.
    @wraps(draw)
    def draw_body() -> None:
        nonlocal first_outline
        if (present_mode.is_bare(), depend_on()) != of_page:
            st.rerun()
        share.begin_body()
        parts: dict[Hashable, Callable[[], None]] = {}
        token = _FOLLOWING.set(parts)
        try:
            with export_collector.collect():
                draw()
        finally:
            _FOLLOWING.reset(token)
        outline = (tuple(parts), share.get_outline())
        if first_outline is not None and outline != first_outline:
            st.rerun()
        first_outline, following[:] = outline, parts.values()

    rerun_alone(draw_body, run_every=run_every)()
    for draw_part in following:
        with catch_errors():
            draw_part()
    share.show_noted_view()


def follow_body(key: Hashable, draw: Callable[[], None]) -> None:
    """Let a part stand below the body of the page: a change in the body sends it only when new.

    It is another part where its ``key`` is: what it depends on.
    """
    parts = _FOLLOWING.get()
    if parts is None:
        draw()
    else:
        parts[key] = draw


def _show_footer() -> None:
    """Source, licence, data date and version, on every page."""
    facts = snapshot_records.get_metadata()
    sources = text(
        "footer",
        date=format_date(facts["data_version"][:10]),
        version=facts["data_version"],
        built=format_date(facts["build_date"]),
    )
    links = (
        write_page_link(DATA, "Sources and methods"),
        write_page_link(ABOUT, "About and privacy"),
    )
    colour = theme(dark=chart_display.is_dark()).quiet_text
    # placelib/ui/frame.css puts the button beside the links.
    st.html(
        f'<hr class="foot-rule"><p class="foot-sources" style="color:{colour}">{escape(sources)}'
        f'</p><div class="page-links foot-links">{"".join(links)}</div>'
    )
    if st.button(_WORDS, type="tertiary", key="words"):
        _show_words()


# A dialog has the whole screen: a popover at the foot of a page opens below it, a line high.
@st.dialog(_WORDS, width="medium")
def _show_words() -> None:
    st.markdown(text("words"))
