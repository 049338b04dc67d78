"""Chart specifications made as small as they can be before they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from placelib.charts.shared import shared_once
from placelib.database.cache import IdentityKey, cached

# How many areas the cache of a builder remembers.
AREAS = 64


def pack_specification(specification: Mapping[str, Any]) -> dict[str, Any]:
    """A finished specification as small as it can be, its figures as Streamlit sends them."""
    return _pack_specification(IdentityKey(specification))


@cached(4 * AREAS)
def _pack_specification(specification: IdentityKey[Mapping[str, Any]]) -> dict[str, Any]:
    ready = shared_once(specification.value)
    if "datasets" in ready:
        ready["datasets"] = {
            name: convert_anything_to_arrow_bytes(rows) for name, rows in ready["datasets"].items()
        }
    return ready
