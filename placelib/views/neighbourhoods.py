"""What the Neighbourhoods page shows; knows no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from placelib.areas.naming import label_area
from placelib.charts.interactive_map import CompactDeck
from placelib.charts.map_frames import Box, box_around
from placelib.charts.map_legend import LegendKey
from placelib.charts.map_records import FIRST_GAP, MapDrawing, MapMarker, Shading
from placelib.charts.neighbourhood_map import TenthKey, neighbourhood_map, tenths_legend
from placelib.charts.nested_strips import NestedStrip, nested_strips
from placelib.charts.shaded_map import shaded_map
from placelib.charts.theme import DESK, map_colours, theme
from placelib.content import text
from placelib.database.cache import cached
from placelib.maps.shapes import load_shapes
from placelib.model import ENGLAND, LONDON, Area
from placelib.neighbourhoods import figures as neighbourhood_figures
from placelib.neighbourhoods.figures import (
    TENTHS,
    EnglishNeighbourhoods,
    Neighbourhood,
    Spread,
    load_neighbourhoods,
)
from placelib.neighbourhoods.measures import (
    COUNCIL_MEASURES,
    EDITION,
    MEASURES,
    PUBLISHER,
    DeprivationMeasure,
)
from placelib.neighbourhoods.settings import LIST_ROWS, NeighbourhoodView, TenthOrder
from placelib.neighbourhoods.text import (
    describe_neighbourhood,
    write_map_sentence,
    write_neighbourhood_headline,
    write_reach_sentence,
    write_share_sentence,
    write_tenth,
)
from placelib.urls import NEIGHBOURHOODS, SPOT, address
from placelib.views import snapshot_records

# How many states of the page the cache of a builder remembers.
STATES = 64
_SCHEME = "blue"
_COLUMNS = ("Neighbourhood", "Figure", "Tenth of England")
# Two tenths share a colour: five can be told apart on a map, ten cannot.
_TENTHS_A_COLOUR = 2
_GAP_DIGIT = FIRST_GAP + 1
# Two maps have two thirds of the height of one, so that they begin from further away.
_ZOOM_OUT = 0.6


@dataclass(frozen=True, slots=True)
class PlaceNeighbourhoods:
    """A place with its councils, their neighbourhoods in the order of codes, and the spread."""

    area: Area
    councils: tuple[str, ...]
    neighbourhoods: tuple[Neighbourhood, ...]
    spread: Spread


@dataclass(frozen=True, slots=True)
class NeighbourhoodContent:
    """What a state of the page shows: the place, and a second one where one is chosen.

    A place outside England, or too large for a map, has no neighbourhoods here.
    """

    measure: DeprivationMeasure
    place: PlaceNeighbourhoods
    second: PlaceNeighbourhoods | None

    @property
    def places(self) -> tuple[PlaceNeighbourhoods, ...]:
        """The one or two places, in the order of the page."""
        return (self.place,) if self.second is None else (self.place, self.second)


@cached(1)
def get_neighbourhoods() -> EnglishNeighbourhoods:
    """All neighbourhoods of England with their figures."""
    return load_neighbourhoods(snapshot_records.get_store())


@cached(1)
def list_spots() -> Mapping[str, int]:
    """The row of every neighbourhood by its code."""
    codes = get_neighbourhoods().columns["code"]
    return {str(code): row for row, code in enumerate(codes)}


@cached(32)
def get_positions(slug: str) -> NDArray[np.float64]:
    """Where every neighbourhood stands in England: 0 the hardest pressed, 1 the least."""
    measure = MEASURES[slug]
    return neighbourhood_figures.rank_positions(measure, get_neighbourhoods().columns[slug])


@cached(32)
def get_tenths(slug: str) -> NDArray[np.int64]:
    """The tenth of every neighbourhood in a measure; the publisher's own for the index."""
    if slug == "imd":
        return get_neighbourhoods().columns["imd_decile"].astype(np.int64)
    return neighbourhood_figures.assign_tenths(get_positions(slug))


