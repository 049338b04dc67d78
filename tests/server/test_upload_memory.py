"""Uploads stay in memory and within their limits, whatever the head of a request says."""

from __future__ import annotations

import tempfile

import pytest
from starlette.applications import Starlette
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from placelib.server import upload_memory
from placelib.server.upload_memory import UploadMemory, keep_in_memory
from tests.server.asking import ask, streamlit

ADDRESS = "/_stcore/upload_file/visit/file"
BLOCK = bytes(1000)


def limited(**held: int) -> UploadMemory:
    return UploadMemory(streamlit, lambda: held, visit_bytes=5000, all_bytes=9000)


def test_a_body_of_five_megabytes_is_never_written_to_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_file: object) -> None:
        raise AssertionError("a body was spooled to disk")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", fail)
    monkeypatch.setattr(MultiPartParser, "spool_max_size", 1_000_000)
    keep_in_memory(10_000_000)

    async def size(request: Request) -> PlainTextResponse:
        async with request.form() as form:
            file = form["file"]
            assert not isinstance(file, str)
            return PlainTextResponse(str(len(await file.read())))

    app = UploadMemory(
        Starlette(routes=[Route(ADDRESS, size, methods=["PUT"])]), dict, 10_000_000, 10_000_000
    )
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    chunks = (head, *[bytes(100_000)] * 50, b"\r\n--x--\r\n")
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    assert ask(app, ADDRESS, kind, "PUT", chunks).body == b"5000000"


def test_what_a_visit_has_sent_counts_with_what_it_sends() -> None:
    assert ask(limited(visit=2000), ADDRESS, method="PUT", chunks=(BLOCK,) * 3).status == 200
    refused = ask(limited(visit=2500), ADDRESS, method="PUT", chunks=(BLOCK,) * 3)
    assert refused.status == 413
    assert b"Remove a file" in refused.body
    # A body counts as it arrives: a small length in its head changes nothing.
    lying = {"Content-Length": "10"}
    assert ask(limited(), ADDRESS, lying, "PUT", (BLOCK,) * 6).status == 413


def test_all_visits_together_have_a_limit() -> None:
    parked = {f"visit {number}": 900 for number in range(9)}
    assert ask(limited(**parked), ADDRESS, method="PUT", chunks=(BLOCK,)).status == 503
    assert ask(limited(**parked), "/healthz").status == 200


def test_what_was_refused_or_has_ended_counts_no_longer() -> None:
    app = limited()
    for _ in range(3):
        assert ask(app, ADDRESS, method="PUT", chunks=(BLOCK,) * 6).status == 413
        assert ask(app, ADDRESS, method="PUT", chunks=(BLOCK,) * 4).status == 200


def test_a_body_that_stops_arriving_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_memory, "LONGEST_SECONDS", 0)
    assert ask(limited(), ADDRESS, method="PUT", chunks=(BLOCK,) * 3).status == 408
