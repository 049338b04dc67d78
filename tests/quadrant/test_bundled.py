"""The bundled database: every area, the known gaps, and figures worked out a second way."""

from __future__ import annotations

import json
import re
import time
from typing import Any

import numpy as np
import pandas as pd
import pytest

from placelib.database.connection import Store
from placelib.quadrant import (
    Evidence,
    Quadrant,
    all_quadrants,
    load_evidence,
    quadrant_json,
    quadrant_of,
    table_row,
)

LIVERPOOL, LONDON, TEES, SHEFFIELD, CORNWALL = (
    "E08000012",
    "E12000007",
    "E47000006",
    "E08000039",
    "E06000052",
)


@pytest.fixture(scope="module")
def table(evidence: Evidence) -> list[Quadrant]:
    return all_quadrants(evidence)


def test_every_area_with_a_page_has_a_quadrant_and_a_sentence(evidence: Evidence) -> None:
    for area in evidence.registry.areas.values():
        if area.has_page and area.is_current:
            found = quadrant_of(evidence, area.code)
            assert found.code == area.code
            for sentence in (
                found.sentence,
                found.understanding_sentence,
                found.leverage_sentence,
                found.halfway_sentence,
                found.influence_sentence,
            ):
                assert re.fullmatch(r"[A-Z].+[a-z0-9%)]\.", sentence), sentence
                assert "None" not in sentence
                assert "nan" not in sentence.split()
            json.dumps(quadrant_json(found), allow_nan=False)


def test_the_table_has_all_authorities_and_their_councils(table: list[Quadrant]) -> None:
    wholes = [found for found in table if found.kind == "combined authority"]
    assert len(wholes) == 16
    assert len({found.code for found in table}) == len(table) == 161
    for found in table:
        row = table_row(found)
        assert row["u1_low"] < row["u1_high"]
        assert {name for name, value in row.items() if value is None} <= set(row["why"])


def test_devolved_nations_are_never_in_the_table(table: list[Quadrant]) -> None:
    assert all(found.code.startswith("E") for found in table)


def test_the_whole_table_takes_a_few_seconds(evidence: Evidence) -> None:
    started = time.perf_counter()
    all_quadrants(evidence)
    assert time.perf_counter() - started < 20


def test_two_loads_give_the_same_figures(store: Store, evidence: Evidence) -> None:
    again = load_evidence(store)
    for code in (LONDON, LIVERPOOL):
        assert quadrant_of(again, code) == quadrant_of(evidence, code)


@pytest.mark.parametrize(
    ("code", "year"),
    [
        ("E08000025", "2022-23"),
        ("E06000039", "2023-24"),
        ("E06000063", "2023-24"),
        ("E06000064", "2024-25"),
        (LIVERPOOL, "2024-25"),
        (SHEFFIELD, "2024-25"),
    ],
)
def test_the_latest_usable_year_is_used_and_named(evidence: Evidence, code: str, year: str) -> None:
    assert [when for _, when in quadrant_of(evidence, code).leverage.local.years] == [year]


def test_birminghams_year_is_in_the_sentences(evidence: Evidence) -> None:
    found = quadrant_of(evidence, "E08000025")
    assert "2024-25 (Birmingham 2022-23)" in found.sentence
    assert "2024-25 (Birmingham 2022-23)" in found.leverage_sentence
    west_midlands = quadrant_of(evidence, "E47000007")
    assert "The latest usable return of Birmingham is for 2022-23." in west_midlands.notes


def test_the_corrupt_council_tax_is_not_used(evidence: Evidence) -> None:
    money = quadrant_of(evidence, "E06000058").leverage.local
    assert money.pounds_a_head is not None
    assert money.tax_share is None
    assert money.tax_why == "the council tax figure is corrupt in the source"


@pytest.mark.parametrize("code", ["E47000015", "E47000016", "E47000017", "E47000018"])
def test_new_authorities_without_outturn_have_understanding_only(
    evidence: Evidence, code: str
) -> None:
    found = quadrant_of(evidence, code)
    assert found.understanding.picture is not None
    assert found.understanding.picture.inclusive is not None
    assert "no revenue outturn" in (found.leverage.l1_pooled.why or "")
    assert found.verdict == "cannot say"


def test_a_cambridgeshire_district_stands_on_its_countys_money(evidence: Evidence) -> None:
    found = quadrant_of(evidence, "E07000008")
    assert found.leverage.local.name == "Cambridgeshire County Council"
    assert found.middle_code == "E47000008"


def test_cornwall_has_no_authority_and_its_region_is_statistics_only(evidence: Evidence) -> None:
    found = quadrant_of(evidence, CORNWALL)
    assert (found.middle_name, found.middle_kind) == ("South West", "region")
    assert found.middle is not None
    assert found.middle.why == "there is no combined authority here, only a region for statistics"


@pytest.mark.parametrize(
    ("code", "government"),
    [("W06000015", "Welsh Government"), ("S12000049", "Scottish Government")],
)
def test_a_devolved_council_has_its_government_in_the_middle(
    evidence: Evidence, code: str, government: str
) -> None:
    found = quadrant_of(evidence, code)
    assert found.middle_kind == "devolved government"
    assert found.national_name == "United Kingdom"
    assert government in found.sentence
    assert "not ranked with combined authorities" in found.sentence
    assert found.leverage.l1_pooled.value is None


def test_a_london_borough_has_the_greater_london_authority_with_its_police(
    evidence: Evidence,
) -> None:
    found = quadrant_of(evidence, "E09000007")
    assert (found.middle_code, found.middle_kind) == (LONDON, "Greater London Authority")
    assert any("million for police" in note for note in found.leverage.middle.notes)


