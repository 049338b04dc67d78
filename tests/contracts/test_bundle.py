"""The bundled data file and boundaries: complete, consistent, explained, and small."""

from __future__ import annotations

import csv
import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import fmean
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pytest

from placelib.database.connection import DATABASE, LOCKED, Store
from tests.recomputed import UK, World, last_day, period_words

ROOT = Path(__file__).resolve().parents[2]
BOUNDARIES = ROOT / "static" / "boundaries"
SOURCE = ROOT.parent / "shared" / "data" / "ons"
needs_source = pytest.mark.skipif(
    not SOURCE.is_dir(),
    reason="the source tree is not part of the repository: the rows cannot be read again",
)
# The publisher's own statements of what was given, counted once with a spreadsheet's eyes.
ROWS, FILES, GAPS = 457_158, 64, 8_627
REASONS = {
    "confidential": "c",
    "not available": "x",
    "not applicable": "z",
    "low reliability": "u",
    "no value in the source": None,
}
# How the note begins on a row that stands a second time, under the code that followed its own.
CARRIED = "Published under the former code "
IS_CARRIED = f"coalesce(starts_with(note, '{CARRIED}'), false)"
# Looked up by hand in the source's files: value, then both ends of the interval where given.
SPOTS: list[tuple[str, str, str, float, float | None, float | None]] = [
    ("economic-inactivity-rate", "E08000012", "2012-01-01/P1Y", 31.7, 29.099999999999998, 34.3),
    ("population-count", "K02000001", "2024-06-30", 69_281_437, None, None),
    ("five-year-population-change", "E08000031", "2024-06-30", 6.73, None, None),
    ("gross-median-weekly-pay", "E06000053", "2009-04-22", 262.8, None, None),
    ("wellbeing-satisfaction", "W06000015", "2016-04-01/P1Y", 7.57, 7.37, 7.78),
    ("cigarette-smokers", "N09000003", "2019-01-01/P5Y", 17.6, 16.4, 18.9),
    ("healthy-life-expectancy-female", "S12000049", "2016-01-01/P3Y", 56.9, 54.2, 59.6),
    ("greenhouse-gas-emissions", "E47000001", "2009-01-01/P1Y", 7.19, None, None),
    ("gigabit-capable-broadband", "E06000064", "2026-01-01", 81.8, None, None),
    ("housing-affordability-ratio", "E08000031", "2008-04-01", 5.49, None, None),
    ("adult-obesity-prevalence", "E92000001", "2015-11-16/P1Y", 22.6262, 22.42869, 22.82922),
    # A zero is a value; and the region's output comes under its international code, TLD.
    ("museums", "E07000089", "2021-09-30", 0.0, None, None),
    ("gross-domestic-product-per-head-chained-volume-measure", "E12000002", "2008-01-01/P1Y",
     28_765, None, None),
]  # fmt: skip


@pytest.fixture(scope="module")
def raw() -> Iterator[duckdb.DuckDBPyConnection]:
    """The data file as the app opens it: read-only and locked."""
    connection = duckdb.connect(str(DATABASE), read_only=True, config=dict(LOCKED))
    yield connection
    connection.close()


def one(raw: duckdb.DuckDBPyConnection, sql: str) -> Any:
    (row,) = raw.execute(sql).fetchall()
    return row[0]


# Rows.


def test_every_row_of_the_source_is_accounted_for(raw: duckdb.DuckDBPyConnection) -> None:
    assert one(raw, "SELECT sum(rows) FROM row_audit") == ROWS
    assert one(raw, "SELECT count(DISTINCT file) FROM row_audit") == FILES
    loaded = one(raw, "SELECT sum(rows) FROM row_audit WHERE outcome LIKE 'loaded%'")
    assert loaded == one(raw, f"SELECT count(*) FROM observation WHERE NOT {IS_CARRIED}")  # noqa: S608
    aside = one(raw, "SELECT sum(rows) FROM row_audit WHERE outcome LIKE 'set aside:%'")
    assert loaded + aside == ROWS


