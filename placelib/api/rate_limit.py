"""How fast one address may ask: a bucket of tokens each, so that one cannot slow the others."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from placelib.api.problems import make_response

# A notebook that walks through a hundred pages does not notice; a loop gone wild does.
AT_ONCE, A_SECOND = 120.0, 30.0
MOST_ADDRESSES = 10_000
# The operator's own rate, in requests a second of one address; 0 limits nobody.
VARIABLE = "BEND_API_RATE"


def read_rate(text: str) -> float:
    """The rate that an operator sets, such as “200”; 30 for anything that is no such number."""
    text = text.strip()
    if text.isascii() and text.isdecimal() and len(text) <= 6:
        return float(text)
    return A_SECOND


class AddressBuckets:
    """A bucket of tokens for each address, those that took one longest ago forgotten first."""

    def __init__(
        self,
        at_once: float,
        a_second: float,
        clock: Callable[[], float] = time.monotonic,
        most_addresses: int = MOST_ADDRESSES,
    ) -> None:
        """So many tokens at once and so many a second after that."""
        self._at_once, self._a_second, self._clock = at_once, a_second, clock
        self._most_addresses = most_addresses
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str) -> bool:
        """True for an address that had a token, which is gone now."""
        now = self._clock()
        tokens, since = self._buckets.get(address, (self._at_once, now))
        tokens = min(self._at_once, tokens + self._a_second * (now - since)) - 1
        is_allowed = tokens >= 0
        self._buckets[address] = (tokens if is_allowed else tokens + 1, now)
        self._buckets.move_to_end(address)
        while len(self._buckets) > self._most_addresses:
            self._buckets.popitem(last=False)
        return is_allowed


class AddressRateLimit:
    """Answers 429 to an address that asks faster than the rate, and says when to ask again."""

    def __init__(
        self,
        app: ASGIApp,
        at_once: float = AT_ONCE,
        a_second: float = A_SECOND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """So many requests at once and so many a second after that; a rate of 0 limits nobody."""
        self.app = app
        self._a_second = a_second
        self._buckets = AddressBuckets(at_once, a_second, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 429."""
        address = (scope.get("client") or [""])[0]
        if scope["type"] != "http" or not self._a_second or self._buckets.take(address):
            await self.app(scope, receive, send)
            return
        detail = (
            f"More than {self._a_second:.0f} requests a second came from this address. "
            "Wait a second, and ask for larger pages instead of more."
        )
        response = make_response(429, "Too many requests", detail, **{"Retry-After": "1"})
        await response(scope, receive, send)
