"""Scorecard: the measures that partners in a place share, judged against a baseline."""

from placelib.ui import frame
from placelib.ui.scorecard import page
from placelib.urls import SCORECARD

with frame.open_page(SCORECARD):
    page.show_scorecard_page()