def test_the_report_of_the_build_gives_the_same_account(raw: duckdb.DuckDBPyConnection) -> None:
    report = (ROOT / "data" / "build-report.md").read_text("utf-8")
    assert f"{ROWS:,} rows were read from {FILES} files" in report
    version = one(raw, "SELECT value FROM metadata WHERE key = 'data_version'")
    assert version in report
    account = "SELECT outcome, sum(rows) FROM row_audit GROUP BY outcome"
    for outcome, rows in raw.execute(account).fetchall():
        assert f"| {outcome} | {rows:,} |" in report
    carried = one(raw, f"SELECT count(*) FROM observation WHERE {IS_CARRIED}")  # noqa: S608
    assert f"{carried:,} of them stand a second time, under the new code" in report


def test_every_gap_has_a_reason_and_nothing_else_has(raw: duckdb.DuckDBPyConnection) -> None:
    gaps = f"SELECT count(*) FROM observation WHERE value IS NULL AND NOT {IS_CARRIED}"  # noqa: S608
    assert one(raw, gaps) == GAPS
    assert one(raw, "SELECT count(*) FROM observation WHERE (value IS NULL) = (gap IS NULL)") == 0
    found = raw.execute("SELECT DISTINCT gap, status FROM observation WHERE gap IS NOT NULL")
    assert dict(found.fetchall()) == REASONS
    ends = "SELECT count(*) FROM observation WHERE value IS NULL AND (lower + upper) IS NOT NULL"
    assert one(raw, ends) == 0


def sole_successors(raw: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Old code → new code where each is the other's only successor and only forerunner."""
    steps = raw.execute("SELECT area_code, successor_code FROM area_successor").fetchall()
    successors, forerunners = Counter(old for old, _ in steps), Counter(new for _, new in steps)
    return {old: new for old, new in steps if successors[old] == 1 and forerunners[new] == 1}


def test_a_row_under_a_new_code_is_the_row_of_the_former_one(
    raw: duckdb.DuckDBPyConnection,
) -> None:
    found = raw.execute(
        "SELECT indicator, area_code, period, value, lower, upper, status, gap, note "
        "FROM observation"
    ).fetchall()
    rows = {(slug, code, period): rest for slug, code, period, *rest in found}
    successor, carried = sole_successors(raw), set[tuple[str, str, str]]()
    assert successor["E08000019"] == "E08000039"
    assert successor["E08000016"] == "E08000038"
    for (slug, code, period), (*figure, note) in rows.items():
        if note is None or not note.startswith(CARRIED):
            continue
        former, _, remark = note.removeprefix(CARRIED).partition("; ")
        assert successor[former] == code, note
        assert rows[slug, former, period] == [*figure, remark or None], (slug, code, period)
        carried.add((slug, code, period))
    # Of no former code a row was left behind: the new one has it, or one of its own.
    due = {(slug, successor[code], period) for slug, code, period in rows if code in successor}
    assert due <= set(rows)
    assert carried <= due
    assert len([key for key in carried if key[1] == "E08000039"]) > 900


@needs_source
def test_no_note_of_the_source_begins_like_that_of_a_row_under_a_new_code() -> None:
    # Or the rows that stand twice could not be told from the publisher's.
    for path in sorted((SOURCE / "datasets").glob("*.csv")):
        assert CARRIED not in path.read_text("utf-8-sig"), path.name


def test_no_number_is_nan_or_endless(raw: duckdb.DuckDBPyConnection) -> None:
    columns = raw.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE data_type = 'DOUBLE'"
    ).fetchall()
    assert ("observation", "value") in columns
    for table, column in columns:
        assert one(raw, f"SELECT count(*) FROM {table} WHERE NOT isfinite({column})") == 0  # noqa: S608


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("observation", "indicator, area_code, period"),
        ("latest", "indicator, area_code"),
        ("district_spread", "indicator, period"),
        ("coverage", "indicator, level"),
        ("area", "code"),
        ("area_alias", "area_code, plain"),
        ("indicator", "slug"),
        ("indicator", "position"),
        ("neighbourhood", "code"),
        ("similar_area", "area_code, kind, rank"),
        ("similar_area", "area_code, kind, peer_code"),
        ("money", "area_code, tier, year, item"),
    ],
)
def test_keys_are_unique(raw: duckdb.DuckDBPyConnection, table: str, key: str) -> None:
    rows = one(raw, f"SELECT count(*) FROM {table}")  # noqa: S608
    assert rows == one(raw, f"SELECT count(*) FROM (SELECT DISTINCT {key} FROM {table})")  # noqa: S608
    assert rows > 0


