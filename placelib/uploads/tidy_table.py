"""The tidy table of a reading in few bytes: narrow numbers, and texts as categories."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload


def narrow(numbers: array[int]) -> array[int]:
    """Whole numbers of four bytes, none below zero, in the narrowest type that holds them all.

    Bytes are moved and no numbers: millions of them would take as long as reading them.
    """
    raw = numbers.tobytes()
    # The bytes of all numbers by weight, the lowest first.
    order = range(4) if sys.byteorder == "little" else range(3, -1, -1)
    by_weight = [raw[start::4] for start in order]
    zero = bytes(len(numbers))
    if by_weight[2] != zero or by_weight[3] != zero:
        return numbers
    if by_weight[1] == zero:
        return array("B", by_weight[0])
    pairs = bytearray(2 * len(numbers))
    low, high = (0, 1) if sys.byteorder == "little" else (1, 0)
    pairs[low::2], pairs[high::2] = by_weight[:2]
    return array("H", bytes(pairs))


class TextColumn(Sequence[str]):
    """Texts of which few differ: each is held once, and every entry is its number.

    ``codes`` are positions in ``texts``, which several columns may share.
    """

    __slots__ = ("_texts", "codes")

    def __init__(self, codes: array[int], texts: Sequence[str]) -> None:
        """Nothing is copied."""
        self.codes = codes
        self._texts = texts

    @property
    def itemsize(self) -> int:
        """Bytes an entry."""
        return self.codes.itemsize

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, position: int) -> str: ...
    @overload
    def __getitem__(self, position: slice) -> TextColumn: ...
    def __getitem__(self, position: int | slice) -> str | TextColumn:
        """The text at a position, or a column of those in a slice."""
        if isinstance(position, slice):
            return TextColumn(self.codes[position], self._texts)
        return self._texts[self.codes[position]]

    def __iter__(self) -> Iterator[str]:
        return map(self._texts.__getitem__, self.codes)


def encode(column: Sequence[str]) -> array[int]:
    """A number an entry, the same for equal texts and for no others."""
    if isinstance(column, TextColumn):
        return column.codes
    numbers: dict[str, int] = {}
    return array("i", (numbers.setdefault(text, len(numbers)) for text in column))


class FigureColumn(Sequence["float | None"]):
    """Figures as plain binary numbers; None where there is none, which is stored as NaN."""

    __slots__ = ("_values",)

    def __init__(self, values: array[float]) -> None:
        """Nothing is copied."""
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, position: int) -> float | None: ...
    @overload
    def __getitem__(self, position: slice) -> FigureColumn: ...
    def __getitem__(self, position: int | slice) -> float | FigureColumn | None:
        """The figure at a position or None, or a column of those in a slice."""
        if isinstance(position, slice):
            return FigureColumn(self._values[position])
        value = self._values[position]
        return None if value != value else value


@dataclass(frozen=True, slots=True)
class Table:
    """The tidy table, one entry a figure or gap in each column; all columns are equally long.

    ``value`` is None where there is no figure; ``status`` then holds the reason or the marker.
    ``area_code`` is the area's current code where it was only re-coded, otherwise that of the file.
    """

    source_row: Sequence[int] = ()
    source_col: Sequence[int] = ()
    area_code: Sequence[str] = ()
    area_name: Sequence[str] = ()
    period: Sequence[str] = ()
    indicator: Sequence[str] = ()
    value: Sequence[float | None] = ()
    status: Sequence[str] = ()

    def __len__(self) -> int:
        return len(self.source_row)
