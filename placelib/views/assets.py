"""What a place has, beside England: rows and sentences; knows no Streamlit."""

from __future__ import annotations

import numpy as np

from placelib.assets.records import (
    KINDS,
    PER,
    Asset,
    AssetTables,
    describe_statutory,
    list_assets,
    list_library_authorities,
    load_assets,
)
from placelib.content import text
from placelib.database.cache import cached
from placelib.formatting import listed, number
from placelib.model import ENGLAND, Area
from placelib.neighbourhoods.measures import EDITION, MEASURES, DeprivationMeasure
from placelib.statistics.observations import read_series
from placelib.views import neighbourhoods as neighbourhood_view
from placelib.views import snapshot_records

AREAS = 64
RATE = f"For each {PER:,} people"
# What a table of assets has room for: without the source of each row.
COLUMNS = ("What", "Published", RATE, "England", "When", "More")
_PEOPLE = "population-count"
# A rate of 100 or more is shown without decimals, of 0.1 or more with one, below with two.
_MANY, _FEW, MOST_DECIMALS = 100, 0.1, 2
# What is known by neighbourhood and says what people can reach.
ACCESS = ("connectivity", "gp", "broadband")
ACCESS_SOURCE = "English Indices of Deprivation"


@cached(1)
def get_asset_tables() -> AssetTables:
    """All published rows of assets."""
    return load_assets(snapshot_records.get_store())


@cached(AREAS)
def get_assets(code: str) -> tuple[Asset, ...]:
    """What is published of a place, kind by kind."""
    registry, tables = snapshot_records.get_registry(), get_asset_tables()
    area = registry[code]
    holder, _ = list_library_authorities(registry, tables, area)
    people = count_people((area.code, holder.code))
    return tuple(list_assets(registry, tables, area, people))


def count_people(codes: tuple[str, ...]) -> dict[tuple[str, int], float]:
    """The residents of areas in the years of KINDS, in a year without figures the newest before."""
    series = read_series(snapshot_records.get_store(), [_PEOPLE], list(codes))
    people: dict[tuple[str, int], float] = {}
    for (_, code), rows in series.items():
        for kind in KINDS.values():
            counted = [
                row for row in rows if row.value is not None and row.starts.year <= kind.year
            ]
            newest = max(counted, key=lambda row: row.starts, default=None)
            if newest is not None and newest.value is not None:
                people[code, kind.year] = newest.value
    return people


@cached(AREAS)
def list_asset_rows(code: str) -> list[dict[str, str]]:
    """What is published of a place as a table, England beside it."""
    england = {asset.kind.slug: asset for asset in get_assets(ENGLAND)}
    registry = snapshot_records.get_registry()
    rows = []
    for asset in get_assets(code):
        elsewhere = "" if asset.holder.code == code else f"all of {asset.holder.in_sentence}; "
        beside = england.get(asset.kind.slug)
        rows.append(
            {
                "What": asset.kind.label,
                "Published": "not published" if asset.count is None else number(asset.count),
                RATE: write_asset_rate(asset),
                "England": _write_beside(beside),
                "When": asset.kind.year_label,
                "More": f"{elsewhere}{asset.note}".removesuffix("; "),
                "Source": asset.kind.source,
            }
        )
    return [*rows, *_list_access_rows(registry[code])]


def _write_beside(england: Asset | None) -> str:
    """England's rate; where some authority has no whole year, that there is none."""
    if england is None:
        return ""
    return "not published" if england.count is None else write_asset_rate(england)


def write_asset_rate(asset: Asset) -> str:
    """“0.4”, or “at least 14.0” where more may be there than was counted; empty without a rate."""
    rate = write_rate(asset.rate)
    return f"at least {rate}" if rate and asset.is_lower_bound else rate


def write_rate(rate: float | None) -> str:
    """A count for each 10,000 people in as many decimals as show it; empty for none."""
    if rate is None:
        return ""
    return number(rate, choose_decimals(rate))


def choose_decimals(rate: float) -> int:
    """As many decimals as show what there is: 21,744; 0.4; 0.05."""
    return 0 if rate >= _MANY or not rate else 1 if rate >= _FEW else MOST_DECIMALS


