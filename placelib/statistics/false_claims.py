"""How many of the clear differences on an indicator are to be expected by luck alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from placelib.areas.registry import AreaRegistry, list_benchmark_codes
from placelib.database.connection import Store
from placelib.model import Indicator, Observation
from placelib.statistics.comparison import choose_benchmark
from placelib.statistics.differences import subtract_figures
from placelib.statistics.observations import build_observation

# A 95% interval leaves out the truth once in twenty times.
LEVEL = 0.05
# Storey's λ: differences whose p-value is above it are taken to be luck alone.
LUCK_ABOVE = 0.5
# From this share on an indicator carries its note.
MOST_BY_LUCK = 0.2
LEAST_COMPARISONS = 50


@dataclass(frozen=True, slots=True)
class FalseClaims:
    """The comparisons of all councils with their benchmark on one indicator.

    ``clear`` look clearly different one by one; ``confirmed`` still do when all are allowed for
    (Benjamini and Hochberg 1995, at a false share of 5%); ``by_luck`` of the clear ones are
    expected to be luck alone (Storey 2002).
    """

    indicator: str
    period: str
    comparisons: int
    clear: int
    confirmed: int
    by_luck: float

    @property
    def share_by_luck(self) -> float:
        """The expected share of the clear differences that are luck alone; 0 without any."""
        return min(1.0, self.by_luck / self.clear) if self.clear else 0.0

    @property
    def is_noisy(self) -> bool:
        """True where more than a fifth of the clear differences are expected to be luck."""
        return self.share_by_luck > MOST_BY_LUCK


def estimate_false_claims(indicator: str, period: str, z_scores: Sequence[float]) -> FalseClaims:
    """The counts from how many standard errors each difference lies from 0.

    Under luck alone p-values are even between 0 and 1. Twice the number above one half therefore
    estimates how many comparisons are luck alone (at most all), and one in twenty of these looks
    clear.
    """
    normal = NormalDist()
    p_values = sorted(2 * normal.cdf(-abs(z)) for z in z_scores)
    count = len(p_values)
    luck_alone = min(1.0, (sum(p > LUCK_ABOVE for p in p_values) + 1) / (count * (1 - LUCK_ABOVE)))
    clear = sum(p < LEVEL for p in p_values)
    confirmed = max(
        (rank for rank, p in enumerate(p_values, start=1) if p <= LEVEL * rank / count), default=0
    )
    return FalseClaims(
        indicator=indicator,
        period=period,
        comparisons=count,
        clear=clear,
        confirmed=confirmed,
        by_luck=luck_alone * count * LEVEL,
    )


def compute_false_claims(
    store: Store, registry: AreaRegistry, indicator: Indicator
) -> FalseClaims | None:
    """The counts for the newest period that most councils have; None without enough comparisons."""
    if not indicator.has_interval or not indicator.standardised:
        return None
    councils = registry.current("ltla")
    codes = [area.code for area in councils]
    periods = store.rows("periods_with_figures", indicator=indicator.slug, codes=codes)
    # The newest that has at least half as many figures as the fullest, as on the map.
    fullest = max((row["areas"] for row in periods), default=0)
    period = next((row["period"] for row in reversed(periods) if 2 * row["areas"] >= fullest), None)
    rows: dict[str, Observation] = {
        row["area_code"]: build_observation(row)
        for row in store.rows("figures_of_period", indicator=indicator.slug, period=period)
    }
    z_scores = []
    for area in councils:
        row, benchmark = rows.get(area.code), choose_benchmark(list_benchmark_codes(area), rows.get)
        if row is None or row.value is None or benchmark is None:
            continue
        z_score = subtract_figures(row, benchmark).z_score
        if z_score is not None:
            z_scores.append(z_score)
    if period is None or len(z_scores) < LEAST_COMPARISONS:
        return None
    return estimate_false_claims(indicator.slug, period, z_scores)


def load_false_claims(
    store: Store, registry: AreaRegistry, indicator: Indicator
) -> FalseClaims | None:
    """The counts as the build left them; worked out here for a data file without them."""
    row = store.row("false_claims", indicator=indicator.slug)
    return FalseClaims(**row) if row else compute_false_claims(store, registry, indicator)


def write_noise_note(claims: FalseClaims | None) -> str:
    """The note that a noisy indicator carries; empty for all others."""
    if claims is None or not claims.is_noisy:
        return ""
    share = "Mostly" if 2 * claims.by_luck > claims.clear else "Partly"
    return (
        f"{share} luck: {claims.clear} of {claims.comparisons} councils look clearly different "
        f"here, and about {max(1, round(claims.by_luck))} of them would by luck alone."
    )


def write_luck_sentence(comparisons: int) -> str:
    """How many of so many comparisons look clear by luck at most: as if there were nothing to see.

    Empty for fewer than ten: one in twenty of them says little.
    """
    if comparisons < 10:
        return ""
    lucky = comparisons * LEVEL
    words = "one" if lucky < 1.2 else "one or two" if lucky < 2 else f"up to {round(lucky)}"
    return f"Of {comparisons} comparisons {words} may look clear by luck alone."
