"""A scorecard travels as a link and as a file; what anybody else wrote into one is refused."""

from __future__ import annotations

import base64
import json
import zlib
from datetime import date
from typing import Any

import pytest

from placelib.errors import BadScorecard
from placelib.exports.run_sheet import LONGEST_CARD
from placelib.scorecard.records import (
    LONGEST_TEXT,
    MOST_MEASURES,
    Scorecard,
    SharedMeasure,
    read_review_day,
    read_scorecard_file,
    read_scorecard_link,
    write_scorecard_file,
    write_scorecard_link,
)
from placelib.shared_document import MOST_BYTES, MOST_LINK

CARD = Scorecard(
    area="E08000012",
    title="Shared measures for Liverpool",
    measures=(
        SharedMeasure(
            indicator="employment-rate",
            baseline="2019-01-01/P1Y",
            aim="70% by 2030",
            owner="Jobs partnership",
            review="2027-03-31",
            seen_period="2023-01-01/P1Y",
            seen_value=67.5,
        ),
        SharedMeasure("obese-children-year-6"),
    ),
    version="2026-06-26-f7f3aa2d",
)


def values(**changes: Any) -> dict[str, Any]:
    return {**json.loads(write_scorecard_file(CARD)), **changes}


def test_a_scorecard_comes_back_whole_from_its_link_and_its_file() -> None:
    assert read_scorecard_link(write_scorecard_link(CARD)) == CARD
    assert read_scorecard_file(write_scorecard_file(CARD).encode()) == CARD


def test_the_fullest_scorecard_fits_a_link_and_a_run_sheet() -> None:
    texts = [f"{'ÿ' * 70} {number:02d} aim" for number in range(MOST_MEASURES)]
    measures = tuple(
        SharedMeasure(
            indicator=f"{'long-name-' * 6}{number}",
            baseline="2018-04-01/P3Y",
            aim=words[:LONGEST_TEXT],
            owner=words[::-1][:LONGEST_TEXT],
            review="2027-03-31",
            seen_period="2023-01-01/P1Y",
            seen_value=12345.678 + number,
            seen_baseline=98765.432 - number,
            seen_verdict="no figure for the baseline" if number % 2 else "too early to tell",
        )
        for number, words in enumerate(texts)
    )
    link = write_scorecard_link(Scorecard("E08000012", "T" * LONGEST_TEXT, measures, "v"))
    assert len(read_scorecard_link(link).measures) == MOST_MEASURES
    assert len(link) < min(LONGEST_CARD, MOST_LINK)


def test_choosing_keeps_what_was_written_and_the_order_asked_for() -> None:
    card = CARD.choose(("gdp", "employment-rate", "gdp"))
    assert [measure.indicator for measure in card.measures] == ["gdp", "employment-rate"]
    assert card.measures[1].aim == "70% by 2030"
    many = CARD.choose(tuple(f"measure-{number}" for number in range(20)))
    assert len(many.measures) == MOST_MEASURES


def test_what_is_written_is_one_line_of_bounded_length() -> None:
    card = CARD.write("employment-rate", "owner", f"  A\n team {'x' * 200}")
    assert card.measures[0].owner.startswith("A team x")
    assert len(card.measures[0].owner) <= LONGEST_TEXT + 1
    assert card.measures[1] == CARD.measures[1]


@pytest.mark.parametrize(
    "changes",
    [
        {"bend-the-line scorecard": 2},
        {"area": "Liverpool"},
        {"area": 7},
        {"measures": "all"},
        {"measures": [{"indicator": "a"}] * 2},
        {"measures": [{"indicator": f"m-{n}"} for n in range(MOST_MEASURES + 1)]},
        {"measures": [{"indicator": "<script>"}]},
        {"measures": [{"indicator": "a", "aim": "x" * 500}]},
        {"measures": [{"indicator": "a", "aim": "a\u0000b"}]},
        {"measures": [{"indicator": "a", "review": "next year"}]},
        {"measures": [{"indicator": "a", "seen_value": "12"}]},
        {"measures": [{"indicator": "a", "seen_value": True}]},
        {"measures": [{"indicator": "a", "seen_baseline": "12"}]},
        {"measures": [{"indicator": "a", "seen_verdict": "wonderful"}]},
        {"measures": ["employment-rate"]},
        {"title": ["x"]},
    ],
)
def test_what_is_not_a_scorecard_is_refused_with_a_sentence(changes: dict[str, Any]) -> None:
    with pytest.raises(BadScorecard, match="cannot be opened"):
        read_scorecard_file(json.dumps(values(**changes)).encode())


@pytest.mark.parametrize("link", ["", "a", "!!!", "AAAA", "x" * (MOST_LINK + 1)])
def test_a_damaged_link_is_refused(link: str) -> None:
    with pytest.raises(BadScorecard):
        read_scorecard_link(link)


def test_a_link_that_unpacks_to_more_than_a_scorecard_is_refused() -> None:
    packed = zlib.compress(b" " * (MOST_BYTES * 50), 9)
    with pytest.raises(BadScorecard):
        read_scorecard_link(base64.urlsafe_b64encode(packed).decode())


@pytest.mark.parametrize("data", [b"", b"[" * 100_000, b"\xff\xfe", b"x" * (MOST_BYTES + 1)])
def test_a_file_that_is_no_scorecard_is_refused(data: bytes) -> None:
    with pytest.raises(BadScorecard):
        read_scorecard_file(data)


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-05", "5 March 2027", "5 mar 2027", "5th March, 2027", "March 5, 2027",
        "05/03/2027", "5.3.2027", "5-3-2027", "5/3/27", "  5  March  2027 ",
    ],
)  # fmt: skip
def test_a_review_is_read_day_first_however_it_is_written(text: str) -> None:
    assert read_review_day(text) == date(2027, 3, 5)


@pytest.mark.parametrize("text", ["", "soon", "31/02/2027", "03/31/2027", "March 2027"])
def test_what_is_no_day_is_read_as_none(text: str) -> None:
    assert read_review_day(text) is None
