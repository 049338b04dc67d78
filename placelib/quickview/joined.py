"""Uploaded figures joined to areas as the map and the comparisons want them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from placelib.areas.levels import LEVELS, rank_level
from placelib.areas.registry import AreaRegistry, benchmark_codes
from placelib.compare.distribution import Field
from placelib.compare.peers import PeerSet
from placelib.maps.areas import GapKind, MapFigure, areas_within, drawn_areas, scopes
from placelib.model import UNITED_KINGDOM, Area, Observation
from placelib.quickview.description import UPLOADED
from placelib.quickview.disclosure import HIDDEN
from placelib.quickview.figures import NOT_IN_FILE, UploadedFigures
from placelib.statistics.comparison import Verdict, verdict

_WITHHELD = {"confidential", "low reliability", HIDDEN}


def scope_of(registry: AreaRegistry, figures: UploadedFigures, level: str) -> str:
    """The smallest larger area that holds all of the file's areas of a level, by code."""
    drawn = [area for area in drawn_areas(registry, level) if area.code in figures.areas]
    holding = [
        code
        for code in scopes(registry, level)
        if all(code in area.parents or code == area.code for area in drawn)
    ]
    return min(
        holding, key=lambda code: len(areas_within(registry, level, code)), default=UNITED_KINGDOM
    )


def map_figures_of(
    registry: AreaRegistry, figures: UploadedFigures, level: str, within: str, period: str
) -> tuple[MapFigure, ...]:
    """Each area of a level with its uploaded figure for a period, or why there is none.

    A figure is held against the one that the file itself gives for England or the United Kingdom.
    """
    return tuple(
        _placed(registry, figures, area, period) for area in areas_within(registry, level, within)
    )


def _placed(registry: AreaRegistry, figures: UploadedFigures, area: Area, period: str) -> MapFigure:
    own = figures.at(area.code, period)
    if own is not None and own.value is not None:
        return MapFigure(area, own, _against(registry, figures, own), None, None)
    kind, why = _gap(figures, area, own)
    return MapFigure(area, own, Verdict("cannot say", why, None, why), why, kind)


def _gap(figures: UploadedFigures, area: Area, own: Observation | None) -> tuple[GapKind, str]:
    if own is not None and own.gap:
        return "withheld" if own.gap in _WITHHELD else "not collected", own.gap
    known = [one for one in figures.series.get(area.code, ()) if one.value is not None]
    if known:
        newest = known[-1].period_label
        return "other period", f"no figure for this period; the newest is {newest}"
    return "not collected", NOT_IN_FILE


def _against(registry: AreaRegistry, figures: UploadedFigures, own: Observation) -> Verdict:
    area = registry[own.area_code]
    for code in benchmark_codes(area):
        row = figures.at(code, own.period)
        if row is not None and row.value is not None:
            return verdict(figures.indicator, own, row, registry[code].in_sentence)
    why = "the file has no figure for England or the United Kingdom"
    return Verdict("cannot say", why, None, why)


def field_of(
    registry: AreaRegistry, figures: UploadedFigures, area: Area, peers: PeerSet, period: str
) -> Field:
    """The uploaded figures of an area's level for a period, its peers' among them.

    Areas that the file leaves out have a gap that says so.
    """
    level = {one.code: one for one in registry.current(area.level)}
    codes = dict.fromkeys([*level, area.code, *peers.codes])
    rows = {code: _row(figures, code, period) for code in codes}
    benchmark = next(
        (
            row
            for code in benchmark_codes(area)
            if (row := figures.at(code, period)) is not None and row.value is not None
        ),
        None,
    )
    return Field(
        figures.indicator,
        area,
        figures.periods.get(period),
        level,
        rows,
        registry[benchmark.area_code] if benchmark is not None else None,
        benchmark,
    )


def _row(figures: UploadedFigures, code: str, period: str) -> Observation:
    held = figures.at(code, period)
    return held or Observation(
        indicator=UPLOADED, area_code=code, period=period,
        period_label=figures.periods.get(period, ""), starts=date.min, ends=date.min,
        value=None, lower=None, upper=None, status=None, gap=NOT_IN_FILE, note=None,
    )  # fmt: skip


def places(figures: UploadedFigures, period: str) -> Mapping[str, Area]:
    """The current areas that have a figure in a period, by code, councils first, then by name."""
    held = [
        area
        for code, area in figures.areas.items()
        if area.is_current and area.explored and area.level in LEVELS
        and (row := figures.at(code, period)) is not None and row.value is not None
    ]  # fmt: skip
    ordered = sorted(held, key=lambda area: (rank_level(area.level), area.name))
    return {area.code: area for area in ordered}
