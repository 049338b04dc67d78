"""Parts of a page that run, and are sent, by themselves; and the boundary for what goes wrong."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import ParamSpec

import streamlit as st

from placelib.database.cache import use_snapshot
from placelib.database.snapshots import DataSnapshot
from placelib.errors import NoDatabase, PlaceError
from placelib.markdown import plain_markdown
from placelib.server.stopping import RUNS
from placelib.ui import visits
from placelib.ui.quick_view import state as quick_view_state
from placelib.views import visit_figures

P = ParamSpec("P")
log = logging.getLogger("bend_the_line")
# The data version that the page in a visitor's browser was drawn from.
VERSION = "data version drawn"


@contextmanager
def catch_errors() -> Iterator[None]:
    """Turn whatever goes wrong inside into one sentence on the page; the rest goes on.

    A part of a page that runs again by itself must not show another snapshot than the page around
    it: when newer data have arrived, the whole page runs again.
    """
    with hold_snapshot() as snapshot:
        if st.session_state.get(VERSION, snapshot.version) != snapshot.version:
            st.rerun()
        with _show_errors():
            yield


def rerun_alone(draw: Callable[P, None], *, run_every: float | None = None) -> Callable[P, None]:
    """A part of a page that runs, and is sent, by itself when something inside it is changed.

    The rest of the page does not run again: nothing of it may depend on what is set inside. Like a
    whole page the part waits for its turn. ``run_every`` are the seconds after which it runs by
    itself.
    """

    @wraps(draw)
    def draw_part(*arguments: P.args, **settings: P.kwargs) -> None:
        with RUNS.count_run(), visits.take_seat(), catch_errors():
            draw(*arguments, **settings)

    part: Callable[P, None] = st.fragment(draw_part, run_every=run_every)
    return part


@contextmanager
def hold_snapshot() -> Iterator[DataSnapshot]:
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
