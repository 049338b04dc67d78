"""A measure that fails once is tried again and counted; one that fails twice is named."""

from __future__ import annotations

from tests.measure.bench.bench import Round
from tests.measure.bench.measure import Sample


class Step:
    """A measure that fails so many times before it comes about."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.tries = 0

    def __call__(self) -> tuple[Sample]:
        self.tries += 1
        if self.tries <= self.failures:
            raise AssertionError("The page was not settled.")
        return (Sample(12.0),)


def test_a_measure_that_fails_once_is_taken_at_the_second_try_and_counted() -> None:
    taking = Round({}, {}, [])
    taking.take(("a visit",), Step(failures=1))
    assert taking.into == {"a visit": [Sample(12.0)]}
    assert (taking.problems, taking.again) == ({}, ["a visit"])


def test_a_measure_that_fails_twice_is_named_and_not_tried_in_a_later_round() -> None:
    taking, step = Round({}, {}, []), Step(failures=2)
    taking.take(("a visit",), step)
    taking.take(("a visit",), step)
    assert taking.into == {}
    assert taking.problems == {"a visit": "The page was not settled."}
    assert step.tries == 2
