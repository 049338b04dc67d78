"""Links to pages inside HTML of ours: one message however many there are, where each would be one.

static/access.js opens them as Streamlit's own links do, within the visit.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

import streamlit as st

from placelib.ui.components import chart_display
from placelib.urls import Page

# The app's font has this sign and no arrow, for which a machine without one fetched a second font.
_ARROW = '<span aria-hidden="true">›</span>'


def write_page_link(
    page: Page,
    label: str,
    parameters: Mapping[str, str] | None = None,
    *,
    is_strong: bool = False,
    has_arrow: bool = False,
) -> str:
    """A link to a page as HTML; it looks as Streamlit's (placelib/ui/frame.css).

    One that ``is_strong`` is bold, in the colour of `write_colours`.
    """
    query = f"?{urlencode(parameters)}" if parameters else ""
    words = f"<strong>{escape(label)}</strong>" if is_strong else escape(label)
    arrow = _ARROW if has_arrow else ""
    return f'<a class="page-link" href="./{escape(page.path + query)}">{words}{arrow}</a>'


def write_colours() -> str:
    """The page's colours that links stand out with, as rules for what they stand in."""
    name = "dark" if chart_display.is_dark() else "light"
    options = {"link": "blueTextColor", "edge": "borderColor", "field": "secondaryBackgroundColor"}
    return ";".join(
        f"--{colour}:{st.get_option(f'theme.{name}.{option}')}"
        for colour, option in options.items()
    )
