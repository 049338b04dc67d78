"""Place: one area, its figures, its tiers, its map and its quadrant."""

from placelib.ui import frame, router
from placelib.ui.place import sections as place_sections

router.guard()

with frame.page("Place – Bend the Line", about_place=True):
    place_sections.place(place_sections.asked_for())
