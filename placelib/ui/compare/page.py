"""The Compare page: a place beside others, in one of four views."""

from __future__ import annotations

import streamlit as st

from placelib.compare.peers import OWN, PeerSet, kinds_in_words, kinds_of_peers
from placelib.compare.settings import CUTS, ORDERS, VIEWS, CompareView, read_compare_view
from placelib.compare.text import left_out_words
from placelib.formatting import sentence_start
from placelib.markdown import plain_markdown
from placelib.ui.compare import silo as silo_view
from placelib.ui.compare import views as compare_views
from placelib.ui.components import present_mode, url_widgets
from placelib.ui.components.share import share
from placelib.urls import AGAINST, AREA, AREAS, COMPARE, CUT, INDICATOR, MIXED, ORDER, PEERS
from placelib.urls import VIEW as VIEW_NAME
from placelib.views import compare as compare_view
from placelib.views import place as place_view
from placelib.views import snapshot_records

_DRAW = {
    "peers": compare_views.peers_view,
    "distribution": compare_views.distribution_view,
    "two": compare_views.two_view,
    "silo": silo_view.show_silo,
}
_MOST_OWN = 20


def show_page() -> None:
    """The whole page, as the address asks for it; only the chosen view runs."""
    if not present_mode.is_on():
        st.title("Compare", anchor=False)
    view, notes = read_compare_view(
        snapshot_records.get_registry(), snapshot_records.get_catalogue(), st.query_params.to_dict()
    )
    for note in notes:
        st.warning(plain_markdown(note))
    peers = _choose_areas(view)
    url_widgets.show_choice("View", VIEW_NAME, VIEWS, view.view, key="compare view")
    _choose_subject(view)
    if view.peers == OWN and not peers.areas:
        st.info("Your list is empty: choose the places to compare with.")
    _DRAW[view.view](view, peers)
    name = snapshot_records.get_registry()[view.area].name
    share(COMPARE, view.settings(), f"{name}: {VIEWS[view.view].lower()}")


def _choose_areas(view: CompareView) -> PeerSet:
    place, others = st.columns(2, gap="medium")
    area = snapshot_records.get_registry()[view.area]
    with place:
        url_widgets.show_list(
            "Place", AREA, place_view.build_place_options(), view.area, key="compare area"
        )
    kinds = {
        kind: sentence_start(name)
        for kind, name in kinds_of_peers(snapshot_records.get_registry(), area).items()
    }
    with others:
        url_widgets.show_list("Compare with", PEERS, kinds, view.peers, key="compare peers")
    if view.peers == OWN:
        url_widgets.show_multilist(
            f"Your list, up to {_MOST_OWN} places",
            AREAS,
            place_view.build_place_options(),
            view.own,
            most=_MOST_OWN,
            key="compare own",
        )
    peers = compare_view.get_peers(view)
    if peers.unlike and not present_mode.is_on():
        _ask_about_mixing(view, peers)
    return peers


def _ask_about_mixing(view: CompareView, peers: PeerSet) -> None:
    names = plain_markdown(left_out_words(peers.unlike))
    kinds = kinds_in_words(peers.unlike)
    state = "Included at your wish" if view.is_mixed else "Left out"
    st.warning(
        f"{state}: {names}. The set holds {kinds}, which do other work than the place or count "
        "the same people twice, so figures may not mean the same."
    )
    url_widgets.show_switch(
        f"Compare with {kinds} all the same",
        MIXED,
        is_on=view.is_mixed,
        key="compare mixed",
        help_text="Off: only areas that do the same work as the place.",
    )


def _choose_subject(view: CompareView) -> None:
    indicators = {
        indicator.slug: indicator.label
        for indicator in snapshot_records.get_catalogue().with_data()
    }
    if view.view == "silo":
        sector, holder, order = st.columns(3, gap="medium")
        with sector:
            silo_view.choose_topic(view)
        with holder:
            silo_view.choose_holder(view)
        with order:
            url_widgets.show_choice("Order", ORDER, ORDERS, view.order, key="compare order")
        return
    if view.view != "two":
        url_widgets.show_list(
            "Indicator", INDICATOR, indicators, view.indicator, key="compare indicator"
        )
        return
    across, up = st.columns(2, gap="medium")
    with across:
        url_widgets.show_list(
            "Across", INDICATOR, indicators, view.indicator, key="compare indicator"
        )
    with up:
        url_widgets.show_list("Up", AGAINST, indicators, view.against, key="compare against")
    url_widgets.show_choice("Lines at", CUT, CUTS, view.cut, key="compare cut")