def test_an_interval_holds_its_value(raw: duckdb.DuckDBPyConnection) -> None:
    outside = "SELECT count(*) FROM observation WHERE value < lower OR value > upper"
    assert one(raw, outside) == 0
    half = "SELECT count(*) FROM observation WHERE (lower IS NULL) <> (upper IS NULL)"
    assert one(raw, half) == 0


def test_only_indicators_that_say_so_have_intervals(raw: duckdb.DuckDBPyConnection) -> None:
    differing = raw.execute(
        "SELECT slug FROM indicator JOIN observation ON slug = indicator "
        "GROUP BY slug, has_interval HAVING (count(lower) > 0) <> has_interval"
    ).fetchall()
    assert differing == []


def test_every_area_and_indicator_of_a_figure_is_described(world: World) -> None:
    assert {slug for slug, _ in world.rows} == set(world.held)
    assert {code for _, code in world.rows} <= set(world.areas)


def test_every_period_is_in_words_and_in_days(raw: duckdb.DuckDBPyConnection) -> None:
    rows = raw.execute("SELECT period, starts, ends, label FROM period").fetchall()
    assert len(rows) > 1_000
    for period, starts, ends, label in rows:
        assert label == period_words(period)
        assert starts == date.fromisoformat(period[:10])
        assert (ends - last_day(period)).days == 1
        assert not re.search(r"\d-\d|/|P\d", label)


# What is derived.


def test_the_newest_rows_are_the_newest(raw: duckdb.DuckDBPyConnection, world: World) -> None:
    rows = raw.execute("SELECT indicator, area_code, period, value, gap FROM latest").fetchall()
    assert {(slug, code): tuple(rest) for slug, code, *rest in rows} == {
        key: (series[-1].period, series[-1].value, series[-1].gap)
        for key, series in world.rows.items()
    }


def test_coverage_counts_the_figures_of_each_tier(
    raw: duckdb.DuckDBPyConnection, world: World
) -> None:
    figures: Counter[tuple[str, str]] = Counter()
    gaps: Counter[tuple[str, str]] = Counter()
    areas: Counter[tuple[str, str]] = Counter()
    for (slug, code), series in world.rows.items():
        area = world.areas[code]
        values = sum(row.value is not None for row in series)
        for level in {area["level"], *(["utla"] if area["is_utla"] else [])}:
            figures[slug, level] += values
            gaps[slug, level] += len(series) - values
            areas[slug, level] += values > 0
    rows = raw.execute("SELECT indicator, level, areas, figures, gaps FROM coverage").fetchall()
    assert {(slug, level): tuple(counts) for slug, level, *counts in rows} == {
        key: (areas[key], figures[key], gaps[key]) for key in figures
    }


def test_the_spread_of_councils_is_that_of_their_figures(
    raw: duckdb.DuckDBPyConnection, world: World
) -> None:
    councils = {
        code
        for code, area in world.areas.items()
        if area["level"] == "ltla" and area["ended"] is None
    } - {"E09000001", "E06000053"}
    values: dict[tuple[str, str], list[float]] = {}
    for (slug, code), series in world.rows.items():
        for row in series:
            if code in councils and row.value is not None:
                values.setdefault((slug, row.period), []).append(row.value)
    rows = raw.execute("SELECT indicator, period, mean, std_dev, areas FROM district_spread")
    found = {(slug, period): rest for slug, period, *rest in rows.fetchall()}
    assert set(found) == set(values)
    for key, (mean, std_dev, areas) in found.items():
        numbers = values[key]
        middle = fmean(numbers)
        deviation = math.sqrt(fmean([(number - middle) ** 2 for number in numbers]))
        assert areas == len(numbers)
        assert mean == pytest.approx(middle, rel=1e-9, abs=1e-9)
        assert std_dev == pytest.approx(deviation, rel=1e-6, abs=1e-9), key


