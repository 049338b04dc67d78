"""The page on downloads and the API: files of a place, an indicator, a topic and everything."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from placelib.api.downloads import (
    FORMS,
    DownloadSelection,
    estimate_bytes,
    find_database_file,
    name_topic,
    select_area,
    select_everything,
    select_indicator,
    select_topic,
)
from placelib.api.examples import LANGUAGES, write_example
from placelib.api.openapi import PREFIX
from placelib.content import text
from placelib.formatting import format_bytes
from placelib.markdown import plain_markdown
from placelib.model import ENGLAND
from placelib.ui.components import first_screen, page_address, url_widgets
from placelib.urls import AREA, DATA_OUT, INDICATOR, TOPIC
from placelib.views import place as place_view
from placelib.views import snapshot_records

_FORM_NAMES = {
    "csv": "CSV",
    "csv.gz": "CSV, compressed",
    "parquet": "Parquet",
    "xlsx": "Excel",
    "duckdb": "DuckDB file",
}
# Lines are no longer than the eye follows with ease.
_WIDTH = 800


def show_data_out() -> None:
    """The whole page."""
    with st.container(width=_WIDTH):
        first_screen.show_title("Take the figures with you")
        st.markdown(text("data_out"))
        # The heading above each list says what it is of.
        with url_widgets.hide_labels():
            _show_place()
            _show_indicator()
            _show_topics()
        _show_everything()
        _show_api()


def _show_place() -> None:
    st.header("One place", anchor="place")
    query_params = page_address.read_query_params()
    code = query_params.read_area(ENGLAND)
    for note in query_params.notes:
        st.info(plain_markdown(note))
    options = place_view.build_place_options()
    url_widgets.show_list("Place", AREA, options, code, key="download place")
    _show_links(f"area/{code}", select_area(code), FORMS)


def _show_indicator() -> None:
    st.header("One indicator", anchor="indicator")
    options = {entry.slug: entry.label for entry in snapshot_records.get_catalogue().with_data()}
    query_params = page_address.read_query_params()
    slug = query_params.read_indicator(INDICATOR, "population-count")
    for note in query_params.notes:
        st.info(plain_markdown(note))
    url_widgets.show_list("Indicator", INDICATOR, options, slug, key="download indicator")
    _show_links(f"indicator/{slug}", select_indicator(slug), FORMS)


def _show_topics() -> None:
    st.header("One topic", anchor="topic")
    topics = {name_topic(topic): topic for topic in snapshot_records.get_catalogue().topics()}
    query_params = page_address.read_query_params()
    topic = query_params.read_choice(TOPIC, topics, next(iter(topics)))
    for note in query_params.notes:
        st.info(plain_markdown(note))
    url_widgets.show_list("Topic", TOPIC, topics, topic, key="download topic")
    _show_links(f"topic/{topic}", select_topic(topic), FORMS)


def _show_everything() -> None:
    st.header("Everything", anchor="everything")
    _show_links("everything", select_everything(), ("csv.gz", "parquet"))
    size = format_bytes(find_database_file().stat().st_size)
    with st.container(horizontal=True, gap="small"):
        _link(f"{_FORM_NAMES['duckdb']}, {size}", "everything.duckdb")
        _link("Every quadrant with its inputs, JSON", "quadrants.json")
        st.link_button("What changed, as a feed", f"{PREFIX.lstrip('/')}/changes.atom")
    st.markdown(text("data_out_use"))


def _show_links(address: str, selection: DownloadSelection, forms: Sequence[str]) -> None:
    with st.container(horizontal=True, gap="small"):
        for form in forms:
            size = format_bytes(estimate_bytes(selection, form))
            _link(f"{_FORM_NAMES[form]}, about {size}", f"{address}.{form}")
        _link("What the columns mean", f"{address}.json")


def _link(label: str, file: str) -> None:
    # Relative: the app may lie below a path of its host.
    st.link_button(label, f"{PREFIX.lstrip('/')}/downloads/{file}")


def _show_api() -> None:
    st.header("Every figure by address", anchor="api")
    st.markdown(text("data_out_api", description=f"{PREFIX.lstrip('/')}/openapi.json"))
    language = st.segmented_control(
        "Examples in", list(LANGUAGES), format_func=LANGUAGES.__getitem__, default="curl"
    )
    root = page_address.find_root(DATA_OUT).rstrip("/")
    st.code(write_example(language or "curl", root), language=None, wrap_lines=True)
