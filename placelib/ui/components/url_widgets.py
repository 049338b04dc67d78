"""Widgets whose setting stands in the address, as a code or a slug and never as a label.

The address is the truth: each widget shows what the address says, so the browser's Back and
Forward move it too, and a change goes to the address at once. In present mode none is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Literal

import streamlit as st

from placelib.query_params import BETWEEN, Choice
from placelib.ui.components import present_mode
from placelib.urls import write_switch

_LABELS: ContextVar[Literal["visible", "collapsed"]] = ContextVar("labels", default="visible")


@contextmanager
def _use_labels(visibility: Literal["visible", "collapsed"]) -> Iterator[None]:
    token = _LABELS.set(visibility)
    try:
        yield
    finally:
        _LABELS.reset(token)


def hide_labels() -> AbstractContextManager[None]:
    """Inside, the labels of widgets are for screen readers alone: their values say enough."""
    return _use_labels("collapsed")


def show_labels() -> AbstractContextManager[None]:
    """Inside, labels are visible again: in a popover of a row that hides them."""
    return _use_labels("visible")


def show_choice(
    label: str,
    name: str,
    options: Mapping[Choice, str],
    current: Choice,
    *,
    key: str,
    drops: Sequence[str] = (),
) -> None:
    """A choice of a few as a row of buttons; ``options`` maps what the address says to labels.

    ``drops`` names the settings that a change makes void: they leave the address.
    """
    if present_mode.is_on():
        return
    _set_widget(key, current)
    st.segmented_control(
        label,
        list(options),
        required=True,
        default=None,
        format_func=lambda option: options.get(option, option),
        key=key,
        wrap=True,
        on_change=_write_choice,
        args=(name, key, current, st.query_params.get(name), tuple(drops)),
        label_visibility=_LABELS.get(),
    )


def show_list(
    label: str,
    name: str,
    options: Mapping[Choice, str],
    current: Choice,
    *,
    key: str,
    drops: Sequence[str] = (),
    width: int | Literal["stretch"] = "stretch",
) -> None:
    """A choice of many from a list that can be typed into; ``drops`` as for show_choice."""
    if present_mode.is_on():
        return
    _set_widget(key, current)
    st.selectbox(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        key=key,
        on_change=_write_choice,
        args=(name, key, current, st.query_params.get(name), tuple(drops)),
        label_visibility=_LABELS.get(),
        width=width,
    )


def show_multilist(
    label: str,
    name: str,
    options: Mapping[str, str],
    current: Sequence[str],
    *,
    most: int,
    key: str,
    empty: str = "Choose a place",
) -> None:
    """A choice of several from a list, in the order in which they were chosen."""
    if present_mode.is_on():
        return
    st.session_state[key] = list(current)
    st.multiselect(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        max_selections=most,
        placeholder=empty,
        key=key,
        on_change=_write_list,
        args=(name, key),
        label_visibility=_LABELS.get(),
    )


def show_shortcuts(
    label: str,
    name: str,
    options: Mapping[str, str],
    current: Sequence[str],
    *,
    most: int,
    key: str,
) -> None:
    """Buttons that put a few options into the same list in the address, or take them out."""
    if present_mode.is_on():
        return
    st.session_state[key] = [option for option in options if option in current]
    st.pills(
        label,
        list(options),
        selection_mode="multi",
        format_func=lambda option: options.get(option, option),
        key=key,
        on_change=_merge_list,
        args=(name, key, tuple(options), tuple(current), most),
    )


def show_switch(label: str, name: str, *, is_on: bool, key: str, help_text: str) -> None:
    """A switch that stands in the address as “yes” or “no”."""
    if present_mode.is_on():
        return
    st.session_state[key] = is_on
    st.toggle(label, key=key, help=help_text, on_change=_write_switch, args=(name, key))


def _set_widget(key: str, current: str) -> None:
    # Left alone where it is right already: the list of options then need not be sent again.
    if st.session_state.get(key) != current:
        st.session_state[key] = current


def _write_choice(
    name: str, key: str, current: str, setting: str | None, drops: tuple[str, ...]
) -> None:
    """Write a choice into the address; ``setting`` is what that said where it was drawn."""
    if st.session_state[key] == current and st.query_params.get(name) == setting:
        # Told by the browser at its first word after the app has set it; nobody chose it.
        return
    # All at once: each change of the address is a message, and a step of the browser's Back.
    settings = st.query_params.to_dict() | {name: st.session_state[key]}
    st.query_params.from_dict(
        {setting: settings[setting] for setting in settings if setting not in drops}
    )


def _write_list(name: str, key: str) -> None:
    st.query_params[name] = BETWEEN.join(st.session_state[key])


def _write_switch(name: str, key: str) -> None:
    st.query_params[name] = write_switch(is_on=st.session_state[key])


def _merge_list(
    name: str, key: str, options: tuple[str, ...], current: tuple[str, ...], most: int
) -> None:
    chosen = st.session_state[key]
    remaining = [option for option in current if option not in options or option in chosen]
    added = [option for option in chosen if option not in current]
    st.query_params[name] = BETWEEN.join([*remaining, *added][:most])
