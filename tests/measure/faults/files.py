"""Data files for the faults: two versions that can be told apart on a page, and spoiled ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from placelib.database.connection import DATABASE

INDICATOR, PLACE = "employment-rate", "E08000012"
# What the second version says of Liverpool in every year, and nobody else ever said.
FIGURE = 11.1
SHOWN = "11.1%"
SECOND = "2026-12-01-00000002"


def first_version() -> str:
    """The bundled file's data version."""
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{DATABASE}' AS file (READ_ONLY)")
        ((version,),) = connection.execute(
            "SELECT value FROM file.metadata WHERE key = 'data_version'"
        ).fetchall()
    return str(version)


def write_second(path: Path) -> None:
    """The bundled file as another version, with another figure for one place."""
    shutil.copy(DATABASE, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM metadata WHERE key = 'seal'")
        connection.execute("UPDATE metadata SET value = $1 WHERE key = 'data_version'", [SECOND])
        for table in ("observation", "latest"):
            connection.execute(
                f"UPDATE {table} SET value = $1, lower = $1 - 1, upper = $1 + 1 "  # noqa: S608
                "WHERE indicator = $2 AND area_code = $3 AND value IS NOT NULL",
                [FIGURE, INDICATOR, PLACE],
            )


def put(finished: Path, place: Path) -> None:
    """The whole file beside its place, then moved there in one step, as the guide says."""
    arriving = place.with_name("arriving")
    shutil.copy(finished, arriving)
    arriving.replace(place)


def cut_short(whole: bytes) -> bytes:
    """As a copy that ended early leaves it."""
    return whole[: len(whole) * 2 // 3]


def damaged(whole: bytes) -> bytes:
    """With one byte changed in many of its blocks."""
    spoiled = bytearray(whole)
    for at in range(len(whole) // 5, len(whole), 16_384):
        spoiled[at] ^= 0xFF
    return bytes(spoiled)


def half_copied(whole: bytes) -> bytes:
    """As a copy that reserves its room first leaves it: the second half is empty."""
    return whole[: len(whole) // 2] + bytes(len(whole) - len(whole) // 2)


def no_database(_: bytes) -> bytes:
    """What a download may bring instead of a file."""
    return b"<!doctype html><title>404 Not Found</title>"


SPOILED = (cut_short, damaged, half_copied, no_database)
