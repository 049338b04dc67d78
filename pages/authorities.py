"""Authorities: all combined authorities on the two axes, with bands and without a ranking."""

from placelib.ui import frame
from placelib.ui.quadrant import authorities as authorities_page
from placelib.urls import AUTHORITIES

with frame.open_page(AUTHORITIES):
    authorities_page.show_authorities_page()
