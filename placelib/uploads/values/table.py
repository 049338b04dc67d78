"""From a sheet that is understood to its tidy table, with every row that is not in it listed."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable

from placelib.uploads import limits
from placelib.uploads.areas.register import Register, is_total
from placelib.uploads.formats.delimited import CUT_OFF, WRONG_WIDTH
from placelib.uploads.formats.grid import Grid, collapse_spaces
from placelib.uploads.layout.sheet import SECTION, SheetView
from placelib.uploads.periods.rows import PeriodReading
from placelib.uploads.values.repeats import find_exact_copies, find_respelt_repeats
from placelib.uploads.values.tidy import Tidy, TidyNames, make_tidy
from placelib.uploads.values.units import is_an_average

# One row in twenty may be a summary row that comes again among the others.
_FEW = 0.05
COPY = "the same row again"
FORMER = "sum of former areas"
_COLUMNS = ("row", "col", "area", "name", "period", "indicator", "status", "value")


def tidy_sheet(
    view: SheetView, periods: PeriodReading, register: Register, *, decimal_comma: bool
) -> tuple[Tidy, dict[int, str]]:
    """The tidy table, and every row of the block that is not in it with the reason."""
    listed = _list_unused_rows(view, periods)
    _drop_attributes(view)
    names = TidyNames(
        periods=periods.rows,
        areas=_carry_codes(view, periods, register),
        indicators=name_indicators(view),
    )
    tidy = make_tidy(view, names, listed, decimal_comma=decimal_comma)
    copies = find_exact_copies(view.grid, tidy.repeated_rows)
    if copies:
        listed.update(dict.fromkeys(copies, COPY))
        tidy = make_tidy(view, names, listed, decimal_comma=decimal_comma)
    if 0 < tidy.repeats <= _FEW * tidy.used_rows:
        place_columns = (*view.where.codes, *view.where.names)
        again = find_respelt_repeats(
            view.grid, tidy.repeated_rows, place_columns, view.roles.figures
        )
        if again:
            listed.update(dict.fromkeys(again, COPY))
            tidy = make_tidy(view, names, listed, decimal_comma=decimal_comma)
    return tidy, {number: why for number, why in listed.items() if why}


def _list_unused_rows(view: SheetView, periods: PeriodReading) -> dict[int, str]:
    """The rows (from 0) of the block that are not used, with why; empty for one without cells."""
    block = view.block
    assert block is not None
    listed: dict[int, str] = {}
    for offset, why in enumerate(view.areas.why):
        number = block.first + offset
        if not any(view.grid.rows[number]):
            listed[number] = ""
        elif why == SECTION:
            listed[number] = why
        elif view.grid.flaws.get(number) == CUT_OFF:
            listed[number] = CUT_OFF
        elif view.grid.flaws.get(number) == WRONG_WIDTH and not _is_remark(view, number, why):
            listed[number] = WRONG_WIDTH
        elif why:
            listed[number] = why
        elif number in periods.unknown:
            listed[number] = "unknown period"
    return listed


def _is_remark(view: SheetView, number: int, why: str) -> bool:
    """True for a line of one cell that is no place: its other cells were never there."""
    row = view.grid.rows[number]
    return view.turned or (bool(why) and len(row) - row.count("") == 1)


def _carry_codes(view: SheetView, periods: PeriodReading, register: Register) -> dict[str, str]:
    """Give re-coded places their current code; the official names of all codes then in use.

    A place keeps its old code where the file has the new one for the same period too, and whole
    mergers always do: nothing is counted twice.
    """
    codes = view.areas.code
    present = set(zip(codes, periods.rows, strict=True))
    for offset, code in enumerate(codes):
        successors = register.current_successors.get(code, ())
        if len(successors) != 1 or register.name(successors[0]) != register.name(code):
            continue
        if (successors[0], periods.rows[offset]) not in present:
            codes[offset] = successors[0]
    return {code: register.name(code) for code in set(codes)} | view.areas.authorities


def name_indicators(view: SheetView) -> dict[int, str]:
    """What each column of figures (from 0) measures: its heading less the period, or the title."""
    roles = view.roles
    title = view.own_title[: limits.HEADER_CHARACTERS]
    # Where a column names the measure, a heading that is only a period adds nothing.
    named = roles.indicator is not None and not title
    names = {
        index: collapse_spaces(
            (roles.rests.get(index, "") if index in roles.periods else view.labels[index]).replace(
                " | ", " · "
            )
        )[: limits.HEADER_CHARACTERS]
        or title
        or ("" if named and index in roles.periods else view.grid.name or "Value")
        for index in roles.figures
    }
    for index in roles.not_stated:
        names[index] = f"{names[index]} (period not stated)"
    first: dict[str, str] = {}
    # “Rate 2021” beside “rate 2022” is one measure.
    return {index: first.setdefault(name.casefold(), name) for index, name in names.items()}


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
            roles.attributes.append(index)


def find_total_rows(view: SheetView, tidy: Tidy) -> set[int]:
    """The rows (from 1) that repeat others and say that they are their sum: “Total”, “All”."""
    rows = {number for pair in tidy.repeated_rows.items() for number in pair}
    texts = view.roles.texts
    return {
        number + 1
        for number in rows
        if any(is_total(view.grid.rows[number][index]) for index in texts)
    }


def combine_repeats(tidy: Tidy, how: str, totals: Collection[int] = ()) -> int:
    """Make one entry of those that share area, period and indicator: sum, mean or first.

    A sum or mean with a gap in it is a gap. ``totals`` are rows (from 1) that are the sums of
    those beside them: they are not added up again. Gives how many entries were left out for that.
    """
    again = 0
    groups: dict[tuple[int, int, int], list[int]] = {}
    for number, key in enumerate(zip(tidy.area, tidy.period, tidy.indicator, strict=True)):
        groups.setdefault(key, []).append(number)
    for key, members in groups.items():
        parts = [number for number in members if tidy.row[number] not in totals]
        if how != "first" and 0 < len(parts) < len(members):
            again += len(members) - len(parts)
            groups[key] = parts
    for members in groups.values():
        if how != "first" and len(members) > 1:
            total = sum(tidy.value[number] for number in members)
            tidy.value[members[0]] = total / (len(members) if how == "mean" else 1)
            incomplete = total != total
            word = f"{'incomplete ' if incomplete else ''}{how} of {len(members)} rows"
            tidy.status[members[0]] = tidy.position(word)
    _keep(tidy, sorted(members[0] for members in groups.values()))
    tidy.repeats = 0
    return again


def scale_shares(tidy: Tidy, grid: Grid, shares: Iterable[int]) -> None:
    """Turn bare shares (0.45) into per cent in every column that also writes “45%”.

    ``shares`` are further columns (from 0), which hold nothing but shares.
    """
    signed = {index + 1 for index, units in tidy.units.items() if units["%"]}
    signed.update(index + 1 for index in shares)
    for number, column in enumerate(tidy.col):
        if column in signed:
            text = grid.rows[tidy.row[number] - 1][column - 1]
            if not text.rstrip(")").endswith("%"):
                tidy.value[number] *= 100


def add_former_areas(
    tidy: Tidy, register: Register, additive: set[int], decided: set[int], *, turned: bool = False
) -> list[str]:
    """Replace the parts of a merged council by their sum, where all are there and may be added.

    ``additive`` are the columns (from 1) of counts and money, ``decided`` those of which a person
    said so; in the others a row that speaks of an average stays as it is. Where areas are columns
    (``turned``) both are rows. Gives the codes of the councils that were summed; where a part is
    missing or the new council is there too, nothing is changed.
    """
    before = _find_predecessors(register)
    former = {code for codes in before.values() for code in codes}
    if not former.intersection(tidy.texts):
        return []
    groups: dict[tuple[int, int, int], dict[str, int]] = {}
    averages = {number for number in set(tidy.indicator) if is_an_average(tidy.texts[number])}
    for number, column in enumerate(tidy.row if turned else tidy.col):
        if column in decided or (column in additive and tidy.indicator[number] not in averages):
            key = (column, tidy.period[number], tidy.indicator[number])
            groups.setdefault(key, {})[tidy.texts[tidy.area[number]]] = number
    dropped: set[int] = set()
    summed: set[str] = set()
    for present in groups.values():
        for successor in before if former.intersection(present) else ():
            parts = (
                _split_parts(successor, set(present), before) if successor not in present else []
            )
            if len(parts) < 2 or register.areas[successor][2] is not None:
                continue
            numbers = [present[part] for part in parts]
            first = min(numbers)
            total = sum(tidy.value[number] for number in numbers)
            tidy.value[first] = total
            tidy.area[first] = tidy.position(successor)
            tidy.name[first] = tidy.position(register.name(successor))
            complete = total == total
            tidy.status[first] = tidy.position(FORMER if complete else f"incomplete {FORMER}")
            dropped.update(number for number in numbers if number != first)
            summed.add(successor)
    if dropped:
        _keep(tidy, [number for number in range(len(tidy.row)) if number not in dropped])
    return sorted(summed)


def _find_predecessors(register: Register) -> dict[str, list[str]]:
    """The councils that went whole into each later one, districts and unitary councils only."""
    before: dict[str, list[str]] = {}
    # Steps lead from district to district or further: a chain is followed in _split_parts.
    for code, nexts in register.steps.items():
        if register.level(code) == "ltla":
            for later in nexts:
                # One that was divided makes every sum of its successors wrong.
                before.setdefault(later, []).append(code if len(nexts) == 1 else "")
    return {later: codes for later, codes in before.items() if "" not in codes}


def _split_parts(code: str, present: set[str], before: dict[str, list[str]]) -> list[str]:
    """The present areas that together make up a code, itself if it is present; empty if not all."""
    if code in present:
        return [code]
    parts: list[str] = []
    for earlier in before.get(code, ()):
        parts_below = _split_parts(earlier, present, before)
        newer = [later for later in before if earlier in before[later] and later != code]
        if not parts_below and not any(later in present for later in newer):
            return []
        parts.extend(part for part in parts_below if part not in parts)
    return parts


def _keep(tidy: Tidy, numbers: Iterable[int]) -> None:
    positions = list(numbers)
    for name in _COLUMNS:
        column = getattr(tidy, name)
        setattr(tidy, name, array(column.typecode, (column[number] for number in positions)))
