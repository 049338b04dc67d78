"""Figures and markers as they are written."""

from __future__ import annotations

import pytest

from placelib.uploads.formats.cell_values import MARKERS, is_decimal_comma, read_value

NUMBERS = {
    "12": 12.0, "1,234": 1234.0, "1 234": 1234.0, "1,234,567.5": 1234567.5, "-5": -5.0,
    "−5": -5.0, "(12)": -12.0, "(1,200)": -1200.0, "-0": 0.0, "1e3": 1000.0, "45%": 45.0,
    "-23.80%": -23.8, "£1,495,975.00": 1495975.0, "£1.2m": 1_200_000.0, "1,234 thousand": 1234000.0,
    "£3bn": 3e9, "5*": 5.0, "12(p)": 12.0, "12 [r]": 12.0, ".5": 0.5, "+1": 1.0, "–5": -5.0,
    "1,234 [note 2]": 1234.0, "12[1]": 12.0, "12.5¹": 12.5, "12†": 12.0, "'12": 12.0,
}  # fmt: skip
TEXTS = ["1,23,4", "1,2345", "٣", "½", "5 m", "12 apples", "1.2.3", "--5", "(12", "12)", "£"]


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_a_number_is_read(text: str, value: float) -> None:
    assert read_value(text).value == pytest.approx(value)


@pytest.mark.parametrize(
    "text", [*MARKERS, "[c]", "[x]", "[low]", "(c)", "C", "N/A", "NaN", "1e400"]
)
def test_a_marker_is_a_gap_with_a_reason_and_never_zero(text: str) -> None:
    read = read_value(text)
    assert (read.kind, read.value) == ("gap", None)
    assert read.status


@pytest.mark.parametrize("text", TEXTS)
def test_anything_else_is_text(text: str) -> None:
    assert read_value(text).kind == "text"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("<5", "less than 5"),
        ("fewer than 10", "less than 10"),
        ("<0.5%", "less than 0.5"),
        ("1–4", "between 1 and 4"),
        ("≤5", "at most 5"),
        ("5 or fewer", "at most 5"),
        ("≥95%", "at least 95"),
        ("95+", "at least 95"),
        ("[note 3]", "see the file's notes"),
        ("[b]", "see the file's notes"),
        ("Did not submit", "not available"),
    ],
)
def test_a_range_is_a_gap_that_says_its_range(text: str, status: str) -> None:
    assert read_value(text).status == status


def test_marks_and_units_are_kept_beside_a_number() -> None:
    assert read_value("5*").status == "*"
    assert read_value("45%").unit == "%"
    assert read_value("£12").unit == "£"


def test_a_decimal_comma_is_read_where_it_is_one() -> None:
    assert read_value("1.234,5", decimal_comma=True).value == 1234.5
    assert read_value("3,14", decimal_comma=True).value == 3.14


@pytest.mark.parametrize(
    ("texts", "semicolons", "answer"),
    [
        (["3,14", "2,5"], True, True),
        (["1,234", "2,345"], True, None),
        (["1,234", "2,345"], False, False),
        (["1,234,567", "2,345"], True, False),
        (["1,234", "2.5"], True, False),
        ([f"{n},{n}00" for n in range(1, 12)], True, False),
    ],
)
def test_commas_are_decimal_only_where_they_must_be(
    texts: list[str], *, semicolons: bool, answer: bool | None
) -> None:
    assert is_decimal_comma(texts, semicolons=semicolons) is answer
