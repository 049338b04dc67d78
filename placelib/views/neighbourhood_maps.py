"""The maps of the Neighbourhoods page and their legend, for the page, a projector and paper."""

from __future__ import annotations

from dataclasses import replace
from statistics import mean
from typing import Any

from placelib.charts.interactive_map import CompactDeck
from placelib.charts.map_frames import Box, box_around, frame_box
from placelib.charts.map_legend import LegendKey
from placelib.charts.map_records import FIRST_GAP, MapDrawing, MapMarker, Point, Shading
from placelib.charts.neighbourhood_map import (
    TenthKey,
    neighbourhood_map,
    tenths_legend,
    write_map_size,
)
from placelib.charts.orienting_names import choose_names
from placelib.charts.shaded_map import shaded_map
from placelib.charts.theme import DESK, map_colours, theme
from placelib.database.cache import cached
from placelib.maps.shapes import load_shapes
from placelib.neighbourhoods.figures import TENTHS
from placelib.neighbourhoods.measures import EDITION, DeprivationMeasure
from placelib.neighbourhoods.settings import NeighbourhoodView
from placelib.neighbourhoods.text import write_tenth
from placelib.views import snapshot_records
from placelib.views.neighbourhoods import STATES, PlaceNeighbourhoods, build_neighbourhoods

_SCHEME = "blue"
# First and last tenth of each colour, from the hardest pressed: five colours can be told apart on a
# map, ten cannot. The tenths at both ends, which title and sentence count, have one each.
_CLASSES = ((1, 1), (2, 3), (4, 7), (8, 9), (TENTHS, TENTHS))
_GAP_DIGIT = FIRST_GAP + 1
# Pixels: about what a drawn map has beside its legend, and beside another map.
_ROOM, _HALF_ROOM = (680, 378), (285, 340)


@cached(512)
def get_council_box(council: str) -> Box:
    """Where a council's neighbourhoods lie: west, south, east, north in degrees."""
    return box_around(shape.box for shape in load_shapes(f"lsoa/{council}").values())


def choose_step(tenth: int) -> int:
    """The step of the colour scale for a tenth: 4, the strongest, for tenth 1; 0 for tenth 10."""
    return sum(tenth <= last for _, last in _CLASSES) - 1


def _draw_places(place: PlaceNeighbourhoods, spot: str, *, dark: bool) -> dict[str, MapDrawing]:
    """A drawing for each council of a place, that of the neighbourhood in focus first."""
    box = box_around(get_council_box(council) for council in place.councils)
    colours = map_colours(_SCHEME, dark=dark)
    council_of_spot = next(
        (entry.council for entry in place.neighbourhoods if entry.code == spot), ""
    )
    drawings = {}
    for council in sorted(place.councils, key=lambda code: (code != council_of_spot, code)):
        tenths = [entry.tenth for entry in place.neighbourhoods if entry.council == council]
        digits = "".join(str(choose_step(tenth) if tenth else _GAP_DIGIT) for tenth in tenths)
        marker = _mark_spot(council, spot) if council == council_of_spot else None
        drawings[council] = MapDrawing(
            file=f"lsoa/{council}",
            shading=Shading(digits, "0" * len(digits)),
            box=box,
            colours=colours,
            marker=marker,
        )
    return drawings


def _list_names(place: PlaceNeighbourhoods) -> list[tuple[str, Point]]:
    """What parts of a place are called, and where they lie, the one with the most first.

    The parts are its councils, or inside one council the areas around its neighbourhoods.

    A neighbourhood itself has a number for a name; the wider area around it has one that people
    use, such as Aigburth.
    """
    registry = snapshot_records.get_registry()
    middles: dict[str, list[Point]] = {}
    for council in place.councils:
        shapes = load_shapes(f"lsoa/{council}")
        for entry in place.neighbourhoods:
            if entry.council == council:
                is_alone = len(place.councils) == 1
                name = entry.name_around if is_alone else registry[council].name
                middles.setdefault(name, []).append(shapes[entry.code].middle)
    return [
        (name, (mean(x for x, _ in points), mean(y for _, y in points)))
        for name, points in sorted(middles.items(), key=lambda place: -len(place[1]))
    ]


def _mark_spot(council: str, spot: str) -> MapMarker:
    shape = load_shapes(f"lsoa/{council}")[spot]
    return MapMarker(spot, shape.outline, shape.middle)


