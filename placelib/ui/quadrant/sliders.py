"""Sliders whose setting stands in the address."""

from __future__ import annotations

import streamlit as st


def share(label: str, name: str, current: int, *, why_not: str | None) -> None:
    """A share of an axis from 0 to 100%; without figures it cannot be moved, and says why."""
    amount(label, name, current, most=100, step=5, disabled=why_not is not None)
    if why_not:
        st.caption(f"Cannot be given a share here: {why_not}.")


def amount(
    label: str, name: str, current: int, *, most: int, step: int, disabled: bool = False
) -> None:
    """A whole number from 0 to ``most``."""
    key = f"slider {name}"
    st.session_state[key] = min(current, most)
    st.slider(
        label,
        0,
        most,
        step=step,
        key=key,
        disabled=disabled,
        on_change=_remember,
        args=(name, key),
    )


def _remember(name: str, key: str) -> None:
    st.query_params[name] = str(st.session_state[key])
