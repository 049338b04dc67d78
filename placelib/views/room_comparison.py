"""Several rooms on one square: where each puts the three tiers, and on which they differ most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from placelib.axis_words import KNOWING, POWER
from placelib.charts.rooms import RoomMark, rooms_chart
from placelib.charts.theme import text_sizes
from placelib.charts.theme import theme as theme_for
from placelib.formatting import listed, number, sentence_start
from placelib.quadrant.tiers import build_tiers
from placelib.views import snapshot_records
from placelib.views.workshop import QuestionShown
from placelib.views.workshop_text import CLOSE
from placelib.workshop.records import FEWEST, TIERS, QuestionKind, Room, Tier, WorkshopQuestion
from placelib.workshop.tallies import TierTally, list_awaited, tally_latest_placements

# The colours of a chart, and what an eye can compare.
MOST_ROOMS = 3
# Rooms of different places have tiers of different names, so the kinds of tier are named.
_MIDDLE_KINDS = {
    "devolved government": "the devolved government",
    "Greater London Authority": "the Greater London Authority",
}
_COMBINED, _ANY_MIDDLE = "the combined authority", "the tier in the middle"
_MARKS = "Colour: the room. Shape: the tier. Marks: averages. Crosses: the middle half of answers."


@dataclass(frozen=True, slots=True)
class RoomPlaces:
    """A room's name and where it puts each tier; ``problem`` says why there is nothing to show."""

    name: str
    tallies: Mapping[str, TierTally]
    problem: str


def name_tier_kinds(rooms: Sequence[Room]) -> dict[Tier, str]:
    """What the tiers are called for all rooms: by their kind, or by where they stand if it differs.

    A room in Wales and one in Lancashire have “the tier in the middle” in common.
    """
    registry = snapshot_records.get_registry()
    tiers = [build_tiers(registry, room.workshop.area) for room in rooms]
    middles = {_MIDDLE_KINDS.get(each.middle_kind or "", _COMBINED) for each in tiers}
    has_devolved = any(each.is_devolved for each in tiers)
    return {
        "local": "the council",
        "middle": middles.pop() if len(middles) == 1 else _ANY_MIDDLE,
        "national": "the UK government" if has_devolved else "national government",
    }


def read_places(rooms: Sequence[Room]) -> list[RoomPlaces]:
    """Where each room puts the tiers, as far as its facilitator has revealed it."""
    kinds = name_tier_kinds(rooms)
    # A letter in front: two rooms may have one title.
    return [
        _read_places(f"{letter}: {room.workshop.title}", room, kinds)
        for letter, room in zip("ABC", rooms, strict=False)
    ]


def _read_places(name: str, room: Room, kinds: Mapping[Tier, str]) -> RoomPlaces:
    question = find_tiers_question(room)
    if question is None:
        return RoomPlaces(name, {}, f"“{name}” did not ask where the tiers stand.")
    if not question.revealed:
        return RoomPlaces(name, {}, f"“{name}” has not revealed its answers yet.")
    tallies = {
        item: tally
        for item, tally in tally_latest_placements(room, question).items()
        if tally.across and tally.up
    }
    problem = "" if tallies else f"“{name}” has fewer than {FEWEST} answers."
    if awaited := [kinds[tier] for tier in TIERS if tier in list_awaited(room, question)]:
        problem = (
            f"Of “{name}” the first vote is shown on {listed(awaited)}: fewer than {FEWEST} "
            "people have placed that again."
        )
    return RoomPlaces(name, tallies, problem)


def find_tiers_question(room: Room) -> WorkshopQuestion | None:
    """The room's question where the three tiers stand, the first that was revealed."""
    asked_tiers = [
        question
        for question in room.workshop.questions
        if question.kind is QuestionKind.PLACEMENT and not question.options
    ]
    revealed = [question for question in asked_tiers if question.revealed]
    return next(iter((*revealed, *asked_tiers)), None)


def build_comparison(
    rooms: Sequence[Room], height: int, *, present: bool, dark: bool
) -> QuestionShown:
    """The square with every room that has something to show, and what it says."""
    places, kinds = read_places(rooms), name_tier_kinds(rooms)
    marks = [
        RoomMark(
            room=place.name,
            tier=sentence_start(kinds[tier]),
            mean=(tally.across.mean, tally.up.mean),
            median=(tally.across.median, tally.up.median),
            half=(tally.across.low, tally.across.high, tally.up.low, tally.up.high),
        )
        for place in places
        for tier in TIERS
        if (tally := place.tallies.get(tier)) and tally.across and tally.up
    ]
    problems = [place.problem for place in places if place.problem]
    sentence = " ".join([*_describe_distance(places, kinds), *problems])
    if not marks:
        return QuestionShown(None, sentence)
    figure = rooms_chart(marks, theme_for(dark=dark), text_sizes(present=present), height)
    return QuestionShown(figure.to_dict(), sentence, _MARKS)


def _describe_distance(places: Sequence[RoomPlaces], kinds: Mapping[Tier, str]) -> list[str]:
    """On which tier the rooms are furthest apart, and where each puts it."""
    apart = {
        tier: max(
            (
                _measure_distance(first.tallies[tier], second.tallies[tier])
                for first, second in combinations(places, 2)
                if tier in first.tallies and tier in second.tallies
            ),
            default=None,
        )
        for tier in TIERS
    }
    distances = {tier: distance for tier, distance in apart.items() if distance is not None}
    if not distances:
        return []
    tier = max(distances, key=distances.__getitem__)
    if distances[tier] < CLOSE:
        return ["The rooms put every tier in about the same place."]
    spots = [
        f"“{place.name}” at {number(tally.across.mean)} for {KNOWING} and "
        f"{number(tally.up.mean)} for {POWER}"
        for place in places
        if (tally := place.tallies.get(tier)) and tally.across and tally.up
    ]
    return [f"The rooms are furthest apart on {kinds[tier]}, on average: {listed(spots)}, of 100."]


def _measure_distance(first: TierTally, second: TierTally) -> float:
    """How far apart two rooms put a tier: both axes together, from 0 to 200."""
    if not (first.across and first.up and second.across and second.up):
        return 0.0
    across = abs(first.across.mean - second.across.mean)
    return across + abs(first.up.mean - second.up.mean)
