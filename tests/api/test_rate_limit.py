"""One address that asks in a loop is told to wait, and the others never notice."""

from __future__ import annotations

from placelib.api.rate_limit import A_SECOND, AddressRateLimit, read_rate
from tests.server.asking import ask, streamlit


class Clock:
    """A clock that the test turns."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_passes_then_the_rate_holds_and_a_pause_fills_the_bucket() -> None:
    clock = Clock()
    limited = AddressRateLimit(streamlit, at_once=3, a_second=2, clock=clock)
    assert [ask(limited, "/x").status for _ in range(4)] == [200, 200, 200, 429]
    clock.now = 0.5
    assert [ask(limited, "/x").status for _ in range(2)] == [200, 429]
    clock.now = 60.0
    assert [ask(limited, "/x").status for _ in range(4)] == [200, 200, 200, 429]


def test_the_refusal_says_how_fast_and_when_to_ask_again() -> None:
    limited = AddressRateLimit(streamlit, at_once=0, a_second=5, clock=Clock())
    reply = ask(limited, "/x")
    assert reply.headers["retry-after"] == "1"
    assert b"More than 5 requests a second" in reply.body


def test_a_rate_of_nought_limits_nobody() -> None:
    limited = AddressRateLimit(streamlit, at_once=0, a_second=0)
    assert ask(limited, "/x").status == 200


def test_the_operators_rate_is_a_whole_number_or_the_usual_one() -> None:
    assert [read_rate(text) for text in ("200", " 0 ")] == [200, 0]
    assert {read_rate(text) for text in ("", "-1", "1e9", "many", "٣", "9999999")} == {A_SECOND}