@cached(32)
def get_share_within(slug: str) -> float:
    """The share of the difference between England's neighbourhoods that lies inside councils."""
    councils = get_neighbourhoods().columns["area_code"]
    return neighbourhood_figures.measure_share_within(get_positions(slug), councils)


@cached(1)
def list_mapped_areas() -> dict[str, str]:
    """The label of every place with a map of neighbourhoods, by code: councils first."""
    registry, england = snapshot_records.get_registry(), get_neighbourhoods()
    areas = [
        *registry.current("ltla"),
        *registry.current("utla"),
        *registry.current("cauth"),
        registry[LONDON],
    ]
    return {area.code: label_area(area) for area in areas if england.list_councils(registry, area)}


@cached(STATES)
def build_neighbourhoods(view: NeighbourhoodView) -> NeighbourhoodContent:
    """What a state of the page shows."""
    measure = MEASURES[view.measure]
    second = _build_place(measure, view.against) if view.against else None
    return NeighbourhoodContent(measure, _build_place(measure, view.area), second)


def _build_place(measure: DeprivationMeasure, code: str) -> PlaceNeighbourhoods:
    registry, england = snapshot_records.get_registry(), get_neighbourhoods()
    area = registry[code]
    councils = england.list_councils(registry, area)
    tenths = get_tenths(measure.slug)
    return PlaceNeighbourhoods(
        area,
        councils,
        england.list_neighbourhoods(measure, tenths, councils),
        _measure_spread(measure, councils),
    )


def _measure_spread(measure: DeprivationMeasure, councils: Sequence[str]) -> Spread:
    rows = get_neighbourhoods().find_rows(councils)
    spread = neighbourhood_figures.measure_spread(get_positions(measure.slug)[rows])
    counts = np.bincount(get_tenths(measure.slug)[rows], minlength=TENTHS + 1)[1:]
    return Spread(tuple(int(count) for count in counts), spread.low, spread.median, spread.high)


def build_neighbourhood_headline(view: NeighbourhoodView) -> str:
    """The finding of a state of the page."""
    content = build_neighbourhoods(view.drawn)
    if content.measure.slug in COUNCIL_MEASURES:
        return f"{content.measure.label} is published for councils, not for neighbourhoods"
    second = (content.second.area, content.second.spread) if content.second else None
    return write_neighbourhood_headline(
        content.measure, content.place.area, content.place.spread, second
    )


def build_map_sentences(view: NeighbourhoodView) -> list[str]:
    """What the map of each place shows, in words."""
    content = build_neighbourhoods(view.drawn)
    return [
        write_map_sentence(content.measure, place.area, place.spread) for place in content.places
    ]


def write_credit() -> str:
    """Who published the figures, and the outlines."""
    return text("neighbourhood_credit", publisher=PUBLISHER, edition=EDITION)


@cached(1)
def write_usual_size() -> str:
    """How many people live in a neighbourhood, on average, to the nearest hundred."""
    return f"{round(float(get_neighbourhoods().columns['population'].mean()), -2):,.0f}"


@cached(512)
def get_council_box(council: str) -> Box:
    """Where a council's neighbourhoods lie: west, south, east, north in degrees."""
    return box_around(shape.box for shape in load_shapes(f"lsoa/{council}").values())


def choose_step(tenth: int) -> int:
    """The step of the colour scale for a tenth: 4, the strongest, for tenths 1 and 2."""
    return (TENTHS - tenth) // _TENTHS_A_COLOUR


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


def _mark_spot(council: str, spot: str) -> MapMarker:
    shape = load_shapes(f"lsoa/{council}")[spot]
    return MapMarker(spot, shape.outline, shape.middle)


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
    return neighbourhood_map(
        list(drawings.values()),
        figures,
        tenths,
        foot,
        theme(dark=dark),
        _ZOOM_OUT if content.second else 0.0,
    )


def _name_classes(measure: DeprivationMeasure) -> list[str]:
    """The five classes of the drawn map in words, from the hardest pressed."""
    names = [f"Tenths {first} and {first + 1}" for first in range(1, TENTHS, _TENTHS_A_COLOUR)]
    return [f"{names[0]}, {measure.first_end}", *names[1:-1], f"{names[-1]}, {measure.last_end}"]


