"""Faults of the data file, brought about under one running server."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from placelib.database.connection import DATA_PLACE, DATABASE
from tests.measure.faults.files import SECOND, SPOILED, first_version, put, write_second
from tests.measure.faults.looking import is_ready, seen, trend, version_of
from tests.measure.faults.outcome import Outcome, outcome
from tests.measure.load.servers import serving

READERS, SWAPS = 20, 6
SECONDS = 180.0
# Longer than the time between two looks at the file.
SETTLE_SECONDS = 1.5


def outcomes(is_asked: Callable[[str], bool]) -> Iterator[Outcome]:
    """Every fault of the data file whose name is asked for, each from a state of its own."""
    first = first_version()
    with tempfile.TemporaryDirectory(prefix="bend-faults-") as name:
        place, second = Path(name) / "places.duckdb", Path(name) / "second.duckdb"
        write_second(second)
        for faults in (_list_faults_at_start, _list_faults_while_serving):
            asked = [fault for fault in faults(place, second, first) if is_asked(fault.name)]
            if not asked:
                continue
            place.unlink(missing_ok=True)
            if faults is _list_faults_while_serving:
                put(DATABASE, place)
            with serving({DATA_PLACE: str(place)}) as server:
                for fault in asked:
                    yield outcome(fault.name, fault.done, partial(fault.bring_about, server.url))


@dataclass(frozen=True)
class _Fault:
    """A fault of the data file: its name, what is done, and what does it to a server's address."""

    name: str
    done: str
    bring_about: Callable[[str], str]


def _list_faults_at_start(place: Path, _second: Path, first: str) -> list[_Fault]:
    """Those of a server that has not had a whole file yet; the last one gives it one."""

    def spoiled(url: str, spoil: Callable[[bytes], bytes]) -> str:
        place.write_bytes(spoil(DATABASE.read_bytes()))
        return refuses(url)

    def mended(url: str) -> str:
        put(DATABASE, place)
        return f"served from then on, {until(url, first, first):.1f} s later"

    return [
        _Fault("missing at the start", "a server was started without a data file", refuses),
        *(
            _Fault(
                f"{_words(spoil)} at the start",
                "the server had nothing else",
                partial(spoiled, spoil=spoil),
            )
            for spoil in SPOILED
        ),
        _Fault("mended", "the whole file was put in place, the server left running", mended),
    ]


def _list_faults_while_serving(place: Path, second: Path, first: str) -> list[_Fault]:
    """Those of a server that serves a whole file, which each of them puts in place first."""

    def keeps(url: str, spoil: Callable[[bytes], bytes]) -> str:
        _serve_first(url, place, first)
        place.with_name("arriving").write_bytes(spoil(second.read_bytes()))
        place.with_name("arriving").replace(place)
        return _keeps(url, first)

    def overwritten(url: str) -> str:
        _serve_first(url, place, first)
        return _overwritten(url, place, second, first)

    return [
        *(
            _Fault(
                f"{_words(spoil)} while serving",
                "a spoiled newer file took the old one's place",
                partial(keeps, spoil=spoil),
            )
            for spoil in SPOILED
        ),
        _Fault(
            "half copied over the old one",
            "the first half of a newer file was written into the file that was in use",
            overwritten,
        ),
        _Fault(
            f"swapped under {READERS} readers",
            f"{SWAPS} swaps between two versions while {READERS} sessions read",
            lambda url: _swapped(url, place, second, first),
        ),
    ]


def _serve_first(url: str, place: Path, first: str) -> None:
    """The first version in its place, and in use: looked at since it came."""
    put(DATABASE, place)
    time.sleep(SETTLE_SECONDS)
    until(url, first, first)


def _words(spoil: Callable[[bytes], bytes]) -> str:
    return spoil.__name__.replace("_", " ")


def refuses(url: str) -> str:
    """No figure, a sentence that names the file, and not ready; raises AssertionError otherwise."""
    # Between two looks at the file the last refusal stands.
    time.sleep(SETTLE_SECONDS)
    page = trend(url)
    assert "The figures cannot be shown: the data file places.duckdb " in page, page
    assert "Data version" not in page
    assert "%" not in page
    status, body = is_ready(url)
    assert (status, body["ready"]) == (503, False)
    sentence = page[page.index("the data file places.duckdb") :].split(". ")[0]
    return f"no figure; “{sentence}”; not ready (503)"


def until(url: str, wanted: str, first: str) -> float:
    """Seconds until a page is wholly of the wanted version; never one that mixes two."""
    began = time.monotonic()
    while True:
        page = trend(url)
        if "cannot be shown" not in page and version_of(page, first) == wanted:
            return time.monotonic() - began
        assert time.monotonic() - began < SECONDS, f"never served {wanted}"
        time.sleep(0.1)


def _keeps(url: str, first: str) -> str:
    time.sleep(SETTLE_SECONDS)
    assert version_of(trend(url), first) == first
    assert is_ready(url)[0] == 200
    return "the old version, whole, as if nothing had happened"


def _overwritten(url: str, place: Path, second: Path, first: str) -> str:
    whole, answers = second.read_bytes(), Counter[str]()
    with place.open("r+b") as over:
        over.write(whole[: len(whole) // 2])
        over.flush()
        for number in range(5):
            page = asyncio.run(seen(url, "place", area=f"E0800001{number + 1}"))
            refused = "The figures cannot be shown: the data file places.duckdb " in page
            assert refused or f"Data version {first}" in page, page[-300:]
            answers["refused" if refused else "the old version"] += 1
        over.seek(0)
        over.truncate()
        over.write(whole)
    seconds = until(url, SECOND, first)
    kinds = " and ".join(f"{count} times {kind}" for kind, count in answers.items())
    return f"{kinds}, never a mixture; the new version {seconds:.1f} s after the copy was whole"


def _swapped(url: str, place: Path, second: Path, first: str) -> str:
    lately, versions = set[str](), Counter[str]()

    async def reader(ended: asyncio.Event) -> None:
        while not ended.is_set():
            page = await seen(url, "trends", indicator="employment-rate", areas="E08000012")
            version = version_of(page, first)
            versions[version] += 1
            lately.add(version)

    async def swapper(ended: asyncio.Event) -> None:
        for swap in range(SWAPS):
            finished, wanted = ((DATABASE, first), (second, SECOND))[swap % 2]
            lately.clear()
            put(finished, place)
            async with asyncio.timeout(SECONDS):
                while wanted not in lately:
                    await asyncio.sleep(0.05)
        ended.set()

    async def all_of_them() -> None:
        ended = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            for _ in range(READERS):
                group.create_task(reader(ended))
            group.create_task(swapper(ended))

    asyncio.run(all_of_them())
    return (
        f"{versions.total():,} pages, {versions[first]:,} wholly of one version and "
        f"{versions[SECOND]:,} wholly of the other, none mixed, no error"
    )
