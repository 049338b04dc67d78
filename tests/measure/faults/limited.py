"""A server that the system holds to what the hosting guide promises: memory, tasks, files."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.browser.server import Server
from tests.measure.load.servers import serving

DESCRIPTORS, MEMORY, TASKS = 1_024, 1 << 30, 200
_ROOT = Path("/sys/fs/cgroup")


@dataclass(frozen=True)
class LimitedServer:
    """A running server, and what the system counted of it and its children."""

    server: Server
    memory: Path
    tasks: Path

    @property
    def url(self) -> str:
        """The server's address."""
        return self.server.url

    @property
    def pid(self) -> int:
        """The server's process."""
        return self.server.process.pid

    def megabytes(self) -> float:
        """The memory of server and children at this moment, without what the system caches."""
        figures = dict(line.split() for line in self.memory.read_text("ascii").splitlines())
        return int(figures.get("anon", figures.get("rss", "0"))) / 1e6

    def count_children(self) -> int:
        """How many processes the server has started that still run, such as readers of files."""
        children = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            # A thread may end while this looks; its children are then those of another thread.
            with suppress(FileNotFoundError, ProcessLookupError):
                children += len((task / "children").read_text("ascii").split())
        return children

    def count_tasks(self) -> int:
        """Processes and threads of this moment."""
        return int(self.tasks.read_text("ascii"))


@contextmanager
def limited_server(environment: Mapping[str, str] | None = None) -> Iterator[LimitedServer]:
    """A server with 1,024 descriptors, 1 GB and 200 tasks, children included, and no swap.

    Raises:
        AssertionError: where the system does not let this process set such limits.
    """
    name = f"bend-{secrets.token_hex(4)}"
    is_second = (_ROOT / "cgroup.controllers").is_file()
    parents = [_ROOT] if is_second else [_ROOT / "memory", _ROOT / "pids"]
    groups = [parent / name for parent in parents]
    try:
        for group in groups:
            group.mkdir()
        _limit(groups, is_second=is_second)
    except OSError as problem:
        raise AssertionError(
            f"not tried: limits need root and control groups ({problem})"
        ) from None
    enter = " && ".join(f"echo $$ > {group}/cgroup.procs" for group in groups)
    command = f'{enter} && ulimit -n {DESCRIPTORS} && exec "$@"'
    try:
        with serving(environment, before=("sh", "-c", command, "sh")) as server:
            yield LimitedServer(server, groups[0] / "memory.stat", groups[-1] / "pids.current")
    finally:
        for group in groups:
            _remove(group)


def _remove(group: Path) -> None:
    """Remove a group once its last process has ended: a child ends after the server that it had."""
    deadline = time.monotonic() + 30
    while (group / "cgroup.procs").read_text("ascii") and time.monotonic() < deadline:
        time.sleep(0.1)
    group.rmdir()


def _limit(groups: list[Path], *, is_second: bool) -> None:
    if is_second:
        (groups[0] / "memory.max").write_text(str(MEMORY), "ascii")
        (groups[0] / "memory.swap.max").write_text("0", "ascii")
    else:
        (groups[0] / "memory.limit_in_bytes").write_text(str(MEMORY), "ascii")
        (groups[0] / "memory.swappiness").write_text("0", "ascii")
    (groups[-1] / "pids.max").write_text(str(TASKS), "ascii")
