"""What can be said across authorities, and across the councils of one, without ranking them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

from placelib.quadrant.components import Closeness
from placelib.quadrant.evidence import Evidence
from placelib.quadrant.neighbourhoods import DomainShare, distances, domain_shares
from placelib.quadrant.records import Quadrant

HALFWAY = 0.5


@dataclass(frozen=True, slots=True)
class Apart:
    """Two authorities whose bands of U1 do not overlap."""

    lower: Quadrant
    higher: Quadrant


@dataclass(frozen=True, slots=True)
class TopicHelp:
    """On one topic: for how many authorities the average of the other councils helps.

    It helps when someone using it would miss less of what sets a council apart than with England's
    average (leave-one-out U1 above 0). ``inclusive`` and ``leave_one_out`` are medians over the
    authorities, None without any.
    """

    topic: str
    indicators: int
    helps: tuple[Quadrant, ...]
    does_not: tuple[Quadrant, ...]
    inclusive: float | None
    leave_one_out: float | None


@dataclass(frozen=True, slots=True)
class CouncilSides:
    """The councils of an authority by where its average stands for each of them (U1).

    ``agreeing`` are those for which the whole band of 90% of the draws lies on the side named.
    """

    beyond: tuple[Quadrant, ...]
    short: tuple[Quadrant, ...]
    behind: tuple[Quadrant, ...]
    agreeing: tuple[Quadrant, ...]


def combined_authorities(quadrants: Sequence[Quadrant]) -> list[Quadrant]:
    """The combined authorities among them, without the Greater London Authority."""
    return [
        one
        for one in quadrants
        if one.kind == "combined authority" and one.middle_kind == "combined authority"
    ]


def councils_of(quadrants: Sequence[Quadrant], code: str) -> list[Quadrant]:
    """The councils and counties inside an authority, in their order."""
    return [one for one in quadrants if one.middle_code == code and one.code != code]


def told_apart(quadrants: Sequence[Quadrant]) -> tuple[int, list[Apart]]:
    """How many pairs there are, and those whose 90% bands of U1 do not overlap.

    A careful rule: two bands can overlap although the difference would hold in most draws.
    """
    known = [one for one in quadrants if _band(one) is not None]
    apart = []
    for one, other in combinations(known, 2):
        (low, high), (low2, high2) = _known_band(one), _known_band(other)
        if high < low2:
            apart.append(Apart(one, other))
        elif high2 < low:
            apart.append(Apart(other, one))
    return len(known) * (len(known) - 1) // 2, apart


def topic_help(quadrants: Sequence[Quadrant]) -> list[TopicHelp]:
    """Topic by topic, in the catalogue's order, where an authority's picture helps."""
    names = dict.fromkeys(
        topic.topic for one in quadrants for topic in one.understanding.topics if topic.topic
    )
    return [_one_topic(quadrants, name) for name in names]


def _one_topic(quadrants: Sequence[Quadrant], name: str) -> TopicHelp:
    found = [(one, _topic(one, name)) for one in quadrants]
    known = [(one, topic) for one, topic in found if topic is not None]
    alone = [(one, topic.leave_one_out) for one, topic in known if topic.leave_one_out is not None]
    inclusive = [topic.inclusive for _, topic in known if topic.inclusive is not None]
    return TopicHelp(
        topic=name,
        indicators=max((topic.indicators for _, topic in known), default=0),
        helps=tuple(one for one, value in alone if value > 0),
        does_not=tuple(one for one, value in alone if value <= 0),
        inclusive=median(inclusive) if inclusive else None,
        leave_one_out=median(value for _, value in alone) if alone else None,
    )


def _topic(quadrant: Quadrant, name: str) -> Closeness | None:
    return next((one for one in quadrant.understanding.topics if one.topic == name), None)


def council_sides(councils: Sequence[Quadrant]) -> CouncilSides:
    """Which councils of an authority its average serves beyond halfway, short of it, or not."""
    beyond: list[Quadrant] = []
    short: list[Quadrant] = []
    behind: list[Quadrant] = []
    agreeing: list[Quadrant] = []
    for one in councils:
        picture, band = one.understanding.picture, _band(one)
        if picture is None or picture.inclusive is None:
            continue
        side = beyond if picture.inclusive > HALFWAY else behind if picture.inclusive < 0 else short
        side.append(one)
        if band and _agrees(side is beyond, side is behind, *band):
            agreeing.append(one)
    return CouncilSides(tuple(beyond), tuple(short), tuple(behind), tuple(agreeing))


def _agrees(beyond: bool, behind: bool, low: float, high: float) -> bool:
    if beyond:
        return low > HALFWAY
    return high < 0 if behind else low >= 0 and high <= HALFWAY


def england_neighbourhoods(evidence: Evidence) -> DomainShare:
    """Over all of England: how much of neighbourhoods' distance their own council's mean removes.

    Over the seven domains of deprivation together; the rest lies inside councils.
    """
    rows = [row for row, english in enumerate(evidence.picture.english) if english]
    found = distances(evidence.neighbourhoods, rows, [[row] for row in rows])
    return next(one for one in domain_shares(found) if one.domain == "all")


def _band(quadrant: Quadrant) -> tuple[float, float] | None:
    drawn = quadrant.uncertainty
    if drawn is None or drawn.u1_low is None or drawn.u1_high is None:
        return None
    return drawn.u1_low, drawn.u1_high


def _known_band(quadrant: Quadrant) -> tuple[float, float]:
    band = _band(quadrant)
    assert band is not None
    return band
