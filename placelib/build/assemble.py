"""Puts a build together: reads the sources, checks them, and replaces the old files."""

from __future__ import annotations

from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from placelib.areas.levels import LEVELS
from placelib.build.areas import list_row_levels, read_areas
from placelib.build.boundaries import (
    SOURCE_FILE,
    find_neighbour_labels,
    find_outlines,
    find_unmatched,
)
from placelib.build.catalogue import read_catalogue, read_slugs
from placelib.build.checkout import update_figures
from placelib.build.checks import find_problems, stop_on
from placelib.build.comparison_tables import comparison_tables
from placelib.build.coverage import find_losses, read_last_build
from placelib.build.devolution import read_devolution, read_neighbourhoods
from placelib.build.geojson import write_geojson
from placelib.build.money import read_money
from placelib.build.observations import BuildResult, make_figure_tables, read_datasets
from placelib.build.powers import read_powers
from placelib.build.public_spending import read_public_spending
from placelib.build.quadrant_tables import quadrant_tables
from placelib.build.report import (
    render_build_report,
    render_changes_page,
    render_sources_page,
)
from placelib.build.row_outcomes import RowOutcomes
from placelib.build.service_money import read_service_money
from placelib.build.sources import Sources, find_sources, read_records
from placelib.build.successors import carry_forward_codes, find_recoded
from placelib.build.tables import Tables, column, columns
from placelib.build.topology import read_topology
from placelib.build.write import hash_content, put_in_place, write_database

SOURCE_LIST = Path(__file__).parent / "sources.csv"
DATABASE, REPORT, SOURCES = "places.duckdb", "build-report.md", "SOURCES.md"
CHANGES = "changes.md"
# Decimal places kept of degrees and of kilometres on a map: a tenth of a metre, and a metre. The
# last digits of a cosine differ between machines, and the same input must make the same file.
DEGREES, KILOMETRES = 6, 3


def build(source: Path, data: Path, boundaries: Path, *, allow_shrink: bool = False) -> str:
    """Make ``data/places.duckdb``, its reports and the boundary files; return the data version.

    Everything is made and checked in a folder apart. Only then are the old files replaced, the
    data file last: until it is there, nothing has happened. Raises BuildStopped, leaving every
    old file in place, when a check fails.
    """
    sources = find_sources(source)
    target = data / DATABASE
    with TemporaryDirectory(prefix="places-") as folder:
        apart = Path(folder)
        result = _read_tree(sources) if sources.folder else update_figures(sources, target)
        result.tables["observation"] = carry_forward_codes(result.tables)
        stop_on(find_problems(result.tables, result.reading))
        if not allow_shrink:
            stop_on(find_losses(result.tables, read_last_build(target)))
        # Tables that code works out from the others, after either kind of build, belong here.
        result.tables.update(quadrant_tables(result.tables))
        result.tables.update(comparison_tables(result.tables))
        folder_of_maps = apart / "boundaries"
        map_files = (
            _draw_maps(sources.folder, folder_of_maps, result.tables) if sources.folder else []
        )
        digest = hash_content(result.tables)
        facts = {
            "data_version": f"{_find_newest_release(result.tables)}-{digest[:8]}",
            "content_hash": digest,
            "build_date": datetime.now(UTC).date().isoformat(),
        }
        write_database(result.tables, facts, apart / DATABASE, target if target.is_file() else None)
        (apart / REPORT).write_text(render_build_report(result, facts), encoding="utf-8")
        (apart / SOURCES).write_text(render_sources_page(result.tables, facts), encoding="utf-8")
        (apart / CHANGES).write_text(render_changes_page(apart / DATABASE), encoding="utf-8")
        put_in_place(
            {boundaries / file.name: file for file in map_files}
            | {data / name: apart / name for name in (SOURCES, REPORT, CHANGES, DATABASE)}
        )
    return facts["data_version"]


def _read_tree(sources: Sources) -> BuildResult:
    """All tables from a whole source tree."""
    assert sources.folder is not None
    reading = read_datasets(sources.datasets, read_slugs(sources))
    with_figures = {row.indicator for row in reading.rows}
    notes = {(row.area_code, row.note) for row in reading.rows if row.note}
    tables: Tables = {
        "source": [tuple(record.values()) for record in read_records(SOURCE_LIST)],
        "indicator": read_catalogue(sources, with_figures),
        **read_areas(sources, reading.mentions, notes),
        **read_devolution(sources),
        "neighbourhood": read_neighbourhoods(sources),
        **_read_shapes(sources.folder),
        **make_figure_tables(reading),
    }
    tables["money"] = read_money(sources, _find_founded(tables))
    tables.update(_read_leverage(sources, set(column(tables, "area", "code"))))
    return BuildResult(tables, reading)


def _read_leverage(sources: Sources, areas: set[str]) -> Tables:
    """What leverage is measured from, and what became of every row of its files."""
    outcomes = RowOutcomes()
    return {
        **read_public_spending(sources, outcomes),
        **read_service_money(sources, areas, outcomes),
        **read_powers(sources, outcomes),
        "leverage_account": outcomes.rows(),
    }


def _draw_maps(folder: Path, out: Path, tables: Tables) -> list[Path]:
    """Make the boundary files in ``out``; stop when they and the current areas differ."""
    stop_on(find_unmatched(read_topology(folder / SOURCE_FILE), _list_current(tables)))
    return write_geojson(folder, out, LEVELS)


def _read_shapes(folder: Path) -> Tables:
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
                *(round(degrees, DEGREES) for degrees in astuple(outline)[1:-1]),
                round(outline.label_room, KILOMETRES),
            )
            for level in LEVELS
            for outline in find_outlines(topology, level)
        ],
    }


def _find_founded(tables: Tables) -> dict[str, int]:
    """The first year of every area that is new, and not just an old one under a new code."""
    place = columns()["area"]
    only_renamed = set(
        find_recoded((old, new) for old, new, _ in tables["area_successor"]).values()
    )
    return {
        row[place["code"]]: row[place["started"]]
        for row in tables["area"]
        if row[place["started"]] is not None and row[place["code"]] not in only_renamed
    }


def _list_current(tables: Tables) -> dict[str, set[str]]:
    """The codes that must have a boundary, by level."""
    place = columns()["area"]
    current: dict[str, set[str]] = {level: set() for level in LEVELS}
    for row in tables["area"]:
        if row[place["ended"]] is None and row[place["has_page"]]:
            for level in list_row_levels(row) & set(LEVELS):
                current[level].add(row[0])
    current["ctry"].discard("K02000001")
    return current


def _find_newest_release(tables: Tables) -> str:
    keys, released = column(tables, "source", "key"), column(tables, "source", "released")
    return max(str(day) for key, day in zip(keys, released, strict=True) if key == "ons")
