"""One sheet understood: its block, its columns of places, the area of each row and every role.

Also why a sheet is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from placelib.uploads.areas.columns import AreaColumnProfile, LocatingColumns, Places
from placelib.uploads.areas.levels import (
    FINER_PREFIXES,
    are_seats,
    find_finer_level,
    find_level,
    find_named_level,
    name_unsupported_level,
)
from placelib.uploads.areas.rows import RowAreas
from placelib.uploads.formats.cell_values import is_figure
from placelib.uploads.formats.grid import Grid
from placelib.uploads.layout.block import Block
from placelib.uploads.periods.period import PeriodColumns

# With one and a half parts an area, rows are about parts: wards of councils.
_PARTS_OF_AREAS = 1.5
# “City”, “City name”. Where nearly all are councils, they are taken for those.
_CITY = re.compile(r"(?:city|cities)(?: names?)?", re.IGNORECASE)
_MOST_CITIES = 0.9
# Codes of the rows themselves, and codes of the areas that they lie in.
_BOTH_LEVELS = 2
# Above a table, but no title of it: “Source: …”, “Note: …”, “£ thousand”, “(per cent)”.
_NO_TITLE = re.compile(r"(?:sources?|notes?|units?)\b|[£%(\[]|all figures", re.IGNORECASE)
SECTION = "heading of a section"
OTHER_YEARS = "a year of something else than the figures"


@dataclass(slots=True)
class Roles(PeriodColumns):
    """Columns by what they are for, as indices from 0; ``left_out`` says why one is not used.

    ``texts`` are remarks and names, different in most rows; ``constants`` say the same in all;
    ``attributes`` describe the area and tell no two of its rows apart.
    """

    figures: list[int] = field(default_factory=list)
    categories: list[int] = field(default_factory=list)
    level: int | None = None
    indicator: int | None = None
    unit: int | None = None
    left_out: dict[int, str] = field(default_factory=dict)
    texts: list[int] = field(default_factory=list)
    constants: list[int] = field(default_factory=list)
    attributes: list[int] = field(default_factory=list)


@dataclass(slots=True)
class SheetView:
    """What is understood of one sheet. ``refusal`` says why there is no table of known places.

    ``headings`` are lines (from 0) that only name the section of the rows below them.
    ``grid`` is turned over when ``turned`` is true; rows and columns below are those of that grid.
    ``outside`` are then the lines of the file (from 0) above and below its table.
    ``keys`` are all columns that name areas, used or not; ``columns_in`` is how many columns the
    sheet has, ``cells_beside`` what stands in those of a further table, ``sections`` the column
    that was added for the headings of sections.
    """

    grid: Grid
    turned: bool = False
    block: Block | None = None
    labels: list[str] = field(default_factory=list)
    columns: list[AreaColumnProfile] = field(default_factory=list)
    where: LocatingColumns = field(default_factory=lambda: LocatingColumns((), ()))
    roles: Roles = field(default_factory=Roles)
    areas: RowAreas = field(default_factory=RowAreas)
    beside: int | None = None
    outside: dict[int, str] = field(default_factory=dict)
    keys: frozenset[int] = frozenset()
    columns_in: int = 0
    cells_beside: Counter[str] = field(default_factory=Counter)
    sections: int | None = None
    headings: frozenset[int] = frozenset()
    refusal: str = ""
    remedy: str = ""

    @property
    def own_title(self) -> str:
        """The line that names what the table holds: the first, or of several tables the nearest."""
        lines = self.title.split(" / ")
        if self.turned or not self.block or not self.block.others:
            return lines[0]
        named = [line for line in lines if not _NO_TITLE.match(line)]
        return (named or lines)[-1]

    @property
    def telling(self) -> list[int]:
        """The columns that are no breakdown but may tell repeating rows apart: texts, years."""
        years = [index for index, why in self.roles.left_out.items() if why == OTHER_YEARS]
        return [*self.roles.texts, *years]

    @property
    def places(self) -> int:
        """The number of different areas."""
        return len({code for code in self.areas.code if code})

    @property
    def title(self) -> str:
        """The lines above the header, as one text."""
        if self.turned and self.outside:
            first = min((self.block.figures if self.block else ()), default=0)
            return " / ".join(text[:200] for row, text in self.outside.items() if row < first)
        top = self.block.header[0] if self.block and self.block.header else 0
        rows = self.grid.rows[:top]
        if self.turned:
            # What stood above the names of the areas is now to the left of them.
            before = min((column.index for column in self.columns), default=0)
            rows = [self.grid.column(index) for index in range(before)]
        # Nothing of another table above is a title of this one.
        ends = [table.last for table in (self.block.others if self.block else ())]
        if not self.turned:
            rows = rows[max((end + 1 for end in ends if end < top), default=0) :]
        above = [number for number, row in enumerate(rows) if _is_row_of_figures(row)]
        # One row alone may number the columns; a table above has several.
        rows = rows[above[-1] + 1 if len(above) > 1 else 0 :][:12]
        return " / ".join(" ".join(cell for cell in row if cell)[:200] for row in rows if any(row))


def _is_row_of_figures(row: list[str]) -> bool:
    """True for a row of another table: three cells or more, at least two of them figures."""
    filled = [cell for cell in row if cell]
    return len(filled) > 2 and sum(map(is_figure, filled)) > 1


def refuse_other_levels(view: SheetView, grid: Grid, places: Places) -> None:
    """Refuse a table whose names belong to another level, even where they equal councils'."""
    block = view.block
    if block is None or view.where.codes:
        return
    names = view.where.names[0]
    texts = {text for text in grid.column(names, block.first, block.last) if text}
    label = view.labels[names]
    alone = find_finer_level(label)
    level = alone or find_level(label) or find_named_level(texts)
    supported = {text for text in texts if places.of(text).kind == "name"}
    if not level and len(supported) < _MOST_CITIES * len(texts) and _CITY.fullmatch(label):
        # A list of cities with some that are no councils: its Manchester is a wider place too.
        level, supported = "cities", set()
    if not level and are_seats(texts - supported, len(texts)):
        level = "constituencies"
        supported = set()
    # Under “Police force” nine in ten names may be councils' all the same: then councils are meant.
    if level and (alone or find_named_level(texts) or len(supported) < 0.9 * len(texts)):
        view.refusal = f"unsupported level: {level}"
        view.remedy = (
            "Some of the names equal those of councils, but the figures are for other areas. Only "
            "councils, combined authorities, regions and nations can be shown."
        )


