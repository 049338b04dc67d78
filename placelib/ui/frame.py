"""What every page shares: the finder at the top, the error boundary, the footer."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import ParamSpec
from urllib.parse import urlencode

import streamlit as st

from placelib.content import text
from placelib.database.cache import use_snapshot
from placelib.database.snapshots import DataSnapshot
from placelib.errors import NoDatabase, PlaceError
from placelib.exports.link_preview import SITE
from placelib.formatting import format_date
from placelib.markdown import plain_markdown
from placelib.ui import router
from placelib.ui.components import (
    area_search,
    chart_display,
    data_version_notice,
    present_mode,
    remembered_area,
)
from placelib.ui.quick_view import state as quick_view_state
from placelib.ui.run_sheet import visit_run_sheet
from placelib.urls import ABOUT, DATA, PRESENT, START, Page
from placelib.views import export_collector, snapshot_records, visit_figures

P = ParamSpec("P")
log = logging.getLogger("bend_the_line")


# The data version that the page in a visitor's browser was drawn from.
_VERSION = "data version drawn"
_WORDS = "What the words mean"


@contextmanager
def open_page(page: Page) -> Iterator[None]:
    """Draw a page inside the frame: the finder above it, the footer below, errors as sentences.

    What a visitor can put right is shown as its sentence; anything unforeseen is logged with its
    traceback and shown with a short reference only. The whole page is drawn from one snapshot of
    the data; without any there is a sentence and no page.

    Every file in pages/ is this call and what stands inside it:

        with frame.open_page(MAP):
            map_page.show_page()
    """
    router.require_router()
    name_tab("" if page is START else page.title)
    with _hold_snapshot() as snapshot, export_collector.collect(), present_mode.enlarge():
        version_before = st.session_state.get(_VERSION)
        st.session_state[_VERSION] = snapshot.version
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


@contextmanager
def catch_errors() -> Iterator[None]:
    """Turn whatever goes wrong inside into one sentence on the page; the rest goes on.

    A part of a page that runs again by itself must not show another snapshot than the page around
    it: when newer data have arrived, the whole page runs again.
    """
    with _hold_snapshot() as snapshot:
        if st.session_state.get(_VERSION, snapshot.version) != snapshot.version:
            st.rerun()
        with _show_errors():
            yield


def rerun_alone(draw: Callable[P, None]) -> Callable[P, None]:
    """A part of a page that runs, and is sent, by itself when something inside it is opened.

    For parts whose settings do not stand in the address: the rest of the page does not run again.
    """

    @st.fragment
    @wraps(draw)
    def draw_part(*arguments: P.args, **settings: P.kwargs) -> None:
        with catch_errors():
            draw(*arguments, **settings)

    return draw_part


@contextmanager
def _hold_snapshot() -> Iterator[DataSnapshot]:
    """The snapshot that all inside is answered from; without any, a sentence and nothing else."""
    with ExitStack() as stack:
        try:
            snapshot = stack.enter_context(use_snapshot())
        except NoDatabase as problem:
            st.error(plain_markdown(str(problem)))
            st.stop()
        stack.enter_context(visit_figures.use_measures(quick_view_state.offer_visit_measures()))
        yield snapshot


@contextmanager
def _show_errors() -> Iterator[None]:
    try:
        yield
    except NoDatabase as problem:
        st.error(plain_markdown(str(problem)))
    except PlaceError as problem:
        # Nobody erred: the visitor asked for something that is not here, and is told what is.
        st.info(plain_markdown(str(problem)))
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("unforeseen error, reference %s", reference)
        st.error(
            f"Something went wrong here, and it is our fault. Please try again; if it happens "
            f"again, tell us the reference {reference}."
        )


def _show_footer() -> None:
    """Source, licence, data date and version, on every page."""
    facts = snapshot_records.get_metadata()
    sources = text(
        "footer",
        date=format_date(facts["data_version"][:10]),
        version=facts["data_version"],
        built=format_date(facts["build_date"]),
    )
    st.caption(f"---\n\n{sources}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(router.get_page(DATA), label="Sources and methods")
        st.page_link(router.get_page(ABOUT), label="About and privacy")
        if st.button(_WORDS, type="tertiary", key="words"):
            _show_words()


# A dialog has the whole screen: a popover at the foot of a page opens below it, a line high.
@st.dialog(_WORDS, width="medium")
def _show_words() -> None:
    st.markdown(text("words"))
