"""Two sides of a page beside each other: one message, where Streamlit's columns are three."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import streamlit as st

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

# How much of the width the right side has.
RIGHT = 0.4
_SIDES = "beside"


def open_sides(
    name: str, *, left: Literal[1, 2, 3, 4, 5] = 1, gap: Literal["medium", "large"] = "medium"
) -> DeltaGenerator:
    """Two sides, three to two: ``left`` elements below each other, and one at the right of them.

    There are up to five at the left. On a phone all of them are one column. placelib/ui/frame.css
    lays them out by the container's key:

        with beside.open_sides("map"):
            show_map()
            st.html(legend)
    """
    return st.container(key=f"{_SIDES}-{left}-{gap}-{name}")


def count_left_elements(identity: str) -> int:
    """How many elements stand at the left of the container with this identity; 0 for others."""
    _, is_sides, key = identity.partition(f"-{_SIDES}-")
    return int(key.partition("-")[0]) if is_sides else 0
