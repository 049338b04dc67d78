"""The ways in from the first page: one card for each thing that people come to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from placelib.ui import router
from placelib.urls import COMPARE, JOIN, LENS, MAP, QUADRANT, QUICK, WORKSHOP, Page

# Six cards in three, two or one column: none stands alone in its row.
COLUMNS, CARD_WIDTH = 3, 250
# placelib/ui/frame.css says how they look.
_CARDS = "entry-cards"


@dataclass(frozen=True, slots=True)
class EntryCard:
    """What a visitor wants to do, where that is done, and what they will find."""

    wish: str
    page: Page
    promise: str
    parameters: Mapping[str, str] = field(default_factory=dict)


ENTRY_CARDS = (
    EntryCard(
        "Compare with a peer",
        COMPARE,
        "One measure for a place and the places most like it, and which differences are clear.",
    ),
    EntryCard(
        "Understand the quadrant",
        QUADRANT,
        "The idea in six short steps, then the evidence for each authority.",
        {LENS: "idea"},
    ),
    EntryCard(
        "See the whole country",
        MAP,
        "Any measure as a map, as equal tiles and as a list.",
    ),
    EntryCard(
        "Look at a table of your own",
        QUICK,
        "Upload a spreadsheet with places in it: it is checked and mapped, and nobody keeps it.",
    ),
    EntryCard(
        "Run a workshop",
        WORKSHOP,
        "Questions, answers from phones, a live board, and the results as files to take away.",
    ),
    EntryCard(
        "Join a workshop",
        JOIN,
        "Type the code on the screen in the room, and answer on your phone.",
    ),
)


def show_entry_cards() -> None:
    """Every way in as a card, at most three side by side."""
    with st.grid(COLUMNS, min_column_width=CARD_WIDTH, border=True, key=_CARDS) as grid:
        for card in ENTRY_CARDS:
            with grid.cell():
                st.page_link(
                    router.get_page(card.page),
                    label=f":blue[**{card.wish}**]",
                    icon=":material/arrow_forward:",
                    icon_position="right",
                    query_params=dict(card.parameters),
                )
                st.markdown(card.promise)
