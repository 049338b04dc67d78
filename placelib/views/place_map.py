"""The small map of a place among its neighbours: its areas with their roles, chart and sentence."""

from __future__ import annotations

from typing import Any

from placelib.areas.registry import AreaRegistry
from placelib.charts.locator_layout import AreaRole, MapArea
from placelib.charts.locator_map import locator_map, write_locator_sentence
from placelib.charts.theme import theme as theme_for
from placelib.database.cache import cached
from placelib.database.connection import Store
from placelib.model import Area
from placelib.views import snapshot_records
from placelib.views.place import AREAS


def list_map_areas(
    registry: AreaRegistry, store: Store, code: str
) -> tuple[list[MapArea], str, str]:
    """The areas of a place's map with their roles, the boundary level, and the map's sentence."""
    area = registry[code]
    level, roles = _assign_roles(registry, store, area)
    touching = {row["neighbour_code"]: row for row in store.rows("neighbours", code=code)}
    map_records = []
    for row in store.rows("outlines", level=level, codes=list(roles)):
        place = row.pop("area_code")
        beside = touching.get(place)
        if beside is not None:
            # On this map the neighbour's name stands near the border, not in its own middle.
            row["label_longitude"], row["label_latitude"] = beside["longitude"], beside["latitude"]
            row["label_room"] = beside["label_room"]
        map_records.append(
            MapArea(
                code=place,
                name=registry[place].name,
                role=roles[place],
                borders=place in touching,
                **row,
            )
        )
    parent = _find_shared_parent(registry, area)
    members = {"ltla": "councils", "rgn": "regions", "ctry": "nations"}[level]
    sentence = write_locator_sentence(
        area.in_sentence, map_records, parent.in_sentence if parent else None, members
    )
    return map_records, level, sentence


def _find_shared_parent(registry: AreaRegistry, area: Area) -> Area | None:
    """The combined authority, London or county whose other councils are tinted beside a council."""
    if area.level != "ltla":
        return None
    middle = registry.middle(area.code)
    if middle is not None:
        return middle
    county = next(
        (
            parent_area
            for parent_area in registry.chain(area.code)[1:]
            if parent_area.level == "utla"
        ),
        None,
    )
    return county


def _assign_roles(
    registry: AreaRegistry, store: Store, area: Area
) -> tuple[str, dict[str, AreaRole]]:
    if area.level == "ctry" and area.nation is None:
        return "ctry", {
            nation.code: "member" for nation in registry.current("ctry") if nation != area
        }
    if area.code == "E92000001":
        return "rgn", {region.code: "member" for region in registry.members(area.code, "rgn")}
    if area.level != "ltla":
        return "ltla", {council.code: "member" for council in registry.members(area.code)}
    roles: dict[str, AreaRole] = {area.code: "focus"}
    parent = _find_shared_parent(registry, area)
    if parent is not None:
        for member in registry.members(parent.code):
            roles.setdefault(member.code, "sibling")
    for row in store.rows("neighbours", code=area.code):
        roles.setdefault(row["neighbour_code"], "neighbour")
    return "ltla", roles


@cached(2 * AREAS)
def build_place_map(code: str, *, dark: bool) -> tuple[dict[str, Any], str]:
    """The finished specification of a place's map, and its sentence."""
    map_records, level, sentence = list_map_areas(
        snapshot_records.get_registry(), snapshot_records.get_store(), code
    )
    # Nations are tall, and so are the groups of regions.
    height = (
        290 if snapshot_records.get_registry()[code].level in {"ltla", "utla", "cauth"} else 440
    )
    specification: dict[str, Any] = locator_map(
        map_records, level, theme_for(dark=dark), height=height
    ).to_dict()
    return specification, sentence


@cached(2 * AREAS)
def build_map_areas(code: str) -> list[MapArea]:
    """The areas of a place's map, with their roles."""
    return list_map_areas(snapshot_records.get_registry(), snapshot_records.get_store(), code)[0]
