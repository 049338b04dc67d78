"""The section of new and planned bodies on the page of all authorities."""

from __future__ import annotations

import streamlit as st

from placelib.api_addresses import write_boundary_address
from placelib.content import text
from placelib.errors import clip
from placelib.markdown import plain_markdown
from placelib.quadrant.new_bodies import NewBody
from placelib.quadrant.settings import FEWEST_CHOSEN_COUNCILS, MOST_CHOSEN_COUNCILS
from placelib.query_params import BETWEEN
from placelib.ui import router
from placelib.ui.components import chart_display, url_widgets
from placelib.ui.components.fragments import rerun_alone
from placelib.ui.components.share import note_settings
from placelib.urls import AREAS, AUTHORITIES, BODY, LENS, PLACE, QUADRANT, place_parameters
from placelib.views import new_bodies as new_bodies_view
from placelib.views.table_rows import build_arrow_table

NO_BODY = "none"


def read_body() -> str:
    """The body that the address names, NO_BODY without one; a wrong one is said and left out."""
    body = _find_body()
    name = st.query_params.get(BODY, NO_BODY)
    if name != body:
        st.info(plain_markdown(f"The link names “{clip(name)}”, which is no new body here."))
    return body


def read_body_settings() -> dict[str, str]:
    """What a link to the page says: the chosen body, if there is one."""
    body = _find_body()
    return {} if body == NO_BODY else {BODY: body}


def _find_body() -> str:
    name = st.query_params.get(BODY, NO_BODY)
    return name if name in new_bodies_view.list_new_bodies() else NO_BODY


@rerun_alone
def show_new_bodies() -> None:
    """The list of new bodies, and the chosen one opened; nothing where the data have none."""
    bodies, chosen = new_bodies_view.list_new_bodies(), _find_body()
    if not bodies:
        return
    note_settings(AUTHORITIES, read_body_settings())
    st.header("New and planned authorities and councils", anchor="new")
    options = {NO_BODY: "Choose one"}
    options |= {body.id: new_bodies_view.label_body(body) for body in bodies.values()}
    url_widgets.show_list("Open a new body", BODY, options, chosen, key="new body")
    if chosen != NO_BODY:
        _show_body(bodies[chosen])
    opened = st.expander("All of them, with their sources", key="all bodies", on_change="rerun")
    if opened.open:
        opened.markdown(text("new_bodies"))
        opened.table(build_arrow_table(new_bodies_view.list_body_rows()), hide_index=True)


def _show_body(body: NewBody) -> None:
    with st.container(border=True):
        st.subheader(plain_markdown(new_bodies_view.label_body(body)), anchor=False)
        paragraphs = new_bodies_view.describe_body(body)
        chart_display.show_paragraphs(*(plain_markdown(words) for words in paragraphs))
        districts = body.whole_districts
        if len(districts) >= FEWEST_CHOSEN_COUNCILS:
            chart_display.show_chart(
                new_bodies_view.build_body_strip(body.id, dark=chart_display.is_dark()),
                key=f"body {body.id}",
                alternative=paragraphs[-1],
            )
            chart_display.show_table(
                new_bodies_view.list_reading_rows(body),
                key=f"body {body.id}",
                name=f"new-body-{body.id}",
                notes=[f"Source: {body.source}.", paragraphs[-1]],
                address=write_boundary_address(districts),
            )
        if FEWEST_CHOSEN_COUNCILS <= len(districts) <= MOST_CHOSEN_COUNCILS:
            st.page_link(
                router.get_page(QUADRANT),
                label="See how their needs differ, and draw it otherwise",
                query_params={LENS: "drawn", AREAS: BETWEEN.join(districts)},
            )
        with st.container(horizontal=True, gap="small"):
            for member in body.members:
                part = "" if member.is_whole else " (in part, or not known)"
                st.page_link(
                    router.get_page(PLACE),
                    label=plain_markdown(f"{member.name}{part}"),
                    query_params=place_parameters(member.code),
                )
        st.caption(plain_markdown(f"Source: {body.source}."))
