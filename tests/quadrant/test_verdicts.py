"""When the line bends: only with a whole interval and a whole range beyond halfway."""

from __future__ import annotations

import pytest

from placelib.quadrant.verdicts import find_side
from tests.quadrant.made_areas import leverage_reading, made_quadrant, shared_reading


@pytest.mark.parametrize(
    ("interval", "reach", "verdict"),
    [
        ((51, 70), (50.5, 60), "bends the line"),
        ((51, 70), (10, 49), "beyond halfway on understanding only"),
        ((20, 49), (51, 60), "beyond halfway on leverage only"),
        ((20, 49), (10, 20), "short of halfway on both"),
        ((49, 70), (55, 60), "cannot say"),
        ((51, 70), (50, 60), "cannot say"),
        ((20, 50), (10, 20), "cannot say"),
    ],
)
def test_a_verdict_needs_both_ends_on_one_side(
    interval: tuple[float, float], reach: tuple[float, float], verdict: str
) -> None:
    quadrant = made_quadrant(
        shared_reading(sum(interval) / 2, *interval), leverage_reading(sum(reach) / 2, *reach)
    )
    assert quadrant.verdict == verdict
    assert (quadrant.verdict_why is None) == (verdict != "cannot say")


def test_without_outturn_nothing_is_said_of_both_and_the_reason_is_given() -> None:
    quadrant = made_quadrant(shared_reading(30, 20, 40), leverage_reading(None))
    assert quadrant.verdict == "cannot say"
    assert quadrant.sides.understanding == "short"
    assert "is not published yet" in (quadrant.verdict_why or "")


def test_a_point_without_an_interval_is_unknown() -> None:
    assert find_side(None, 70) == "unknown"
    quadrant = made_quadrant(shared_reading(60), leverage_reading(60, 55, 65))
    assert quadrant.verdict == "cannot say"
