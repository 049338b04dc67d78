"""Several rooms on one square, from votes whose averages are known on paper."""

from __future__ import annotations

import json

from placelib.views.room_comparison import build_comparison, read_places
from placelib.workshop.records import Ballot, QuestionKind, Room, Workshop, WorkshopQuestion


def make_room(title: str, across: int, up: int, *, people: int = 5, revealed: bool = True) -> Room:
    question = WorkshopQuestion(
        position=0, kind=QuestionKind.PLACEMENT, prompt="Where?", state="locked", round=1,
        revealed=revealed, epoch=0,
    )  # fmt: skip
    workshop = Workshop(
        id=1, code="BCDFGH", title=title, area="E47000004", current=0, created_at=0,
        closes_at=None, ended_at=None, questions=(question,),
    )  # fmt: skip
    ballots = tuple(
        Ballot(
            position=0, round=1, voter=f"voter {voter}", item=tier, across=place, up=up, choice=None
        )
        for voter in range(people)
        for tier, place in (("local", 80), ("middle", across))
    )
    return Room(workshop=workshop, joined=people, answered={0: people}, ballots=ballots, texts=())


def compare(*rooms: Room) -> tuple[str, str]:
    """The sentence, and the chart as text."""
    built = build_comparison(rooms, 400, present=True, dark=False)
    return built.sentence, json.dumps(built.figure, ensure_ascii=False)


def test_the_tier_on_which_rooms_differ_most_is_named_with_the_place_of_each() -> None:
    sentence, chart = compare(make_room("Council", 70, 40), make_room("Ministry", 30, 40))
    assert sentence == (
        "The rooms are furthest apart on the combined authority, on average: “A: Council” at "
        "understanding 70 and leverage 40 and “B: Ministry” at understanding 30 and leverage 40, "
        "of 100."
    )
    assert "A: Council" in chart
    assert "B: Ministry" in chart


def test_rooms_that_agree_are_said_to() -> None:
    sentence, _ = compare(make_room("Same", 50, 40), make_room("Same", 51, 41))
    assert sentence == "The rooms put every tier in about the same place."


def test_a_room_that_has_not_revealed_or_is_too_small_gives_nothing_away() -> None:
    shut = make_room("Shut", 11, 12, revealed=False)
    small = make_room("Small", 13, 14, people=4)
    sentence, chart = compare(make_room("Open", 70, 40), shut, small)
    assert "“B: Shut” has not revealed its answers yet." in sentence
    assert "“C: Small” has fewer than 5 answers." in sentence
    assert "furthest apart" not in sentence
    assert "Shut" not in chart
    assert "Small" not in chart
    assert [bool(place.tallies) for place in read_places([shut, small])] == [False, False]


def test_no_single_vote_is_drawn() -> None:
    _, chart = compare(make_room("Council", 70, 40), make_room("Ministry", 30, 40))
    assert "voter" not in chart
