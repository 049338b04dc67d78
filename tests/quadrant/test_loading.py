"""Evidence read from a small database made for the purpose."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from placelib.build.tables import Tables, columns
from placelib.build.write import write_database
from placelib.database.connection import Store
from placelib.quadrant import Evidence, build_quadrant, load_evidence
from tests.quadrant.made_areas import CA, ENGLAND, REGION, UK, indicator

DISTRICTS = 260
CODES = [f"E08{place:06d}" for place in range(1, DISTRICTS + 1)]
RENAMED, FORMER = CODES[1], "E08999999"
OLD, NEW = "2022-01-01/P1Y", "2023-01-01/P1Y"


def row(table: str, **values: object) -> tuple[Any, ...]:
    return tuple(values.get(column) for column in columns()[table])


def area(code: str, level: str, ended: int | None = None) -> tuple[Any, ...]:
    return row(
        "area",
        code=code,
        name=f"Area {code}",
        level=level,
        is_utla=level == "ltla",
        ended=ended,
        nation=ENGLAND,
        has_page=True,
    )


def observation(slug: str, code: str, period: str, value: float | None, **more: object) -> Any:
    gap = None if value is not None else "not available"
    values = {"indicator": slug, "area_code": code, "period": period, "value": value, "gap": gap}
    return row("observation", **{**values, **more})


def tables() -> Tables:
    areas = [area(code, "ltla") for code in CODES] + [area(FORMER, "ltla", 2024)]
    areas += [area(CA, "cauth"), area(REGION, "rgn"), area(ENGLAND, "ctry"), area(UK, "ctry")]
    above = enumerate((REGION, ENGLAND, UK), start=2)
    parents = [(code, parent, step) for step, parent in above for code in CODES]
    parents += [(code, CA, 1) for code in CODES[:3]]
    people = [indicator("population-count", 0, standardised=False), indicator("rate", 1)]
    observed = [observation("rate", code, NEW, float(n)) for n, code in enumerate(CODES)]
    # The second district's figure stands under its former code, the third has an old one only,
    # the fourth a gap with its reason.
    observed[1] = observation("rate", FORMER, NEW, 1.0, lower=0.0, upper=2.0)
    observed[2] = observation("rate", CODES[2], OLD, 2.0)
    observed[3] = observation("rate", CODES[3], NEW, None)
    observed += [
        observation("population-count", code, day, 1000.0)
        for code in (*CODES, CA, REGION, ENGLAND)
        for day in ("2022-06-30", "2024-06-30")
    ]
    observed.append(observation("rate", ENGLAND, NEW, 131.0))
    return {
        "area": areas,
        "area_parent": parents,
        "area_successor": [(FORMER, RENAMED, 2025)],
        "indicator": [
            row("indicator", **{**asdict(one), "source_name": one.slug}) for one in people
        ],
        "period": [
            ("rate", OLD, date(2022, 1, 1), date(2023, 1, 1), "2022"),
            ("rate", NEW, date(2023, 1, 1), date(2024, 1, 1), "2023"),
            ("population-count", "2022-06-30", date(2022, 6, 30), date(2022, 7, 1), "June 2022"),
            ("population-count", "2024-06-30", date(2024, 6, 30), date(2024, 7, 1), "June 2024"),
        ],
        "observation": observed,
        "chance_band": [("all", 3, 3000, -2.5, 22.5, 52.5, 21.4)],
        "chance_test": [(CA, "all", 0.25, 0.5)],
    }


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    path: Path = tmp_path_factory.mktemp("data") / "small.duckdb"
    write_database(tables(), {"data_version": "test", "build_date": "2026-11-23"}, path)
    store = Store(path)
    try:
        return load_evidence(store)
    finally:
        store.close()


def value(evidence: Evidence, code: str) -> float:
    return float(evidence.matrix.z[evidence.matrix.rows[code], 0])


def test_the_newest_period_is_the_only_one_used(small: Evidence) -> None:
    (choice,) = small.matrix.chosen
    assert (choice.slug, choice.period, choice.period_label) == ("rate", NEW, "2023")
    assert choice.areas == DISTRICTS - 2
    assert np.isnan(value(small, CODES[2]))


def test_a_gap_stays_a_gap(small: Evidence) -> None:
    assert np.isnan(value(small, CODES[3]))


def test_a_figure_under_the_code_of_the_one_forerunner_counts_and_is_noted(
    small: Evidence,
) -> None:
    assert np.isfinite(value(small, RENAMED))
    assert small.renamed == {RENAMED}
    assert small.matrix.noise[small.matrix.rows[RENAMED], 0] > 0


def test_englands_own_figure_of_the_period_is_used(small: Evidence) -> None:
    values = np.array([float(n) for n in range(DISTRICTS) if n not in (2, 3)])
    expected = (131.0 - values.mean()) / values.std()
    assert small.matrix.england == pytest.approx([expected])
    assert small.matrix.substitutes == {}


def test_the_chance_of_the_build_stands_beside_the_authority(small: Evidence) -> None:
    quadrant = build_quadrant(small, CA)
    # Two of the three districts have a figure, yet three make up the authority.
    assert quadrant.chance is not None
    assert (quadrant.chance.band.low, quadrant.chance.band.high) == (-2.5, 52.5)
    assert quadrant.chance.test is not None
    assert quadrant.chance.test.adjusted == 0.5
    assert quadrant.like_chance is None


def test_empty_tables_leave_their_part_empty(small: Evidence) -> None:
    assert small.leverage.facts == ()
    quadrant = build_quadrant(small, CODES[0])
    assert quadrant.leverage.headline is None
    assert quadrant.leverage.why is not None
    assert quadrant.chance is None
