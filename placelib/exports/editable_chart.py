"""A chart as its figures, for a program in which it can go on being edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

# "dots" are figures by name with their intervals, "lines" figures over time, "scatter" figures in
# pairs, "bars" counts by name.
ChartKind = Literal["bars", "dots", "lines", "scatter"]
LabelSide = Literal["right", "left", "above", "below"]
Symbol = Literal["circle", "diamond", "square", "triangle", "none"]
Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class EditablePoint:
    """A figure: what it is of, its value (None for a gap) and its interval's ends.

    ``across`` is a name, a day, or in a scatter the first figure with its own ends. ``label`` is
    written at a side of the mark. Of what the publisher doubts (``is_doubted``) the mark is hollow.
    """

    across: str | date | float
    up: float | None
    up_ends: Ends | None = None
    across_ends: Ends | None = None
    label: str = ""
    label_side: LabelSide = "right"
    is_doubted: bool = False


@dataclass(frozen=True, slots=True)
class EditableSeries:
    """Figures that look alike: their name, colour (hexadecimal RGB) and mark.

    ``size`` is the mark's in points. A series with ``has_line`` is joined, ``is_dashed`` for a line
    that figures are held against.
    """

    name: str
    points: tuple[EditablePoint, ...]
    colour: str
    symbol: Symbol = "circle"
    size: int = 7
    has_line: bool = False
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class EditableAxis:
    """An axis of figures: its title, its number format in a spreadsheet's code, its two ends."""

    title: str
    number_format: str
    ends: Ends


@dataclass(frozen=True, slots=True)
class EditableChart:
    """Series with their axes; ``across`` is None where what lies across has names or days."""

    kind: ChartKind
    series: tuple[EditableSeries, ...]
    up: EditableAxis
    across: EditableAxis | None = None
