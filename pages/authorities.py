"""Authorities: all combined authorities on the two axes, with bands and without a ranking."""

from placelib.ui import authorities_page, frame, router

router.guard()

with frame.page("Authorities – Bend the Line"):
    authorities_page.authorities()
