"""What sentences must say, worked out again from the raw rows of the bundled database.

Nothing here comes from placelib: periods, rounding, units, names, verdicts and standard deviations
have a second, independent form, so that a mistake in the first one shows. Derived tables are not
read, but for the ranges of ranks, whose simulation is tested by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from statistics import NormalDist, correlation, mode, pstdev
from typing import Any, NamedTuple

import duckdb

UK, ENGLAND = "K02000001", "E92000001"
# With a few thousand residents each, they are left out of the spread of councils.
TINY_COUNCILS = {"E09000001", "E06000053"}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# The publisher's prefix, suffix and unit line: what stands before the number and after it.
UNITS = {
    ("", "%", ""): ("", "%"),
    ("£", "", ""): ("£", ""),
    ("", "", "people"): ("", " people"),
    ("", "", "persons per square kilometre"): ("", " people per km²"),
    ("", "", "years"): ("", " years"),
    ("", "", "minutes"): ("", " minutes"),
    ("", "", "kWh"): ("", " kWh"),
    ("", "", "number of enterprises"): ("", " businesses"),
    ("", "", "per 1,000 population"): ("", " per 1,000 people"),
    ("", "", "per 10,000 population"): ("", " per 10,000 people"),
    ("", "", "per 100,000 population"): ("", " per 100,000 people"),
    ("", "", "per million population"): ("", " per million people"),
    ("", "", "per 1,000 dwellings"): ("", " per 1,000 homes"),
    ("", "", "per 1,000 stock"): ("", " per 1,000 homes"),
    ("", "", "affordability ratio"): ("", " times pay"),
    ("", "", "score out of 10"): ("", " out of 10"),
    ("", "", "average length of stay in nights"): ("", " nights"),
    ("", "", "number of guest nights"): ("", " guest nights"),
    ("", "", "tCO2e per capita"): ("", " tonnes CO₂e"),
    ("", "", "annual average daily flow"): ("", " vehicles a day"),
    ("£", "", "in £ millions"): ("£", " million"),
    ("", "", "in £ millions, 2024 prices"): ("£", " million (2024 prices)"),
}
ONE = {" years": " year", " minutes": " minute", " nights": " night", " people": " person"}
# Every current area whose name takes an article in running text.
WITH_ARTICLE = {
    "City of Edinburgh", "City of London", "East Midlands", "East Riding of Yorkshire",
    "East of England", "Forest of Dean", "Isle of Anglesey", "Isle of Wight", "Isles of Scilly",
    "New Forest", "North East", "North West", "Orkney Islands", "Scottish Borders",
    "Shetland Islands", "South East", "South West", "United Kingdom", "Vale of Glamorgan",
    "Vale of White Horse", "West Midlands", "West of England",
}  # fmt: skip
# The indicators in pounds whose years are all in the prices of one year; all others are not.
CONSTANT_PRICES = {
    "air-pollution-regulating",
    "greenhouse-gas-regulating",
    "gross-domestic-product-per-head-chained-volume-measure",
    "urban-heat-regulating",
}
KINDS = {
    "utla": "the county of {}",
    "cauth": "the {} combined authority",
    "rgn": "the {} region",
}


class Row(NamedTuple):
    """One raw figure, or a gap."""

    code: str
    period: str
    starts: date
    value: float | None
    lower: float | None
    upper: float | None
    gap: str | None
    is_unreliable: bool


@dataclass
class World:
    """The raw tables as dictionaries."""

    areas: dict[str, dict[str, Any]]
    parents: dict[str, list[str]]
    indicators: dict[str, dict[str, Any]]
    rows: dict[tuple[str, str], list[Row]]
    neighbours: dict[str, set[str]]
    ranks: dict[tuple[str, str, str, str], tuple[int, int, int]]
    _spreads: dict[tuple[str, str], tuple[float, int]] = field(default_factory=dict)
    _figures: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    _steadiness: dict[str, float] = field(default_factory=dict)

    @property
    def current(self) -> list[str]:
        """The codes of all current areas that have a page."""
        return [
            code for code, area in self.areas.items() if area["has_page"] and area["ended"] is None
        ]

    @property
    def held(self) -> list[str]:
        """The indicators with figures, in the catalogue's order."""
        return [slug for slug, one in self.indicators.items() if one["has_data"]]

    def chain(self, code: str) -> list[str]:
        """The area and all it belongs to, nearest first."""
        return [code, *self.parents[code]]

    def members(self, code: str, level: str) -> list[str]:
        """The current areas of a level within an area."""
        return [
            one
            for one, area in self.areas.items()
            if code in self.parents[one] and area["ended"] is None and area["level"] == level
        ]

    def newest(self, slug: str, code: str) -> Row | None:
        """The last row of a series, value or gap."""
        rows = self.rows.get((slug, code))
        return rows[-1] if rows else None

    def at(self, slug: str, code: str, period: str | None) -> Row | None:
        """The row of a period."""
        return next((row for row in self.rows.get((slug, code), ()) if row.period == period), None)

    def spread(self, slug: str, period: str) -> tuple[float, int]:
        """Standard deviation and number of current councils of the UK with a figure."""
        if (slug, period) not in self._spreads:
            rows = (
                self.at(slug, code, period)
                for code, area in self.areas.items()
                if area["level"] == "ltla" and area["ended"] is None and code not in TINY_COUNCILS
            )
            values = [row.value for row in rows if row is not None and row.value is not None]
            self._spreads[slug, period] = (pstdev(values) if values else 0.0, len(values))
        return self._spreads[slug, period]

    def figures(self, slug: str, period: str) -> list[float]:
        """The figures of current councils of the UK in a period, in order of size."""
        if (slug, period) not in self._figures:
            rows = (
                self.at(slug, code, period)
                for code, area in self.areas.items()
                if area["level"] == "ltla" and area["ended"] is None and code not in TINY_COUNCILS
            )
            self._figures[slug, period] = sorted(
                row.value for row in rows if row is not None and row.value is not None
            )
        return self._figures[slug, period]

    def distance(self, slug: str, period: str, first: float, second: float) -> float:
        """The first figure less the second: the smaller of deviations and normal scores."""
        deviations = (first - second) / self.spread(slug, period)[0]
        scores = abs(
            self.normal_score(slug, period, first) - self.normal_score(slug, period, second)
        )
        return min(scores, abs(deviations)) * (1 if deviations > 0 else -1)

    def normal_score(self, slug: str, period: str, value: float) -> float:
        """The point of the normal curve that has as many figures below it as the value has."""
        figures = self.figures(slug, period)
        below = sum(figure < value for figure in figures)
        place = below + sum(figure == value for figure in figures) / 2
        return NormalDist().inv_cdf(min(max(place, 0.5), len(figures) - 0.5) / len(figures))

    def before(self, slug: str, row: Row) -> Row | None:
        """The newest figure of the same area of a period that had ended when the row's began."""
        rows = [
            earlier
            for earlier in self.rows[slug, row.code]
            if earlier.value is not None and last_day(earlier.period) < row.starts
        ]
        return max(rows, key=lambda earlier: last_day(earlier.period), default=None)

    def same_side_before(self, first: Row, second: Row, slug: str) -> bool:
        """True when the first figure was on the same side of the second in the period before."""
        earlier, level = self.before(slug, first), self.before(slug, second)
        if earlier is None or level is None or earlier.period != level.period:
            return False
        now = first.value - second.value  # type: ignore[operator]
        then = earlier.value - level.value  # type: ignore[operator]
        return bool(now * then > 0)

    def reliability(self, slug: str, row: Row) -> float:
        """How much of councils' differences is more than noise in one figure."""
        if row.lower is not None and row.upper is not None:
            error = (row.upper - row.lower) / 3.919928
            return max(0.0, 1 - (error / self.spread(slug, row.period)[0]) ** 2)
        steadiness = self.steadiness(slug)
        return 0.0 if row.is_unreliable or steadiness < 0.7 else steadiness

    def steadiness(self, slug: str) -> float:
        """The correlation of councils' newest figures with those of the period before, or 0."""
        if slug not in self._steadiness:
            self._steadiness[slug] = self._correlate(slug)
        return self._steadiness[slug]

    def _correlate(self, slug: str) -> float:
        codes = [
            code
            for code, area in self.areas.items()
            if area["level"] == "ltla" and area["ended"] is None and code not in TINY_COUNCILS
        ]
        newest = [
            row for code in codes if (row := self.newest(slug, code)) and row.value is not None
        ]
        if not newest:
            return 0.0
        period = mode(row.period for row in newest)
        starts = first_day(period)
        every = {row.period for (key, _), rows in self.rows.items() if key == slug for row in rows}
        ended = [one for one in every if last_day(one) < starts]
        if not ended:
            return 0.0
        earlier = max(ended, key=last_day)
        pairs = [(self.at(slug, code, period), self.at(slug, code, earlier)) for code in codes]
        values = [
            (now.value, then.value)
            for now, then in pairs
            if now and then and now.value is not None and then.value is not None
        ]
        if len(values) < 2:
            return 0.0
        return correlation([one for one, _ in values], [two for _, two in values])

    def name(self, code: str) -> str:
        """The name as people say it."""
        official: str = self.areas[code]["name"]
        return re.sub(r", (City|County) of$", "", official)

    def in_text(self, code: str) -> str:
        """The name as it stands in running text."""
        name = self.name(code)
        return f"the {name}" if name in WITH_ARTICLE else name

    def told_apart(self, code: str, among: list[str]) -> str:
        """The name in running text; with what the area is where another one has the same name."""
        if any(self.name(one) == self.name(code) for one in among if one != code):
            kind = KINDS.get(self.areas[code]["level"])
            return kind.format(self.name(code)) if kind else self.in_text(code)
        return self.in_text(code)

    def benchmarks(self, code: str) -> list[str]:
        """What an area is held against, in order of preference."""
        if code == UK:
            return []
        return [ENGLAND, UK] if code.startswith("E") and code != ENGLAND else [UK]


