"""From a sheet that is understood to its tidy table, with every row that is not in it listed."""

from __future__ import annotations

from placelib.uploads import limits
from placelib.uploads.areanames import Register
from placelib.uploads.delimited import WRONG_WIDTH
from placelib.uploads.grid import one_line
from placelib.uploads.periodreading import PeriodReading
from placelib.uploads.repeats import shown_twice
from placelib.uploads.sections import SECTION
from placelib.uploads.sheetview import SheetView
from placelib.uploads.tidy import Tidy, make_tidy

_FEW = 0.05


def tidied(
    view: SheetView, periods: PeriodReading, register: Register, *, decimal_comma: bool
) -> tuple[Tidy, dict[int, str]]:
    """The tidy table, and every row of the block that is not in it with the reason."""
    block = view.block
    assert block is not None
    listed: dict[int, str] = {}
    for offset, why in enumerate(view.areas.why):
        number = block.first + offset
        if not any(view.grid.rows[number]):
            listed[number] = ""
        elif why == SECTION:
            listed[number] = why
        elif view.grid.flaws.get(number) == WRONG_WIDTH and not _is_remark(view, number, why):
            listed[number] = WRONG_WIDTH
        elif why:
            listed[number] = why
        elif number in periods.unknown:
            listed[number] = "unknown period"
    _drop_attributes(view)
    names, indicators = _carried(view, periods, register), indicators_of(view)

    def made() -> Tidy:
        return make_tidy(
            view.grid, block.first, view.areas, view.roles, periods.rows, indicators, set(listed),
            names, decimal_comma=decimal_comma, turned=view.turned,
        )  # fmt: skip

    tidy = made()
    if 0 < tidy.repeats <= _FEW * tidy.used_rows:
        at = (*view.where.codes, *view.where.names)
        again = shown_twice(view.grid, tidy.repeated_rows, at, view.roles.figures)
        if again:
            listed.update(dict.fromkeys(again, "the same row again"))
            tidy = made()
    return tidy, {number: why for number, why in listed.items() if why}


def _is_remark(view: SheetView, number: int, why: str) -> bool:
    """True for a line of one cell that is no place: its other cells were never there."""
    row = view.grid.rows[number]
    return view.turned or (bool(why) and len(row) - row.count("") == 1)


def _carried(view: SheetView, periods: PeriodReading, register: Register) -> dict[str, str]:
    """Give re-coded places their current code; the official names of all codes then in use.

    A place keeps its old code where the file has the new one for the same period too, and whole
    mergers always do: nothing is counted twice.
    """
    codes = view.areas.code
    present = set(zip(codes, periods.rows, strict=True))
    for offset, code in enumerate(codes):
        heirs = register.heirs.get(code, ())
        if len(heirs) != 1 or register.name(heirs[0]) != register.name(code):
            continue
        if (heirs[0], periods.rows[offset]) not in present:
            codes[offset] = heirs[0]
    return {code: register.name(code) for code in set(codes)}


def indicators_of(view: SheetView) -> dict[int, str]:
    """What each column of figures (from 0) measures: its heading less the period, or the title."""
    roles = view.roles
    title = view.title.split(" / ")[0][: limits.HEADER_CHARACTERS]
    # Where a column names the measure, a heading that is only a period adds nothing.
    named = roles.indicator is not None and not title
    return {
        index: one_line(
            roles.rests.get(index, "") if index in roles.periods else view.labels[index]
        )[: limits.HEADER_CHARACTERS]
        or title
        or ("" if named and index in roles.periods else view.grid.name or "Value")
        for index in roles.figures
    }


def _drop_attributes(view: SheetView) -> None:
    """Leave out categories that only describe the area, such as its class or region."""
    block, roles = view.block, view.roles
    assert block is not None
    for index in list(roles.categories):
        if index == roles.indicator:
            continue
        cells = view.grid.column(index, block.first, block.last)
        pairs = {pair for pair in zip(view.areas.code, cells, strict=True) if pair[0]}
        if len(pairs) == view.places > 1:
            roles.categories.remove(index)
