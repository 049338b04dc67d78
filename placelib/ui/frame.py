"""What every page shares: the finder at the top, the error boundary, the footer."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import wraps
from typing import ParamSpec
from urllib.parse import urlencode

import streamlit as st

from placelib.content import text
from placelib.database.cache import use_snapshot
from placelib.database.snapshots import DataSnapshot
from placelib.errors import NoDatabase, PlaceError
from placelib.markdown import plain_markdown
from placelib.ui import router
from placelib.ui.components import area_search, data_version_notice, present_mode, remembered_area
from placelib.ui.run_sheet import visit_run_sheet
from placelib.urls import ABOUT, DATA
from placelib.views import export_collector, snapshot_records

P = ParamSpec("P")
log = logging.getLogger("bend_the_line")


# The data version that the page in a visitor's browser was drawn from.
_DRAWN = "data version drawn"


@contextmanager
def page(
    title: str, with_finder: bool = True, with_footer: bool = True, about_place: bool = False
) -> Iterator[None]:
    """Draw a page inside the frame: the finder above it, the footer below, errors as sentences.

    ``title`` names the browser's tab. What a visitor can put right is shown as its sentence;
    anything unforeseen is logged with its traceback and shown with a short reference only. The
    whole page is drawn from one release of the data; without any there is a sentence and no page.
    A page ``about_place`` opens with the place that the visitor looked at last.
    """
    st.set_page_config(
        page_title=title,
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    with _data() as release, export_collector.gathered(), present_mode.enlarged():
        drawn = st.session_state.get(_DRAWN)
        st.session_state[_DRAWN] = release.version
        with boundary():
            if about_place:
                remembered_area.place()
            if with_finder and not present_mode.is_bare():
                area_search.place_finder()
            if not present_mode.is_on():
                data_version_notice.note_on_older_data(drawn)
        with boundary():
            yield
        if with_footer or present_mode.is_on():
            with boundary():
                _foot()


def _foot() -> None:
    """What stands below a page: for a presenter the way on, in an embedded page the way here."""
    if present_mode.is_on():
        visit_run_sheet.presenter()
    elif present_mode.is_bare():
        footing = text("embedded", version=snapshot_records.get_metadata()["data_version"])
        st.caption(footing)
        st.markdown(f"[Open the whole page]({_whole_page()})")
    else:
        footer()


def _whole_page() -> str:
    """The address of this page outside the frame of another site."""
    root = (st.context.url or "").partition("?")[0]
    return f"{root}?{urlencode(st.query_params.to_dict())}"


@contextmanager
def boundary() -> Iterator[None]:
    """Turn whatever goes wrong inside into one sentence on the page; the rest goes on.

    A part of a page that runs again by itself must not show another release than the page around
    it: when newer data have arrived, the whole page runs again.
    """
    with _data() as release:
        if st.session_state.get(_DRAWN, release.version) != release.version:
            st.rerun()
        with _errors_as_sentences():
            yield


def part(draw: Callable[P, None]) -> Callable[P, None]:
    """A part of a page that runs, and is sent, by itself when something inside it is opened.

    For parts whose settings do not stand in the address: the rest of the page does not run again.
    """

    @st.fragment
    @wraps(draw)
    def alone(*given: P.args, **named: P.kwargs) -> None:
        with boundary():
            draw(*given, **named)

    return alone


@contextmanager
def _data() -> Iterator[DataSnapshot]:
    """The release that all inside is answered from; without any, a sentence instead of the rest."""
    with ExitStack() as stack:
        try:
            release = stack.enter_context(use_snapshot())
        except NoDatabase as problem:
            st.error(plain_markdown(str(problem)))
            st.stop()
        yield release


@contextmanager
def _errors_as_sentences() -> Iterator[None]:
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


def footer() -> None:
    """Source, licence, data date and version, on every page."""
    facts = snapshot_records.get_metadata()
    said = text(
        "footer",
        date=in_words(facts["data_version"][:10]),
        version=facts["data_version"],
        built=in_words(facts["build_date"]),
    )
    st.caption(f"---\n\n{said}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(router.page_of(DATA), label="Sources, licences and methods")
        st.page_link(router.page_of(ABOUT), label="About, privacy and accessibility")
        words = st.popover("What the words mean", type="tertiary", key="words", on_change="rerun")
        if words.open:
            words.markdown(text("words"))


def in_words(iso: str) -> str:
    """2026-11-23 as “23 November 2026”, 2026-11 as “November 2026”; other text as it is."""
    is_month = len(iso) == len("2026-11")
    try:
        day = date.fromisoformat(f"{iso}-01" if is_month else iso)
    except ValueError:
        return iso
    if is_month:
        return f"{day:%B %Y}"
    return f"{day.day} {day:%B %Y}"
