"""A drawing of ours in the page itself, with the page's own font; it may be turned like a page."""

from __future__ import annotations

import streamlit as st

_HTML = """
<div class="drawing"></div>
"""
# The breadth below which a drawing made for a phone takes the place of the wide one.
_CSS = """
.drawing { touch-action: pan-y; }
.drawing svg { display: block; width: 100%; height: auto; }
.narrow { display: none; }
@media (max-width: 640px) { .wide { display: none } .narrow { display: block } }
"""
# What stands here travels with every message, so the code itself is a file that is fetched once.
# What is attached in the end is taken off again when the drawing leaves the page.
_JS = """
const code = import(new URL('app/static/inline_picture.js', document.baseURI).href);
export default (component) => {
  let detach;
  let isGone = false;
  code.then((picture) => { if (!isGone) detach = picture.attach(component); });
  return () => { isGone = true; detach?.(); };
};
"""
_drawing = st.components.v2.component("inline_picture", html=_HTML, css=_CSS, js=_JS)


def show_picture(
    svg: str, alternative: str, *, key: str, narrow: str = "", is_turned: bool = False
) -> str:
    """The drawing, or ``narrow`` on a phone; which way a reader turns it, where it can be turned.

    ``svg`` and ``narrow`` are made by placelib/charts and hold nothing from outside. With
    ``is_turned`` the arrow keys, a clicker and a finger moved across give “next” or “previous” in
    the run that they cause, and "" in every other.
    """
    heard = _drawing(
        key=key,
        data={"wide": svg, "narrow": narrow, "alternative": alternative, "turns": is_turned},
        on_go_change=_ignore,
    )
    way = heard.get("go")
    return way if way in {"next", "previous"} else ""


def _ignore() -> None:
    """A trigger needs someone to call; the value is read in the same run."""
