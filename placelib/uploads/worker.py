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
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from placelib.fair_queue import FairQueue, Ticket
from placelib.uploads import limits
from placelib.uploads.areas.register import JsonRegister, build_json_register, make_register
from placelib.uploads.reading import (
    Answers,
    AreaColumn,
    Choice,
    ColumnOutcome,
    Conflict,
    FigureColumn,
    Label,
    NumberCount,
    Problem,
    Question,
    Reading,
    RowOutcome,
    SheetOutcome,
    Table,
    TextColumn,
    ValueColumn,
    narrow,
)

if TYPE_CHECKING:
    from placelib.uploads.values.tidy import Tidy

_ROOT = str(Path(__file__).resolve().parents[2])
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from placelib.uploads.worker import main; main()"
)
READERS = FairQueue(limits.CHILDREN_AT_ONCE, large_seats=1)
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
            head = answer.readline()
            columns = _read_columns(answer, json.loads(head)["columns"]) if head else []
            complete = not answer.read(1)
    except (ValueError, EOFError):
        # What was cut off is no JSON, or has fewer bytes than it says.
        complete = False
    finally:
        child.wait()
        clock.cancel()
    if child.returncode in _ENDED_BY_LIMIT:
        return _refuse_slow()
    if child.returncode != 0 or not complete:
        return _read_refusal(
            "damaged",
            "The file made its reader stop: it is damaged, or it needs more memory than "
            f"{limits.CHILD_MEMORY >> 20} MB. Open it in a spreadsheet, delete everything beyond "
            "the table and save it again as .xlsx or .csv.",
        )
    return _read_reading(json.loads(head), columns)


def _refuse_slow() -> Reading:
    return _read_refusal(
        "too slow",
        f"The file could not be read within {limits.CHILD_SECONDS} seconds of work. Remove sheets, "
        "columns or years that are not needed.",
    )


def _read_refusal(kind: str, message: str) -> Reading:
    return Reading("refuse", problems=(Problem(kind, message, weight="refuse"),))


def _read_columns(answer: IO[bytes], columns: Sequence[tuple[str, int]]) -> list[array[Any]]:
    """The columns as they were written, each by its type and length; EOFError when one is short."""
    read_columns: list[array[Any]] = []
    for typecode, length in columns:
        column: array[Any] = array(typecode)
        column.fromfile(answer, length)
        read_columns.append(column)
    return read_columns


def _read_reading(head: Mapping[str, Any], columns: Sequence[array[Any]]) -> Reading:
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
            "table": _read_table(head["texts"], columns),
        }
    )


def _read_question(raw: dict[str, Any]) -> Question:
    return Question(**{**raw, "choices": tuple(Choice(**choice) for choice in raw["choices"])})


def _read_table(texts: Sequence[str], columns: Sequence[array[Any]]) -> Table:
    row, col, *coded, values = columns
    area, name, period, indicator, status = (TextColumn(column, texts) for column in coded)
    return Table(
        source_row=row,
        source_col=col,
        area_code=area,
        area_name=name,
        period=period,
        indicator=indicator,
        value=FigureColumn(values),
        status=status,
    )


def main() -> None:
    """Answer the one request on standard input; called in a fresh interpreter."""
    # Imported here, since the server imports this module too and never reads a file itself.
    from placelib.uploads.pipeline import understand_file

    apply_sandbox()
    # Nothing here goes in circles, and the collector would walk millions of cells for nothing.
    gc.disable()
    request = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read(limits.FILE_BYTES + 1)
    answers = Answers(
        **{**request["answers"], "header_rows": tuple(request["answers"]["header_rows"])}
    )
    register = make_register(request["register"], answers.names)
    reading, tidy = understand_file(request["name"], data, register, answers)
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
    """Write the reading, the texts, types and lengths as one line, then the columns."""
    columns: list[array[Any]] = [narrow(getattr(tidy, name)) for name in COLUMNS[:-1]]
    columns.append(tidy.value)
    plain = {
        field.name: _simplify_message(getattr(reading, field.name))
        for field in dataclasses.fields(reading)
        if field.name != "table"
    }
    lengths = [(column.typecode, len(column)) for column in columns]
    head = {"reading": plain, "texts": tidy.texts, "columns": lengths}
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
            self._reading = read_upload(name, data, answers, register, self._started, self._ticket)
        finally:
            self._ended.set()

    def _started(self, child: WorkerProcess) -> None:
        with self._lock:
            self.child = child
            if self._stopped:
                child.kill()
