"""Reading in a worker process: whatever a file does to its reader, it does it to the worker.

``read_upload`` and ``ReadingJob`` start the worker, ``main`` is what runs in it. The request is a
line of JSON followed by the bytes of the file; the answer is a line of JSON followed by the table's
columns as plain binary numbers.
"""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import gc
import json
import signal
import subprocess
import sys
import threading
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placelib.uploads import limits
from placelib.uploads.areas.register import JsonRegister, make_register, register_of
from placelib.uploads.reading import (
    Answers,
    AreaColumn,
    Choice,
    ColumnOutcome,
    Conflict,
    Label,
    NumberCount,
    Problem,
    Question,
    Reading,
    RowOutcome,
    SheetOutcome,
    Table,
    ValueColumn,
)

if TYPE_CHECKING:
    from placelib.uploads.values.tidy import Tidy

_ROOT = str(Path(__file__).resolve().parents[2])
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from placelib.uploads.worker import main; main()"
)
worker_slots = threading.BoundedSemaphore(limits.CHILDREN_AT_ONCE)
# The signals that end a worker which used up its processor time; Windows has neither.
_ENDED_BY_LIMIT = {
    -getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name)
}
WorkerProcess = subprocess.Popen[bytes]
COLUMNS = ("row", "col", "area", "name", "period", "indicator", "status", "value")
_CODECS = ("cp1252", "latin-1", "mac_roman", "utf-16", "utf-32", "utf-16-le", "utf-16-be",
           "utf-32-le", "utf-32-be", "utf-8-sig", "cp437")  # fmt: skip


