"""Map: one indicator at one geography level, shaded on a map, on tiles and in a list."""

from placelib.ui import frame, router
from placelib.ui.map import page as map_page

router.guard()

with frame.page("Map – Bend the Line", about_place=True):
    map_page.show_page()
