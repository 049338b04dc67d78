"""What a visitor can put right, and the answers that come of it."""

from __future__ import annotations

import pytest

from placelib.quickview import fixes
from placelib.uploads import LEFT_OUT, Answers, Choice, Conflict, Label, Question, Reading

NEAR = Question("name:Leedz", "Is “Leedz” Leeds?", (Choice("E08000035", "Leeds"),))
TWO = Question(
    "name:Newcastle", "Which?", (Choice("E08000021", "Tyne"), Choice("E07000195", "Lyme"))
)
YEARS = Question(
    "period", "Years?", (Choice("financial", "F"), Choice("academic", "A")), "financial"
)
WHEN = Question("period", "Which period?", (Choice("2021", "2021"),), "2021")
TWICE = Question("duplicates", "What of them?", (Choice("sum", "Add"),), required=True)


def test_a_name_near_one_place_is_preselected_and_one_of_two_places_is_not() -> None:
    near, two = fixes.list_name_choices(Reading("flag"), (NEAR, TWO), Answers())
    assert near.chosen == "E08000035"
    assert two.chosen == LEFT_OUT
    assert list(two.options) == ["E08000021", "E07000195", LEFT_OUT]


def test_what_was_chosen_before_stays_chosen() -> None:
    (near,) = fixes.list_name_choices(
        Reading("flag"), (NEAR,), Answers(names={"Leedz": "E08000036"})
    )
    assert near.chosen == "E08000036"
    assert near.chosen in near.options


def test_a_conflict_waits_for_a_person() -> None:
    conflict = Conflict(
        row=5,
        rows=3,
        code="E12000001",
        code_name="North East",
        name="East Midlands",
        name_code="E12000004",
        used="nothing",
        message="",
    )
    (one,) = fixes.list_name_choices(Reading("flag", conflicts=(conflict,)), (), Answers())
    assert one.chosen == LEFT_OUT
    assert list(one.options) == ["E12000004", "E12000001", LEFT_OUT]
    assert "3 rows, the first is row 5" in one.text


def test_kinds_of_year_are_chosen_and_a_missing_period_is_typed() -> None:
    assert not fixes.is_typed(YEARS)
    assert fixes.is_typed(WHEN)
    assert fixes.is_typed(Question("period", "Which?", ()))
    assert fixes.find_typed_period((YEARS,), Answers()) is None
    assert fixes.find_typed_period((WHEN,), Answers()) == "2021"
    assert fixes.find_typed_period((WHEN,), Answers(period="2020")) == "2020"
    assert [one.chosen for one in fixes.list_table_choices((YEARS, TWICE), Answers())] == [
        "financial", None,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["2023", "2022/23", " ", "30 June 2023"])
def test_a_period_that_can_be_read_has_no_fault(text: str) -> None:
    assert fixes.find_period_fault(text) == ""


def test_a_period_that_cannot_be_read_says_how_to_write_it() -> None:
    assert "“last spring” is not a period" in fixes.find_period_fault("last spring")


def test_answers_are_kept_by_the_key_of_their_question() -> None:
    before = Answers(names={"Leedz": LEFT_OUT, "York": "E06000014"})
    given = {"sheet": "T2", "duplicates": "sum", "columns": "none", "name:Leedz": "E08000035"}
    assert fixes.add_answers(before, given) == Answers(
        sheet="T2",
        duplicates="sum",
        header_rows=(0,),
        names={"Leedz": "E08000035", "York": "E06000014"},
    )


@pytest.mark.parametrize(
    ("text", "rows"),
    [("4", (4,)), ("4-6", (4, 5, 6)), ("4 to 5", (4, 5)), ("4–5", (4, 5)), ("", ()),
     ("0", None), ("6-4", None), ("four", None), ("1-99", None), ("1-2-3", None)],
)  # fmt: skip
def test_header_rows_are_written_as_one_row_or_a_few(text: str, rows: object) -> None:
    assert fixes.list_header_rows(text) == rows


def test_a_total_or_a_health_board_cannot_be_called_a_place() -> None:
    assert fixes.can_be_placed(Label(label="Leeds", code="E08000035", why="", rows=1, row=2))
    assert fixes.can_be_placed(Label(label="Leedz", code="", why="unknown area", rows=1, row=2))
    assert not fixes.can_be_placed(Label(label="Total", code="", why="total row", rows=1, row=2))
    assert not fixes.can_be_placed(
        Label(label="Fife", code="", why="unsupported level: health boards", rows=1, row=2)
    )
