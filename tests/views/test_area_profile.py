"""Everything the page of a place shows, as plain values."""

from __future__ import annotations

import json

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.statistics.catalogue import Catalogue
from placelib.views.area_profile import build_area_profile
from tests.tiny_database import ALDER, AUTHORITY, CEDAR, DOGWOOD, ENGLAND, SPLIT


def test_a_profile_says_who_the_area_is(tiny: Store, tiny_registry: AreaRegistry) -> None:
    found = build_area_profile(tiny, tiny_registry, tiny_registry[AUTHORITY])
    assert (found["code"], found["name"], found["level"]) == (AUTHORITY, "West Midlands", "cauth")
    assert found["kind"] == "combined authority"
    assert [one["name"] for one in found["belongs_to"]] == [
        "West Midlands", "England", "United Kingdom",
    ]  # fmt: skip
    assert [one["code"] for one in found["holds"]] == [CEDAR, DOGWOOD]
    assert found["data"] == {"data_version": "tiny-1", "build_date": "2026-11-23"}
    assert (found["started"], found["ended"], found["successors"]) == (None, None, [])


def test_an_ended_area_names_its_successors(tiny: Store, tiny_registry: AreaRegistry) -> None:
    found = build_area_profile(tiny, tiny_registry, tiny_registry[SPLIT])
    assert found["ended"] == 2022
    assert [one["name"] for one in found["successors"]] == ["Alder", "Birch"]
    assert found["stands_out"] == []


def test_each_indicator_has_its_ladder_with_numbers_and_reasons(
    tiny: Store, tiny_registry: AreaRegistry
) -> None:
    found = build_area_profile(tiny, tiny_registry, tiny_registry[DOGWOOD])
    (rate,) = [one for one in found["indicators"] if one["indicator"] == "rate"]
    assert (rate["period"], rate["period_in_words"]) == ("2023-01-01/P1Y", "2023")
    assert (rate["verdict"], rate["better"]) == ("cannot say", None)
    assert rate["tiers"][:2] == [
        {
            "code": DOGWOOD, "name": "Isle of Dogwood", "value": None, "lower": None,
            "upper": None, "missing": "withheld as confidential",
        },
        {
            "code": AUTHORITY, "name": "West Midlands", "value": 17.0, "lower": 16.5,
            "upper": 17.5, "missing": None,
        },
    ]  # fmt: skip
    assert rate["sentence"].endswith("No figure for the Isle of Dogwood.")


def test_a_value_and_its_verdict_stand_beside_each_other(
    tiny: Store, tiny_registry: AreaRegistry
) -> None:
    found = build_area_profile(tiny, tiny_registry, tiny_registry[ALDER])
    (rate,) = [one for one in found["indicators"] if one["indicator"] == "rate"]
    assert (rate["verdict"], rate["better"], rate["benchmark"]) == ("lower", True, ENGLAND)
    assert [gap["indicator"] for gap in found["missing"]] == ["welsh", "county", "unheld"]


@pytest.mark.parametrize("code", ["E08000031", "K02000001", "E06000053", "E47000007", "N09000003"])
def test_a_profile_of_the_bundled_data_is_json_and_complete(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue, code: str
) -> None:
    found = build_area_profile(bundled, bundled_registry, bundled_registry[code])
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert len(found["indicators"]) == len(bundled_catalogue.with_data())
    assert len(found["stands_out"]) == 5
    assert found["headlines"]
    for one in found["indicators"]:
        assert all((tier["value"] is None) == bool(tier["missing"]) for tier in one["tiers"])
        assert one["tiers"][0]["code"] == code
