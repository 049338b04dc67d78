"""The page about the app itself: who it is for, privacy, licences, accessibility, contact."""

from __future__ import annotations

import os

import streamlit as st

from placelib.content import text
from placelib.formatting import format_date
from placelib.ui import router
from placelib.ui.components import first_screen
from placelib.urls import DATA
from placelib.views import snapshot_records

# Pixels: lines of about 90 letters, which the eye follows with ease.
LINE_WIDTH = 800


def show_about_page() -> None:
    """The whole page."""
    with st.container(width=LINE_WIDTH):
        _show_sections()


def _show_sections() -> None:
    first_screen.show_title("About")
    st.markdown(text("about"))
    st.header("What the words mean", anchor="words")
    st.markdown(text("words"))
    st.header("What it is not for", anchor="not-for")
    st.markdown(text("not_for"))
    st.header("How to cite", anchor="cite")
    facts = snapshot_records.get_metadata()
    st.markdown(text("cite", version=facts["data_version"], date=format_date(facts["build_date"])))
    st.header("Privacy", anchor="privacy")
    st.markdown(text("privacy"))
    st.header("Licences", anchor="licences")
    st.markdown(text("licences"))
    st.page_link(router.get_page(DATA), label="All sources with their licences")
    st.header("Accessibility", anchor="accessibility")
    st.markdown(text("accessibility", guidelines="2.2"))
    st.header("Contact", anchor="contact")
    st.markdown(write_contact(os.environ.get("BEND_CONTACT", "")))


def write_contact(address: str) -> str:
    """Whom to ask: the host's own e-mail or web address (BEND_CONTACT), or who gave the link."""
    return text("contact", contact=address) if address else text("contact_none")
