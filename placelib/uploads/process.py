"""Reading in a child process: whatever a file does to its reader, it does it to the child."""

from __future__ import annotations

import dataclasses
import json
import signal
import subprocess
import sys
import threading
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from placelib.uploads import limits
from placelib.uploads.reading import (
    Answers,
    AreaColumn,
    Choice,
    Conflict,
    Label,
    Problem,
    Question,
    Reading,
    Table,
    ValueColumn,
)
from placelib.uploads.register import JsonRegister, register_of

_ROOT = str(Path(__file__).resolve().parents[2])
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from placelib.uploads.child import main; main()"
)
SEATS = threading.BoundedSemaphore(limits.CHILDREN_AT_ONCE)


Child = subprocess.Popen[bytes]


def read_upload(
    name: str,
    data: bytes,
    answers: Answers | None = None,
    register: JsonRegister | None = None,
    started: Callable[[Child], None] | None = None,
) -> Reading:
    """The reading of an uploaded file with its tidy table; a bad file is a reading that refuses.

    ``name`` is only looked at for its ending, nothing is written to disk. ``register`` is what
    ``register_of`` gave, for callers that keep it; without it the bundled database is read.
    ``started`` is given the child process, so that a caller may end it early.
    Never raises for what the file holds. Blocks for up to 20 s, longer when many files wait.
    """
    if len(data) > limits.FILE_BYTES:
        return _refusal(
            "too large",
            f"The file is {len(data) / limits.MEGABYTE:.1f} MB; up to "
            f"{limits.FILE_BYTES // limits.MEGABYTE} MB can be read. Remove sheets, columns or "
            "years that are not needed.",
        )
    if register is None:
        register = bundled_register()
    request = {
        "name": name[-300:],
        "answers": dataclasses.asdict(answers or Answers()),
        "register": register,
    }
    if not SEATS.acquire(timeout=limits.WAIT_SECONDS):
        return _refusal("busy", "Other files are being read. Try again in a minute.")
    try:
        return _ask_child(json.dumps(request).encode("ascii") + b"\n" + data, started)
    finally:
        SEATS.release()


def bundled_register() -> JsonRegister:
    """The areas and names of the bundled database."""
    # Imported here, since the child imports this module too and must start fast.
    from placelib.areas import load_atlas
    from placelib.store import Store

    store = Store()
    try:
        return register_of(store, load_atlas(store))
    finally:
        store.close()


def _ask_child(request: bytes, started: Callable[[Child], None] | None) -> Reading:
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
        answer, _ = child.communicate(request, timeout=limits.CHILD_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return _too_slow()
    if child.returncode in {-signal.SIGXCPU, -signal.SIGKILL}:
        return _too_slow()
    if child.returncode != 0:
        return _refusal(
            "damaged",
            "The file made its reader stop: it is damaged, or it needs more memory than "
            f"{limits.CHILD_MEMORY >> 30} GB. Open it in a spreadsheet, delete everything beyond "
            "the table and save it again as .xlsx or .csv.",
        )
    return _reading(answer)


def _too_slow() -> Reading:
    return _refusal(
        "too slow",
        f"The file could not be read within {limits.CHILD_SECONDS} seconds. Remove sheets, columns "
        "or years that are not needed.",
    )


def _refusal(kind: str, message: str) -> Reading:
    return Reading("refuse", problems=(Problem(kind, message, weight="refuse"),))


def _reading(answer: bytes) -> Reading:
    end = answer.index(b"\n")
    head = json.loads(answer[:end])
    raw: dict[str, Any] = head["reading"]
    return Reading(
        **{
            **raw,
            "header_rows": tuple(raw["header_rows"]),
            "area_columns": tuple(AreaColumn(**one) for one in raw["area_columns"]),
            "area_codes": tuple(raw["area_codes"]),
            "area_labels": tuple(raw["area_labels"]),
            "labels": tuple(Label(**one) for one in raw["labels"]),
            "value_columns": tuple(ValueColumn(**one) for one in raw["value_columns"]),
            "listed": tuple((row, why, text) for row, why, text in raw["listed"]),
            "summed": tuple(raw["summed"]),
            "successions": {code: tuple(heirs) for code, heirs in raw["successions"].items()},
            "conflicts": tuple(Conflict(**one) for one in raw["conflicts"]),
            "questions": tuple(_question(one) for one in raw["questions"]),
            "problems": tuple(Problem(**one) for one in raw["problems"]),
            "table": _table(answer[end + 1 :], head["texts"], head["length"]),
        }
    )


def _question(raw: dict[str, Any]) -> Question:
    return Question(**{**raw, "choices": tuple(Choice(**one) for one in raw["choices"])})


def _table(columns: bytes, texts: list[str], length: int) -> Table:
    whole: list[Sequence[int]] = []
    for position in range(7):
        numbers = array("i")
        numbers.frombytes(columns[position * 4 * length : (position + 1) * 4 * length])
        whole.append(numbers)
    values = array("d")
    values.frombytes(columns[28 * length :])
    row, col, *told = whole
    area, name, period, indicator, status = ([texts[one] for one in column] for column in told)
    figures = [None if value != value else value for value in values]
    return Table(row, col, area, name, period, indicator, figures, status)
