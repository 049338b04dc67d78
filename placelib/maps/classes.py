"""Puts figures into classes for a shaded map: where the classes part, and what each is called."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import jenkspy
import numpy as np

from placelib.formatting import rounded, short_figure
from placelib.model import Indicator

HOW_MANY = 5
ClassMethod = Literal["quantiles", "natural"]
METHODS: dict[ClassMethod, str] = {"quantiles": "Quantiles", "natural": "Natural breaks"}
# Natural breaks take time that grows with the square of the figures; this many of them, evenly
# spread over the order of size, part in the same places.
MOST_FOR_NATURAL = 2000


@dataclass(frozen=True, slots=True)
class Classes:
    """Up to five classes of an indicator's figures from little to much.

    Figures are classed as they are shown, rounded to the indicator's decimals. ``starts`` holds the
    least figure of every class, ``ends`` the greatest, in units of the last decimal shown.
    """

    method: ClassMethod
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many classes there are: fewer than five where there are fewer different figures."""
        return len(self.starts)

    def of(self, indicator: Indicator, value: float) -> int:
        """The class of a figure, counted from 0."""
        return self.find_class(round_to_steps(indicator, value))

    def find_class(self, step: int) -> int:
        """The class of a figure in units of the last decimal shown, counted from 0."""
        return max(0, bisect_right(self.starts, step) - 1)

    def labels(self, indicator: Indicator) -> tuple[str, ...]:
        """Each class in words: “12.4% to 14.0%”; a class of one figure is that figure."""
        step = 10.0**-indicator.decimals
        return tuple(
            short_figure(indicator, low * step)
            if low == high
            else f"{short_figure(indicator, low * step)} to {short_figure(indicator, high * step)}"
            for low, high in zip(self.starts, self.ends, strict=True)
        )


def make_classes(
    indicator: Indicator, values: Sequence[float], method: ClassMethod
) -> Classes | None:
    """The classes of the figures by a method of METHODS; None without a figure.

    Quantiles put as nearly the same number of areas into each class as ties allow. Natural breaks
    part the figures so that the squared distances from each class's mean are least (Fisher 1958,
    Jenks 1977), by jenkspy.
    """
    return class_steps([round_to_steps(indicator, value) for value in values], method)


def class_steps(figures: Sequence[int], method: ClassMethod) -> Classes | None:
    """The same for figures that are counted in units of the last decimal shown."""
    steps = sorted(figures)
    if not steps:
        return None
    different = sorted(set(steps))
    if len(different) <= HOW_MANY:
        starts = different[1:]
    elif method == "natural":
        starts = _find_natural_breaks(steps, different)
    else:
        starts = _find_quantiles(steps)
    starts = [different[0], *starts]
    ends = [different[bisect_left(different, start) - 1] for start in starts[1:]]
    return Classes(method, tuple(starts), (*ends, different[-1]))


def round_to_steps(indicator: Indicator, value: float) -> int:
    """The figure as shown, counted in units of its last decimal: 12.34% with one decimal is 123."""
    return int(rounded(value, indicator.decimals).scaleb(indicator.decimals))


def _find_quantiles(steps: Sequence[int]) -> list[int]:
    shares = [share / HOW_MANY for share in range(1, HOW_MANY)]
    cuts = np.quantile(np.array(steps), shares, method="higher").tolist()
    return sorted({int(cut) for cut in cuts if cut > steps[0]})


def _find_natural_breaks(steps: Sequence[int], different: Sequence[int]) -> list[int]:
    every = -(-len(steps) // MOST_FOR_NATURAL)
    thinned = [*steps[::every], steps[-1]]
    if len(set(thinned)) <= HOW_MANY:
        thinned = list(different)
    # jenkspy gives the greatest figure of each class; the next greater one starts the next class.
    ends = jenkspy.jenks_breaks(thinned, n_classes=HOW_MANY)[1:-1]
    return sorted({different[bisect_right(different, int(end))] for end in ends})
