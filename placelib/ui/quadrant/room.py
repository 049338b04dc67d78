"""The lens Room: what people in a workshop voted, for whoever has the link to its results."""

from __future__ import annotations

from placelib.ui.workshop import results as room_results


def show_room_results() -> None:
    """The results of the link in the address; without one, what the lens will show."""
    room_results.show_room_lens()
