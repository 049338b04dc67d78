"""The Compare page: a place beside others, in one of four views."""

from __future__ import annotations

import streamlit as st

from placelib.compare.peers import CHOSEN, PeerSet, describe_kinds, label_peer_kinds
from placelib.compare.settings import CUTS, MOST_CHOSEN_PEERS, VIEWS, CompareView, read_compare_view
from placelib.compare.text import describe_left_out
from placelib.content import text
from placelib.markdown import plain_markdown
from placelib.model import is_uploaded_slug
from placelib.ui import frame
from placelib.ui.compare import comparison_views, silo
from placelib.ui.components import (
    first_screen,
    indicator_list,
    page_address,
    present_mode,
    url_widgets,
)
from placelib.ui.components.share import note_view
from placelib.urls import AGAINST, AREA, AREAS, COMPARE, CUT, INDICATOR, MIXED, PEERS
from placelib.urls import VIEW as VIEW_NAME
from placelib.views import compare as compare_view
from placelib.views import place as place_view
from placelib.views import snapshot_records, visit_figures

_COMPARE = {
    "peers": comparison_views.show_peers,
    "distribution": comparison_views.compare_with_all,
    "two": comparison_views.compare_two_indicators,
    "silo": silo.compare_topics,
}


def show_compare_page() -> None:
    """The whole page, as the address asks for it."""
    # Another place is another page: its files have other names.
    frame.show_body(_show_content, depend_on=lambda: st.query_params.get(AREA))


def _show_content() -> None:
    """Only the chosen view runs."""
    view, notes = read_compare_view(
        snapshot_records.get_registry(),
        page_address.list_offered_indicators(),
        st.query_params.to_dict(),
    )
    peers = compare_view.get_peers(view)
    comparison = _COMPARE[view.view](view, peers)
    name = snapshot_records.get_registry()[view.area].name
    first_screen.show_title(
        f"Compare {name}" if isinstance(comparison, str) else comparison.block.headline
    )
    with first_screen.open_controls(_summarise(view, name)):
        _show_controls(view)
    for note in notes:
        st.warning(plain_markdown(note))
    if view.peers == CHOSEN and not peers.areas:
        st.info("Your list is empty: choose the places to compare with.")
    if isinstance(comparison, str):
        _explain_absence(view, comparison)
    else:
        first_screen.show_main_chart(
            comparison.block, comparison.draw, key=comparison.key, has_age=True
        )
    if present_mode.is_on():
        return
    if peers.unlike:
        _ask_about_mixing(view, peers)
    if view.view == "silo":
        silo.show_grid(view)
    if view.view == "distribution" and not isinstance(comparison, str):
        with st.expander("How the range of ranks is found", type="compact"):
            st.markdown(text("rank_range"))
    note_view(COMPARE, view.settings(), f"{name}: {VIEWS[view.view].lower()}")


def _summarise(view: CompareView, name: str) -> str:
    """What the controls are set to, for the button that opens them on a phone."""
    if view.view == "silo":
        return f"{name} · {VIEWS[view.view].lower()}"
    indicator = visit_figures.find_indicator(view.indicator).label
    return f"{name} · {VIEWS[view.view].lower()} · {indicator}"


def _explain_absence(view: CompareView, why: str) -> None:
    """Why there is nothing to compare; where a file leaves the place out, a way to one it has."""
    slugs = (view.indicator, view.against) if view.view == "two" else (view.indicator,)
    missing = snapshot_records.get_registry()[view.area]
    for slug in slugs if view.view != "silo" else ():
        if is_uploaded_slug(slug):
            places = visit_figures.list_places_with_figures(slug)
            if missing not in places:
                indicator_list.offer_places(slug, [missing], AREA, places[:1])
                return
    st.info(plain_markdown(why))


def _show_controls(view: CompareView) -> None:
    url_widgets.show_list(
        "Place",
        AREA,
        place_view.build_place_options(),
        view.area,
        key="compare area",
        width=190,
    )
    url_widgets.show_choice("View", VIEW_NAME, VIEWS, view.view, key="compare view")
    if view.view == "silo":
        silo.choose_topic(view)
        silo.choose_holder(view)
    else:
        label = "Across" if view.view == "two" else "Indicator"
        indicator_list.show_indicator_list(
            label, INDICATOR, view.indicator, key="compare indicator"
        )
        if view.view == "two":
            indicator_list.show_indicator_list("Up", AGAINST, view.against, key="compare against")
    with first_screen.open_popover("Compare with", key="compare with") as is_open:
        if is_open:
            _show_peers(view)


def _show_peers(view: CompareView) -> None:
    area = snapshot_records.get_registry()[view.area]
    kinds = label_peer_kinds(snapshot_records.get_registry(), area)
    url_widgets.show_list("Compare with", PEERS, kinds, view.peers, key="compare peers")
    if view.peers == CHOSEN:
        url_widgets.show_multilist(
            f"Your list, up to {MOST_CHOSEN_PEERS} places",
            AREAS,
            place_view.build_place_options(),
            view.chosen_peers,
            most=MOST_CHOSEN_PEERS,
            key="compare own",
        )
    if view.view == "two":
        url_widgets.show_choice("Lines at", CUT, CUTS, view.cut, key="compare cut")


def _ask_about_mixing(view: CompareView, peers: PeerSet) -> None:
    names = plain_markdown(describe_left_out(peers.unlike))
    kinds = describe_kinds(peers.unlike)
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
