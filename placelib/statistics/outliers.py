"""What stands out about a place: five sentences from the figures by an open rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placelib.areas.naming import disambiguate_names
from placelib.areas.registry import AreaRegistry, get_benchmark_code
from placelib.database.connection import Store
from placelib.formatting import subtract_rounded
from placelib.model import ENGLAND, UNITED_KINGDOM, Area, Indicator, Observation
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.comparison import compare_with_benchmark
from placelib.statistics.differences import subtract_figures
from placelib.statistics.district_spread import DistrictSpread, Spreads
from placelib.statistics.observations import Latest, build_observation
from placelib.statistics.outlier_text import write_outlier_sentence, write_span_sentence

# So many sentences, and so many of them on distances from the benchmark.
HOW_MANY, FROM_BENCHMARK = 5, 3
# The usual difference among councils is that of so many at least: England's 296 are enough,
# Scotland's 32 are not.
LEAST_DISTRICTS = 250
# In that usual difference: 62.5% against 62.0%, where councils usually differ by 4 points, is 0.125
# and too near to stand out.
LEAST_DISTANCE = 0.25


@dataclass(frozen=True, slots=True)
class Outlier:
    """One sentence on where a place differs, with the two figures the sentence was made from.

    ``distance`` is the first figure less the second in the usual difference among councils across
    the UK, and ``weight`` its size times the figure's reliability, by which it was chosen.
    """

    indicator: Indicator
    figures: tuple[Observation, Observation]
    distance: float
    weight: float
    sentence: str


@dataclass(frozen=True, slots=True)
class OutlierChoice:
    """What stands out about a place, and of how many differences these are the largest."""

    outliers: tuple[Outlier, ...]
    compared: int

    @property
    def sentence(self) -> str:
        """How they were chosen, for under the list; empty without any."""
        if not self.outliers:
            return ""
        return (
            f"Chosen as the largest of {self.compared} differences. The largest of many tend to "
            "look larger than they are."
        )


@dataclass(frozen=True, slots=True)
class RecentFigures:
    """The newest figures of some areas, and the newest from before those periods began."""

    newest: Latest
    earlier: Latest


def load_recent_figures(store: Store, codes: Sequence[str], newest: Latest) -> RecentFigures:
    """The figures that outliers are made from; ``newest`` holds the areas' latest observations."""
    rows = store.rows("earlier_observations", codes=list(codes))
    earlier = {(row["indicator"], row["area_code"]): build_observation(row) for row in rows}
    return RecentFigures(newest, earlier)


def list_needed_codes(registry: AreaRegistry, area: Area) -> list[str]:
    """The areas whose latest figures the outliers of an area are made from."""
    return [member.code for member in (*registry.chain(area.code), *list_parts(registry, area))]


def list_parts(registry: AreaRegistry, area: Area) -> tuple[Area, ...]:
    """England's regions, the United Kingdom's nations; nothing for any other area."""
    if area.code == ENGLAND:
        return registry.members(area.code, "rgn")
    if area.code == UNITED_KINGDOM:
        return registry.members(area.code, "ctry")
    return ()


def find_outliers(
    registry: AreaRegistry,
    catalogue: Catalogue,
    spreads: Spreads,
    area: Area,
    recent: RecentFigures,
) -> OutlierChoice:
    """Up to five sentences on where an area stands apart; fewer where figures are few.

    The rule: take every rate or ratio that has a figure for the place and, in the same period, for
    the benchmark (England, or the United Kingdom for the other nations). Measure the difference by
    DistrictSpread.distance, and leave out what is nearer than a quarter, what the 95% interval of
    the difference cannot tell apart, and what lay the other way in the period before or cannot be
    checked there. Order the rest by distance times reliability.
    Take the three furthest from the benchmark, no two from one sub-topic; then the two furthest
    from the nearest wider area that is not the benchmark (the combined authority where there is
    one), again from other sub-topics; fill up from the benchmark's list when there are fewer.

    England and the United Kingdom have nothing, or little, wider to stand beside: for them the five
    subjects are those on which their regions or nations lie furthest apart.

    ``recent`` holds the figures of the areas that `list_needed_codes` names.
    """
    chosen: list[Outlier] = []
    if parts := list_parts(registry, area):
        spans, compared = _list_spans(catalogue, spreads, parts, recent)
        _choose(spans, chosen, HOW_MANY)
        return OutlierChoice(tuple(chosen), compared)
    benchmark = registry.areas.get(get_benchmark_code(area) or "")
    if benchmark is None:
        return OutlierChoice((), 0)
    nearest = _find_nearest_wider(registry, area, benchmark)
    names = disambiguate_names((*registry.chain(area.code), benchmark))
    far, compared = _list_candidates(catalogue, spreads, area, benchmark, recent, names)
    near: list[Outlier] = []
    if nearest is not None:
        near, count = _list_candidates(catalogue, spreads, area, nearest, recent, names)
        compared += count
    _choose(far, chosen, FROM_BENCHMARK)
    _choose(near, chosen, HOW_MANY)
    _choose(far, chosen, HOW_MANY)
    return OutlierChoice(tuple(chosen), compared)


