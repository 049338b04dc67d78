"""The reader without its child process, for tests of what it understands."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from placelib.uploads.areas.register import JsonRegister, make_register
from placelib.uploads.pipeline import understand_file
from placelib.uploads.reading import Answers, Reading
from placelib.uploads.values.tidy import Tidy
from placelib.uploads.worker import load_bundled_register

Understood = tuple[Reading, Tidy]
Understand = Callable[..., Understood]


@pytest.fixture(scope="session")
def json_register() -> JsonRegister:
    """All areas and names of the bundled database, as a child is sent them."""
    register: JsonRegister = json.loads(json.dumps(load_bundled_register()))
    return register


@pytest.fixture
def look(json_register: JsonRegister) -> Understand:
    """Understands bytes in this process, so without limits: for files that do no harm."""

    def look_at(data: bytes, name: str = "table.csv", answers: Answers | None = None) -> Understood:
        given = answers or Answers()
        return understand_file(name, data, make_register(json_register, given.names), given)

    return look_at
