"""Saves a chart or a grid as PNG or SVG, with its headline and source, in the visitor's browser."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from placelib.charts.theme import theme
from placelib.ui import show

_HTML = """
<div>
  <button type="button" data-kind="png">Picture (PNG)</button>
  <button type="button" data-kind="svg">Picture (SVG)</button>
  <span role="status"></span>
</div>
"""
_CSS = """
div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; }
button {
  font: inherit; font-size: .875rem; color: inherit; background: transparent; cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: .375rem;
  padding: .25rem .75rem; min-height: 2.5rem;
}
button:hover, button:focus-visible { border-color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
span { font-size: .875rem; }
"""
_saver = st.components.v2.component(
    "save_a_picture",
    html=_HTML,
    css=_CSS,
    js=(Path(__file__).parent / "picture.js").read_text(encoding="utf-8"),
)


def save_buttons(
    *, target: str, name: str, headline: str, subtitle: str, source: str, key: str
) -> None:
    """Two buttons that save what stands in the container with the key ``target``.

    The browser draws the picture from what it shows; nothing is sent to the server.
    """
    colours = theme(show.is_dark())
    _saver(
        key=key,
        data={
            "target": target,
            "name": name,
            "headline": headline,
            "subtitle": subtitle,
            "source": source,
            "page": colours.page,
            "text": colours.text,
            "quiet": colours.quiet_text,
        },
        width="content",
        height="content",
    )
