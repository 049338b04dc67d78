"""Running workshops as of a second ago, in Streamlit's own cache: they belong to no snapshot."""

from __future__ import annotations

import streamlit as st

from placelib.workshop import retention, rooms
from placelib.workshop.database import Database
from placelib.workshop.limits import Limits
from placelib.workshop.records import Room

# How many areas the cache of a builder remembers.
AREAS = 64


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


@st.cache_resource(show_spinner=False, max_entries=1, ttl=1)
def list_live() -> dict[int, Room]:
    """Every running workshop: one reading a second, however many people look on."""
    return rooms.live(open_workshops())


@st.cache_resource(show_spinner=False, max_entries=AREAS, ttl=1)
def read_room(workshop: int, *, all_: bool = False) -> Room:
    """One workshop with what may be seen of it, or with every answer."""
    return rooms.room(open_workshops(), workshop, all_=all_)


def read_current_room(workshop: int) -> Room:
    """A workshop as of at most a second ago."""
    return list_live().get(workshop) or read_room(workshop)


def forget_rooms() -> None:
    """Read the workshops anew, because this visitor has just changed one."""
    list_live.clear()
    read_room.clear()
