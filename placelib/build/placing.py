"""Puts finished files in the place of old ones, all or none."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path


def put_in_place(files: Mapping[Path, Path]) -> None:
    """Copy each finished file (a value) to where it belongs (its key), in the order given.

    Every file first arrives whole beside its place and is then moved there in one step, so a
    reader sees the old content or the new. A fault on the way puts back what was there, and
    nothing is left beside the places.
    """
    waiting, done = list(files), []
    try:
        for target, finished in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(finished, _beside(target, "new"))
            if target.is_file():
                shutil.copyfile(target, _beside(target, "old"))
        while waiting:
            _beside(waiting[0], "new").replace(waiting[0])
            done.append(waiting.pop(0))
    finally:
        # Files still waiting mean a fault: those before them go back to what they were.
        for target in reversed(done if waiting else []):
            if _beside(target, "old").exists():
                _beside(target, "old").replace(target)
            else:
                target.unlink()
        for target in files:
            _beside(target, "new").unlink(missing_ok=True)
            _beside(target, "old").unlink(missing_ok=True)


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(f"{target.name}.{ending}")
