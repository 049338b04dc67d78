"""The handful of figures by which most people would first describe a place."""

from __future__ import annotations

from dataclasses import dataclass

from placelib.areas.registry import AreaRegistry
from placelib.model import Area, Indicator, Observation
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.comparison import BenchmarkVerdict
from placelib.statistics.observations import Series, build_ladder

# Cards at the top of the page of a place.
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


HEADLINE_SLUGS = tuple(slug for subject in SUBJECTS for slug in subject)


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure with what it is held against."""

    indicator: Indicator
    observation: Observation
    verdict: BenchmarkVerdict
    has_benchmark: bool = True
    benchmark_value: float | None = None

    @property
    def verdict_words(self) -> str:
        """What may be said of the figure beside its benchmark; empty for totals and without one.

        Where nothing can be said, why not: “no figure for England”.
        """
        if not self.indicator.standardised or not self.has_benchmark:
            return ""
        cannot_say = self.verdict.kind == "cannot say"
        return (self.verdict.why if cannot_say else self.verdict.words) or ""


def choose_headlines(
    registry: AreaRegistry, catalogue: Catalogue, area: Area, series: Series
) -> tuple[Headline, ...]:
    """Up to six headline figures of an area; a subject without a figure gives way to the next.

    Each is held against the same figure as in the tier ladder. ``series`` holds the series of the
    area and of all it belongs to, at least of HEADLINE_SLUGS.
    """
    headlines: list[Headline] = []
    for subject in SUBJECTS:
        if len(headlines) == HOW_MANY:
            break
        slug = next((slug for slug in subject if _is_current(series, slug, area)), None)
        if slug is None:
            continue
        steps = build_ladder(registry, catalogue[slug], area, series)
        assert steps.area_rung.observation is not None
        headlines.append(
            Headline(
                steps.indicator,
                steps.area_rung.observation,
                steps.verdict,
                has_benchmark=steps.benchmark is not None,
                benchmark_value=next(
                    (rung.value for rung in steps.rungs if rung.area == steps.benchmark), None
                ),
            )
        )
    return tuple(headlines)


def _is_current(series: Series, slug: str, area: Area) -> bool:
    """True where the newest row of the area is a figure and no gap."""
    rows = series.get((slug, area.code), ())
    return bool(rows) and rows[-1].value is not None
