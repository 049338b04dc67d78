"""The build of neighbourhoods: joined by code, libraries by what became of them, faults stop it."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from placelib.build.neighbourhoods import (
    FILES,
    OUTLINES,
    build_neighbourhood_files,
    main,
    orient_polygons,
)
from placelib.errors import BuildStopped

INDICATORS = (
    "connectivity_score,patient_to_gp_ratio,digital_connectivity_broadband_download_and_upload_speeds,"
    "housing_affordability_indicator,core_homelessness_rate_percent_of_households,"
    "household_overcrowding_indicator_bedrooms,adult_skills_and_english_language_proficiency_indicator,"
    "entry_to_higher_education_indicator,acute_morbidity_indicator,"
    "comparative_illness_and_disability_ratio_indicator,mental_health_indicator,"
    "years_of_potential_life_lost_indicator,anti_social_behaviour_rate_per_1_000_at_risk_population,"
    "burglary_rate_per_1_000_at_risk_properties"
)
STATUTORY = ",".join(f"statutory_{year}" for year in (2010, 2016, 2019, 2021, 2022, 2023))


def write_library(
    reporting: str, name: str, kind: str, statutory: str, operation: str, hours: str
) -> str:
    """One line of the list of libraries."""
    years = f"{'Yes,' * 5}{statutory},{'LA,' * 4}{operation}"
    return f"{reporting},{name},Barnsley,S70 1AA,{kind},{years},,,{hours}\n"


CONTENTS = {
    "scores": (
        "lsoa21_code,lsoa21_name,ltla24_code,imd_score,income_score,employment_score,"
        "education_score,health_score,crime_score,housing_and_services_score,environment_score,"
        "imd_rank,imd_decile\n"
        "E01000002,Barnsley 001B,E08000016,10,0.1,0.1,1,1,1,1,1,2,9\n"
        "E01000001,Barnsley 001A,E08000016,40,0.4,0.2,2,2,2,2,2,1,1\n"
    ),
    "details": (
        f"lsoa21_code,{INDICATORS}\n"
        "E01000001,50,1500.5,1,1,1,0.1,0.1,,100,100,1,50,1,1\n"
        "E01000002,60,1400,1,1,1,0.1,0.1,0.9,100,100,1,50,1,1\n"
    ),
    "places": (
        "lsoa21_code,lsoa21_name,msoa21_code,msoa21_name_hcl,lad_code,population_mid2022,"
        "longitude,latitude\n"
        "E01000001,Barnsley 001A,E02000001,Old Town,E08000038,1500,0,50\n"
        "E01000002,Barnsley 001B,E02000001,Old Town,E08000038,1600,0,50\n"
        "W01000001,Ynys Môn 001A,W02000001,Môn,W06000001,1600,0,50\n"
    ),
    "libraries": (
        "reporting,name,authority,postcode,type,statutory_10,statutory_16,statutory_19,"
        "statutory_21,statutory_22,statutory_23,operation_16,operation_19,operation_21,"
        "operation_22,operation_23,closed,opened,co_located,staffed_hours,hours\n"
        + write_library("barnsley", "Central", "Static Library", "Yes", "LA", "Yes,40,45")
        + write_library(
            "Barnsley", "Gone", "Static Library", "No", "Closed", "N/A,N/A Closed,N/A Closed"
        )
        + write_library("Barnsley", "Van", "Mobile Library", "Yes", "LA", "No,10,10")
        + write_library("Barnsley", "Friends", "Static Library", "No", "CR", "No,0,12")
    ),
    "councils": f"areacd,authority,{STATUTORY}\nE08000038,Barnsley,2,2,2,1,1,1\n",
    "uses": (
        "areacd,measure,breakdown,period,count\n"
        "E08000016,visits,Library,2023-04-01/P3M,100\n"
        "E08000016,visits,Library,2023-07-01/P1M,50\n"
    ),
    "parishes": "lad_code,lad_name,parishes_or_communities\nE08000038,Barnsley,21\n",
}
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.0001, 0.0001], "translate": [-1.5, 53.5]},
    # Two squares side by side that share their middle line.
    "arcs": [
        [[100, 0], [0, 100]],
        [[100, 100], [-100, 0], [0, -100], [100, 0]],
        [[100, 0], [100, 0], [0, 100], [-100, 0]],
    ],
    "objects": {
        "lsoa": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "E01000002", "arcs": [[2, -1]]},
                {"type": "Polygon", "id": "E01000001", "arcs": [[0, 1]]},
            ],
        }
    },
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    for name, file in FILES.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(CONTENTS[name], encoding="utf-8")
    (folder / OUTLINES).mkdir(parents=True)
    (folder / OUTLINES / "E08000038.json").write_text(json.dumps(TOPOLOGY), encoding="utf-8")
    return folder


def test_figures_names_and_outlines_are_joined_under_today_s_codes(
    source: Path, tmp_path: Path
) -> None:
    assert build_neighbourhood_files(source, tmp_path / "data", tmp_path / "outlines") == 1
    with duckdb.connect(str(tmp_path / "data" / "neighbourhoods.duckdb"), read_only=True) as store:
        rows = store.execute(
            "SELECT code, area_code, name_around, population, imd_decile, gp, university FROM lsoa"
        ).fetchall()
        libraries = store.execute("SELECT name, operator, is_statutory, open_hours FROM library")
        assert libraries.fetchall() == [
            ("Central", "council", True, 45.0),
            ("Friends", "community", False, 12.0),
        ]
        uses = store.execute("SELECT area_code, total, months FROM library_use").fetchall()
        years = store.execute("SELECT year, libraries FROM statutory_library").fetchall()
    assert [row[:5] for row in rows] == [
        ("E01000001", "E08000038", "Old Town", 1500, 1),
        ("E01000002", "E08000038", "Old Town", 1600, 9),
    ]
    assert float(rows[0][5]) == 1500.5
    assert rows[0][6] is None
    assert uses == [("E08000038", 150.0, 4)]
    assert years == [(2010, 2), (2016, 2), (2019, 2), (2021, 1), (2022, 1), (2023, 1)]
    outlines = json.loads((tmp_path / "outlines" / "E08000038.geojson").read_text("utf-8"))
    first, second = outlines["features"]
    assert first["properties"] == {
        "code": "E01000001", "name": "Old Town 001A", "area": "E08000038", "i": 0, "n": 1,
    }  # fmt: skip
    shared = [point for point in first["geometry"]["coordinates"][0] if point[0] == -1.49]
    assert {tuple(point) for point in shared} <= {
        tuple(point) for point in second["geometry"]["coordinates"][0]
    }


def test_the_same_source_makes_the_same_outlines(source: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        build_neighbourhood_files(source, tmp_path / name, tmp_path / name)
    first, second = (
        (tmp_path / name / "E08000038.geojson").read_bytes() for name in ("one", "two")
    )
    assert first == second


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(name: str, source: Path, tmp_path: Path) -> None:
    (source / FILES[name]).unlink()
    with pytest.raises(BuildStopped, match=FILES[name].name):
        build_neighbourhood_files(source, tmp_path / "data", tmp_path / "outlines")


def test_files_that_speak_of_other_neighbourhoods_stop_the_build(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = CONTENTS["details"].splitlines()
    (source / FILES["details"]).write_text("\n".join(lines[:2]), encoding="utf-8")
    target = tmp_path / "data"
    assert main([str(source), "--data", str(target), "--outlines", str(tmp_path / "o")]) == 1
    assert "of the same edition" in capsys.readouterr().err
    assert not target.exists()


def test_a_library_of_an_unknown_council_stops_the_build(source: Path, tmp_path: Path) -> None:
    text = CONTENTS["libraries"].replace("Barnsley,Friends", "Atlantis,Friends")
    (source / FILES["libraries"]).write_text(text, encoding="utf-8")
    with pytest.raises(BuildStopped, match="1 libraries name a council"):
        build_neighbourhood_files(source, tmp_path / "data", tmp_path / "outlines")


def test_outlines_of_other_neighbourhoods_stop_the_build(source: Path, tmp_path: Path) -> None:
    other = json.dumps(TOPOLOGY).replace("E01000002", "E01000009")
    (source / OUTLINES / "E08000038.json").write_text(other, encoding="utf-8")
    with pytest.raises(BuildStopped, match="E08000038"):
        build_neighbourhood_files(source, tmp_path / "data", tmp_path / "outlines")


SQUARE = [[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]
HOLE = [[0.2, 0.2], [0.4, 0.2], [0.4, 0.4], [0.2, 0.2]]


def test_outer_rings_run_clockwise_and_holes_the_other_way() -> None:
    expected = {"type": "Polygon", "coordinates": [SQUARE, HOLE]}
    assert orient_polygons([[SQUARE, HOLE]]) == expected
    assert orient_polygons([[SQUARE[::-1], HOLE[::-1]]]) == expected


def test_a_ring_that_rounding_has_flattened_is_left_out_with_its_holes() -> None:
    flat = [[-4.7001, 50.3001], [-4.7002, 50.3002], [-4.7003, 50.3003], [-4.7001, 50.3001]]
    assert orient_polygons([[SQUARE, flat], [flat, HOLE]]) == {
        "type": "Polygon",
        "coordinates": [SQUARE],
    }
