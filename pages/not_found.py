"""Page not found: what to do at an address that leads nowhere."""

from placelib.ui import frame
from placelib.ui.start import not_found
from placelib.urls import NOT_FOUND

with frame.open_page(NOT_FOUND):
    not_found.show_not_found_page()
