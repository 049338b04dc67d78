"""The figures of one uploaded measure as observations, by area and period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from placelib.areas.levels import LEVELS
from placelib.areas.registry import AreaRegistry
from placelib.maps.areas import list_drawn_areas
from placelib.model import UPLOADED, Area, Indicator, Observation
from placelib.periods import Period
from placelib.quickview.description import Description, build_indicator
from placelib.quickview.disclosure import find_hidden_rows
from placelib.quickview.measures import Measure
from placelib.quickview.period_dates import read_period_dates
from placelib.statistics.figure_source import FigurePeriod
from placelib.statistics.observations import HIDDEN_BY_VISITOR, NOT_IN_FILE
from placelib.uploads import Reading, Table

# The marks of the file in the words of the official figures, where both mean the same.
_MARKS = {
    "confidential": "confidential",
    "suppressed": "confidential",
    "withheld": "confidential",
    "unreliable": "low reliability",
    "not applicable": "not applicable",
    "not available": "not available",
}


@dataclass(frozen=True, slots=True)
class UploadedFigures:
    """One uploaded measure: a FigureSource of one indicator, as the database is of all.

    ``series`` holds the observations of each area in order of time, ``periods`` the words of every
    period by its label in that order. ``twice`` counts figures left out because their area and
    period had one already; ``areas`` are the file's areas by code.
    """

    indicator: Indicator
    series: Mapping[str, tuple[Observation, ...]]
    periods: Mapping[str, str]
    areas: Mapping[str, Area]
    twice: int

    @property
    def newest(self) -> str:
        """The newest period in which at least half as many areas have a figure as in the fullest.

        Empty when there is no figure.
        """
        counts = Counter(
            observation.period
            for rows in self.series.values()
            for observation in rows
            if observation.value is not None
        )
        most = max(counts.values(), default=0)
        usual = [label for label in self.periods if most and counts[label] * 2 >= most]
        return usual[-1] if usual else ""

    def find_figure(self, code: str, period: str) -> Observation | None:
        """The observation of an area for a period, None where the file has none."""
        rows = self.series.get(code, ())
        return next((row for row in rows if row.period == period), None)

    def read_series(
        self, indicator: str, codes: Sequence[str]
    ) -> Mapping[str, tuple[Observation, ...]]:
        """Every observation in order of time by area code; areas without a row are absent."""
        assert indicator == self.indicator.slug
        return {code: self.series[code] for code in codes if code in self.series}

    def read_period(self, indicator: str, period: str) -> Mapping[str, Observation]:
        """The observations of one period, value or gap, by area code."""
        assert indicator == self.indicator.slug
        rows = (self.find_figure(code, period) for code in self.series)
        return {row.area_code: row for row in rows if row is not None}

    def list_periods(self, indicator: str, codes: Sequence[str]) -> tuple[FigurePeriod, ...]:
        """The periods in which any of the areas has a value, oldest first."""
        valued = [
            row
            for rows in self.read_series(indicator, codes).values()
            for row in rows
            if row.value is not None
        ]
        starts = {row.period: row.starts for row in valued}
        counts = Counter(row.period for row in valued)
        return tuple(
            FigurePeriod(period, self.periods[period], starts[period], counts[period])
            for period in self.periods
            if period in counts
        )

    def list_values(self, indicator: str, codes: Sequence[str]) -> list[float]:
        """Every value of the areas in every period."""
        return _list_all_values(self.read_series(indicator, codes))

    def read_newest_labels(self, indicator: str, codes: Sequence[str]) -> Mapping[str, str]:
        """The newest period with a value, in words, by area code."""
        series = self.read_series(indicator, codes)
        return {
            code: row.period_label
            for code, rows in series.items()
            for row in rows
            if row.value is not None
        }

    def explain_absence(self, indicator: Indicator, area: Area) -> str:  # noqa: ARG002
        """Why there is no row for an area: a file says nothing of what it leaves out."""
        return NOT_IN_FILE


def build_figures(
    registry: AreaRegistry,
    reading: Reading,
    measure: Measure,
    description: Description,
    *,
    slug: str = UPLOADED,
    file: str = "",
) -> UploadedFigures:
    """The figures of a measure as described; small counts are hidden where the answer says so.

    ``slug`` tells the measure from others, ``file`` is the name of the file it is from.
    """
    table = reading.table
    years_are = str(reading.period_reading.get("years_are", ""))
    labels = dict.fromkeys(table.period[row] for row in measure.rows)
    dates = {label: read_period_dates(label, years_are) for label in labels}
    in_order = sorted(labels, key=lambda label: (dates[label][0].starts, dates[label][0].ends))
    hidden_rows = find_hidden_rows([(measure, description)], reading)
    # An area and period that come again are counted; the first stands.
    by_area: dict[str, dict[str, Observation]] = {}
    twice = 0
    for row in measure.rows:
        code, label = table.area_code[row], table.period[row]
        if code not in registry.areas:
            continue
        by_period = by_area.setdefault(code, {})
        if label in by_period:
            twice += 1
        else:
            by_period[label] = _build_observation(
                table, row, dates[label], slug, is_hidden=row in hidden_rows
            )
    series = {
        code: tuple(sorted(rows.values(), key=lambda row: (row.starts, row.ends)))
        for code, rows in by_area.items()
    }
    areas = {code: registry[code] for code in series}
    indicator = build_indicator(
        description, list_levels(registry, areas), _list_all_values(series), slug=slug, file=file
    )
    summed = [code for code in reading.summed if code in series]
    return UploadedFigures(
        indicator=replace(indicator, what_it_is=indicator.what_it_is + _describe_sums(len(summed))),
        series=series,
        periods={label: dates[label][1] for label in in_order},
        areas=areas,
        twice=twice,
    )


def _describe_sums(count: int) -> str:
    """What a reader must know of figures that stand in no row of the file; empty for none."""
    if not count:
        return ""
    areas = "1 area" if count == 1 else f"{count:,} areas"
    return f" The figures of {areas} are sums of those of former ones."


def _build_observation(
    table: Table, row: int, when: tuple[Period, str], slug: str, *, is_hidden: bool
) -> Observation:
    period, words = when
    value, status = table.value[row], table.status[row]
    return Observation(
        indicator=slug,
        area_code=table.area_code[row],
        period=table.period[row],
        period_label=words,
        starts=period.starts,
        ends=period.ends,
        value=None if is_hidden else value,
        lower=None,
        upper=None,
        status=status or None,
        gap=HIDDEN_BY_VISITOR if is_hidden else _find_gap_reason(value, status),
        note=_write_note(value, status),
    )


def _list_all_values(series: Mapping[str, Sequence[Observation]]) -> list[float]:
    return [row.value for rows in series.values() for row in rows if row.value is not None]


def replace_values(
    figures: UploadedFigures,
    description: Description,
    series: Mapping[str, tuple[Observation, ...]],
    remark: str,
) -> UploadedFigures:
    """The same measure with other values, such as a count divided by people; ``remark`` says so."""
    plain = figures.indicator
    indicator = replace(
        build_indicator(description, plain.levels, _list_all_values(series), slug=plain.slug),
        what_it_is=f"{plain.what_it_is} {remark}",
    )
    return replace(figures, indicator=indicator, series=series)


def list_levels(registry: AreaRegistry, areas: Mapping[str, Area]) -> tuple[str, ...]:
    """The geography levels that the areas stand for, the one with the most of them first.

    A unitary council belongs to two levels; it counts for both.
    """
    counts = {
        level: sum(area.code in areas for area in list_drawn_areas(registry, level))
        for level in LEVELS
    }
    levels = [level for level in LEVELS if counts[level]]
    return tuple(sorted(levels, key=lambda level: -counts[level]))


def _find_gap_reason(value: float | None, status: str) -> str | None:
    if value is not None:
        return None
    return _MARKS.get(status, status or "no value in the file")


def _write_note(value: float | None, status: str) -> str | None:
    return f"marked {status} in the file" if value is not None and status else None
