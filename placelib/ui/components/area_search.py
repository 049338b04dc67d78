"""The one box that finds a place, on every page: it answers while a visitor types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from placelib.areas.search import (
    LONGEST_QUERY,
    NO_POSTCODES,
    Match,
    find,
    looks_like_postcode,
)
from placelib.errors import clip
from placelib.markdown import plain_markdown
from placelib.quadrant.new_bodies import find_new_bodies
from placelib.ui import router
from placelib.urls import AUTHORITIES, BODY, PLACE, place_parameters
from placelib.views import new_bodies, place_index, snapshot_records
from placelib.views import place as place_view

# Its place at the right end of the menu's row comes from placelib/ui/frame.css.
_BOX = "finder"
NOTE = "note for the next place page"
# Above this a match is meant; below it the visitor is asked.
SURE = 95.0

_HTML = """
<div class="finder-box">
  <input type="text" role="combobox" aria-autocomplete="list" aria-expanded="false"
    autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search" maxlength="80">
  <ul role="listbox" aria-label="Places" hidden></ul>
  <div role="status"></div>
</div>
"""
_CSS = """
.finder-box { position: relative; font-size: 1rem; }
.finder-box input { box-sizing: border-box; width: 100%; height: 2.5rem; padding: 0 .75rem;
  font: inherit; color: inherit; background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); }
.finder-box input::placeholder { color: inherit; opacity: .75; }
.finder-box input:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
.finder-box ul { position: absolute; z-index: 10; right: 0; min-width: 100%;
  width: max-content; max-width: min(28rem, calc(100vw - 2rem)); max-height: 60vh; overflow-y: auto;
  box-sizing: border-box; margin: .25rem 0 0; padding: .25rem; list-style: none;
  color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius);
  box-shadow: 0 .25rem 1rem rgb(0 0 0 / 20%); }
.finder-box ul[hidden] { display: none; }
.finder-box li { margin: 0; padding: .4rem .6rem; border-radius: var(--st-base-radius);
  line-height: 1.25; cursor: pointer; }
.finder-box li small { display: block; font-size: .8125rem; opacity: .8; }
.finder-box li[aria-selected="true"], .finder-box li:hover {
  background: var(--st-secondary-background-color);
  outline: 2px solid var(--st-primary-color); outline-offset: -2px; }
.finder-box [role="status"] { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); }
.finder-box [role="status"].finder-note { z-index: 10; right: 0; width: max-content;
  max-width: calc(100vw - 2rem); height: auto; clip-path: none; box-sizing: border-box;
  margin-top: .25rem; padding: .5rem .75rem; font-size: .875rem; color: var(--st-text-color);
  background: var(--st-background-color); border: 1px solid var(--st-border-color);
  border-radius: var(--st-base-radius); }
"""
# What stands here travels with every message, so the code itself is a file that is fetched once.
_JS = """
const code = import(new URL('app/static/finder.js', document.baseURI).href);
export default (component) => { code.then((finder) => finder.attach(component)); };
"""
# Open to the page's styles: what an assistive technology asks the page about is then on the page.
_finder = st.components.v2.component(
    "place_finder", html=_HTML, css=_CSS, js=_JS, isolate_styles=False
)


def show_finder(label: str = "Find a place", key: str = _BOX) -> None:
    """A box for a name, an old or Welsh name, a code; it leads to the place or asks which.

    With the key of its own it stands in the menu's row; with another where it is called.
    """
    is_in_menu = key == _BOX
    heard = _finder(
        key=key,
        data={
            "id": key.replace(" ", "-"),
            "index": place_index.build_place_index().address,
            "label": label,
            "placeholder": label if is_in_menu else "A council, a town, an old name, a code…",
        },
        on_chosen_change=_ignore,
    )
    chosen = heard.get("chosen")
    if isinstance(chosen, Mapping):
        _follow(chosen)


def go_to(code: str, note: str = "") -> None:
    """Open the page of a place, with a note on it where one is due."""
    if note:
        st.session_state[NOTE] = note
    st.switch_page(router.get_page(PLACE), query_params=place_parameters(code))


def _ignore() -> None:
    """A trigger needs someone to call; the value is read in the same run."""


def _follow(chosen: Mapping[str, Any]) -> None:
    """Go where the box asks to. What it sends comes from a browser: only known names count."""
    code, form = str(chosen.get("area", "")), str(chosen.get("form", ""))
    if code in place_view.build_place_options():
        go_to(code, place_index.list_successor_notes().get((form, code), ""))
    body = code.removeprefix(place_index.BODY_MARK)
    if code.startswith(place_index.BODY_MARK) and body in new_bodies.list_new_bodies():
        st.switch_page(router.get_page(AUTHORITIES), query_params={BODY: body})
    # A code that is no place of today is asked about as if it had been typed: it may be an old one.
    text = (str(chosen.get("text", "")) or code)[:LONGEST_QUERY].strip()
    if text:
        _ask(text)


def _ask(text: str) -> None:
    """Lead to the place that was surely meant, or ask which of several was."""
    matches = find(snapshot_records.get_gazetteer(), text)
    if _has_one_meaning(matches):
        match = matches[0]
        go_to(match.area.code, match.why if match.is_successor else "")
    name = plain_markdown(clip(text))
    _offer_bodies(text)
    if looks_like_postcode(text):
        st.info(f"“{name}” looks like a postcode. {NO_POSTCODES}")
    elif not matches:
        st.info(
            f"No place is called “{name}”. Try the council's name, an older name, or a code such "
            "as E08000012."
        )
    else:
        st.markdown(f"Which place did you mean by “{name}”?")
        for match in matches:
            st.page_link(
                router.get_page(PLACE),
                label=f"**{plain_markdown(match.area.name)}** – {plain_markdown(match.why)}",
                query_params=place_parameters(match.area.code),
            )


def _offer_bodies(text: str) -> None:
    """Links to the new bodies whose names fit what was typed."""
    for body in find_new_bodies(new_bodies.list_new_bodies().values(), text):
        st.page_link(
            router.get_page(AUTHORITIES),
            label=f"**{plain_markdown(new_bodies.label_body(body))}**",
            query_params={BODY: body.id},
        )


def _has_one_meaning(matches: tuple[Match, ...]) -> bool:
    sure = [match for match in matches if match.points >= SURE]
    return len(sure) == 1
