"""Run sheet: views of this app in an order, to present one after another."""

from placelib.ui import frame
from placelib.ui.run_sheet import page as run_sheet_page
from placelib.urls import RUN_SHEET

with frame.open_page(RUN_SHEET):
    run_sheet_page.show_run_sheet_page()
