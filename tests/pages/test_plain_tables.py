"""Every CSV of every page is data: one header row, plain numbers, no notes, no formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from tests.pages.test_downloads import downloads, open_page

__all__ = ["downloads"]
VIEWS = [
    ("place", {"area": "E08000012"}),
    ("place", {"area": "E92000001", "topic": "economy"}),
    ("map", {"area": "E08000012"}),
    ("trends", {"areas": "E08000012.E92000001", "view": "gap"}),
    ("compare", {"area": "E08000012", "view": "silo"}),
    ("quadrant", {"area": "E47000004", "lens": "evidence"}),
    ("quadrant", {"area": "E08000012", "lens": "evidence"}),
    ("quadrant", {"area": "E47000004", "lens": "take", "more": "200"}),
    ("quadrant", {"lens": "drawn", "areas": "E08000012.E08000011.E08000014"}),
    ("authorities", {}),
    ("methods", {}),
]
# “1,234” and “−3.8”: what a reader likes and a program does not.
GROUPED = re.compile(r"[-−]?\d{1,3}(,\d{3})+(\.\d+)?")
TRUE_MINUS = re.compile(r"−\d+(\.\d+)?")
FORMULA = ("=", "+", "@", "\t", "\r", "\n")


@pytest.mark.parametrize(("page", "parameters"), VIEWS)
def test_a_pages_tables_are_data(
    page: str, parameters: dict[str, str], downloads: dict[str, Callable[[], Any]]
) -> None:
    open_page(page, parameters)
    names = [name for name in downloads if name.endswith(".csv")]
    assert names
    for name in names:
        text = downloads[name]()
        assert text.startswith("\ufeff"), name
        head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
        assert len(set(head)) == len(head) > 1, name
        assert rows, name
        for row in rows:
            assert len(row) == len(head), (name, row)
            for cell in row:
                assert not GROUPED.fullmatch(cell), (name, cell)
                assert not TRUE_MINUS.fullmatch(cell), (name, cell)
                assert not cell.startswith(FORMULA), (name, cell)
        table = pd.read_csv(io.StringIO(text.removeprefix("\ufeff")), keep_default_na=False)
        assert len(table) == len(rows), name
