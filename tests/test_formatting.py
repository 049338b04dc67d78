"""Numbers as people read them: rounding, thousands, units, differences and lists."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from placelib.formatting import (
    figure,
    format_bytes,
    format_column_letter,
    format_date,
    format_difference,
    format_pounds,
    interval,
    listed,
    neutralise,
    number,
    number_apart_from_zero,
    possessive,
    rounded,
    sentence_start,
    share_out_percentages,
    short_figure,
    subtract_rounded,
    unit_after,
    unit_before,
)
from placelib.model import Indicator
from placelib.statistics.catalogue import Catalogue


@pytest.fixture
def bare(tiny_catalogue: Catalogue) -> Indicator:
    """An indicator without any unit and without decimals."""
    return replace(tiny_catalogue["people"], sub_text="", prefix="", suffix="", decimals=0)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (2.5, 0, "3"),
        (3.5, 0, "4"),
        (-2.5, 0, "−3"),
        (0.05, 1, "0.1"),
        (1.005, 2, "1.01"),
        (2.675, 2, "2.68"),
        (1234.5, 1, "1,234.5"),
        (69_281_437, 0, "69,281,437"),
        (-0.04, 1, "0.0"),
        (-0.3, 1, "−0.3"),
        (7.0, 1, "7.0"),
        (1e-7, 1, "0.0"),
        (1e21, 0, "1,000,000,000,000,000,000,000"),
    ],
)
def test_a_number_is_rounded_half_away_from_zero(value: float, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0.04, 1, "0.04"), (-0.004, 1, "−0.004"), (0.06, 1, "0.1"), (0.3, 0, "0.3"), (0.0, 1, "0.0")],
)
def test_a_number_that_is_not_nought_is_never_written_as_nought_where_that_counts(
    value: float, decimals: int, text: str
) -> None:
    assert number_apart_from_zero(value, decimals) == text


def test_rounding_keeps_the_decimals_it_was_asked_for() -> None:
    assert str(rounded(3, 2)) == "3.00"
    assert str(rounded(1.25, 1)) == "1.3"


@pytest.mark.parametrize(
    ("prefix", "suffix", "sub_text", "value", "text"),
    [
        ("", "%", "", 71.2, "71%"),
        ("£", "", "", 612.4, "£612"),
        ("£", "", "", -612.4, "−£612"),
        ("", "", "in £ millions", 765.0, "£765 million"),
        ("", "", "in £ millions, 2024 prices", 11.1, "£11 million (2024 prices)"),
        ("", "", "in £ millions, 2024 prices", -11.1, "−£11 million (2024 prices)"),
        ("", "", "people", 281_251, "281,251 people"),
        ("", "", "people", 1, "1 person"),
        ("", "", "years", 1, "1 year"),
        ("", "", "years", 64, "64 years"),
        ("", "", "minutes", 1.2, "1 minute"),
        ("", "", "affordability ratio", 5, "5 times pay"),
        ("", "", "score out of 10", 7, "7 out of 10"),
        ("", "", "a unit nobody has met", 7, "7 a unit nobody has met"),
        ("", "", "", 7, "7"),
    ],
)
def test_a_figure_has_its_unit(
    bare: Indicator, prefix: str, suffix: str, sub_text: str, value: float, text: str
) -> None:
    indicator = replace(bare, prefix=prefix, suffix=suffix, sub_text=sub_text)
    assert figure(indicator, value) == text


def test_a_short_figure_keeps_only_the_signs_that_cannot_be_left_out(bare: Indicator) -> None:
    years = replace(bare, sub_text="years", decimals=1)
    assert (figure(years, 64.32), short_figure(years, 64.32)) == ("64.3 years", "64.3")
    assert short_figure(replace(bare, suffix="%"), 71) == "71%"
    assert short_figure(replace(bare, prefix="£"), 1612) == "£1,612"
    # £28,575 and £28,575 million are not the same.
    millions = replace(bare, sub_text="in £ millions")
    assert short_figure(millions, 28_575) == "£28,575 million"
    assert interval(millions, 12, 14) == "£12 million to £14 million"
    millions = replace(bare, sub_text="in £ millions")
    assert (unit_before(millions), unit_after(millions)) == ("£", " million")


def test_an_interval_has_both_ends_in_the_short_form(bare: Indicator) -> None:
    assert interval(replace(bare, suffix="%", decimals=1), 69.84, 72.55) == "69.8% to 72.6%"
    assert interval(replace(bare, sub_text="years"), -1, 2.5) == "−1 to 3"


def test_a_difference_is_that_of_the_figures_shown(bare: Indicator) -> None:
    share = replace(bare, suffix="%", decimals=1)
    # 12.04 and 10.96 are shown as 12.0 and 11.0: a reader takes one from the other.
    assert subtract_rounded(share, 12.04, 10.96) == Decimal("1.0")
    assert format_difference(share, 12.04, 10.96) == "1.0 percentage point"
    assert format_difference(share, 10.96, 12.14) == "1.1 percentage points"
    assert format_difference(share, 12.04, 12.04) == "0.0 percentage points"


@pytest.mark.parametrize(
    ("prefix", "sub_text", "one", "other", "text"),
    [
        ("£", "", 600, 1645, "£1,045"),
        ("", "years", 41, 40, "1 year"),
        ("", "score out of 10", 7, 5, "2 points"),
        ("", "affordability ratio", 5, 8, "3 years of pay"),
        ("", "affordability ratio", 7, 8, "1 year of pay"),
        ("", "per 100,000 population", 37, 30, "7 per 100,000 people"),
        ("", "in £ millions", 3, 5, "£2 million"),
    ],
)
def test_a_difference_has_the_unit_of_a_difference(
    bare: Indicator, prefix: str, sub_text: str, one: float, other: float, text: str
) -> None:
    assert format_difference(replace(bare, prefix=prefix, sub_text=sub_text), one, other) == text


def test_every_unit_of_the_bundled_catalogue_has_words(bundled_catalogue: Catalogue) -> None:
    for one in bundled_catalogue.indicators.values():
        after = unit_after(one)
        assert "population" not in after, one.slug
        assert "affordability" not in after, one.slug
        assert bool(after or unit_before(one)), one.slug


def test_a_list_in_a_sentence() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"


def test_a_sentence_starts_with_a_capital_and_keeps_the_rest() -> None:
    assert sentence_start("the GCSE rate") == "The GCSE rate"
    assert sentence_start("") == ""


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026-06-26", "26 June 2026"),
        ("2026-11-03", "3 November 2026"),
        ("2025-10", "October 2025"),
        ("2024", "2024"),
        ("tiny-1", "tiny-1"),
        ("", ""),
    ],
)
def test_a_date_is_written_out_and_other_text_is_left(iso: str, words: str) -> None:
    assert format_date(iso) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 KB"), (4_200, "4 KB"), (340_000, "340 KB"), (1_249_000, "1.2 MB"), (12e6, "12.0 MB")],
)
def test_a_files_size_is_said_in_kilobytes_or_megabytes(size: int, words: str) -> None:
    assert format_bytes(int(size)) == words


@pytest.mark.parametrize(
    ("name", "words"), [("England", "England’s"), ("the West Midlands", "the West Midlands’")]
)
def test_a_possessive(name: str, words: str) -> None:
    assert possessive(name) == words


@pytest.mark.parametrize(
    ("pounds", "words"),
    [(114.6, "£115"), (-2.0, "−£2"), (-0.4, "£0"), (0.0, "£0"), (1e4, "£10,000")],
)
def test_pounds_have_their_sign_before_the_pound(pounds: float, words: str) -> None:
    assert format_pounds(pounds) == words


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_spreadsheet_runs_a_text(start: str) -> None:
    assert neutralise(f"{start}cmd") == f"'{start}cmd"
    assert neutralise(f"a{start}b") == f"a{start}b"


@pytest.mark.parametrize(("number", "letter"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_columns_are_named_as_spreadsheets_name_them(number: int, letter: str) -> None:
    assert format_column_letter(number) == letter


@pytest.mark.parametrize(
    ("shares", "percentages"),
    [
        ((1 / 6, 1 / 6, 1 / 6), [17, 17, 16]),
        ((0.29, 0.71), [29, 71]),
        ((0.155, 0.275, 0.275, 0.275, 0.02), [16, 28, 27, 27, 2]),
        ((0.0, 0.0), [0, 0]),
        ((), []),
    ],
)
def test_whole_percentages_add_up_to_what_the_shares_are_together(
    shares: tuple[float, ...], percentages: list[int]
) -> None:
    assert share_out_percentages(shares) == percentages
