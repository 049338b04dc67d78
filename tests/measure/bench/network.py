"""The connections that visits are measured on, as Chrome's own throttling makes them.

Chrome slows the requests for files and not the websocket; pages send a few kilobytes by it.
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import CDPSession


@dataclass(frozen=True)
class Network:
    """A connection by name: bits a second both ways (None for no limit), and milliseconds added."""

    name: str
    bits: float | None = None
    latency: float = 0.0

    def slow_down(self, session: CDPSession) -> None:
        """Make the page of a session as slow as this connection."""
        if self.bits is not None:
            rate = self.bits / 8
            session.send(
                "Network.emulateNetworkConditions",
                {
                    "offline": False,
                    "latency": self.latency,
                    "downloadThroughput": rate,
                    "uploadThroughput": rate,
                },
            )


LOOPBACK = Network("loopback")
MEDIUM = Network("10 Mbit/s", 10e6, 40.0)
SLOW = Network("2 Mbit/s", 2e6, 100.0)
