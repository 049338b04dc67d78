"""A place among all areas of its level: one period's figures, and the rank as a range."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placelib.areas.registry import AreaRegistry, list_benchmark_codes
from placelib.compare.peers import list_level_areas
from placelib.formatting import subtract_rounded
from placelib.model import Area, Indicator, Observation
from placelib.statistics.comparison import choose_benchmark, compare_areas
from placelib.statistics.figure_source import FigureSource


@dataclass(frozen=True, slots=True)
class Field:
    """The figures of all areas of a level for one indicator and period.

    ``rows`` holds value or gap by area code, of the level's current areas only; an area that is
    not in it has no row in the source. ``benchmark`` is England's row (or the United Kingdom's)
    with a value. ``period_label`` is None when nobody has a figure.
    """

    indicator: Indicator
    area: Area
    period_label: str | None
    areas: Mapping[str, Area]
    rows: Mapping[str, Observation]
    benchmark_area: Area | None
    benchmark: Observation | None

    @property
    def area_row(self) -> Observation | None:
        """The place's row, value or gap; None where the source has none."""
        return self.rows.get(self.area.code)

    @property
    def valued(self) -> tuple[Observation, ...]:
        """The rows of the level's areas with a value, in order of value."""
        valued = [
            row for code, row in self.rows.items() if row.value is not None and code in self.areas
        ]
        return tuple(sorted(valued, key=lambda row: (row.value or 0.0, row.area_code)))

    @property
    def median(self) -> float | None:
        """The median of the areas with a value, each counting once."""
        values = [row.value for row in self.valued if row.value is not None]
        return statistics.median(values) if values else None


def load_field(
    source: FigureSource,
    registry: AreaRegistry,
    indicator: Indicator,
    area: Area,
    peers: Sequence[Area],
    period: str | None = None,
) -> Field:
    """The field of an indicator for a period, or the newest in which the place has a value.

    Where the place never has one, the newest period of its peers stands in. Peers of another level
    are kept in ``rows`` and left out of the level's areas.
    """
    codes = [area.code, *(peer.code for peer in peers)]
    period = period or _find_newest_period(source, indicator, codes)
    level = {member.code: member for member in list_level_areas(registry, area.level)}
    if period is None:
        return Field(
            indicator=indicator,
            area=area,
            period_label=None,
            areas=level,
            rows={},
            benchmark_area=None,
            benchmark=None,
        )
    every = source.read_period(indicator.slug, period)
    rows = {code: row for code, row in every.items() if code in level or code in codes}
    benchmark = choose_benchmark(list_benchmark_codes(area), every.get)
    benchmark_area = registry[benchmark.area_code] if benchmark is not None else None
    label = next((row.period_label for row in every.values()), None)
    return Field(
        indicator=indicator,
        area=area,
        period_label=label,
        areas=level,
        rows=rows,
        benchmark_area=benchmark_area,
        benchmark=benchmark,
    )


def _find_newest_period(
    source: FigureSource, indicator: Indicator, codes: Sequence[str]
) -> str | None:
    """The newest period in which the first area has a value, else any of the others."""
    series = source.read_series(indicator.slug, codes)
    place, *peers = (_read_newest(series.get(code, ())) for code in codes)
    if place is not None:
        return place.period
    newest = max(
        (row for row in peers if row is not None),
        key=lambda row: (row.ends, row.starts),
        default=None,
    )
    return newest.period if newest is not None else None


def _read_newest(rows: Sequence[Observation]) -> Observation | None:
    return next((row for row in reversed(rows) if row.value is not None), None)


@dataclass(frozen=True, slots=True)
class PeerCounts:
    """How many peers stand clearly higher, lower or not clearly apart from a place.

    Where no interval is published ``is_judged`` is False and higher and lower only count figures,
    as they are shown.
    ``exact`` of the judged have no interval and count as exact, ``unjudged`` cannot be judged, and
    ``silent`` have no figure.
    """

    is_judged: bool
    higher: int
    lower: int
    alike: int
    exact: int
    unjudged: int
    silent: int

    @property
    def valued(self) -> int:
        """How many peers have a figure."""
        return self.higher + self.lower + self.alike + self.unjudged


def count_peers(
    indicator: Indicator, row: Observation, peers: Sequence[Observation | None]
) -> PeerCounts:
    """The peers of a place counted by how they stand beside it; None and gaps are silent.

    ``row`` is the place's own figure. Each peer is judged by the interval of the difference.
    """
    assert row.value is not None
    valued = [peer for peer in peers if peer is not None and peer.value is not None]
    silent = len(peers) - len(valued)
    kinds = [compare_areas(indicator, peer, row) for peer in valued]
    if kinds.count("no interval") == len(kinds):
        differences = [subtract_rounded(indicator, peer.value or 0.0, row.value) for peer in valued]
        higher, lower = (
            sum(difference > 0 for difference in differences),
            sum(difference < 0 for difference in differences),
        )
        return PeerCounts(
            is_judged=False,
            higher=higher,
            lower=lower,
            alike=len(valued) - higher - lower,
            exact=0,
            unjudged=0,
            silent=silent,
        )
    exact = 0
    if row.has_interval:
        exact = sum(
            not peer.has_interval and kind != "no interval"
            for peer, kind in zip(valued, kinds, strict=True)
        )
    return PeerCounts(
        is_judged=True,
        higher=kinds.count("higher"),
        lower=kinds.count("lower"),
        alike=kinds.count("not clearly different"),
        exact=exact,
        unjudged=kinds.count("no interval"),
        silent=silent,
    )
