"""The settings of the map that few need: classes, colours, fading, and the place in focus."""

from __future__ import annotations

import streamlit as st

from placelib.links import AREA, CLASSES, COLOURS, FADE, SAME
from placelib.maps.classes import METHODS
from placelib.maps.view import SCHEMES, MapView
from placelib.ui import cached, controls

_NOWHERE = "No place in focus"


def settings(view: MapView) -> None:
    """The settings, folded away; they are drawn, and sent, only when unfolded."""
    controls.yes_or_no(
        "Fade what is not clearly different",
        FADE,
        view.fade,
        key="map fade",
        help_text="Pales every area whose benchmark lies inside its 95% interval.",
    )
    opened = st.expander(
        "Place in focus, classes and colours", key="map settings", on_change="rerun", type="compact"
    )
    if not opened.open:
        return
    with opened:
        places = {"": _NOWHERE, **cached.place_options()}
        controls.from_list("Place in focus", AREA, places, view.area, key="map focus")
        controls.one_of("Classes", CLASSES, METHODS, view.classes, key="map classes")
        controls.yes_or_no(
            "The same classes in every period",
            SAME,
            view.same,
            key="map same",
            help_text="Classes of all periods together, so that colours can be compared in time.",
        )
        controls.one_of("Colours", COLOURS, SCHEMES, view.colours, key="map colours")
