"""Console: the facilitator leads a workshop from here."""

from placelib.ui import frame, room_console, router

router.guard()

with frame.page("Console – Bend the Line", with_finder=False):
    room_console.console()
