"""Which places of today an uploaded table is about."""

from __future__ import annotations

from collections.abc import Mapping

from placelib.areas.levels import LEVELS, rank_level
from placelib.areas.registry import AreaRegistry
from placelib.maps.areas import list_areas_within, list_drawn_areas, list_scopes
from placelib.model import UNITED_KINGDOM, Area
from placelib.quickview.figures import UploadedFigures


def find_scope(registry: AreaRegistry, figures: UploadedFigures, level: str) -> str:
    """The smallest larger area that holds all of the file's areas of a level, by code."""
    in_file = [area for area in list_drawn_areas(registry, level) if area.code in figures.areas]
    holding = [
        code
        for code in list_scopes(registry, level)
        if all(code in area.parents or code == area.code for area in in_file)
    ]
    return min(
        holding,
        key=lambda code: len(list_areas_within(registry, level, code)),
        default=UNITED_KINGDOM,
    )


def find_map_areas(
    registry: AreaRegistry, figures: UploadedFigures, level: str, within: str
) -> tuple[Area, ...]:
    """The areas that a map of the file shows: all of the larger area, or the file's where few."""
    areas = list_areas_within(registry, level, within)
    in_file = tuple(area for area in areas if area.code in figures.areas)
    # A file about less than half of them is a map of its own areas, not of gaps.
    return in_file if len(in_file) * 2 < len(areas) else areas


def list_places(figures: UploadedFigures, period: str) -> Mapping[str, Area]:
    """The current areas that have a figure in a period, by code, councils first, then by name."""
    with_figure = [
        area
        for code, area in figures.areas.items()
        if area.is_current and area.has_page and area.level in LEVELS
        and (row := figures.find_figure(code, period)) is not None and row.value is not None
    ]  # fmt: skip
    ordered = sorted(with_figure, key=lambda area: (rank_level(area.level), area.name))
    return {area.code: area for area in ordered}
