"""The real files of ../shared/data/uploads, each read once as a visitor's would be.

What is expected of them is in expected.json; see tests/measure/uploads/score.py.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from placelib.uploads import Reading, read_upload
from tests.measure.uploads.score import FOLDER, score
from tests.uploads.test_conservation import assert_nothing_is_lost, grid_of

FILES = sorted(
    path
    for path in (*FOLDER.glob("*.*"), *FOLDER.glob("derived/*.*"), *FOLDER.glob("cases/*.*"))
    if path.suffix[1:] in {"csv", "tsv", "txt", "xlsx", "xls", "ods"}
    and path.name != "manifest.csv"
)
# What differs from expected.json, and why the reader is left as it is.
KNOWN = {
    # Rows 8 to 37 hold the table; row 38, given as the last, is blank.
    "statswales_births_weight_hierarchy.csv": {"last row"},
}


@cache
def read_real_file(path: Path) -> Reading:
    """The reading of a file, which both tests hold against what they know of it."""
    return read_upload(path.name, path.read_bytes())


@pytest.mark.slow
@pytest.mark.skipif(not FILES, reason="the real files of ../shared/data/uploads are absent")
def test_every_real_file_is_read_as_expected() -> None:
    misses = {
        result.name: {miss.partition(":")[0] for miss in result.misses}
        for result in score(read=read_real_file)
        if result.misses
    }
    assert misses == KNOWN


@pytest.mark.skipif(not FILES, reason="the real files of ../shared/data/uploads are absent")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_of_a_real_file_is_lost(path: Path) -> None:
    reading = read_real_file(path)
    grid = grid_of(path.read_bytes(), path.name, reading.sheet)
    if grid is None:
        assert reading.verdict == "refuse"
        return
    assert_nothing_is_lost(reading, len(reading.table.value), grid)