# The file itself, and its words.


def test_the_file_says_which_data_it_holds_and_when_it_was_made(bundled: Store) -> None:
    facts = {row["key"]: row["value"] for row in bundled.rows("metadata")}
    assert date.fromisoformat(facts["build_date"]) >= date(2026, 1, 1)
    assert re.fullmatch(r"[0-9a-f]{64}", facts["content_hash"])
    release, hash_start = facts["data_version"][:10], facts["data_version"][11:]
    assert date.fromisoformat(release) <= date.fromisoformat(facts["build_date"])
    assert facts["content_hash"].startswith(hash_start)
    assert len(hash_start) == 8


def test_the_file_is_small_enough_to_ship() -> None:
    assert DATABASE.stat().st_size < 20_000_000


def test_every_source_names_its_publisher_licence_and_link(bundled: Store) -> None:
    sources = bundled.rows("sources")
    assert len(sources) >= 5
    for source in sources:
        assert all(source.values()), source["key"]
        assert urlsplit(source["link"]).scheme == "https", source["key"]


def test_every_indicator_has_its_note_and_a_link_to_its_source(world: World) -> None:
    assert len(world.indicators) > 100
    for slug, indicator in world.indicators.items():
        for words in ("label", "phrase", "what_it_is", "be_careful", "direction_reason"):
            assert indicator[words].strip(), (slug, words)
        assert indicator["source_orgs"], slug
        assert len(indicator["source_orgs"]) == len(indicator["source_urls"]), slug
        for link in indicator["source_urls"]:
            parts = urlsplit(link)
            assert parts.scheme in {"https", "http"}, slug
            assert parts.netloc, slug
        assert indicator["released"] <= date(2026, 12, 31), slug


def test_every_indicator_that_is_held_has_figures_and_no_other(world: World) -> None:
    with_figures = {
        slug
        for (slug, _), series in world.rows.items()
        if any(row.value is not None for row in series)
    }
    assert with_figures == set(world.held)


# Areas and shapes.


def levels_of(world: World, code: str) -> set[str]:
    """The levels at which an area must have a shape."""
    area = world.areas[code]
    levels = {area["level"]}
    if area["is_utla"]:
        levels.add("utla")
    if area["level"] == "ctry" and code[0] in "NSW":
        levels.add("rgn")
    return levels


def shapes(level: str) -> list[dict[str, Any]]:
    document = json.loads((BOUNDARIES / f"{level}.geojson").read_text("utf-8"))
    return list(document["features"])


@pytest.mark.parametrize("level", ["ltla", "utla", "cauth", "rgn", "ctry"])
def test_every_current_area_has_a_shape_and_an_outline(
    raw: duckdb.DuckDBPyConnection, world: World, level: str
) -> None:
    # The United Kingdom is drawn as its four nations.
    current = {code for code in world.current if level in levels_of(world, code)} - {UK}
    drawn = shapes(level)
    assert Counter(shape["properties"]["code"] for shape in drawn) == Counter(current)
    assert all(shape["geometry"]["coordinates"] for shape in drawn)
    outlines = raw.execute("SELECT * FROM area_outline WHERE level = ?", [level]).fetchall()
    assert {row[1] for row in outlines} == current
    for _, code, west, south, east, north, longitude, latitude, _ in outlines:
        assert -9 < west < east < 2, code
        assert 49 < south < north < 61.5, code
        assert west <= longitude <= east, code
        assert south <= latitude <= north, code


def test_shapes_are_named_as_their_areas(world: World) -> None:
    for level in ("ltla", "cauth"):
        for shape in shapes(level):
            assert shape["properties"]["name"] in {
                world.name(shape["properties"]["code"]),
                world.areas[shape["properties"]["code"]]["name"],
            }


