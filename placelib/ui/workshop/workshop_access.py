"""Opening a workshop by code or link, and keeping answers, within the limits of a connection."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

import streamlit as st

from placelib.quadrant.tiers import Tiers, tiers_of
from placelib.ui.workshop import live_workshops
from placelib.urls import ROOM
from placelib.views import snapshot_records
from placelib.views.workshop_text import name_tiers
from placelib.workshop import limits, rooms, votes
from placelib.workshop.errors import UnknownRoom, WrongLink
from placelib.workshop.records import Room, Tier, Workshop, WorkshopQuestion
from placelib.workshop.votes import Answer

_CONNECTION = "this connection's key for limits"
_FOUND = "workshops by code"


def connection() -> str:
    """A key for this connection's limits; it says nothing about who it is."""
    new_identifier = secrets.token_hex(8)
    return str(st.session_state.setdefault(_CONNECTION, new_identifier))


def by_code(typed: str) -> Room:
    """The workshop of a join code as it is now. Raises UnknownRoom and TooFast."""
    tries: dict[str, int] = st.session_state.setdefault(_FOUND, {})
    if typed not in tries:
        allowed = live_workshops.get_limits()
        allowed.check(limits.WRONG_CODES)
        try:
            workshop = _limited(lambda: rooms.by_code(live_workshops.open_workshops(), typed))
        except UnknownRoom:
            allowed.take(limits.WRONG_CODES)
            raise
        tries[typed] = workshop.id
    return live_workshops.read_current_room(tries[typed])


def by_results(token: str) -> Workshop:
    """The workshop of a results link. Raises WrongLink and TooFast."""
    return _limited(lambda: rooms.by_results(live_workshops.open_workshops(), token))


def by_secret(secret: str) -> Workshop:
    """The workshop of a facilitator's link. Raises WrongLink and TooFast."""
    return _limited(lambda: rooms.by_secret(live_workshops.open_workshops(), secret))


def code_in_address() -> str:
    """The join code in the address, nothing when there is none."""
    return str(st.query_params.get(ROOM, ""))


def _limited(find: Callable[[], Workshop]) -> Workshop:
    """What ``find`` finds; too many failures of this connection stop its next.

    Nobody else's failures do: a link's secret is too long to be guessed, and a stranger who tries
    must not shut a facilitator out.
    """
    allowed = live_workshops.get_limits()
    allowed.check(limits.WRONG_CODES_HERE, connection())
    try:
        return find()
    except (UnknownRoom, WrongLink):
        allowed.take(limits.WRONG_CODES_HERE, connection())
        raise


def keep(
    room: Room,
    question: WorkshopQuestion,
    voter: str,
    answers: Sequence[Answer],
    *,
    early: bool = False,
) -> None:
    """Keep a phone's answers. Raises what ``votes.cast`` raises, and TooFast."""
    _allow(room, voter)
    position = question.position
    votes.cast(
        live_workshops.open_workshops(), room.workshop, voter, position, answers, early=early
    )


def keep_words(room: Room, question: WorkshopQuestion, voter: str, text: str) -> None:
    """Keep a phone's text. Raises what ``votes.say`` raises, and TooFast."""
    _allow(room, voter)
    votes.say(live_workshops.open_workshops(), room.workshop, voter, question.position, text)


def _allow(room: Room, voter: str) -> None:
    allowed = live_workshops.get_limits()
    allowed.take(limits.ANSWERS_OF_PHONE, (room.workshop.id, voter))
    allowed.take(limits.ANSWERS_OF_ROOM, room.workshop.id)


def tiers(room: Room) -> Tiers:
    """The tiers of the workshop's place."""
    return tiers_of(snapshot_records.get_registry(), room.workshop.area)


def names(room: Room) -> dict[Tier, str]:
    """What each tier is called in this workshop."""
    return name_tiers(tiers(room))
