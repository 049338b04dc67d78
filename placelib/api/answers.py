"""What the API answers, looked up by the same calls as the pages and the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from placelib.api.parameters import Position, refuse_cursor, write_cursor
from placelib.areas.registry import find_page_area
from placelib.assets.records import Asset
from placelib.database.cache import cached
from placelib.exports.observation_files import SCHEMA
from placelib.exports.observation_table import make_record, name_data_unit, write_observations_csv
from placelib.exports.spreadsheets import write_csv as write_table
from placelib.model import ENGLAND, Area, Indicator
from placelib.neighbourhoods.measures import EDITION, DeprivationMeasure
from placelib.views import snapshot_records
from placelib.views.area_matches import list_matches
from placelib.views.assets import (
    ACCESS_SOURCE,
    get_assets,
    list_access_readings,
    name_access,
)
from placelib.views.neighbourhood_records import list_neighbourhood_records

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Query:
    """Which observations are asked for, and where their page begins."""

    areas: tuple[str, ...]
    indicators: tuple[str, ...]
    level: str
    periods: tuple[str, ...]
    size: int
    position: Position


@dataclass(frozen=True, slots=True)
class NeighbourhoodQuery:
    """Which figures of neighbourhoods are asked for, and where their page begins."""

    areas: tuple[str, ...]
    measures: tuple[str, ...]
    size: int
    position: Position


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A page of observations, and the cursor of the next one; empty behind the last."""

    body: bytes
    next_cursor: str


def list_areas(level: str, name: str) -> list[Values]:
    """Every area of a level (or of all), whose name holds ``name``; current ones first."""
    registry = snapshot_records.get_registry()
    matching = [
        area
        for area in registry.areas.values()
        if (not level or area.level == level or (level == "utla" and area.is_utla))
        and name.casefold() in area.name.casefold()
    ]
    return [
        _area(area) for area in sorted(matching, key=lambda area: (bool(area.ended), area.code))
    ]


def describe_area(code: str) -> Values:
    """An area with what it belongs to, what it holds and what took over. Raises UnknownArea."""
    registry = snapshot_records.get_registry()
    area = find_page_area(registry, code)
    return {
        **_area(area),
        "belongs_to": [_area(parent) for parent in registry.chain(area.code)[1:]],
        "holds": [_area(member) for member in registry.members(area.code)],
        "successors": [_area(successor) for successor in registry.current_successors(area.code)],
    }


def describe_indicators() -> list[Values]:
    """Every indicator with its unit, direction, periods, levels and source."""
    return [_indicator(entry) for entry in snapshot_records.get_catalogue().indicators.values()]


def describe_indicator(slug: str) -> Values:
    """One indicator. Raises UnknownIndicator."""
    return _indicator(snapshot_records.get_catalogue()[slug])


def list_area_assets(code: str) -> list[Values]:
    """What is published of what an area has, kind by kind, and what its people can reach.

    Raises UnknownArea.
    """
    area = find_page_area(snapshot_records.get_registry(), code)
    england = {asset.kind.slug: asset.rate for asset in get_assets(ENGLAND)}
    return [
        *(_asset(asset, england.get(asset.kind.slug)) for asset in get_assets(area.code)),
        *(_access(area, *reading) for reading in list_access_readings(area)),
    ]


def find_areas(query: str) -> list[Values]:
    """The places that a name, an old or Welsh name or a code may mean, best first."""
    return list_matches(snapshot_records.get_gazetteer(), query)


@cached(64)
def build_observations(query: Query, form: str) -> ResultPage:
    """A page of observations as ``json``, ``csv`` or ``parquet``."""
    version = snapshot_records.get_metadata()["data_version"]
    after_indicator, after_area, after_period = query.position
    rows = snapshot_records.get_store().rows(
        "observation_rows",
        areas=list(query.areas),
        indicators=list(query.indicators),
        level=query.level,
        periods=list(query.periods),
        after_indicator=after_indicator,
        after_area=after_area,
        after_period=after_period,
        # One more than is shown tells whether there is another page.
        size=query.size + 1,
    )
    next_cursor = ""
    if len(rows) > query.size:
        rows = rows[: query.size]
        last = rows[-1]
        next_cursor = write_cursor((last["indicator"], last["area_code"], last["period_code"]))
    records = [make_record(row, version) for row in rows]
    return ResultPage(_write(records, form, next_cursor), next_cursor)


