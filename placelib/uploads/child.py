"""The child process: shuts every door, reads one request from its input and writes one answer.

Started by process.py with a fresh interpreter. The request is a line of JSON followed by the bytes
of the file; the answer is a line of JSON followed by the table's columns as plain binary numbers.
"""

from __future__ import annotations

import csv
import dataclasses
import gc
import json
import resource
import sys
from array import array

from placelib.uploads import limits
from placelib.uploads.areanames import make_register
from placelib.uploads.reading import Answers, Reading
from placelib.uploads.tidy import Tidy
from placelib.uploads.understand import understand

COLUMNS = ("row", "col", "area", "name", "period", "indicator", "status", "value")
_CODECS = ("cp1252", "latin-1", "mac_roman", "utf-16", "utf-32", "utf-16-le", "utf-16-be",
           "utf-32-le", "utf-32-be", "utf-8-sig", "cp437")  # fmt: skip


def main() -> None:
    """Answer the one request on standard input."""
    shut_the_doors()
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


def shut_the_doors() -> None:
    """Limit memory and time, and let no file or connection be opened from here on."""
    for codec in _CODECS:
        "x".encode(codec)
    csv.field_size_limit(limits.CELL_CHARACTERS)
    hard = (limits.CHILD_MEMORY, limits.CHILD_MEMORY)
    resource.setrlimit(resource.RLIMIT_AS, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CHILD_SECONDS, limits.CHILD_SECONDS))
    for limit in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        resource.setrlimit(limit, (0, 0))


def write_answer(reading: Reading, tidy: Tidy) -> None:
    """Write the reading, the texts and the lengths as one line, then the columns."""
    columns: list[array[int] | array[float]] = [getattr(tidy, name) for name in COLUMNS]
    plain = {
        field.name: _plain(getattr(reading, field.name))
        for field in dataclasses.fields(reading)
        if field.name != "table"
    }
    head = {"reading": plain, "texts": tidy.texts, "length": len(tidy.row)}
    out = sys.stdout.buffer
    out.write(json.dumps(head, allow_nan=False).encode("ascii") + b"\n")
    for column in columns:
        out.write(column.tobytes())
    out.flush()


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value
