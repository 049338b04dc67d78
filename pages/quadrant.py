"""Quadrant: understanding and leverage through four lenses that are never mixed."""

from placelib.ui import frame, quadrant_page, router

router.guard()

with frame.page("Quadrant – Bend the Line"):
    quadrant_page.quadrant()
