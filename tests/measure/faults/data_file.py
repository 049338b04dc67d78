"""Faults of the data file, brought about under one running server."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
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


def outcomes() -> Iterator[Outcome]:
    """Every fault of the data file; the server begins without one."""
    first = first_version()
    with tempfile.TemporaryDirectory(prefix="bend-faults-") as name:
        place, second = Path(name) / "places.duckdb", Path(name) / "second.duckdb"
        write_second(second)
        with serving({DATA_PLACE: str(place)}) as server:
            yield outcome(
                "missing at the start",
                "a server was started without a data file",
                lambda: refuses(server.url),
            )
            for spoil in SPOILED:
                place.write_bytes(spoil(DATABASE.read_bytes()))
                yield outcome(
                    f"{_words(spoil)} at the start",
                    "the server had nothing else",
                    lambda: refuses(server.url),
                )
            put(DATABASE, place)
            yield outcome(
                "mended",
                "the whole file was put in place, the server left running",
                lambda: f"served from then on, {until(server.url, first, first):.1f} s later",
            )
            for spoil in SPOILED:
                place.with_name("arriving").write_bytes(spoil(second.read_bytes()))
                place.with_name("arriving").replace(place)
                yield outcome(
                    f"{_words(spoil)} while serving",
                    "a spoiled newer file took the old one's place",
                    lambda: _keeps(server.url, first),
                )
            put(DATABASE, place)
            # The file that is overwritten must be the one in use: looked at since it came.
            time.sleep(SETTLE_SECONDS)
            until(server.url, first, first)
            yield outcome(
                "half copied over the old one",
                "the first half of a newer file was written into the file that was in use",
                lambda: _overwritten(server.url, place, second, first),
            )
            yield outcome(
                f"swapped under {READERS} readers",
                f"{SWAPS} swaps between two versions while {READERS} sessions read",
                lambda: _swapped(server.url, place, second, first),
            )


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
