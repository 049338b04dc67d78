"""Where things go on a small map: what part of the country it shows, and which names fit.

A map is as wide as the page lets it be, which only the browser knows. So everything here is worked
out for every size at once: a place is a distance from the centre, and a name has the least zoom
from which there is room for it. The zoom is in pixels per radian of the globe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, inf
from typing import Literal

from placelib.charts.map_frames import MapExtent, extent_around, list_corners
from placelib.errors import PlaceError

AreaRole = Literal["focus", "member", "sibling", "neighbour"]

EARTH_RADIUS_KM = 6371.0

# The map reaches out for its neighbours' names, but the focus stays at least a third of it.
REACH = 3.0
MARGIN = 1.15
# The members' names lie within them, and need none of the edge.
MEMBERS_MARGIN = 1.06
# Islands have nothing to reach out for: a wider margin shows whether land is near.
ISLAND_MARGIN = 1.25
# Average width of a letter and height of a line, in text sizes.
LETTER = 0.48
LINE = 1.15
LONGEST_LINE = 12
# Pixels between two names side by side.
GAP = 4
# Pixels: no map is higher, or as wide when it is wider than high.
LARGEST_MAP = 1500
# The share of a name that must fit into its area. Names keep clear of each other all the same, and
# among members, all of one colour, one that reaches over a border still reads well: the more so
# where they are few and each should have its name.
MUST_FIT = 0.7
MEMBER_MUST_FIT = 0.35
FEW_MEMBERS = 12
FEW_MUST_FIT = 0.2
# Lines of text by which a name may lie above or below its point, to be clear of another.
SHIFTS = (0.0, 0.7, -0.7)


class NothingToFrame(PlaceError):
    """A map was asked for without an area that says where it is."""

    def __init__(self, count: int) -> None:
        """Say how many areas there were, none of them a focus or a member."""
        super().__init__(
            f"A map cannot be drawn from {count} areas without a focus or a member: those say "
            "what it shows. Choose a place."
        )


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area to be drawn and named, with its outline in degrees.

    ``role``: the focus itself; a member of a larger focus; a sibling, which belongs to the same
    combined authority (or other parent) as the focus; or any other neighbour. ``borders`` says
    whether it shares a border with the focus. The box and the label point are those of an Outline;
    for an area that borders the focus the label point is better that of its NeighbourLabel (both
    in placelib.build.boundaries). ``label_room`` is in kilometres.
    """

    code: str
    name: str
    role: AreaRole
    west: float
    south: float
    east: float
    north: float
    label_longitude: float
    label_latitude: float
    label_room: float
    borders: bool = False


@dataclass(frozen=True, slots=True)
class MapLabel:
    """A name on the map: its text, its place (degrees and radians) and its size in pixels.

    It is to be drawn from zoom ``from_zoom`` on, where it fits into its area and covers no name
    of more weight; ``shift`` pixels above its place.
    """

    text: str
    role: AreaRole
    longitude: float
    latitude: float
    x: float
    y: float
    half_width: float
    half_height: float
    from_zoom: float
    shift: float = 0.0


def frame_extent(areas: Sequence[MapArea]) -> MapExtent:
    """The view that holds the focus, or the members, and as much of the surroundings as it may.

    Raises NothingToFrame when there is neither a focus nor a member.
    """
    framed = [area for area in areas if area.role == "focus"]
    framed = framed or [area for area in areas if area.role == "member"]
    if not framed:
        raise NothingToFrame(len(areas))
    view, corners = list_corners(
        min(area.west for area in framed),
        min(area.south for area in framed),
        max(area.east for area in framed),
        max(area.north for area in framed),
    )
    reach = REACH * max(max(abs(x), abs(y)) for x, y in corners)
    labels = [
        view.place(area.label_longitude, area.label_latitude) for area in areas if area.borders
    ]
    corners += [(max(-reach, min(x, reach)), max(-reach, min(y, reach))) for x, y in labels]
    if framed[0].role == "member":
        return extent_around(view, corners, MEMBERS_MARGIN)
    return extent_around(view, corners, MARGIN if labels else ISLAND_MARGIN)


def place_locator_labels(areas: Sequence[MapArea], view: MapExtent, size: int) -> list[MapLabel]:
    """The names of the areas, weightiest first, each with the zoom from which it fits.

    ``size`` is the text size in pixels. A name that not even the largest map has room for is left
    out.
    """
    ordered = sorted(areas, key=lambda area: (area.role != "focus", -area.label_room, area.code))
    few = sum(area.role == "member" for area in areas) <= FEW_MEMBERS
    share = {"member": FEW_MUST_FIT if few else MEMBER_MUST_FIT}
    labels: list[MapLabel] = []
    for area in ordered:
        fits = share.get(area.role, MUST_FIT)
        shifts = SHIFTS if area.role == "member" else SHIFTS[:1]
        label = min(
            (_label(area, view, size, labels, fits, by * LINE * size) for by in shifts),
            key=lambda candidate: candidate.from_zoom,
        )
        if label.from_zoom * min(view.width, view.height) <= LARGEST_MAP:
            labels.append(label)
    return labels


def _label(
    area: MapArea, view: MapExtent, size: int, above: Sequence[MapLabel], share: float, shift: float
) -> MapLabel:
    lines = _lines(area.name)
    x, y = view.place(area.label_longitude, area.label_latitude)
    half_width = max(map(len, lines)) * LETTER * size / 2
    half_height = len(lines) * LINE * size / 2
    # The room is that of an ellipse twice as wide as high.
    room = area.label_room / EARTH_RADIUS_KM
    tall = half_height + abs(shift)
    zoom = share * hypot(half_width, 2 * tall) / room if room > 0 else inf
    for neighbour in above:
        apart_x = _quotient(half_width + neighbour.half_width + GAP, abs(x - neighbour.x))
        upwards = shift - neighbour.shift if y >= neighbour.y else neighbour.shift - shift
        apart_y = _quotient(half_height + neighbour.half_height - upwards, abs(y - neighbour.y))
        clear = min(apart_x, apart_y)
        if clear > neighbour.from_zoom:
            zoom = max(zoom, clear)
    return MapLabel(
        text="\n".join(lines),
        role=area.role,
        longitude=round(area.label_longitude, 5),
        latitude=round(area.label_latitude, 5),
        x=round(x, 7),
        y=round(y, 7),
        half_width=round(half_width, 1),
        half_height=round(half_height, 1),
        from_zoom=zoom if zoom == inf else round(zoom),
        shift=round(shift, 1),
    )


def _quotient(size: float, distance: float) -> float:
    return size / distance if distance > 0 else inf


def _lines(name: str) -> list[str]:
    """A name on one line, or on two of about the same length, broken at a space or a hyphen."""
    breaks = [place for place, letter in enumerate(name) if letter in " -"]
    if len(name) <= LONGEST_LINE or not breaks:
        return [name]
    middle = min(breaks, key=lambda place: abs(place - len(name) / 2))
    return [name[: middle + 1].rstrip(), name[middle + 1 :]]
