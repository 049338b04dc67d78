"""Saves a chart, a grid or a map as PNG or SVG, with headline and source, in the browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from placelib.charts.theme import theme
from placelib.ui.components import chart_display

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
# What stands here travels with every message, so the code itself is a file that is fetched once.
_JS = """
const code = () => import(new URL('app/static/picture.js', document.baseURI).href);
export default ({ data, parentElement }) => {
  const said = parentElement.querySelector('[role="status"]');
  for (const button of parentElement.querySelectorAll('button'))
    button.onclick = async () => {
      try {
        said.textContent = await (await code()).save(button.dataset.kind, data);
      } catch {
        said.textContent = 'The picture could not be made. Reload the page and try again, or ' +
          'take the other kind.';
      }
    };
};
"""
_saver = st.components.v2.component(
    "save_a_picture",
    html=_HTML,
    css=_CSS,
    js=_JS,
)


def show_save_buttons(
    picture: str | Mapping[str, Any],
    *,
    name: str,
    headline: str,
    subtitle: str,
    source: str,
    key: str,
) -> None:
    """Two buttons that save what stands in the container with the key ``shown``.

    In its place ``shown`` may be a map as charts.map_picture gives it. The browser draws the
    picture; nothing is sent to the server.
    """
    colours = theme(dark=chart_display.is_dark())
    _saver(
        key=key,
        data={
            "target": picture if isinstance(picture, str) else "",
            "map": None if isinstance(picture, str) else picture,
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
