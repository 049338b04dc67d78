"""The page of the quadrant: one chart, four lenses, of which only the chosen one is drawn."""

from __future__ import annotations

import streamlit as st

from placelib.axis_words import BOTH_AXES
from placelib.markdown import plain_markdown
from placelib.model import Area
from placelib.quadrant.idea import TITLES
from placelib.quadrant.sentences import write_headline
from placelib.quadrant.settings import LENSES, QuadrantView, read_quadrant_view
from placelib.ui import frame
from placelib.ui.components import first_screen, present_mode, share, url_widgets
from placelib.ui.components.page_links import write_page_link
from placelib.ui.place import sections as place_sections
from placelib.ui.quadrant import custom_boundary, what_if
from placelib.ui.quadrant import evidence as quadrant_evidence
from placelib.ui.quadrant import idea as quadrant_idea
from placelib.ui.quadrant import room as quadrant_room
from placelib.urls import AREA, AUTHORITIES, LENS, QUADRANT, RESULTS
from placelib.views import place as place_view
from placelib.views import quadrant as quadrant_view
from placelib.views import snapshot_records

# What stands over the lenses that are about no place.
_TITLE = BOTH_AXES


def show_quadrant_page() -> None:
    """The whole page, as the address asks for it.

    The board of a room follows the votes in parts of its own, in a page that is run as a whole.
    """
    if _is_in_room():
        _show_content()
        share.show_noted_view()
    else:
        frame.show_body(_show_content, depend_on=_read_subject)


def _is_in_room() -> bool:
    return st.query_params.get(LENS) == "room"


def _read_subject() -> tuple[str | None, str | None]:
    """Another lens, and another place, are another page: little of it stays."""
    return st.query_params.get(LENS), st.query_params.get(AREA)


def _show_content() -> None:
    parameters = st.query_params.to_dict()
    view, notes = read_quadrant_view(
        snapshot_records.get_registry(), snapshot_records.get_catalogue(), parameters
    )
    area = place_sections.read_area()
    is_about_place = view.lens not in {"idea", "room"}
    title = TITLES[view.step - 1] if view.lens == "idea" else _TITLE
    first_screen.show_title(_find_title(view, area) if is_about_place else title)
    subject = area.name if is_about_place else _TITLE
    with first_screen.open_controls(f"{LENSES[view.lens]} · {subject}"):
        url_widgets.show_choice("Lens", LENS, LENSES, view.lens, key="quadrant lens")
        if is_about_place:
            _show_place(area)
        if view.lens == "drawn":
            custom_boundary.show_choice_menu(view)
    for note in notes:
        st.warning(plain_markdown(note))
    if view.lens == "idea":
        quadrant_idea.show_idea(view.step, area)
    elif view.lens == "room":
        quadrant_room.show_room_results()
    else:
        _show_lens(view, area)
    where = area.name if is_about_place else LENSES[view.lens]
    settings = view.settings(area.code)
    if view.lens == "room" and RESULTS in parameters:
        settings[RESULTS] = parameters[RESULTS]
    title = f"Quadrant: {where}"
    share.note_view(QUADRANT, settings, title)


def _find_title(view: QuadrantView, area: Area) -> str:
    """The finding of a lens for a place."""
    if not area.is_current:
        return _TITLE
    if view.lens == "evidence":
        return write_headline(quadrant_view.get_quadrant(area.code))
    if view.lens == "drawn":
        return custom_boundary.write_boundary_title(view)
    return what_if.write_what_if_title(area, view)


def _show_place(area: Area) -> None:
    options = place_view.build_place_options()
    current = area.code if area.code in options else place_sections.DEFAULT
    url_widgets.show_list("Place on this page", AREA, options, current, key="quadrant place")


def _show_lens(view: QuadrantView, area: Area) -> None:
    """The lenses that rest on an area's figures."""
    if not area.is_current:
        place_sections.show_successors(area)
        st.markdown("The quadrant is drawn for places that exist today.")
    elif view.lens == "evidence":
        quadrant_evidence.show_evidence(area, view)
    elif view.lens == "drawn":
        custom_boundary.show_custom_boundary(area, view)
    else:
        what_if.show_what_if(area, view)
    if not present_mode.is_on():
        frame.follow_body("all authorities", _show_way_to_all)


def _show_way_to_all() -> None:
    link = write_page_link(AUTHORITIES, "All combined authorities at once")
    st.html(f'<div class="page-links">{link}</div>')
