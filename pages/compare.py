"""Compare: a place beside named peers, among all areas, on two indicators, across all sectors."""

from placelib.ui import frame, router
from placelib.ui.compare import page

router.guard()

with frame.page("Compare – Bend the Line", about_place=True):
    page.show_page()
