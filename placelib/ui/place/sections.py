"""The sections of a place's page, in the order in which they are read."""

from __future__ import annotations

from html import escape

import streamlit as st

from placelib.areas.naming import describe_kind, describe_members, label_among
from placelib.areas.registry import FEW_RESIDENTS, describe_other_regions
from placelib.formatting import listed, number, sentence_start
from placelib.markdown import plain_markdown
from placelib.model import Area
from placelib.ui import frame, router
from placelib.ui.components import (
    area_search,
    beside,
    build_on,
    chart_display,
    first_screen,
    page_address,
    page_parts,
    present_mode,
)
from placelib.ui.components.fragments import rerun_alone
from placelib.ui.components.page_links import write_colours, write_page_link
from placelib.ui.components.share import show_share
from placelib.ui.place import figures as figure_sections
from placelib.ui.place import present
from placelib.ui.quadrant import section as quadrant_section
from placelib.urls import (
    AUTHORITIES,
    BODY,
    INDICATOR,
    PLACE,
    place_parameters,
)
from placelib.views import new_bodies, place_map, quadrant_charts, snapshot_records
from placelib.views import place as place_view

DEFAULT = "E08000012"
MAP_NOTE = "Boundaries: Office for National Statistics, Open Government Licence v3.0"
# In their order on the page: the anchor of the heading, and its name in the list of parts.
_PARTS = {
    "stands-out": "What stands out",
    "quadrant": "Who knows, who decides",
    "look-closer": "Look closer",
    "by-topic": "By topic",
    "missing": "What is missing",
    "share": "Share and export",
}
_ROLES = {
    "focus": "this place",
    "member": "part of it",
    "sibling": "same authority",
    "neighbour": "neighbour",
}


def read_area() -> Area:
    """The area of the page's address; without one, the first example."""
    query_params = page_address.read_query_params()
    area = query_params.read_page_area(DEFAULT)
    for note in query_params.notes:
        st.info(plain_markdown(note))
    return area


def show_sections(area: Area) -> None:
    """The whole page of an area."""
    frame.name_tab(area.name)
    arrived = st.session_state.setdefault(f"arrived at {area.code}", INDICATOR in st.query_params)
    if present_mode.is_on():
        present.show_place(area)
        return
    note = st.session_state.pop(area_search.NOTE, None)
    if note:
        st.info(plain_markdown(note) + ".")
    _show_header(area)
    if not area.is_current:
        show_successors(area)
    if arrived:
        # Whoever followed a link to an indicator sees it before anything else.
        figure_sections.look_closer(area)
    _show_map_and_figures(area)
    page_parts.show_page_parts(_PARTS)
    _show_build_on(area)
    figure_sections.show_outliers(area)
    quadrant_section.show_quadrant_section(area)
    if not arrived:
        figure_sections.look_closer(area)
    figure_sections.show_topic(area)
    figure_sections.show_missing(area)
    _show_remarks(area)
    show_share(PLACE, figure_sections.read_place_settings(area), area.name)


def _show_header(area: Area) -> None:
    """The name, what it is and what it belongs to, each a link, in two lines."""
    first_screen.show_title(area.name)
    kind = describe_kind(area)
    article = "" if kind.startswith("the ") else "An " if kind[0] in "aeiou" else "A "
    above = snapshot_records.get_registry().chain(area.code)[1:]
    words = sentence_start(f"{article}{kind}{' in' if above else ''}")
    links = (
        write_page_link(PLACE, label_among(parent, above), place_parameters(parent.code))
        for parent in above
    )
    st.html(
        f'<div class="page-links own-page-links" style="{write_colours()}">'
        f"<span>{escape(words)}</span>{''.join(links)}</div>"
    )
    other_regions = describe_other_regions(snapshot_records.get_registry(), area)
    if other_regions:
        st.caption(plain_markdown(other_regions))


def _show_remarks(area: Area) -> None:
    """What to know of the figures: few people, a former code, the councils, the new bodies."""
    parts = _describe_parts(area)
    if parts:
        st.markdown(parts)
    people = place_view.get_latest_observations(area.code).get(("population-count", area.code))
    if area.code in FEW_RESIDENTS and people is not None and people.value is not None:
        st.caption(
            f"{number(people.value)} people live here: a handful of cases can make a rate look "
            "extreme."
        )
    former = snapshot_records.get_registry().former_code(area.code)
    if former is not None and area.started is not None:
        st.caption(
            f"Until {area.started} this place had the code {former}. Figures published under it "
            "are shown here, for the boundary of their time."
        )
    for body, words in new_bodies.list_bodies_of(area.code):
        st.page_link(
            router.get_page(AUTHORITIES), label=plain_markdown(words), query_params={BODY: body}
        )


def _describe_parts(area: Area) -> str:
    if area.level == "ltla":
        return ""
    members = snapshot_records.get_registry().members(area.code)
    return plain_markdown(describe_members(members))


def show_successors(area: Area) -> None:
    """What became of an area that no longer exists, with links to who took over."""
    successors = snapshot_records.get_registry().current_successors(area.code)
    names = listed([plain_markdown(successor.in_sentence) for successor in successors])
    st.info(
        f"{plain_markdown(area.name)} ended in {area.ended}. Its successors: {names}. "
        "The figures below are from its own time."
    )
    for successor in successors:
        st.page_link(
            router.get_page(PLACE),
            label=plain_markdown(successor.name),
            query_params=place_parameters(successor.code),
        )


def _show_map_and_figures(area: Area) -> None:
    """The place among its neighbours, or what it is made of, beside its headline figures."""
    if not area.is_current:
        figure_sections.show_headlines(area, has_way_to_peers=False)
        return
    specification, sentence = place_map.build_place_map(area.code, dark=chart_display.is_dark())
    quadrant = quadrant_charts.build_small_quadrant(area.code, dark=chart_display.is_dark())
    with beside.open_sides("place", left=2 if quadrant else 1):
        with first_screen.open_picture():
            chart_display.show_chart(specification, key=f"map {area.code}", alternative=sentence)
        if quadrant:
            st.html(quadrant)
        figure_sections.show_headlines(area)
    _show_map_table(area, sentence)


@rerun_alone
def _show_build_on(area: Area) -> None:
    """What the place has, by itself: opening it sends nothing else of a long page."""
    build_on.show_build_on(area)


@rerun_alone
def _show_map_table(area: Area, sentence: str) -> None:
    """What the map shows, as a table on request and in a sentence."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        rows = [
            {"Place": part.name, "Code": part.code, "Shown as": _ROLES[part.role]}
            for part in place_map.build_map_areas(area.code)
        ]
        chart_display.show_table(rows, key="place map", name=f"{area.code}-map", notes=[MAP_NOTE])
        st.caption(plain_markdown(sentence))
