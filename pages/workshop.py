"""Workshop: create a live workshop, or go to one with its code."""

from placelib.ui import frame
from placelib.ui.workshop import create as room_create
from placelib.urls import WORKSHOP

with frame.open_page(WORKSHOP):
    room_create.show_workshop_page()
