"""Long columns in few bytes: numbers as wide as they need to be, texts as categories."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import overload

# From the narrowest: one byte, two, four.
_WIDTHS = (("B", 0xFF), ("H", 0xFFFF))


def narrow(numbers: array[int]) -> array[int]:
    """Whole numbers, none below zero, in the narrowest type that holds them all."""
    largest = max(numbers, default=0)
    for typecode, limit in _WIDTHS:
        if largest <= limit:
            return array(typecode, numbers)
    return numbers


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
