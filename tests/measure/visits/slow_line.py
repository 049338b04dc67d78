"""A slow line to a server on this machine: a proxy that shapes whatever goes through it.

A browser's own throttle leaves websockets alone. This one delays and slows every byte, of files and
websockets alike, and counts them.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.browser.server import free_port
from tests.measure.bench.network import Network

# Bytes that travel together, as in a few packets.
CHUNK = 4096
# Seconds of traffic that may lie on the line before more is read.
_MOST_AHEAD = 0.25


@dataclass
class _Direction:
    """One direction of the line: when it is free again, and how many bytes it has carried."""

    network: Network
    free: float = 0.0
    bytes: int = 0

    def schedule(self, size: int, now: float) -> float:
        """When a chunk that is sent now has arrived; half the delay belongs to each direction."""
        bits = self.network.bits
        seconds = size * 8 / bits if bits else 0.0
        self.free = max(now, self.free) + seconds
        self.bytes += size
        return self.free + self.network.latency / 2000


@dataclass
class SlowLine:
    """The two directions of a line, and the port at which it begins."""

    port: int
    to_browser: _Direction
    to_server: _Direction
    ready: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """The address of the server as a browser at the far end of the line knows it."""
        return f"http://127.0.0.1:{self.port}"

    def count_bytes(self) -> int:
        """The bytes that the browser has received so far."""
        return self.to_browser.bytes


async def _carry(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, direction: _Direction
) -> None:
    """Bring what comes out of one end to the other, when it would arrive there."""
    loop = asyncio.get_running_loop()
    under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def deliver() -> None:
        while True:
            arrival, chunk = await under_way.get()
            await asyncio.sleep(max(0.0, arrival - loop.time()))
            if not chunk:
                writer.close()
                return
            writer.write(chunk)
            await writer.drain()

    delivery = asyncio.create_task(deliver())
    with suppress(ConnectionError):
        while chunk := await reader.read(CHUNK):
            under_way.put_nowait((direction.schedule(len(chunk), loop.time()), chunk))
            await asyncio.sleep(max(0.0, direction.free - loop.time() - _MOST_AHEAD))
    under_way.put_nowait((direction.free, b""))
    with suppress(ConnectionError):
        await delivery


@contextmanager
def slow_line(server_port: int, network: Network) -> Iterator[SlowLine]:
    """A line to a server of this machine for as long as the block runs."""
    line = SlowLine(free_port(), _Direction(network), _Direction(network))
    loop = asyncio.new_event_loop()
    stopped = asyncio.Event()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", server_port)
        await asyncio.gather(
            _carry(reader, far_writer, line.to_server), _carry(far_reader, writer, line.to_browser)
        )

    async def serve() -> None:
        listening = await asyncio.start_server(connect, "127.0.0.1", line.port)
        line.ready.set()
        await stopped.wait()
        listening.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    line.ready.wait()
    try:
        yield line
    finally:
        loop.call_soon_threadsafe(stopped.set)
        thread.join()
        loop.close()
