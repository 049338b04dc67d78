"""Workshop: create a live workshop, or go to one with its code."""

from placelib.ui import frame, room_create, router

router.guard()

with frame.page("Workshop – Bend the Line", with_finder=False):
    room_create.workshop()
