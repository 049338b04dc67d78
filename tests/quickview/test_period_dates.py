"""Periods of an upload: their dates and words."""

from __future__ import annotations

from datetime import date

import pytest

from placelib.quickview.period_dates import NO_PERIOD, read_period_dates


@pytest.mark.parametrize(
    ("label", "years_are", "starts", "ends", "words"),
    [
        ("2023", "", date(2023, 1, 1), date(2024, 1, 1), "2023"),
        ("2019/20", "financial", date(2019, 4, 1), date(2020, 4, 1), "April 2019 to March 2020"),
        ("2019/20", "academic", date(2019, 9, 1), date(2020, 9, 1),
         "September 2019 to August 2020"),
        ("2019/20", "", date(2019, 4, 1), date(2020, 4, 1), "2019/20"),
        ("2016 to 2018", "", date(2016, 1, 1), date(2019, 1, 1), "2016 to 2018"),
        ("2020 Q4", "", date(2020, 10, 1), date(2021, 1, 1), "2020 Q4"),
        ("2019/20 Q4", "", date(2020, 1, 1), date(2020, 4, 1), "2019/20 Q4"),
        ("2011-12", "", date(2011, 12, 1), date(2012, 1, 1), "December 2011"),
        ("2015-06-30", "", date(2015, 6, 30), date(2015, 7, 1), "30 June 2015"),
        ("2015-04 to 2016-03", "", date(2015, 4, 1), date(2016, 4, 1),
         "April 2015 to March 2016"),
        ("2022-01-01/P3Y", "", date(2022, 1, 1), date(2025, 1, 1), "2022 to 2024"),
    ],
)  # fmt: skip
def test_a_label_becomes_dates_and_words(
    label: str, years_are: str, starts: date, ends: date, words: str
) -> None:
    period, said = read_period_dates(label, years_are)
    assert (period.starts, period.ends, said) == (starts, ends, words)


@pytest.mark.parametrize(
    ("label", "words"),
    [("", NO_PERIOD), ("whenever", "whenever"), ("2019-13", "2019-13"), ("9999-12", "9999-12"),
     ("0000 Q1", "0000 Q1"), ("9999-01-01/P9Y", "9999-01-01/P9Y")],
)  # fmt: skip
def test_what_names_no_period_is_kept_as_it_is_and_lies_before_all(label: str, words: str) -> None:
    period, said = read_period_dates(label, "")
    assert period.starts == date.min
    assert said == words
