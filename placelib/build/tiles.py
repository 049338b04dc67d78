"""Lays a level's areas out as equal hexagons, near where they are, region beside region.

The areas' middles are pushed apart until each has room, as in Dorling's cartograms (1996), while
areas that share a border are drawn together. Then each area is given a cell of a honeycomb so that
all together move as little as can be, and lines are drawn where two regions meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from placelib.build.assignment import least_costly
from placelib.build.boundaries import neighbours, outlines
from placelib.build.topology import Positions, Topology

# Degrees between the middles of two tiles. The honeycomb lies around longitude and latitude 0,
# where a degree is as wide as it is high.
STEP = 0.1
# What a hexagon keeps of its cell, so that two in one colour are seen as two.
SHRINK = 0.94
ROUNDS = 500
# From this many areas on, all tiles together are to be as large as the country.
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
        """The hexagon's corners in degrees, closed; two of its sides are upright."""
        radius = SHRINK * STEP / sqrt(3)
        turns = [pi / 6 + pi / 3 * corner for corner in (0, 1, 2, 3, 4, 5, 0)]
        return [
            (round(self.x + radius * cos(turn), 4), round(self.y + radius * sin(turn), 4))
            for turn in turns
        ]


@dataclass(frozen=True, slots=True)
class Layout:
    """The tiles of a level in the order of their codes, and the lines between regions."""

    tiles: tuple[Tile, ...]
    lines: tuple[Line, ...]


def layout(topology: Topology, level: str) -> Layout:
    """The tiles of a level: the same topology gives the same ones.

    Raises BoundaryError for a level not held.
    """
    placed = outlines(topology, level)
    degrees = np.array([(one.label_longitude, one.label_latitude) for one in placed])
    regions = _regions(topology, degrees)
    middles = _flat(degrees)
    homes = middles / _room(topology, middles)
    spread = _spread(homes, _pairs(topology, level, middles), regions)
    cells = _cells(spread)
    costs = ((spread[:, None, :] - cells[None, :, :]) ** 2).sum(axis=2)
    seats = cells[least_costly(costs)]
    centred = (seats - (seats.max(axis=0) + seats.min(axis=0)) / 2) * STEP
    tiles = tuple(
        Tile(one.code, float(x), float(y)) for one, (x, y) in zip(placed, centred, strict=True)
    )
    return Layout(tiles, _lines(tiles, regions))


def _room(topology: Topology, middles: Positions) -> float:
    """The kilometres from tile to tile that give all tiles together as much land as there is."""
    if len(middles) >= MANY:
        land = sum(topology.square_kilometres(nation) for nation in topology.level("ctry"))
        return sqrt(land / len(middles))
    # A few large areas: as wide a country as it takes to set them side by side.
    return float(np.hypot(*(middles.max(axis=0) - middles.min(axis=0)))) / 6


def _pairs(topology: Topology, level: str, middles: Positions) -> NDArray[np.int_]:
    """The numbers of every two areas that share a border; an island goes with what is nearest."""
    touching = neighbours(topology, level)
    number = {code: place for place, code in enumerate(touching)}
    pairs = {
        (number[one], number[other])
        for one, others in touching.items()
        for other in others
        if one < other
    }
    shore = [number[code] for code, others in touching.items() if others]
    for one, others in touching.items():
        if not others and shore:
            far = np.hypot(*(middles[shore] - middles[number[one]]).T)
            pairs.add((number[one], shore[int(np.argmin(far))]))
    return np.array(sorted(pairs), dtype=int).reshape(-1, 2)


def _flat(degrees: Positions) -> Positions:
    # The sinusoidal projection around 3° west: areas compare truly.
    x = (degrees[:, 0] + 3) * np.cos(np.radians(degrees[:, 1])) * 111.2
    return np.column_stack([x, degrees[:, 1] * 111.2])


def _spread(homes: Positions, pairs: NDArray[np.int_], regions: list[str]) -> Positions:
    """The places of the tiles, in tiles, when no two are nearer than one to each other."""
    named = np.array(regions)
    least = np.where(named[:, None] == named[None, :], 1.0, BETWEEN_REGIONS)
    places = homes.copy()
    # Two at the very same place would have no direction to part in.
    places += np.column_stack([np.arange(len(places)), -np.arange(len(places))]) * 1e-6
    for round_ in range(ROUNDS):
        calm = 1 - round_ / ROUNDS
        move = (homes - places) * HOMING * calm
        for one, other in ((pairs[:, 0], pairs[:, 1]), (pairs[:, 1], pairs[:, 0])):
            way = places[other] - places[one]
            length = np.sqrt((way**2).sum(axis=1))
            pull = np.clip(length - 1, 0, None) / np.maximum(length, 1e-9) * TOGETHER * calm
            np.add.at(move, one, way * pull[:, None])
        away = places[:, None, :] - places[None, :, :]
        distance = np.sqrt((away**2).sum(axis=2))
        np.fill_diagonal(distance, np.inf)
        push = np.clip(least - distance, 0, None) / np.maximum(distance, 1e-9) * 0.25
        places += move + (away * push[:, :, None]).sum(axis=1)
    return places


def _cells(places: Positions) -> Positions:
    """The middles of all cells of a honeycomb that covers the places and a little more."""
    low, high = places.min(axis=0) - 2, places.max(axis=0) + 2
    height = sqrt(3) / 2
    cells = [
        (x + (0.5 if row % 2 else 0.0), low[1] + row * height)
        for row in range(int((high[1] - low[1]) / height) + 1)
        for x in np.arange(low[0], high[0])
    ]
    near = np.array(cells)
    distance = ((near[:, None, :] - places[None, :, :]) ** 2).sum(axis=2).min(axis=1)
    found: Positions = near[distance < 9]
    return found


def _regions(topology: Topology, points: Positions) -> list[str]:
    """The code of the region or nation in which each point lies, empty for none."""
    found = [""] * len(points)
    for shape in topology.level("rgn"):
        inside = np.zeros(len(points), dtype=bool)
        for ring in shape.rings:
            inside ^= _inside(topology.ring_degrees(ring), points)
        for place in np.flatnonzero(inside):
            found[place] = shape.code
    return found


def _inside(ring: Positions, points: Positions) -> NDArray[np.bool_]:
    x, y = points[:, :1], points[:, 1:]
    x1, y1, x2, y2 = ring[:-1, 0], ring[:-1, 1], ring[1:, 0], ring[1:, 1]
    crosses = (y1 > y) != (y2 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        left = x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return np.asarray((crosses & left).sum(axis=1) % 2 == 1)


def _lines(tiles: tuple[Tile, ...], regions: list[str]) -> tuple[Line, ...]:
    """The sides of tiles beyond which another region's tile lies."""
    reach = STEP * 1.1
    found = []
    for one, here in zip(tiles, regions, strict=True):
        for other, there in zip(tiles, regions, strict=True):
            apart_x, apart_y = other.x - one.x, other.y - one.y
            if here < there and hypot(apart_x, apart_y) < reach:
                middle = (one.x + apart_x / 2, one.y + apart_y / 2)
                # The shared side is square to the way from middle to middle.
                half_x, half_y = -apart_y / (2 * sqrt(3)), apart_x / (2 * sqrt(3))
                ends = ((middle[0] + s * half_x, middle[1] + s * half_y) for s in (-1, 1))
                found.append(tuple((round(x, 4), round(y, 4)) for x, y in ends))
    return tuple(found)
