"""Join: the page on which a phone votes in a workshop."""

from placelib.ui import frame
from placelib.ui.workshop import join as room_join
from placelib.urls import JOIN

with frame.open_page(JOIN):
    room_join.show_join_page()
