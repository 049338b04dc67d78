"""The figures of neighbourhoods as data, for the downloads of the page and for the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from placelib.neighbourhoods.figures import Neighbourhood
from placelib.neighbourhoods.measures import EDITION, MEASURES, PUBLISHER, DeprivationMeasure
from placelib.neighbourhoods.settings import NeighbourhoodView
from placelib.neighbourhoods.text import write_tenth
from placelib.views import neighbourhood_list, neighbourhood_strips, snapshot_records
from placelib.views import neighbourhoods as neighbourhood_view

# The source has three decimals: what lies behind them comes from multiplying alone.
_PLACES = 3


def build_neighbourhood_records(view: NeighbourhoodView) -> list[dict[str, Any]]:
    """The figures of the page, under the columns of exports.observation_table."""
    content = neighbourhood_view.build_neighbourhoods(view.drawn)
    entries = neighbourhood_list.list_shown(content)
    return [_make_record(content.measure, entry) for entry in entries]


def list_neighbourhood_records(
    areas: Sequence[str], measures: Sequence[str], after: tuple[str, str], size: int
) -> list[dict[str, Any]]:
    """At most ``size`` records of the neighbourhoods of areas, measure by measure.

    No areas mean all of England, no measures all of them. Inside a measure the order is that of
    councils and codes. ``after`` is the measure and the code of the record before the first, both
    empty for the beginning. Raises ValueError or KeyError where there is no such record.
    """
    registry, england = snapshot_records.get_registry(), neighbourhood_view.get_neighbourhoods()
    councils = {
        council for area in areas for council in england.list_councils(registry, registry[area])
    }
    rows = np.sort(england.find_rows(sorted(councils if areas else england.rows_by_council)))
    slugs = [slug for slug in MEASURES if not measures or slug in measures]
    start, (measure_before, code_before) = 0, after
    if measure_before:
        slugs = slugs[slugs.index(measure_before) :]
        row_before = neighbourhood_view.list_spots()[code_before]
        start = int(np.searchsorted(rows, row_before, side="right"))
    records: list[dict[str, Any]] = []
    for slug in slugs:
        part = rows[start : start + size - len(records)]
        tenths = neighbourhood_view.get_tenths(slug)
        entries = england.read_rows(MEASURES[slug], tenths, part)
        records += [_make_record(MEASURES[slug], entry) for entry in entries]
        start = 0
        if len(records) == size:
            break
    return records


def list_spread_records(area: str, slug: str) -> list[dict[str, Any]]:
    """How a measure spreads over England, what a place belongs to, and the place, a row each.

    ``low``, ``median`` and ``high`` are the positions in England, from 0 for the hardest pressed
    neighbourhood to 1, below which a tenth, half and nine tenths of an area's neighbourhoods lie;
    `tenth_1` to `tenth_10` count those in each tenth of England.
    """
    return [
        {
            "area_code": tier.code,
            "area_name": tier.name,
            "measure": slug,
            "neighbourhoods": spread.total,
            "low": spread.low,
            "median": spread.median,
            "high": spread.high,
            **{f"tenth_{number}": count for number, count in enumerate(spread.counts, start=1)},
        }
        for tier, spread in neighbourhood_strips.list_tier_spreads(slug, area)
    ]


def _make_record(measure: DeprivationMeasure, entry: Neighbourhood) -> dict[str, Any]:
    return {
        "area_code": entry.code,
        "area_name": f"{entry.label}, {entry.official_name}",
        "level": "lsoa",
        "indicator": measure.slug,
        "indicator_name": f"{measure.label} (Indices of Deprivation {EDITION})",
        "period_start": "",
        "period_end": "",
        "period": f"{EDITION} edition",
        # A share of 1 in the source is a percentage here, as on the page: 0.233 is 23.3.
        "value": None if entry.value is None else round(entry.value * measure.factor, _PLACES),
        "lower": None,
        "upper": None,
        "status": "" if entry.value is not None else "not available",
        "note": write_tenth(measure, entry.tenth),
        "unit": measure.unit_name,
        "source": PUBLISHER,
        "data_version": snapshot_records.get_metadata()["data_version"],
    }
