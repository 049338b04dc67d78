"""One bad client against a server with 1,024 descriptors, 1 GB and 200 tasks: what others notice.

Each machine is an address of 127.0.0.0/8: the attacker is .66, the room .10, others their own.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError
from urllib.parse import parse_qs
from urllib.request import urlopen

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from placelib.charts.pictures import drawing_for
from placelib.ui.prerender.prerenderer import NEW_A_SECOND, NEW_AT_ONCE
from placelib.uploads.worker import read_upload
from placelib.views.indicator_notes import get_today
from placelib.views.place_brief import build_place_pdf
from placelib.views.place_brief_facts import gather_place_facts
from tests.measure.faults.limited import LimitedServer, limited_server
from tests.measure.faults.living import ask_holders, write_hook
from tests.measure.faults.looking import look
from tests.measure.faults.outcome import Outcome, outcome
from tests.measure.faults.pages import fetch_page
from tests.measure.faults.system import READ_ONLY
from tests.measure.load.servers import serving
from tests.measure.load.session import RunFailed, Tab, connected, put_file
from tests.uploads import made_files as made
from tests.uploads.test_worker import repeated_text, shared_text

ATTACKER, HALL, OTHER = "127.0.0.66", "127.0.0.10", "127.0.0.77"
MARK = "Quagmire of the attack test"
PHONES = 200
_LOST = (RunFailed, ConnectionClosed, InvalidStatus, OSError, TimeoutError)


def outcomes(parts: Sequence[str] = ()) -> Iterator[Outcome]:
    """Every attack in turn; most on one limited server, whose memory is looked at last.

    With ``parts`` only those whose name has one of them in it.
    """

    def attack(name: str, done: str, bring_about: Callable[[], str]) -> list[Outcome]:
        is_asked = not parts or any(part in name for part in parts)
        return [outcome(name, done, bring_about)] if is_asked else []

    yield from attack(
        "an upload on a system that cannot be written",
        "a table of 5 MB was sent to a server without a disk, /tmp included; expected: it is read",
        _upload_without_a_disk,
    )
    yield from attack(
        "files that grow",
        "an ODS of 700 bytes and an XLSX of 100 kB that unfold; expected: refused at once",
        _growing_files,
    )
    yield from attack(
        "30 briefs at once",
        "30 visitors asked for the briefs of 30 places, whose pages they had open; expected: all "
        "get them, 1 s each or less",
        _briefs,
    )
    yield from attack(
        "a wrong port",
        "`--port 99999`; expected: refused with a sentence",
        _wrong_port,
    )
    with ExitStack() as stack:
        try:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            server = stack.enter_context(limited_server(write_hook(folder, MARK)))
        except AssertionError as problem:
            yield Outcome(
                "limits of the system", "1,024 descriptors, 1 GB, 200 tasks", str(problem)
            )
            return
        yield from attack(
            "six tables of 5 MB",
            "six visitors sent 1.5 million figures each; expected: all read, under 1 GB in all",
            lambda: asyncio.run(_six_tables(server)),
        )
        left = time.monotonic()
        yield from attack(
            "parked files",
            "60 × 4 MB were put by one visit without being read; expected: 25 MB are taken",
            lambda: asyncio.run(_parked_files(server)),
        )
        yield from attack(
            "foreign pages",
            "ten handshakes of another site’s page; expected: refused, health answers meanwhile",
            lambda: asyncio.run(_foreign_pages(server)),
        )
        yield from attack(
            "half-sent heads",
            "300 connections that send half a head; expected: ended after 10 s, others served",
            lambda: _half_heads(server),
        )
        yield from attack(
            "heavy views",
            "30 visits of one address that load the quadrant without pause; expected: others’ "
            "pages take less than half a second",
            lambda: asyncio.run(_heavy_views(server)),
        )
        yield from attack(
            "files without pause",
            "one visit asked for the brief of its place 500 times at once; expected: a file that "
            "somebody else asks for takes less than ten seconds, as when it is alone",
            lambda: asyncio.run(_files_without_pause(server)),
        )
        yield from attack(
            "odd addresses",
            "one address asked for 600 pages with settings of its own; expected: a page that "
            "others ask for keeps its prerendered copy, few are made anew",
            lambda: _odd_addresses(server),
        )
        yield from attack(
            "guessed codes",
            "120 wrong codes by 10 visits; expected: those who guess are stopped, the right code "
            "opens",
            lambda: asyncio.run(_guessed_codes(server)),
        )
        yield from attack(
            "a flood of workshops",
            "one machine made workshops by new visits; expected: 20 at once, others make theirs",
            lambda: asyncio.run(_many_workshops(server)),
        )
        yield from attack(
            "a flooded room",
            "500 phones of one machine joined a room of 20; expected: the facilitator sees it, "
            "closes the door and takes them out",
            lambda: asyncio.run(_flooded_room(server)),
        )
        yield from attack(
            "200 phones drop and return",
            "all connections of a room were cut and opened again; expected: nobody is shut out",
            lambda: asyncio.run(_phones_drop(server)),
        )
        yield from attack(
            "an upload after its visit",
            "150 s after the six visitors went the server looked for a mark of their tables in "
            "all its objects; expected: none has it",
            lambda: _mark_is_gone(server, left, folder),
        )


def make_wide_table(seed: int) -> bytes:
    """A CSV of 5 MB: 790 rows and 1,990 columns of counts, with a mark in a heading."""
    codes = [f"E0600{number:04}" for number in range(1, 53)]
    codes += [f"E0900{number:04}" for number in range(1, 34)]
    codes += [f"E0700{number:04}" for number in range(4, 246)]
    head = ["Area code", *(f"{MARK} {1 + at // 40} {1980 + at % 40}" for at in range(1990))]
    line = ",".join(str(10 + (seed * 7 + at * 13) % 90) for at in range(1990))
    rows = [",".join(head)]
    rows += [f"{codes[row % len(codes)]},{line}" for row in range(790)]
    return "\n".join(rows).encode()


def _upload_without_a_disk() -> str:
    with serving(before=READ_ONLY) as server:

        async def send() -> float:
            async with connected(server.url) as tab:
                await tab.open("quick_view")
                begun = time.monotonic()
                await tab.upload(_box(tab), "a.csv", made.csv(made.table()) + b"\n" * 5_000_000)
                assert any("10 rows" in words or "a\\.csv" in words for words in tab.texts()), (
                    tab.texts()
                )
                return time.monotonic() - begun

        seconds = asyncio.run(send())
    return f"read in {seconds:.1f} s"


def _growing_files() -> str:
    figures = []
    for name, data in (("a.ods", repeated_text()), ("a.xlsx", shared_text())):
        begun = time.monotonic()
        reading = read_upload(name, data)
        assert [problem.kind for problem in reading.problems] == ["too much text"]
        figures.append(f"{name} of {len(data):,} bytes refused in {time.monotonic() - begun:.1f} s")
    return "; ".join(figures)


def _briefs() -> str:
    codes = [f"E090000{number:02}" for number in range(1, 31)]
    for code in codes:
        # Whoever asks for a brief has the page of its place open, so its figures are worked out.
        gather_place_facts(code)

    def make(code: str) -> bytes:
        with drawing_for(f"visitor of {code}"):
            return build_place_pdf(code, f"http://127.0.0.1/place?area={code}", get_today())

    async def ask() -> list[float]:
        begun, seconds = time.monotonic(), list[float]()

        async def make_for_visitor(code: str) -> None:
            assert (await asyncio.to_thread(make, code)).startswith(b"%PDF")
            seconds.append(time.monotonic() - begun)

        await asyncio.gather(*map(make_for_visitor, codes))
        return seconds

    seconds = asyncio.run(ask())
    each = max(seconds) / len(codes)
    assert each <= 1, f"{each:.1f} s each"
    return f"30 of 30, {each:.2f} s each; the first after {min(seconds):.1f} s"


def _wrong_port() -> str:
    done = subprocess.run(
        [sys.executable, "-m", "placelib.server", "--port", "99999"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return done.stderr.strip().splitlines()[-1].partition("error: ")[2]


async def _six_tables(server: LimitedServer) -> str:
    async def visit(number: int) -> None:
        async with connected(server.url, source=f"127.0.0.{100 + number}") as tab:
            await tab.open("quick_view")
            with suppress(TimeoutError):
                # The last of them waits longer than a page usually may.
                await tab.upload(_box(tab), f"{number}.csv", make_wide_table(number))
            await all_read.wait()
            texts = " ".join(tab.texts())
            assert "uploaded, only you see it" in texts, texts[-300:]

    all_read = asyncio.Event()
    before = peak = server.megabytes()
    visits = [asyncio.create_task(visit(number)) for number in range(6)]
    begun = time.monotonic()
    # They are sent within seconds; while a reader runs, another may wait.
    while time.monotonic() < begun + 200 and (
        time.monotonic() < begun + 10 or server.count_children()
    ):
        await asyncio.sleep(0.1)
        peak = max(peak, server.megabytes())
    await asyncio.sleep(2)
    held = server.megabytes()
    all_read.set()
    await asyncio.gather(*visits)
    assert peak < 1000, f"{peak:.0f} MB"
    return (
        f"six of six; {before:.0f} MB before, at most {peak:.0f} MB with the readers, "
        f"{held:.0f} MB while all six were there"
    )


async def _parked_files(server: LimitedServer) -> str:
    taken = refused = 0
    async with connected(server.url, source=ATTACKER) as tab:
        await tab.open("quick_view")
        for number in range(60):
            path = f"_stcore/upload_file/{tab.session}/{number}"
            try:
                await asyncio.to_thread(put_file, server.url, path, "a.csv", bytes(4_000_000))
                taken += 1
            except HTTPError as answer:
                refused += answer.code == 413
    assert taken <= 6
    assert taken + refused == 60
    return f"{taken * 4} MB were taken, {refused} files refused with 413"


async def _foreign_pages(server: LimitedServer) -> str:
    refused, slowest = 0, 0.0
    for _ in range(10):
        try:
            async with connect(
                f"{server.url.replace('http', 'ws', 1)}/_stcore/stream",
                origin="http://elsewhere.example",  # type: ignore[arg-type]
            ):
                pass
        except (InvalidStatus, ConnectionClosed):
            refused += 1
        begun = time.monotonic()
        await asyncio.to_thread(lambda: urlopen(f"{server.url}/healthz", timeout=30).read())  # noqa: S310
        slowest = max(slowest, time.monotonic() - begun)
    assert refused == 10
    assert slowest < 1
    return f"10 of 10 refused; /healthz within {slowest * 1000:.0f} ms"


def _half_heads(server: LimitedServer) -> str:
    host, port = server.url.removeprefix("http://").split(":")
    # What the page needs is computed before.
    look(server.url, "place", area="E08000012")
    with ExitStack() as stack:
        halves = []
        for _ in range(300):
            half = socket.create_connection((host, int(port)), 10, source_address=(ATTACKER, 0))
            stack.enter_context(half)
            half.sendall(b"GET / HTTP/1.1\r\nHost: h")
            halves.append(half)
        begun = time.monotonic()
        page = look(server.url, "place", area="E08000012")
        seconds = time.monotonic() - begun
        assert "Data version" in page
        for half in halves:
            half.settimeout(max(0.1, begun + 15 - time.monotonic()))
            assert half.recv(10) == b"", "still waiting after 15 s"
        ended = time.monotonic() - begun
    return f"all ended within {ended:.0f} s; a page meanwhile took {seconds:.2f} s"


async def _heavy_views(server: LimitedServer) -> str:
    is_over = asyncio.Event()

    async def burden() -> None:
        async with connected(server.url, source=ATTACKER) as tab:
            lens = "evidence"
            while not is_over.is_set():
                lens = "take" if lens == "evidence" else "evidence"
                await tab.open("quadrant", area="E47000004", lens=lens)

    async def honest(tab: Tab) -> float:
        seconds = []
        for number in range(20):
            seconds.append((await tab.open("place", area=f"E080000{12 + number % 4}")).seconds)
            await asyncio.sleep(0.15)
        return statistics.median(seconds)

    async with connected(server.url, source=OTHER) as tab:
        await honest(tab)
        alone = await honest(tab)
        burdens = [asyncio.create_task(burden()) for _ in range(30)]
        await asyncio.sleep(2)
        beside = await honest(tab)
        is_over.set()
        await asyncio.gather(*burdens)
    assert beside < 0.5, f"{beside:.2f} s"
    return f"{alone:.2f} s alone, {beside:.2f} s beside them (medians of 20 pages)"


async def _files_without_pause(server: LimitedServer) -> str:
    async def seconds_of(tab: Tab) -> float:
        begun = time.monotonic()
        assert (await tab.download("PowerPoint, whole brief")).startswith(b"PK")
        return time.monotonic() - begun

    async with (
        connected(server.url, source=ATTACKER) as greedy,
        connected(server.url, source=OTHER) as tab,
    ):
        await greedy.open("place", area="E08000012")
        await tab.open("place", area="E08000025")
        for visitor in (greedy, tab):
            await visitor.open_menu("Slides and files")
        alone = await seconds_of(tab)
        for _ in range(500):
            await greedy.ask_for_file("Brief on two sides (PDF)")
        beside = await seconds_of(tab)
    assert beside < 10, f"{beside:.1f} s"
    return f"{alone:.1f} s alone, {beside:.1f} s beside them"


async def _create(server: LimitedServer, source: str) -> dict[str, str]:
    """Make a workshop as a visitor does; the parameters of the console that it leads to."""
    async with connected(server.url, source=source) as tab:
        await tab.open("workshop")
        await tab.type("Title", "A seminar")
        await tab.press("Create the workshop")
        if tab.page != "console":
            raise RunFailed(" ".join(tab.texts())[-200:])
        return {name: values[0] for name, values in parse_qs(tab.query).items()}


async def _code_of(server: LimitedServer, lead: dict[str, str]) -> str:
    async with connected(server.url, source=OTHER) as tab:
        await tab.open("console", **lead)
        return tab.metric("Join code").replace(" ", "")


def _odd_addresses(server: LimitedServer) -> str:
    link = f"{server.url}/place?area=E08000012"

    def has_copy(address: str, source: str) -> bool:
        return 'id="prerendered"' in fetch_page(address, source)

    deadline = time.monotonic() + 60
    while not (has_copy(link, HALL) and has_copy(link, OTHER)):
        assert time.monotonic() < deadline, "the page has no prerendered copy"
        time.sleep(0.2)
    before, begun = server.megabytes(), time.monotonic()
    made = sum(
        has_copy(f"{server.url}/map?indicator={secrets.token_hex(8)}", ATTACKER) for _ in range(600)
    )
    seconds = time.monotonic() - begun
    # What is not made at once is made in a while, and then nobody asks for it again.
    assert made <= NEW_AT_ONCE + NEW_A_SECOND * seconds + 1, f"{made} copies"
    assert has_copy(link, HALL), "the page that others ask for has lost its copy"
    return (
        f"{made} of 600 odd pages had a prerendered copy in {seconds:.0f} s, the page of others "
        f"has its own; {server.megabytes() - before:+.0f} MB"
    )


async def _guessed_codes(server: LimitedServer) -> str:
    code = await _code_of(server, await _create(server, OTHER))
    stopped = 0
    for guesser in range(10):
        async with connected(server.url, source=ATTACKER) as tab:
            for number in range(12):
                await tab.open("join", room=f"ZZZ{guesser % 8 + 2}{number % 8 + 2}Z")
            stopped += any("Too many wrong codes" in words for words in tab.texts())
    assert stopped == 10
    text = await _see(server, HALL, "join", room=code, me=secrets.token_hex(16))
    assert "You are in" in text, text[-200:]
    return "each guesser was stopped after ten; the right code opened at once"


async def _many_workshops(server: LimitedServer) -> str:
    created = 0
    for _ in range(40):
        with suppress(RunFailed):
            await _create(server, ATTACKER)
            created += 1
    assert created <= 25, f"{created} were made"
    assert "lead" in await _create(server, "127.0.1.1")
    return f"{created} of 40 were made; a facilitator elsewhere made one meanwhile"


async def _flooded_room(server: LimitedServer) -> str:
    lead = await _create(server, "127.0.2.1")
    code = await _code_of(server, lead)
    for _ in range(20):
        await _see(server, HALL, "join", room=code, me=secrets.token_hex(16))
    joined, begun = 0, time.monotonic()
    for _ in range(50):
        async with connected(server.url, source="127.0.3.66") as tab:
            for _ in range(10):
                try:
                    await tab.open("join", room=code, me=secrets.token_hex(16))
                except _LOST:
                    continue
                joined += any("You are in" in words for words in tab.texts())
    seconds = time.monotonic() - begun
    async with connected(server.url, source="127.0.2.1") as tab:
        await tab.open("console", **lead)
        assert any("phones came in the last minute" in words for words in tab.texts()), tab.texts()
        await tab.press("Close the door")
        (label,) = [name for name in tab.labels() if name.startswith(f"All {joined} of network")]
        await tab.press(label)
        await tab.open("console", **lead)
        left = tab.metric("Joined")
    assert left == "20", left
    return (
        f"{joined} came in within {seconds:.0f} s; a warning on the console; two buttons later the "
        "room has its 20 phones again"
    )


async def _phones_drop(server: LimitedServer) -> str:
    lead = await _create(server, "127.0.4.1")
    code = await _code_of(server, lead)
    voters = [secrets.token_hex(16) for _ in range(PHONES)]
    most, losses = 0, list[str]()

    async def come(voter: str, stay: asyncio.Event) -> bool:
        nonlocal most
        for attempt in range(5):
            try:
                async with connected(server.url, source=HALL) as tab:
                    await tab.open("join", room=code, me=voter)
                    most = max(most, server.count_tasks())
                    is_in = any("You are in" in words for words in tab.texts())
                    arrived.append(is_in)
                    await stay.wait()
                    return is_in
            except _LOST as problem:
                losses.append(f"{type(problem).__name__} {problem}"[:150])
                # A browser tries again by itself, a little later each time.
                await asyncio.sleep(0.5 * 2**attempt)
        arrived.append(False)
        return False

    shut_out = 0
    for _ in range(2):
        arrived, stay = list[bool](), asyncio.Event()
        visits = [asyncio.create_task(come(voter, stay)) for voter in voters]
        deadline = time.monotonic() + 60
        while len(arrived) < PHONES and time.monotonic() < deadline:
            await asyncio.sleep(0.2)
        stay.set()
        shut_out += (await asyncio.gather(*visits)).count(False)
    assert shut_out == 0, f"{shut_out} were shut out: {losses[:3]}"
    with urlopen(f"{server.url}/readyz", timeout=30) as answer:  # noqa: S310
        assert answer.status == 200
    return f"200 came, dropped and came back, none shut out; at most {most} tasks; ready (200)"


def _mark_is_gone(server: LimitedServer, left: float, folder: Path) -> str:
    time.sleep(max(0.0, left + 150 - time.monotonic()))
    holders = ask_holders(folder, server.pid)
    traces = count_in_memory(server.pid, MARK.encode())
    assert holders == "{}", f"held by {holders}; {traces:,} times in the memory"
    return (
        f"none of them; {server.megabytes():.0f} MB. The bytes of the mark stand {traces:,} times "
        "in memory that was freed and not yet written over"
    )


def count_in_memory(pid: int, mark: bytes) -> int:
    """How many times some bytes stand in a process's memory."""
    count = 0
    with Path(f"/proc/{pid}/mem").open("rb") as memory:
        for line in Path(f"/proc/{pid}/maps").read_text("utf-8").splitlines():
            area, rights, *_ = line.split()
            if rights.startswith("rw"):
                start, end = (int(number, 16) for number in area.split("-"))
                memory.seek(start)
                with suppress(OSError, OverflowError):
                    count += memory.read(end - start).count(mark)
    return count


async def _see(server: LimitedServer, source: str, page: str, **parameters: str) -> str:
    async with connected(server.url, source=source) as tab:
        await tab.open(page, **parameters)
        return " ".join(tab.texts()).replace("\\", "")


def _box(tab: Tab) -> str:
    return next(label for label in tab.labels() if label.startswith("Your table"))
