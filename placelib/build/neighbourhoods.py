"""``python -m placelib.build.neighbourhoods SOURCE``: neighbourhoods, their outlines, and assets.

They have a data file of their own, for they change with a new edition of the Indices, every few
years, and the figures of places with every month.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np

from placelib.build.geojson import round_ring, write_collection
from placelib.build.simplify import simplify_topology
from placelib.build.topology import AreaShape, Topology, parse_topology, signed_area
from placelib.build.write import BLOCK, STORAGE, put_in_place
from placelib.database.connection import NEIGHBOURHOOD_TABLES
from placelib.errors import BuildStopped, PlaceError

# Positions in degrees, the first again at the end.
RoundedRing = list[list[float]]
HERE = Path(__file__).parents[2]
FILL = Path(__file__).parent / "neighbourhoods.sql"
DATABASE = "neighbourhoods.duckdb"
LEVEL = "lsoa"
OUTLINES = Path("neighbourhoods") / "boundaries" / "lsoa21"
# The source files by the name under which the queries of neighbourhoods.sql know them.
FILES = {
    "scores": Path("neighbourhoods/iod2025_lsoa21.csv"),
    "details": Path("assets/iod2025_indicators_lsoa21.csv"),
    "places": Path("neighbourhoods/boundaries/lsoa21_lookup.csv"),
    "libraries": Path("assets/libraries_england_2023.csv"),
    "councils": Path("assets/libraries_by_council_2023.csv"),
    "uses": Path("assets/library_activity_2023_24.csv"),
    "parishes": Path("assets/parishes_by_district.csv"),
}
# Every neighbourhood of England, 2021.
NEIGHBOURHOODS = 33_755
# A ten-thousandth of a degree: about seven metres across and eleven along.
DECIMALS = 4
# The bytes of a council's outlines as they are sent: where they are more, detail goes.
MOST_BYTES = 38_000
# How much coarser than the borders of councils: first for all, then in steps for the largest.
COARSER, STEP = 2.0, 0.5


def build_neighbourhood_files(source: Path, data: Path, outlines: Path) -> int:
    """Write the data file and a file of outlines for each council; how many outlines there are.

    ``source`` is the whole source tree. ``data`` is the folder of ``neighbourhoods.duckdb``,
    ``outlines`` that of the files ``CODE.geojson``. The same source makes the same outlines. Raises
    BuildStopped when a file is missing, or when the codes of the files are not the same.
    """
    with TemporaryDirectory(prefix="neighbourhoods-") as folder:
        finished = Path(folder) / DATABASE
        write_tables(source, finished)
        names = read_neighbourhood_names(finished)
        contents = {
            outlines / f"{council}.geojson": content
            for council, content in write_outlines(source / OUTLINES, names)
        }
        targets = {data / DATABASE: finished}
        for target, content in contents.items():
            waiting = Path(folder) / target.name
            waiting.write_text(content, encoding="utf-8")
            targets[target] = waiting
        put_in_place(targets)
    return len(contents)


def write_tables(source: Path, path: Path) -> None:
    """Make the data file of neighbourhoods and assets from the source tree.

    Raises BuildStopped when a file is missing or a neighbourhood has no row in one of them.
    """
    for file in FILES.values():
        if not (source / file).is_file():
            raise BuildStopped(
                f"The source tree has no {file.as_posix()}. Every source file is needed; add it."
            )
    place = str(path).replace("'", "''")
    with duckdb.connect() as connection:
        connection.execute("SET threads TO 1")
        connection.execute(
            f"ATTACH '{place}' AS places (STORAGE_VERSION '{STORAGE}', BLOCK_SIZE {BLOCK})"
        )
        for name, file in FILES.items():
            address = str(source / file).replace("'", "''")
            # Whether a column of words holds only “Yes” and “No” must not decide what it is.
            as_text = name == "libraries"
            connection.execute(
                f"CREATE TEMP TABLE {name} AS FROM "
                f"read_csv('{address}', sample_size=-1, all_varchar={as_text})"
            )
        connection.execute("USE places")
        connection.execute(NEIGHBOURHOOD_TABLES.read_text(encoding="utf-8"))
        try:
            connection.execute(FILL.read_text(encoding="utf-8"))
        except duckdb.Error as problem:
            raise BuildStopped(
                f"The rows of a source file break the rules of their table: {problem}. Mend the "
                "file."
            ) from problem
        check_neighbourhoods(connection)
        connection.execute("CHECKPOINT places")
        connection.execute("USE memory")
        connection.execute("DETACH places")


def check_neighbourhoods(connection: duckdb.DuckDBPyConnection) -> None:
    """Stop the build unless every file speaks of the same neighbourhoods, each once."""
    counts = connection.execute(
        "SELECT (SELECT count(*) FROM lsoa), (SELECT count(*) FROM scores), "
        "(SELECT count(*) FROM details), (SELECT count(*) FROM places WHERE lsoa21_code[1] = 'E'), "
        "(SELECT count(*) FROM library), (SELECT count(*) FROM libraries "
        "WHERE lower(type) = 'static library' AND upper(trim(operation_23)) <> 'CLOSED')"
    ).fetchone()
    assert counts is not None
    *neighbourhoods, libraries, listed = counts
    if len(set(neighbourhoods)) > 1:
        raise BuildStopped(
            f"The source files have {neighbourhoods[1:]} neighbourhoods, of which "
            f"{neighbourhoods[0]:,} stand in all of them. Give files of the same edition."
        )
    if libraries != listed:
        raise BuildStopped(
            f"{listed - libraries} libraries name a council that the list of councils lacks. Mend "
            "the list."
        )


def read_neighbourhood_names(path: Path) -> dict[str, dict[str, str]]:
    """The label of every neighbourhood by its code, for each council.

    The label is the readable name of the wider neighbourhood and the last letters of the official
    one: “Aigburth 042B”.
    """
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute("SELECT area_code, code, name, name_around FROM lsoa").fetchall()
    names: dict[str, dict[str, str]] = {}
    for council, code, name, name_around in rows:
        names.setdefault(council, {})[code] = f"{name_around} {name.rpartition(' ')[2]}"
    return names


def write_outlines(folder: Path, names: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Each council's code with its outlines as GeoJSON, as many bytes as may be sent.

    Neighbours share a border in the source and keep sharing it: it is simplified once. Raises
    BuildStopped when a council has no file, or one with other neighbourhoods.
    """
    for council, labels in sorted(names.items()):
        topology = _drop_flat_rings(parse_topology(folder / f"{council}.json", (LEVEL,)))
        codes = {shape.code for shape in topology.level(LEVEL)}
        if codes != set(labels):
            raise BuildStopped(
                f"The outlines of {council} lack {sorted(set(labels) - codes)[:3]} and have "
                f"{sorted(codes - set(labels))[:3]} too many. Give files of the same edition."
            )
        coarser = COARSER
        content = _write_collection(simplify_topology(topology, coarser), council, labels)
        while len(gzip.compress(content.encode(), 6, mtime=0)) > MOST_BYTES:
            coarser += STEP
            content = _write_collection(simplify_topology(topology, coarser), council, labels)
        yield council, content


