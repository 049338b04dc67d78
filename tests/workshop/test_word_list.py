"""Letting all texts through holds back those with a listed word, unless the list is off."""

from __future__ import annotations

import pytest

from placelib.workshop import votes
from placelib.workshop.database import Database
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.records import Created, QuestionKind
from placelib.workshop.word_list import has_listed_word
from tests.workshop.made_votes import POSITIONS, phone

POSITION = POSITIONS[QuestionKind.WORDS]
TEXTS = ("More trust", "Less shit", "A tram", "Sh1t roads", "Parks")


@pytest.mark.parametrize(
    "text", ["What a shit bus", "SHITS!", "sh1t", "b@stard", "bâstard", "you tw4t"]
)
def test_a_listed_word_is_found_in_capitals_plural_and_disguise(text: str) -> None:
    assert has_listed_word(text)


@pytest.mark.parametrize(
    "text",
    ["", "Scunthorpe", "Penistone and Cockermouth", "Assets, not deficits", "10 trams!", "🚃"],
)
def test_a_part_of_a_word_is_no_listed_word(text: str) -> None:
    assert not has_listed_word(text)


def states(leading: Facilitator) -> dict[str, str]:
    return {answer.text: answer.state for answer in leading.room().texts}


def test_all_are_let_through_at_once_but_for_listed_words(
    database: Database, created: Created
) -> None:
    leading = Facilitator(database, created.secret)
    leading.open(POSITION)
    for number, text in enumerate(TEXTS):
        votes.cast_text(database, created.workshop, phone(number), POSITION, text)
    removed = next(answer for answer in leading.room().texts if answer.text == "Parks")
    leading.judge(POSITION, removed.voter, let_through=False)
    assert leading.let_all_through(POSITION) == 2
    assert states(leading) == {
        "More trust": "shown", "A tram": "shown", "Parks": "removed",
        "Less shit": "hidden", "Sh1t roads": "hidden",
    }  # fmt: skip
    leading.set_word_list(is_used=False)
    assert leading.let_all_through(POSITION) == 2
    assert states(leading)["Less shit"] == "shown"
    # What comes after waits again: nothing passes a facilitator who does not press.
    votes.cast_text(database, created.workshop, phone(9), POSITION, "Later")
    assert states(leading)["Later"] == "hidden"
