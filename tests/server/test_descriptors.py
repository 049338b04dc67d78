"""Near the limit of open files new visits are refused kindly and those who are here go on."""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.types import Message

from placelib.server import descriptors
from placelib.server.descriptors import DescriptorReserve, count_free, raise_limit
from tests.server.asking import ask, streamlit


def test_the_limit_is_raised_to_what_the_system_allows() -> None:
    code = (
        "import resource; from placelib.server.descriptors import raise_limit;"
        "hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1];"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard));"
        "print(raise_limit() == hard, resource.getrlimit(resource.RLIMIT_NOFILE) == (hard, hard))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "True"]


def test_an_open_file_is_one_free_descriptor_less() -> None:
    before = count_free()
    assert before is not None
    with Path("/dev/null").open("rb"):
        assert count_free() == before - 1


def test_a_system_without_limits_is_never_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(descriptors.sys, "platform", "win32")
    assert count_free() is None
    assert raise_limit() is None
    assert ask(DescriptorReserve(streamlit), "/x", method="PUT").status == 200


def test_near_the_limit_an_upload_is_refused_and_a_page_is_not() -> None:
    full = DescriptorReserve(streamlit, reserve=resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    reply = ask(full, "/_stcore/upload_file/a/b", method="PUT")
    assert reply.status == 503
    assert reply.headers["retry-after"] == "20"
    assert b"try again in a minute" in reply.body
    assert ask(full, "/place").status == 200
    assert ask(DescriptorReserve(streamlit, reserve=0), "/x", method="PUT").status == 200


def test_near_the_limit_a_new_visit_is_asked_to_come_back() -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    full = DescriptorReserve(streamlit, reserve=resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    asyncio.run(full({"type": "websocket", "headers": []}, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1013, "reason": ""}]
