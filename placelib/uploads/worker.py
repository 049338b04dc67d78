"""Reading in a worker process: whatever a file does to its reader, it does it to the worker.

``read_upload`` and ``ReadingJob`` start the worker; `worker_main` is what runs in it. The request
is a line of JSON followed by the bytes of the file; `worker_messages` says what the answer is.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from placelib.fair_queue import FairQueue, Ticket
from placelib.uploads import limits
from placelib.uploads.areas.register import JsonRegister, build_json_register
from placelib.uploads.reading import (
    Answers,
    Problem,
    Reading,
)
from placelib.uploads.worker_messages import read_answer

_ROOT = str(Path(__file__).resolve().parents[2])
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from placelib.uploads.worker_main import main; main()"
)
READERS = FairQueue(limits.CHILDREN_AT_ONCE, large_seats=1)
# The signals that end a worker which used up its processor time; Windows has neither.
_ENDED_BY_LIMIT = {
    -getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name)
}
WorkerProcess = subprocess.Popen[bytes]


def read_upload(
    name: str,
    data: bytes,
    answers: Answers | None = None,
    register: JsonRegister | None = None,
    started: Callable[[WorkerProcess], None] | None = None,
    ticket: Ticket | None = None,
) -> Reading:
    """The reading of an uploaded file with its tidy table; a bad file is a reading that refuses.

    ``name`` is only looked at for its ending, nothing is written to disk. ``register`` is what
    ``build_json_register`` gave, for callers that keep it; without it the bundled database is read.
    ``started`` is given the worker process, so that a caller may end it early; ``ticket`` is the
    caller's place among those who wait, at the end of them all by default.
    Never raises for what the file holds. Blocks until it is read: up to 20 s of processor time,
    and longer by the clock where the machine is busy or many files wait.
    """
    if len(data) > limits.FILE_BYTES:
        return _read_refusal(
            "too large",
            f"The file is {len(data) / limits.MEGABYTE:.1f} MB; up to "
            f"{limits.FILE_BYTES // limits.MEGABYTE} MB can be read. Remove sheets, columns or "
            "years that are not needed.",
        )
    if register is None:
        register = load_bundled_register()
    request = {
        "name": name[-300:],
        "answers": dataclasses.asdict(answers or Answers()),
        "register": register,
    }
    with ticket or join_queue(data) as seat:
        if not seat.wait(limits.WAIT_SECONDS):
            return _read_refusal("busy", "Other files are being read. Try again in a minute.")
        return _ask_worker(json.dumps(request).encode("ascii") + b"\n", data, started)


def join_queue(data: bytes, visitor: str = "", group: str = "") -> Ticket:
    """A place among the files that wait to be read; groups and visitors take turns."""
    return READERS.join(visitor, group=group, is_large=len(data) > limits.LARGE_FILE_BYTES)


def load_bundled_register() -> JsonRegister:
    """The areas and names of the bundled database."""
    # Imported here, since the worker imports this module too and must start fast.
    from placelib.areas.registry import load_registry
    from placelib.database.connection import Store

    store = Store()
    try:
        return build_json_register(store, load_registry(store))
    finally:
        store.close()


def _ask_worker(
    request: bytes, data: bytes, started: Callable[[WorkerProcess], None] | None
) -> Reading:
    child = subprocess.Popen(  # noqa: S603 - a fixed command: this interpreter and this package
        [sys.executable, "-I", "-X", "utf8", "-c", _START, _ROOT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    )
    if started is not None:
        started(child)
    # The worker reads all of the request before it writes, so neither waits for the other.
    clock = threading.Timer(limits.CHILD_SECONDS_BY_THE_CLOCK, child.kill)
    clock.start()
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        with child.stdout as answer:
            # A worker that has ended takes nothing more; its status says why.
            with contextlib.suppress(BrokenPipeError), child.stdin as asking:
                asking.write(request)
                asking.write(data)
            reading = read_answer(answer)
    except (ValueError, EOFError):
        reading = None
    finally:
        child.wait()
        clock.cancel()
    if child.returncode in _ENDED_BY_LIMIT:
        return _refuse_slow()
    if child.returncode != 0 or reading is None:
        return _read_refusal(
            "damaged",
            "The file made its reader stop: it is damaged, or it needs more memory than "
            f"{limits.CHILD_MEMORY >> 20} MB. Open it in a spreadsheet, delete everything beyond "
            "the table and save it again as .xlsx or .csv.",
        )
    return reading


def _refuse_slow() -> Reading:
    return _read_refusal(
        "too slow",
        f"The file could not be read within {limits.CHILD_SECONDS} seconds of work. Remove sheets, "
        "columns or years that are not needed.",
    )


def _read_refusal(kind: str, message: str) -> Reading:
    return Reading("refuse", problems=(Problem(kind, message, weight="refuse"),))


class ReadingJob:
    """Reads an upload in a thread of its own, which only waits for the worker process.

    ``child`` is that process, None until it has started.
    """

    def __init__(
        self,
        name: str,
        data: bytes,
        answers: Answers,
        register: JsonRegister,
        visitor: tuple[str, str] = ("", ""),
    ) -> None:
        """Start reading, or waiting for a seat, at once; ``visitor`` and group tell whose turn."""
        self.child: WorkerProcess | None = None
        self._ticket = join_queue(data, *visitor)
        self._stopped = False
        self._lock = threading.Lock()
        self._reading: Reading | None = None
        self._ended = threading.Event()
        threading.Thread(
            target=self._read, args=(name, data, answers, register), daemon=True
        ).start()

    def count_ahead(self) -> int:
        """How many files will be read before this one; 0 once it is being read."""
        return self._ticket.count_ahead()

    def wait(self, seconds: float) -> Reading | None:
        """The reading, None when it takes longer than that.

        Raises RuntimeError when the thread ended without one, which no file can bring about.
        """
        if not self._ended.wait(seconds):
            return None
        if self._reading is None:
            raise RuntimeError("the reading ended without an answer")
        return self._reading

    def stop(self) -> None:
        """End the worker process, or keep it from starting; what it would have said is dropped."""
        with self._lock:
            self._stopped = True
            if self.child is not None:
                self.child.kill()
        self._ticket.leave()

    def _read(self, name: str, data: bytes, answers: Answers, register: JsonRegister) -> None:
        try:
            self._reading = read_upload(
                name, data, answers, register, self._note_child, self._ticket
            )
        finally:
            self._ended.set()

    def _note_child(self, child: WorkerProcess) -> None:
        with self._lock:
            self.child = child
            if self._stopped:
                child.kill()
