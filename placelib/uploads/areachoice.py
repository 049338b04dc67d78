"""The order in which columns of places are asked, and whether codes are those of larger areas."""

from __future__ import annotations

from placelib.uploads.areacolumns import AreaColumnFound, Places
from placelib.uploads.grid import Grid
from placelib.uploads.levels import code_and_name
from placelib.uploads.rowareas import Where, agrees


def choose_columns(
    columns: list[AreaColumnFound], level: int | None, grid: Grid, places: Places,
    first: int, last: int,
) -> Where:  # fmt: skip
    """The order in which columns say where, and whether the codes are those of larger areas.

    Among equally deep columns of names the one that agrees most with the codes comes first.
    """
    codes = [column for column in columns if column.holds == "code"]
    names = [column for column in columns if column.holds == "name"]
    if codes and names:
        own = codes[0].index
        rows = grid.rows[first : last + 1 : max(1, (last - first) // 500)]
        agreeing = {
            column.index: sum(
                agrees(code_and_name(row[own])[0], places.of(row[column.index]), places.register)
                for row in rows
            )
            for column in names
        }
        names.sort(
            key=lambda column: (
                round(column.depth), -agreeing[column.index], abs(column.index - own)
            )
        )  # fmt: skip
    return Where(
        tuple(column.index for column in codes),
        tuple(column.index for column in names),
        level,
        _codes_of_parents(codes, names, grid, places, first, last),
    )


def _codes_of_parents(
    codes: list[AreaColumnFound], names: list[AreaColumnFound], grid: Grid, places: Places,
    first: int, last: int,
) -> bool:  # fmt: skip
    """True when at least two places under different names carry the code of what they lie in."""
    if not codes or not names:
        return False
    register = places.register
    inside: dict[str, set[str]] = {}
    for row in grid.rows[first : last + 1 : max(1, (last - first) // 3000)]:
        code = next((row[column.index] for column in codes if row[column.index]), "")
        code, _ = code_and_name(code)
        name = next((row[column.index] for column in names if row[column.index]), "")
        if code and any(code in register.parents(one) for one in places.of(name).codes):
            inside.setdefault(code, set()).add(name)
    return any(len(held) > 1 for held in inside.values())
