"""The build from the real sources: every row, every name, and the very file that is bundled.

These tests read the sources a second time with other code and compare.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from placelib.areas.normalise import normalise_name
from placelib.build.aliases import WRONG_NAMES
from placelib.build.catalogue import NOTES, read_note
from placelib.build.observations import SAME_AREA
from placelib.build.successors import FORMER
from placelib.database.connection import Store
from tests.build.tiny_source import ask, make

ROOT = Path(__file__).parents[2]
SOURCE = ROOT.parent / "shared" / "data"
BUNDLED = ROOT / "data" / "places.duckdb"
ROWS, FILES, BLANKS, WITH_REASON, REPEATED = 457_158, 64, 8_493, 2_163, 60
# Rows of the file that stand in the source, and not a former code's once more under the new one.
OF_THE_SOURCE = f"coalesce(note, '') NOT LIKE '{FORMER}%'"
LONGEST_SHARED_RUN = 7

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (SOURCE / "ons" / "datasets").is_dir(),
        reason="the real sources are not beside the project, in ../shared/data",
    ),
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(SOURCE, tmp_path_factory.mktemp("real"))


def records(*parts: str) -> Iterator[dict[str, str]]:
    with SOURCE.joinpath(*parts).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def source_rows() -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted((SOURCE / "ons" / "datasets").glob("*.csv")):
        for row in records("ons", "datasets", path.name):
            yield path.stem, row


def find_successors(database: Path) -> dict[str, set[str]]:
    """The current areas in which each area lives on, itself if it is current."""
    steps = defaultdict(set)
    for old, new, _ in ask(database, "FROM area_successor"):
        steps[old].add(new)
    current = {row[0] for row in ask(database, "SELECT code FROM area WHERE ended IS NULL")}

    def follow(code: str) -> set[str]:
        if code in current:
            return {code}
        return {successor for new in steps[code] for successor in follow(new)}

    return {row[0]: follow(row[0]) for row in ask(database, "SELECT code FROM area")}


def test_the_bundled_file_is_what_this_code_builds(database: Path) -> None:
    built = dict(ask(database, "FROM metadata"))["content_hash"]
    # The way the app opens it: other tests may have it open so at the same time.
    bundled = {row["key"]: row["value"] for row in Store(BUNDLED).rows("metadata")}["content_hash"]
    assert bundled == built, (
        "data/places.duckdb is not what the build makes from ../shared/data: run make data, and "
        "commit the new file"
    )


def test_every_row_of_every_file_is_accounted_for(database: Path) -> None:
    there = Counter(name for name, _ in source_rows())
    accounted = dict(ask(database, "SELECT file, sum(rows)::INTEGER FROM row_audit GROUP BY file"))
    assert accounted == there
    assert (len(there), sum(there.values())) == (FILES, ROWS)


def test_every_value_of_the_source_is_in_the_file_to_the_last_digit(database: Path) -> None:
    slugs = {(one["dataset"], one["code"]): one["slug"] for one in records("ons", "indicators.csv")}
    held = {
        (slug, code, period): value
        for slug, code, period, value in ask(
            database,
            f"SELECT indicator, area_code, period, value FROM observation WHERE {OF_THE_SOURCE}",  # noqa: S608
        )
    }
    seen = set()
    for name, row in source_rows():
        code = SAME_AREA.get(row["areacd"], row["areacd"])
        if code != "na":
            key = slugs[name, row["indicator"]], code, row["period"]
            text = row["observation"].strip("[]u")
            assert held[key] == (float(text) if text else None), key
            seen.add(key)
    assert seen == set(held)


def test_blanks_are_gaps_with_the_publishers_reason_where_there_is_one(database: Path) -> None:
    blanks = [row for _, row in source_rows() if row["observation"] == ""]
    assert len(blanks) == BLANKS
    assert sum(bool(row["status"]) for row in blanks) == WITH_REASON
    counted = f"SELECT gap, count(*) FROM observation WHERE {OF_THE_SOURCE} GROUP BY gap"  # noqa: S608
    gaps = dict(ask(database, counted))
    in_value_column = sum(row["observation"] == "[u]" for _, row in source_rows())
    assert gaps["no value in the source"] == BLANKS - WITH_REASON
    assert sum(gaps.values()) - gaps[None] == BLANKS + in_value_column


def test_a_former_codes_figures_stand_under_the_new_code_and_are_not_counted_as_rows(
    database: Path,
) -> None:
    question = (
        "SELECT n.area_code, count(*), count(o.area_code) FROM observation n "
        "JOIN area_successor s ON s.successor_code = n.area_code "
        "LEFT JOIN observation o ON o.area_code = s.area_code AND o.indicator = n.indicator "
        "AND o.period = n.period AND o.value IS NOT DISTINCT FROM n.value "
        "WHERE n.note LIKE 'Published under the former code%' AND n.area_code LIKE 'E08%' "
        "GROUP BY n.area_code"
    )
    carried = ask(database, question)
    assert {code for code, _, _ in carried} == {"E08000037", "E08000038", "E08000039"}
    assert all(rows == found > 0 for _, rows, found in carried)
    loaded = "SELECT sum(rows) FROM row_audit WHERE outcome LIKE 'loaded%'"
    read = ask(database, f"SELECT count(*) FROM observation WHERE {OF_THE_SOURCE}")  # noqa: S608
    assert ask(database, loaded) == read


def test_rows_that_repeat_a_key_say_the_same(database: Path) -> None:
    keys = Counter(
        (name, row["indicator"], row["areacd"], row["period"]) for name, row in source_rows()
    )
    assert sum(times - 1 for times in keys.values()) == REPEATED
    set_aside = dict(ask(database, "SELECT outcome, sum(rows)::INTEGER FROM row_audit GROUP BY 1"))
    assert set_aside["set aside: repeats a row already loaded, with the same value"] == 395
    assert set_aside["set aside: the source gives the area no code"] == 60


def test_a_second_code_of_an_area_bears_its_name() -> None:
    named = defaultdict(set)
    for _, row in source_rows():
        if row["areanm"]:
            named[row["areacd"]].add(normalise_name(row["areanm"]).removesuffix(" england"))
    named["E61000001"] = {"london"}
    for code, area in SAME_AREA.items():
        assert named[code] <= named[area], f"{code} is {named[code]}, {area} is {named[area]}"


def test_every_name_in_the_register_leads_to_a_current_area(database: Path) -> None:
    ends = find_successors(database)
    found = {
        form
        for code, form in ask(database, "SELECT area_code, plain FROM area_alias")
        if ends[code]
    }
    for entry in records("areas", "council_register.csv"):
        others = re.split(r",(?! )", entry["alt-names"])
        for name in (entry["official-name"], entry["nice-name"], *others):
            spoilt = "ï" in name or normalise_name(name) == "ynys mn"
            wrong = (entry["gss-code"], normalise_name(name)) in WRONG_NAMES
            if normalise_name(name) and not (spoilt or wrong):
                assert normalise_name(name) in found, name


def test_every_code_in_the_lists_leads_to_a_current_area(database: Path) -> None:
    ends = find_successors(database)
    found = {
        form
        for code, form in ask(database, "SELECT area_code, plain FROM area_alias")
        if ends[code]
    }
    codes = {
        row["areacd"] for row in json.loads((SOURCE / "ons" / "areas.json").read_text()).values()
    }
    for entry in records("areas", "council_register.csv"):
        codes |= {entry["gss-code"], *entry["former-gss-codes"].split(",")} - {"", "E61000001"}
    for row in records("areas", "district_codes_by_year.csv"):
        codes |= {cell for name, cell in row.items() if name.endswith("_code")}
    assert {code for code in codes if code.lower() not in found} == set()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("E07000190", [("E07000246", 2019)]),  # Taunton Deane to Somerset West and Taunton
        ("E07000246", [("E06000066", 2023)]),  # and that to Somerset
        ("E10000006", [("E06000063", 2023), ("E06000064", 2023)]),  # Cumbria to both
        ("E10000021", [("E06000061", 2021), ("E06000062", 2021)]),  # Northamptonshire to both
        ("E07000150", [("E06000061", 2021)]),  # Corby to North Northamptonshire alone
        ("E07000154", [("E06000062", 2021)]),  # Northampton to West Northamptonshire alone
        ("S12000015", [("S12000047", 2018)]),  # Fife to Fife, not to Perth
        ("S12000024", [("S12000048", 2018)]),  # Perth to Perth, not to North Lanarkshire
        ("E47000010", [("E47000014", 2024)]),  # North East to North East
        ("E47000005", [("E47000010", 2018), ("E47000011", 2018)]),
        ("E08000016", [("E08000038", 2025)]),  # Barnsley under a new code
        ("E06000048", [("E06000057", 2013)]),  # Northumberland under a new code
    ],
)
def test_successors_are_as_they_were(
    database: Path, code: str, expected: list[tuple[str, int]]
) -> None:
    steps = ask(database, "SELECT area_code, successor_code, year FROM area_successor ORDER BY ALL")
    assert [(new, year) for old, new, year in steps if old == code] == expected


def test_the_councils_of_each_region_and_nation_add_up_to_its_population(database: Path) -> None:
    question = "SELECT area_code, value FROM observation WHERE indicator = 'population-count'"
    people = dict(ask(database, f"{question} AND period = '2024-06-30'"))
    current = "SELECT code, level FROM area WHERE ended IS NULL"
    levels = dict(ask(database, current))
    sums: Counter[str] = Counter()
    for code, parent, _ in ask(database, "FROM area_parent"):
        if levels.get(code) == "ltla" and levels[parent] in {"rgn", "ctry"}:
            sums[parent] += people[code]
    assert len(sums) == 14
    for parent, total in sums.items():
        assert abs(total - people[parent]) <= 2, parent


def test_returns_that_were_not_made_are_not_used(database: Path) -> None:
    question = (
        "SELECT DISTINCT body, year FROM money WHERE why = 'no return was made for this year'"
    )
    assert sorted(ask(database, question)) == [
        ("Birmingham", "2023-24"),
        ("Birmingham", "2024-25"),
        ("Cumberland", "2024-25"),
        ("Slough", "2024-25"),
        ("Westmorland and Furness", "2023-24"),
    ]


def test_figures_apportioned_from_a_county_are_not_used(database: Path) -> None:
    question = "SELECT area_code, min(year) FROM money WHERE usable GROUP BY area_code"
    first = dict(ask(database, question))
    assert {code: first[code] for code in sorted(first) if "E06000058" <= code <= "E06000066"} == {
        "E06000058": "2023-24",
        "E06000059": "2019-20",
        "E06000060": "2020-21",
        "E06000061": "2021-22",
        "E06000062": "2021-22",
        "E06000063": "2023-24",
        "E06000064": "2024-25",
        "E06000065": "2023-24",
        "E06000066": "2023-24",
    }
    assert first["E47000014"] == "2024-25"
    # Glasgow only got another code, in 2019.
    assert first["S12000049"] == "2018-19"


def test_a_council_tax_of_zero_is_never_used_for_a_council(database: Path) -> None:
    question = "FROM money WHERE item = 'councilTaxReq' AND thousand_pounds <= 0 AND usable"
    assert ask(database, question) == []


def test_neighbourhoods_agree_with_the_publishers_summary_by_district(database: Path) -> None:
    question = "SELECT area_code, avg((overall_decile = 1)::INTEGER) FROM neighbourhood GROUP BY 1"
    ours = dict(ask(database, question))
    theirs = {
        row["area_code"]: float(row["proportion_bottom_decile"])
        for row in records("neighbourhoods", "iod2025_lad24.csv")
        if row["index_domain"] == "Index of Multiple Deprivation"
    }
    assert ours.keys() == theirs.keys()
    assert {code for code, share in ours.items() if abs(share - theirs[code]) > 0.0001} == set()
    assert ask(database, "SELECT count(*) FROM neighbourhood") == [(33_755,)]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


def test_no_note_of_ours_is_copied_from_the_publishers_wording() -> None:
    wording: dict[str, Any] = json.loads(
        (SOURCE / "ons" / "source_wording.json").read_text("utf-8")
    )
    for slug, theirs in wording.items():
        note = read_note(NOTES / f"{slug}.md")
        ours = runs(f"{note.phrase} {note.what_it_is} {note.be_careful}", LONGEST_SHARED_RUN + 1)
        published = " ".join(
            [theirs["subtitle"] or "", theirs["description"] or "", *theirs["caveats"]]
        )
        assert not ours & runs(published, LONGEST_SHARED_RUN + 1), slug