def _drop_flat_rings(topology: Topology) -> Topology:
    """The areas without the rings that the source's grid has flattened: a few islets and holes."""
    shapes = []
    for shape in topology.level(LEVEL):
        polygons = [
            tuple(ring for ring in rings if signed_area(topology.ring_grid(ring)) != 0)
            for rings in shape.polygons
            if signed_area(topology.ring_grid(rings[0])) != 0
        ]
        shapes.append(replace(shape, polygons=tuple(polygons)))
    return replace(topology, shapes={LEVEL: tuple(shapes)})


def _write_collection(topology: Topology, council: str, labels: dict[str, str]) -> str:
    """The areas as GeoJSON; ``i`` counts them in the order of their codes, ``n`` from 1."""
    features = [
        {
            "type": "Feature",
            "properties": {
                "code": shape.code,
                "name": labels[shape.code],
                "area": council,
                "i": i,
                "n": i + 1,
            },
            "geometry": _make_geometry(topology, shape),
        }
        for i, shape in enumerate(topology.level(LEVEL))
    ]
    return write_collection(features)


def _make_geometry(topology: Topology, shape: AreaShape) -> dict[str, Any]:
    polygons = [
        [round_ring(topology.ring_degrees(ring), DECIMALS) for ring in rings]
        for rings in shape.polygons
    ]
    return orient_polygons(polygons)


def orient_polygons(polygons: Sequence[Sequence[RoundedRing]]) -> dict[str, Any]:
    """The geometry of polygons in degrees, each an outer ring and its holes, as maps need them.

    Outer rings run clockwise and holes the other way, or a map on the globe fills all that lies
    around them; rounding can turn a narrow ring round. One that it has flattened is left out.
    """
    oriented = []
    for outer, *holes in polygons:
        sides = [_turn(outer, clockwise=True)]
        sides += [_turn(hole, clockwise=False) for hole in holes]
        if sides[0]:
            oriented.append([ring for ring in sides if ring])
    if len(oriented) == 1:
        return {"type": "Polygon", "coordinates": oriented[0]}
    return {"type": "MultiPolygon", "coordinates": oriented}


def _turn(ring: RoundedRing, *, clockwise: bool) -> RoundedRing:
    """The ring in the direction asked for; empty where it encloses nothing."""
    # In whole steps of the grid, so that a flat ring encloses exactly nothing.
    area = signed_area(np.rint(np.array(ring) * 10**DECIMALS))
    if area == 0:
        return []
    return ring if (area < 0) == clockwise else ring[::-1]


def main(arguments: list[str] | None = None) -> int:
    """Build the files of neighbourhoods; 0 when they are new, 1 when left as they were."""
    parser = argparse.ArgumentParser(
        prog="python -m placelib.build.neighbourhoods", description=__doc__
    )
    parser.add_argument("source", type=Path, help="the source tree")
    parser.add_argument("--data", type=Path, default=HERE / "data")
    parser.add_argument("--outlines", type=Path, default=HERE / "static" / "boundaries" / "lsoa")
    options = parser.parse_args(arguments)
    try:
        count = build_neighbourhood_files(options.source, options.data, options.outlines)
    except PlaceError as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"Built {DATABASE} and the outlines of {count} councils.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
