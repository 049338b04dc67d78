"""The chart of peers keeps namesakes apart."""

from __future__ import annotations

from placelib.areas.registry import AreaRegistry
from placelib.charts.theme import LIGHT
from placelib.compare.distribution import load_field
from placelib.compare.peers import choose_peer_set
from placelib.database.connection import Store
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.figure_source import OfficialFigures
from placelib.views.compare_charts import draw_peers
from tests.tiny_database import AUTHORITY, MIDLANDS


def test_two_areas_of_one_name_are_two_rows(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    place = tiny_registry[AUTHORITY]
    peers = choose_peer_set(tiny_registry, tiny, place, "own", (MIDLANDS,), mixed=True)
    field = load_field(
        OfficialFigures(tiny), tiny_registry, tiny_catalogue["rate"], place, peers.areas
    )
    whole = draw_peers(tiny_registry, field, peers, LIGHT)
    names = {row["name"] for rows in whole["datasets"].values() for row in rows if "name" in row}
    assert names == {"West Midlands (combined authority)", "West Midlands (region)"}
