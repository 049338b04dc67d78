"""/healthz says that the process answers, /readyz whether it can serve."""

from __future__ import annotations

import json

import pytest
from starlette.applications import Starlette

from placelib.errors import NoDatabase
from placelib.server.health import health_routes
from placelib.server.stopping import RUNS
from tests.server.asking import ask


def broken() -> None:
    raise NoDatabase("places.duckdb", "is missing")


def test_a_server_whose_parts_answer_is_ready() -> None:
    app = Starlette(routes=health_routes({"data": lambda: None}))
    answer = ask(app, "/readyz")
    assert answer.status == 200
    assert json.loads(answer.body) == {"ready": True, "stopping": False, "data": "ok"}
    assert answer.headers["cache-control"] == "no-store"


def test_a_server_with_a_part_that_fails_is_alive_but_not_ready_and_names_the_part() -> None:
    app = Starlette(routes=health_routes({"data": broken, "workshop": lambda: None}))
    assert ask(app, "/healthz").status == 200
    answer = ask(app, "/readyz")
    assert answer.status == 503
    assert json.loads(answer.body)["data"] == "does not answer"
    assert json.loads(answer.body)["workshop"] == "ok"
    assert b"places.duckdb" not in answer.body


def test_a_server_that_is_stopping_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RUNS, "stopping", True)
    assert ask(Starlette(routes=health_routes({})), "/readyz").status == 503
