"""Board: what a workshop projects; it shows how to join, and the votes once revealed."""

from placelib.ui import frame, router
from placelib.ui.workshop import board as room_board

router.guard()

with frame.page("Board – Bend the Line", with_finder=False, with_footer=False):
    room_board.board()
