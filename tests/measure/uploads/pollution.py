"""Malformed text tables of our own making, and how well readers bring them back.

`python -m tests.measure.uploads.pollution [STEP]` scores every STEP-th variant (all without it)
beside csv with Sniffer and pandas with sep=None. The kinds of pollution and the measure follow the
Pollock benchmark (Vitagliano et al., 2023): a file scores 0 to 10, one for loading at all and one
each for precision, recall and F1 of its header, its records and its cells. The weighted score gives
every kind of pollution the weight in WEIGHTS, however many variants of it there are.
"""

from __future__ import annotations

import csv
import io
import sys
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

import pandas as pd

from placelib.areas.registry import load_registry
from placelib.database.connection import Store
from placelib.uploads.areas.columns import Places
from placelib.uploads.areas.register import Register, make_register
from placelib.uploads.formats.delimited import read_delimited
from placelib.uploads.formats.text_file import decode
from placelib.uploads.layout.analysis import analyse_sheet
from placelib.uploads.pipeline import understand_file
from placelib.uploads.reading import Answers
from placelib.uploads.worker import load_bundled_register

Part = TypeVar("Part", str, tuple[str, ...])
Row = list[str]
ROWS, SEED_YEAR = 84, 2023
# How often a kind is met in files that councils and ministries publish, as shares of 100: our own
# estimate from the 43 files of ../shared/data/uploads, since Pollock's counts are of other files.
WEIGHTS = {
    "clean": 20, "line ends": 12, "delimiter": 9, "encoding": 14, "title": 13, "footnote": 8,
    "final line": 4, "quoting": 4, "no header": 2, "stacked headers": 5, "no rows": 1,
    "several tables": 2, "missing delimiter": 2, "extra delimiter": 2, "stray quote": 1,
    "row dialect": 1,
}  # fmt: skip
ROW_KINDS = {"missing delimiter", "extra delimiter", "stray quote", "row dialect"}


@dataclass(frozen=True)
class Variant:
    """One malformed file: its kind, its bytes, and the table a careful person would read."""

    kind: str
    data: bytes
    header: Row
    records: list[Row]


@dataclass(frozen=True)
class Got:
    """What a reader made of a file; ``says`` is true when it warned or refused."""

    header: Row
    records: list[Row]
    says: bool = False


def source() -> list[Row]:
    """84 rows of councils under a header; some cells hold delimiters, so some are quoted."""
    registry = load_registry(Store())
    areas = [area for area in registry.current("ltla") if area.name.isascii()][: ROWS - 1]
    rows = [["Code", "Council", "Year", "Class", "Remark", "Number", "Rate", "Change"]]
    for number, area in enumerate(areas):
        rows.append(
            [
                area.code, area.name, str(SEED_YEAR), "UA" if area.is_utla else "NMD",
                f"Note {number}, checked" if number % 3 else "", str(1000 + 7 * number),
                f"{number / 8:.3f}", str(number - 40),
            ]
        )  # fmt: skip
    return rows


def written(rows: list[Row], delimiter: str = ",", quote: str = '"', end: str = "\n") -> list[str]:
    """The rows as lines, quoted where a cell holds the delimiter or the quotation mark."""
    return [_line(row, delimiter, quote) + end for row in rows]


def _line(row: Row, delimiter: str = ",", quote: str = '"') -> str:
    return delimiter.join(
        quote + cell.replace(quote, quote * 2) + quote
        if delimiter in cell or quote in cell
        else cell
        for cell in row
    )


def variants(rows: list[Row]) -> Iterator[Variant]:
    """Every variant of the table: whole-file pollutions, then one for each row and cell."""
    for kind, text in _in_form(rows):
        yield Variant(kind, text.encode(), rows[0], rows[1:])
    for encoding in ("utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"):
        yield Variant("encoding", "".join(written(rows)).encode(encoding), rows[0], rows[1:])
    yield from _in_content(rows)
    for number in range(len(rows)):
        yield from _in_row(rows, number)


