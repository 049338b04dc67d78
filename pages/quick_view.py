"""Quick view: a visitor's own table, read, checked, described and shown; private to the visit."""

from placelib.ui import frame
from placelib.ui.quick_view import page as quick_view
from placelib.urls import QUICK

with frame.open_page(QUICK):
    quick_view.show_quick_view_page()
