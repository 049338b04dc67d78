"""Compare: a place beside named peers, among all areas, on two indicators, across all sectors."""

from placelib.ui import frame
from placelib.ui.compare import page
from placelib.urls import COMPARE

with frame.open_page(COMPARE):
    page.show_compare_page()
