"""Figures of a place: the latest, the series, the tier ladder, and why something is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sys import intern

from placelib.areas.levels import LEVEL_PLURALS, LEVELS
from placelib.areas.naming import label_area
from placelib.areas.registry import AreaRegistry, list_benchmark_codes
from placelib.database.connection import Row, Store
from placelib.formatting import listed
from placelib.model import Area, Indicator, Observation
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.comparison import (
    BenchmarkVerdict,
    choose_benchmark,
    compare_with_benchmark,
    explain_missing_figure,
)

Latest = Mapping[tuple[str, str], Observation]
Series = Mapping[tuple[str, str], tuple[Observation, ...]]

# The gap of a count that a visitor hides in a table of their own.
HIDDEN_BY_VISITOR = "hidden by you: a count under ten"
# Of an area that an uploaded file leaves out.
NOT_IN_FILE = "not in the file"
# The days on which the periods of all indicators begin and end are some 450.
_DAYS = 4096
_COUNTRY_NAMES = {"E": "England", "N": "Northern Ireland", "S": "Scotland", "W": "Wales"}
_GAP_WORDS = {
    "confidential": "withheld as confidential",
    "not available": "not available",
    "not applicable": "not applicable",
    "low reliability": "withheld for low reliability",
    "no value in the source": "no value in the source",
}


def read_latest(store: Store, codes: Sequence[str]) -> Latest:
    """The newest observation, value or gap, by (indicator, area code)."""
    rows = store.rows("latest_observations", codes=list(codes))
    return {(row["indicator"], row["area_code"]): build_observation(row) for row in rows}


def read_series(store: Store, indicators: Sequence[str], codes: Sequence[str]) -> Series:
    """All observations in order of time, by (indicator, area code); absent where there are none."""
    rows = store.rows("series", indicators=list(indicators), codes=list(codes))
    series: dict[tuple[str, str], list[Observation]] = {}
    for row in rows:
        series.setdefault((row["indicator"], row["area_code"]), []).append(build_observation(row))
    return {key: tuple(values) for key, values in series.items()}


def read_blanks(store: Store, indicator: str) -> tuple[Observation, ...]:
    """Every observation of an indicator (slug) without a value, of any area, newest first.

    Areas without a page are among them: statistical areas, and those that have ended.
    """
    return tuple(build_observation(row) for row in store.rows("blanks", indicator=indicator))


def build_observation(row: Row) -> Observation:
    """The record of one row of the queries on observations.

    Its texts and days are the same objects in every record that has them: tens of thousands of
    records are remembered, and an area's code alone would stand in thousands of copies (ADR 83).
    """
    status, gap, note = row["status"], row["gap"], row["note"]
    return Observation(
        indicator=intern(row["indicator"]),
        area_code=intern(row["area_code"]),
        period=intern(row["period"]),
        period_label=intern(row["period_label"]),
        starts=_share_day(row["starts"]),
        ends=_share_day(row["ends"]),
        value=row["value"],
        lower=row["lower"],
        upper=row["upper"],
        status=status and intern(status),
        gap=gap and intern(gap),
        note=note and intern(note),
    )


@lru_cache(_DAYS)
def _share_day(day: date) -> date:
    return day


@dataclass(frozen=True, slots=True)
class Rung:
    """One tier of a ladder: the area, its figure for the ladder's period, or why there is none."""

    area: Area
    label: str
    observation: Observation | None
    missing: str | None

    @property
    def value(self) -> float | None:
        """The figure, None where ``missing`` says why."""
        return self.observation.value if self.observation is not None else None


@dataclass(frozen=True, slots=True)
class Ladder:
    """One indicator for a place and everything it belongs to, all for the same period.

    The period is the newest one in which the place has a row; where it has none, the newest one
    of the nearest tier that has.
    """

    indicator: Indicator
    area: Area
    period: str | None
    period_label: str | None
    rungs: tuple[Rung, ...]
    verdict: BenchmarkVerdict
    benchmark: Area | None

    @property
    def area_rung(self) -> Rung:
        """The rung of the place itself."""
        return self.rungs[0]


