"""Two sides of a page: how many elements stand at the left is read from the container's key."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from placelib.ui.components.beside import count_left_elements


def draw_sides() -> None:
    import streamlit as st

    from placelib.ui.components import beside

    with beside.open_sides("map", left=3, gap="large"):
        st.markdown("left")


def test_a_container_of_two_sides_says_how_many_stand_at_the_left() -> None:
    (container,) = AppTest.from_function(draw_sides).run().main.children.values()
    assert count_left_elements(container.proto.id) == 3


@pytest.mark.parametrize("identity", ["", "$$ID-1e239357ad7cc7e2415c0cf4fe0cccbe-main-picture"])
def test_no_other_container_has_sides(identity: str) -> None:
    assert count_left_elements(identity) == 0
