"""Quick view: a visitor's own table, read, checked, described and shown; private to the visit."""

from __future__ import annotations

from placelib.ui import frame, router
from placelib.ui.quick_view import page as quick_view

router.guard()

with frame.page("Quick view – Bend the Line", with_finder=False):
    quick_view.show_page()
