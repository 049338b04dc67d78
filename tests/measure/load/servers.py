"""The production server, started for a test or a measurement."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from tests.browser.server import ROOT, Server, free_port


@contextmanager
def serving(
    environment: Mapping[str, str] | None = None, before: Sequence[str] = ()
) -> Iterator[Server]:
    """One process of the production server, ready, for as long as the block runs.

    `before` is a command that runs the rest of its line in its own place, such as nice.
    """
    port = free_port()
    log = tempfile.TemporaryFile()  # noqa: SIM115  closed by stop()
    process = subprocess.Popen(
        [*before, sys.executable, "-m", "placelib.server", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
    )
    server = Server(f"http://127.0.0.1:{port}", process, log)
    try:
        server.wait_until_healthy()
        yield server
    finally:
        server.stop()


@contextmanager
def several(processes: int) -> Iterator[list[Server]]:
    """Several processes of the production server, each ready."""
    with ExitStack() as stack:
        yield [stack.enter_context(serving()) for _ in range(processes)]
