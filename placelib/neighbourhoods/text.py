"""The sentences about neighbourhoods: how many are in the first tenth, and what lies inside."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.formatting import number, rounded, sentence_start
from placelib.model import Area
from placelib.neighbourhoods.figures import TENTHS, Neighbourhood, Spread
from placelib.neighbourhoods.measures import COUNCIL_MEASURES, MOST_DEPRIVED, DeprivationMeasure

# From this share on most of the difference lies inside councils.
_MOST = 0.5


def write_neighbourhood_headline(
    measure: DeprivationMeasure,
    area: Area,
    spread: Spread,
    second: tuple[Area, Spread] | None = None,
) -> str:
    """How many neighbourhoods of a place, or of two, are in the first tenth of England."""
    tenth = _name_tenth(measure)
    if second is not None:
        other_area, other_spread = second
        ends = _count(other_spread).replace(" neighbourhoods", "")
        counts = f"{_count(spread)} in {area.in_sentence}, {ends} in {other_area.in_sentence}"
        return f"{sentence_start(tenth)}: {counts}"
    return _write_count_sentence(area, spread, tenth)


def _write_count_sentence(area: Area, spread: Spread, tenth: str) -> str:
    first, total = spread.counts[0], spread.total
    if total == 1:
        return f"The one neighbourhood of {area.in_sentence} is{'' if first else ' not'} in {tenth}"
    subject = sentence_start(f"{_count(spread)} of {area.in_sentence}")
    return f"{subject} {_agree(first)} in {tenth}"


def _count(spread: Spread) -> str:
    """“151 of 302 neighbourhoods”, “none of the 23 neighbourhoods”."""
    first, total = spread.counts[0], spread.total
    many = f"{total:,} neighbourhood{'' if total == 1 else 's'}"
    return f"{first:,} of {many}" if first else f"none of the {many}"


def _name_tenth(measure: DeprivationMeasure) -> str:
    """The first tenth in a sentence; of a domain, which one."""
    if measure.first_tenth == MOST_DEPRIVED and measure.slug != "imd":
        return f"{measure.first_tenth} for {measure.label.lower()}"
    return measure.first_tenth


def write_share_sentence(measure: DeprivationMeasure, share: float) -> str:
    """How much of the difference between England's neighbourhoods lies inside councils."""
    if measure.slug in COUNCIL_MEASURES:
        return (
            "This figure is published for whole councils, so how much differs inside them cannot "
            "be said."
        )
    # The rest of the share as shown: both rounded could sum to 101.
    inside_percent = int(rounded(100 * share, 0))
    inside, between = number(inside_percent), number(100 - inside_percent)
    subject = f"the difference between England’s neighbourhoods ({measure.label})"
    if share >= _MOST:
        return (
            f"In England as a whole most difference lies inside councils: {inside}% of {subject} "
            f"is found within them, and {between}% between them."
        )
    return (
        f"In England as a whole more lies between councils: {between}% of {subject}. The other "
        f"{inside}% is found within them."
    )


def write_reach_sentence(area: Area, spread: Spread) -> str:
    """From which tenth to which the middle of a place's neighbourhoods reaches."""
    if spread.total < TENTHS:
        return (
            f"{sentence_start(area.in_sentence)} has too few neighbourhoods to speak of a spread."
        )
    low, high = (min(int(end * TENTHS) + 1, TENTHS) for end in (spread.low, spread.high))
    if low == high:
        return (
            f"At least eight in ten neighbourhoods of {area.in_sentence} are in tenth {low} of "
            "England."
        )
    if (low, high) == (1, TENTHS):
        return f"{sentence_start(area.in_sentence)} reaches from the first tenth to the last."
    return (
        f"At least eight in ten neighbourhoods of {area.in_sentence} are in tenths {low} to "
        f"{high} of England."
    )


def write_tenths_sentence(measure: DeprivationMeasure, area: Area, spread: Spread) -> str:
    """What the map of a place shows, in words."""
    last = spread.counts[-1]
    sentence = _write_count_sentence(area, spread, _name_tenth(measure))
    if spread.total > 1:
        other_end = f"{last:,}" if last else "none"
        sentence = f"{sentence}, and {other_end} {_agree(last)} in the tenth at the other end"
    return f"{sentence}. {measure.about}"


def write_other_end(measure: DeprivationMeasure, places: Sequence[tuple[Area, Spread]]) -> str:
    """How many neighbourhoods of one or two places are at the end that the headline leaves out.

    As in “The tenth at the other end (least deprived): 9 neighbourhoods.”
    """
    lasts = [(area, spread.counts[-1]) for area, spread in places]
    if len(lasts) == 1:
        ((_, last),) = lasts
        counts = (
            f"{last:,} {'neighbourhood' if last == 1 else 'neighbourhoods'}" if last else "none"
        )
    else:
        counts = ", ".join(
            f"{f'{last:,}' if last else 'none'} in {area.in_sentence}" for area, last in lasts
        )
    return f"The tenth at the other end ({measure.last_end}): {counts}."


def _agree(count: int) -> str:
    return "is" if count == 1 else "are"


def write_tenth(measure: DeprivationMeasure, tenth: int) -> str:
    """A tenth in words: “tenth 1 of 10, most deprived”, “tenth 4 of 10”, “no figure”."""
    if not tenth:
        return "no figure"
    end = {1: measure.first_end, TENTHS: measure.last_end}.get(tenth)
    return f"tenth {tenth} of {TENTHS}{f', {end}' if end else ''}"


def describe_neighbourhood(measure: DeprivationMeasure, neighbourhood: Neighbourhood) -> str:
    """A neighbourhood's figure and tenth in words."""
    if neighbourhood.value is None:
        return "no figure"
    figure = measure.write_figure(neighbourhood.value)
    return f"{figure}, {write_tenth(measure, neighbourhood.tenth)}"
