"""Trends: one indicator over time for up to ten places."""

from placelib.ui import frame, router, trends_page

router.guard()

with frame.page("Trends – Bend the Line"):
    trends_page.trends()
