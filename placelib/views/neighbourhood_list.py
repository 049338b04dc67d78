"""The list of the Neighbourhoods page, its table, and the card of the neighbourhood in focus."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from placelib.database.cache import cached
from placelib.neighbourhoods import figures as neighbourhood_figures
from placelib.neighbourhoods.figures import Neighbourhood
from placelib.neighbourhoods.measures import MEASURES, DeprivationMeasure
from placelib.neighbourhoods.settings import LIST_ROWS, NeighbourhoodView, TenthOrder
from placelib.neighbourhoods.text import describe_neighbourhood, write_tenth
from placelib.urls import NEIGHBOURHOODS, SPOT, address
from placelib.views import snapshot_records
from placelib.views.neighbourhoods import (
    STATES,
    NeighbourhoodContent,
    build_neighbourhoods,
    get_neighbourhoods,
    get_tenths,
    list_spots,
)

_COLUMNS = ("Neighbourhood", "Figure", "Tenth of England")


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
    # Nobody is ranked inside a tenth.
    order = "in order of the alphabet" + ("" if view.sort == "name" else " inside each tenth")
    caption = f"{first + 1} to {first + len(entries)} of {len(ordered):,} neighbourhoods, {order}"
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
        f"<small>{escape(_name_district(entry))}</small></th><td>{escape(value)}</td>"
        f"<td>{escape(write_tenth(measure, entry.tenth))}</td></tr>"
    )


def _name_district(entry: Neighbourhood) -> str:
    """The district in an official name: “Manchester” of “Manchester 021A”."""
    return entry.official_name.rpartition(" ")[0]


def list_neighbourhood_rows(view: NeighbourhoodView) -> list[dict[str, str]]:
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
