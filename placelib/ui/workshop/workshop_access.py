"""Opening a workshop by code or link, and keeping answers, within the limits of limits.py."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

import streamlit as st

from placelib.errors import PlaceError
from placelib.quadrant.tiers import Tiers, build_tiers
from placelib.ui.workshop import live_workshops
from placelib.urls import ROOM
from placelib.views import snapshot_records
from placelib.views.workshop_text import name_tiers
from placelib.workshop import clock, limits, rooms, tokens, votes
from placelib.workshop.errors import UnknownRoom, WrongLink
from placelib.workshop.networks import find_network
from placelib.workshop.records import Answer, Room, Tier, Workshop, WorkshopQuestion

_CONNECTION = "this connection's key for limits"
_FOUND = "workshops by code"
_JOINED = "workshops this connection joined"
_LED = "code of the workshop that this visit leads"


def find_connection() -> str:
    """A key for this connection's limits; it says nothing about who it is."""
    new_identifier = secrets.token_hex(8)
    return str(st.session_state.setdefault(_CONNECTION, new_identifier))


def find_visitor_network() -> str:
    """The range of this visitor's address, as the proxy tells it where one is named."""
    return find_network(st.context.ip_address)


def open_room(typed: str) -> Room:
    """The workshop of a join code as it is now. Raises UnknownRoom and TooFast."""
    # By the code itself: there are many ways to type one.
    code = tokens.read_code(typed)
    if code is None:
        raise UnknownRoom(typed)
    workshops: dict[str, int] = st.session_state.setdefault(_FOUND, {})
    if code not in workshops:
        workshop = _find_limited(lambda: rooms.find_by_code(live_workshops.open_workshops(), code))
        workshops[code] = workshop.id
    try:
        return live_workshops.read_current_room(workshops[code])
    except WrongLink:
        # It has been deleted since.
        del workshops[code]
        raise UnknownRoom(code) from None


def open_results(token: str) -> Workshop:
    """The workshop of a results link. Raises WrongLink and TooFast."""
    return _find_limited(lambda: rooms.find_by_results(live_workshops.open_workshops(), token))


def open_console(secret: str) -> Workshop:
    """The workshop of a facilitator's link. Raises WrongLink and TooFast."""
    workshop = _find_limited(lambda: rooms.find_by_secret(live_workshops.open_workshops(), secret))
    st.session_state[_LED] = workshop.code
    return workshop


def find_running_code() -> str:
    """The code of the workshop that is to be shown in the room; empty while none runs.

    It is the address's, or that of the workshop which this visit leads from its console.
    """
    code = read_code_in_address() or str(st.session_state.get(_LED, ""))
    if not code:
        return ""
    try:
        room = open_room(code)
    except PlaceError:
        return ""
    return "" if room.workshop.is_over(clock.now()) else room.workshop.code


def read_code_in_address() -> str:
    """The join code in the address, nothing when there is none."""
    return str(st.query_params.get(ROOM, ""))


def _find_limited(find: Callable[[], Workshop]) -> Workshop:
    """What ``find`` finds; too many failures of this connection stop its next.

    Nobody else's failures do: a link's secret is too long to be guessed, and a stranger who tries
    must not shut a facilitator out.
    """
    allowed = live_workshops.get_limits()
    allowed.check(limits.WRONG_CODES_HERE, find_connection())
    try:
        return find()
    except (UnknownRoom, WrongLink):
        allowed.take(limits.WRONG_CODES_HERE, find_connection())
        raise


def record_answers(
    room: Room,
    question: WorkshopQuestion,
    voter: str,
    answers: Sequence[Answer],
    *,
    early: bool = False,
) -> None:
    """Keep a phone's answers. Raises what ``votes.cast`` raises, and TooFast."""
    _allow(room, voter)
    votes.cast(
        live_workshops.open_workshops(),
        room.workshop,
        voter,
        question.position,
        answers,
        early=early,
        seen=(question.round, question.epoch),
    )


def keep_words(room: Room, question: WorkshopQuestion, voter: str, text: str) -> None:
    """Keep a phone's text. Raises what ``votes.cast_text`` raises, and TooFast."""
    _allow(room, voter)
    votes.cast_text(
        live_workshops.open_workshops(),
        room.workshop,
        voter,
        question.position,
        text,
        seen=(question.round, question.epoch),
    )


def join_room(room: Room, voter: str) -> None:
    """Count the phone once a visit. Raises what ``votes.record_phone`` raises, and TooFast."""
    joined: set[tuple[int, str]] = st.session_state.setdefault(_JOINED, set())
    if (room.workshop.id, voter) in joined:
        return
    allowed, number = live_workshops.get_limits(), room.workshop.id
    allowed.take(limits.PHONES_HERE, find_connection())
    allowed.take(limits.PHONES_OF_NETWORK, (number, find_visitor_network()))
    allowed.take(limits.PHONES_OF_ROOM, number)
    votes.record_phone(
        live_workshops.open_workshops(), room.workshop, voter, find_visitor_network()
    )
    joined.add((number, voter))


def _allow(room: Room, voter: str) -> None:
    join_room(room, voter)
    allowed = live_workshops.get_limits()
    allowed.take(limits.ANSWERS_OF_NETWORK, (room.workshop.id, find_visitor_network()))
    allowed.take(limits.ANSWERS_OF_PHONE, (room.workshop.id, voter))
    allowed.take(limits.ANSWERS_OF_ROOM, room.workshop.id)


def find_tiers(room: Room) -> Tiers:
    """The tiers of the workshop's place."""
    return build_tiers(snapshot_records.get_registry(), room.workshop.area)


def list_tier_names(room: Room) -> dict[Tier, str]:
    """What each tier is called in this workshop."""
    return name_tiers(find_tiers(room))