def _in_form(rows: list[Row]) -> Iterator[tuple[str, str]]:
    """The same table written in other ways."""
    plain = "".join(written(rows))
    lines = written(rows)
    yield "clean", plain
    for end in ("\r\n", "\r"):
        yield "line ends", "".join(written(rows, end=end))
    yield (
        "line ends",
        "".join(line.replace("\n", "\r\n") for line in lines[:40]) + "".join(lines[40:]),
    )
    for delimiter in (";", "\t", "|", "^", " "):
        yield "delimiter", "".join(written(rows, delimiter))
    yield "delimiter", "".join(f"{', '.join(map(_quoted, row))}\n" for row in rows)
    yield "delimiter", "sep=;\n" + "".join(written(rows, ";"))
    yield "quoting", "".join(written(rows, quote="'"))
    yield "quoting", "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    yield (
        "quoting",
        "".join(",".join(cell.replace(",", "\\,") for cell in row) + "\n" for row in rows),
    )
    yield "final line", plain.removesuffix("\n")
    yield "final line", plain + "\n\n"
    yield "title", f"Councils in {SEED_YEAR}\nSource: made up\n\n{plain}"
    yield "title", f"Councils in {SEED_YEAR},,,,,,,\n,,,,,,,\n{plain}"
    yield "title", "".join(f"A line of notes number {n}\n" for n in range(9)) + plain
    yield "footnote", f"{plain}\nNotes\n1 Made up.\n"
    yield "footnote", f"{plain}Source: made up,,,,,,,\n"


def _quoted(cell: str) -> str:
    return f'"{cell}"' if "," in cell else cell


def _in_content(rows: list[Row]) -> Iterator[Variant]:
    """Tables with another header, fewer rows, or a second table below."""
    header, body = rows[0], rows[1:]
    plain = "".join(written(rows))
    yield Variant("no header", "".join(written(body)).encode(), [], body)
    above = ["", "", "", "", "", "Figures", "Figures", "Figures"]
    both = [f"{top} | {low}" if top else low for top, low in zip(above, header, strict=True)]
    yield Variant("stacked headers", "".join(written([above, *rows])).encode(), both, body)
    top = ["", "", "", "", "", "Made up", "Made up", "Made up"]
    three = [f"{one} | {low}" if one else low for one, low in zip(top, both, strict=True)]
    yield Variant("stacked headers", "".join(written([top, above, *rows])).encode(), three, body)
    yield Variant("no rows", b"", [], [])
    yield Variant("no rows", _line(header).encode(), header, [])
    yield Variant("no rows", "".join(written(rows[:2])).encode(), header, rows[1:2])
    for width in (6, len(header), len(header) + 2):
        second = [[*row, "x", "y"][:width] for row in rows[:12]]
        text = f"{plain}\nA second table\n\n{''.join(written(second))}"
        yield Variant("several tables", text.encode(), header, body)


def _in_row(rows: list[Row], number: int) -> Iterator[Variant]:
    lines = written(rows)
    row = rows[number]

    def variant(kind: str, line: str, cells: Row) -> Variant:
        text = "".join([*lines[:number], line + "\n", *lines[number + 1 :]])
        # No column can be made up for a cell too many, nor left out for one that is missing.
        kept = (cells + [""] * len(row))[: len(row)]
        header, *body = [*rows[:number], kept, *rows[number + 1 :]]
        return Variant(kind, text.encode(), header, body)

    for at in range(len(row)):
        if at:
            merged = [*row[: at - 1], row[at - 1] + row[at], *row[at + 1 :]]
            yield variant("missing delimiter", _line(merged), merged)
        extra = [*row[:at], "", *row[at:]]
        yield variant("extra delimiter", _line(extra), extra)
        read_quoted = [_line([cell]) if "," not in cell else f'"{cell}"' for cell in row]
        read_quoted[at] = read_quoted[at] + '"'
        yield variant("stray quote", ",".join(read_quoted), row)
    for delimiter in (";", "\t", " ", ", "):
        parts = [cell if delimiter not in cell and "," not in cell else f'"{cell}"' for cell in row]
        yield variant("row dialect", delimiter.join(parts), row)


