"""A room that opens one link together: when do its phones have the first picture, and the page?"""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.parse import urlsplit

import brotli
from websockets.exceptions import WebSocketException

from tests.browser.server import Server
from tests.measure.load.session import RunFailed, connected

PHONES = 100
# Seconds within which all of them open the link.
WITHIN = 10.0
# p95 in milliseconds until the HTML with the first picture has arrived, on two cores.
AIM = 1500.0
# A browser reads over so many at once.
CONNECTIONS = 6
LIMIT_SECONDS = 60.0
LINK = ("place", {"area": "E08000012"})
# The scripts and styles that a browser asks for at once: src="./static/js/index.js" and so on.
_FILES = re.compile(rb'(?:src|href)="\./((?:app/)?static/[^"]+)"')

_READS = "Accept-Encoding: gzip, deflate, br\r\n\r\n"


@dataclass
class Opening:
    """What the phones waited for, in milliseconds from asking: first picture, files, page."""

    pictures: list[float] = field(default_factory=list)
    files: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    without_picture: int = 0
    errors: list[str] = field(default_factory=list)


def find_p95(waits: list[float]) -> float:
    """The wait that 95 in a hundred stayed below; not a number without waits."""
    return quantiles(waits, n=20)[-1] if len(waits) > 1 else float("nan")


async def open_together(
    server: Server, phones: int = PHONES, within: float = WITHIN, connections: int = CONNECTIONS
) -> Opening:
    """So many phones open one link, evenly within so many seconds, and read what a browser reads.

    Each asks for the HTML, then for the files that it names, over ``connections`` connections
    as browsers do, while its websocket opens and the page runs.
    """
    opening = Opening()
    await asyncio.gather(
        *(
            _open_link(server.url, within * number / phones, connections, opening)
            for number in range(phones)
        )
    )
    return opening


async def _open_link(url: str, delay: float, connections: int, opening: Opening) -> None:
    await asyncio.sleep(delay)
    began = time.perf_counter()
    page, settings = LINK
    query = "&".join(f"{name}={value}" for name, value in settings.items())
    try:
        async with asyncio.timeout(LIMIT_SECONDS):
            (sent,) = await _fetch(url, [f"/{page}?{query}"])
            html = brotli.decompress(sent)
            if b'id="prerendered"' in html and b"<svg" in html:
                opening.pictures.append((time.perf_counter() - began) * 1000)
            else:
                opening.without_picture += 1
            names = [f"/{name.decode()}" for name in dict.fromkeys(_FILES.findall(html))]
            shares = [names[first::connections] for first in range(connections)]
            reading = asyncio.gather(*(_fetch(url, share) for share in shares if share))
            async with connected(url) as tab:
                await tab.open(page, **settings)
                opening.pages.append((time.perf_counter() - began) * 1000)
                parts = await reading
            opening.files.append((time.perf_counter() - began) * 1000)
            opening.bytes.append(sum(len(body) for share in parts for body in share) + len(sent))
    except (RunFailed, WebSocketException, OSError, TimeoutError) as error:
        opening.errors.append(f"{type(error).__name__}: {error}")


async def _fetch(url: str, paths: list[str]) -> list[bytes]:
    """The bodies of some addresses as they come, one after the other over one connection."""
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    bodies = []
    try:
        for path in paths:
            request = f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\n" + _READS
            writer.write(request.encode())
            head = await reader.readuntil(b"\r\n\r\n")
            size = re.search(rb"\r\ncontent-length: (\d+)", head, re.IGNORECASE)
            if not head.startswith(b"HTTP/1.1 200") or size is None:
                raise RunFailed(f"{path} answers {head[:40]!r}")
            bodies.append(await reader.readexactly(int(size[1])))
    finally:
        writer.close()
    return bodies
