"""The Compare page: a place beside others, in one of four views."""

from __future__ import annotations

import streamlit as st

from placelib.compare.peers import OWN, PeerSet, kinds_in_words, kinds_of_peers
from placelib.compare.view import CUTS, ORDERS, VIEWS, CompareView, read_compare_view
from placelib.compare.words import left_out_words
from placelib.links import AGAINST, AREA, AREAS, COMPARE, CUT, INDICATOR, MIXED, ORDER, PEERS
from placelib.links import VIEW as VIEW_NAME
from placelib.ui import cached, controls, stage
from placelib.ui.compare import silo as silo_view
from placelib.ui.compare import views as compare_views
from placelib.ui.escaping import plain_markdown
from placelib.ui.sharing import share
from placelib.words import sentence_start

_DRAW = {
    "peers": compare_views.peers_view,
    "distribution": compare_views.distribution_view,
    "two": compare_views.two_view,
    "silo": silo_view.silo_view,
}
_MOST_OWN = 20


def compare() -> None:
    """The whole page, as the address asks for it; only the chosen view runs."""
    if not stage.is_on():
        st.title("Compare", anchor=False)
    view, notes = read_compare_view(cached.atlas(), cached.catalogue(), st.query_params.to_dict())
    for note in notes:
        st.warning(plain_markdown(note))
    peers = _who(view)
    controls.one_of("View", VIEW_NAME, VIEWS, view.view, key="compare view")
    _what(view)
    if view.peers == OWN and not peers.areas:
        st.info("Your list is empty: choose the places to compare with.")
    _DRAW[view.view](view, peers)
    name = cached.atlas()[view.area].name
    share(COMPARE, view.settings(), f"{name}: {VIEWS[view.view].lower()}")


def _who(view: CompareView) -> PeerSet:
    place, others = st.columns(2, gap="medium")
    area = cached.atlas()[view.area]
    with place:
        controls.from_list("Place", AREA, cached.place_options(), view.area, key="compare area")
    kinds = {
        kind: sentence_start(name) for kind, name in kinds_of_peers(cached.atlas(), area).items()
    }
    with others:
        controls.from_list("Compare with", PEERS, kinds, view.peers, key="compare peers")
    if view.peers == OWN:
        controls.several(
            f"Your list, up to {_MOST_OWN} places",
            AREAS,
            cached.place_options(),
            view.own,
            most=_MOST_OWN,
            key="compare own",
        )
    peers = cached.peers_of(view)
    if peers.unlike and not stage.is_on():
        _ask_about_mixing(view, peers)
    return peers


def _ask_about_mixing(view: CompareView, peers: PeerSet) -> None:
    names = plain_markdown(left_out_words(peers.unlike))
    kinds = kinds_in_words(peers.unlike)
    state = "Left out" if view.mixed == "no" else "Included at your wish"
    st.warning(
        f"{state}: {names}. The set holds {kinds}, which do other work than the place or count "
        "the same people twice, so figures may not mean the same."
    )
    controls.yes_or_no(
        f"Compare with {kinds} all the same",
        MIXED,
        view.mixed,
        key="compare mixed",
        help_text="Off: only areas that do the same work as the place.",
    )


def _what(view: CompareView) -> None:
    held = {one.slug: one.label for one in cached.catalogue().held()}
    if view.view == "silo":
        sector, order = st.columns(2, gap="medium")
        with sector:
            silo_view.topic_choice(view)
        with order:
            controls.one_of("Order", ORDER, ORDERS, view.order, key="compare order")
        return
    if view.view != "two":
        controls.from_list("Indicator", INDICATOR, held, view.indicator, key="compare indicator")
        return
    across, up = st.columns(2, gap="medium")
    with across:
        controls.from_list("Across", INDICATOR, held, view.indicator, key="compare indicator")
    with up:
        controls.from_list("Up", AGAINST, held, view.against, key="compare against")
    controls.one_of("Lines at", CUT, CUTS, view.cut, key="compare cut")
