"""The figures of all neighbourhoods of England: their tenths, and what lies inside councils."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.model import LONDON, Area
from placelib.neighbourhoods.measures import DeprivationMeasure

TENTHS = 10
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """One neighbourhood with its figure of a measure; None and tenth 0 where there is none.

    ``label`` is what people call it, with the letters that tell it from others around: “Aigburth
    042B”. ``tenth`` is its tenth of England, 1 the hardest pressed.
    """

    code: str
    label: str
    official_name: str
    name_around: str
    council: str
    population: int
    value: float | None
    tenth: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How the neighbourhoods of an area spread over England's tenths.

    ``counts`` has the number of them in each tenth. ``low``, ``median`` and ``high`` are the
    positions (0 the hardest pressed neighbourhood of England, 1 the least) below which a tenth,
    half and nine tenths of them lie. All are 0 without a figure.
    """

    counts: tuple[int, ...]
    low: float
    median: float
    high: float

    @property
    def total(self) -> int:
        """How many neighbourhoods have a figure."""
        return sum(self.counts)


@dataclass(frozen=True, eq=False)
class EnglishNeighbourhoods:
    """All neighbourhoods of England as columns, in the order of their councils and codes."""

    columns: Mapping[str, NDArray[Any]]
    rows_by_council: Mapping[str, NDArray[np.int64]]

    def list_councils(self, registry: AreaRegistry, area: Area) -> tuple[str, ...]:
        """The codes of the councils with neighbourhoods that an area is or holds, in order of code.

        Empty for what is drawn on no map of neighbourhoods: a region other than London, a nation,
        and everything outside England.
        """
        if area.code in self.rows_by_council:
            return (area.code,)
        if area.level not in ("cauth", "utla") and area.code != LONDON:
            return ()
        members = {member.code for member in registry.members(area.code)}
        return tuple(sorted(members & set(self.rows_by_council)))

    def find_rows(self, councils: Sequence[str]) -> NDArray[np.int64]:
        """The places in the columns of the neighbourhoods of councils, in the order of both."""
        parts = [self.rows_by_council[council] for council in councils]
        return np.concatenate(parts) if parts else np.array([], dtype=np.int64)

    def list_neighbourhoods(
        self, measure: DeprivationMeasure, tenths: NDArray[np.int64], councils: Sequence[str]
    ) -> tuple[Neighbourhood, ...]:
        """The neighbourhoods of councils with their figures, in the order of councils and codes."""
        return self.read_rows(measure, tenths, self.find_rows(councils))

    def read_rows(
        self, measure: DeprivationMeasure, tenths: NDArray[np.int64], rows: NDArray[np.int64]
    ) -> tuple[Neighbourhood, ...]:
        """The neighbourhoods in these places of the columns, with their figures of a measure."""
        columns = self.columns
        values = columns[measure.slug]
        return tuple(
            Neighbourhood(
                code=str(columns["code"][row]),
                label=write_label(columns["name_around"][row], columns["name"][row]),
                official_name=str(columns["name"][row]),
                name_around=str(columns["name_around"][row]),
                council=str(columns["area_code"][row]),
                population=int(columns["population"][row]),
                value=None if np.isnan(values[row]) else float(values[row]),
                tenth=int(tenths[row]),
            )
            for row in rows
        )


def load_neighbourhoods(store: Store) -> EnglishNeighbourhoods:
    """All neighbourhoods of the data file; none where it is not there."""
    columns = store.columns("neighbourhoods")
    councils = columns["area_code"]
    rows = {
        str(council): np.flatnonzero(councils == council) for council in dict.fromkeys(councils)
    }
    return EnglishNeighbourhoods(columns, rows)


def write_label(name_around: str, official_name: str) -> str:
    """“Aigburth 042B”: the readable name, and the letters of the official one after its council."""
    return f"{name_around} {official_name.rpartition(' ')[2]}"


def rank_positions(measure: DeprivationMeasure, values: Floats) -> Floats:
    """Where each figure stands among England's: from 0, the hardest pressed, to 1; NaN for a gap.

    Equal figures share the middle of their places.
    """
    has_figure = ~np.isnan(values)
    figures = values[has_figure] if measure.starts_low else -values[has_figure]
    _, group, sizes = np.unique(figures, return_inverse=True, return_counts=True)
    middles = np.cumsum(sizes) - sizes / 2
    positions = np.full(len(values), np.nan)
    positions[has_figure] = middles[group] / max(len(figures), 1)
    return positions


def assign_tenths(positions: Floats) -> NDArray[np.int64]:
    """The tenth of England of each position, from 1 to 10; 0 for a gap."""
    tenths = np.minimum(np.floor(positions * TENTHS) + 1, TENTHS)
    return np.asarray(np.nan_to_num(tenths, nan=0.0), dtype=np.int64)


def measure_share_within(positions: Floats, councils: NDArray[Any]) -> float:
    """The share of the variance of positions that lies inside councils, from 0 to 1.

    The sum of squared distances from each council's own mean, divided by that from England's mean.
    Positions are used, and not scores, so that a few extreme scores do not decide it.
    """
    has_figure = ~np.isnan(positions)
    figures = positions[has_figure]
    if not len(figures):
        return 0.0
    _, group = np.unique(np.asarray(councils, dtype=str)[has_figure], return_inverse=True)
    means = np.bincount(group, figures) / np.bincount(group)
    inside = float(((figures - means[group]) ** 2).sum())
    total = float(((figures - figures.mean()) ** 2).sum())
    return inside / total if total else 0.0


def measure_spread(positions: Floats) -> Spread:
    """How neighbourhoods at these positions spread over England's tenths."""
    figures = positions[~np.isnan(positions)]
    counts = np.bincount(assign_tenths(figures), minlength=TENTHS + 1)[1:]
    low, median, high = np.quantile(figures, [0.1, 0.5, 0.9]) if len(figures) else (0.0, 0.0, 0.0)
    return Spread(tuple(int(count) for count in counts), float(low), float(median), float(high))
