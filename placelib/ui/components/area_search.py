"""The one box that finds a place, on every page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import streamlit as st

from placelib.areas.search import NO_POSTCODES, Match, find, looks_like_postcode
from placelib.errors import shown
from placelib.markdown import plain_markdown
from placelib.quadrant.new_bodies import find_new_bodies
from placelib.ui import router
from placelib.urls import AUTHORITIES, BODY, PLACE, place_parameters
from placelib.views import new_bodies, snapshot_records
from placelib.views import place as place_view

_BOX = "place finder"
_CHOSEN = "place chosen in the finder"
NOTE = "note for the next place page"
_MENU_ROW = "finder"
# Above Streamlit's header and below its menu on a phone, which covers both (999990 and 999995).
# The menu of a laptop has 860 pixels; a phone's has 110, whatever is beside them is the finder's.
_MENU_STYLE = f"""<style>
.st-key-{_MENU_ROW} {{ position: fixed; top: .5rem; right: 1.25rem; z-index: 999991;
  width: min(19rem, calc(100vw - 9.5rem)) }}
@media (max-width: 1180px) and (min-width: 641px) {{
  .st-key-{_MENU_ROW} {{ position: static; width: auto }}
}}
</style>"""
# Above this a match is meant; below it the visitor is asked.
SURE = 95.0


def show_finder(label: str = "Find a place", key: str = _BOX) -> None:
    """A box for a name, an old or Welsh name, a code; it leads to the place or asks which."""
    options, others = place_view.build_place_options(), place_view.build_other_names()
    bodies = {
        body.id: new_bodies.label_body(body) for body in new_bodies.list_new_bodies().values()
    }
    labels = {**options, **bodies}
    is_in_menu = key == _BOX
    with _open_menu_row() if is_in_menu else nullcontext():
        st.selectbox(
            label,
            options=[*options, *others, *bodies],
            index=None,
            format_func=lambda code: labels.get(code, code),
            placeholder="Find a place" if is_in_menu else "A council, an old name, a code…",
            accept_new_options=True,
            key=key,
            on_change=_choose,
            args=(key,),
            label_visibility="collapsed" if is_in_menu else "visible",
        )
    given = st.session_state.pop(_CHOSEN, None)
    if given is None:
        return
    if given in options:
        go_to(given)
    if given in others:
        go_to(*others[given])
    if given in bodies:
        st.switch_page(router.get_page(AUTHORITIES), query_params={BODY: given})
    _ask(given)


@contextmanager
def _open_menu_row() -> Iterator[None]:
    """A place at the right end of the menu's row, so that the finder takes no row of a page."""
    st.html(_MENU_STYLE)
    with st.container(key=_MENU_ROW):
        yield


def go_to(code: str, note: str = "") -> None:
    """Open the page of a place, with a note on it where one is due."""
    if note:
        st.session_state[NOTE] = note
    st.switch_page(router.get_page(PLACE), query_params=place_parameters(code))


def _choose(key: str) -> None:
    # The box is emptied at once: it is a way to go somewhere, not a setting of the page.
    st.session_state[_CHOSEN] = st.session_state[key]
    st.session_state[key] = None


def _ask(given: str) -> None:
    matches = find(snapshot_records.get_gazetteer(), given)
    if _is_clear(matches):
        match = matches[0]
        go_to(match.area.code, match.why if match.is_successor else "")
    name = plain_markdown(shown(given))
    _offer_bodies(given)
    if looks_like_postcode(given):
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


def _offer_bodies(given: str) -> None:
    """Links to the new bodies whose names fit what was typed."""
    for body in find_new_bodies(new_bodies.list_new_bodies().values(), given):
        st.page_link(
            router.get_page(AUTHORITIES),
            label=f"**{plain_markdown(new_bodies.label_body(body))}**",
            query_params={BODY: body.id},
        )


def _is_clear(matches: tuple[Match, ...]) -> bool:
    sure = [match for match in matches if match.points >= SURE]
    return len(sure) == 1
