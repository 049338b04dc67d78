"""What every view of an upload is about, and the widgets that choose it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from placelib.model import Area
from placelib.query_params import Choice
from placelib.quickview.figures import UploadedFigures
from placelib.ui.components import first_screen
from placelib.ui.components.chart_block import ChartBlock, Draw


@dataclass(frozen=True, slots=True)
class Selection:
    """The figures, the place in focus and the period; ``places`` are all with a figure then.

    ``origin`` says where the figures come from, and that they are uploaded. ``title`` is where the
    page's finding stands, ``options`` the popover of further choices. The area ``is_chosen`` by the
    visitor, on this page or on one before; else it is the file's first. ``per_head_key`` is the
    widget that divides counts by people, empty where that cannot be done.
    """

    figures: UploadedFigures
    area: Area
    period: str
    places: tuple[Area, ...]
    origin: str
    title: DeltaGenerator
    options: DeltaGenerator
    is_chosen: bool
    per_head_key: str


def show_kept_choice(
    label: str,
    options: Mapping[Choice, str],
    *,
    key: str,
    first: Choice,
    buttons: bool = False,
    is_labelled: bool = True,
) -> None:
    """A choice kept in this session under its key; what is no option any more gives way to first.

    Options are shown as they are, except on buttons, which must hold words of our own. A label
    that is not shown is for screen readers.
    """
    visibility: Literal["visible", "collapsed"] = "visible" if is_labelled else "collapsed"
    if st.session_state.get(key) not in options:
        st.session_state[key] = first
    if buttons:
        st.segmented_control(
            label, list(options), required=True, default=None, key=key, wrap=True,
            format_func=lambda option: options.get(option, option), persist_state="session",
            label_visibility=visibility,
        )  # fmt: skip
        return
    st.selectbox(
        label, list(options), key=key, persist_state="session",
        format_func=lambda option: options.get(option, option), label_visibility=visibility,
    )  # fmt: skip


def show_title_of_measure(selection: Selection) -> None:
    """The measure as the page's title, where there is no finding."""
    with selection.title:
        first_screen.show_title(selection.figures.indicator.label)


def show_result(selection: Selection, block: ChartBlock, draw: Draw, *, key: str) -> None:
    """The finding as the page's title, and its picture; what travels with it below."""
    with selection.title:
        first_screen.show_title(block.headline)
    first_screen.show_main_chart(block, draw, key=key, has_age=True)
