"""About: what this is, who it is for, privacy, licences, accessibility and contact."""

from placelib.ui import frame
from placelib.ui.about import page as about_page_module
from placelib.urls import ABOUT

with frame.open_page(ABOUT):
    about_page_module.about()
