"""How to run a workshop in 20 minutes: on the page, and on paper."""

from __future__ import annotations

from functools import partial

import streamlit as st

from placelib.content import text
from placelib.exports import Origin
from placelib.exports.writers import write_guide_sheet
from placelib.ui.components import page_address
from placelib.urls import WORKSHOP, Page, address
from placelib.views import snapshot_records
from placelib.workshop import clock
from placelib.workshop.records import FEWEST, MOST_PICKS

_TITLE = "How to run a workshop in 20 minutes"


def show_guide() -> None:
    """The guide behind its heading, and the button that saves it to be printed."""
    guide = st.expander("How to run it in 20 minutes", key="workshop guide", on_change="rerun")
    if guide.open:
        guide.markdown(_write_guide())
    offer_sheet(WORKSHOP)


def offer_sheet(page: Page) -> None:
    """The button, on a page, that saves the guide as a PDF to be printed."""
    origin = Origin(
        sources=(),
        licence="",
        link=f"{page_address.find_root(page)}/{address(WORKSHOP, {})}",
        version=snapshot_records.get_metadata()["data_version"],
        made_on=clock.convert_moment(clock.now()).date(),
    )
    st.download_button(
        "Guide on paper (PDF)",
        data=partial(write_guide_sheet, _TITLE, _write_guide(), origin),
        file_name="workshop-guide.pdf",
        mime="application/pdf",
        key="workshop guide pdf",
        on_click="ignore",
    )


def _write_guide() -> str:
    return text("workshop_twenty_minutes", picks=str(MOST_PICKS), fewest=str(FEWEST))
