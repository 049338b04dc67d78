"""Which data is served: whole files only, the newest of them, and never two at once."""

from __future__ import annotations

import gc
import shutil
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import duckdb
import pytest

from placelib.build.write import read_tables
from placelib.database import connection
from placelib.database.connection import DATA_PLACE, QUERIES, Store, find_data_location
from placelib.database.snapshots import DataSnapshot, DataSnapshots
from placelib.errors import NoDatabase
from tests import tiny_database
from tests.tiny_database import ALDER

READERS, SWAPS = 20, 6
NUMBERS = (1, 2, 3)


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Files of three versions; in each, every value is the number of its version."""
    folder = tmp_path_factory.mktemp("versions")
    files = {number: folder / f"{number}.duckdb" for number in NUMBERS}
    for number, path in files.items():
        tiny_database.write_numbered(path, number)
    return files


@pytest.fixture
def place(tmp_path: Path, versions: dict[int, Path]) -> Path:
    """Where the served file lies; version 1 to begin with."""
    path = tmp_path / "places.duckdb"
    shutil.copy(versions[1], path)
    return path


def put(finished: Path, place: Path) -> None:
    """As the build does it: the whole file beside its place, then moved there in one step."""
    arriving = place.with_name("arriving")
    shutil.copy(finished, arriving)
    arriving.replace(place)


def values(release: DataSnapshot) -> set[float]:
    rows = release.store.rows("latest_observations", codes=[ALDER])
    return {row["value"] for row in rows if row["value"] is not None}


def test_a_newer_file_takes_over_without_a_restart(place: Path, versions: dict[int, Path]) -> None:
    releases = DataSnapshots(place, seconds=0)
    first = releases.current()
    assert (first.version, values(first)) == ("tiny-1", {1.0})
    assert releases.current() is first
    put(versions[2], place)
    second = releases.current()
    assert (second.version, values(second)) == ("tiny-2", {2.0})
    # Whoever still answers from the first goes on with it.
    assert values(first) == {1.0}


def test_a_newer_file_of_neighbourhoods_takes_over_without_a_restart(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = tmp_path / "neighbourhoods.duckdb"
    monkeypatch.setattr(connection, "NEIGHBOURHOODS", beside)
    releases = DataSnapshots(place, seconds=0)
    first = releases.current()
    assert first.store.rows("parish_counts") == []
    arriving = tmp_path / "arriving"
    with duckdb.connect(str(arriving)) as written:
        written.execute((QUERIES.parent / "neighbourhood_tables.sql").read_text("utf-8"))
        written.execute("INSERT INTO parish_count (area_code, parishes) VALUES ('E06000001', 7)")
    arriving.replace(beside)
    second = releases.current()
    assert second is not first
    assert [row["parishes"] for row in second.store.rows("parish_counts")] == [7]
    assert second.content_mark != first.content_mark
    assert releases.current() is second


def test_a_release_is_closed_when_nobody_answers_from_it_any_more(
    place: Path, versions: dict[int, Path]
) -> None:
    releases = DataSnapshots(place, seconds=0)
    held = releases.current()
    gone = weakref.ref(held)
    put(versions[2], place)
    releases.current()
    assert gone() is held
    del held
    gc.collect()
    assert gone() is None
    assert not [link for link in open_files() if link.endswith("places.duckdb (deleted)")]


def open_files() -> list[str]:
    """What this process has open, by path; empty where the system does not tell."""
    folder = Path("/proc/self/fd")
    links = folder.iterdir() if folder.is_dir() else ()
    found = []
    for link in links:
        try:
            found.append(str(link.readlink()))
        except OSError:
            continue
    return found


def test_between_two_looks_the_file_is_not_looked_at(
    place: Path, versions: dict[int, Path]
) -> None:
    releases = DataSnapshots(place, seconds=3600)
    first = releases.current()
    put(versions[2], place)
    assert releases.current() is first


def cut_short(place: Path, finished: Path) -> None:
    whole = finished.read_bytes()
    place.with_name("arriving").write_bytes(whole[: len(whole) * 9 // 10])
    place.with_name("arriving").replace(place)


def with_a_damaged_block(place: Path, finished: Path) -> None:
    whole = bytearray(finished.read_bytes())
    for at in range(len(whole) // 4, len(whole), 4096):
        whole[at] ^= 0xFF
    place.with_name("arriving").write_bytes(whole)
    place.with_name("arriving").replace(place)


def missing(place: Path, finished: Path) -> None:
    assert finished.exists()
    place.unlink()


def no_database(place: Path, finished: Path) -> None:
    assert finished.exists()
    place.unlink()
    place.write_bytes(b"<html>404</html>")


@pytest.mark.parametrize("spoil", [cut_short, with_a_damaged_block, missing, no_database])
def test_a_file_that_is_not_whole_is_refused_and_the_old_one_kept(
    place: Path, versions: dict[int, Path], spoil: Callable[[Path, Path], None]
) -> None:
    releases = DataSnapshots(place, seconds=0)
    first = releases.current()
    spoil(place, versions[2])
    assert releases.current() is first
    assert values(releases.current()) == {1.0}
    put(versions[3], place)
    assert values(releases.current()) == {3.0}


@pytest.mark.parametrize("spoil", [cut_short, with_a_damaged_block, missing, no_database])
def test_at_the_start_a_file_that_is_not_whole_gives_a_sentence_and_no_figure(
    place: Path, versions: dict[int, Path], spoil: Callable[[Path, Path], None]
) -> None:
    spoil(place, versions[2])
    releases = DataSnapshots(place, seconds=0)
    for _ in range(2):
        with pytest.raises(NoDatabase) as refusal:
            releases.current()
        assert "the data file places.duckdb " in str(refusal.value)
        assert str(place.parent) not in str(refusal.value)
    put(versions[2], place)
    assert values(releases.current()) == {2.0}


def test_half_of_one_file_and_half_of_another_is_refused_where_rows_differ(
    place: Path, versions: dict[int, Path]
) -> None:
    # Both are laid out alike, so in many a mixture every block matches its checksum.
    old, new = versions[1].read_bytes(), versions[2].read_bytes()
    assert len(old) == len(new)
    why = []
    for at in range(16_384, len(new), 16_384):
        place.write_bytes(new[:at] + old[at:])
        if place.read_bytes() in (old, new):
            continue
        try:
            DataSnapshots(place).current()
        except NoDatabase as refusal:
            why.append(str(refusal))
        else:
            # Only what DuckDB notes about a column is of the other file; every row is of one.
            assert read_tables(place) in [read_tables(versions[number]) for number in (1, 2)]
    assert sum("places.duckdb was copied only in part" in one for one in why) > 3


# Before November 2026 the table metadata was called build.
@pytest.mark.parametrize("table", ["metadata", "build"])
def test_a_file_of_another_version_of_the_app_is_refused(tmp_path: Path, table: str) -> None:
    import duckdb

    place = tmp_path / "places.duckdb"
    with duckdb.connect(str(place)) as other:
        other.execute(f"CREATE TABLE {table} AS SELECT 'data_version' AS key, 'x' AS value")
    with pytest.raises(NoDatabase, match="does not fit this version of the app"):
        DataSnapshots(place).current()


def test_a_file_overwritten_where_it_lies_gives_no_wrong_answer(
    place: Path, versions: dict[int, Path]
) -> None:
    releases = DataSnapshots(place, seconds=0)
    first = releases.current()
    assert values(first) == {1.0}
    whole = versions[2].read_bytes()
    with place.open("r+b") as over:
        over.write(whole[: len(whole) // 2])
        over.flush()
        with pytest.raises(NoDatabase, match="was overwritten while it was in use"):
            values(first)
        # What lies there now is half of each: it is refused.
        assert releases.current() is first
        over.seek(0)
        over.truncate()
        over.write(whole)
    assert values(releases.current()) == {2.0}


def test_while_one_caller_opens_a_file_the_others_go_on_with_the_old_one(
    place: Path, versions: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    releases = DataSnapshots(place, seconds=0)
    first = releases.current()
    put(versions[2], place)
    opening, go_on = Event(), Event()
    verify = Store.verify

    def slowly(store: Store) -> None:
        opening.set()
        assert go_on.wait(60)
        verify(store)

    monkeypatch.setattr(Store, "verify", slowly)
    with ThreadPoolExecutor(1) as worker:
        new = worker.submit(releases.current)
        assert opening.wait(60)
        assert releases.current() is first
        go_on.set()
        assert new.result(60).version == "tiny-2"


def test_swaps_under_twenty_readers_give_every_reader_whole_answers(
    place: Path, versions: dict[int, Path]
) -> None:
    releases = DataSnapshots(place, seconds=0)
    ended = Event()

    def read(_: int) -> list[str]:
        """Versions in the order seen; three looks at one release must agree with its name."""
        seen = []
        while not ended.is_set():
            release = releases.current()
            for _again in range(3):
                assert values(release) == {float(release.version.removeprefix("tiny-"))}
            seen.append(release.version)
        return seen

    with ThreadPoolExecutor(READERS) as workers:
        reading = [workers.submit(read, at) for at in range(READERS)]
        try:
            for swap in range(1, SWAPS + 1):
                number = NUMBERS[swap % len(NUMBERS)]
                put(versions[number], place)
                while releases.current().version != f"tiny-{number}":
                    pass
        finally:
            ended.set()
        seen = [one.result(120) for one in reading]
    assert len(seen) == READERS
    assert all(seen)
    assert {version for one in seen for version in one} == {f"tiny-{one}" for one in NUMBERS}


def test_the_environment_names_a_file_or_an_address(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_PLACE, str(place))
    assert values(DataSnapshots().current()) == {1.0}
    monkeypatch.setenv(DATA_PLACE, "ducklake:postgres:dbname=places password=secret")
    assert find_data_location() == "ducklake:postgres:dbname=places password=secret"
    with pytest.raises(NoDatabase) as refusal:
        DataSnapshots().current()
    assert "the place that BEND_DATA names cannot be reached" in str(refusal.value)
    assert "secret" not in str(refusal.value)
