"""Every check, seen to fail on a small fault: it names the rows, and all old files stay."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from placelib.build.checks import find_problems, stop_on
from placelib.build.observations import DatasetReading
from placelib.build.tables import Tables, columns
from placelib.errors import BuildStopped
from tests.build.tiny_source import (
    AREAS,
    ASTON,
    BOUNDARIES,
    BYTON,
    DATASET,
    DENE,
    EASTRY,
    EMPLOYMENT,
    ENGLAND,
    INCOME,
    POPULATION,
    SIMILAR,
    WESTLAND,
    append,
    edit,
    everything_in,
    make,
    write,
    write_source,
)

Change = Callable[[Path], None]
YEAR = "2023-01-01/P1Y"


def edited(name: str, old: str, new: str) -> Change:
    return lambda source: edit(source / name, old, new)


def added(name: str, *lines: str) -> Change:
    return lambda source: append(source / name, *lines)


def area_changed(code: str, **changes: Any) -> Change:
    def change(source: Path) -> None:
        areas = {**AREAS, code: {**AREAS[code], **changes}}
        write(source / "ons" / "areas.json", json.dumps(areas))

    return change


def area_unended(code: str) -> Change:
    def change(source: Path) -> None:
        area = {name: value for name, value in AREAS[code].items() if name != "end"}
        write(source / "ons" / "areas.json", json.dumps({**AREAS, code: area}))

    return change


def boundary_missing(level: str, code: str) -> Change:
    def change(source: Path) -> None:
        document = json.loads(json.dumps(BOUNDARIES))
        shapes = document["objects"][level]["geometries"]
        shapes[:] = [shape for shape in shapes if shape["properties"]["areacd"] != code]
        write(source / "ons" / "boundaries.topojson", json.dumps(document))

    return change


def peer_added(source: Path) -> None:
    write(
        source / "ons" / "similar_areas.json",
        json.dumps({**SIMILAR, BYTON: {"global": [ASTON, "E06000077"]}}),
    )


def member_added(source: Path) -> None:
    lookup = {"lookup": {ASTON: {"global": "a"}, "E06000077": {"global": "b"}}}
    write(source / "ons" / "clusters.json", json.dumps(lookup))


@dataclass(frozen=True, slots=True)
class Fault:
    """A change to a good source that must stop the build, and what the stop must say."""

    spoil: Change
    sentence: str


in_population = partial(edited, DATASET[POPULATION])
in_employment = partial(edited, DATASET[EMPLOYMENT])
in_catalogue = partial(edited, "ons/indicators.csv")
MONEY = "devolution/la_revenue_outturn_2017_2025.csv"
FACTS = "devolution/ca_leverage_facts.csv"
PEOPLE = "devolution/representation_by_council.csv"
STATUS = "devolution/strategic_authority_status_2026.csv"
PLACES = "neighbourhoods/iod2025_lsoa21.csv"
PLACE = "E01000001,Elsewhere,{},8,0,0,0,-1,-2,10,69,1,1"

FAULTS = {
    "a value that is no number": Fault(
        in_population("400,", "four hundred,"),
        "population-indicators.csv line 8: “four hundred” is not a number",
    ),
    "an interval beside its value": Fault(
        in_employment("78,82.25", "81,82.25"),
        "employment-rate.csv line 6: the interval 81.0 to 82.25 does not contain the value 80.125",
    ),
    "half an interval": Fault(
        in_employment("78,82.25", "78,"),
        "employment-rate.csv line 6: only one end of the interval is given",
    ),
    "a second code of a region nobody describes": Fault(
        edited(DATASET[INCOME], "TLC,Westland", "TLD,Westland"),
        "1 row has a figure for the area E12000002, first “Westland” in "
        "gross-disposable-household-income-per-head.csv line 4; no source describes it",
    ),
    "a second row with another value": Fault(
        in_population(
            "E06000091,Aston,,Population count,2023", "E92000001,E,,Population count,2023"
        ),
        "population-indicators.csv line 2 and population-indicators.csv line 6 both give "
        "Population count for E92000001 in 2023-06-30, with different values",
    ),
    "an area nobody describes": Fault(
        in_population("E06000092,Byton", "E06000093,Nowhere"),
        "1 row has a figure for the area E06000093, first “Nowhere” in "
        "population-indicators.csv line 8; no source describes it",
    ),
    "a period that is none": Fault(
        in_population(
            "E06000092,Byton,,Population count,2024-06-30", "E06000092,B,,Population count,2024"
        ),
        "population-indicators.csv line 8: “2024” is not a period",
    ),
    "a negative count": Fault(
        in_population("590.25", "-590.25"),
        f"population-count is -590.25 for {ASTON} in 2023-06-30, and cannot be negative",
    ),
    "a share above the whole": Fault(
        in_employment("80.125,%,78,82.25", "180.125,%,178,182.25"),
        f"employment-rate is 180.125% for {BYTON} in {YEAR}, above 100%",
    ),
    "a period outside the catalogue's span": Fault(
        in_catalogue("2023-06-30,2024-06-30", "2023-06-30,2023-06-30"),
        "population-count runs from 2023-06-30 to 2024-06-30; its catalogue entry says "
        "2023-06-30 to 2023-06-30",
    ),
    "intervals that the catalogue denies": Fault(
        in_catalogue("1,True,False,True", "1,True,False,False"),
        "employment-rate: the catalogue says none about 95% confidence intervals",
    ),
    "intervals that the catalogue promises": Fault(
        in_catalogue("people,0,False,False,False", "people,0,False,False,True"),
        "population-count: the catalogue says one about 95% confidence intervals",
    ),
    "another unit than the catalogue's": Fault(
        in_catalogue("Population count,Persons", "Population count,Thousands"),
        "population-count is given in Persons (Population); its catalogue entry says Thousands",
    ),
    "a level that the catalogue does not name": Fault(
        in_catalogue("ctry|rgn|cauth|utla|ltla", "ctry|rgn|utla|ltla"),
        "population-count has figures for E47000091, of level cauth; its catalogue entry has "
        "ctry, ltla, rgn, utla",
    ),
    "a level without a figure": Fault(
        in_catalogue("ctry|utla|ltla", "ctry|rgn|utla|ltla"),
        "employment-rate has no figure of level rgn, which its catalogue entry names",
    ),
    "a country that the catalogue does not name": Fault(
        in_catalogue("2023-01-01/P1Y,E,", "2023-01-01/P1Y,S|W,"),
        f"employment-rate has figures for {ASTON}; its catalogue entry has the countries S, W",
    ),
    "an indicator twice": Fault(
        added("ons/indicators.csv", "average-house-price,,,,other,Other,,,,,0" + ",True" * 5
              + ",,,,,E,ltla,,,,2025-01-01"),
        "indicator has 2 rows with slug average-house-price",
    ),
    "a neighbourhood twice": Fault(
        added(PLACES, PLACE.format(BYTON)),
        "neighbourhood has 2 rows with code E01000001",
    ),
    "a line of money twice": Fault(
        added(MONEY, f"{ASTON},Aston,Unitary Authority,2023-24,education,700,600"),
        f"money has 2 rows with area_code {ASTON}, tier local, year 2023-24, item education",
    ),
    "a council's members twice": Fault(
        added(PEOPLE, f"{ASTON},Aston,UA,England,,,580,12.5,10,1.5,2,58"),
        f"representation has 2 rows with area_code {ASTON}",
    ),
    "a peer nobody describes": Fault(
        peer_added, "similar_area names the area E06000077 as peer_code; no source describes it"
    ),
    "a member of a cluster nobody describes": Fault(
        member_added, "area_cluster names the area E06000077 as area_code"
    ),
    "a parent nobody describes": Fault(
        area_changed(ASTON, parents=["E47000077", WESTLAND, ENGLAND]),
        "area_parent names the area E47000077 as parent_code",
    ),
    "money of a body nobody describes": Fault(
        added(MONEY, "E06000077,Far,London,2023-24,education,1,1"),
        "money names the area E06000077 as area_code",
    ),
    "a fact about a body nobody describes": Fault(
        added(FACTS, "E47000077,money,fund,1,GBP,2024,Title,https://example.org,high,"),
        "lever_fact names the area E47000077 as area_code",
    ),
    "standing of a body nobody describes": Fault(
        added(STATUS, "E47000077,Far,Foundation,0,SI,A,medium"),
        "authority_status names the area E47000077 as area_code",
    ),
    "members of a council nobody describes": Fault(
        added(PEOPLE, "E06000077,Far,UA,England,,,1,1,1,1,1,1"),
        "representation names the area E06000077 as area_code",
    ),
    "a neighbourhood of a council nobody describes": Fault(
        added(PLACES, PLACE.replace("E01000001", "E01000009").format("E06000077")),
        "neighbourhood names the area E06000077 as area_code",
    ),
    "an ended area with nothing after it": Fault(
        edited("areas/council_register.csv", "2021-04-01,BYT,Eastry", "2021-04-01,,Eastry"),
        f"Eastry ({EASTRY}) ended in 2020 and no source says what followed",
    ),
    "a successor of an area that goes on": Fault(
        area_unended(EASTRY),
        f"{EASTRY} was followed by {BYTON}, but no source says that it has ended",
    ),
    "a successor that begins years later": Fault(
        area_changed(BYTON, start=2024),
        f"{DENE} ended in 2020, but {BYTON}, which followed it, began in 2024",
    ),
    "a council in no nation": Fault(
        area_changed(ASTON, parents=[]), f"Aston ({ASTON}) belongs to no nation"
    ),
    "a council without a boundary": Fault(
        boundary_missing("ltla", BYTON),
        f"the boundaries of level ltla lack {BYTON} and have nothing too many",
    ),
    "a boundary of no current area": Fault(
        area_changed(BYTON, level=["ltla"]),
        f"the boundaries of level utla lack nothing and have {BYTON} too many",
    ),
    "a row withdrawn": Fault(
        in_population(
            "E06000091,Aston,,Population count,2023-06-30,590.25,Population,Persons,,,,\n", ""
        ),
        "population-count had 7 figures in the last build and now has 6; "
        f"gone: {ASTON} 2023-06-30",
    ),
    "a value become a gap": Fault(
        in_population("590.25", ""),
        "population-count had 7 figures in the last build and now has 6",
    ),
    "a table cut short": Fault(
        edited(MONEY, f"{BYTON},Byton,Unitary Authority,2024-25,planning,-20,400\n", ""),
        "money had 18 rows in the last build and now has 17",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of a good build."""
    folder = tmp_path_factory.mktemp("built")
    make(write_source(folder / "source"), folder / "out")
    return folder / "out"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_stops_the_build_names_the_rows_and_leaves_every_old_file(
    tmp_path: Path, built: Path, fault: str
) -> None:
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    shutil.copytree(built, out)
    before = everything_in(out)
    assert {"data/places.duckdb", "boundaries/ltla.geojson"} <= set(before)
    FAULTS[fault].spoil(source)
    with pytest.raises(BuildStopped) as stop:
        make(source, out)
    assert FAULTS[fault].sentence in str(stop.value)
    assert everything_in(out) == before
    assert sorted(one.name for one in out.rglob("*") if one.is_dir()) == ["boundaries", "data"]


