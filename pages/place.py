"""Place: one area, its figures, its tiers, its map and its quadrant."""

from placelib.ui import frame
from placelib.ui.place import sections as place_sections
from placelib.urls import PLACE

with frame.open_page(PLACE):
    place_sections.show_sections(place_sections.read_area())
