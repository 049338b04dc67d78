"""Columns headed per cent whose figures look like shares of one, as spreadsheets store them."""

from __future__ import annotations

import re

from placelib.uploads.sheetview import SheetView
from placelib.uploads.tidy import Tidy
from placelib.uploads.units import unit_of

# A spreadsheet shows 0.1234 as 12%: few percentages are given to a thousandth.
_FINE = re.compile(r"0?\.\d{3,}\Z", re.ASCII)
_LEAST_FINE = 0.5
_LEAST_FIGURES = 3


def share_columns(view: SheetView, tidy: Tidy) -> list[int]:
    """The columns (from 0) of per cent whose figures all lie between 0 and 1, most of them fine."""
    block = view.block
    if block is None:
        return []
    return [
        index
        for index in view.roles.figures
        if unit_of(view, index, tidy.units[index]) == "%"
        and _are_shares(view.grid.column(index, block.first, block.last))
    ]


def _are_shares(cells: list[str]) -> bool:
    numbers = [cell for cell in cells if cell[:1].isdigit() or cell[:1] == "."]
    fine = sum(_FINE.match(cell) is not None for cell in numbers)
    if len(numbers) < _LEAST_FIGURES or fine < _LEAST_FINE * len(numbers):
        return False
    return all(_FINE.match(cell) or cell in {"0", "1"} or cell[:2] == "0." for cell in numbers)
