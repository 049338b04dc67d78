"""The handful of figures by which most people would first describe a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placelib.areas.registry import AreaRegistry, benchmark_codes
from placelib.model import Area, Indicator, Observation
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.comparison import Verdict, verdict
from placelib.statistics.observations import Latest

HOW_MANY = 6
# In order of preference; each line is one subject with the forms it takes in the four nations.
SUBJECTS: tuple[tuple[str, ...], ...] = (
    ("population-count",),
    ("employment-rate", "employment-rate-ni"),
    ("gross-median-weekly-pay", "gross-disposable-household-income-per-head"),
    ("children-in-relative-poverty-after-housing",),
    ("healthy-life-expectancy-female", "median-age"),
    ("housing-affordability-ratio", "first-time-buyer-mortgage-sales"),
    ("gcses-equivalent-english-maths", "level-3-or-above-qualifications"),
    ("wellbeing-satisfaction",),
    ("greenhouse-gas-emissions",),
)


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure with what it is held against."""

    indicator: Indicator
    observation: Observation
    verdict: Verdict
    has_benchmark: bool = True


def headlines(
    registry: AreaRegistry, catalogue: Catalogue, area: Area, newest: Latest
) -> tuple[Headline, ...]:
    """Up to six headline figures of an area; a subject without a figure gives way to the next."""
    found: list[Headline] = []
    for subject in SUBJECTS:
        if len(found) == HOW_MANY:
            break
        slug = next((one for one in subject if _has_value(newest, one, area)), None)
        if slug is None:
            continue
        indicator, own = catalogue[slug], newest[slug, area.code]
        codes = [code for code in benchmark_codes(area) if _has_value(newest, slug, registry[code])]
        code = next(iter(codes or benchmark_codes(area)), None)
        other = newest.get((slug, code)) if code else None
        name = registry[code].in_sentence if code else "a wider area"
        judged = verdict(indicator, own, other, name)
        found.append(Headline(indicator, own, judged, has_benchmark=code is not None))
    return tuple(found)


def _has_value(newest: Mapping[tuple[str, str], Observation], slug: str, area: Area) -> bool:
    row = newest.get((slug, area.code))
    return row is not None and row.value is not None
