"""The first screen of a page: its finding as the title, one row of controls, its main picture.

What a page shows stands before how it is chosen: on a phone all controls are behind one button that
says what is shown. tests/browser/test_first_screen.py holds the budgets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from typing import Any

import streamlit as st

from placelib.markdown import plain_markdown
from placelib.model import Indicator
from placelib.ui.components import chart_display, present_mode, url_widgets
from placelib.ui.components.chart_block import (
    MAIN_PICTURE,
    ChartBlock,
    Draw,
    draw_picture,
    list_sources,
    show_chart_block,
    show_files,
)
from placelib.views.indicator_notes import list_age_sentences
from placelib.views.sources import MOST_CREDITED

# placelib/ui/frame.css says how they look; each container of a page would be a message more.
_TITLE, _CONTROLS = "finding", "controls"


def show_title(finding: str) -> None:
    """The page's title: what it found, in about ten words. In present mode its chart has it."""
    if present_mode.is_on():
        return
    st.title(plain_markdown(finding), anchor=_TITLE)


@contextmanager
def open_controls(summary: str) -> Iterator[None]:
    """The page's one row of controls; ``summary`` says in few words what they are set to.

    On a phone the row opens at a button with the summary. Labels are for screen readers alone.
    Nothing in present mode.

        with first_screen.open_controls("Year 6 obesity · councils · England"):
            url_widgets.show_list("Indicator", …)
    """
    if present_mode.is_on():
        yield
        return
    row = st.container(key=_CONTROLS, horizontal=True, vertical_alignment="center", gap="small")
    with row, url_widgets.hide_labels():
        st.html(f"<details><summary>{escape(summary)}</summary></details>")
        yield


@contextmanager
def open_popover(label: str, *, key: str) -> Iterator[bool]:
    """A button in the row of controls that opens more of them: True inside while it is open.

    For what few change (“Options”), and for what takes more room than the row has. What is inside
    is drawn, and sent, only while it is open, with its labels.
    """
    if present_mode.is_on():
        yield False
        return
    popover = st.popover(label, key=key, on_change="rerun")
    with popover, url_widgets.show_labels():
        yield bool(popover.open)


@contextmanager
def open_picture() -> Iterator[None]:
    """The place of the page's main picture, which the first screen must show."""
    with st.container(key=MAIN_PICTURE):
        yield


def show_main_chart(block: ChartBlock, draw: Draw, *, key: str, has_age: bool = False) -> None:
    """The page's main picture below its title and controls; words, table and files follow it.

    The headline of the block is the page's title: see show_title. With ``has_age`` the source also
    says how old the figures are, on a page that has no note of what to be careful of.
    """
    if present_mode.is_on():
        show_chart_block(block, draw, key=key)
        return
    with open_picture():
        charts = draw_picture(block, draw)
    _show_menus(block, charts, key=key, has_age=has_age)


def show_further_chart(
    block: ChartBlock, draw: Draw, *, key: str, further_source: str = ""
) -> None:
    """A picture further down on a page, with the same menus; its heading is the caller's.

    ``further_source`` credits what is no indicator, such as money.
    """
    charts = draw_picture(block, draw)
    _show_menus(block, charts, key=key, further_source=further_source)


def has_many_sources(indicators: Sequence[Indicator]) -> bool:
    """Whether sources have a menu of their own: twenty publishers are half a phone's screen."""
    return len(indicators) > MOST_CREDITED


def _show_menus(
    block: ChartBlock,
    charts: Sequence[Mapping[str, Any]],
    *,
    key: str,
    further_source: str = "",
    has_age: bool = False,
) -> None:
    """What a chart says, its files and its table on request, and where it comes from."""
    chart_display.show_paragraphs(
        plain_markdown(block.sentence), plain_markdown(f"{block.subtitle.rstrip('.')}.")
    )
    has_menu = has_many_sources(block.indicators)
    sources = [list_sources(block), plain_markdown(further_source)] if has_menu else []
    show_files(block, charts, key=key, sources=sources)
    if not has_menu:
        ages = list_age_sentences(block.indicators) if has_age else ()
        lines = [list_sources(block), *map(plain_markdown, ages)]
        chart_display.show_small_print("  \n".join(lines))
