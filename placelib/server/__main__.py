"""The production server: ``python -m placelib.server`` (`make serve`)."""

from __future__ import annotations

import argparse
import asyncio
import logging
import socket
import sys
from importlib.util import find_spec

import uvicorn

from placelib.server.connections import GuardedProtocol
from placelib.server.logs import write_json_lines
from placelib.server.stopping import RUNS

log = logging.getLogger("bend_the_line")
# A run of the script takes milliseconds; one that takes longer than this is not waited for.
FINISH_SECONDS = 10
LAST_PORT = 65_535
# Bytes of one message from a browser: what all widgets of a page hold together. Files come by HTTP.
LARGEST_MESSAGE = 2_000_000
# A page is some dozens of messages, and the event loop does half the work of each (ADR 46).
EVENT_LOOP = "uvloop" if find_spec("uvloop") else "asyncio"


class Server(uvicorn.Server):
    """Uvicorn's server, which lets the runs under way finish before it closes the connections."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as Uvicorn does; Streamlit sets up logs of its own before and meanwhile."""
        write_json_lines()
        await super().startup(sockets)
        write_json_lines()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop accepting, wait for the runs, then close as Uvicorn does."""
        RUNS.stopping = True
        log.info("stopping")
        for listening in [*self.servers]:
            listening.close()
        finished = await asyncio.to_thread(RUNS.wait, FINISH_SECONDS)
        # What the last run has written is still on its way to the browser.
        await asyncio.sleep(0.2)
        log.info("stopped", extra={"facts": {"every_run_finished": finished}})
        await super().shutdown(sockets)


def read_port(text: str) -> int:
    """A port that can be listened on. Raises ArgumentTypeError for ``99999`` and for words."""
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= LAST_PORT:
        raise argparse.ArgumentTypeError(
            f"{text} is no port. Give a whole number from 1 to {LAST_PORT}, such as 8501."
        )
    return int(text)


def main(arguments: list[str] | None = None) -> int:
    """Serve until told to stop (SIGTERM or Ctrl+C)."""
    parser = argparse.ArgumentParser(prog="python -m placelib.server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 for every network")
    parser.add_argument("--port", type=read_port, default=8501, help="1 to 65535")
    parser.add_argument(
        "--proxy",
        default="",
        help="the network address of the proxy in front, whose X-Forwarded headers are believed",
    )
    options = parser.parse_args(arguments)
    write_json_lines()
    config = uvicorn.Config(
        "app:app",
        host=options.host,
        port=options.port,
        loop=EVENT_LOOP,
        http=GuardedProtocol,
        ws="websockets-sansio",
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=FINISH_SECONDS,
        server_header=False,
        proxy_headers=bool(options.proxy),
        forwarded_allow_ips=options.proxy or None,
        access_log=False,
        log_config=None,
    )
    config.load()
    # Streamlit, which the app has just imported, set up logs of its own.
    write_json_lines()
    server = Server(config)
    server.run()
    return 0 if server.started else 3


if __name__ == "__main__":
    sys.exit(main())