@cached(STATES)
def build_shaded_neighbourhoods(
    view: NeighbourhoodView, number: int, *, dark: bool
) -> dict[str, Any]:
    """The map of a place as a drawing for paper and for a projector, as a specification."""
    content = build_neighbourhoods(view.drawn)
    place = content.places[number]
    drawing, *further = _draw_places(place, view.spot, dark=dark).values()
    names, fills = _name_classes(content.measure), drawing.colours.scale[::-1]
    counts = [
        sum(place.spread.counts[first : first + _TENTHS_A_COLOUR])
        for first in range(0, TENTHS, _TENTHS_A_COLOUR)
    ]
    keys = [LegendKey(*key) for key in zip(names, counts, fills, strict=True)]
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
    notes += [f"{gaps:,} without a figure: dotted on the map."] if gaps else []
    return tenths_legend(keys, names, notes)


def order_neighbourhoods(
    neighbourhoods: Sequence[Neighbourhood], sort: TenthOrder
) -> list[Neighbourhood]:
    """The neighbourhoods in the order of a choice of settings.SORTS; gaps last.

    Inside a tenth the order is that of their names: nobody is ranked.
    """
    by_name = sorted(neighbourhoods, key=lambda entry: entry.label)
    if sort == "name":
        return by_name
    sign = 1 if sort == "first" else -1
    return sorted(by_name, key=lambda entry: (not entry.tenth, sign * entry.tenth))


def list_shown(content: NeighbourhoodContent) -> list[Neighbourhood]:
    """The neighbourhoods of all places of the page, each once: one place may lie in the other."""
    return list(dict.fromkeys(entry for place in content.places for entry in place.neighbourhoods))


