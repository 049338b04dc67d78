"""Links to pages inside HTML of ours: one message however many there are, where each would be one.

static/access.js opens them as Streamlit's own links do, within the visit.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from placelib.urls import Page


def write_page_link(page: Page, label: str, parameters: Mapping[str, str] | None = None) -> str:
    """A link to a page as HTML; it looks as Streamlit's (placelib/ui/frame.css)."""
    query = f"?{urlencode(parameters)}" if parameters else ""
    return f'<a class="page-link" href="./{escape(page.path + query)}">{escape(label)}</a>'
