"""The cheap ones of the faults, under one server: a spoiled file at the start and a swap."""

from __future__ import annotations

from pathlib import Path

from placelib.database.connection import DATA_PLACE, DATABASE
from tests.measure.faults.data_file import refuses, until
from tests.measure.faults.files import SECOND, cut_short, first_version, put, write_second
from tests.measure.load.servers import serving


def test_a_server_refuses_a_spoiled_file_and_takes_up_whole_ones_as_they_come(
    tmp_path: Path,
) -> None:
    place, second, first = tmp_path / "places.duckdb", tmp_path / "second.duckdb", first_version()
    write_second(second)
    place.write_bytes(cut_short(DATABASE.read_bytes()))
    with serving({DATA_PLACE: str(place)}) as server:
        assert "“the data file places.duckdb cannot be read”" in refuses(server.url)
        put(DATABASE, place)
        until(server.url, first, first)
        put(second, place)
        until(server.url, SECOND, first)
