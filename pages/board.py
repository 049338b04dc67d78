"""Board: what a workshop projects; it shows how to join, and the votes once revealed."""

from placelib.ui import frame
from placelib.ui.workshop import board as room_board
from placelib.urls import BOARD

with frame.open_page(BOARD):
    room_board.show_board_page()
