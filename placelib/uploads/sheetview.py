"""One sheet understood: its block, its columns of places, the area of each row and every role."""

from __future__ import annotations

from dataclasses import dataclass, field

from placelib.uploads.areacolumns import (
    AreaColumnFound,
)
from placelib.uploads.block import (
    Block,
    is_figure,
)
from placelib.uploads.grid import Grid
from placelib.uploads.roles import Roles
from placelib.uploads.rowareas import RowAreas, Where


@dataclass(slots=True)
class SheetView:
    """What is understood of one sheet. ``refusal`` says why there is no table of known places.

    ``headings`` are lines (from 0) that only name the section of the rows below them.
    ``grid`` is turned over when ``turned`` is true; rows and columns below are those of that grid.
    """

    grid: Grid
    turned: bool = False
    block: Block | None = None
    labels: list[str] = field(default_factory=list)
    columns: list[AreaColumnFound] = field(default_factory=list)
    where: Where = field(default_factory=lambda: Where((), ()))
    roles: Roles = field(default_factory=Roles)
    areas: RowAreas = field(default_factory=RowAreas)
    beside: int | None = None
    headings: frozenset[int] = frozenset()
    refusal: str = ""
    remedy: str = ""

    @property
    def places(self) -> int:
        """The number of different areas."""
        return len({code for code in self.areas.code if code})

    @property
    def title(self) -> str:
        """The lines above the header, as one text."""
        top = self.block.header[0] if self.block and self.block.header else 0
        rows = self.grid.rows[:top]
        if self.turned:
            # What stood above the names of the areas is now to the left of them.
            before = min((column.index for column in self.columns), default=0)
            rows = [self.grid.column(index) for index in range(before)]
        above = [number for number, row in enumerate(rows) if _is_row_of_figures(row)]
        # One row alone may number the columns; a table above has several.
        rows = rows[above[-1] + 1 if len(above) > 1 else 0 :][:12]
        return " / ".join(" ".join(cell for cell in row if cell)[:200] for row in rows if any(row))


def _is_row_of_figures(row: list[str]) -> bool:
    """True for a row of another table: three cells or more, at least two of them figures."""
    filled = [cell for cell in row if cell]
    return len(filled) > 2 and sum(map(is_figure, filled)) > 1
