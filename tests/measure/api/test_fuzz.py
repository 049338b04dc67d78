"""The measurement of odd requests sees what is wrong, and a few hundred of them find nothing."""

from __future__ import annotations

import random

import pytest

from tests.measure.api.fuzz import KINDS, SECRETS, ask_all, judge_answer
from tests.measure.load.servers import serving

PROBLEM = b'{"type": "about:blank", "title": "No", "status": 400, "detail": "No."}'


def answer(status: int, kind: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@pytest.mark.parametrize(
    ("received", "fault"),
    [
        (answer(200, "application/json", b"{}"), ""),
        (answer(400, "application/problem+json", PROBLEM), ""),
        (b"", ""),
        (answer(503, "text/plain", b"busy"), "a fault of the server"),
        (answer(200, "text/plain", f"in {SECRETS[0]}/app.py".encode()), f"shows {SECRETS[0]}"),
        (answer(400, "text/plain", b"Parser Error near SELECT"), "shows SELECT, Parser Error"),
        (answer(400, "application/problem+json", b'{"detail": "No"}'), "details with detail"),
        (b"nonsense", "no HTTP"),
    ],
)
def test_an_answer_is_judged_by_its_status_and_by_what_it_shows(
    received: bytes, fault: str
) -> None:
    words = judge_answer(b"GET /api/v1/areas HTTP/1.1\r\n\r\n", received, 0.1).fault
    assert fault in words
    assert bool(fault) == bool(words)


def test_an_answer_to_head_has_no_body_to_judge() -> None:
    head = answer(404, "application/problem+json", PROBLEM).removesuffix(PROBLEM)
    assert judge_answer(b"HEAD /api/v1/x HTTP/1.1\r\n\r\n", head, 0.1).fault == ""


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_makes_the_same_requests(kind: str) -> None:
    first, second = (
        [KINDS[kind](random.Random(seed)) for seed in range(20)]  # noqa: S311  the same every time
        for _ in range(2)
    )
    assert first == second


def test_odd_requests_to_a_whole_server_are_answered_without_a_fault() -> None:
    with serving({"BEND_API_RATE": "0"}) as server:
        answers = ask_all(server, 300, seed=1)
        assert server.is_healthy()
        assert "Traceback" not in server.output()
    assert [one.fault for group in answers.values() for one in group if one.fault] == []
    assert {one.status for one in answers["odd parameters"]} <= {200, 400}