def read_world(path: Path) -> World:
    """Everything that sentences are made from, straight from the tables of the build."""
    with duckdb.connect(str(path), read_only=True) as connection:

        def table(sql: str) -> list[dict[str, Any]]:
            found = connection.execute(sql)
            names = [column[0] for column in found.description or []]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

        parents = defaultdict(list)
        for row in table("FROM area_parent ORDER BY area_code, step"):
            parents[row["area_code"]].append(row["parent_code"])
        neighbours = defaultdict(set)
        for row in table("FROM area_neighbour"):
            neighbours[row["area_code"]].add(row["neighbour_code"])
        rows = defaultdict(list)
        sql = "SELECT indicator, area_code, period, value, lower, upper, gap, "
        sql += "coalesce(status = 'u' OR note ILIKE '%unreliable%', false) FROM observation"
        sql += " ORDER BY indicator, area_code, left(period, 10)"
        for slug, code, period, *rest in connection.execute(sql).fetchall():
            rows[slug, code].append(Row(code, period, first_day(period), *rest))
        sql = "SELECT indicator, level, period, area_code, best, worst, areas FROM area_rank"
        ranks = {tuple(row[:4]): tuple(row[4:]) for row in connection.execute(sql).fetchall()}
        return World(
            areas={row["code"]: row for row in table("FROM area ORDER BY code")},
            parents=parents,
            indicators={row["slug"]: row for row in table("FROM indicator ORDER BY position")},
            rows=dict(rows),
            neighbours=neighbours,
            ranks=ranks,  # type: ignore[arg-type]
        )


