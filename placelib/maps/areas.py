"""The areas of a map with their figures for one period, or the kind of gap and its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from placelib.areas.naming import label_area
from placelib.areas.registry import AreaRegistry, list_benchmark_codes
from placelib.model import ENGLAND, UNITED_KINGDOM, Area, Indicator, Observation
from placelib.statistics.comparison import (
    BenchmarkVerdict,
    choose_benchmark,
    compare_with_benchmark,
    explain_missing_figure,
)
from placelib.statistics.figure_source import FigurePeriod, FigureSource
from placelib.statistics.observations import HIDDEN_BY_VISITOR, describe_gap

GapKind = Literal["withheld", "not collected", "other level", "other period"]
GAP_KINDS: tuple[GapKind, ...] = ("withheld", "not collected", "other level", "other period")
_WITHHELD = {"confidential", "low reliability", HIDDEN_BY_VISITOR}
# A period is usual when at least this share of the areas of the fullest one have a figure.
USUAL_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class MapFigure:
    """One area of a map: its figure for the map's period, or why there is none.

    ``missing`` and ``gap`` are None exactly where the observation has a value.
    """

    area: Area
    observation: Observation | None
    verdict: BenchmarkVerdict
    missing: str | None
    gap: GapKind | None

    @property
    def value(self) -> float | None:
        """The figure for the map's period."""
        return self.observation.value if self.observation is not None else None


def list_drawn_areas(registry: AreaRegistry, level: str) -> tuple[Area, ...]:
    """The areas of a level's boundary file in the order of their codes.

    The regions' file holds the nations that have no regions too.
    """
    areas = {area.code: area for area in registry.current(level)}
    if level == "rgn":
        areas |= {
            nation.code: nation for nation in registry.current("ctry") if nation.code != ENGLAND
        }
    areas.pop(UNITED_KINGDOM, None)
    return tuple(areas[code] for code in sorted(areas))


def list_areas_within(registry: AreaRegistry, level: str, within: str) -> tuple[Area, ...]:
    """The areas of a level that lie in a larger one, in the order of their codes."""
    return tuple(
        area
        for area in list_drawn_areas(registry, level)
        if within in area.parents or (level == "rgn" and area.code == within)
    )


def list_scopes(registry: AreaRegistry, level: str) -> dict[str, str]:
    """What a map of a level can be of, by code: all with at least two such areas in them."""
    larger = [registry[UNITED_KINGDOM]]
    for kind in ("ctry", "rgn", "cauth"):
        larger += [parent for parent in registry.current(kind) if parent.code != UNITED_KINGDOM]
    areas = list_drawn_areas(registry, level)
    members = Counter(parent for area in areas for parent in area.parents)
    return {parent.code: label_area(parent) for parent in larger if members[parent.code] > 1}


def choose_usual_period(periods: Sequence[FigurePeriod]) -> FigurePeriod | None:
    """The newest period in which at least half as many areas have a figure as in the fullest."""
    fullest = max((period.areas for period in periods), default=0)
    usual = [period for period in periods if period.areas >= USUAL_SHARE * fullest]
    return usual[-1] if usual else None


def build_map_figures(
    registry: AreaRegistry,
    source: FigureSource,
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
    rows = source.read_period(indicator.slug, period)
    silent = [area.code for area in areas if area.code not in rows]
    newest = source.read_newest_labels(indicator.slug, silent) if silent else {}
    figures = []
    for area in areas:
        row = rows.get(area.code)
        if row is not None and row.value is not None:
            verdict = _compare_to_benchmark(registry, indicator, area, row, rows)
            figures.append(
                MapFigure(area=area, observation=row, verdict=verdict, missing=None, gap=None)
            )
            continue
        kind, why = _classify_gap(source, indicator, area, level, row, newest.get(area.code))
        figures.append(
            MapFigure(
                area=area,
                observation=row,
                verdict=explain_missing_figure(why),
                missing=why,
                gap=kind,
            )
        )
    return tuple(figures)


def _compare_to_benchmark(
    registry: AreaRegistry,
    indicator: Indicator,
    area: Area,
    observation: Observation,
    rows: Mapping[str, Observation],
) -> BenchmarkVerdict:
    codes = list_benchmark_codes(area)
    benchmark = choose_benchmark(codes, rows.get)
    code = benchmark.area_code if benchmark else next(iter(codes), UNITED_KINGDOM)
    return compare_with_benchmark(indicator, observation, benchmark, registry[code].in_sentence)


def _classify_gap(
    source: FigureSource,
    indicator: Indicator,
    area: Area,
    level: str,
    row: Observation | None,
    newest: str | None,
) -> tuple[GapKind, str]:
    if row is not None:
        kind: GapKind = "withheld" if row.gap in _WITHHELD else "not collected"
        return kind, describe_gap(row)
    if newest is not None:
        return "other period", f"no figure for this period; the newest is {newest}"
    why = source.explain_absence(indicator, area)
    levels = {"rgn", "ctry"} if level == "rgn" and area.level == "ctry" else {level}
    return ("not collected" if levels & set(indicator.levels) else "other level"), why
