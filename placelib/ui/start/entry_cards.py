"""The ways in from the first page: one card for each thing that people come to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from placelib.ui import router
from placelib.urls import COMPARE, JOIN, LENS, MAP, QUADRANT, QUICK, PageAddress

CARD_WIDTH = 250


@dataclass(frozen=True, slots=True)
class Door:
    """What a visitor wants to do, where that is done, and what they will find."""

    wish: str
    page: PageAddress
    found: str
    parameters: Mapping[str, str] = field(default_factory=dict)


DOORS = (
    Door(
        "Compare with a peer",
        COMPARE,
        "One measure for a place and the places most like it, and which differences are clear.",
    ),
    Door(
        "Understand the quadrant",
        QUADRANT,
        "The idea in six short steps, then the evidence for each authority.",
        {LENS: "idea"},
    ),
    Door(
        "See the whole country",
        MAP,
        "Any measure as a map, as equal tiles and as a list.",
    ),
    Door(
        "Look at a table of your own",
        QUICK,
        "Upload a spreadsheet with places in it: it is checked and mapped, and nobody keeps it.",
    ),
    Door(
        "Join a workshop",
        JOIN,
        "Type the code on the screen in the room, and answer on your phone.",
    ),
)


def doors() -> None:
    """Every door as a card; as many side by side as there is room for."""
    with st.grid(min_column_width=CARD_WIDTH, border=True) as grid:
        for one in DOORS:
            with grid.cell():
                st.page_link(
                    router.page_of(one.page),
                    label=f":blue[**{one.wish}**]",
                    icon=":material/arrow_forward:",
                    icon_position="right",
                    query_params=dict(one.parameters),
                )
                st.markdown(one.found)
