"""How fast people may do things: a bucket of tokens for each visit, network and workshop.

A visit is easily begun anew, so what one machine can do is bounded by its network (networks.py)
too, with room for a full hall behind one address. A code that is right always opens: nobody who
guesses shuts out those who know.

The buckets are in this process's memory. With several processes each allows as much, which is
still far below what guessing would take.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from placelib.workshop.errors import TooFast

# A full hall has 1,200 phones and a few buckets for each; beyond this the oldest are forgotten.
MOST_BUCKETS = 10_000


@dataclass(frozen=True, slots=True)
class RateLimit:
    """So many at once, and so many a second after that; ``what`` is said when it is exceeded."""

    at_once: float
    a_second: float
    what: str


ANSWERS_OF_PHONE = RateLimit(40, 2, "answers from this phone")
ANSWERS_OF_ROOM = RateLimit(3000, 200, "answers in this workshop")
# A workshop takes 400 phones of one network at once and two more a second.
ANSWERS_OF_NETWORK = RateLimit(1200, 50, "answers from this network")
WRONG_CODES_HERE = RateLimit(10, 0.1, "wrong codes from this device")
# The word may be guessed with a list of words, so here the network counts before the word does.
WRONG_WORDS = RateLimit(30, 0.05, "wrong facilitators’ words from this network")
PHONES_HERE = RateLimit(10, 0.1, "phones from this device")
PHONES_OF_NETWORK = RateLimit(400, 2, "phones from this network joining this workshop")
PHONES_OF_ROOM = RateLimit(1200, 20, "phones joining this workshop")
NEW_HERE = RateLimit(5, 1 / 60, "new workshops from this device")
NEW_OF_NETWORK = RateLimit(20, 1 / 30, "new workshops from this network")
NEW = RateLimit(600, 1, "new workshops")


class Limits:
    """The buckets of this process, safe for threads; the oldest are forgotten."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Measure time by ``clock``, which must never go back."""
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[tuple[str, Hashable], tuple[float, float]] = OrderedDict()

    def take(self, rate: RateLimit, key: Hashable = None) -> None:
        """Use up one token of the key's bucket.

        Raises:
            TooFast: when there is none left.
        """
        with self._lock:
            left = self._left(rate, key) - 1
            if left < 0:
                raise TooFast(rate.what)
            self._keep(rate, key, left)

    def check(self, rate: RateLimit, key: Hashable = None) -> None:
        """Raise TooFast when the key's bucket is empty; use nothing up."""
        with self._lock:
            if self._left(rate, key) < 1:
                raise TooFast(rate.what)

    def _left(self, rate: RateLimit, key: Hashable) -> float:
        left, since = self._buckets.get((rate.what, key), (rate.at_once, self._clock()))
        return min(rate.at_once, left + rate.a_second * (self._clock() - since))

    def _keep(self, rate: RateLimit, key: Hashable, left: float) -> None:
        self._buckets[rate.what, key] = left, self._clock()
        self._buckets.move_to_end((rate.what, key))
        while len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)