@cache
def first_day(period: str) -> date:
    """The first day of a period in the publisher's notation."""
    return date.fromisoformat(period[:10])


def last_day(period: str) -> date:
    """The last day of a period in the publisher's notation."""
    start, _, length = period.partition("/P")
    first = date.fromisoformat(start)
    if not length:
        return first
    months = int(length[:-1]) * {"Y": 12, "M": 1}[length[-1]]
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, first.day) - timedelta(days=1)


@cache
def period_words(period: str) -> str:
    """The period as it must be said: months and years, never a notation."""
    first, last = first_day(period), last_day(period)
    start = f"{MONTHS[first.month - 1]} {first.year}"
    end = f"{MONTHS[last.month - 1]} {last.year}"
    whole_years = first.strftime("%d%m") == "0101" and last.strftime("%d%m") == "3112"
    if whole_years:
        start, end = str(first.year), str(last.year)
    return start if start == end else f"{start} to {end}"


def rounded(indicator: dict[str, Any], value: float) -> Decimal:
    """The value with the indicator's decimals, half away from zero."""
    step = Decimal(10) ** -indicator["decimals"]
    return Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)


def unit(indicator: dict[str, Any]) -> tuple[str, str]:
    """What stands before and after the indicator's number."""
    return UNITS[indicator["prefix"], indicator["suffix"], indicator["sub_text"]]


