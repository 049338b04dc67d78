"""What a phone keeps and taps: its identifier, and the square on which it places a tier."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from placelib.charts.theme import theme
from placelib.ui.components import chart_display
from placelib.workshop import tokens

ME = "me"
Place = tuple[int, int]
SHAPES = ("circle", "diamond", "triangle")
_HELD = "this phone's identifier"
# The browser makes the identifier and keeps it, so that a phone that slept or lost its connection
# is still the same phone. Where a browser keeps nothing, the address does.
_KEEP = """
export default function (component) {
  const { data, setStateValue } = component;
  const name = 'bend-the-line-phone';
  let voter = null;
  let kept = true;
  try {
    voter = localStorage.getItem(name);
    if (!/^[0-9a-f]{32}$/.test(voter || '')) {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      voter = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      localStorage.setItem(name, voter);
      kept = localStorage.getItem(name) === voter;
    }
  } catch {
    kept = false;
  }
  const known = kept ? voter : 'none';
  if (data.known !== known) setStateValue('voter', known);
}
"""
_TAP_HTML = """
<div class="tap">
  <svg viewBox="0 0 320 320" role="img"></svg>
  <div class="fine">
    <label><span>Knows the place <b></b></span>
      <input type="range" min="0" max="100" step="5" value="50"></label>
    <label><span>Money and rules <b></b></span>
      <input type="range" min="0" max="100" step="5" value="50"></label>
  </div>
</div>
"""
_TAP_CSS = """
.tap { max-width: 30rem; margin: 0 auto; font-family: inherit; color: var(--st-text-color); }
svg { display: block; width: 100%; height: auto; touch-action: manipulation; user-select: none;
  -webkit-tap-highlight-color: transparent; }
.fine { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; padding-top: .5rem; }
.fine[hidden] { display: none; }
label { display: block; min-width: 0; font-size: .95rem; }
label b { font-weight: 400; }
label span { display: flex; justify-content: space-between; flex-wrap: wrap; gap: 0 .5rem; }
input { width: 100%; height: 2.75rem; margin: 0; accent-color: var(--st-primary-color); }
input:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
"""
_keeper = st.components.v2.component("phone_identifier", js=_KEEP)
_square = st.components.v2.component(
    "tap_square",
    html=_TAP_HTML,
    css=_TAP_CSS,
    js=(Path(__file__).parent / "tap.js").read_text(encoding="utf-8"),
)


def read_voter() -> str | None:
    """This phone's identifier; None in the moment before the browser has told it."""
    linked = st.query_params.get(ME, "")
    remembered = st.session_state.get(_HELD)
    known_voter = "none" if tokens.is_voter(linked) and not remembered else remembered or ""
    answer = _keeper(
        key="phone identifier", data={"known": known_voter}, on_voter_change=lambda: None
    )
    answer = answer.voter
    if isinstance(answer, str) and tokens.is_voter(answer):
        st.session_state[_HELD] = answer
        # A link that somebody passed on does not make two phones one.
        st.query_params.pop(ME, None)
        return answer
    if tokens.is_voter(linked):
        return linked
    if answer is not None and not remembered:
        # This browser keeps nothing.
        st.query_params[ME] = st.session_state[_HELD] = tokens.make_voter()
    return st.session_state.get(_HELD)


def read_tap(
    of: str,
    label: str,
    place: Place | None,
    position: int,
    others: Sequence[tuple[str, Place, int, bool]] = (),
    *,
    locked: bool = False,
) -> Place | None:
    """The place that was tapped on the square, None while nothing was.

    ``of`` names what is placed and must differ between rounds, ``position`` gives its colour and
    shape. ``others`` are shown beside it: name, place, whose colour, and whether it is a first
    vote.
    """
    colours = theme(dark=chart_display.is_dark())
    data: dict[str, Any] = {
        "of": of,
        "label": label,
        "place": list(place) if place else None,
        "colour": colours.tiers[position],
        "shape": SHAPES[position],
        "others": [
            {
                "name": name,
                "place": list(spot),
                "colour": colours.tiers[whose],
                "shape": SHAPES[whose],
                "first": first,
            }
            for name, spot, whose, first in others
        ],
        "ground": colours.page,
        "edge": colours.rest,
        "tint": colours.tint,
        "text": colours.text,
        "locked": locked,
    }
    return read_place(_square(key=of, data=data, on_place_change=lambda: None).place)


def read_place(value: object) -> Place | None:
    """The place that a browser sent, None for anything that is no place on the square."""
    if not isinstance(value, list) or len(value) != len(("across", "up")):
        return None
    if not all(type(coordinate) is int and 0 <= coordinate <= 100 for coordinate in value):
        return None
    return value[0], value[1]
