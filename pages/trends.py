"""Trends: one indicator over time for up to ten places."""

from placelib.ui import frame
from placelib.ui.trends import page
from placelib.urls import TRENDS

with frame.open_page(TRENDS):
    page.show_trends_page()
