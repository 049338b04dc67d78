"""Student's t for whole degrees of freedom, in closed form, and Benjamini and Hochberg's rule."""

from __future__ import annotations

import math
from collections.abc import Sequence

# Halving this often brings the interval from 0 to 1,000 below a double's last digit.
HALVINGS = 80
LARGEST_T = 1000.0


def compute_central_probability(t: float, freedom: int) -> float:
    """P(|T| < t): how much of Student's distribution lies within t of 0.

    Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.3 and 26.7.4: a finite
    sum of powers of cosines of atan(t / √freedom).
    """
    angle = math.atan(t / math.sqrt(freedom))
    sine, cosine = math.sin(angle), math.cos(angle)
    is_odd = freedom % 2 == 1
    term = total = 0.0
    if freedom > 1:
        term = total = cosine if is_odd else 1.0
    for power in range(3 if is_odd else 2, freedom - 1, 2):
        term *= (power - 1) / power * cosine**2
        total += term
    return 2 / math.pi * (angle + sine * total) if is_odd else sine * total


def compute_t_quantile(share: float, freedom: int) -> float:
    """The t below which ``share`` (0.5 or more) of Student's distribution lies.

    Example: ``compute_t_quantile(0.975, 10)`` is 2.228.
    """
    low, high = 0.0, LARGEST_T
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if compute_central_probability(middle, freedom) < 2 * share - 1:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def adjust_p_values(p_values: Sequence[float]) -> list[float]:
    """The p-values adjusted for testing as many, in the order given.

    Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995).
    """
    count = len(p_values)
    order = sorted(range(count), key=lambda place: p_values[place], reverse=True)
    adjusted = [0.0] * count
    lowest = 1.0
    for rank, place in zip(range(count, 0, -1), order, strict=True):
        lowest = min(lowest, p_values[place] * count / rank)
        adjusted[place] = lowest
    return adjusted