def test_the_city_of_london_has_too_few_residents_for_a_share(evidence: Evidence) -> None:
    assert "too large" in (quadrant_of(evidence, "E09000001").leverage.l1_pooled.why or "")


def test_combined_authorities_are_the_least_visible_tier(evidence: Evidence) -> None:
    local, middle, national = quadrant_of(evidence, LIVERPOOL).facts
    assert middle.published_at_level is not None
    assert local.published_at_level is not None
    assert national.published_at_level is not None
    assert middle.published_at_level < local.published_at_level < national.published_at_level
    assert local.residents_per_councillor.value == pytest.approx(5561, abs=1)


def test_sheffields_figures_stand_under_both_its_codes(store: Store, evidence: Evidence) -> None:
    found = quadrant_of(evidence, SHEFFIELD)
    assert found.understanding.picture is not None
    assert found.understanding.picture.indicators > 50
    rows = {
        (row["indicator"], row["area_code"]): row
        for row in store.rows("latest_observations", codes=[SHEFFIELD, "E08000019"])
    }
    # Every figure in the picture is one of Sheffield's own code; most say where they were first.
    used = [rows[gap.slug, SHEFFIELD] for gap in found.understanding.gaps]
    former = [row for row in used if "former code E08000019" in (row["note"] or "")]
    assert len(former) > 25
    for row in former:
        assert row["value"] == rows[row["indicator"], "E08000019"]["value"]
    # Nothing is looked up under the earlier code any more, so no remark may say so.
    assert evidence.renamed == frozenset()
    assert not any("earlier code" in note for note in found.notes)


def test_sheffields_money_of_its_earlier_code_is_its_own(evidence: Evidence) -> None:
    money = quadrant_of(evidence, SHEFFIELD).leverage.local
    assert money.pounds_a_head is not None
    assert money.years == (("Sheffield", "2024-25"),)


# U1 a second time, from the rows of other queries and with plain pandas.


@pytest.fixture(scope="module")
def wide(store: Store, evidence: Evidence) -> pd.DataFrame:
    """Standardised values, a row a current English district and a column an indicator."""
    areas = pd.DataFrame(store.rows("areas"))
    is_current = areas["ended"].isna()
    english = areas[(areas["level"] == "ltla") & is_current & (areas["nation"] == "E92000001")]
    steps = pd.DataFrame(store.rows("successors"))
    alone = ~steps.duplicated("area_code", keep=False) & ~steps.duplicated(
        "successor_code", keep=False
    )
    pairs = steps.loc[alone, ["area_code", "successor_code"]].itertuples(index=False)
    current = set(english["code"])
    former: dict[str, str] = {old: new for old, new in pairs if new in current}
    codes = [*english["code"], *former]
    rows = pd.DataFrame(store.rows("latest_observations", codes=codes))
    rows["newest"] = rows.groupby("indicator")["ends"].transform("max")
    rows = rows[rows["ends"] == rows["newest"]]
    rows["former"] = rows["area_code"].isin(former)
    rows["area_code"] = rows["area_code"].replace(former)
    rows = rows.dropna(subset=["value"]).sort_values("former")
    rows = rows.drop_duplicates(["indicator", "area_code"])
    values = rows.pivot(index="area_code", columns="indicator", values="value")
    chosen = [choice.slug for choice in evidence.choices if choice.chosen]
    rod = values.drop(index=["E09000001", "E06000053"])[chosen]
    z = (values[chosen] - rod.mean()) / rod.std(ddof=0)
    return z.clip(-5, 5).join(values["population-count"].rename("people"))


def averages(wide: pd.DataFrame) -> pd.Series[Any]:
    z = wide.drop(columns="people")
    weights = z.notna().mul(wide["people"], axis=0)
    return (z.fillna(0) * weights).sum() / weights.sum()


@pytest.mark.parametrize("code", [LIVERPOOL, SHEFFIELD, "E09000007", "E07000008", "E06000065"])
def test_a_councils_u1_worked_out_with_pandas(
    evidence: Evidence, wide: pd.DataFrame, code: str
) -> None:
    found = quadrant_of(evidence, code)
    members = [one.code for one in evidence.registry.members(found.middle_code or "")]
    own = wide.drop(columns="people").loc[code]
    far = own - averages(wide)
    near = own - averages(wide.loc[members])
    alone = own - averages(wide.loc[[one for one in members if one != code]])
    picture = found.understanding.picture
    assert picture is not None
    assert picture.indicators == near.notna().sum()
    assert picture.inclusive == pytest.approx(1 - (near**2).sum() / (far**2).sum())
    assert picture.absolute == pytest.approx(1 - near.abs().sum() / far.abs().sum())
    assert picture.leave_one_out == pytest.approx(
        1 - (alone**2).sum() / (far[alone.dropna().index] ** 2).sum()
    )
    assert picture.gap_national == pytest.approx(np.sqrt((far**2).mean()))


@pytest.mark.parametrize("code", [TEES, LONDON, "E47000013"])
def test_a_whole_authoritys_u1_worked_out_with_pandas(
    evidence: Evidence, wide: pd.DataFrame, code: str
) -> None:
    members = wide.loc[[one.code for one in evidence.registry.members(code)]]
    z, people = members.drop(columns="people"), members["people"]
    near = ((z - averages(members)) ** 2).mul(people, axis=0).sum().sum()
    far = ((z - averages(wide)) ** 2).mul(people, axis=0).sum().sum()
    picture = quadrant_of(evidence, code).understanding.picture
    assert picture is not None
    assert picture.inclusive == pytest.approx(1 - near / far)
