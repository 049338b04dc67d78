"""A page's list of indicators: those of the visitor's own file first, then the official ones."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from placelib.markdown import plain_markdown
from placelib.model import Area
from placelib.query_params import BETWEEN
from placelib.ui.components import url_widgets
from placelib.views import visit_figures


def show_indicator_list(
    label: str, name: str, current: str, *, key: str, drops: Sequence[str] = ()
) -> None:
    """The list, under the name of its setting in the address; see url_widgets.show_list."""
    options = visit_figures.list_indicator_options(current)
    url_widgets.show_list(label, name, options, current, key=key, drops=drops)


def offer_places(slug: str, missing: Sequence[Area], name: str, places: Sequence[Area]) -> None:
    """That the file has none of the places asked for, and a button to those that it has.

    ``missing`` are the places asked for; the button sets ``name`` in the address to ``places``.
    """
    st.info(plain_markdown(visit_figures.explain_absence(slug, missing)))
    if places:
        st.button(
            f"Show {places[0].name}" if len(places) == 1 else "Show places of your file",
            key=f"places of the file {name}",
            on_click=_set_places,
            args=(name, BETWEEN.join(area.code for area in places)),
        )


def _set_places(name: str, codes: str) -> None:
    st.query_params[name] = codes
