"""Several rooms on one square, from votes whose averages are known on paper."""

from __future__ import annotations

import json
from dataclasses import replace

from placelib.views.room_comparison import build_comparison, name_tier_kinds, read_places
from placelib.views.workshop_rows import build_latest_tier_rows
from placelib.workshop.records import Ballot, QuestionKind, Room, Tier, Workshop, WorkshopQuestion


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
        "70 for knowing the place and 40 for power over money and rules and “B: Ministry” at 30 "
        "for knowing the place and 40 for power over money and rules, of 100."
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


def test_the_tiers_are_named_by_what_all_rooms_have() -> None:
    council = make_room("Council", 70, 40)
    wales, scotland, london = (
        replace(council, workshop=replace(council.workshop, area=area))
        for area in ("W06000015", "S12000036", "E09000033")
    )
    assert name_tier_kinds([council, council])["middle"] == "the combined authority"
    assert name_tier_kinds([wales, scotland])["middle"] == "the devolved government"
    assert name_tier_kinds([london])["middle"] == "the Greater London Authority"
    mixed = name_tier_kinds([council, wales])
    assert (mixed["middle"], mixed["national"]) == ("the tier in the middle", "the UK government")
    sentence, chart = compare(replace(wales, joined=9), make_room("Ministry", 30, 40))
    assert "furthest apart on the tier in the middle" in sentence
    assert "ombined authority" not in chart


def test_the_table_has_what_stands_on_the_square_a_first_vote_among_it() -> None:
    once = make_room("Council", 70, 40)
    (question,) = once.workshop.questions
    again = replace(question, round=2)
    second = tuple(
        replace(ballot, round=2, up=90)
        for ballot in once.ballots
        if ballot.item == "local" or ballot.voter != "voter 0"
    )
    room = replace(
        once, workshop=replace(once.workshop, questions=(again,)), ballots=once.ballots + second
    )
    names: dict[Tier, str] = {"local": "a", "middle": "b", "national": "c"}
    rows = build_latest_tier_rows(room, again, names)
    leverage = {row["Of"]: (row["Round"], row["Mean"]) for row in rows if row["Axis"] == "Leverage"}
    assert leverage == {"A": ("2", "90.0"), "B": ("1", "40.0"), "C": ("2", "")}
    (missing,) = {row["Answers"] for row in rows if row["Of"] == "C"}
    assert missing == "fewer than 5 answers"


def test_no_single_vote_is_drawn() -> None:
    _, chart = compare(make_room("Council", 70, 40), make_room("Ministry", 30, 40))
    assert "voter" not in chart
