"""Join: the page on which a phone votes in a workshop."""

from placelib.ui import frame, router
from placelib.ui.workshop import join as room_join

router.guard()

with frame.page("Workshop – Bend the Line", with_finder=False, with_footer=False):
    room_join.join()
