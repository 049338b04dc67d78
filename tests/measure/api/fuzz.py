"""Five thousand odd requests to the whole server, byte for byte as a stranger may send them.

An answer is at fault with a status of 500 and more, without an answer in 20 seconds, when it shows
a path, SQL or a trace of the program, or when the API refuses other than by problem details.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import random
import socket
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.parse import quote, urlencode, urlsplit

from tests.browser.server import ROOT, Server
from tests.measure.load.servers import serving

REQUESTS, CONNECTIONS = 5_000, 16
# The first time a file is asked for, it is written; the largest here takes a second.
IDLE_SECONDS, WAIT_SECONDS = 3.0, 20.0
# What no answer may hold. None of the odd texts below has it, so that no echo is taken for a leak.
SECRETS = (
    str(ROOT), tempfile.gettempdir(), "/usr/", "site-packages", "placelib/", "placelib.",
    "Traceback", "SELECT", "observation_rows", "FROM ", "Binder Error", "Parser Error",
    "Conversion Error", "duckdb.", "sqlite",
)  # fmt: skip
ADDRESSES = (
    "/areas", "/areas/E08000012", "/indicators", "/indicators/employment-rate", "/observations",
    "/quadrant/E08000012", "/find", "/changes.atom", "/openapi.json",
    "/downloads/area/E06000053.csv", "/downloads/area/E06000053.json",
    "/downloads/indicator/4g-coverage.xlsx", "/downloads/topic/crime.parquet",
)  # fmt: skip
NAMES = ("area", "indicator", "level", "period", "format", "limit", "cursor", "q", "name", "x", "")
KNOWN_NAMES = {
    "/observations": ("area", "indicator", "level", "period", "format", "limit", "cursor"),
    "/areas": ("level", "name", "format"),
    "/find": ("q", "format"),
    "/indicators": ("format",),
}
TEXTS = (
    "", " ", "0", "-1", "1e9", "NaN", "null", "None", "true", "[]", "{}", "٣", "E08000012",
    "E08000012,", ",,,,", "e08000012", "employment-rate", "employment-rate;", "csv", "CSV", "json",
    "parquet", "ltla", "2023", "2023-01-01/P1Y", "0000-00-00", "9999999999999999999999", "Leeds",
    "L1 1AA", "%", "%%%", "%00", "\x00", "\r\nX-Odd: 1", "\u202e", "\ud7ff\ue000", "ﬃ", "İ", "ß",
    "💥", "a" * 7_000, "é" * 3_000, "../../etc/passwd", "..\\..\\windows", "/etc/passwd",
    "'; DROP TABLE observation; --", "' OR '1'='1", "\" UNION ALL VALUES (1)", "$$", "$1",
    "{{7*7}}", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "${jndi:ldap://x}", "*", "?", "#",
)  # fmt: skip
METHODS = ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "CONNECT", "BREW", "get")
HEADERS = (
    "If-None-Match: *", 'If-None-Match: W/"x"', "If-None-Match: " + "é" * 300, "Range: bytes=9-1",
    "Range: bytes=0-0,2-3,5-1", "Range: bytes=-99999999999", "If-Range: Thu, 99 Foo 2026",
    "Accept-Encoding: gzip;q=0, *;q=x", "Accept-Encoding: " + "br, " * 400, "Accept: text/html",
    "Origin: null", "Content-Length: 5", "Transfer-Encoding: chunked", "Expect: 100-continue",
    "X-Forwarded-For: ::1, a b, \"", "Cookie: " + "a=b; " * 800, "Host: elsewhere.example",
    "Content-Type: application/json", "Upgrade: websocket", "Authorization: Basic =",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OddAnswer:
    """What came back for one request: its status (0 for none), what is wrong, and how long."""

    status: int
    fault: str
    seconds: float


def make_parameters(choose: random.Random) -> bytes:
    """A true address with up to five odd parameters, half the time of names that it knows."""
    address = choose.choice(list(KNOWN_NAMES))
    names = choose.choice((KNOWN_NAMES[address], NAMES))
    picked = choose.sample(names, min(len(names), choose.randrange(6)))
    pairs = [(name, choose.choice(TEXTS)) for name in picked]
    return _write_request(f"{address}?{urlencode(pairs, errors='replace')}")


def make_path(choose: random.Random) -> bytes:
    """An address that ends in odd parts, written out or raw."""
    start = choose.choice(
        ("/areas/", "/indicators/", "/quadrant/", "/downloads/", "/", "//", "/../")
    )
    parts = [choose.choice(TEXTS)[:2_000] for _ in range(choose.randint(1, 3))]
    ending = choose.choice(("", ".csv", ".json", ".xlsx", ".csv.gz", ".exe", "/", "%2e%2e%2f"))
    return _write_request(
        start + "/".join(quote(part, safe="", errors="replace") for part in parts) + ending
    )


def make_cursor(choose: random.Random) -> bytes:
    """Observations from a cursor that holds something of the right kind, or nearly."""
    parts = [
        choose.choice([*TEXTS[:40], 0, None, [], {"a": 1}, True])
        for _ in range(choose.choice((3, 3, 3, 2, 4)))
    ]
    content = json.dumps(choose.choice((parts, parts, {"a": parts}, "text"))).encode()
    word = base64.urlsafe_b64encode(content).decode().rstrip("=")
    cut = choose.choice((len(word), len(word), choose.randrange(1, len(word))))
    return _write_request(f"/observations?limit=5&cursor={word[:cut]}")


def make_method(choose: random.Random) -> bytes:
    """A true address asked by another method, with or without a body."""
    body = choose.choice(("", "a=b", '{"area": "E08000012"}'))
    headers = (f"Content-Length: {len(body)}",) if body else ()
    return _write_request(choose.choice(ADDRESSES), choose.choice(METHODS), headers, body)


def make_headers(choose: random.Random) -> bytes:
    """A true address with odd headers."""
    headers = choose.sample(HEADERS, choose.randint(1, 3))
    return _write_request(choose.choice(ADDRESSES), headers=tuple(headers))


def make_damage(choose: random.Random) -> bytes:
    """A true request with some of its bytes changed, taken out or repeated."""
    raw = bytearray(_write_request(f"{choose.choice(ADDRESSES)}?area=E08000012&limit=3"))
    for _ in range(choose.randint(1, 6)):
        place = choose.randrange(min(len(raw), 90))
        kind = choose.randrange(3)
        if kind == 0:
            raw[place] = choose.randrange(256)
        elif kind == 1:
            del raw[place]
        else:
            raw[place:place] = raw[place : place + choose.randint(1, 9)]
    return bytes(raw)


KINDS: dict[str, Callable[[random.Random], bytes]] = {
    "odd parameters": make_parameters,
    "odd paths": make_path,
    "odd cursors": make_cursor,
    "other methods": make_method,
    "odd headers": make_headers,
    "damaged bytes": make_damage,
}


def _write_request(
    target: str, method: str = "GET", headers: tuple[str, ...] = (), body: str = ""
) -> bytes:
    lines = [f"{method} /api/v1{target} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", *headers]
    return "\r\n".join([*lines, "", body]).encode("utf-8", "replace")


def send_request(url: str, request: bytes) -> OddAnswer:
    """Send the bytes as they are, read to the end, and judge what came."""
    address = urlsplit(url)
    began = time.monotonic()
    answer, has_ended = b"", False
    with socket.create_connection((address.hostname, address.port), IDLE_SECONDS) as line:
        try:
            line.sendall(request)
            while piece := line.recv(1 << 16):
                answer += piece
            has_ended = True
        except TimeoutError:
            # The server may wait for the rest of what is no whole request: there is none.
            line.settimeout(WAIT_SECONDS)
        except OSError:
            # The server has ended the line before it had read everything.
            has_ended = True
        seconds = time.monotonic() - began
        try:
            if not has_ended:
                line.shutdown(socket.SHUT_WR)
                while piece := line.recv(1 << 16):
                    answer += piece
        except TimeoutError:
            return OddAnswer(0, f"no end: {request[:200]!r}", time.monotonic() - began)
    return judge_answer(request, answer, seconds)


class ReceivedBytes:
    """What a line brought, in the place of the line itself, for http.client to read."""

    def __init__(self, content: bytes) -> None:
        """``content`` may hold more than one answer; the first is read."""
        self._content = content

    def makefile(self, _mode: str) -> io.BytesIO:
        """The bytes as a file."""
        return io.BytesIO(self._content)


def judge_answer(request: bytes, answer: bytes, seconds: float) -> OddAnswer:
    """The status, and what breaks the rules of this module's first lines."""
    response = HTTPResponse(
        ReceivedBytes(answer),  # type: ignore[arg-type]
        method=request.partition(b" ")[0].decode("latin-1"),
    )
    try:
        response.begin()
        body = response.read()
    except HTTPException:
        return OddAnswer(0, "" if not answer else f"no HTTP for {request[:200]!r}", seconds)
    if response.getheader("content-encoding") == "gzip":
        body = gzip.decompress(body)
    kind = response.getheader("content-type", "")
    text = f"{response.headers}{'' if 'vnd.' in kind else body.decode('utf-8', 'replace')}"
    fault = ""
    if response.status >= 500:
        fault = "a fault of the server"
    elif leaked := [secret for secret in SECRETS if secret in text]:
        fault = f"shows {', '.join(leaked)}"
    elif kind == "application/problem+json" and body:
        names = set(json.loads(body))
        if names != {"type", "title", "status", "detail"}:
            fault = f"problem details with {', '.join(sorted(names))}"
    words = f"{response.status}, {fault}: {request[:200]!r}" if fault else ""
    return OddAnswer(response.status, words, seconds)


