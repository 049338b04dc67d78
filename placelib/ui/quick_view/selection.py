"""What every view of an upload is about, and the widgets that choose it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from placelib.model import Area
from placelib.quickview.figures import UploadedFigures
from placelib.ui.components import present_mode


@dataclass(frozen=True, slots=True)
class Selection:
    """The figures, the place in focus and the period; ``places`` are all with a figure then.

    ``origin`` says where the figures come from, and that they are uploaded.
    """

    figures: UploadedFigures
    area: Area
    period: str
    places: tuple[Area, ...]
    origin: str


def choose(
    label: str, options: Mapping[str, str], *, key: str, first: str, buttons: bool = False
) -> None:
    """A choice kept in this session under its key; what is no option any more gives way to first.

    Options are shown as they are, except on buttons, which must hold words of our own.
    """
    if st.session_state.get(key) not in options:
        st.session_state[key] = first
    if buttons:
        st.segmented_control(
            label, list(options), required=True, default=None, key=key, wrap=True,
            format_func=lambda option: options.get(option, option), persist_state="session",
        )  # fmt: skip
        return
    st.selectbox(
        label, list(options), key=key, persist_state="session",
        format_func=lambda option: options.get(option, option),
    )  # fmt: skip


def draw_privately(specification: Mapping[str, Any], *, key: str, alternative: str) -> None:
    """A finished chart of uploaded figures with its text alternative; nothing of it is kept.

    The charts of official figures are kept for all visitors, so theirs is another way.
    """
    st.vega_lite_chart(
        spec=present_mode.fitted(specification, 1) if present_mode.is_on() else dict(specification),
        width=present_mode.chart_width(),
        theme=None,
        key=key,
        alt=alternative,
    )
