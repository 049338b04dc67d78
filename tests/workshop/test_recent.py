"""One reading a second for everybody, and none that is older than the last change."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from placelib.workshop.recent import Recent


def test_many_who_look_at_once_share_one_reading() -> None:
    readings: list[int] = []

    def read(key: int) -> int:
        readings.append(key)
        return key * 10

    recent = Recent(read, seconds=60)
    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(recent.get, [4] * 200)) == {40}
    assert readings == [4]


def test_a_reading_that_began_before_a_change_is_given_to_nobody_after_it() -> None:
    reading, changed = threading.Event(), threading.Event()
    state = ["before"]

    def read(_key: None) -> str:
        value = state[0]
        if value == "before":
            reading.set()
            assert changed.wait(10)
        return value

    recent = Recent(read, seconds=60)
    with ThreadPoolExecutor(1) as pool:
        early = pool.submit(recent.get, None)
        assert reading.wait(10)
        state[0] = "after"
        recent.forget()
        changed.set()
        assert early.result(10) == "before"
    assert recent.get(None) == "after"


def test_a_reading_that_fails_is_tried_again_and_an_old_one_read_anew() -> None:
    now = [0.0]
    answers = iter([ValueError, "first", "second"])

    def read(_key: str) -> str:
        answer = next(answers)
        if answer is ValueError:
            raise ValueError("try later")
        return str(answer)

    recent = Recent(read, clock=lambda: now[0])
    with pytest.raises(ValueError, match="later"):
        recent.get("a")
    assert recent.get("a") == "first"
    now[0] = 0.9
    assert recent.get("a") == "first"
    now[0] = 1.0
    assert recent.get("a") == "second"


def test_only_the_newest_keys_are_remembered() -> None:
    count = [0]

    def read(_key: str) -> int:
        count[0] += 1
        return count[0]

    recent = Recent(read, seconds=60, most=2)
    assert [recent.get(key) for key in ("a", "b", "c", "a")] == [1, 2, 3, 4]