def _find_nearest_wider(registry: AreaRegistry, area: Area, benchmark: Area) -> Area | None:
    """The nearest authority, region or nation that is not the benchmark; None without one."""
    for wider in registry.chain(area.code)[1:]:
        if wider.code != benchmark.code and wider.level in {"cauth", "rgn", "ctry"}:
            return wider
    return None


def _choose(candidates: list[Outlier], chosen: list[Outlier], up_to: int) -> None:
    for candidate in candidates:
        if len(chosen) == up_to:
            return
        if all(candidate.indicator.sub_topic != outlier.indicator.sub_topic for outlier in chosen):
            chosen.append(candidate)


def _find_spread(spreads: Spreads, indicator: Indicator, period: str) -> DistrictSpread | None:
    spread = spreads.get((indicator.slug, period))
    if spread is None or spread.areas < LEAST_DISTRICTS or not spread.standard_deviation:
        return None
    return spread


def _list_candidates(
    catalogue: Catalogue,
    spreads: Spreads,
    area: Area,
    against: Area,
    recent: RecentFigures,
    names: Mapping[str, str],
) -> tuple[list[Outlier], int]:
    """What stands apart from one wider area, the heaviest first, of how many differences."""
    outliers, compared = [], 0
    for indicator in catalogue.with_data():
        row = recent.newest.get((indicator.slug, area.code))
        wider = recent.newest.get((indicator.slug, against.code))
        if row is None or wider is None or row.value is None or wider.value is None:
            continue
        spread = _find_spread(spreads, indicator, row.period)
        verdict = compare_with_benchmark(indicator, row, wider, names[against.code])
        if spread is None or verdict.kind == "cannot say":
            continue
        compared += 1
        distance = spread.distance(row.value, wider.value)
        weight = abs(distance) * spread.reliability(row)
        if (
            verdict.kind == "not clearly different"
            or subtract_rounded(indicator, row.value, wider.value) == 0
            or abs(distance) < LEAST_DISTANCE
            or not weight
            or not _is_confirmed(recent, row, wider)
        ):
            continue
        sentence = write_outlier_sentence(indicator, row, wider, names)
        outliers.append(
            Outlier(
                indicator=indicator,
                figures=(row, wider),
                distance=distance,
                weight=weight,
                sentence=sentence,
            )
        )
    return _order_by_weight(outliers), compared


def _order_by_weight(outliers: list[Outlier]) -> list[Outlier]:
    """The heaviest first; of two of the same weight the earlier of the catalogue."""
    return sorted(outliers, key=lambda entry: (-entry.weight, entry.indicator.position))


def _is_confirmed(recent: RecentFigures, first: Observation, second: Observation) -> bool:
    """True where the first figure lay on the same side of the second in the period before."""
    before = recent.earlier.get((first.indicator, first.area_code))
    level = recent.earlier.get((second.indicator, second.area_code))
    if before is None or level is None or before.period != level.period:
        return False
    assert first.value is not None
    assert second.value is not None
    assert before.value is not None
    assert level.value is not None
    return (first.value - second.value) * (before.value - level.value) > 0


def _list_spans(
    catalogue: Catalogue, spreads: Spreads, parts: tuple[Area, ...], recent: RecentFigures
) -> tuple[list[Outlier], int]:
    """How far apart the parts of an area lie, the heaviest first, of how many indicators."""
    outliers, compared = [], 0
    for indicator in catalogue.with_data():
        figures = _list_part_figures(indicator, parts, recent)
        spread = _find_spread(spreads, indicator, figures[0][1].period) if figures else None
        if spread is None or not indicator.standardised:
            continue
        compared += 1
        low, high = (choose(figures, key=lambda entry: entry[0]) for choose in (min, max))
        difference = subtract_figures(high[1], low[1])
        distance = spread.distance(high[0], low[0])
        weight = distance * min(spread.reliability(high[1]), spread.reliability(low[1]))
        if (
            (difference.is_judged and not difference.is_clear)
            or difference.round_size(indicator) == 0
            or not weight
            or not _is_confirmed(recent, high[1], low[1])
        ):
            continue
        sentence = write_span_sentence(indicator, difference, low[2], high[2], high[1].period_label)
        outliers.append(
            Outlier(
                indicator=indicator,
                figures=(high[1], low[1]),
                distance=distance,
                weight=weight,
                sentence=sentence,
            )
        )
    return _order_by_weight(outliers), compared


def _list_part_figures(
    indicator: Indicator, parts: tuple[Area, ...], recent: RecentFigures
) -> list[tuple[float, Observation, Area]]:
    """The figure of every part with its observation; nothing unless all have one of one period."""
    rows = [recent.newest.get((indicator.slug, part.code)) for part in parts]
    figures = [
        (row.value, row, part)
        for row, part in zip(rows, parts, strict=True)
        if row is not None and row.value is not None
    ]
    is_complete = len(figures) == len(parts) and len({row.period for _, row, _ in figures}) == 1
    return figures if is_complete else []
