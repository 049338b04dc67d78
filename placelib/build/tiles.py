"""Lays a level's areas out as equal hexagons, near where they are, region beside region.

The areas' middles are pushed apart until each has room, as in Dorling's cartograms (1996), while
areas that share a border are drawn together. Then each area is given a cell of a honeycomb so that
all together move as little as can be, and lines are drawn where two regions meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import cos, hypot, pi, sin, sqrt

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from placelib.build.boundaries import find_neighbours, find_outlines
from placelib.build.topology import KM_PER_DEGREE, Positions, Topology

# Degrees between the middles of two tiles. The honeycomb lies around longitude and latitude 0,
# where a degree is as wide as it is high.
STEP = 0.1
# What a hexagon keeps of its cell, so that two in one colour are seen as two: 94% of its width.
SHRINK = 0.94
# Enough for 361 tiles to come to rest.
ROUNDS = 500
# From this many areas on (councils, but not regions), all tiles together are to be as large as the
# country.
MANY = 50
# The share of the way that each round draws a tile home, and neighbours together.
HOMING = 0.015
TOGETHER = 0.06
# Tiles of two regions are pushed this much further apart than two of one.
BETWEEN_REGIONS = 1.2

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """The place of one area's hexagon: its middle in degrees around 0, 0."""

    code: str
    x: float
    y: float

    def corners(self) -> list[tuple[float, float]]:
        """The hexagon's corners in degrees, closed, two of its sides upright.

        Clockwise: D3 fills the whole globe around a ring that runs the other way.
        """
        radius = SHRINK * STEP / sqrt(3)
        turns = [pi / 6 + pi / 3 * corner for corner in (0, 5, 4, 3, 2, 1, 0)]
        return [
            (round(self.x + radius * cos(turn), 4), round(self.y + radius * sin(turn), 4))
            for turn in turns
        ]


@dataclass(frozen=True, slots=True)
class Layout:
    """The tiles of a level in the order of their codes, and the lines between regions."""

    tiles: tuple[Tile, ...]
    lines: tuple[Line, ...]


def lay_out_tiles(topology: Topology, level: str) -> Layout:
    """The tiles of a level: the same topology gives the same ones.

    Raises BoundaryError for a level not held.
    """
    outlines = find_outlines(topology, level)
    degrees = np.array([(area.label_longitude, area.label_latitude) for area in outlines])
    regions = _find_regions(topology, degrees)
    middles = _project(degrees)
    homes = middles / _tile_width(topology, middles)
    places = _push_apart(homes, _pair_neighbours(topology, level, middles), regions)
    cells = _make_cells(places)
    # The assignment with the least total of squared moves, in the order of the areas.
    _, cell_of_area = linear_sum_assignment(cdist(places, cells, "sqeuclidean"))
    seats = cells[cell_of_area]
    centred = (seats - (seats.max(axis=0) + seats.min(axis=0)) / 2) * STEP
    tiles = tuple(
        Tile(area.code, float(x), float(y)) for area, (x, y) in zip(outlines, centred, strict=True)
    )
    return Layout(tiles, _draw_lines(tiles, regions))


def _tile_width(topology: Topology, middles: Positions) -> float:
    """The kilometres from tile to tile that give all tiles together as much land as there is."""
    if len(middles) >= MANY:
        land = sum(topology.square_kilometres(nation) for nation in topology.level("ctry"))
        return sqrt(land / len(middles))
    # A few large areas: as wide a country as it takes to set them side by side.
    return float(np.hypot(*(middles.max(axis=0) - middles.min(axis=0)))) / 6