def build_ladder(
    registry: AreaRegistry, indicator: Indicator, area: Area, all_series: Series
) -> Ladder:
    """The tier ladder of an indicator, from ``all_series`` of the area and its parents."""
    chain = registry.chain(area.code)
    by_tier = {tier.code: all_series.get((indicator.slug, tier.code), ()) for tier in chain}
    anchor = _find_anchor(chain, by_tier)
    period = anchor.period if anchor else None
    rungs = tuple(build_rung(indicator, tier, by_tier[tier.code], period) for tier in chain)
    by_code = {rung.area.code: rung for rung in rungs}
    codes = [code for code in list_benchmark_codes(area) if code in by_code]
    opposite = choose_benchmark(codes, lambda code: by_code[code].observation)
    # Without any figure, the area that should have had it is named.
    code = opposite.area_code if opposite else next(iter(codes), None)
    benchmark = by_code[code].area if code else None
    if rungs[0].value is None:
        judged = explain_missing_figure(rungs[0].missing or "no figure")
    else:
        name = benchmark.in_sentence if benchmark else "a wider area"
        judged = compare_with_benchmark(indicator, rungs[0].observation, opposite, name)
    return Ladder(
        indicator=indicator,
        area=area,
        period=period,
        period_label=anchor.period_label if anchor else None,
        rungs=rungs,
        verdict=judged,
        benchmark=benchmark,
    )


def _find_anchor(
    chain: Iterable[Area], by_tier: Mapping[str, tuple[Observation, ...]]
) -> Observation | None:
    for area in chain:
        rows = by_tier[area.code]
        if any(row.value is not None for row in rows):
            return rows[-1]
    return None


def build_rung(
    indicator: Indicator,
    area: Area,
    rows: tuple[Observation, ...],
    period: str | None,
) -> Rung:
    """An area's figure for a period, of its rows in order of time; or why there is none."""
    here = next((row for row in rows if row.period == period), None)
    label = label_area(area)
    if here is not None and here.value is not None:
        return Rung(area, label, here, None)
    if here is not None:
        return Rung(area, label, here, describe_gap(here))
    last = next((row for row in reversed(rows) if row.value is not None), None)
    if last is not None:
        return Rung(
            area, label, None, f"no figure for this period; the latest is {last.period_label}"
        )
    return Rung(area, label, None, explain_missing(indicator, area))


def describe_gap(row: Observation) -> str:
    """Why a row has no value, as a reader would say it."""
    return _GAP_WORDS.get(row.gap or "", row.gap or "no figure")


def explain_missing(indicator: Indicator, area: Area) -> str:
    """Why an area has no row at all for an indicator, from the publisher's coverage."""
    if indicator.is_uploaded:
        return NOT_IN_FILE
    if not indicator.has_data:
        return "not in this release of the data"
    letter = area.code[0]
    partial = len(indicator.countries) < len(_COUNTRY_NAMES)
    if partial and letter not in indicator.countries:
        countries = [_COUNTRY_NAMES[country] for country in indicator.countries]
        return f"published for {listed(countries)} only"
    levels = {"ltla", "utla"} if area.is_utla and area.level == "ltla" else {area.level}
    if levels & set(indicator.levels):
        if area.started is not None and (indicator.boundary_year or area.started) < area.started:
            return f"published for the areas of {indicator.boundary_year}, before this one existed"
        return "the source has no row for this place"
    if area.level == "ltla" and "utla" in indicator.levels:
        return "published for counties and unitary councils, not for districts"
    if area.level == "ltla":
        published = [LEVEL_PLURALS[level] for level in indicator.levels]
        return f"published for {listed(published)} only"
    if area.level == "ctry":
        # The other nations have figures: child poverty has one for each of them but England.
        return "the source has no row for this place"
    # Unitary councils are councils too, and often have the figure that counties lack.
    kind = LEVELS[area.level].counted[1] if area.level in LEVELS else "this kind of area"
    return f"not published for {kind}"


def is_made_elsewhere(indicator: Indicator, area: Area) -> bool:
    """True when the indicator covers other nations only, so that nothing is missing here."""
    covers_all = len(indicator.countries) == len(_COUNTRY_NAMES)
    return indicator.has_data and not covers_all and area.code[0] not in indicator.countries


@dataclass(frozen=True, slots=True)
class Gap:
    """An indicator without a figure for a place, and why.

    ``is_elsewhere`` marks those that were never meant for the place's nation.
    """

    indicator: Indicator
    why: str
    period_label: str | None
    is_elsewhere: bool


def list_gaps(catalogue: Catalogue, area: Area, newest: Latest) -> tuple[Gap, ...]:
    """What is missing for a place: every indicator whose newest row is a gap or that has no row."""
    gaps = []
    for indicator in catalogue.indicators.values():
        row = newest.get((indicator.slug, area.code))
        if row is None:
            why = explain_missing(indicator, area)
            gaps.append(Gap(indicator, why, None, is_made_elsewhere(indicator, area)))
        elif row.value is None:
            gaps.append(Gap(indicator, describe_gap(row), row.period_label, is_elsewhere=False))
    return tuple(gaps)