def read_figure(indicator: dict[str, Any], text: str) -> Decimal:
    """The number in a figure as it is written; fails on any other unit, form or decimals."""
    before, after = unit(indicator)
    return _read_number(indicator, text, before, after)


def read_difference(indicator: dict[str, Any], text: str) -> Decimal:
    """The number in a difference as it is written; of percentages it has percentage points."""
    before, after = unit(indicator)
    if after == "%":
        number = text.split(" ")[0]
        is_one = Decimal(number.replace(",", "")) == 1
        after = " percentage point" if is_one else " percentage points"
    elif after == " out of 10":
        after = " points"
    elif after == " times pay":
        after = " years of pay"
    return _read_number(indicator, text, before, after)


def write_difference(indicator: dict[str, Any], size: Decimal) -> str:
    """A difference as it must be written: “7.2 percentage points”, “£45”, “1.0 year”."""
    before, after = unit(indicator)
    if after == "%":
        after = " percentage point" if size == 1 else " percentage points"
    after = {" out of 10": " points", " times pay": " years of pay"}.get(after, after)
    if f"{size:,}" == "1":
        after = ONE.get(after, after)
    return f"{before}{size:,}{after}"


def write_figure(indicator: dict[str, Any], value: float) -> str:
    """A figure as it must be written: “71.2%”, “£612”, “−0.3 years”."""
    before, after = unit(indicator)
    number = rounded(indicator, value)
    text = f"{abs(number):,}"
    after = ONE.get(after, after) if text == "1" else after
    return f"{'−' if number < 0 else ''}{before}{text}{after}"


def write_size(indicator: dict[str, Any], value: float) -> str:
    """An end of the interval of a difference as it must be written: “1.6”, “£12”."""
    before, after = unit(indicator)
    after = " million" if after.startswith(" million") else ""
    number = rounded(indicator, value)
    return f"{'−' if number < 0 else ''}{before}{abs(number):,}{after}"


def _read_number(indicator: dict[str, Any], text: str, before: str, after: str) -> Decimal:
    if re.match(rf"−?{re.escape(before)}1\b(?![.,])", text):
        after = ONE.get(after, after)
    form = rf"(−?){re.escape(before)}(\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?){re.escape(after)}"
    match = re.fullmatch(form, text)
    assert match, f"{text!r} is not a figure in {before}…{after}"
    number = Decimal(match[2].replace(",", ""))
    decimals = len(match[2].partition(".")[2])
    assert decimals == indicator["decimals"], f"{text!r} has {decimals} decimals"
    assert not (match[1] and number == 0), f"{text!r} is a negative nothing"
    return -number if match[1] else number


def difference_ends(first: Row, second: Row) -> tuple[float, float] | None:
    """The 95% interval of the first figure less the second (Zou and Donner 2008, equation 5).

    None where neither has an interval, or one without is called unreliable by its publisher.
    """
    ends = []
    for row in (first, second):
        if row.lower is None or row.upper is None:
            if row.is_unreliable:
                return None
            ends.append((row.value, row.value))
        else:
            ends.append((row.lower, row.upper))
    if first.lower is None and second.lower is None:
        return None
    (low, high), (other_low, other_high) = ends
    gap = first.value - second.value  # type: ignore[operator]
    lower = gap - ((first.value - low) ** 2 + (other_high - second.value) ** 2) ** 0.5  # type: ignore[operator]
    upper = gap + ((high - first.value) ** 2 + (second.value - other_low) ** 2) ** 0.5  # type: ignore[operator]
    return lower, upper


def kind_of_difference(indicator: dict[str, Any], own: Row, other: Row) -> str:
    """Higher, lower, not clearly different, or no interval: by the interval of the difference."""
    ends = difference_ends(own, other)
    if ends is None:
        return "no interval"
    assert own.value is not None
    assert other.value is not None
    looks_same = rounded(indicator, own.value) == rounded(indicator, other.value)
    if looks_same or ends[0] <= 0 <= ends[1]:
        return "not clearly different"
    return "higher" if own.value > other.value else "lower"


def brackets(
    indicator: dict[str, Any], first: Row, second: Row, sides: tuple[str, str] = ("higher", "lower")
) -> str:
    """The interval of a difference as it must be written; empty where there is none."""
    ends = difference_ends(first, second)
    if ends is None:
        return ""
    assert first.value is not None
    assert second.value is not None
    size = abs(rounded(indicator, first.value) - rounded(indicator, second.value))
    return write_ends(indicator, first.value - second.value, *ends, sides, size)


