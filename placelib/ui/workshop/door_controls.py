"""The door on the facilitator's console: who comes in, and what to do when it is not the room."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from placelib.ui.components.fragments import catch_errors
from placelib.ui.workshop.facilitator_actions import show_action
from placelib.workshop import clock
from placelib.workshop.door import Door
from placelib.workshop.facilitator import Facilitator

EVERY_SECONDS = 3
_SINCE = {60: "in the last minute", 300: "in the last five minutes", 1200: "in the last 20 minutes"}
# So many networks are listed; a room has one or two, and phones with their own line a few more.
_LISTED = 6


@st.fragment(run_every=EVERY_SECONDS)
def show_door(facilitator: Facilitator) -> None:
    """How many phones came from where, drawn again every three seconds, and the controls."""
    with catch_errors():
        door = facilitator.read_door()
        st.markdown(f"**The door**  \n{describe_door(door)}")
        if door.is_flooded and not door.is_closed:
            st.warning(
                f"{door.lately:,} phones came in the last minute. If that is more than are in the "
                "room, close the door, then take out those who came lately. Their answers stop "
                "counting, and you can let them back in."
            )
        with st.container(horizontal=True, gap="small"):
            if door.is_closed:
                show_action(
                    "Open the door", "door open", lambda: facilitator.set_door(is_closed=False)
                )
            else:
                show_action(
                    "Close the door", "door close", lambda: facilitator.set_door(is_closed=True)
                )
            if door.joined:
                with st.popover("Take phones out …"):
                    _offer_removal(facilitator, door)
            if door.removed:
                show_action(f"Let {door.removed:,} back in", "door back", facilitator.let_back)


def describe_door(door: Door) -> str:
    """Whether it is open, how many came in the last minute, and from which networks."""
    state = "Closed: no new phone gets in." if door.is_closed else "Open."
    parts = [state, f"In the last minute: {door.lately:,}."]
    named = [(mark, phones) for mark, phones in door.networks if mark]
    if named:
        listed = ", ".join(f"{mark} ({phones:,})" for mark, phones in named[:_LISTED])
        rest = len(named) - _LISTED
        parts.append(f"Networks: {listed}{f' and {rest} more' if rest > 0 else ''}.")
    if door.removed:
        parts.append(f"Taken out: {door.removed:,}.")
    return " ".join(parts)


def _offer_removal(facilitator: Facilitator, door: Door) -> None:
    st.markdown("Their answers stop counting at once. Close the door first, or they come back.")
    for seconds, words in _SINCE.items():
        show_action(
            f"Those who came {words}",
            f"door since {seconds}",
            _make_removal(facilitator, seconds=seconds),
        )
    for mark, phones in door.networks[:_LISTED]:
        if mark:
            show_action(
                f"All {phones:,} of network {mark}",
                f"door network {mark}",
                _make_removal(facilitator, mark),
            )


def _make_removal(
    facilitator: Facilitator, network: str | None = None, *, seconds: int | None = None
) -> Callable[[], object]:
    return lambda: facilitator.remove_phones(
        since=None if seconds is None else clock.now() - seconds, network=network
    )