def refuse_finer_rows(view: SheetView, grid: Grid, places: Places) -> None:
    """Refuse rows about parts of the known areas: wards of councils, police forces of regions."""
    block = view.block
    if block is None:
        return
    level = _find_finer_codes(view, places)
    if level:
        _refuse_parts(view, level)
        return
    areas = view.areas.code
    larger = {places.register.level(code) for code in areas if code} <= {"rgn", "ctry"}
    for index in (*view.roles.texts, *view.roles.categories):
        cells = grid.column(index, block.first, block.last)
        pairs = {pair for pair in zip(areas, cells, strict=True) if all(pair)}
        if len(pairs) <= _PARTS_OF_AREAS * max(1, len({code for code, _ in pairs})):
            continue
        level = find_finer_level(view.labels[index])
        if not level and larger:
            names = {cell for _, cell in pairs}
            level = find_named_level(names) or ("constituencies" if are_seats(names) else "")
        if level:
            _refuse_parts(view, level)
            return


def _refuse_parts(view: SheetView, level: str) -> None:
    view.refusal = f"unsupported level: {level}"
    view.remedy = (
        "The rows are about parts of the areas that can be shown. Add them up to councils, regions "
        "or nations first."
    )


def _find_finer_codes(view: SheetView, places: Places) -> str:
    """The level of a column of codes that stand once each beside fewer codes of known areas."""
    block = view.block
    if block is None or len(view.where.codes) < _BOTH_LEVELS:
        return ""
    areas = {code for code in view.areas.code if code}
    for index in view.where.codes:
        codes = Counter(view.grid.column(index, block.first, block.last))
        strange = [code for code in codes if places.of(code).kind == "strange code"]
        finer = Counter(
            name_unsupported_level(code) for code in strange if code[:3] in FINER_PREFIXES
        )
        # Four in five codes such as “E05000932”, and more than councils: rows are about wards.
        if finer.total() > max(len(areas), 0.8 * len(codes)):
            return finer.most_common(1)[0][0]
    return ""


def refuse_without_areas(view: SheetView) -> None:
    """Refuse a table in which no row has an area that is known, and none that could have one."""
    if any(view.areas.code) or view.areas.clashes or view.areas.ambiguous:
        return
    reasons = [why for why in view.areas.why if why.startswith(("unsupported", "no page"))]
    if reasons:
        view.refusal = max(set(reasons), key=reasons.count)
        view.remedy = "Only councils, combined authorities, regions and nations can be shown."
    else:
        view.refusal = "no recognised areas"
        view.remedy = "Check the names or codes against the template."
