"""The page of the quadrant: one chart, four lenses, of which only the chosen one is drawn."""

from __future__ import annotations

import streamlit as st

from placelib.markdown import plain_markdown
from placelib.model import Area
from placelib.quadrant.settings import LENSES, QuadrantView, read_quadrant_view
from placelib.ui import router
from placelib.ui.components import present_mode, url_widgets
from placelib.ui.components.share import show_share
from placelib.ui.place import sections as place_sections
from placelib.ui.quadrant import drawn, what_if
from placelib.ui.quadrant import evidence as quadrant_evidence
from placelib.ui.quadrant import idea as quadrant_idea
from placelib.ui.quadrant import room as quadrant_room
from placelib.urls import AREA, AUTHORITIES, LENS, QUADRANT, RESULTS
from placelib.views import place as place_view
from placelib.views import snapshot_records


def quadrant() -> None:
    """The whole page, as the address asks for it."""
    if not present_mode.is_on():
        st.title("Understanding and leverage", anchor=False)
    given = st.query_params.to_dict()
    view, notes = read_quadrant_view(
        snapshot_records.get_registry(), snapshot_records.get_catalogue(), given
    )
    for note in notes:
        st.warning(plain_markdown(note))
    url_widgets.show_choice("Lens", LENS, LENSES, view.lens, key="quadrant lens")
    area = place_sections.read_area()
    if view.lens == "idea":
        quadrant_idea.idea(view.step, area)
    elif view.lens == "room":
        quadrant_room.room()
    else:
        _of_a_place(view, area)
    where = LENSES[view.lens] if view.lens in {"idea", "room"} else area.name
    results = {RESULTS: given[RESULTS]} if view.lens == "room" and RESULTS in given else {}
    settings = view.settings(area.code) | results
    show_share(QUADRANT, settings, f"Understanding and leverage: {where}")


def _of_a_place(view: QuadrantView, area: Area) -> None:
    """The lenses that rest on an area's figures."""
    options = place_view.build_place_options()
    current = area.code if area.code in options else place_sections.DEFAULT
    url_widgets.show_list("Place on this page", AREA, options, current, key="quadrant place")
    if not present_mode.is_on():
        st.page_link(router.get_page(AUTHORITIES), label="All combined authorities at once")
    if not area.is_current:
        place_sections.show_successors(area)
        st.markdown("The quadrant is drawn for places that exist today.")
    elif view.lens == "evidence":
        quadrant_evidence.show_evidence(area, view)
    elif view.lens == "drawn":
        drawn.show_drawn(area, view)
    else:
        what_if.show_what_if(area, view)
