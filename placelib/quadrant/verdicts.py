"""Whether the line bends: only where the whole interval and the whole range lie beyond halfway."""

from __future__ import annotations

from placelib.quadrant.leverage_readings import LeverageReading
from placelib.quadrant.records import HALFWAY, Side, Sides, Verdict
from placelib.quadrant.understanding_readings import SharedReading

_VERDICTS: dict[tuple[Side, Side], Verdict] = {
    ("beyond", "beyond"): "bends the line",
    ("beyond", "short"): "beyond halfway on understanding only",
    ("short", "beyond"): "beyond halfway on leverage only",
    ("short", "short"): "short of halfway on both",
}


def find_sides(understanding: SharedReading, leverage: LeverageReading) -> Sides:
    """On which side of halfway the interval of understanding and the range of leverage lie."""
    return Sides(
        find_side(understanding.low, understanding.high), find_side(leverage.low, leverage.high)
    )


def find_side(low: float | None, high: float | None) -> Side:
    """The side of 50 on which both ends lie; “unclear” where they part, “unknown” without them."""
    if low is None or high is None:
        return "unknown"
    if low > HALFWAY:
        return "beyond"
    return "short" if high < HALFWAY else "unclear"


def judge_bend(sides: Sides) -> Verdict:
    """The verdict; “cannot say” where an axis is unclear or unknown."""
    return _VERDICTS.get((sides.understanding, sides.leverage), "cannot say")


def explain_verdict(
    verdict: Verdict, sides: Sides, understanding: SharedReading, leverage: LeverageReading
) -> str | None:
    """Why nothing can be said of the two axes together; None where a verdict is given."""
    if verdict != "cannot say":
        return None
    reasons = []
    if sides.understanding == "unclear":
        reasons.append("the likely range of understanding reaches to both sides of halfway")
    if sides.leverage == "unclear":
        reasons.append("the readings of leverage lie on both sides of halfway")
    if sides.understanding == "unknown":
        reasons.append(f"understanding has no likely range: {understanding.why or 'not known'}")
    if sides.leverage == "unknown":
        reasons.append(f"leverage is not evidenced: {leverage.why or 'not known'}")
    return "; ".join(reasons)
