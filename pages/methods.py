"""Data and methods: every indicator with its source and coverage, and how things are worked out."""

from placelib.ui import frame
from placelib.ui.about import methods
from placelib.urls import DATA

with frame.open_page(DATA):
    methods.show_methods_page()
