"""Understanding of every authority a second time, in plain Python from the raw tables, to 1e-9.

Nothing of the arithmetic comes from placelib.quadrant: only the list of chosen indicators does,
which tests/recomputed.py works out for itself.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import duckdb
import numpy as np
import pytest

from placelib.areas.registry import load_registry
from placelib.database.connection import DATABASE, Store
from placelib.quadrant.chance import compute_shares
from placelib.quadrant.indicator_matrix import IndicatorMatrix
from placelib.quadrant.loading import load_indicator_matrix
from placelib.quadrant.pairs import compare_pairs
from placelib.quadrant.understanding_readings import group_parts, read_group

ENGLAND, LONDON, FEW = "E92000001", "E12000007", {"E09000001", "E06000053"}

# U and the ends of its interval on the bundled figures, rounded.
EXPECTED = {
    "South Yorkshire": (40, 25, 52),
    "Devon and Torbay": (36, 31, 40),
    "Tees Valley": (36, 22, 47),
    "Liverpool City Region": (34, -4, 57),
    "West Midlands": (30, 23, 37),
    "West Yorkshire": (29, 21, 36),
    "Greater Lincolnshire": (26, 16, 34),
    "London": (26, 20, 31),
    "York and North Yorkshire": (21, -32, 53),
    "North East": (19, 3, 32),
    "West of England": (17, 5, 27),
    "Greater Manchester": (15, 9, 22),
    "Lancashire": (11, 7, 16),
    "Cambridgeshire and Peterborough": (6, 1, 12),
    "East Midlands": (7, 4, 9),
    "Hull and East Yorkshire": (-4, -27, 15),
}


@dataclass(frozen=True)
class Figure:
    value: float
    error: float


@dataclass(frozen=True)
class Sums:
    share: float
    within: list[float]
    from_nation: list[float]


@pytest.fixture(scope="module")
def matrix() -> IndicatorMatrix:
    return load_indicator_matrix(Store())


@pytest.fixture(scope="module")
def authorities() -> dict[str, tuple[str, list[str]]]:
    """Name and districts of every current authority and London, by code."""
    areas = load_registry(Store())
    return {
        area.code: (area.name, [member.code for member in areas.members(area.code)])
        for area in areas.areas.values()
        if area.is_current and area.has_page and (area.level == "cauth" or area.code == LONDON)
    }


@cache
def read_raw(slug: str, period: str) -> tuple[dict[str, Figure], float | None, dict[str, float]]:
    """An indicator's figures by district, England's own, and the residents."""
    with duckdb.connect(str(DATABASE), read_only=True) as connection:
        rows = connection.execute(
            "SELECT o.area_code, o.value, o.lower, o.upper FROM observation o JOIN area a "
            "ON a.code = o.area_code WHERE o.indicator = $1 AND o.period = $2 AND a.ended IS NULL "
            "AND a.level = 'ltla' AND o.value IS NOT NULL",
            [slug, period],
        ).fetchall()
        nation = connection.execute(
            "SELECT value FROM observation WHERE indicator = $1 AND period = $2 AND area_code = $3",
            [slug, period, ENGLAND],
        ).fetchone()
        people = connection.execute(
            "SELECT area_code, value FROM latest WHERE indicator = 'population-count'"
        ).fetchall()
    figures = {
        code: Figure(value, 0.0 if None in (low, high) else (high - low) / 3.92)
        for code, value, low, high in rows
    }
    return figures, nation[0] if nation else None, dict(people)


def sums_by_hand(matrix: IndicatorMatrix, members: list[str]) -> Sums:
    within, away = [], []
    for choice in matrix.chosen:
        assert choice.period is not None
        figures, nation, people = read_raw(choice.slug, choice.period)
        rod = [
            figure.value for code, figure in figures.items() if code[0] == "E" and code not in FEW
        ]
        mean = math.fsum(rod) / len(rod)
        deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in rod) / len(rod))

        def standard(value: float, mean: float = mean, deviation: float = deviation) -> float:
            return (value - mean) / deviation

        z = {code: max(-5, min(5, standard(figure.value))) for code, figure in figures.items()}
        english = [code for code in z if code[0] == "E"]
        residents = math.fsum(people[code] for code in english)
        weighted = math.fsum(z[code] * people[code] for code in english) / residents
        england = None if nation is None else standard(nation)
        if england is None or abs(england - weighted) > 0.5:
            england = weighted
        own = [code for code in members if code in z and code not in FEW]
        if len(own) < 2:
            continue
        noise = math.fsum((figures[code].error / deviation) ** 2 for code in own) / len(own)
        centre = math.fsum(z[code] for code in own) / len(own)
        spread = math.fsum((z[code] - centre) ** 2 for code in own) / (len(own) - 1)
        within.append(spread - noise)
        away.append(math.fsum((z[code] - england) ** 2 for code in own) / len(own) - noise)
    return Sums(1 - math.fsum(within) / math.fsum(away), within, away)


def test_every_authority_is_reproduced_by_an_independent_computation(
    matrix: IndicatorMatrix, authorities: dict[str, tuple[str, list[str]]]
) -> None:
    for code, (name, members) in authorities.items():
        reading = read_group(matrix, matrix.counted_rows(members), matrix.england)
        expected = sums_by_hand(matrix, members)
        assert reading.headline.share == pytest.approx(expected.share, abs=1e-9), code
        score = 100 * (1 - math.sqrt(1 - expected.share))
        assert reading.headline.score == pytest.approx(score, abs=1e-9), name
        assert reading.headline.indicators == len(expected.within)


def test_the_readings_of_all_authorities_are_these(
    matrix: IndicatorMatrix, authorities: dict[str, tuple[str, list[str]]]
) -> None:
    rounded = {}
    for name, members in authorities.values():
        reading = read_group(matrix, matrix.counted_rows(members), matrix.england).headline
        assert reading.score is not None
        assert reading.low is not None
        assert reading.high is not None
        assert reading.low <= reading.score <= reading.high
        rounded[name] = (round(reading.score), round(reading.low), round(reading.high))
    assert rounded == EXPECTED


def test_an_interval_is_reproduced_by_an_independent_jackknife(
    matrix: IndicatorMatrix, authorities: dict[str, tuple[str, list[str]]]
) -> None:
    with duckdb.connect(str(DATABASE), read_only=True) as connection:
        topics = dict(connection.execute("SELECT slug, sub_topic FROM indicator").fetchall())
    name, members = authorities["E47000002"]
    expected = sums_by_hand(matrix, members)
    groups: dict[str, list[int]] = defaultdict(list)
    for place, choice in enumerate(matrix.chosen):
        groups[topics[choice.slug]].append(place)
    assert len(groups) == 17
    logs = []
    for left_out in groups.values():
        rest = [place for place in range(len(expected.within)) if place not in left_out]
        within = math.fsum(expected.within[place] for place in rest)
        logs.append(math.log(within / math.fsum(expected.from_nation[place] for place in rest)))
    mean = math.fsum(logs) / 17
    error = math.sqrt(16 / 17 * math.fsum((value - mean) ** 2 for value in logs))
    # Student's t at 0.965 with 16 degrees of freedom, from a table of higher precision.
    reach = 1.941654069281396 * error
    middle = math.log(math.fsum(expected.within) / math.fsum(expected.from_nation))
    reading = read_group(matrix, matrix.counted_rows(members), matrix.england).headline
    assert name == "South Yorkshire"
    assert reading.low == pytest.approx(100 * (1 - math.exp((middle + reach) / 2)), abs=1e-9)
    assert reading.high == pytest.approx(100 * (1 - math.exp((middle - reach) / 2)), abs=1e-9)


def test_england_is_its_residents_where_its_own_figure_counts_land_or_is_missing(
    matrix: IndicatorMatrix,
) -> None:
    assert set(matrix.substitutes) == {
        "4g-coverage",
        "5g-coverage",
        "population-density",
        "children-in-relative-poverty-after-housing",
        "children-in-relative-poverty-before-housing",
    }


def test_groups_picked_at_random_from_anywhere_average_nothing(matrix: IndicatorMatrix) -> None:
    generator = np.random.default_rng(11)
    english = np.flatnonzero(matrix.english & matrix.is_counted)
    for size in range(2, 18):
        groups = np.array([generator.choice(english, size, replace=False) for _ in range(1000)])
        average = float(compute_shares(matrix, groups).mean())
        assert abs(100 * (1 - math.sqrt(1 - average))) <= 2, size


def test_some_pairs_of_authorities_differ_and_most_do_not(
    matrix: IndicatorMatrix, authorities: dict[str, tuple[str, list[str]]]
) -> None:
    parts = {
        code: group_parts(matrix, matrix.counted_rows(members), matrix.england)
        for code, (_, members) in authorities.items()
        if code != LONDON
    }
    pairs = compare_pairs(parts, matrix.sub_topics)
    assert len(pairs) == 105
    assert sum(pair.is_different for pair in pairs) == 25
