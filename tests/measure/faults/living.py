"""Asks a running server which of its living objects still hold a mark.

Memory that was freed keeps its bytes until something else is written there, so that finding a mark
in a process does not say that anything can reach it. Here the process itself looks.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path

# Python runs a module of this name at every start; the mark stands there backwards, so that it is
# not found in the question itself.
_HOOK = """
import gc, os, signal, sys

def is_marked(value, mark):
    if type(value) is str:
        return mark in value
    return type(value) in (bytes, bytearray) and mark.encode() in value

def count_holders(*_):
    mark = {backwards!r}[::-1]
    gc.collect()
    holders = {{}}
    for container in gc.get_objects():
        waiting = [container]
        while waiting:
            for value in gc.get_referents(waiting.pop()):
                if is_marked(value, mark):
                    name = type(container).__name__
                    holders[name] = holders.get(name, 0) + 1
                elif type(value) in (tuple, dict) and not gc.is_tracked(value):
                    # What holds nothing but plain values is not listed by itself.
                    waiting.append(value)
    with open({answer!r} + ".part", "w") as file:
        file.write(repr(holders))
    os.rename({answer!r} + ".part", {answer!r})

if "placelib.server" in " ".join(sys.orig_argv):
    signal.signal(signal.SIGUSR1, count_holders)
"""
_ANSWER = "holders.txt"


def write_hook(folder: Path, mark: str) -> Mapping[str, str]:
    """Put the hook into a folder; the environment with which a server must start to have it."""
    answer = str(folder / _ANSWER)
    hook = _HOOK.format(backwards=mark[::-1], answer=answer)
    (folder / "sitecustomize.py").write_text(hook, "utf-8")
    return {"PYTHONPATH": str(folder)}


def ask_holders(folder: Path, pid: int, seconds: float = 60) -> str:
    """The kinds of object that hold the mark, with how many of each: “{}” where there is none."""
    answer = folder / _ANSWER
    answer.unlink(missing_ok=True)
    os.kill(pid, signal.SIGUSR1)
    deadline = time.monotonic() + seconds
    while not answer.exists():
        assert time.monotonic() < deadline, "the server did not answer"
        time.sleep(0.1)
    return answer.read_text("utf-8")
