"""The ways in from the first page: one card for each thing that people come to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

import streamlit as st

from placelib.ui.components.page_links import write_colours, write_page_link
from placelib.urls import COMPARE, JOIN, LENS, MAP, QUADRANT, QUICK, WORKSHOP, Page


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
    """Every way in as a card, at most three side by side: placelib/ui/frame.css lays them out."""
    cards = "".join(map(_write_card, ENTRY_CARDS))
    st.html(f'<ul class="entry-cards" role="list" style="{write_colours()}">{cards}</ul>')


def _write_card(card: EntryCard) -> str:
    link = write_page_link(card.page, card.wish, card.parameters, is_strong=True, has_arrow=True)
    return f"<li>{link}<p>{escape(card.promise)}</p></li>"
