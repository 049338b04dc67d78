"""Two files just under 10 MB, a CSV and a workbook, for measuring how fast they are read."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator

import xlsxwriter

from placelib.uploads.areas.register import JsonRegister
from placelib.uploads.limits import FILE_BYTES

# So many rows of twelve figures fill a workbook of nearly 10 MB.
WORKBOOK_ROWS, WORKBOOK_FIGURES = 92_000, 12
AGES = tuple(f"{age}-{age + 4}" for age in range(0, 90, 5))


def councils(register: JsonRegister) -> list[tuple[str, str]]:
    """Code and name of every current council whose name needs no quotation marks."""
    return [
        (area[0], area[1])
        for area in register["areas"]
        if area[2] == "ltla" and area[3] is None and "," not in area[1]
    ]


def large_csv(register: JsonRegister) -> bytes:
    """A long table: councils by year, sex and age with three figures."""
    lines = ["area_code,area_name,year,sex,age,count,rate,change"]
    size = len(lines[0])
    for line in _lines(register):
        size += len(line.encode()) + 1
        if size >= FILE_BYTES:
            break
        lines.append(line)
    return "\n".join(lines).encode()


def _lines(register: JsonRegister) -> Iterator[str]:
    chance = random.Random(10)  # noqa: S311 - the same figures in every run
    for year in range(1990, 2024):
        for sex in ("Female", "Male"):
            for age in AGES:
                for code, name in councils(register):
                    count = chance.randrange(100_000)
                    yield f"{code},{name},{year},{sex},{age},{count},{count / 997:.2f},{count % 9}"


def large_workbook(register: JsonRegister) -> bytes:
    """A sheet of councils by year and group with twelve figures a row."""
    chance = random.Random(10)  # noqa: S311 - the same figures in every run
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        measures = [f"Measure {number + 1}" for number in range(WORKBOOK_FIGURES)]
        sheet.write_row(0, 0, ["Code", "Name", "Group", "Year", *measures])
        places = councils(register)
        for row in range(WORKBOOK_ROWS):
            code, name = places[row % len(places)]
            turn = row // len(places)
            figures = [round(chance.random() * 1000, 2) for _ in measures]
            sheet.write_row(row + 1, 0, [code, name, f"Group {turn % 9}", 1980 + turn // 9])
            for column, figure in enumerate(figures):
                sheet.write_number(row + 1, 4 + column, figure)
    return out.getvalue()