def _pair_neighbours(topology: Topology, level: str, middles: Positions) -> NDArray[np.int_]:
    """The numbers of every two areas that share a border; an island goes with what is nearest."""
    neighbours = find_neighbours(topology, level)
    number = {code: place for place, code in enumerate(neighbours)}
    pairs = {
        (number[code], number[neighbour])
        for code, codes in neighbours.items()
        for neighbour in codes
        if code < neighbour
    }
    mainland = [number[code] for code, codes in neighbours.items() if codes]
    for code, codes in neighbours.items():
        if not codes and mainland:
            distances = np.hypot(*(middles[mainland] - middles[number[code]]).T)
            pairs.add((number[code], mainland[int(np.argmin(distances))]))
    return np.array(sorted(pairs), dtype=int).reshape(-1, 2)


def _project(degrees: Positions) -> Positions:
    """Kilometres in the sinusoidal projection around 3° west, in which areas compare truly."""
    x = (degrees[:, 0] + 3) * np.cos(np.radians(degrees[:, 1])) * KM_PER_DEGREE
    return np.column_stack([x, degrees[:, 1] * KM_PER_DEGREE])


def _push_apart(homes: Positions, pairs: NDArray[np.int_], regions: list[str]) -> Positions:
    """The places of the tiles, in tiles, when no two are nearer than one to each other."""
    region_of = np.array(regions)
    least = np.where(region_of[:, None] == region_of[None, :], 1.0, BETWEEN_REGIONS)
    places = homes.copy()
    # Two at the very same place would have no direction to part in.
    places += np.column_stack([np.arange(len(places)), -np.arange(len(places))]) * 1e-6
    for round_ in range(ROUNDS):
        calm = 1 - round_ / ROUNDS
        move = (homes - places) * HOMING * calm
        for start, end in (pairs.T, pairs.T[::-1]):
            way = places[end] - places[start]
            length = np.sqrt((way**2).sum(axis=1))
            pull = np.clip(length - 1, 0, None) / np.maximum(length, 1e-9) * TOGETHER * calm
            np.add.at(move, start, way * pull[:, None])
        away = places[:, None, :] - places[None, :, :]
        distance = np.sqrt((away**2).sum(axis=2))
        np.fill_diagonal(distance, np.inf)
        push = np.clip(least - distance, 0, None) / np.maximum(distance, 1e-9) * 0.25
        places += move + (away * push[:, :, None]).sum(axis=1)
    return places


def _make_cells(places: Positions) -> Positions:
    """The middles of all cells of a honeycomb that covers the places and a little more."""
    low, high = places.min(axis=0) - 2, places.max(axis=0) + 2
    height = sqrt(3) / 2
    cells = np.array(
        [
            (x + (0.5 if row % 2 else 0.0), low[1] + row * height)
            for row in range(int((high[1] - low[1]) / height) + 1)
            for x in np.arange(low[0], high[0])
        ]
    )
    # No tile goes as far as three cells: the assignment need not look at those.
    nearby: Positions = cells[cdist(cells, places).min(axis=1) < 3]
    return nearby


def _find_regions(topology: Topology, points: Positions) -> list[str]:
    """The code of the region or nation in which each point lies, empty for none."""
    regions = np.full(len(points), "", dtype=object)
    for shape in topology.level("rgn"):
        regions[shapely.contains_xy(topology.geometry(shape), points)] = shape.code
    codes: list[str] = regions.tolist()
    return codes


def _draw_lines(tiles: tuple[Tile, ...], regions: list[str]) -> tuple[Line, ...]:
    """The sides of tiles beyond which another region's tile lies."""
    reach = STEP * 1.1
    lines = []
    for (tile, region), (neighbour, region_beyond) in product(
        zip(tiles, regions, strict=True), repeat=2
    ):
        run, rise = neighbour.x - tile.x, neighbour.y - tile.y
        if region < region_beyond and hypot(run, rise) < reach:
            middle = (tile.x + run / 2, tile.y + rise / 2)
            # The shared side is square to the way from middle to middle.
            half_x, half_y = -rise / (2 * sqrt(3)), run / (2 * sqrt(3))
            ends = ((middle[0] + s * half_x, middle[1] + s * half_y) for s in (-1, 1))
            lines.append(tuple((round(x, 4), round(y, 4)) for x, y in ends))
    return tuple(lines)