def count_list_pages(content: NeighbourhoodContent) -> int:
    """How many pages the list has."""
    return max(1, -(-len(list_shown(content)) // LIST_ROWS))


@cached(STATES)
def build_neighbourhood_list(view: NeighbourhoodView) -> str:
    """One page of the list as HTML: name and council, figure, tenth; each leads to its own card."""
    content = build_neighbourhoods(view.drawn)
    ordered = order_neighbourhoods(list_shown(content), view.sort)
    first = (min(view.page, count_list_pages(content)) - 1) * LIST_ROWS
    entries = ordered[first : first + LIST_ROWS]
    caption = f"{first + 1} to {first + len(entries)} of {len(ordered):,} neighbourhoods"
    heads = "".join(f'<th scope="col">{name}</th>' for name in _COLUMNS)
    rows = "".join(_write_row(content.measure, entry, view) for entry in entries)
    return (
        f'<div style="--list-name:46%"><table class="map-list"><caption>{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _write_row(measure: DeprivationMeasure, entry: Neighbourhood, view: NeighbourhoodView) -> str:
    link = escape(address(NEIGHBOURHOODS, {**view.settings(), SPOT: entry.code}))
    chosen = ' class="chosen"' if entry.code == view.spot else ""
    value = "–" if entry.value is None else measure.write_figure(entry.value)
    return (
        f'<tr{chosen}><th scope="row"><a href="{link}" target="_self">{escape(entry.label)}</a>'
        f"<small>{escape(entry.official_name)}</small></th><td>{escape(value)}</td>"
        f"<td>{escape(write_tenth(measure, entry.tenth))}</td></tr>"
    )


@cached(STATES)
def build_spot_card(spot: str) -> tuple[str, list[dict[str, str]]]:
    """The name of a neighbourhood, and its figure and tenth in every measure, a row each."""
    england, row = get_neighbourhoods(), list_spots()[spot]
    columns = england.columns
    label = neighbourhood_figures.write_label(columns["name_around"][row], columns["name"][row])
    rows = []
    for slug, measure in MEASURES.items():
        value, tenth = float(columns[slug][row]), int(get_tenths(slug)[row])
        rows.append(
            {
                "Measure": measure.label,
                "Figure": "no figure" if np.isnan(value) else measure.write_figure(value),
                "Tenth of England": write_tenth(measure, tenth),
                "What it is": measure.about,
            }
        )
    people = f"{int(columns['population'][row]):,} people"
    return f"{label} ({columns['name'][row]}), {people} in 2022", rows


def describe_spot(view: NeighbourhoodView) -> str:
    """The figure and tenth of the neighbourhood in focus in the page's measure, empty for none."""
    entries = [
        entry for entry in list_shown(build_neighbourhoods(view.drawn)) if entry.code == view.spot
    ]
    if not entries:
        return ""
    measure = MEASURES[view.measure]
    return f"{entries[0].label}: {describe_neighbourhood(measure, entries[0])}."


@cached(STATES)
def build_strips(slug: str, area: str, *, dark: bool) -> dict[str, Any]:
    """England, what the place belongs to, and the place: three strips as a specification."""
    measure, rows = MEASURES[slug], list_strip_rows(slug, area)
    positions = get_positions(slug)[get_neighbourhoods().find_rows(_list_tiers(area)[-1][1])]
    ticks = tuple(float(position) for position in positions if not np.isnan(position))
    strips = [
        NestedStrip(
            name=tier.name,
            low=spread.low,
            median=spread.median,
            high=spread.high,
            words=row["In the middle eight tenths"],
            ticks=ticks if number == len(rows) - 1 and len(ticks) <= 1000 else (),
        )
        for number, ((tier, spread), row) in enumerate(
            zip(list_tier_spreads(slug, area), rows, strict=True)
        )
    ]
    ends = (measure.first_end, measure.last_end)
    chart: dict[str, Any] = nested_strips(strips, ends, theme(dark=dark)).to_dict()
    return chart


def _list_tiers(area: str) -> list[tuple[Area, tuple[str, ...]]]:
    """England, the authority or region of a place, and the place, each with its councils."""
    registry, england = snapshot_records.get_registry(), get_neighbourhoods()
    place = registry[area]
    middle = registry.middle(area) or next(
        (parent for parent in registry.chain(area)[1:] if parent.level == "rgn"), None
    )
    tiers = [(registry[ENGLAND], tuple(england.rows_by_council))]
    if middle is not None and middle.code != area:
        members = {member.code for member in registry.members(middle.code)}
        tiers.append((middle, tuple(code for code in england.rows_by_council if code in members)))
    return [*tiers, (place, england.list_councils(registry, place))]


def list_tier_spreads(slug: str, area: str) -> list[tuple[Area, Spread]]:
    """England, what the place belongs to, and the place, each with how a measure spreads in it."""
    return [
        (tier, _measure_spread(MEASURES[slug], councils)) for tier, councils in _list_tiers(area)
    ]


@cached(STATES)
def list_strip_rows(slug: str, area: str) -> list[dict[str, str]]:
    """The strips as a table: each area, its neighbourhoods, and between which tenths they lie."""
    return [
        {
            "Area": tier.name,
            "Neighbourhoods": f"{spread.total:,}",
            "In the middle eight tenths": write_reach_sentence(tier, spread),
            "In the first tenth": f"{spread.counts[0]:,}",
        }
        for tier, spread in list_tier_spreads(slug, area)
    ]


def build_share_sentences(view: NeighbourhoodView) -> tuple[str, str]:
    """How much of the difference lies inside councils, and how far the place itself reaches."""
    content = build_neighbourhoods(view.drawn)
    share = write_share_sentence(content.measure, get_share_within(view.measure))
    return share, write_reach_sentence(content.place.area, content.place.spread)


def list_table_rows(view: NeighbourhoodView) -> list[dict[str, str]]:
    """The whole list for the table on the page."""
    content = build_neighbourhoods(view.drawn)
    measure, registry = content.measure, snapshot_records.get_registry()
    return [
        {
            "Neighbourhood": entry.label,
            "Official name": entry.official_name,
            "Code": entry.code,
            "Council": registry[entry.council].name,
            "Figure": "" if entry.value is None else measure.write_figure(entry.value),
            "Tenth of England": write_tenth(measure, entry.tenth),
        }
        for entry in order_neighbourhoods(list_shown(content), view.sort)
    ]
