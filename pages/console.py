"""Console: the facilitator leads a workshop from here."""

from placelib.ui import frame, router
from placelib.ui.workshop import console as room_console

router.guard()

with frame.page("Console – Bend the Line", with_finder=False):
    room_console.console()
