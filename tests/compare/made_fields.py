"""The field of a place of the tiny database, beside the other councils of its region."""

from __future__ import annotations

from placelib.areas.registry import AreaRegistry
from placelib.compare.distribution import Field, load_field
from placelib.compare.peers import choose_peer_set
from placelib.database.connection import Store
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.figure_source import OfficialFigures


def load_tiny_field(
    store: Store, registry: AreaRegistry, catalogue: Catalogue, slug: str, code: str
) -> Field:
    """The newest figures of an indicator in which the place has one."""
    peers = choose_peer_set(registry, store, registry[code], "region", (), mixed=False)
    return load_field(
        OfficialFigures(store), registry, catalogue[slug], registry[code], peers.areas
    )
