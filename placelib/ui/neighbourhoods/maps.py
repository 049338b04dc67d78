"""The maps of the Neighbourhoods page: one of a place, or two on one scale."""

from __future__ import annotations

import streamlit as st

from placelib.charts.neighbourhood_map import scaled_map_style
from placelib.markdown import plain_markdown
from placelib.neighbourhoods.settings import NeighbourhoodView
from placelib.ui.components import chart_display
from placelib.ui.components.map_clicks import read_clicked_code
from placelib.urls import SPOT
from placelib.views import neighbourhood_maps
from placelib.views import neighbourhoods as neighbourhood_view
from placelib.views.neighbourhoods import NeighbourhoodContent

_DECK = "neighbourhood map"
WHOLE_MAP, _HALF_MAP = "neighbourhood-whole", "neighbourhood-half"
# The keys of maps of neighbourhoods as the page's classes have them; not those of the councils'
# assets, which are drawn as the Map page's are.
_ALONE_MAP = "neighbourhoods-alone"
DECKS = ("neighbourhood-map-of", _ALONE_MAP)
# What the size of the areas is told: the maps, and what they stand in.
SIZED = (*DECKS, WHOLE_MAP, _HALF_MAP)
# What a phone is wide inside the page's edges, and a map as high as its areas are there.
_AS_HIGH = "calc((100vw - 2rem)*var(--slope,2))"
# As on the Map page: as tall as the screen leaves room for. On a phone no higher than the areas, so
# that a place which is wide has no empty room above it; two maps stand below each other there.
DECK_STYLE = (
    f"[class*=st-key-{WHOLE_MAP}]{{height:clamp(22rem,calc(100dvh - 14rem),56rem);flex:none}}"
    f"[class*=st-key-{_HALF_MAP}]{{height:clamp(18rem,calc(100dvh - 20rem),36rem);flex:none}}"
    "@media(max-width:640px){"
    f"[class*=st-key-{WHOLE_MAP}]"
    f"{{height:clamp(10rem,{_AS_HIGH},max(22rem,calc(100dvh - 14rem)))}}"
    f"[class*=st-key-{_HALF_MAP}]{{height:clamp(8rem,{_AS_HIGH},16rem)}}}}"
    + scaled_map_style(*(f"{deck}-{number}" for deck in DECKS for number in range(2)))
)

# Pixels, of the 720 that the embed snippet asks for.
_EMBEDDED_HEIGHT = 340


def draw_alone(content: NeighbourhoodContent, view: NeighbourhoodView) -> None:
    """The maps of the page beside their legend; a click on another site leads nowhere."""
    *maps, side = st.columns(len(content.places) + 1, gap="medium")
    for number, column in enumerate(maps):
        # A map that nothing is chosen on has no class of its own, by which it would get its size.
        with (
            column,
            st.container(key=f"{_ALONE_MAP}-{number}", height=_EMBEDDED_HEIGHT, border=False),
        ):
            st.pydeck_chart(
                neighbourhood_maps.build_neighbourhood_deck(
                    view.drawn, number, dark=chart_display.is_dark()
                ),
                height="stretch",
                key=f"neighbourhoods alone {number}",
                alt=neighbourhood_view.build_map_sentences(view)[number],
            )
    side.html(neighbourhood_maps.build_tenths_legend(view.drawn, dark=chart_display.is_dark()))


def draw_staged(content: NeighbourhoodContent, view: NeighbourhoodView) -> None:
    """The map on a projector with its legend, or two maps with one legend beside them."""
    if content.second is None:
        _show_staged(view, 0)
        return
    *maps, side = st.columns(len(content.places) + 1)
    for number, column in enumerate(maps):
        with column:
            _show_staged(view, number, columns=len(content.places) + 1)
    side.html(neighbourhood_maps.build_tenths_legend(view.drawn, dark=chart_display.is_dark()))


def _show_staged(view: NeighbourhoodView, number: int, columns: int = 1) -> None:
    """One of the maps as a drawing; beside others, one of ``columns``, it has no legend."""
    chart_display.show_chart(
        neighbourhood_maps.build_shaded_neighbourhoods(
            view.drawn, number, dark=chart_display.is_dark(), has_legend=columns == 1
        ),
        key=f"neighbourhoods staged {number}",
        alternative=neighbourhood_view.build_map_sentences(view)[number],
        columns=columns,
    )


def show_decks(content: NeighbourhoodContent, view: NeighbourhoodView) -> None:
    """The map of the place, or of two places beside each other on one scale."""
    if content.second is None:
        with st.container(key=f"{WHOLE_MAP}-0"):
            _show_deck(view, 0)
        return
    for number, column in enumerate(st.columns(2)):
        with column:
            chart_display.show_paragraphs(f"**{plain_markdown(content.places[number].area.name)}**")
            with st.container(key=f"{_HALF_MAP}-{number}"):
                _show_deck(view, number)


def _show_deck(view: NeighbourhoodView, number: int) -> None:
    """One of the maps; a click on a neighbourhood puts it in focus."""
    key = f"{_DECK} of {number}"

    def focus() -> None:
        # Before the run: the second click of a double click takes the choice back.
        code = read_clicked_code(st.session_state[key])
        if code in neighbourhood_view.list_spots():
            st.query_params[SPOT] = code

    st.pydeck_chart(
        neighbourhood_maps.build_neighbourhood_deck(
            view.drawn, number, dark=chart_display.is_dark()
        ),
        height="stretch",
        key=key,
        on_select=focus,
        selection_mode="single-object",
        alt=neighbourhood_view.build_map_sentences(view)[number],
    )
