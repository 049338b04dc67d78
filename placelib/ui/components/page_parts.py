"""Where a reader is on a long page: links to its parts, and the way back to its top."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from placelib.charts.theme import Theme, theme
from placelib.ui.components import chart_display, present_mode

_CLASS = "parts-of-the-page"
_TO_TOP = """
export default function () {
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
}
"""
_upwards = st.components.v2.component("page_from_its_top", js=_TO_TOP)


def show_from_top(part: str) -> None:
    """Show the page from its top, in the run in which another ``part`` of it has taken its place.

    After a press of a button the browser stays where that button was.
    """
    # A script that is on the page already does not run again: each part has one of its own.
    _upwards(key=f"{part} from its top")


def show_page_parts(parts: Mapping[str, str]) -> None:
    """A closed list at the foot of the window; ``parts`` maps anchors to their names.

    A button in the corner, where there is room beside the page; on a phone a bar below it, so that
    no line is half hidden. Nothing in present mode and in an embedded page.
    """
    if not present_mode.is_bare():
        st.html(write_parts_list(parts, theme(dark=chart_display.is_dark())))


def write_parts_list(parts: Mapping[str, str], colours: Theme) -> str:
    """The list as HTML: the browser opens it, and static/access.js closes it after a choice."""
    links = "".join(
        f'<li><a href="#{escape(anchor)}">{escape(name)}</a></li>' for anchor, name in parts.items()
    )
    selector = f".{_CLASS}"
    style = (
        f"{selector}{{position:fixed;right:1rem;bottom:1rem;z-index:999;background:{colours.page};"
        f"color:{colours.text};border:1px solid {colours.text};border-radius:.375rem;"
        "font-size:.9375rem}"
        f"{selector} summary{{padding:.6rem .9rem;cursor:pointer;min-height:1.5rem}}"
        f"{selector} ul{{list-style:none;margin:0;padding:0 .9rem .5rem}}"
        f"{selector} a{{display:block;padding:.4rem 0;color:{colours.text}}}"
        f"@media(max-width:640px){{{selector}{{left:0;right:0;bottom:0;border-width:1px 0 0;"
        f"border-radius:0;max-height:70dvh;overflow-y:auto}}"
        f"{selector} summary{{text-align:center}}}}"
        f"@media print{{{selector}{{display:none}}}}"
    )
    return (
        f'<style>{style}</style><nav aria-label="Parts of this page" class="{_CLASS}">'
        f"<details><summary>On this page</summary><ul>{links}</ul></details></nav>"
    )