@cached(STATES)
def write_deck_sizes(view: NeighbourhoodView, *beginnings: str) -> str:
    """The style rules that say how large each map is drawn, by the beginnings of their keys."""
    places = build_neighbourhoods(view.drawn).places
    sizes = []
    for number, place in enumerate(places):
        first, *_ = _draw_places(place, view.spot, dark=False).values()
        sizes.append(write_map_size(first.box, *(f"{key}-{number}" for key in beginnings)))
    return "".join(sizes)


@cached(STATES)
def build_neighbourhood_deck(view: NeighbourhoodView, number: int, *, dark: bool) -> CompactDeck:
    """The finished map of the place, or for ``number`` 1 that of the second place."""
    content = build_neighbourhoods(view.drawn)
    place = content.places[number]
    drawings = _draw_places(place, view.spot, dark=dark)
    figures: dict[str, list[tuple[str, int]]] = {council: [] for council in drawings}
    for entry in place.neighbourhoods:
        words = "no figure" if entry.value is None else content.measure.write_figure(entry.value)
        figures[entry.council].append((words, entry.tenth))
    tenths = [write_tenth(content.measure, tenth) for tenth in range(1, TENTHS + 1)]
    foot = f"{content.measure.label}, {EDITION}"
    return neighbourhood_map(list(drawings.values()), figures, tenths, foot, theme(dark=dark))


def _name_classes(measure: DeprivationMeasure) -> list[str]:
    """The five classes of the drawn map in words, from the hardest pressed."""
    names = [
        f"Tenth {first}"
        if first == last
        else f"Tenths {first} {'and' if last == first + 1 else 'to'} {last}"
        for first, last in _CLASSES
    ]
    return [f"{names[0]}, {measure.first_end}", *names[1:-1], f"{names[-1]}, {measure.last_end}"]


@cached(STATES)
def build_shaded_neighbourhoods(
    view: NeighbourhoodView, number: int, *, dark: bool, has_legend: bool = True
) -> dict[str, Any]:
    """The map of a place as a drawing for paper and for a projector, as a specification.

    Without its legend where that of the page stands beside it, as for two places.
    """
    content = build_neighbourhoods(view.drawn)
    place = content.places[number]
    drawing, *further = _draw_places(place, view.spot, dark=dark).values()
    drawing = replace(
        drawing,
        names=choose_names(
            _list_names(place),
            frame_box(drawing.box),
            _ROOM if content.second is None else _HALF_ROOM,
            theme(dark=dark),
        ),
    )
    names, fills = _name_classes(content.measure), drawing.colours.scale[::-1]
    counts = [sum(place.spread.counts[first - 1 : last]) for first, last in _CLASSES]
    keys = [LegendKey(*key) for key in zip(names, counts, fills, strict=True)]
    if not has_legend:
        keys = []
    specification: dict[str, Any] = shaded_map(
        drawing, keys, theme=theme(dark=dark), further=further
    ).to_dict()
    if content.second is not None:
        # Nothing else says which of the two this is.
        specification["title"] = {
            "text": place.area.name,
            "anchor": "start",
            "fontSize": DESK.title,
            "color": theme(dark=dark).text,
        }
    return specification


@cached(STATES)
def build_tenths_legend(view: NeighbourhoodView, *, dark: bool) -> str:
    """The legend with the spread of each place, as HTML."""
    content = build_neighbourhoods(view.drawn)
    scale = map_colours(_SCHEME, dark=dark).scale
    keys = []
    for tenth in range(1, TENTHS + 1):
        counts = tuple(place.spread.counts[tenth - 1] for place in content.places)
        shares = tuple(
            place.spread.counts[tenth - 1] / max(place.spread.total, 1) for place in content.places
        )
        words = write_tenth(content.measure, tenth).removeprefix("tenth ")
        words = words.replace(f" of {TENTHS}", "")
        keys.append(TenthKey(words, scale[choose_step(tenth)], counts, shares))
    names = [place.area.name for place in content.places]
    gaps = sum(not entry.tenth for place in content.places for entry in place.neighbourhoods)
    notes = ["The line: one in ten, as in England as a whole."]
    if content.second is not None:
        notes.append("Each map fills its room: they are not drawn to the same scale.")
    notes += [f"{gaps:,} without a figure: dotted on the map."] if gaps else []
    return tenths_legend(keys, names, notes)
