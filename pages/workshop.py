"""Workshop: create a live workshop, or go to one with its code."""

from placelib.ui import frame, router
from placelib.ui.workshop import create as room_create

router.guard()

with frame.page("Workshop – Bend the Line", with_finder=False, about_place=True):
    room_create.workshop()
