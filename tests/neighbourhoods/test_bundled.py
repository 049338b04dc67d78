"""The bundled neighbourhoods: all codes reconciled, and outlines that fit their budget."""

from __future__ import annotations

import csv
import gzip
import json
import math
from pathlib import Path

import numpy as np
import pytest

from placelib.areas.registry import AreaRegistry
from placelib.build.topology import signed_area
from placelib.database.connection import NEIGHBOURHOODS, Store
from placelib.model import LONDON
from placelib.neighbourhoods.figures import EnglishNeighbourhoods, load_neighbourhoods
from placelib.neighbourhoods.measures import MEASURES

ROOT = Path(__file__).resolve().parents[2]
OUTLINES = ROOT / "static" / "boundaries" / "lsoa"
SOURCE = ROOT.parent / "shared" / "data"
ENGLAND = 33_755


@pytest.fixture(scope="module")
def england(bundled: Store) -> EnglishNeighbourhoods:
    return load_neighbourhoods(bundled)


def test_every_neighbourhood_of_england_is_there_once(england: EnglishNeighbourhoods) -> None:
    codes = england.columns["code"].tolist()
    assert len(codes) == len(set(codes)) == ENGLAND
    assert {code[:3] for code in codes} == {"E01"}


def test_their_councils_are_englands_councils_of_today(
    england: EnglishNeighbourhoods, bundled_registry: AreaRegistry
) -> None:
    today = {area.code for area in bundled_registry.current("ltla") if area.is_english}
    assert set(england.rows_by_council) == today


def test_each_council_s_outlines_are_its_neighbourhoods_in_the_order_of_the_figures(
    england: EnglishNeighbourhoods,
) -> None:
    assert {file.stem for file in OUTLINES.glob("*.geojson")} == set(england.rows_by_council)
    for council, rows in england.rows_by_council.items():
        document = json.loads((OUTLINES / f"{council}.geojson").read_text("utf-8"))
        properties = [feature["properties"] for feature in document["features"]]
        assert [shape["code"] for shape in properties] == england.columns["code"][rows].tolist()
        assert [shape["i"] for shape in properties] == list(range(len(rows)))
        assert {shape["area"] for shape in properties} == {council}
        assert all(feature["geometry"]["coordinates"] for feature in document["features"]), council


def test_outlines_cost_no_more_than_their_budget() -> None:
    sizes = [len(gzip.compress(file.read_bytes(), 6)) for file in OUTLINES.glob("*.geojson")]
    assert max(sizes) <= 40_000
    assert sum(sizes) <= 8_000_000
    assert NEIGHBOURHOODS.stat().st_size <= 6_000_000


def test_no_outline_runs_the_wrong_way_round_or_encloses_nothing() -> None:
    # On the globe such a ring is all that lies around it: once it covered the sea off Cornwall.
    for path in sorted(OUTLINES.glob("*.geojson")):
        for feature in json.loads(path.read_text("utf-8"))["features"]:
            shape = feature["geometry"]
            is_one = shape["type"] == "Polygon"
            for outer, *holes in [shape["coordinates"]] if is_one else shape["coordinates"]:
                assert signed_area(np.array(outer)) < 0, feature["properties"]
                assert all(signed_area(np.array(hole)) > 0 for hole in holes)


def test_an_authority_holds_the_neighbourhoods_of_its_councils(
    england: EnglishNeighbourhoods, bundled_registry: AreaRegistry
) -> None:
    for authority in (*bundled_registry.current("cauth"), bundled_registry[LONDON]):
        councils = england.list_councils(bundled_registry, authority)
        members = bundled_registry.members(authority.code)
        assert list(councils) == sorted(member.code for member in members), authority.name


@pytest.mark.parametrize("code", ["W06000015", "S12000049", "N09000003", "E92000001", "E12000002"])
def test_a_place_without_a_map_has_no_councils_here(
    code: str, england: EnglishNeighbourhoods, bundled_registry: AreaRegistry
) -> None:
    assert england.list_councils(bundled_registry, bundled_registry[code]) == ()


def test_every_measure_has_figures_nearly_everywhere(england: EnglishNeighbourhoods) -> None:
    gaps = {
        slug: int(np.isnan(england.columns[slug]).sum())
        for slug in MEASURES
        if np.isnan(england.columns[slug]).any()
    }
    assert gaps == {"university": 34}


@pytest.mark.skipif(
    not (SOURCE / "neighbourhoods").is_dir(),
    reason="the real sources are not beside the project, in ../shared/data",
)
def test_the_first_tenths_agree_with_the_publisher_s_own_summary_by_district(
    england: EnglishNeighbourhoods,
) -> None:
    path = SOURCE / "neighbourhoods" / "iod2025_lad24.csv"
    recoded = {"E08000016": "E08000038", "E08000019": "E08000039"}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["index_domain"] != "Index of Multiple Deprivation":
                continue
            council = recoded.get(row["area_code"], row["area_code"])
            deciles = england.columns["imd_decile"][england.rows_by_council[council]]
            share = float(row["proportion_bottom_decile"])
            assert math.isclose(float((deciles == 1).mean()), share, abs_tol=0.0006), council
