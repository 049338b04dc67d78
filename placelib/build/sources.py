"""Finds and reads the source files, whatever folder layout they come in."""

from __future__ import annotations

import csv
import json
import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from placelib.errors import BuildStopped

# “12”, “-0.5”, “.5” and “1e-3”. Python reads “1_000” and digits of other scripts as numbers too; no
# source means them.
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\Z", re.ASCII)

# A row of a CSV file, with the line of the file on which it ends.
Line = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the files of one build are.

    ``folder`` holds the whole source tree, or is None for a plain checkout of the publisher's
    data repository, which has figures only: the rest then comes from the last build. ``unread``
    are the checkout's folders without a CSV file of their own name.
    """

    datasets: dict[str, Path]
    folder: Path | None
    unread: tuple[str, ...] = field(default=())

    def file(self, *parts: str) -> Path:
        """A file of the source tree. Raises BuildStopped when it is missing."""
        if self.folder is None:
            raise BuildStopped(
                f"{'/'.join(parts)} was asked for, but a plain checkout has only data sets. "
                "Give the whole source tree."
            )
        path = self.folder.joinpath(*parts)
        if not path.is_file():
            raise BuildStopped(
                f"The source tree has no {'/'.join(parts)}. Every source file is needed; add it."
            )
        return path

    def records(self, *parts: str) -> list[Record]:
        """The rows of a CSV file of the source tree; see read_records."""
        return read_records(self.file(*parts))


class Record(dict[str, str]):
    """One row of a source file: its cells by column, and ``where`` it stands."""

    __slots__ = ("where",)

    def __init__(self, cells: dict[str, str], where: str) -> None:
        super().__init__(cells)
        self.where = where

    def __missing__(self, column: str) -> str:
        raise BuildStopped(
            f"{self.where} has no column “{column}”; it has {', '.join(self)}. "
            "The build needs that column; mend the file."
        )

    def number(self, column: str) -> float:
        """The cell as a number. Raises BuildStopped naming the row when it is none."""
        value = read_number(self[column])
        if value is None:
            raise self._explain_misread(column, "a number")
        return value

    def number_or_none(self, column: str) -> float | None:
        """The cell as a number, None when it is empty. Raises BuildStopped for other text."""
        return self.number(column) if self[column] else None

    def integer(self, column: str) -> int:
        """The cell as a whole number. Raises BuildStopped naming the row when it is none."""
        value = self.number(column)
        if not value.is_integer():
            raise self._explain_misread(column, "a whole number")
        return int(value)

    def choice(self, column: str, meanings: dict[str, bool]) -> bool:
        """What the cell means by ``meanings``. Raises BuildStopped for any other text."""
        if self[column] not in meanings:
            raise self._explain_misread(column, " or ".join(meanings))
        return meanings[self[column]]

    def _explain_misread(self, column: str, due: str) -> BuildStopped:
        return BuildStopped(
            f"{self.where} gives “{self[column]}” as {column}, where {due} is due. Mend the file."
        )


def read_number(text: str) -> float | None:
    """The number nearest to the text, None when the text is not a finite number."""
    value = float(text) if _NUMBER.match(text) else math.nan
    return value if math.isfinite(value) else None


def find_sources(source: Path) -> Sources:
    """The files in ``source``: a source tree (ons/datasets/*.csv and the rest) or a checkout.

    A checkout has one folder a data set, with a CSV file of the folder's name in it; whatever
    else stands beside them is not read. Raises BuildStopped when it is neither.
    """
    if (source / "ons" / "datasets").is_dir():
        files = sorted((source / "ons" / "datasets").glob("*.csv"))
        return Sources({file.stem: file for file in files}, source)
    folders = sorted(
        folder
        for folder in (source.iterdir() if source.is_dir() else [])
        if folder.is_dir() and not folder.name.startswith(".")
    )
    checkout = {
        folder.name: folder / f"{folder.name}.csv"
        for folder in folders
        if (folder / f"{folder.name}.csv").is_file()
    }
    if not checkout:
        raise BuildStopped(
            f"{source} has neither ons/datasets/*.csv nor folders with a CSV file of their own "
            "name. Give the source tree, or a checkout of the publisher's data repository."
        )
    unread = tuple(folder.name for folder in folders if folder.name not in checkout)
    return Sources(checkout, None, unread)


def read_rows(path: Path) -> tuple[list[str], list[Line]]:
    """Header and rows of a CSV file as text, byte-order mark and blank lines dropped.

    Raises BuildStopped for a file that is not UTF-8 or not CSV, and for a row whose width differs
    from the header's: nothing is guessed.
    """
    rows: list[Line] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            header = [name.strip() for name in next(reader, [])]
            for row in reader:
                if row and len(row) != len(header):
                    raise BuildStopped(
                        f"{path.name} line {reader.line_num} has {len(row)} fields and the header "
                        f"has {len(header)}. Every row must fit the header; mend the file."
                    )
                if row:
                    rows.append((reader.line_num, row))
        except (csv.Error, UnicodeDecodeError) as problem:
            raise BuildStopped(
                f"{path.name} cannot be read after line {reader.line_num}: {problem}. "
                "It must be CSV in UTF-8; mend the file."
            ) from problem
    return header, rows


def read_records(path: Path) -> list[Record]:
    """The rows of a CSV file by column; of doubled column names the first one counts.

    Raises BuildStopped for a file without rows: an empty source is a fault, not a fact.
    """
    header, rows = read_rows(path)
    if not rows:
        raise BuildStopped(f"{path.name} has no rows. Put the whole file back.")
    position: dict[str, int] = {}
    for index, name in enumerate(header):
        position.setdefault(name, index)
    return [
        Record(
            {name: row[index].strip() for name, index in position.items()},
            f"{path.name} line {line}",
        )
        for line, row in rows
    ]


def parse_json_file(path: Path) -> Any:
    """The content of a JSON file, byte-order mark dropped. Raises BuildStopped when it is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as problem:
        raise BuildStopped(
            f"{path.name} is not JSON: {problem}. Put the whole file back."
        ) from problem
