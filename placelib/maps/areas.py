"""The areas of a map with their figures for one period, or the kind of gap and its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from placelib.areas.naming import label_area
from placelib.areas.registry import AreaRegistry, benchmark_codes
from placelib.database.connection import Store
from placelib.model import ENGLAND, UNITED_KINGDOM, Area, Indicator, Observation
from placelib.statistics.comparison import Verdict, verdict
from placelib.statistics.observations import gap_in_words, observation, why_missing

GapKind = Literal["withheld", "not collected", "other level", "other period"]
GAP_KINDS: tuple[GapKind, ...] = ("withheld", "not collected", "other level", "other period")
_WITHHELD = {"confidential", "low reliability"}
# A period is usual when at least this share of the areas of the fullest one have a figure.
USUAL_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class MapPeriod:
    """A period with figures: the publisher's notation, in words, and how many areas have one."""

    period: str
    label: str
    starts: date
    areas: int


@dataclass(frozen=True, slots=True)
class MapFigure:
    """One area of a map: its figure for the map's period, or why there is none.

    ``missing`` and ``gap`` are None exactly where the observation has a value.
    """

    area: Area
    observation: Observation | None
    verdict: Verdict
    missing: str | None
    gap: GapKind | None

    @property
    def value(self) -> float | None:
        """The figure for the map's period."""
        return self.observation.value if self.observation is not None else None


def drawn_areas(registry: AreaRegistry, level: str) -> tuple[Area, ...]:
    """The areas of a level's boundary file in the order of their codes.

    The regions' file holds the nations that have no regions too.
    """
    areas = {area.code: area for area in registry.current(level)}
    if level == "rgn":
        areas |= {one.code: one for one in registry.current("ctry") if one.code != ENGLAND}
    areas.pop(UNITED_KINGDOM, None)
    return tuple(areas[code] for code in sorted(areas))


def areas_within(registry: AreaRegistry, level: str, within: str) -> tuple[Area, ...]:
    """The areas of a level that lie in a larger one, in the order of their codes."""
    return tuple(
        area
        for area in drawn_areas(registry, level)
        if within in area.parents or (level == "rgn" and area.code == within)
    )


def scopes(registry: AreaRegistry, level: str) -> dict[str, str]:
    """What a map of a level can be of, by code: all with at least two such areas in them."""
    larger = [registry[UNITED_KINGDOM]]
    for kind in ("ctry", "rgn", "cauth"):
        larger += [one for one in registry.current(kind) if one.code != UNITED_KINGDOM]
    drawn = drawn_areas(registry, level)
    held = Counter(parent for area in drawn for parent in area.parents)
    return {one.code: label_area(one) for one in larger if held[one.code] > 1}


def map_periods(store: Store, indicator: Indicator, areas: Sequence[Area]) -> tuple[MapPeriod, ...]:
    """The periods in which any of the areas has a value, oldest first."""
    codes = [area.code for area in areas]
    rows = store.rows("map_periods", indicator=indicator.slug, codes=codes)
    return tuple(MapPeriod(**row) for row in rows)


def usual_period(periods: Sequence[MapPeriod]) -> MapPeriod | None:
    """The newest period in which at least half as many areas have a figure as in the fullest."""
    fullest = max((one.areas for one in periods), default=0)
    usual = [one for one in periods if one.areas >= USUAL_SHARE * fullest]
    return usual[-1] if usual else None


def map_values(store: Store, indicator: Indicator, areas: Sequence[Area]) -> list[float]:
    """Every value of the areas in every period, for classes that hold for all of them."""
    codes = [area.code for area in areas]
    rows = store.rows("map_values", indicator=indicator.slug, codes=codes)
    return [float(row["value"]) for row in rows]


def map_figures(
    registry: AreaRegistry,
    store: Store,
    indicator: Indicator,
    areas: Sequence[Area],
    level: str,
    period: str,
) -> tuple[MapFigure, ...]:
    """Each area with its figure for the period, its verdict, or the reason for the gap.

    The verdict holds each area against its own benchmark: England for English areas, the United
    Kingdom for the others and where England has no figure. A figure for another period is never
    taken instead; the reason says which period has one.
    """
    rows = {
        row["area_code"]: observation(row)
        for row in store.rows("figures_of_period", indicator=indicator.slug, period=period)
    }
    newest: dict[str, str] = {}
    silent = [area.code for area in areas if area.code not in rows]
    if silent:
        found = store.rows("map_newest", indicator=indicator.slug, codes=silent)
        newest = {row["area_code"]: str(row["label"]) for row in found}
    return tuple(_figure(registry, indicator, area, level, rows, newest) for area in areas)


def _figure(
    registry: AreaRegistry,
    indicator: Indicator,
    area: Area,
    level: str,
    rows: Mapping[str, Observation],
    newest: Mapping[str, str],
) -> MapFigure:
    own = rows.get(area.code)
    if own is not None and own.value is not None:
        return MapFigure(area, own, _against(registry, indicator, area, own, rows), None, None)
    kind, why = _gap(indicator, area, level, own, newest.get(area.code))
    return MapFigure(area, own, Verdict("cannot say", why, None, why), why, kind)


def _against(
    registry: AreaRegistry,
    indicator: Indicator,
    area: Area,
    own: Observation,
    rows: Mapping[str, Observation],
) -> Verdict:
    codes = benchmark_codes(area)
    held = [code for code in codes if (row := rows.get(code)) and row.value is not None]
    code = next(iter(held or codes), UNITED_KINGDOM)
    return verdict(indicator, own, rows.get(code), registry[code].in_sentence)


def _gap(
    indicator: Indicator, area: Area, level: str, row: Observation | None, newest: str | None
) -> tuple[GapKind, str]:
    if row is not None:
        kind: GapKind = "withheld" if row.gap in _WITHHELD else "not collected"
        return kind, gap_in_words(row)
    if newest is not None:
        return "other period", f"no figure for this period; the newest is {newest}"
    why = why_missing(indicator, area)
    levels = {"rgn", "ctry"} if level == "rgn" and area.level == "ctry" else {level}
    return ("not collected" if levels & set(indicator.levels) else "other level"), why