def ask_all(server: Server, requests: int, seed: int) -> dict[str, list[OddAnswer]]:
    """The answers to so many requests, by kind; the same requests for the same seed."""
    choose = random.Random(seed)  # noqa: S311  the same requests every time
    kinds = list(KINDS)
    planned = [
        (kinds[number % len(kinds)], KINDS[kinds[number % len(kinds)]](choose))
        for number in range(requests)
    ]
    answers: dict[str, list[OddAnswer]] = {kind: [] for kind in kinds}
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        sent = pool.map(lambda job: send_request(server.url, job[1]), planned)
        for (kind, _), answer in zip(planned, sent, strict=True):
            answers[kind].append(answer)
    return answers


def measure_odd_requests(requests: int = REQUESTS, seed: int = 18) -> tuple[str, bool]:
    """A part of the report in Markdown, and whether any answer was at fault."""
    with serving({"BEND_API_RATE": "0"}) as server:
        answers = ask_all(server, requests, seed)
        is_healthy = server.is_healthy()
        has_trace = "Traceback" in server.output()
    faults = [answer.fault for group in answers.values() for answer in group if answer.fault]
    for fault in faults[:20]:
        print(fault)
    lines = [
        "## Odd requests",
        "",
        (
            f"{requests:,} requests, sent byte for byte to one process of the app: {len(faults)} "
            f"got a status of 500 and more, showed a path or SQL, or got no answer. The server "
            f"{'was' if is_healthy else 'was not'} well afterwards, and its log holds "
            f"{'a' if has_trace else 'no'} trace of an error. “None”: the server ended the line, "
            "as it may where the bytes are no request."
        ),
        "",
        "| Kind | Requests | Answers by status | Slowest |",
        "| --- | ---: | --- | ---: |",
    ]
    for kind, group in answers.items():
        counts = Counter(answer.status for answer in group)
        statuses = ", ".join(f"{status or 'none'}: {counts[status]:,}" for status in sorted(counts))
        slowest = max(answer.seconds for answer in group)
        lines.append(f"| {kind} | {len(group):,} | {statuses} | {slowest:.1f} s |")
    return "\n".join(lines) + "\n", bool(faults) or has_trace or not is_healthy
