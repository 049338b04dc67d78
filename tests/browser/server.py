"""A Streamlit server of its own, started for a test, a measurement or a picture."""

from __future__ import annotations

import os
import socket
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60.0
STOP_SECONDS = 10.0


@dataclass
class Server:
    """One running `streamlit run`: its base address without a closing slash, and its process."""

    url: str
    process: subprocess.Popen[bytes]
    log: IO[bytes]

    def output(self) -> str:
        """Everything that the server has printed so far."""
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def is_healthy(self) -> bool:
        """True once the server says that it is ready.

        Raises:
            RuntimeError: when the server has ended; the message closes with what it printed.
        """
        if self.process.poll() is not None:
            raise RuntimeError(
                f"The server ended with status {self.process.returncode} before it was ready. "
                f"It printed:\n{self.output()[-3000:]}"
            )
        try:
            with urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (URLError, HTTPException, OSError):
            return False

    def wait_until_healthy(self, seconds: float = START_SECONDS) -> None:
        """Return once the server is ready.

        Raises:
            RuntimeError: when it ended or took longer than `seconds`.
        """
        deadline = time.monotonic() + seconds
        while not self.is_healthy():
            if time.monotonic() > deadline:
                raise RuntimeError(
                    f"The server was not ready after {seconds:.0f} seconds. "
                    f"It printed:\n{self.output()[-3000:]}"
                )
            time.sleep(0.02)

    def stop(self) -> None:
        """End this server's process, and no other."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(STOP_SECONDS)
        self.log.close()


def free_port() -> int:
    """A loopback port that nothing listened on a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def start(
    script: Path = ROOT / "app.py",
    options: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> Server:
    """A server just started for `script`, in the folder of the script, not yet ready.

    The folder decides which .streamlit/config.toml is read. `options` are further arguments of
    `streamlit run`, `environment` variables beside those of this process.

    Raises:
        FileNotFoundError: when there is no such script.
    """
    if not script.is_file():
        raise FileNotFoundError(
            f"There is no {script.name} to start: a server needs a Streamlit script. "
            "Write it first, or give another one."
        )
    port = free_port()
    command = [
        str(Path(sysconfig.get_path("scripts")) / "streamlit"),
        *("run", script.name),
        *("--server.port", str(port)),
        *("--server.address", "127.0.0.1"),
        *("--server.headless", "true"),
        *("--server.fileWatcherType", "none"),
        *("--browser.gatherUsageStats", "false"),
        *options,
    ]
    log = tempfile.TemporaryFile()  # noqa: SIM115  closed by stop()
    process = subprocess.Popen(
        command,
        cwd=script.parent,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
    )
    return Server(f"http://127.0.0.1:{port}", process, log)


@contextmanager
def running(
    script: Path = ROOT / "app.py",
    options: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """A ready server for as long as the block runs; see `start`."""
    server = start(script, options, environment)
    try:
        server.wait_until_healthy()
        yield server
    finally:
        server.stop()
