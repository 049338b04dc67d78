"""What part of the globe a map of some areas shows, whatever the width of the screen.

deck.gl draws in the web's projection, from a frame; Altair in an equal-area one, from an extent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import asin, atan, cos, degrees, exp, log, log2, pi, radians, sin, sqrt, tan

Box = tuple[float, float, float, float]

# Pixels into which the areas must fit. Nobody tells the server how wide the screen is: this is as
# wide as a phone, and high enough for a laptop.
WIDTH, HEIGHT = 344, 505
# The height of a map that is not the page's first picture.
MAP_HEIGHT = 540
# The web's map projection draws the whole globe this many pixels wide at zoom 0.
GLOBE = 512
CLOSEST = 11.0
# A shaded map of areas and nothing else needs the least.
BOX_MARGIN = 1.03
EARTH_RADIUS_METRES = 6_371_000
# From this extent on (in radians: about 450 km) coasts are too intricate for heavy lines.
WIDE = 0.07
# West, south, east and north of the United Kingdom in degrees.
COUNTRY: Box = (-8.2, 49.9, 1.8, 60.9)


@dataclass(frozen=True, slots=True)
class MapFrame:
    """What part of the globe a map shows at first: its middle in degrees, and its zoom."""

    longitude: float
    latitude: float
    zoom: float

    @property
    def metres_a_pixel(self) -> float:
        """The metres at the equator that a pixel stands for."""
        return float(40_075_017 / GLOBE / 2**self.zoom)

    def pixels_across(self, degrees_across: float) -> float:
        """How many pixels wide a stretch of longitude is drawn."""
        return float(degrees_across / 360 * GLOBE * 2**self.zoom)

    def measure_box(self, box: Box) -> tuple[float, float]:
        """How many pixels wide and high a box is drawn."""
        west, south, east, north = box
        high = (climb(north) - climb(south)) * GLOBE * 2**self.zoom
        return self.pixels_across(east - west), float(high)


def box_around(boxes: Iterable[Box]) -> Box:
    """The least box that holds all the boxes; without any it is that of the whole country."""
    filled = list(boxes) or [COUNTRY]
    wests, souths, easts, norths = zip(*filled, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def frame_of(
    box: Box, closest: float = CLOSEST, room: tuple[int, int] = (WIDTH, HEIGHT)
) -> MapFrame:
    """The frame that just holds a box, from no nearer than the zoom ``closest``.

    ``room`` is the width and height in pixels into which the box must fit.
    """
    west, south, east, north = box
    low, high = climb(south), climb(north)
    across, along = max((east - west) / 360, 1e-6), max(high - low, 1e-6)
    width, height = room
    zoom = log2(min(width / GLOBE / across, height / GLOBE / along))
    return MapFrame(
        round((west + east) / 2, 4),
        round(_latitude((low + high) / 2), 4),
        round(min(zoom, closest), 2),
    )


def climb(latitude: float) -> float:
    """How far up the map of the globe a latitude lies, in heights of the map."""
    return log(tan(pi / 4 + radians(latitude) / 2)) / (2 * pi)


def _latitude(up: float) -> float:
    return degrees(2 * atan(exp(up * 2 * pi)) - pi / 2)


@dataclass(frozen=True, slots=True)
class MapExtent:
    """The part of the globe a map shows: its centre in degrees, its extent in radians.

    The projection is Lambert's azimuthal equal-area one around the centre: north is up, areas
    compare truly, and neither a borough nor the whole country is visibly bent.
    """

    longitude: float
    latitude: float
    width: float
    height: float

    @property
    def is_wide(self) -> bool:
        """Whether the map shows so much that only fine lines suit it."""
        return max(self.width, self.height) > WIDE

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """How far right of the centre and above it a point lies, in radians."""
        turn, up = radians(longitude - self.longitude), radians(latitude)
        middle = radians(self.latitude)
        closeness = sin(middle) * sin(up) + cos(middle) * cos(up) * cos(turn)
        stretch = sqrt(2 / (1 + closeness))
        right = stretch * cos(up) * sin(turn)
        return right, stretch * (cos(middle) * sin(up) - sin(middle) * cos(up) * cos(turn))


def frame_box(box: tuple[float, float, float, float], margin: float = BOX_MARGIN) -> MapExtent:
    """The view that just holds a box of west, south, east and north in degrees."""
    return extent_around(*list_corners(*box), margin)


def list_corners(
    west: float, south: float, east: float, north: float
) -> tuple[MapExtent, list[tuple[float, float]]]:
    """An empty extent in the middle of a box; how far from it the box's corners and edges lie."""
    view = MapExtent((west + east) / 2, (south + north) / 2, 0.0, 0.0)
    longitudes, latitudes = (west, view.longitude, east), (south, view.latitude, north)
    return view, [view.place(*corner) for corner in product(longitudes, latitudes)]


def extent_around(
    view: MapExtent, points: Sequence[tuple[float, float]], margin: float
) -> MapExtent:
    """The extent that holds points given in radians from the middle of a view.

    It is ``margin`` times as wide and high as it need be.
    """
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    up = radians(view.latitude) + (bottom + top) / 2
    turn = asin((left + right) / 2 / cos(up))
    return MapExtent(
        round(view.longitude + degrees(turn), 5),
        round(degrees(up), 5),
        round(margin * (right - left), 7),
        round(margin * (top - bottom), 7),
    )
