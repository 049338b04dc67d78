"""Compare: a place beside named peers, among all areas, on two indicators, across all sectors."""

from placelib.ui import compare_page, frame, router

router.guard()

with frame.page("Compare – Bend the Line"):
    compare_page.compare()
