"""Place: one area, its figures, its tiers, its map and its quadrant."""

from placelib.ui import frame, place_sections, router

router.guard()

with frame.page("Place – Bend the Line"):
    place_sections.place(place_sections.asked_for())
