"""Console: the facilitator leads a workshop from here."""

from placelib.ui import frame, router
from placelib.ui.rooms import console as room_console

router.guard()

with frame.page("Console – Bend the Line", with_finder=False):
    room_console.console()
