"""Quadrant: understanding and leverage through four lenses that are never mixed."""

from placelib.ui import frame, router
from placelib.ui.quadrant import page as quadrant_page

router.guard()

with frame.page("Quadrant – Bend the Line", about_place=True):
    quadrant_page.quadrant()
