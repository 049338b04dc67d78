"""Where figures come from: the official database, or a table that a visitor has uploaded.

Maps, trends and comparisons are worked out from a FigureSource, whichever it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from placelib.database.connection import Store
from placelib.model import Area, Indicator, Observation
from placelib.statistics import observations


@dataclass(frozen=True, slots=True)
class FigurePeriod:
    """A period with figures: the publisher's notation, in words, and how many areas have one."""

    period: str
    label: str
    starts: date
    areas: int


class FigureSource(Protocol):
    """The observations of indicators (by slug) for areas (by code)."""

    def read_series(
        self, indicator: str, codes: Sequence[str]
    ) -> Mapping[str, tuple[Observation, ...]]:
        """Every observation in order of time by area code; areas without a row are absent."""

    def read_period(self, indicator: str, period: str) -> Mapping[str, Observation]:
        """The observations of one period, value or gap, by area code; of any geography level."""

    def list_periods(self, indicator: str, codes: Sequence[str]) -> tuple[FigurePeriod, ...]:
        """The periods in which any of the areas has a value, oldest first."""

    def list_values(self, indicator: str, codes: Sequence[str]) -> list[float]:
        """Every value of the areas in every period."""

    def read_newest_labels(self, indicator: str, codes: Sequence[str]) -> Mapping[str, str]:
        """The newest period with a value, in words, by area code; absent without any value."""

    def explain_absence(self, indicator: Indicator, area: Area) -> str:
        """Why the source has no row at all for an area, as a reader would say it."""


@dataclass(frozen=True, slots=True)
class OfficialFigures:
    """The published figures in the database, as a FigureSource.

    OfficialFigures(store).read_period("employment-rate", "2024-01-01/P1Y")["E08000012"].value
    """

    store: Store

    def read_series(
        self, indicator: str, codes: Sequence[str]
    ) -> Mapping[str, tuple[Observation, ...]]:
        """Every observation in order of time by area code; areas without a row are absent."""
        by_key = observations.read_series(self.store, [indicator], codes)
        return {code: rows for (_, code), rows in by_key.items()}

    def read_period(self, indicator: str, period: str) -> Mapping[str, Observation]:
        """The observations of one period, value or gap, by area code."""
        rows = self.store.rows("figures_of_period", indicator=indicator, period=period)
        return {row["area_code"]: observations.build_observation(row) for row in rows}

    def list_periods(self, indicator: str, codes: Sequence[str]) -> tuple[FigurePeriod, ...]:
        """The periods in which any of the areas has a value, oldest first."""
        rows = self.store.rows("periods_with_figures", indicator=indicator, codes=list(codes))
        return tuple(FigurePeriod(**row) for row in rows)

    def list_values(self, indicator: str, codes: Sequence[str]) -> list[float]:
        """Every value of the areas in every period."""
        rows = self.store.rows("values_of_all_periods", indicator=indicator, codes=list(codes))
        return [float(row["value"]) for row in rows]

    def read_newest_labels(self, indicator: str, codes: Sequence[str]) -> Mapping[str, str]:
        """The newest period with a value, in words, by area code."""
        rows = self.store.rows("newest_period_labels", indicator=indicator, codes=list(codes))
        return {row["area_code"]: str(row["label"]) for row in rows}

    def explain_absence(self, indicator: Indicator, area: Area) -> str:
        """Why the publisher has no row for an area, from its coverage."""
        return observations.explain_missing(indicator, area)
