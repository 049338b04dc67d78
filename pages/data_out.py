"""Downloads and API: whole files, and every figure by address."""

from placelib.ui import frame
from placelib.ui.data_out.page import show_data_out
from placelib.urls import DATA_OUT

with frame.open_page(DATA_OUT):
    show_data_out()