def test_a_second_code_that_gives_another_value_stops_the_build(tmp_path: Path) -> None:
    source = write_source(tmp_path / "source")
    text = (source / DATASET[INCOME]).read_text(encoding="utf-8")
    lines = [line.replace("20000", "20001") if "TLC" in line else line for line in text.split("\n")]
    write(source / DATASET[INCOME], "\n".join(lines))
    with pytest.raises(BuildStopped, match=r"line 3 and .* line 4 both give .* for E12000001"):
        make(source, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_percentage_that_may_be_negative_has_no_bounds(tmp_path: Path) -> None:
    source = write_source(tmp_path / "source")
    edit(source / "ons" / "indicators.csv", "1,True,False,True,False", "1,True,False,True,True")
    edit(source / DATASET[EMPLOYMENT], "80.125,%,78,82.25", "180.125,%,178,182.25")
    edit(source / DATASET[EMPLOYMENT], "70,%,66,74", "-70,%,-74,-66")
    assert make(source, tmp_path / "out").is_file()


def test_the_first_faults_are_listed_and_the_others_counted() -> None:
    with pytest.raises(BuildStopped) as stop:
        stop_on([f"fault {number}" for number in range(1, 13)])
    lines = str(stop.value).split("\n  ")
    assert lines[0] == "12 checks failed, so the data file was left as it was:"
    assert lines[1:11] == [f"fault {number}" for number in range(1, 11)]
    assert lines[11] == "and 2 more"


def test_one_fault_is_one_check_and_none_is_no_stop() -> None:
    stop_on([])
    with pytest.raises(BuildStopped, match=r"^1 check failed, so the data file was left as it was"):
        stop_on(["a fault"])


def test_rows_that_nobody_counted_are_a_fault() -> None:
    tables: Tables = {name: [] for name in columns()}
    reading = DatasetReading(sizes={"rate": 3})
    reading.audit["rate", "loaded with a value"] = 2
    assert find_problems(tables, reading) == ["rate has 3 rows, of which 2 are accounted for"]
