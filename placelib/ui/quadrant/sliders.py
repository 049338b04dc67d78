"""Sliders and switches whose setting stands in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from placelib.query_params import BETWEEN


def choose_amount(label: str, name: str, current: int, *, most: int, step: int) -> None:
    """A whole number from 0 to ``most``."""
    key = f"slider {name}"
    st.session_state[key] = min(current, most)
    st.slider(label, 0, most, step=step, key=key, on_change=_remember, args=(name, key))


def choose_switches(
    label: str, name: str, options: Mapping[str, str], current: Sequence[str]
) -> None:
    """Several switches in one setting; ``options`` maps what the address says to labels."""
    key = f"switches {name}"
    st.session_state[key] = list(current)
    st.pills(
        label,
        list(options),
        selection_mode="multi",
        wrap=True,
        format_func=lambda slug: options.get(slug, slug),
        key=key,
        on_change=_remember_several,
        args=(name, key),
    )


def _remember(name: str, key: str) -> None:
    st.query_params[name] = str(st.session_state[key])


def _remember_several(name: str, key: str) -> None:
    st.query_params[name] = BETWEEN.join(st.session_state[key])
