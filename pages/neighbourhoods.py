"""Neighbourhoods: how they differ inside a council or an authority, on a map and in a list."""

from placelib.ui import frame
from placelib.ui.neighbourhoods import page
from placelib.urls import NEIGHBOURHOODS

with frame.open_page(NEIGHBOURHOODS):
    page.show_neighbourhoods_page()
