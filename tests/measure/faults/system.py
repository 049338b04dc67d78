"""Faults of the machine: a full disk, a read-only system, too little memory, no database."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from websockets.exceptions import ConnectionClosed

from placelib.workshop.database import VARIABLE
from tests.browser.server import ROOT, free_port
from tests.build.tiny_source import write_source
from tests.measure import topology
from tests.measure.faults.files import INDICATOR, PLACE
from tests.measure.faults.looking import is_ready, look, seen
from tests.measure.faults.outcome import Outcome, outcome
from tests.measure.load.process import memory_megabytes
from tests.measure.load.servers import serving
from tests.measure.load.session import RunFailed

VISITORS = 8
# What a process may grow by under pressure, in bytes.
ROOM = 48_000_000
PAGES = ("place", "trends", "compare", "map", "quadrant")
READ_ONLY = ("unshare", "--mount", "sh", "-c", 'mount -o remount,ro,bind / / && exec "$@"', "sh")


def outcomes(is_asked: Callable[[str], bool]) -> Iterator[Outcome]:
    """Every fault of the machine whose name is asked for."""
    for name, done, bring_about in (
        (
            "disk full while data are built",
            "`make data` into a file system of 2 MB, with a data file in it",
            _disk_full,
        ),
        (
            "read-only system",
            "a server on a file system on which nothing can be written, /tmp included",
            _read_only,
        ),
        (
            "unreachable PostgreSQL",
            "the workshops’ database was said to be where nobody listens",
            _no_postgresql,
        ),
        (
            "killed worker",
            "of two processes behind nginx one was killed while a session was open on it",
            _killed_worker,
        ),
        (
            "memory pressure",
            f"a server was allowed {ROOM // 1_000_000} MB more, under {VISITORS} visitors",
            _memory_pressure,
        ),
    ):
        if is_asked(name):
            yield outcome(name, done, bring_about)


@contextmanager
def _small_disk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="bend-full-") as name:
        _as_root("mount", "-t", "tmpfs", "-o", "size=2m", "none", name)
        try:
            yield Path(name)
        finally:
            _as_root("umount", name)


def _as_root(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert not done.returncode, f"not tried: {command[0]} needs root here"


def _build(source: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command: Sequence[str | Path] = (
        sys.executable,
        *("-m", "placelib.build", source),
        *("--data", out / "data", "--boundaries", out / "boundaries"),
    )
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600
    )


def _disk_full() -> str:
    with tempfile.TemporaryDirectory(prefix="bend-built-") as name, _small_disk() as disk:
        source = write_source(Path(name) / "source")
        first = _build(source, Path(name))
        assert first.returncode == 0, first.stderr
        built = (Path(name) / "data" / "places.duckdb").read_bytes()
        (disk / "data").mkdir()
        place = disk / "data" / "places.duckdb"
        place.write_bytes(built)
        room = shutil.disk_usage(disk).free
        (disk / "filler").write_bytes(bytes(max(0, room - 20_000)))
        second = _build(source, disk)
        assert second.returncode != 0
        assert place.read_bytes() == built, "the old file was changed"
        left = {path.name for path in (disk / "data").iterdir()}
        assert left == {"places.duckdb"}, f"left behind: {left}"
        said = second.stderr.strip().split("\n")[-1]
        assert "Traceback" not in second.stderr, second.stderr[-300:]
    return f"the old file as it was, nothing left beside it; “{said}”"


def _read_only() -> str:
    with serving(before=READ_ONLY) as server:
        written = Path(f"/proc/{server.process.pid}/mounts").read_text("utf-8").split("\n")
        root = next(line for line in reversed(written) if line.split(" ")[1:2] == ["/"])
        assert root.split(" ")[3].startswith("ro"), "not tried: the root could still be written"
        for page in PAGES:
            assert "Data version" in look(server.url, page), page
        assert is_ready(server.url)[0] == 200
    return f"{len(PAGES)} pages as ever, ready (200)"


def _no_postgresql() -> str:
    address = f"postgresql+psycopg://bend:secret@127.0.0.1:{free_port()}/bend"
    with serving({VARIABLE: address}) as server:
        for page in PAGES:
            assert "Data version" in look(server.url, page), page
        status, body = is_ready(server.url)
        assert (status, body["data"]) == (503, "ok"), body
        phone = look(server.url, "join", room="BCDFGH")
        assert "workshop" in phone.lower(), phone
        assert "secret" not in phone + server.output()
    sentence = phone[phone.index("Workshops") if "Workshops" in phone else 0 :].split(". ")[0]
    return f"{len(PAGES)} pages of places as ever; a phone reads “{sentence}”; not ready (503)"


def _killed_worker() -> str:
    with topology.running() as running:
        return topology.a_killed_process_sends_its_visitors_to_the_other(running)


def _memory_pressure() -> str:
    with serving() as server:
        pid, before = server.process.pid, memory_megabytes(server.process.pid)
        right = {area: _figures(server.url, area) for area in ("E08000012", "E08000003")}
        pages = int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[0])
        size = pages * os.sysconf("SC_PAGE_SIZE")
        unlimited = resource.prlimit(pid, resource.RLIMIT_AS)
        resource.prlimit(pid, resource.RLIMIT_AS, (size + ROOM, unlimited[1]))
        answers = asyncio.run(_crowd(server.url))
        resource.prlimit(pid, resource.RLIMIT_AS, unlimited)
        assert server.process.poll() is None, "the process ended"
        for area, figures in right.items():
            assert _figures(server.url, area) == figures, "other figures than before"
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(answers.items()))
    return f"{told}; afterwards the same figures as before (it had {before:.0f} MB)"


def _figures(url: str, area: str) -> str:
    return look(url, "trends", indicator=INDICATOR, areas=area)


async def _crowd(url: str) -> Counter[str]:
    answers = Counter[str]()

    async def visit(number: int) -> None:
        for page in PAGES:
            try:
                text = await seen(url, page, area=f"E0800{number:04}", areas=PLACE)
            except (RunFailed, ConnectionClosed, OSError, TimeoutError):
                answers["connections lost or errors told"] += 1
            else:
                kind = "pages with a sentence instead of figures" if text else "empty pages"
                answers["whole pages" if "Data version" in text else kind] += 1

    await asyncio.gather(*(visit(number) for number in range(1, VISITORS + 1)))
    return answers
