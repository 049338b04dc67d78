"""Period texts: what the closed grammar reads, what it leaves, what is ambiguous."""

from __future__ import annotations

import pytest

from placelib.uploads.periods.finding import find_period
from placelib.uploads.periods.grammar import read_period_text

READ = {
    "2023": "2023",
    "2019/20": "2019/20",
    "2019-20": "2019/20",
    "2019–2020": "2019/20",
    "FY2019/20": "2019/20",
    "201920": "2019/20",
    "202425": "2024/25",
    "201104": "2011-04",
    "201820": "2018 to 2020",
    "2013/16": "2013 to 2016",
    "2016 - 18": "2016 to 2018",
    "4-year aggregate (2014 - 2017)": "2014 to 2017",
    "3 year average 2016-2018": "2016 to 2018",
    "04/05": "2004/05",
    "99/00": "1999/00",
    "Q1 2020": "2020 Q1",
    "2020Q4": "2020 Q4",
    "2019/20 Q1": "2019/20 Q1",
    "Apr 2011": "2011-04",
    "Jul-24": "2024-07",
    "2011-04": "2011-04",
    "1992.09": "1992-09",
    "31/12/2020": "2020-12-31",
    "2020-12-31 00:00": "2020-12-31",
    "20200321": "2020-03-21",
    "As at 30 June 2015 (Q1)": "2015-06-30",
    "Apr 2021-Mar 2022": "2021-04 to 2022-03",
    "1 April 2020 to 31 March 2021": "2020-04 to 2021-03",
    "January to December 2019": "2019",
    "year ending March 2020": "2019-04 to 2020-03",
    "year ending December 2020": "2020",
    "2024-04-01/P1Y": "2024-04-01/P1Y",
    "mid-2019": "2019",
    "2023 May": "2023-05",
    "2022-Apr": "2022-04",
    "04/2022": "2022-04",
    "2022_23": "2022/23",
    "2008/9": "2008/09",
    "2018/19 - 20/21": "2018/19 to 2020/21",
    "Q1 23/24": "2023/24 Q1",
    "1st quarter 2023": "2023 Q1",
    "Q3 (Oct-Dec) 2020/21": "2020/21 Q3",
    "2023 Apr-Jun": "2023-04 to 2023-06",
    "H1 2020": "2020-01 to 2020-06",
    "H2 2020/21": "2020-10 to 2021-03",
    "Year to March 2023": "2022-04 to 2023-03",
    "YE Mar-23": "2022-04 to 2023-03",
    "FYE 2015": "2014/15",
    "three years ending 2019": "2017 to 2019",
}
LEFT = [
    "", "12", "Total", "31/02/2020", "13/14/2020", "2000-2499g", "soon", "E08000012", "1.5",
    "3000", "x" * 5000, "20202", "2020-13", "29/02/2019", "2020/2010", "Q5 2020",
    "2020/2", "2022/04", "H3 2020",
]  # fmt: skip


@pytest.mark.parametrize(("text", "label"), READ.items())
def test_known_forms_are_read(text: str, label: str) -> None:
    period = read_period_text(text)
    assert period is not None
    assert period.label == label


@pytest.mark.parametrize("text", LEFT)
def test_everything_else_is_left(text: str) -> None:
    assert read_period_text(text) is None


@pytest.mark.parametrize(
    ("text", "other"), [("201112", "2011-12"), ("2011-12", "2011-12"), ("04/05", "2005-04")]
)
def test_an_ambiguous_text_keeps_its_second_reading(text: str, other: str) -> None:
    period = read_period_text(text)
    assert period is not None
    assert period.alternative == other


@pytest.mark.parametrize(
    ("header", "label", "rest"),
    [
        ("Winter mortality index 2012", "2012", "Winter mortality index"),
        ("2012 Owned Outright", "2012", "Owned Outright"),
        ("PCNs 2015-16", "2015/16", "PCNs"),
        ("pop2019", "2019", "pop"),
        ("Claimants | As at 30 June 2015 (Q1)", "2015-06-30", "Claimants"),
    ],
)
def test_a_period_inside_a_header_is_found(header: str, label: str, rest: str) -> None:
    found = find_period(header)
    assert found is not None
    assert (found[0].label, found[1]) == (label, rest)


@pytest.mark.parametrize(
    "header",
    ["<2000g", "2000-2499g", "Closed since 2010", "Per 2,000 people", "£2000", "2019 2020"],
)
def test_a_number_in_a_header_is_no_period(header: str) -> None:
    assert find_period(header) is None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("01/04/2021 to 28/04/2021", "2021-04-01 to 2021-04-28"),
        ("01/04/2021 to 30/04/2021", "2021-04 to 2021-04"),
        ("01/01/2024 to 28/02/2024", "2024-01-01 to 2024-02-28"),
        ("01/01/2024 to 29/02/2024", "2024-01 to 2024-02"),
        ("01/01/2023 to 28/02/2023", "2023-01 to 2023-02"),
        ("01/03/2023 to 30/05/2023", "2023-03-01 to 2023-05-30"),
    ],
)
def test_only_the_true_last_day_of_a_month_ends_it(text: str, label: str) -> None:
    period = read_period_text(text)
    assert period is not None
    assert period.label == label
