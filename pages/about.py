"""About: what this is, who it is for, privacy, licences, accessibility and contact."""

from placelib.ui import frame
from placelib.ui.about import page
from placelib.urls import ABOUT

with frame.open_page(ABOUT):
    page.show_about_page()
