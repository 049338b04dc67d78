"""Puts a build together: reads the sources, checks them, and replaces the old files."""

from __future__ import annotations

from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from placelib.build.areas import levels_of, read_areas
from placelib.build.boundaries import (
    SOURCE_FILE,
    find_neighbour_labels,
    find_outlines,
    write_boundaries,
)
from placelib.build.catalogue import read_catalogue, slugs_by_source_name
from placelib.build.changes_page import changes_page
from placelib.build.checkout import figures_only
from placelib.build.checks import problems_in, stop_on
from placelib.build.coverage import last_build, shrunk
from placelib.build.devolution import read_devolution, read_neighbourhoods
from placelib.build.geojson import write_geojson
from placelib.build.made import Made, figure_tables
from placelib.build.money import read_money
from placelib.build.observations import read_datasets
from placelib.build.placing import put_in_place
from placelib.build.quadrant_tables import quadrant_tables
from placelib.build.recoding import with_former_figures
from placelib.build.report import build_report, sources_page
from placelib.build.sources import Sources, find_sources, read_records
from placelib.build.successors import recoded
from placelib.build.tables import Tables, column, columns
from placelib.build.topology import read_topology
from placelib.build.write import content_hash, write_database

BOUNDARY_LEVELS = ("ltla", "utla", "cauth", "rgn", "ctry")
SOURCE_LIST = Path(__file__).parent / "sources.csv"
DATABASE, REPORT, SOURCES = "places.duckdb", "build-report.md", "SOURCES.md"
CHANGES = "changes.md"
# Decimal places kept of degrees and of kilometres on a map: a tenth of a metre, and a metre. The
# last digits of a cosine differ between machines, and the same input must make the same file.
DEGREES, KILOMETRES = 6, 3


def build(source: Path, data: Path, boundaries: Path, allow_shrink: bool = False) -> str:
    """Make ``data/places.duckdb``, its reports and the boundary files; return the data version.

    Everything is made and checked in a folder apart. Only then are the old files replaced, the
    data file last: until it is there, nothing has happened. Raises BuildStopped, leaving every
    old file in place, when a check fails.
    """
    sources = find_sources(source)
    target = data / DATABASE
    with TemporaryDirectory(prefix="places-") as folder:
        apart = Path(folder)
        made = _everything(sources) if sources.folder else figures_only(sources, target)
        made.tables["observation"] = with_former_figures(made.tables)
        stop_on(problems_in(made.tables, made.reading))
        if not allow_shrink:
            stop_on(shrunk(made.tables, last_build(target)))
        # Tables that code works out from the others, after either kind of build, belong here.
        made.tables.update(quadrant_tables(made.tables))
        drawn = _draw(sources.folder, apart / "boundaries", made.tables) if sources.folder else []
        digest = content_hash(made.tables)
        facts = {
            "data_version": f"{_newest_release(made.tables)}-{digest[:8]}",
            "content_hash": digest,
            "build_date": datetime.now(UTC).date().isoformat(),
        }
        write_database(made.tables, facts, apart / DATABASE, target if target.is_file() else None)
        (apart / REPORT).write_text(build_report(made, facts), encoding="utf-8")
        (apart / SOURCES).write_text(sources_page(made.tables, facts), encoding="utf-8")
        (apart / CHANGES).write_text(changes_page(apart / DATABASE), encoding="utf-8")
        put_in_place(
            {boundaries / file.name: file for file in drawn}
            | {data / name: apart / name for name in (SOURCES, REPORT, CHANGES, DATABASE)}
        )
    return facts["data_version"]


def _everything(sources: Sources) -> Made:
    """All tables from a whole source tree."""
    assert sources.folder is not None
    reading = read_datasets(sources.datasets, slugs_by_source_name(sources))
    held = {row.indicator for row in reading.rows}
    notes = {(row.area_code, row.note) for row in reading.rows if row.note}
    tables: Tables = {
        "source": [tuple(record.values()) for record in read_records(SOURCE_LIST)],
        "indicator": read_catalogue(sources, held),
        **read_areas(sources, reading.areas_seen, notes),
        **read_devolution(sources),
        "neighbourhood": read_neighbourhoods(sources),
        **_shapes(sources.folder),
        **figure_tables(reading),
    }
    tables["money"] = read_money(sources, _founded(tables))
    return Made(tables, reading)


def _draw(folder: Path, out: Path, tables: Tables) -> list[Path]:
    """Make the boundary files in ``out``; stop when they and the current areas differ."""
    reports = write_boundaries(folder, out, _current(tables))
    stop_on(
        [
            f"the boundaries of level {one.level} lack {', '.join(one.missing) or 'nothing'} and "
            f"have {', '.join(one.extra) or 'nothing'} too many"
            for one in reports
            if one.missing or one.extra
        ]
    )
    return [*(one.path for one in reports), *write_geojson(folder, out, BOUNDARY_LEVELS)]


def _shapes(folder: Path) -> Tables:
    topology = read_topology(folder / SOURCE_FILE)
    return {
        "area_neighbour": [
            (
                label.code,
                label.neighbour,
                round(label.label_longitude, DEGREES),
                round(label.label_latitude, DEGREES),
                round(label.label_room, KILOMETRES),
            )
            for label in find_neighbour_labels(topology, "ltla")
        ],
        "area_outline": [
            (
                level,
                outline.code,
                *(round(place, DEGREES) for place in astuple(outline)[1:-1]),
                round(outline.label_room, KILOMETRES),
            )
            for level in BOUNDARY_LEVELS
            for outline in find_outlines(topology, level)
        ],
    }


def _founded(tables: Tables) -> dict[str, int]:
    """The first year of every area that is new, and not just an old one under a new code."""
    at = columns()["area"]
    only_renamed = set(recoded((old, new) for old, new, _ in tables["area_successor"]).values())
    return {
        row[at["code"]]: row[at["started"]]
        for row in tables["area"]
        if row[at["started"]] is not None and row[at["code"]] not in only_renamed
    }


def _current(tables: Tables) -> dict[str, set[str]]:
    """The codes that must have a boundary, by level."""
    at = columns()["area"]
    current: dict[str, set[str]] = {level: set() for level in BOUNDARY_LEVELS}
    for row in tables["area"]:
        if row[at["ended"]] is None and row[at["explored"]]:
            for level in levels_of(row) & set(BOUNDARY_LEVELS):
                current[level].add(row[0])
    current["ctry"].discard("K02000001")
    return current


def _newest_release(tables: Tables) -> str:
    keys, released = column(tables, "source", "key"), column(tables, "source", "released")
    return max(str(day) for key, day in zip(keys, released, strict=True) if key == "ons")
