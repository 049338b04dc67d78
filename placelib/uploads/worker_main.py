"""What runs in the worker process: it reads one file within limits of memory and time, and ends."""

from __future__ import annotations

import contextlib
import csv
import gc
import json
import sys
from pathlib import Path

from placelib.uploads import limits
from placelib.uploads.areas.register import make_register
from placelib.uploads.pipeline import understand_file
from placelib.uploads.reading import Answers
from placelib.uploads.worker_messages import write_answer

_CODECS = ("cp1252", "latin-1", "mac_roman", "utf-16", "utf-32", "utf-16-le", "utf-16-be",
           "utf-32-le", "utf-32-be", "utf-8-sig", "cp437")  # fmt: skip


def main() -> None:
    """Answer the one request on standard input; called in a fresh interpreter."""
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
