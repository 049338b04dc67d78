"""Authorities: all combined authorities on the two axes, with bands and without a ranking."""

from placelib.ui import frame, router
from placelib.ui.quadrant import authorities as authorities_page

router.guard()

with frame.page("Authorities – Bend the Line"):
    authorities_page.authorities()
