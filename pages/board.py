"""Board: what a workshop projects; it shows how to join, and the votes once revealed."""

from placelib.ui import frame, room_board, router

router.guard()

with frame.page("Board – Bend the Line", with_finder=False, with_footer=False):
    room_board.board()
