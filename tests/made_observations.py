"""An observation made by hand, for tests that know what must be said of it."""

from __future__ import annotations

from placelib.model import Observation
from placelib.periods import read_period
from tests.tiny_database import ALDER


def observed(
    value: float | None,
    lower: float | None = None,
    upper: float | None = None,
    period: str = "2023-01-01/P1Y",
    gap: str | None = None,
    code: str = ALDER,
) -> Observation:
    """A figure of the test rate; with a gap's reason in the place of a value."""
    when = read_period(period)
    return Observation(
        indicator="rate", area_code=code, period=period, period_label=when.label,
        starts=when.starts, ends=when.ends, value=value, lower=lower, upper=upper, status=None,
        gap=gap, note=None,
    )  # fmt: skip
