"""Trends: one indicator over time for up to ten places."""

from placelib.ui import frame, router
from placelib.ui.trends import page

router.guard()

with frame.page("Trends – Bend the Line", about_place=True):
    page.show_page()
