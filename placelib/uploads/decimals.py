"""Figures with a decimal comma, brought to a decimal point where there can be no doubt."""

from __future__ import annotations

import re

from placelib.uploads.grid import Grid

_GROUPED = r"-?\d{1,3}(?:\.\d{3})+,\d{1,2}"
_CERTAIN = re.compile(rf"(?:{_GROUPED}|-?\d+,\d{{1,2}})%?", re.ASCII)
_POINT = re.compile(r"-?[\d,]*\d\.\d{1,2}%?|\d{1,3}(?:,\d{3}){2,}", re.ASCII)
_COMMA = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?%?", re.ASCII)
_LEAST = 3


def with_points(grid: Grid, delimiter: str) -> None:
    """Write the grid's figures with a point where its decimals are set off by commas.

    Only files divided by semicolons, tabs or bars are written so, and only figures such as 2,5 or
    1.234,50 are certain; one figure with a decimal point speaks against it.
    """
    if not delimiter or delimiter not in ";\t|":
        return
    certain = 0
    for row in grid.rows:
        for cell in row:
            if cell[-1:].isdigit() or cell[-1:] == "%":
                if _POINT.fullmatch(cell):
                    return
                certain += "," in cell and _CERTAIN.fullmatch(cell) is not None
    if certain < _LEAST:
        return
    for row in grid.rows:
        for index, cell in enumerate(row):
            if "," in cell and _COMMA.fullmatch(cell):
                row[index] = cell.replace(".", "").replace(",", ".")
