"""Quadrant: understanding and leverage through five lenses that are never mixed."""

from placelib.ui import frame
from placelib.ui.quadrant import page as quadrant_page
from placelib.urls import QUADRANT

with frame.open_page(QUADRANT):
    quadrant_page.show_quadrant_page()
