"""Answers are kept with their release, worked out once, and a run sees one release."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import pytest

from placelib.database import cache as kept_module
from placelib.database.cache import (
    IdentityKey,
    LruCache,
    PrivateAnswers,
    cached,
    forbid_sharing,
    use_private_answers,
    use_snapshot,
)
from placelib.database.snapshots import DataSnapshots
from placelib.errors import SharedUpload
from tests import tiny_database
from tests.tiny_database import ALDER

RUNS = 20


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two files of the tiny database, in which every value is 1 and 2."""
    folder = tmp_path_factory.mktemp("versions")
    files = folder / "1.duckdb", folder / "2.duckdb"
    for number, path in enumerate(files, start=1):
        tiny_database.write_numbered(path, number)
    return files


@pytest.fixture
def place(tmp_path: Path, versions: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that is served, version 1 to begin with."""
    path = tmp_path / "places.duckdb"
    shutil.copy(versions[0], path)
    monkeypatch.setattr(kept_module, "SNAPSHOTS", DataSnapshots(path, seconds=0))
    return path


def put(finished: Path, place: Path) -> None:
    arriving = place.with_name("arriving")
    shutil.copy(finished, arriving)
    arriving.replace(place)


@cached(4)
def values(code: str) -> frozenset[float]:
    """Every value of the newest figures of an area."""
    with use_snapshot() as release:
        rows = release.store.rows("latest_observations", codes=[code])
    return frozenset(row["value"] for row in rows if row["value"] is not None)


@cached(4)
def version_and_values(code: str) -> tuple[str, frozenset[float]]:
    """What is worked out from another answer that is kept."""
    with use_snapshot() as release:
        return release.version, values(code)


def test_a_run_sees_one_release_whatever_arrives_meanwhile(
    place: Path, versions: tuple[Path, Path]
) -> None:
    with use_snapshot() as release:
        assert release.version == "tiny-1"
        put(versions[1], place)
        # Not asked for before: worked out now, and still from the release of this run.
        assert version_and_values(ALDER) == ("tiny-1", {1.0})
        with use_snapshot() as inner:
            assert inner is release
    assert version_and_values(ALDER) == ("tiny-2", {2.0})


def test_an_answer_asked_for_outside_a_run_comes_from_one_release(
    place: Path, versions: tuple[Path, Path]
) -> None:
    assert version_and_values(ALDER) == ("tiny-1", {1.0})
    put(versions[1], place)
    assert version_and_values(ALDER) == ("tiny-2", {2.0})


def test_twenty_runs_across_a_swap_each_see_one_release(
    place: Path, versions: tuple[Path, Path]
) -> None:
    started, swapped = Barrier(RUNS + 1), Event()

    def run(at: int) -> set[tuple[str, frozenset[float]]]:
        with use_snapshot() as release:
            seen = {(release.version, values(ALDER))} if at % 2 else set()
            started.wait(60)
            assert swapped.wait(60)
            seen |= {version_and_values(ALDER), (release.version, values(ALDER))}
        return seen

    with ThreadPoolExecutor(RUNS) as workers:
        running = [workers.submit(run, at) for at in range(RUNS)]
        started.wait(60)
        put(versions[1], place)
        assert version_and_values(ALDER) == ("tiny-2", {2.0})
        swapped.set()
        assert all(one.result(60) == {("tiny-1", frozenset({1.0}))} for one in running)
    assert version_and_values(ALDER) == ("tiny-2", {2.0})


def test_an_answer_is_worked_out_once_while_the_others_wait() -> None:
    shelf, calls, together = LruCache[int](4), list[int](), Barrier(RUNS)

    def work() -> int:
        calls.append(1)
        return 42

    def ask(_: int) -> int:
        together.wait(60)
        return shelf.get_or_build("key", work)

    with ThreadPoolExecutor(RUNS) as workers:
        assert set(workers.map(ask, range(RUNS))) == {42}
    assert calls == [1]


def test_a_shelf_holds_its_most_and_lets_go_what_nobody_asked_for_longest() -> None:
    shelf, worked_out = LruCache[str](2), list[str]()

    def ask(key: str) -> str:
        return shelf.get_or_build(key, lambda: worked_out.append(key) or key)  # type: ignore[func-returns-value]

    for key in ("a", "b", "a", "c", "a", "b"):
        assert ask(key) == key
    assert worked_out == ["a", "b", "c", "b"]


def test_work_that_fails_is_tried_again_by_the_next() -> None:
    shelf = LruCache[int](2)

    def fail() -> int:
        raise ValueError("once")

    with pytest.raises(ValueError, match="once"):
        shelf.get_or_build("key", fail)
    assert shelf.get_or_build("key", lambda: 7) == 7


@pytest.mark.usefixtures("place")
def test_an_answer_about_an_object_is_kept_for_that_object_alone() -> None:
    asked: list[dict[str, int]] = []

    @cached(2)
    def doubled(given: IdentityKey[dict[str, int]]) -> int:
        asked.append(given.value)
        return given.value["a"] * 2

    first, equal = {"a": 1}, {"a": 1}
    assert [
        doubled(IdentityKey(first)),
        doubled(IdentityKey(first)),
        doubled(IdentityKey(equal)),
    ] == [2, 2, 2]
    assert len(asked) == 2
    assert asked[0] is first


UPLOADED_SLUG = "uploaded-3f2a91bc04d1-1"
BUILT: list[str] = []


@cached(4)
def read_slug(slug: str) -> str:
    """A result about an indicator, which may be an uploaded one."""
    BUILT.append(slug)
    if slug.startswith("uploaded"):
        forbid_sharing()
    return slug.upper()


@cached(4)
def read_hidden() -> str:
    """A result that says nothing of the upload that it is about to read."""
    return read_slug(UPLOADED_SLUG)


def test_what_is_about_an_upload_is_remembered_with_its_visit_alone(place: Path) -> None:
    assert place.exists()
    BUILT.clear()
    first, second = PrivateAnswers(), PrivateAnswers()
    for answers in (first, first, second):
        with use_private_answers(answers):
            assert read_slug(UPLOADED_SLUG) == UPLOADED_SLUG.upper()
    assert len(BUILT) == 2
    with use_snapshot() as snapshot:
        assert not any(build.__name__ == "read_slug" for build in snapshot.answers)


def test_outside_of_a_visit_nothing_of_an_upload_is_remembered(place: Path) -> None:
    assert place.exists()
    BUILT.clear()
    for _ in range(2):
        read_slug(UPLOADED_SLUG)
    assert len(BUILT) == 2


def test_a_shared_result_cannot_be_made_from_an_upload(place: Path) -> None:
    assert place.exists()
    with use_private_answers(PrivateAnswers()), pytest.raises(SharedUpload):
        read_hidden()


def test_a_visits_answers_end_with_the_data_they_came_from(
    place: Path, versions: tuple[Path, Path]
) -> None:
    BUILT.clear()
    with use_private_answers(PrivateAnswers()):
        read_slug(UPLOADED_SLUG)
        put(versions[1], place)
        read_slug(UPLOADED_SLUG)
        read_slug(UPLOADED_SLUG)
    assert len(BUILT) == 2
