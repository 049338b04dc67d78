"""The prerendered copies that are kept: within a number of bytes, safe from one odd visitor.

What one address of the network has asked for is new, and what another has asked for too is settled.
Each kind has half of the bytes, so that whoever asks for thousands of pages pushes out new ones.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict

# The path of a page, its settings as a query, and the data version.
Key = tuple[str, str, str]

# A copy has some 60,000 characters, nearly all of them of one byte.
MOST_BYTES = 24_000_000
# What an entry costs beside its HTML.
_ENTRY_BYTES = 1_000


class PrerenderedCopy:
    """The copy of one address: in words, or with its pictures, as far as it has come.

    ``html`` is empty while there is none, and for good where a page turned out to have none.
    """

    def __init__(self, client: str) -> None:
        """None yet; ``client`` is the address of the network that has asked for it first."""
        self.client = client
        self.html = ""
        self.task: asyncio.Task[None] | None = None

    def count_bytes(self) -> int:
        """About what it takes of the memory."""
        return len(self.html) + _ENTRY_BYTES


class PrerenderedCopies:
    """Prerendered copies by address, of each kind those that were asked for longest ago first."""

    def __init__(self, most_bytes: int | None = None) -> None:
        """Hold nothing yet, and ``most_bytes`` at most."""
        self._most_bytes = MOST_BYTES if most_bytes is None else most_bytes
        self._new: OrderedDict[Key, PrerenderedCopy] = OrderedDict()
        self._settled: OrderedDict[Key, PrerenderedCopy] = OrderedDict()

    def __len__(self) -> int:
        return len(self._new) + len(self._settled)

    def get(self, key: Key) -> PrerenderedCopy | None:
        """What is held of an address, if anything."""
        return self._settled.get(key) or self._new.get(key)

    def find(self, key: Key, client: str) -> PrerenderedCopy | None:
        """What is held of an address, which a client asks for."""
        if key in self._settled:
            self._settled.move_to_end(key)
            return self._settled[key]
        copy = self._new.get(key)
        if copy is None:
            return None
        self._new.move_to_end(key)
        if copy.client != client:
            self.settle(key)
        return copy

    def add(self, key: Key, client: str) -> PrerenderedCopy:
        """A new entry for an address."""
        copy = self._new[key] = PrerenderedCopy(client)
        self.trim()
        return copy

    def settle(self, key: Key) -> None:
        """Count an address that is held among those that many ask for."""
        if key in self._new:
            self._settled[key] = self._new.pop(key)
            self.trim()

    def discard(self, key: Key, copy: PrerenderedCopy) -> None:
        """Forget an entry, and none that has taken its place since."""
        for kind in (self._new, self._settled):
            if kind.get(key) is copy:
                del kind[key]

    def trim(self) -> None:
        """Forget what is beyond the bytes; to be called when an entry has come or grown."""
        for kind in (self._new, self._settled):
            size = sum(copy.count_bytes() for copy in kind.values())
            while len(kind) > 1 and size > self._most_bytes // 2:
                _, oldest = kind.popitem(last=False)
                size -= oldest.count_bytes()