def list_access_readings(area: Area) -> list[tuple[DeprivationMeasure, float, float]]:
    """What people can reach: each measure at the middle neighbourhood of the place and of England.

    Empty for a place without a map of neighbourhoods. Shares are of 1, as in the source.
    """
    england = neighbourhood_view.get_neighbourhoods()
    councils = england.list_councils(snapshot_records.get_registry(), area)
    if not councils:
        return []
    rows = england.find_rows(councils)
    return [
        (
            MEASURES[slug],
            float(np.nanmedian(england.columns[slug][rows])),
            float(np.nanmedian(england.columns[slug])),
        )
        for slug in ACCESS
    ]


def name_access(measure: DeprivationMeasure) -> str:
    """What a row of `list_access_readings` is called."""
    return f"{measure.label}, middle neighbourhood"


def _list_access_rows(area: Area) -> list[dict[str, str]]:
    return [
        {
            "What": name_access(measure),
            "Published": measure.write_figure(value),
            RATE: "",
            "England": measure.write_figure(england),
            "When": f"{EDITION} edition",
            "More": measure.about,
            "Source": ACCESS_SOURCE,
        }
        for measure, value, england in list_access_readings(area)
    ]


@cached(AREAS)
def write_asset_sentence(code: str) -> str:
    """What there is to build on, in a sentence or two; what is not published is said."""
    area = snapshot_records.get_registry()[code]
    assets = get_assets(code)
    if not assets:
        return (
            f"Of what {area.in_sentence} has, nothing is in the lists that we hold: they are of "
            "England, and of communities in Wales."
        )
    parts = _list_counted(area)
    gaps = [asset.kind.label.lower() for asset in assets if asset.count is None]
    sentence = f"Published for {area.in_sentence}: {listed(parts)}." if parts else ""
    if gaps:
        sentence = f"{sentence} Not published for a whole year: {listed(gaps)}."
    _, authorities = list_library_authorities(
        snapshot_records.get_registry(), get_asset_tables(), area
    )
    statutory = describe_statutory(get_asset_tables(), authorities)
    if area.is_english and not authorities:
        statutory = "Its libraries are not in the list that we hold."
    return f"{sentence} {statutory} {_write_access_sentence(area)}".replace("  ", " ").strip()


def write_asset_summary(code: str) -> str:
    """What is published of what a place has, in one line."""
    parts = _list_counted(snapshot_records.get_registry()[code])
    return listed(parts) if parts else "Nothing in the lists that we hold"


def _list_counted(area: Area) -> list[str]:
    """“28 public libraries (9 more do not say whether they are open)”, and what else is counted."""
    parts = []
    for asset in get_assets(area.code):
        if asset.kind.slug in ("libraries", "visits", "parishes") and asset.count:
            left_out = f" ({asset.left_out})" if asset.left_out else ""
            parts.append(f"{number(asset.count)} {_name_counted(asset, area)}{left_out}")
    return parts


def _write_access_sentence(area: Area) -> str:
    """How well connected the middle neighbourhood of a place is, beside England's; else empty."""
    england = neighbourhood_view.get_neighbourhoods()
    councils = england.list_councils(snapshot_records.get_registry(), area)
    if not councils:
        return ""
    values = england.columns["connectivity"]
    here = number(float(np.nanmedian(values[england.find_rows(councils)])))
    beside = number(float(np.nanmedian(values)))
    return (
        f"Its middle neighbourhood scores {here} of 100 for connectivity, England’s {beside} "
        f"({EDITION} edition)."
    )


def _name_counted(asset: Asset, area: Area) -> str:
    """What a count is of, in a sentence: “public libraries of Kent’s county council”."""
    is_one = asset.count == 1
    words = {
        "libraries": "public library" if is_one else "public libraries",
        "visits": "visits to them in a year",
        "parishes": "parish or community" if is_one else "parishes or communities",
    }[asset.kind.slug]
    is_shared = asset.kind.slug == "libraries" and asset.holder != area
    if not is_shared:
        return words
    if asset.holder.level == "utla":
        # Of a county's districts none has libraries of its own.
        return f"{words} of {asset.holder.in_sentence}’s county council"
    return f"{words} in {asset.holder.in_sentence}"


def write_asset_note() -> str:
    """What the list is, and what could not be found."""
    return text("assets_note")
