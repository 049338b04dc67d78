"""Reads what every page needs before the first visitor comes."""

from __future__ import annotations

from placelib.views import place as place_view
from placelib.views import place_index, snapshot_records
from placelib.views import quadrant as quadrant_view


def warm_records() -> None:
    """Read what every page needs. Raises NoDatabase when there are no figures to read."""
    snapshot_records.get_catalogue()
    snapshot_records.get_spreads()
    snapshot_records.get_metadata()
    place_view.build_place_options()
    place_index.build_place_index()
    place_index.list_successor_notes()


def warm_quadrants() -> None:
    """Work out what every quadrant needs, which takes some seconds."""
    quadrant_view.list_all_quadrants()
    quadrant_view.list_pairs()
