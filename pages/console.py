"""Console: the facilitator leads a workshop from here."""

from placelib.ui import frame
from placelib.ui.workshop import console as room_console
from placelib.urls import CONSOLE

with frame.open_page(CONSOLE):
    room_console.show_console_page()