def write_ends(
    indicator: dict[str, Any],
    gap: float,
    lower: float,
    upper: float,
    sides: tuple[str, str],
    size: Decimal,
) -> str:
    """The interval of a difference in brackets, in the way that the difference goes.

    ``size`` is the difference of the figures as they are written, and lies inside.
    """
    towards, away = sides
    if gap < 0:
        lower, upper, towards, away = -upper, -lower, away, towards
    before, after = unit(indicator)
    after = " million" if after.startswith(" million") else ""
    near, far = rounded(indicator, lower), max(rounded(indicator, upper), size)
    if lower > 0:
        near = min(near, size)
        start = f"{before}{near:,}{after}" if near else "just over 0"
        return f"({start} to {before}{far:,}{after})"
    start = f"{before}{-near:,}{after} {away}" if near else "0"
    return f"({start} to {before}{far:,}{after} {towards})" if far else f"({start} to 0)"


def exact_remark(own: Row, other: Row, names: tuple[str, str]) -> str:
    """What must be said where one of two figures has no interval and counts as exact."""
    if difference_ends(own, other) is None or (own.lower is None) == (other.lower is None):
        return ""
    name = names[0] if own.lower is None else names[1]
    return f" No interval is published for {name}, so that figure counts as exact."


def expected_change(indicator: dict[str, Any], first: Row, last: Row) -> str:
    """What may be said of a change, from the two rows alone."""
    assert first.value is not None
    assert last.value is not None
    if last.starts <= last_day(first.period):
        return " The two periods share years, so we do not say whether it changed."
    apart = rounded(indicator, last.value) - rounded(indicator, first.value)
    size = write_difference(indicator, abs(apart))
    way = "up" if last.value >= first.value else "down"
    ends = difference_ends(last, first)
    missing = "No interval is published."
    if first.lower is not None or last.lower is not None:
        missing = "One of the two is called unreliable and has no interval."
    if ends is None:
        if apart == 0:
            return f" The two figures look the same. {missing}"
        return f" It went {way} by {size}. {missing}"
    words = brackets(indicator, last, first, ("up", "down"))
    moves = write_moves(indicator, ends if way == "up" else ends[::-1])
    if apart == 0:
        start = f" The two figures look the same: {moves}."
    elif ends[0] <= 0 <= ends[1]:
        noun = "rise" if way == "up" else "fall"
        start = f" The {noun} of {size} could be chance: anything {moves}."
    else:
        start = f" It {'rose' if way == 'up' else 'fell'} by {size} {words}."
    names = (period_words(last.period), period_words(first.period))
    return start + exact_remark(last, first, names)


def fair_start(periods: list[str]) -> str | None:
    """The period that the last of these may be held against, by the notation alone.

    Of “2025-12-01/P1M” it is the earliest that reads “-12-01/P1M” after its year; of a year, of
    several and of a day it is the first of all. None where there is none but the last.
    """
    *earlier, last = periods
    if last.endswith("M"):
        earlier = [period for period in earlier if period[4:] == last[4:]]
    return earlier[0] if earlier else None


def write_moves(indicator: dict[str, Any], ends: tuple[float, float]) -> str:
    """The interval of a change as it must be written: “from a fall of 6.2 to a rise of 10.4”."""
    words = [
        f"a {'rise' if end > 0 else 'fall'} of {write_size(indicator, abs(end))}"
        if rounded(indicator, end)
        else "0"
        for end in ends
    ]
    return f"from {words[0]} to {words[1]}"


def better_way(indicator: dict[str, Any]) -> str:
    """The words for the direction in which an indicator gets better; empty for none."""
    return {1: "Higher is better.", -1: "Lower is better.", None: ""}[indicator["direction"]]


def own_prices(indicator: dict[str, Any]) -> str:
    """The sentence on prices that a change in pounds must end with; empty for all else."""
    in_pounds = "£" in unit(indicator)[0]
    if not in_pounds or indicator["slug"] in CONSTANT_PRICES:
        return ""
    return " Each figure is in the prices of its own year."


def judgement(indicator: dict[str, Any], kind: str) -> str:
    """Better, worse, or nothing where no direction is recorded."""
    sign = {"higher": 1, "lower": -1}.get(kind, 0) * (indicator["direction"] or 0)
    return {1: "better", -1: "worse", 0: ""}[sign]
