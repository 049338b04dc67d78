"""Running workshops as of a second ago: one reading a second, however many people look on."""

from __future__ import annotations

import streamlit as st

from placelib.workshop import retention, rooms
from placelib.workshop.database import Database
from placelib.workshop.limits import Limits
from placelib.workshop.recent import Recent
from placelib.workshop.records import Room


@st.cache_resource(show_spinner=False, max_entries=1)
def open_workshops() -> Database:
    """The open database of workshops; what is too old is deleted now and once a day."""
    opened = Database()
    retention.delete_daily(opened)
    return opened


@st.cache_resource(show_spinner=False, max_entries=1)
def get_limits() -> Limits:
    """The limits on how fast people may do things."""
    return Limits()


def _read_live(_key: None) -> dict[int, Room]:
    return rooms.list_live(open_workshops())


def _read_room(key: tuple[int, bool]) -> Room:
    workshop, all_ = key
    return rooms.load_room(open_workshops(), workshop, all_=all_)


_LIVE = Recent(_read_live)
_ROOMS = Recent(_read_room)


def read_room(workshop: int, *, all_: bool = False) -> Room:
    """One workshop with what may be seen of it, or with every answer."""
    return _ROOMS.get((workshop, all_))


def read_current_room(workshop: int) -> Room:
    """A workshop as of at most a second ago."""
    return _LIVE.get(None).get(workshop) or read_room(workshop)


def forget_rooms() -> None:
    """Read the workshops anew, because this visitor has just changed one."""
    _LIVE.forget()
    _ROOMS.forget()