def test_the_boundaries_of_all_councils_are_sent_in_400_kilobytes() -> None:
    content = (BOUNDARIES / "ltla.geojson").read_bytes()
    assert len(gzip.compress(content)) < 400_000


def test_neighbours_are_mutual(world: World) -> None:
    assert sum(map(len, world.neighbours.values())) > 1_500
    for code, touching in world.neighbours.items():
        assert code not in touching
        assert all(code in world.neighbours[other] for other in touching)


def test_every_current_area_belongs_to_a_nation_and_the_united_kingdom(world: World) -> None:
    for code in world.current:
        chain = world.chain(code)
        assert chain[-1] == UK
        assert set(chain) <= set(world.current), code
        if code != UK:
            nations = [one for one in chain if world.areas[one]["level"] == "ctry"]
            assert len(nations) == 2, code
            assert world.areas[code]["nation"] == nations[0]


def test_every_ended_area_leads_to_a_current_one(raw: duckdb.DuckDBPyConnection) -> None:
    steps: dict[str, set[str]] = {}
    for code, successor in raw.execute(
        "SELECT area_code, successor_code FROM area_successor"
    ).fetchall():
        steps.setdefault(code, set()).add(successor)
    rows = raw.execute("SELECT code, ended IS NULL FROM area WHERE has_page").fetchall()
    current = {code for code, is_current in rows if is_current}
    for code, is_current in rows:
        reached, waiting = set[str](), {code}
        while waiting:
            now = waiting.pop()
            reached.add(now)
            waiting |= steps.get(now, set()) - reached
        assert is_current or reached & current, code


# Against the source.


@pytest.mark.parametrize(("slug", "code", "period", "value", "lower", "upper"), SPOTS)
def test_figures_looked_up_by_hand_are_in_the_file(
    world: World,
    slug: str,
    code: str,
    period: str,
    value: float,
    lower: float | None,
    upper: float | None,
) -> None:
    row = world.at(slug, code, period)
    assert row is not None
    assert (row.value, row.lower, row.upper) == (value, lower, upper)


def source_lines() -> Iterator[dict[str, str]]:
    """Every row of every file of the source, with the name of its data set."""
    for path in sorted((SOURCE / "datasets").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line in csv.DictReader(file):
                yield {**line, "dataset": path.stem}


def number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


@needs_source
def test_every_figure_of_the_source_is_in_the_file_as_it_stands_there(
    raw: duckdb.DuckDBPyConnection, world: World
) -> None:
    slugs = {
        (indicator["dataset"], indicator["source_name"]): slug
        for slug, indicator in world.indicators.items()
    }
    by_name = {
        world.areas[code]["name"]: code
        for code in world.current
        if world.areas[code]["level"] in {"rgn", "ctry"}
    }
    by_key = {
        (slug, code, row.period): row
        for (slug, code), series in world.rows.items()
        for row in series
    }
    twice = f"SELECT indicator, area_code, period FROM observation WHERE {IS_CARRIED}"  # noqa: S608
    carried = set(raw.execute(twice).fetchall())
    read, without_code, interval_aside = 0, 0, 0
    seen = set()
    for line in source_lines():
        read += 1
        slug = slugs[line["dataset"], line["indicator"].strip()]
        code, period = line["areacd"].strip(), line["period"].strip()
        if not code or code.lower() == "na":
            without_code += 1
            continue
        if re.fullmatch(r"TL[A-Z]|E61000001", code):
            name = line["areanm"].strip().removesuffix(" (England)")
            code = "E12000007" if code == "E61000001" else by_name[name]
        row = by_key[slug, code, period]
        seen.add((slug, code, period))
        assert row.value == number(line["observation"].strip()), line
        ends = number(line["lci_95"].strip()), number(line["uci_95"].strip())
        if (row.lower, row.upper) != ends and row.value is not None:
            assert (row.lower, row.upper) == (None, None), line
            interval_aside += 1
    assert read == ROWS
    assert seen.isdisjoint(carried)
    assert seen | carried == set(by_key)
    assert without_code == 60
    assert interval_aside == 6
