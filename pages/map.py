"""Map: one indicator at one geography level, shaded on a map, on tiles and in a list."""

from placelib.ui import frame
from placelib.ui.map import page as map_page
from placelib.urls import MAP

with frame.open_page(MAP):
    map_page.show_map_page()
