"""The essay's idea in six steps: their titles, and the numbers that the texts take from here.

The texts themselves are ``placelib/content/idea_1.md`` and so on.
"""

from __future__ import annotations

from dataclasses import dataclass

from placelib.axis_words import KNOWING, POWER


@dataclass(frozen=True, slots=True)
class Rate:
    """A national poverty rate in a year, in percent."""

    year: int
    percent: float


TITLES = (
    "Why start with place?",
    "Councils know the place, government has the power",
    "Sectors are heard, places are not",
    "Somebody who helps everybody else move",
    "Halfway between them is a compromise",
    "Bending the line: better than halfway on both",
)
STEPS = len(TITLES)
# What each picture shows, to be read from the back of a room.
SENTENCES = (
    "A street meets every service at once. Each service sees only its own part.",
    "The council is close to its place. Government holds the money and the rules.",
    "Government hears professions and sectors. Nobody among them speaks for a town.",
    "A “field catalyst” brings people together, and makes their case where money is decided.",
    "On the straight line each gain in power is paid for: one knows the place less well.",
    "The hope: a combined authority that knows the place and has the power too.",
)
# The poverty rate by the Market Basket Measure, as in the essay's account of Tamarack.
CANADA = (Rate(2015, 14.5), Rate(2021, 7.4))
CANADA_SOURCE = (
    "Poverty rate of Canada by the Market Basket Measure, an official statistic of Statistics "
    "Canada; the two figures as the essay gives them in its account of the Tamarack Institute."
)
ANSWERS = (
    "Painfully obvious",
    "Obvious, though the pictures help",
    "I had not thought of it this way before",
)


def find_point_along(position: float) -> tuple[float, float]:
    """Understanding and leverage, 0 to 100, at a position on the line: 0 council, 100 nation."""
    return 100.0 - position, position


def find_point_beyond(outwards: float) -> tuple[float, float]:
    """Understanding and leverage when the midpoint is pushed outwards by so much on both axes."""
    return 50.0 + outwards, 50.0 + outwards


def write_along_sentence(position: float) -> str:
    """What a point on the line has gained and given up."""
    understanding, leverage = find_point_along(position)
    if position == 50:
        return (
            "Exactly halfway: it knows the place half as well as the council, and has half the "
            "power of national government. The difference is halved, and that is all."
        )
    near = "council" if position < 50 else "national government"
    return (
        f"Nearer to {'the ' if near == 'council' else ''}{near}: {understanding:.0f} of 100 for "
        f"{KNOWING}, {leverage:.0f} of 100 for {POWER}. On the line the two always "
        "add up to 100: a step gained on one is a step lost on the other."
    )


def write_beyond_sentence(outwards: float) -> str:
    """What a point beyond halfway would mean."""
    understanding, leverage = find_point_beyond(outwards)
    if outwards == 0:
        return "At halfway nothing is bent yet: push the point outwards."
    return (
        f"{understanding:.0f} of 100 for {KNOWING} and {leverage:.0f} of 100 for {POWER}, together "
        f"{understanding + leverage:.0f}: more than any point on the line can have. This is an "
        "idea to be tested, not a measurement of any authority."
    )
