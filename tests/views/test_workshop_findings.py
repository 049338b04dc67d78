"""What a room answered to its own questions, in words, from answers counted on paper."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from placelib.model import Observation
from placelib.quadrant.lever_holders import read_lever_holders
from placelib.views import workshop_findings as findings
from placelib.views.workshop import QuestionShown, build_question
from placelib.views.workshop_options import (
    draft_figure,
    draft_holder,
    find_known_indicator,
    list_area_indicators,
    list_choices,
    list_coded_measures,
    name_indicator,
    pick_shared,
    search_choices,
)
from placelib.views.workshop_rows import build_result_rows
from placelib.workshop.question_drafts import check_draft
from placelib.workshop.records import (
    CONDITIONS,
    LEVERS,
    TIERS,
    Ballot,
    QuestionKind,
    Room,
    Tier,
    Workshop,
    WorkshopQuestion,
)
from placelib.workshop.tallies import ChoiceTally, tally_latest_levers
from tests.workshop.made_votes import EVERY_KIND, SLUGS, make_answers

PLACE = "E08000012"
NAMES: dict[Tier, str] = {"local": "Liverpool", "middle": "the region", "national": "government"}


def ask(kind: QuestionKind) -> WorkshopQuestion:
    draft = check_draft(next(draft for draft in EVERY_KIND if draft.kind is kind))
    return WorkshopQuestion(
        position=0, kind=kind, prompt=draft.prompt, state="open", round=1, revealed=True, epoch=0,
        options=draft.options,
    )  # fmt: skip


def room_of(question: WorkshopQuestion, *ballots: Ballot) -> Room:
    workshop = Workshop(
        id=1, code="BCDFGH", title="Seminar", area=PLACE, current=0, created_at=0, closes_at=None,
        ended_at=None, questions=(question,),
    )  # fmt: skip
    people = len({ballot.voter for ballot in ballots})
    return Room(workshop=workshop, joined=9, answered={0: people}, ballots=ballots, texts=())


def ballot(voter: int, item: str = "", **parts: float | None) -> Ballot:
    empty = Ballot(
        position=0, round=1, voter=f"voter {voter}", item=item, across=None, up=None, choice=None
    )
    return replace(empty, **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [kind for kind in QuestionKind if kind is not QuestionKind.WORDS])
def test_below_five_answers_every_table_says_so_and_gives_no_number(kind: QuestionKind) -> None:
    question = ask(kind)
    rows = build_result_rows(room_of(question), NAMES)
    assert rows
    assert {row["Answers"] for row in rows} == {"fewer than 5 answers"}


def test_a_scale_gives_the_middle_and_the_middle_half() -> None:
    question = ask(QuestionKind.SCALE)
    ballots = [ballot(n, choice=choice) for n, choice in enumerate((0, 2, 2, 3, 4))]
    assert findings.describe_scale(room_of(question, *ballots), question) == (
        "The middle of 5 answers is 3, and half of them lie around it, at 3 to 4. "
        "1 is “not at all”, 5 is “fully”."
    )
    assert "1 more person" in findings.describe_scale(room_of(question, *ballots[1:]), question)


def test_a_ranking_says_what_most_put_first_and_breaks_no_tie() -> None:
    question = ask(QuestionKind.RANKING)
    firsts = (0, 0, 0, 1, 2)
    ballots = [
        ballot(voter, str((first + rank) % 3), choice=rank)
        for voter, first in enumerate(firsts)
        for rank in range(3)
    ]
    said = findings.describe_ranking(room_of(question, *ballots), question)
    assert said == "Of 5 people, 3 put “Homes” first."


def test_conditions_get_no_score_but_how_far_apart_the_room_is() -> None:
    question = ask(QuestionKind.CONDITIONS)
    steps = dict.fromkeys(CONDITIONS, (50, 50, 50, 50, 50))
    steps |= {"backbone": (0, 0, 50, 100, 100)}
    ballots = [
        ballot(voter, condition, up=up)
        for condition, ups in steps.items()
        for voter, up in enumerate(ups)
    ]
    sentence = findings.describe_conditions(room_of(question, *ballots), question)
    assert "furthest apart on “Backbone support”" in sentence
    assert "Ask those far apart what they see" in sentence
    rows = build_result_rows(room_of(question, *ballots), NAMES)
    backbone = [row["Answers"] for row in rows if row["Of"] == "Backbone support"]
    assert backbone == ["2", "0", "1", "0", "2"]
    assert {row["Mean"] for row in rows} == {""}


def test_guesses_stand_beside_the_figure_with_its_interval() -> None:
    question = ask(QuestionKind.FIGURE)
    guesses = [ballot(n, figure=value) for n, value in enumerate((50, 60, 70, 72, 90))]
    indicator = find_known_indicator("employment-rate")
    published = Observation(
        indicator="employment-rate", area_code=PLACE, period="2024", period_label="2024",
        starts=date(2024, 1, 1), ends=date(2024, 12, 31), value=71.0, lower=68.0, upper=74.0,
        status=None, gap=None, note=None,
    )  # fmt: skip
    room = room_of(question, *guesses)
    assert findings.describe_guesses(room, question, indicator, published) == (
        "5 people guessed from 50.0% to 90.0%; the middle guess is 70.0%. Published: 71.0% (95% "
        "confidence interval 68.0% to 74.0%), 2024. Inside its interval: 2 of 5 guesses."
    )
    bare = replace(published, lower=None, upper=None)
    sentence = findings.describe_guesses(room, question, indicator, bare)
    assert sentence.endswith("The middle guess is 1.0 percentage point below.")
    assert "71" not in findings.describe_guesses(
        room_of(question, *guesses[:4]), question, indicator, published
    )


def test_who_holds_a_lever_is_set_against_the_documents() -> None:
    (indicator,) = [one for one in list_coded_measures(PLACE) if one.slug == SLUGS[1]]
    question = replace(ask(QuestionKind.HOLDER), options=draft_holder(indicator).options)
    ballots = [ballot(n, choice=choice) for n, choice in enumerate((0, 2, 2, 3, 2))]
    sentence = findings.describe_holder(room_of(question, *ballots), question)
    assert " of 5 people say so too: " in sentence
    assert list_choices(question)[0] == "The council"


@pytest.mark.parametrize(
    ("counts", "chosen"),
    [
        ((5, 4, 3, 2, 1, 0), SLUGS[:5]),
        ((5, 4, 3, 2, 2, 2), SLUGS),
        ((0, 1, 0, 0, 0, 0), (SLUGS[1],)),
        ((0, 0, 0, 0, 0, 0), ()),
    ],
)
def test_the_scorecard_has_the_five_most_chosen_and_those_that_tie(
    counts: tuple[int, ...], chosen: tuple[str, ...]
) -> None:
    assert pick_shared(ask(QuestionKind.MEASURES), ChoiceTally(5, counts)) == chosen


def test_of_measures_that_were_picked_equally_often_none_is_named_before_the_others() -> None:
    question = ask(QuestionKind.MEASURES)

    def describe(*picks: str) -> str:
        ballots = [ballot(voter, item=item) for voter, items in enumerate(picks) for item in items]
        return findings.describe_measures(room_of(question, *ballots), question)

    rate, pay = (name_indicator(slug) for slug in SLUGS[:2])
    assert describe("012", "013", "01", "0", "0") == (
        "5 people could pick from 6 measures, and picked 4 of them. Most often: "
        f"{rate} (5) and {pay} (3). The 4 most chosen make the room’s scorecard."
    )
    assert "Most often" not in describe("0", "1", "2", "3", "4")


def test_more_than_a_scorecard_holds_is_cut_above_the_tie() -> None:
    slugs = tuple(f"measure-{number}" for number in range(14))
    question = replace(ask(QuestionKind.MEASURES), options=slugs)
    assert pick_shared(question, ChoiceTally(7, (3, 2, *[1] * 12))) == slugs[:2]
    assert pick_shared(question, ChoiceTally(7, (1,) * 14)) == ()


def test_measures_are_found_by_words_of_label_topic_and_description() -> None:
    question = ask(QuestionKind.MEASURES)
    assert search_choices(question, "PAY week") == [1]
    assert search_choices(question, "zebra") == []
    # The label that says it comes before a description that does, whatever their order.
    turned = replace(question, options=("economic-inactivity-rate", "employment-rate"))
    assert search_choices(turned, "employment rate") == [1, 0]
    assert {indicator.slug for indicator in list_area_indicators(PLACE)} >= set(SLUGS)


def test_the_bounds_of_a_guess_say_nothing_of_the_place() -> None:
    for slug in SLUGS:
        indicator = find_known_indicator(slug)
        assert indicator is not None
        here, there = (draft_figure(area, indicator) for area in (PLACE, "E06000017"))
        assert here.options == there.options
        check_draft(here)


def test_the_ends_of_the_middle_half_are_compared_as_they_are_shown() -> None:
    question = ask(QuestionKind.SCALE)
    ballots = [ballot(n, choice=vote - 1) for n, vote in enumerate((2, 2, 3, 3, 3, 3, 4))]
    # The quarter lies at 2.5, which is shown as 3.
    sentence = findings.describe_scale(room_of(question, *ballots), question)
    assert "half of them lie around it, at 3. " in sentence


def test_a_guess_equal_to_the_figure_as_shown_is_right() -> None:
    question = ask(QuestionKind.FIGURE)
    guesses = [ballot(n, figure=value) for n, value in enumerate((50, 60, 71.2, 72, 90))]
    published = Observation(
        indicator="employment-rate", area_code=PLACE, period="2024", period_label="2024",
        starts=date(2024, 1, 1), ends=date(2024, 12, 31), value=71.24, lower=None, upper=None,
        status=None, gap=None, note=None,
    )  # fmt: skip
    indicator = find_known_indicator("employment-rate")
    sentence = findings.describe_guesses(
        room_of(question, *guesses), question, indicator, published
    )
    assert sentence.endswith("The middle guess is right.")


@pytest.mark.parametrize("area", ["W06000015", "S12000036", "N09000003", "K02000001"])
def test_nobody_guesses_who_holds_a_lever_where_our_sources_do_not_reach(area: str) -> None:
    assert list_coded_measures(area) == ()
    question = ask(QuestionKind.HOLDER)
    room = room_of(question, *[ballot(n, choice=2) for n in range(5)])
    elsewhere = replace(room, workshop=replace(room.workshop, area=area))
    shown = show(elsewhere, question)
    assert shown.sentence == "Our sources do not say who decides most of what moves this."
    assert "◆" not in json.dumps(shown.figure, ensure_ascii=False)


def test_without_an_authority_ministers_hold_what_one_would() -> None:
    slug = next(slug for slug, coded in read_lever_holders().items() if coded.holder == "authority")
    question = replace(ask(QuestionKind.HOLDER), options=(slug,))
    room = room_of(question, *[ballot(n, choice=2) for n in range(5)])
    assert show(room, question).sentence.startswith("0 of 5 people say so too: the authority")
    kent = replace(room, workshop=replace(room.workshop, area="E10000016"))
    assert show(kent, question).sentence.startswith(
        "5 of 5 people say so too: without an authority, ministers decide"
    )


def answer_all(kind: QuestionKind, people: int, round_: int) -> list[Ballot]:
    """What so many phones answer to a question of a kind in a vote."""
    return [
        ballot(
            number, answer.item, round=round_, across=answer.across, up=answer.up,
            choice=answer.choice, figure=answer.figure,
        )
        for number in range(people)
        for answer in make_answers(kind, number)
    ]  # fmt: skip


def show(room: Room, question: WorkshopQuestion) -> QuestionShown:
    return build_question(room, question, 400, present=True, dark=False)


@pytest.mark.parametrize(
    "kind",
    [kind for kind in QuestionKind if kind not in (QuestionKind.WORDS, QuestionKind.PLACEMENT)],
)
def test_a_second_vote_of_fewer_than_five_keeps_the_first_and_says_so(kind: QuestionKind) -> None:
    once = ask(kind)
    again = replace(once, round=2)
    first = answer_all(kind, 5, 1)
    before = show(room_of(once, *first), once)
    begun = show(room_of(again, *first, *answer_all(kind, 4, 2)), again)
    assert before.figure is not None
    assert begun.figure is not None
    assert begun.sentence.startswith(before.sentence)
    assert "Fewer than 5 people have answered" in begun.sentence
    assert "first vote" in begun.sentence
    enough = show(room_of(again, *first, *answer_all(kind, 5, 2)), again)
    assert enough.sentence == before.sentence
    few = show(room_of(again, *answer_all(kind, 4, 1), *answer_all(kind, 4, 2)), again)
    assert few.figure is None
    assert "first vote" not in few.sentence


def test_a_lever_that_four_answer_again_keeps_its_first_vote_and_its_name_says_so() -> None:
    question = replace(ask(QuestionKind.LEVERS), round=2)
    first = [
        ballot(n, f"{lever}/{tier}", up=25) for n in range(5) for lever in LEVERS for tier in TIERS
    ]
    second = [
        ballot(n, f"{lever}/{tier}", up=75, round=2)
        for lever in LEVERS
        for tier in TIERS
        for n in range(4 if (lever, tier) == ("money", "local") else 5)
    ]
    room = room_of(question, *first, *second)
    shown = show(room, question)
    assert (
        "Fewer than 5 people have answered on money again: its first vote is shown."
        in shown.sentence
    )
    drawn = json.dumps(shown.figure)
    assert "Money (first vote)" in drawn
    assert "Skills (first vote)" not in drawn
    latest = tally_latest_levers(room, question)
    # All of a lever is of one vote.
    assert [tally.up and tally.up.mean for tally in latest["money"].values()] == [25, 25, 25]
    assert [tally.up and tally.up.mean for tally in latest["skills"].values()] == [75, 75, 75]


def test_a_condition_that_too_few_answer_is_said_to_be_missing_and_another_kept() -> None:
    question = replace(ask(QuestionKind.CONDITIONS), round=2)
    first = [ballot(n, item, up=25) for n in range(5) for item in CONDITIONS if item != "backbone"]
    second = [
        ballot(n, item, up=75, round=2)
        for n in range(5)
        for item in ("measurement", "activities", "communication")
    ]
    shown = show(room_of(question, *first, *second), question)
    assert shown.sentence.endswith(
        "Fewer than 5 people have answered on “A common agenda” again: its first vote is shown. "
        "Fewer than 5 people have answered on “Backbone support”: not shown yet."
    )
    assert "A common agenda (first vote)" in json.dumps(shown.figure)


def test_in_a_first_vote_too_what_too_few_answered_is_said() -> None:
    question = ask(QuestionKind.LEVERS)
    ballots = [
        ballot(n, f"{lever}/{tier}", up=50)
        for lever in LEVERS
        for tier in TIERS
        for n in range(4 if lever == "skills" or (lever, tier) == ("money", "local") else 5)
    ]
    shown = show(room_of(question, *ballots), question)
    assert shown.sentence.endswith(
        "Fewer than 5 people have answered on money (Liverpool) and skills: not shown yet."
    )
