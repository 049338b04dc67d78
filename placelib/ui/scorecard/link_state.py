"""The scorecard in the address of its page: read from there, and kept there after each change."""

from __future__ import annotations

import streamlit as st

from placelib.errors import BadScorecard
from placelib.scorecard.records import (
    MOST_MEASURES,
    Scorecard,
    read_scorecard_link,
    write_scorecard_link,
)
from placelib.ui.components import page_address
from placelib.urls import AREA, CARD, MEASURES
from placelib.views import place as place_view
from placelib.views import scorecard as scorecard_view

_DEFAULT_AREA = "E08000012"
_REFUSED = "scorecard refused"


def read_card() -> tuple[Scorecard, str]:
    """The scorecard of the link, else one to start from; and why a link was not taken."""
    problem = ""
    link = st.query_params.get(CARD, "")
    if link:
        try:
            card = read_scorecard_link(link)
            if card.area in place_view.build_place_options():
                return card, ""
            problem = f"The scorecard is of a place that is not here: {card.area}."
        except BadScorecard as refusal:
            problem = str(refusal)
    query_params = page_address.read_query_params()
    area = query_params.read_area(_DEFAULT_AREA)
    slugs = tuple(st.query_params.get(MEASURES, "").split("."))[: 2 * MOST_MEASURES]
    return scorecard_view.make_scorecard(area, [slug for slug in slugs if slug]), problem


def keep_card(card: Scorecard) -> None:
    """Put the scorecard into the address, which holds all of it.

    One that would not be opened again is not kept, and the page says why.
    """
    if card.area in place_view.build_place_options():
        card = scorecard_view.stamp_new_measures(card)
    link = write_scorecard_link(card)
    try:
        read_scorecard_link(link)
    except BadScorecard as refusal:
        note_refusal(refusal)
        return
    st.query_params[CARD] = link
    st.query_params[AREA] = card.area


def note_refusal(refusal: BadScorecard) -> None:
    """Have the page's next run say why a scorecard was not taken."""
    st.session_state[_REFUSED] = str(refusal)


def take_refusal() -> str:
    """Why a scorecard was not taken, once; empty where all were."""
    return str(st.session_state.pop(_REFUSED, ""))
