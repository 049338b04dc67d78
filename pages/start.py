"""Start: what this is, one box, three examples, the ways in, the idea in one picture."""

from placelib.ui import frame
from placelib.ui.start import page
from placelib.urls import START

with frame.open_page(START):
    page.show_start_page()
