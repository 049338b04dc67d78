"""The settings of the map that few need: fading, classes, colours, and the place in focus."""

from __future__ import annotations

import streamlit as st

from placelib.maps.classes import METHODS
from placelib.maps.settings import SCHEMES, MapView
from placelib.ui.components import url_widgets
from placelib.urls import AREA, CLASSES, COLOURS, FADE, SAME
from placelib.views import place as place_view

_NOWHERE = "No place in focus"


def show_options(view: MapView) -> None:
    """The settings, drawn, and sent, only while their popover is open."""
    url_widgets.show_switch(
        "Fade what is not clearly different",
        FADE,
        is_on=view.is_faded,
        key="map fade",
        help_text="Pales every area whose difference from its benchmark chance alone could make.",
    )
    places = {"": _NOWHERE, **place_view.build_place_options()}
    url_widgets.show_list("Place in focus", AREA, places, view.area, key="map focus")
    with st.container(horizontal=True, gap="medium"):
        url_widgets.show_choice("Classes", CLASSES, METHODS, view.classes, key="map classes")
        url_widgets.show_choice("Colours", COLOURS, SCHEMES, view.colours, key="map colours")
    url_widgets.show_switch(
        "The same classes in every period",
        SAME,
        is_on=view.has_common_classes,
        key="map same",
        help_text="Classes of all periods together, so that colours can be compared in time.",
    )
