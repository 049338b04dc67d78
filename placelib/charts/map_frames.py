"""What part of the globe a map of some areas shows, whatever the width of the screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan, degrees, exp, log, log2, pi, radians, tan

Box = tuple[float, float, float, float]

# Pixels into which the areas must fit. Nobody tells the server how wide the screen is: this is as
# wide as a phone, and high enough for a laptop.
WIDTH, HEIGHT = 344, 505
# The height of a map that is not the page's first picture.
MAP_HEIGHT = 540
# The web's map projection draws the whole globe this many pixels wide at zoom 0.
GLOBE = 512
CLOSEST = 11.0
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


def box_around(boxes: Iterable[Box]) -> Box:
    """The least box that holds all the boxes; without any it is that of the whole country."""
    filled = list(boxes) or [COUNTRY]
    wests, souths, easts, norths = zip(*filled, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def frame_of(box: Box, closest: float = CLOSEST) -> MapFrame:
    """The frame that just holds a box, from no nearer than the zoom ``closest``."""
    west, south, east, north = box
    low, high = _up(south), _up(north)
    across, along = max((east - west) / 360, 1e-6), max(high - low, 1e-6)
    zoom = log2(min(WIDTH / GLOBE / across, HEIGHT / GLOBE / along))
    return MapFrame(
        round((west + east) / 2, 4),
        round(_latitude((low + high) / 2), 4),
        round(min(zoom, closest), 2),
    )


def _up(latitude: float) -> float:
    """How far up the map of the globe a latitude lies, in heights of the map."""
    return log(tan(pi / 4 + radians(latitude) / 2)) / (2 * pi)


def _latitude(up: float) -> float:
    return degrees(2 * atan(exp(up * 2 * pi)) - pi / 2)
