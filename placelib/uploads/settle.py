"""What a person decided, and what reorganisation asks for, done to the tidy table."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from placelib.uploads.additive import is_an_average
from placelib.uploads.areanames import Register
from placelib.uploads.grid import Grid
from placelib.uploads.tidy import Tidy

FORMER = "sum of former areas"
_COLUMNS = ("row", "col", "area", "name", "period", "indicator", "status", "value")


def combine_repeats(tidy: Tidy, how: str) -> None:
    """Make one entry of those that share area, period and indicator: sum, mean or first.

    A sum or mean with a gap in it is a gap.
    """
    groups: dict[tuple[int, int, int], list[int]] = {}
    for number, key in enumerate(zip(tidy.area, tidy.period, tidy.indicator, strict=True)):
        groups.setdefault(key, []).append(number)
    for members in groups.values():
        if how != "first" and len(members) > 1:
            total = sum(tidy.value[number] for number in members)
            tidy.value[members[0]] = total / (len(members) if how == "mean" else 1)
            incomplete = total != total
            word = f"{'incomplete ' if incomplete else ''}{how} of {len(members)} rows"
            tidy.status[members[0]] = tidy.position(word)
    _keep(tidy, sorted(members[0] for members in groups.values()))
    tidy.repeats = 0


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
    tidy: Tidy, register: Register, additive: set[int], said: set[int], *, turned: bool = False
) -> list[str]:
    """Replace the parts of a merged council by their sum, where all are there and may be added.

    ``additive`` are the columns (from 1) of counts and money, ``said`` those of which a person said
    so; in the others a row that speaks of an average stays as it is. Where areas are columns
    (``turned``) both are rows. Gives the codes of the councils that were summed; where a part is
    missing or the new council is there too, nothing is changed.
    """
    before = _predecessors(register)
    former = {code for codes in before.values() for code in codes}
    if not former.intersection(tidy.texts):
        return []
    groups: dict[tuple[int, int, int], dict[str, int]] = {}
    averages = {number for number in set(tidy.indicator) if is_an_average(tidy.texts[number])}
    for number, column in enumerate(tidy.row if turned else tidy.col):
        if column in said or (column in additive and tidy.indicator[number] not in averages):
            key = (column, tidy.period[number], tidy.indicator[number])
            groups.setdefault(key, {})[tidy.texts[tidy.area[number]]] = number
    dropped: set[int] = set()
    made: set[str] = set()
    for present in groups.values():
        for heir in before if former.intersection(present) else ():
            parts = _parts(heir, set(present), before) if heir not in present else []
            if len(parts) < 2 or register.areas[heir][2] is not None:
                continue
            numbers = [present[part] for part in parts]
            first = min(numbers)
            total = sum(tidy.value[number] for number in numbers)
            tidy.value[first] = total
            tidy.area[first] = tidy.position(heir)
            tidy.name[first] = tidy.position(register.name(heir))
            complete = total == total
            tidy.status[first] = tidy.position(FORMER if complete else f"incomplete {FORMER}")
            dropped.update(number for number in numbers if number != first)
            made.add(heir)
    if dropped:
        _keep(tidy, [number for number in range(len(tidy.row)) if number not in dropped])
    return sorted(made)


def _predecessors(register: Register) -> dict[str, list[str]]:
    """The councils that went whole into each later one, districts and unitary councils only."""
    before: dict[str, list[str]] = {}
    # Steps lead from district to district or further: a chain is followed in _parts.
    for code, nexts in register.steps.items():
        if register.level(code) == "ltla":
            for later in nexts:
                # One that was divided makes every sum of its successors wrong.
                before.setdefault(later, []).append(code if len(nexts) == 1 else "")
    return {later: codes for later, codes in before.items() if "" not in codes}


def _parts(code: str, present: set[str], before: dict[str, list[str]]) -> list[str]:
    """The present areas that together make up a code, itself if it is present; empty if not all."""
    if code in present:
        return [code]
    parts: list[str] = []
    for one in before.get(code, ()):
        found = _parts(one, present, before)
        newer = [later for later in before if one in before[later] and later != code]
        if not found and not any(later in present for later in newer):
            return []
        parts.extend(part for part in found if part not in parts)
    return parts


def _keep(tidy: Tidy, numbers: Iterable[int]) -> None:
    kept = list(numbers)
    for name in _COLUMNS:
        column = getattr(tidy, name)
        setattr(tidy, name, array(column.typecode, (column[number] for number in kept)))
