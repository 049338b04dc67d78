"""The buckets: so many at once, so many a second, each key for itself."""

from __future__ import annotations

import pytest

from placelib.workshop import limits
from placelib.workshop.errors import TooFast
from placelib.workshop.limits import Limits, RateLimit

RATE = RateLimit(3, 0.5, "answers")


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_empties_and_fills_again() -> None:
    clock = Clock()
    bucket = Limits(clock)
    for _ in range(3):
        bucket.take(RATE, "me")
    with pytest.raises(TooFast, match="Too many answers in a short time"):
        bucket.take(RATE, "me")
    with pytest.raises(TooFast):
        bucket.check(RATE, "me")
    bucket.take(RATE, "you")
    clock.now = 1.9
    with pytest.raises(TooFast):
        bucket.take(RATE, "me")
    clock.now = 4.0
    bucket.check(RATE, "me")
    bucket.take(RATE, "me")
    bucket.take(RATE, "me")
    with pytest.raises(TooFast):
        bucket.take(RATE, "me")


def test_a_full_bucket_holds_no_more_than_it_can() -> None:
    clock = Clock()
    bucket = Limits(clock)
    bucket.take(RATE)
    clock.now = 1e6
    for _ in range(3):
        bucket.take(RATE)
    with pytest.raises(TooFast):
        bucket.take(RATE)


def test_the_oldest_buckets_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BUCKETS", 2)
    bucket = Limits(Clock())
    for key in ("a", "a", "a", "b", "c"):
        bucket.take(RATE, key)
    for _ in range(3):
        bucket.take(RATE, "a")


def test_two_hundred_phones_fit_in_the_rates_of_a_room() -> None:
    clock = Clock()
    bucket = Limits(clock)
    answers_each = 3 + 15 + 1
    for second in range(30):
        clock.now = float(second)
        for phone in range(200):
            for _ in range(answers_each if phone % 30 == second else 0):
                bucket.take(limits.ANSWERS_OF_ROOM, 1)
                bucket.take(limits.ANSWERS_OF_PHONE, phone)
