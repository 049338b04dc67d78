"""An interactive map as a picture: what deck.gl will draw, before deck.gl has come.

Read from the very description that the browser draws (`interactive_map`): the same part of the
globe at the same scale, the same colours, the same marks. A pixel is a pixel, so the picture lies
where the map will, however wide its place is.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import chain, groupby, pairwise
from math import hypot
from pathlib import Path
from typing import Any

from placelib.charts.map_frames import GLOBE, climb
from placelib.charts.map_records import read_fill
from placelib.charts.theme import FONT

_STATIC = Path(__file__).resolve().parents[2] / "static"
_SERVED = "app/static/"
# Half a pixel is the finest that is written: coordinates are whole numbers of halves.
_PARTS = 2
# Pixels by which a point may lie beside a line and is left out.
_OFF_LINE = 0.6
# Pixels from the middle beyond which nothing is drawn: further than any map of a page reaches.
_REACH = 900
# Pixels: a pattern's square, as large as the one that the interactive map lays over an area.
_PATTERN = 13
_PATTERNS = {
    "stripes": '<path d="M0 13 13 0M-3 3 3-3M10 16 16 10" stroke="{ink}" stroke-width="2"/>',
    "dots": '<circle cx="6.5" cy="6.5" r="2" fill="{ink}"/>',
    "checks": '<path d="M0 0h6.5v6.5H0zM6.5 6.5H13V13H6.5z" fill="{ink}"/>',
    "rings": '<circle cx="6.5" cy="6.5" r="3" fill="none" stroke="{ink}" stroke-width="1.5"/>',
}
# Once round the globe: a size in metres is a part of it on the map.
_EQUATOR_METRES = 40_075_017

Ring = Sequence[Sequence[float]]
# An area's place in its file, and its rings as a path.
Traced = tuple[int, str]


@dataclass(frozen=True, slots=True)
class _View:
    """The part of the globe that a deck shows at first."""

    longitude: float
    latitude: float
    zoom: float
    # Pixels from the middle beyond which nothing is seen.
    reach: float = _REACH

    @property
    def scale(self) -> float:
        """How many pixels wide the whole globe is."""
        return float(GLOBE * 2**self.zoom)

    def place(self, point: Sequence[float]) -> tuple[int, int]:
        """How far right of the middle and below it a point lies, in parts of a pixel."""
        right = (point[0] - self.longitude) / 360 * self.scale
        down = (climb(self.latitude) - climb(point[1])) * self.scale
        return round(_PARTS * right), round(_PARTS * down)


@lru_cache(maxsize=16)
def _load_rings(address: str) -> tuple[tuple[int, tuple[array[float], ...]], ...]:
    """Of each shape of a file of ours its place in the file, and its rings or lines.

    A ring has its longitudes and latitudes in turn, a tenth of the memory that lists of them take.
    Only shapes of static/boundaries are read, whatever the address says.
    """
    path = (_STATIC / address.removeprefix(_SERVED)).resolve()
    if not path.is_relative_to(_STATIC / "boundaries"):
        return ()
    shapes = []
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        kind, nested = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        if kind == "MultiPolygon":
            nested = [ring for polygon in nested for ring in polygon]
        elif kind == "LineString":
            nested = [nested]
        rings = tuple(array("d", chain.from_iterable(ring)) for ring in nested)
        shapes.append((feature["properties"].get("i", 0), rings))
    return tuple(shapes)


@lru_cache(maxsize=16)
def _trace_file(address: str, view: _View, *, is_closed: bool) -> tuple[Traced, ...]:
    """The shapes of a file as paths; another indicator on the same map has the same."""
    return tuple(
        (
            position,
            "".join(
                _write_path([*zip(ring[::2], ring[1::2], strict=True)], view, is_closed=is_closed)
                for ring in rings
            ),
        )
        for position, rings in _load_rings(address)
    )


def draw_deck(deck: Mapping[str, Any]) -> str:
    """The SVG of a deck as `CompactDeck.to_json` writes it; it fills its box around the middle."""
    insets = "".join(_draw_inset(deck, view) for view in deck.get("views", [])[1:])
    return (
        '<svg width="100%" height="100%" aria-hidden="true"><svg x="50%" y="50%" '
        f'overflow="visible">{_draw_layers(deck, deck["initialViewState"])}</svg>{insets}</svg>'
    )


def _draw_layers(deck: Mapping[str, Any], state: Mapping[str, float], reach: float = _REACH) -> str:
    view = _View(state["longitude"], state["latitude"], state["zoom"], reach)
    layers = "".join(_draw_layer(layer, view) for layer in deck["layers"])
    return f'<g transform="scale({1 / _PARTS})" stroke-linejoin="round">{layers}</g>'


def _draw_inset(deck: Mapping[str, Any], view: Mapping[str, Any]) -> str:
    """The map once more in a window of its own, on the ground of the page."""
    # Its window shows nothing of what lies further out.
    layers = _draw_layers(deck, view["viewState"], max(view["width"], view["height"]) / 2)
    return (
        f'<svg style="x:{view["x"]};y:{view["y"]}" width="{view["width"]}" '
        f'height="{view["height"]}"><rect width="100%" height="100%" fill="Canvas"/>'
        f'<svg x="50%" y="50%" overflow="visible">{layers}</svg></svg>'
    )


def _draw_layer(layer: Mapping[str, Any], view: _View) -> str:
    kind = layer["@@type"]
    if kind == "GeoJsonLayer":
        return _draw_shapes(layer, view)
    if kind == "PathLayer":
        paths = "".join(_write_path(row["p"], view, is_closed=False) for row in layer["data"])
        width = layer["getWidth"] * _PARTS
        return _write_line(paths, layer["getColor"], width)
    if kind == "ScatterplotLayer":
        return "".join(_draw_ring(layer, view.place(row["p"])) for row in layer["data"])
    if kind == "TextLayer":
        return _draw_names(layer, view)
    return ""


def _draw_shapes(layer: Mapping[str, Any], view: _View) -> str:
    if "getLineColor" in layer:
        lines = _trace_file(layer["data"], view, is_closed=False)
        paths = "".join(path for _, path in lines)
        return _write_line(paths, layer["getLineColor"], layer["getLineWidth"] * _PARTS)
    traced = _trace_file(layer["data"], view, is_closed=True)
    if "getFillPattern" in layer:
        return _draw_patterns(layer, traced)
    fill = layer["getFillColor"]
    choose = read_fill(fill) if isinstance(fill, str) else None
    by_colour: dict[str, list[str]] = defaultdict(list)
    for position, path in traced:
        by_colour[_write_colour(choose(position) if choose else fill)].append(path)
    return "".join(
        f'<path fill="{colour}" fill-rule="evenodd" d="{"".join(paths)}"/>'
        for colour, paths in by_colour.items()
        if any(paths)
    )


def _draw_patterns(layer: Mapping[str, Any], traced: Iterable[Traced]) -> str:
    """The pattern over each area without a figure."""
    choose, ink = read_fill(layer["getFillPattern"]), _write_colour(layer["getFillColor"])
    by_pattern: dict[str, list[str]] = defaultdict(list)
    for position, path in traced:
        by_pattern[str(choose(position))].append(path)
    return "".join(
        f'<pattern id="gap-{name}" width="{_PATTERN}" height="{_PATTERN}" '
        f'patternUnits="userSpaceOnUse" patternTransform="scale({_PARTS})">'
        f"{_PATTERNS[name].format(ink=ink)}</pattern>"
        f'<path fill="url(#gap-{name})" fill-rule="evenodd" d="{"".join(paths)}"/>'
        for name, paths in by_pattern.items()
        if name in _PATTERNS and any(paths)
    )


def _draw_ring(layer: Mapping[str, Any], point: tuple[int, int]) -> str:
    return (
        f'<circle cx="{point[0]}" cy="{point[1]}" r="{layer["getRadius"] * _PARTS}" fill="none" '
        f'stroke="{_write_colour(layer["getLineColor"])}" '
        f'stroke-width="{layer["getLineWidth"] * _PARTS}"/>'
    )


def _draw_names(layer: Mapping[str, Any], view: _View) -> str:
    """Names on tiles, as large as so many metres on the globe."""
    size = layer["getSize"] / _EQUATOR_METRES * view.scale * _PARTS
    parts = []
    for row in layer["data"]:
        right, down = view.place(row["p"])
        lines = str(row["t"]).split("\n")
        top = down - (len(lines) - 1) * size / 2
        spans = "".join(
            f'<tspan x="{right}" y="{top + number * size:.0f}">{escape(line)}</tspan>'
            for number, line in enumerate(lines)
        )
        parts.append(f'<text fill="{_write_colour(row["c"])}">{spans}</text>')
    return (
        f'<g font-family="{escape(FONT)}" font-size="{size:.1f}" font-weight="700" '
        f'text-anchor="middle" dominant-baseline="central">{"".join(parts)}</g>'
    )


def _write_line(paths: str, colour: Sequence[int], width: float) -> str:
    return (
        f'<path fill="none" stroke="{_write_colour(colour)}" stroke-width="{width:g}" d="{paths}"/>'
    )


def _write_path(ring: Ring, view: _View, *, is_closed: bool) -> str:
    """A ring as steps from point to point; empty where it is too small or too far out to see."""
    points = _thin([point for point, _ in groupby(map(view.place, ring))])
    if len(points) < (3 if is_closed else 2) or not _is_near(points, view.reach * _PARTS):
        return ""
    (right, down), *others = points
    steps = [f"M{right} {down}l"]
    for next_right, next_down in others:
        steps.append(f"{next_right - right} {next_down - down} ".replace(" -", "-"))
        right, down = next_right, next_down
    return "".join(steps).rstrip() + ("z" if is_closed else "")


def _is_near(points: Sequence[tuple[int, int]], reach: float) -> bool:
    """True when the box around the points touches the square of what is seen."""
    return all(min(places) < reach and max(places) > -reach for places in zip(*points, strict=True))


def _thin(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The points without those that lie as good as on the line between their neighbours."""
    thinned = points[:1]
    for (right, down), (next_right, next_down) in pairwise(points[1:]):
        last_right, last_down = thinned[-1]
        across, along = next_right - last_right, next_down - last_down
        off = abs(across * (down - last_down) - along * (right - last_right))
        if off > _OFF_LINE * _PARTS * hypot(across, along):
            thinned.append((right, down))
    return thinned + points[1:][-1:]


def _write_colour(colour: Sequence[int]) -> str:
    return "#" + "".join(f"{part:02X}" for part in colour[:3])
