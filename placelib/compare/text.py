"""What the sentences of Compare share: the name of a level, a figure with its interval, a gap."""

from __future__ import annotations

from placelib.areas.levels import LEVEL_PLURALS
from placelib.formatting import INTERVAL, figure, interval, listed
from placelib.model import Area, Indicator, Observation
from placelib.statistics.observations import explain_missing

# Every district has a council, so that a sentence needs no second word.
_COUNTED = LEVEL_PLURALS | {"ltla": "councils"}


def describe_areas(level: str) -> str:
    """What a sentence calls the areas of a level: “councils”, “regions”."""
    return _COUNTED.get(level, "areas")


def explain_no_figure(indicator: Indicator, area: Area, observation: Observation | None) -> str:
    """Why a place has no figure to compare."""
    why = (
        explain_missing(indicator, area) if observation is None else observation.gap or "no figure"
    )
    return f"There is no figure for {indicator.phrase} in {area.in_sentence}: {why}."


def format_with_interval(indicator: Indicator, row: Observation) -> str:
    """A figure with its interval where there is one.

    As in “66.0% (95% confidence interval 62.1% to 69.9%)”.
    """
    assert row.value is not None
    text = figure(indicator, row.value)
    if row.lower is not None and row.upper is not None:
        text += f" ({INTERVAL} {interval(indicator, row.lower, row.upper)})"
    return text


def describe_left_out(areas: tuple[Area, ...]) -> str:
    """The names of areas in a list, at most six of them: “A, B and 12 more”."""
    names = [area.name for area in areas]
    if len(names) > 6:
        names = [*names[:5], f"{len(names) - 5} more"]
    return listed(names)
