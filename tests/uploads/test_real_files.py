"""The real files of ../shared/data/uploads, each read once.

What is expected of them is in expected.json; see tests/measure/uploads/score.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from placelib.uploads.areas.register import JsonRegister, make_register
from placelib.uploads.pipeline import understand_file
from placelib.uploads.reading import Answers, Reading
from placelib.uploads.tidy_table import FigureColumn, Table, TextColumn
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


ReadFile = Callable[[Path], Reading]


@pytest.fixture(scope="module")
def read_real_file(json_register: JsonRegister) -> ReadFile:
    """The reading of a file in this process, which both tests hold against what they know of it."""

    @cache
    def read(path: Path) -> Reading:
        answers = Answers()
        register = make_register(json_register, answers.names)
        reading, tidy = understand_file(path.name, path.read_bytes(), register, answers)
        area, name, period, indicator, status = (
            TextColumn(column, tidy.texts)
            for column in (tidy.area, tidy.name, tidy.period, tidy.indicator, tidy.status)
        )
        table = Table(
            source_row=tidy.row,
            source_col=tidy.col,
            area_code=area,
            area_name=name,
            period=period,
            indicator=indicator,
            value=FigureColumn(tidy.value),
            status=status,
        )
        return replace(reading, table=table)

    return read


@pytest.mark.slow
@pytest.mark.skipif(not FILES, reason="the real files of ../shared/data/uploads are absent")
def test_every_real_file_is_read_as_expected(read_real_file: ReadFile) -> None:
    misses = {
        result.name: {miss.partition(":")[0] for miss in result.misses}
        for result in score(read=read_real_file)
        if result.misses
    }
    assert misses == KNOWN


@pytest.mark.skipif(not FILES, reason="the real files of ../shared/data/uploads are absent")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_of_a_real_file_is_lost(path: Path, read_real_file: ReadFile) -> None:
    reading = read_real_file(path)
    grid = grid_of(path.read_bytes(), path.name, reading.sheet)
    if grid is None:
        assert reading.verdict == "refuse"
        return
    assert_nothing_is_lost(reading, len(reading.table.value), grid)