def ours(register: Register) -> Callable[[bytes], Got]:
    """The project's reader; it ``says`` something unless its verdict is a plain “read”."""

    def read(data: bytes) -> Got:
        reading, _ = understand_file("table.csv", data, register, Answers())
        says = reading.verdict != "read" or "several tables" in {p.kind for p in reading.problems}
        if reading.first_row is None or reading.last_row is None:
            header = decode(data).text.split(",") if reading.delimiter else []
            return Got(header, [], says)
        grid = read_delimited(decode(data).text, "csv").grid
        view = analyse_sheet(grid, Places(register, {}))
        body = [row for row in grid.rows[reading.first_row - 1 : reading.last_row] if any(row)]
        used = [*body, view.labels]
        width = max(n for n in range(grid.width + 1) if n == 0 or any(row[n - 1] for row in used))
        return Got(
            view.labels[:width] if reading.header_rows else [], [row[:width] for row in body], says
        )

    return read


def sniffed(data: bytes) -> Got:
    """Python's csv with the dialect that Sniffer finds; the first row is the header."""
    text = data.decode("utf-8", errors="replace")
    rows = list(csv.reader(io.StringIO(text), csv.Sniffer().sniff(text[:4096])))
    return Got(rows[0], rows[1:])


def with_pandas(data: bytes) -> Got:
    """pandas with sep=None, everything as text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = pd.read_csv(
            io.BytesIO(data), sep=None, engine="python", dtype=str, keep_default_na=False
        )
    return Got([str(name) for name in frame.columns], [list(row) for row in frame.to_numpy()])


def points(variant: Variant, got: Got | None) -> float:
    """0 to 10 for one file; a file that the reader could not load scores 0."""
    if got is None:
        return 0.0
    wanted, found = variant.records, got.records
    return (
        1.0
        + _three(Counter(variant.header), Counter(got.header))
        + _three(Counter(map(tuple, wanted)), Counter(map(tuple, found)))
        + _three(Counter(chain(*wanted)), Counter(chain(*found)))
    )


def _three(wanted: Counter[Part], found: Counter[Part]) -> float:
    """Precision, recall and F1 together; 3 when both are empty."""
    if not wanted and not found:
        return 3.0
    shared = (wanted & found).total()
    precision = shared / found.total() if found else 0.0
    recall = shared / wanted.total() if wanted else 0.0
    both = precision + recall
    return precision + recall + (2 * precision * recall / both if both else 0.0)


def run(
    read: Callable[[bytes], Got], chosen: list[Variant]
) -> tuple[float, float, dict[str, float], list[Variant]]:
    """Simple and weighted score, the mean of each kind, and files read wrongly without a word."""
    kinds: dict[str, list[float]] = defaultdict(list)
    silent = []
    for variant in chosen:
        try:
            got: Got | None = read(variant.data)
        except (csv.Error, ValueError, IndexError, pd.errors.ParserError):
            got = None
        kinds[variant.kind].append(points(variant, got))
        if got is not None and not got.says and got.header != variant.header:
            silent.append(variant)
    means = {kind: sum(scores) / len(scores) for kind, scores in kinds.items()}
    simple = sum(map(sum, kinds.values())) / len(chosen)
    weight = sum(WEIGHTS[kind] for kind in means)
    return simple, sum(WEIGHTS[kind] * mean for kind, mean in means.items()) / weight, means, silent


def main(arguments: list[str]) -> int:
    """Print the scores of the three readers."""
    step = int(arguments[0]) if arguments else 1
    every = list(variants(source()))
    whole = [variant for variant in every if variant.kind not in ROW_KINDS]
    chosen = whole + [variant for variant in every if variant.kind in ROW_KINDS][::step]
    readers = {
        "this reader": ours(make_register(load_bundled_register(), {})),
        "csv with Sniffer": sniffed,
        "pandas sep=None": with_pandas,
    }
    sys.stdout.write(f"{len(chosen):,} files of {len(every):,}\n")
    for name, read in readers.items():
        simple, weighted, means, silent = run(read, chosen)
        sys.stdout.write(
            f"{name:18} simple {simple:5.2f}  weighted {weighted:5.2f}  "
            f"wrong header without a word: {len(silent)}\n"
        )
        lows = {kind: round(mean, 2) for kind, mean in means.items() if mean < 9.9}
        sys.stdout.write(f"{'':18} below 9.9: {lows}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
