"""Two indicators of the same areas, cut into four quarters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from placelib.compare.distribution import Field
from placelib.model import Indicator, Observation
from placelib.statistics.comparison import Standing, classify_difference
from placelib.statistics.differences import Difference, subtract_figures

# Where the lines stand that cut the areas into quarters.
CutChoice = Literal["benchmark", "median"]
Quarter = tuple[Literal["above", "below", "at"], Literal["above", "below", "at"]]


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the quadrant lines stand, and what they are called: None where there is no figure.

    ``across_row`` and ``up_row`` are the benchmark's figures where the lines stand at these, so
    that their own intervals count; None for medians, which count as exact. ``names`` are those of
    the two lines, across and up, where each is another area's.
    """

    name: str
    across: float | None
    up: float | None
    across_row: Observation | None = None
    up_row: Observation | None = None
    names: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """One area's figures on both indicators."""

    code: str
    across: Observation
    up: Observation


def pair_figures(across: Field, up: Field) -> tuple[Pair, ...]:
    """The areas with a value on both, in order of code: those of the level, and the peers."""
    return tuple(
        Pair(code, across.rows[code], up.rows[code])
        for code in sorted(across.rows)
        if code in up.rows
        and across.rows[code].value is not None
        and up.rows[code].value is not None
    )


def keep_level(all_pairs: tuple[Pair, ...], across: Field) -> tuple[Pair, ...]:
    """Those of the pairs that are areas of the place's own level."""
    return tuple(pair for pair in all_pairs if pair.code in across.areas)


def cut_at(choice: CutChoice, across: Field, up: Field, counted: tuple[Pair, ...]) -> Cut:
    """The cut that was chosen: the benchmark's two figures, or the medians of the areas counted."""
    if choice == "median":
        return Cut(
            "the median area",
            _compute_median([pair.across.value for pair in counted]),
            _compute_median([pair.up.value for pair in counted]),
        )
    names = [
        field.benchmark_area.in_sentence
        for field in (across, up)
        if field.benchmark_area is not None
    ]
    # A total grows with the size of the place: beside a larger place it says nothing.
    rows = [field.benchmark if field.indicator.standardised else None for field in (across, up)]
    return Cut(
        name=" and ".join(sorted(set(names))) or "England",
        across=rows[0].value if rows[0] is not None else None,
        up=rows[1].value if rows[1] is not None else None,
        across_row=rows[0],
        up_row=rows[1],
        names=(names[0], names[1]) if len(set(names)) == 2 else None,
    )


def find_quarter(pair: Pair, cut: Cut) -> Quarter | None:
    """Which side of both lines an area's figures lie on; None where a line is missing."""
    if cut.across is None or cut.up is None:
        return None
    assert pair.across.value is not None
    assert pair.up.value is not None
    return _find_side(pair.across.value, cut.across), _find_side(pair.up.value, cut.up)


def count_quarters(all_pairs: tuple[Pair, ...], cut: Cut) -> Counter[Quarter]:
    """How many areas lie in each quarter."""
    sides = (find_quarter(pair, cut) for pair in all_pairs)
    return Counter(side for side in sides if side is not None)


def subtract_line(row: Observation, line: float, line_row: Observation | None) -> Difference:
    """A figure less the line beside which it stands, with the interval of the difference.

    ``line_row`` is the benchmark's figure on which the line stands, None for a line that is exact.
    """
    benchmark = line_row or replace(row, value=line, lower=None, upper=None, status=None, note=None)
    return subtract_figures(row, benchmark)


def compare_with_line(
    indicator: Indicator, row: Observation, line: float, line_row: Observation | None
) -> Standing:
    """How a figure stands beside a line, by the interval of the difference."""
    return classify_difference(indicator, subtract_line(row, line, line_row))


def _find_side(value: float, line: float) -> Literal["above", "below", "at"]:
    if value == line:
        return "at"
    return "above" if value > line else "below"


def _compute_median(values: list[float | None]) -> float | None:
    numbers = sorted(value for value in values if value is not None)
    if not numbers:
        return None
    middle = len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2