def read_upload(
    name: str,
    data: bytes,
    answers: Answers | None = None,
    register: JsonRegister | None = None,
    started: Callable[[WorkerProcess], None] | None = None,
) -> Reading:
    """The reading of an uploaded file with its tidy table; a bad file is a reading that refuses.

    ``name`` is only looked at for its ending, nothing is written to disk. ``register`` is what
    ``register_of`` gave, for callers that keep it; without it the bundled database is read.
    ``started`` is given the worker process, so that a caller may end it early.
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
    if not worker_slots.acquire(timeout=limits.WAIT_SECONDS):
        return _read_refusal("busy", "Other files are being read. Try again in a minute.")
    try:
        return _ask_worker(json.dumps(request).encode("ascii") + b"\n" + data, started)
    finally:
        worker_slots.release()


def load_bundled_register() -> JsonRegister:
    """The areas and names of the bundled database."""
    # Imported here, since the worker imports this module too and must start fast.
    from placelib.areas.registry import load_registry
    from placelib.database.connection import Store

    store = Store()
    try:
        return register_of(store, load_registry(store))
    finally:
        store.close()


def _ask_worker(request: bytes, started: Callable[[WorkerProcess], None] | None) -> Reading:
    child = subprocess.Popen(  # noqa: S603 - a fixed command: this interpreter and this package
        [sys.executable, "-I", "-X", "utf8", "-c", _START, _ROOT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    )
    if started is not None:
        started(child)
    try:
        answer, _ = child.communicate(request, timeout=limits.CHILD_SECONDS_BY_THE_CLOCK)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return _refuse_slow()
    if child.returncode in _ENDED_BY_LIMIT:
        return _refuse_slow()
    if child.returncode != 0:
        return _read_refusal(
            "damaged",
            "The file made its reader stop: it is damaged, or it needs more memory than "
            f"{limits.CHILD_MEMORY >> 20} MB. Open it in a spreadsheet, delete everything beyond "
            "the table and save it again as .xlsx or .csv.",
        )
    return _read_reading(answer)


def _refuse_slow() -> Reading:
    return _read_refusal(
        "too slow",
        f"The file could not be read within {limits.CHILD_SECONDS} seconds of work. Remove sheets, "
        "columns or years that are not needed.",
    )


def _read_refusal(kind: str, message: str) -> Reading:
    return Reading("refuse", problems=(Problem(kind, message, weight="refuse"),))


def _read_reading(answer: bytes) -> Reading:
    end = answer.index(b"\n")
    head = json.loads(answer[:end])
    raw: dict[str, Any] = head["reading"]
    return Reading(
        **{
            **raw,
            "header_rows": tuple(raw["header_rows"]),
            "area_columns": tuple(AreaColumn(**record) for record in raw["area_columns"]),
            "area_codes": tuple(raw["area_codes"]),
            "area_labels": tuple(raw["area_labels"]),
            "labels": tuple(Label(**record) for record in raw["labels"]),
            "value_columns": tuple(ValueColumn(**record) for record in raw["value_columns"]),
            "listed": tuple((row, why, text) for row, why, text in raw["listed"]),
            "columns": tuple(ColumnOutcome(**record) for record in raw["columns"]),
            "rows": tuple(RowOutcome(**record) for record in raw["rows"]),
            "sheets": tuple(SheetOutcome(**record) for record in raw["sheets"]),
            "numbers": NumberCount(**raw["numbers"]),
            "summed": tuple(raw["summed"]),
            "successions": {code: tuple(heirs) for code, heirs in raw["successions"].items()},
            "conflicts": tuple(Conflict(**record) for record in raw["conflicts"]),
            "questions": tuple(_read_question(record) for record in raw["questions"]),
            "problems": tuple(Problem(**record) for record in raw["problems"]),
            "table": _read_table(answer[end + 1 :], head["texts"], head["length"]),
        }
    )


def _read_question(raw: dict[str, Any]) -> Question:
    return Question(**{**raw, "choices": tuple(Choice(**choice) for choice in raw["choices"])})


def _read_table(columns: bytes, texts: list[str], length: int) -> Table:
    columns_of_numbers: list[Sequence[int]] = []
    for position in range(7):
        numbers = array("i")
        numbers.frombytes(columns[position * 4 * length : (position + 1) * 4 * length])
        columns_of_numbers.append(numbers)
    values = array("d")
    values.frombytes(columns[28 * length :])
    row, col, *text_columns = columns_of_numbers
    area, name, period, indicator, status = (
        [texts[position] for position in column] for column in text_columns
    )
    figures = [None if value != value else value for value in values]
    return Table(
        source_row=row,
        source_col=col,
        area_code=area,
        area_name=name,
        period=period,
        indicator=indicator,
        value=figures,
        status=status,
    )


def main() -> None:
    """Answer the one request on standard input; called in a fresh interpreter."""
    # Imported here, since the server imports this module too and never reads a file itself.
    from placelib.uploads.pipeline import understand

    apply_sandbox()
    # Nothing here goes in circles, and the collector would walk millions of cells for nothing.
    gc.disable()
    request = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read(limits.FILE_BYTES + 1)
    answers = Answers(
        **{**request["answers"], "header_rows": tuple(request["answers"]["header_rows"])}
    )
    register = make_register(request["register"], answers.names)
    reading, tidy = understand(request["name"], data, register, answers)
    write_answer(reading, tidy)


def apply_sandbox() -> None:
    """Limit memory and time, and let no file or connection be opened from here on."""
    for codec in _CODECS:
        "x".encode(codec)
    csv.field_size_limit(limits.CELL_CHARACTERS)
    try:
        import resource
    except ImportError:
        # Windows has no such limits: there the time by the clock alone bounds a worker.
        return
    hard = (limits.CHILD_MEMORY, limits.CHILD_MEMORY)
    resource.setrlimit(resource.RLIMIT_AS, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CHILD_SECONDS, limits.CHILD_SECONDS))
    # Where memory runs out, the system ends this process before the server.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    for limit in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        resource.setrlimit(limit, (0, 0))


def write_answer(reading: Reading, tidy: Tidy) -> None:
    """Write the reading, the texts and the lengths as one line, then the columns."""
    columns: list[array[int] | array[float]] = [getattr(tidy, name) for name in COLUMNS]
    plain = {
        field.name: _simplify_message(getattr(reading, field.name))
        for field in dataclasses.fields(reading)
        if field.name != "table"
    }
    head = {"reading": plain, "texts": tidy.texts, "length": len(tidy.row)}
    out = sys.stdout.buffer
    out.write(json.dumps(head, allow_nan=False).encode("ascii") + b"\n")
    for column in columns:
        out.write(column.tobytes())
    out.flush()


def _simplify_message(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, tuple):
        return [_simplify_message(item) for item in value]
    return value


class ReadingJob:
    """Reads an upload in a thread of its own, which only waits for the worker process.

    ``child`` is that process, None until it has started.
    """

    def __init__(self, name: str, data: bytes, answers: Answers, register: JsonRegister) -> None:
        """Start reading at once; the arguments are those of read_upload."""
        self.child: WorkerProcess | None = None
        self._stopped = False
        self._lock = threading.Lock()
        self._reading: Reading | None = None
        self._ended = threading.Event()
        threading.Thread(
            target=self._read, args=(name, data, answers, register), daemon=True
        ).start()

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

    def _read(self, name: str, data: bytes, answers: Answers, register: JsonRegister) -> None:
        try:
            self._reading = read_upload(name, data, answers, register, self._started)
        finally:
            self._ended.set()

    def _started(self, child: WorkerProcess) -> None:
        with self._lock:
            self.child = child
            if self._stopped:
                child.kill()
