"""What a room's answers say in words, from votes whose answers are known on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.quadrant.idea import ANSWERS
from placelib.quadrant.tiers import build_tiers
from placelib.views import quadrant as quadrant_view
from placelib.views.workshop_findings import describe_choices
from placelib.views.workshop_rows import build_result_rows, build_text_rows, build_vote_rows
from placelib.views.workshop_text import (
    describe_average_moves,
    describe_awaited,
    describe_levers,
    describe_placement,
    describe_progress,
    describe_rounds,
    describe_spread,
    explain_too_few,
    name_tiers,
)
from placelib.workshop.records import (
    LEVERS,
    Ballot,
    QuestionKind,
    Room,
    TextAnswer,
    Tier,
    Workshop,
    WorkshopQuestion,
)
from placelib.workshop.tallies import tally_latest_placements

NAMES: dict[Tier, str] = {
    "local": "Liverpool",
    "middle": "Liverpool City Region",
    "national": "national government",
}
ASKED = (
    (QuestionKind.PLACEMENT, "Where do the three tiers stand?"),
    (QuestionKind.LEVERS, "Who holds which lever?"),
    (QuestionKind.POLL, "How does the idea strike you?"),
    (QuestionKind.WORDS, "In your own words"),
)
BY_ITEM: dict[str, str] = {str(tier): name for tier, name in NAMES.items()}
QUESTIONS = tuple(
    WorkshopQuestion(
        position=at, kind=kind, prompt=prompt, state="open", round=1, revealed=True, epoch=0
    )
    for at, (kind, prompt) in enumerate(ASKED)
)
WORKSHOP = Workshop(
    id=1,
    code="BCDFGH",
    title="Seminar",
    area="E08000012",
    current=0,
    created_at=0,
    closes_at=None,
    ended_at=None,
    questions=QUESTIONS,
)
SPREAD = (-20, -10, 0, 10, 20)


def room(
    ballots: Iterable[Ballot] = (), answered: int = 0, said: Iterable[TextAnswer] = ()
) -> Room:
    return Room(
        workshop=WORKSHOP,
        joined=5,
        answered=dict.fromkeys(range(4), answered),
        ballots=tuple(ballots),
        texts=tuple(said),
    )


def placed(tier: Tier, across: int, up: int, width: int = 1) -> list[Ballot]:
    """Five votes whose mean and median are the place, spread by 20 times the width."""
    return [
        Ballot(
            position=0,
            round=1,
            voter=f"voter {n}",
            item=tier,
            across=across + width * off,
            up=up + width * off // 2,
            choice=None,
        )
        for n, off in enumerate(SPREAD)
    ]


def test_the_middle_is_set_against_the_rooms_own_halfway() -> None:
    votes = [*placed("local", 80, 20), *placed("middle", 60, 30), *placed("national", 20, 70)]
    assert describe_placement(room(votes, 5), QUESTIONS[0], NAMES, None) == (
        "5 people put Liverpool City Region at 60 of 100 for knowing the place and 30 for power "
        "over money and rules, on average. Against halfway between Liverpool and national "
        "government, as this room sees them, that is beyond it in knowing the place and short of "
        "it in power over money and rules. Published figures give no point to set beside it."
    )


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ((60, 55), "beyond halfway on both: in this room the line bends."),
        ((52, 44), "that is just about halfway on both."),
        ((40, 30), "short of it in knowing the place and power over money and rules."),
        ((60, 46), "that is beyond it in knowing the place."),
    ],
)
def test_every_side_of_halfway_has_its_words(place: tuple[int, int], said: str) -> None:
    votes = [*placed("local", 80, 20), *placed("middle", *place), *placed("national", 20, 70)]
    assert said in describe_placement(room(votes, 5), QUESTIONS[0], NAMES, None)


def test_without_the_two_ends_nothing_is_said_of_halfway() -> None:
    said = describe_placement(room(placed("middle", 60, 55), 5), QUESTIONS[0], NAMES, None)
    assert "halfway" not in said


def test_under_five_the_sentence_says_how_many_are_missing() -> None:
    assert "3 more people to go" in describe_placement(
        room(placed("middle", 1, 1)[:2]), QUESTIONS[0], NAMES, None
    )
    assert "1 more person to go" in explain_too_few(4)
    assert "2 more people" in describe_levers(room(answered=3), QUESTIONS[1], NAMES)
    assert "2 more people" in describe_choices(room(answered=3), QUESTIONS[2])


def test_the_widest_spread_is_named_and_a_tie_is_not_broken() -> None:
    wide = [*placed("local", 50, 50), *placed("middle", 50, 50, 2), *placed("national", 50, 50)]
    said = describe_spread(room(wide), QUESTIONS[0], BY_ITEM)
    assert said.startswith("The answers are furthest apart on Liverpool City Region")
    even = [*placed("local", 50, 50), *placed("middle", 50, 50), *placed("national", 50, 50)]
    assert "about as far apart on each" in describe_spread(room(even), QUESTIONS[0], BY_ITEM)
    assert describe_spread(room(placed("middle", 50, 50)), QUESTIONS[0], BY_ITEM) == ""


def test_the_lever_held_most_and_least_is_named() -> None:
    means = {"money": 0, "information": 25, "skills": 75, "inspection": 25, "regulation": 25}
    votes = [
        Ballot(
            position=1,
            round=1,
            voter=f"voter {n}",
            item=f"{lever}/middle",
            across=None,
            up=means[lever],
            choice=None,
        )
        for lever in LEVERS
        for n in range(5)
    ]
    assert describe_levers(room(votes), QUESTIONS[1], NAMES) == (
        "Liverpool City Region is thought to hold most of skills (75 of 100, nearest to “most”) "
        "and least of money (0 of 100, nearest to “none”)."
    )


def test_the_poll_names_the_answer_of_most_people_or_all_that_tie() -> None:
    def chosen(*choices: int) -> Room:
        return room(
            Ballot(
                position=2, round=1, voter=f"voter {n}", item="", across=None, up=None, choice=one
            )
            for n, one in enumerate(choices)
        )

    assert (
        describe_choices(chosen(1, 1, 1, 0, 2), QUESTIONS[2])
        == f"Of 5 people, 3 chose “{ANSWERS[1]}”."
    )
    tie = describe_choices(chosen(0, 0, 1, 1, 2), QUESTIONS[2])
    assert tie == f"Of 5 people, 2 chose “{ANSWERS[0]}” and “{ANSWERS[1]}” each."


@pytest.mark.parametrize(
    ("code", "local", "middle", "national"),
    [
        ("E08000012", "Liverpool", "Liverpool City Region", "national government"),
        ("E47000004", "the council", "Liverpool City Region", "national government"),
        ("E06000052", "Cornwall", "a combined authority here", "national government"),
        ("E09000001", "City of London", "the Greater London Authority", "national government"),
        ("S12000049", "Glasgow City", "the Scottish Government", "the UK government"),
        ("E92000001", "a council", "a combined authority", "national government"),
    ],
)
def test_every_kind_of_place_has_names_for_its_tiers(
    bundled_registry: AreaRegistry, code: str, local: str, middle: str, national: str
) -> None:
    found = name_tiers(build_tiers(bundled_registry, code))
    assert found == {"local": local, "middle": middle, "national": national}


def test_rows_give_what_was_counted_and_nothing_of_fewer_than_five() -> None:
    votes = [*placed("local", 80, 20), *placed("middle", 60, 30)[:4]]
    rows = build_result_rows(room(votes, 5), NAMES)
    local = next(row for row in rows if row["Of"] == "Liverpool" and row["Axis"] == "Understanding")
    assert (local["Answers"], local["Mean"], local["Median"]) == ("5", "80.0", "80.0")
    middle = next(row for row in rows if row["Of"] == "Liverpool City Region")
    assert middle["Answers"] == "fewer than 5 answers"
    assert middle["Mean"] == ""
    assert {row["Tier"] for row in build_vote_rows(room(votes, 5), NAMES)} == {"Liverpool"}
    assert len({tuple(row) for row in rows}) == 1


def test_single_votes_stand_in_no_order_that_leads_back_to_a_person() -> None:
    votes = placed("local", 50, 50)
    turned = [replace(one, voter=f"voter {9 - n}") for n, one in enumerate(votes)]
    assert build_vote_rows(room(votes), NAMES) == build_vote_rows(room(turned), NAMES)
    assert not any("voter" in str(row) for row in build_vote_rows(room(votes), NAMES))


def test_only_texts_let_through_are_rows() -> None:
    said = [
        TextAnswer(3, f"voter {n}", f"text {n}", "shown" if n < 2 else "hidden") for n in range(5)
    ]
    rows = build_text_rows(room(answered=5, said=said))
    assert [row["Answer"] for row in rows] == ["text 0", "text 1"]


def in_second_vote(*votes: Ballot, unfinished: int = 0) -> tuple[Room, WorkshopQuestion]:
    """A second vote on the tiers that five people have begun."""
    question = replace(QUESTIONS[0], round=2)
    begun = room(votes, 5)
    workshop = replace(WORKSHOP, questions=(question, *QUESTIONS[1:]))
    return replace(begun, workshop=workshop, unfinished={0: unfinished}), question


def again(ballots: Iterable[Ballot]) -> list[Ballot]:
    return [replace(ballot, round=2) for ballot in ballots]


FIRST = [*placed("local", 80, 20), *placed("middle", 60, 30), *placed("national", 20, 70)]


def test_what_too_few_have_placed_again_keeps_its_first_vote_and_a_line_says_so() -> None:
    second = [
        *placed("local", 70, 20)[:4],
        *placed("middle", 50, 40),
        *placed("national", 9, 9)[:4],
    ]
    begun, question = in_second_vote(*FIRST, *again(second), unfinished=1)
    latest = tally_latest_placements(begun, question)
    assert [(tally.across.mean, tally.count) for tally in latest.values() if tally.across] == [
        (80, 5), (50, 5), (20, 5),
    ]  # fmt: skip
    assert describe_awaited(begun, question, BY_ITEM) == (
        "Fewer than 5 people have placed Liverpool and national government again: their first "
        "votes are shown."
    )
    sentence = describe_placement(begun, question, NAMES, None)
    assert sentence.startswith("5 people put Liverpool City Region at 50 of 100")
    # Halfway between two first votes says nothing of a second.
    assert "halfway" not in sentence


def test_a_middle_tier_placed_again_by_too_few_is_told_of_from_its_first_vote() -> None:
    begun, question = in_second_vote(*FIRST, *again(placed("local", 70, 20)))
    sentence = describe_placement(begun, question, NAMES, None)
    assert sentence.startswith("In the first vote, 5 people put Liverpool City Region at")
    # Liverpool stands on the chart at its second vote.
    assert "halfway" not in sentence
    assert "more people to go" not in sentence
    assert "Liverpool City Region and national government again" in describe_awaited(
        begun, question, BY_ITEM
    )


def test_nothing_of_fewer_than_five_is_shown_in_either_vote() -> None:
    few = [*placed("local", 80, 20), *placed("middle", 60, 30)[:4]]
    begun, question = in_second_vote(*few, *again(placed("middle", 50, 40)[:4]))
    assert tally_latest_placements(begun, question)["middle"].votes == ()
    assert describe_placement(begun, question, NAMES, None) == ""
    assert describe_awaited(begun, question, BY_ITEM) == (
        "Fewer than 5 people have placed Liverpool again: its first vote is shown. Fewer than 5 "
        "people have placed Liverpool City Region and national government: not shown yet."
    )


def test_the_count_says_how_many_have_finished_and_how_many_have_not() -> None:
    begun, question = in_second_vote(unfinished=1)
    assert describe_progress(begun, question) == [
        "5 answered", "4 placed all 3", "1 unfinished",
    ]  # fmt: skip
    assert describe_progress(room(answered=5), QUESTIONS[0]) == ["5 answered"]
    assert "0 more" not in explain_too_few(5)


def test_a_sentence_for_each_tier_says_from_where_to_where_its_average_moved() -> None:
    second = [*placed("local", 80, 20), *placed("middle", 56, 33), *placed("national", 9, 9)[:4]]
    begun, question = in_second_vote(*FIRST, *again(second), unfinished=1)
    assert describe_average_moves(begun, question, BY_ITEM) == (
        "From the first vote to the second, on average: Liverpool stayed at 80 for knowing "
        "the place and 20 for power over money and rules. Liverpool City Region moved from 60 for "
        "knowing the place and 30 for power over money and rules to 56 and 33."
    )
    assert describe_average_moves(room(FIRST, 5), QUESTIONS[0], BY_ITEM) == ""


def test_the_thin_lines_of_single_people_are_explained_where_they_are_drawn() -> None:
    moved, question = in_second_vote(*FIRST, *again(placed("middle", 56, 33)))
    assert describe_rounds(moved, question, BY_ITEM) == (
        "Hollow marks: the first vote. Thin grey lines: how single people moved Liverpool City "
        "Region. 5 people answered then, 5 now."
    )
    few, question = in_second_vote(*FIRST, *again(placed("middle", 56, 33)[:4]))
    assert "grey lines" not in describe_rounds(few, question, BY_ITEM)


def test_before_anybody_votes_again_the_whole_first_vote_is_told() -> None:
    begun, question = in_second_vote(*FIRST)
    sentence = describe_placement(begun, question, NAMES, None)
    assert sentence.startswith("In the first vote, 5 people put")
    assert "Against halfway between Liverpool and national government" in sentence


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("E47000007", "Published figures for all its councils put it at 30 and 12, by money"),
        ("E08000029", "Published figures for Solihull give no point to set beside it."),
    ],
)
def test_the_published_point_is_said_to_be_of_one_council_or_of_all(code: str, words: str) -> None:
    votes = placed("middle", 60, 30)
    quadrant = quadrant_view.get_quadrant(code)
    assert words in describe_placement(room(votes, 5), QUESTIONS[0], NAMES, quadrant)
