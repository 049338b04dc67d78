"""Run sheet: views of this app in an order, to present one after another."""

from placelib.ui import frame, router
from placelib.ui.run_sheet import page as run_sheet_page

router.guard()

with frame.page("Run sheet – Bend the Line", with_finder=False):
    run_sheet_page.run_sheet()