@cached(64)
def build_neighbourhood_figures(query: NeighbourhoodQuery, form: str) -> ResultPage:
    """A page of the figures of neighbourhoods as ``json``, ``csv`` or ``parquet``.

    Raises ApiProblem for a position that is none of the query's.
    """
    measure, code, _ = query.position
    try:
        records = list_neighbourhood_records(
            query.areas, query.measures, (measure, code), query.size + 1
        )
    except (KeyError, ValueError):
        raise refuse_cursor() from None
    next_cursor = ""
    if len(records) > query.size:
        records = records[: query.size]
        next_cursor = write_cursor((records[-1]["indicator"], records[-1]["area_code"], ""))
    return ResultPage(_write(records, form, next_cursor), next_cursor)


def _write(records: Sequence[Values], form: str, next_cursor: str) -> bytes:
    if form == "csv":
        return "".join(write_observations_csv(records)).encode()
    if form == "parquet":
        # Only where it is asked for: it brings four libraries (ADR 83).
        from pyarrow.parquet import write_table

        out = io.BytesIO()
        write_table(pa.Table.from_pylist(list(records), SCHEMA), out)
        return out.getvalue()
    return write_json({"observations": records, "next": next_cursor or None})


def write_list_csv(rows: Sequence[Values]) -> bytes:
    """A list as CSV; what is a list in a cell has semicolons between its parts."""
    return write_table(
        [{name: _write_cell(cell) for name, cell in row.items()} for row in rows]
    ).encode()


def _write_cell(cell: object) -> str:
    if isinstance(cell, dict):
        return " ".join(map(str, cell.values()))
    if isinstance(cell, list):
        return "; ".join(map(_write_cell, cell))
    return "" if cell is None else str(cell)


def write_json(value: object) -> bytes:
    """JSON with dates in ISO form; never NaN, which JSON does not have."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_iso).encode()


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an answer")


def _area(area: Area) -> Values:
    return {
        "code": area.code,
        "name": area.name,
        "level": area.level,
        "is_upper_tier": area.is_utla,
        "nation": area.nation,
        "started": area.started,
        "ended": area.ended,
    }


def _asset(asset: Asset, england: float | None) -> Values:
    return {
        "kind": asset.kind.slug,
        "name": asset.kind.label,
        "area_code": asset.holder.code,
        "area_name": asset.holder.name,
        "period": asset.kind.year_label,
        "count": asset.count,
        "per_10000_people": asset.rate,
        "england_per_10000_people": england,
        "middle_neighbourhood": None,
        "england_middle_neighbourhood": None,
        "note": asset.note,
        "source": asset.kind.source,
    }


def _access(area: Area, measure: DeprivationMeasure, value: float, england: float) -> Values:
    """A measure of neighbourhoods in the shape of an asset: no count, but its middle figure."""
    return {
        "kind": measure.slug,
        "name": name_access(measure),
        "area_code": area.code,
        "area_name": area.name,
        "period": f"{EDITION} edition",
        "count": None,
        "per_10000_people": None,
        "england_per_10000_people": None,
        "middle_neighbourhood": value * measure.factor,
        "england_middle_neighbourhood": england * measure.factor,
        "note": measure.about,
        "source": ACCESS_SOURCE,
    }


def _indicator(indicator: Indicator) -> Values:
    return {
        "slug": indicator.slug,
        "name": indicator.label,
        "topic": indicator.topic,
        "sub_topic": indicator.sub_topic,
        "what_it_is": indicator.what_it_is,
        "be_careful": indicator.be_careful,
        "direction": indicator.direction,
        "unit": name_data_unit(indicator.prefix, indicator.suffix, indicator.sub_text),
        "decimals": indicator.decimals,
        "is_rate": indicator.standardised,
        "has_interval": indicator.has_interval,
        "first_period": indicator.period_first,
        "last_period": indicator.period_last,
        "levels": list(indicator.levels),
        "nations": list(indicator.countries),
        "sources": [
            {"name": name, "link": link}
            for name, link in zip(indicator.source_orgs, indicator.source_urls, strict=True)
        ],
        "released": indicator.released,
    }
