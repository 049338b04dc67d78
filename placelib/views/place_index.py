"""The index of the search box: every name of every place, as the browser searches it."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass

from placelib.areas.levels import rank_level
from placelib.areas.normalise import normalise_name
from placelib.areas.search import list_search_entries
from placelib.database.cache import cached
from placelib.views import new_bodies, snapshot_records
from placelib.views import place as place_view

# What an address of the index begins with; its last part is the mark of its content.
FOLDER = "places"
# Before the identifier of a new body, which has no official code.
BODY_MARK = "body:"
_WEIGHTS = {"own": 0, "bare": 1, "other": 2}
# Below every level of the registry.
_LAST_RANK = 99


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """The index as JSON, the same compressed, and a mark that changes with it.

    ``areas`` has code, name, what it is and belongs to, and rank among equals; ``names`` has plain
    form, position in ``areas``, weight, why, and whether the place took over from that name.
    """

    content: bytes
    compressed: bytes
    mark: str

    @property
    def address(self) -> str:
        """Where a browser finds it, relative to the app's root."""
        return f"{FOLDER}/{self.mark}.json"


@cached(1)
def build_place_index() -> PlaceIndex:
    """The index of the current data version. Raises NoDatabase without any."""
    registry = snapshot_records.get_registry()
    options = place_view.build_place_options()
    areas: list[list[str | int]] = []
    positions: dict[str, int] = {}
    for code, label in options.items():
        name, _, detail = label.partition(" – ")
        positions[code] = len(areas)
        areas.append([code, name, detail, rank_level(registry[code].level)])
    names = [
        [
            entry.form,
            positions[entry.area_code],
            _WEIGHTS[entry.weight],
            entry.why,
            bool(entry.note),
        ]
        for entry in list_search_entries(snapshot_records.get_gazetteer())
        if entry.area_code in positions
    ]
    for body in new_bodies.list_new_bodies().values():
        name, _, detail = new_bodies.label_body(body).rstrip(")").partition(" (")
        names.append([normalise_name(body.name), len(areas), 0, "", False])
        areas.append([f"{BODY_MARK}{body.id}", name, detail, _LAST_RANK])
    content = json.dumps(
        {"areas": areas, "names": names}, ensure_ascii=False, separators=(",", ":")
    ).encode()
    mark = hashlib.sha256(content).hexdigest()[:16]
    return PlaceIndex(content, gzip.compress(content, mtime=0), mark)


@cached(1)
def list_successor_notes() -> dict[tuple[str, str], str]:
    """The note that is due on a place's page, by the plain old name and the place's code."""
    return {
        (entry.form, entry.area_code): entry.note
        for entry in list_search_entries(snapshot_records.get_gazetteer())
        if entry.note
    }
