"""Reads every data set file into one table, and accounts for every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from placelib.build.source_row import SourceRow, parse_row
from placelib.build.sources import Line, read_rows
from placelib.build.tables import Tables
from placelib.errors import BadPeriod, BuildStopped
from placelib.periods import read_period

NEEDED = (
    "areacd",
    "areanm",
    "geography",
    "indicator",
    "period",
    "observation",
    "lci_95",
    "uci_95",
    "status",
)
NO_CODE = "set aside: the source gives the area no code"
REPEAT = "set aside: repeats a row already loaded, with the same value"
NOT_LISTED = "set aside: the indicator is not in the catalogue"
CLASH = "stopped the build: repeats a row already loaded, with another value"

# Codes that name an area which has another code. The publisher gives London's figures a second time
# under the Greater London Authority's code; the international (ITL) level 1 areas are the English
# regions and the nations under other codes, and household income, given under both, is equal in all
# its rows: a row that is not stops the build. Only under the ITL code do productivity, trade and
# investment have regional figures.
SAME_AREA = {
    "E61000001": "E12000007",
    "TLB": "E92000001",
    "TLC": "E12000001",
    "TLD": "E12000002",
    "TLE": "E12000003",
    "TLF": "E12000004",
    "TLG": "E12000005",
    "TLH": "E12000006",
    "TLI": "E12000007",
    "TLJ": "E12000008",
    "TLK": "E12000009",
    "TLL": "W92000004",
    "TLM": "S92000003",
    "TLN": "N92000002",
}


@dataclass(frozen=True, slots=True)
class AreaMention:
    """An area as the figures name it; ``where`` is its first row. The name may be empty."""

    name: str
    where: str


@dataclass(slots=True)
class DatasetReading:
    """All rows of all files that are kept, and what became of every row by file.

    ``sizes`` has the number of rows of each file, ``units`` the measures and units that the files
    give with each indicator.
    """

    rows: list[SourceRow] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)
    audit: Counter[tuple[str, str]] = field(default_factory=Counter)
    mentions: dict[str, AreaMention] = field(default_factory=dict)
    units: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The tables of a new data file, and how the figures in them were read.

    For a build from a checkout, ``carried`` are the data sets that stay as in the last build and
    ``unused`` the folders that hold no data set of the catalogue.
    """

    tables: Tables
    reading: DatasetReading
    carried: tuple[str, ...] = field(default=())
    unused: tuple[str, ...] = field(default=())


def read_datasets(
    files: Mapping[str, Path], slugs: Mapping[tuple[str, str], str]
) -> DatasetReading:
    """The observations of all data set files, in a fixed order.

    ``slugs`` maps (data set, the publisher's indicator name) to the indicator's slug. Rows that
    repeat a key with the same value are counted, with another value they are a problem, which
    the checks turn into a stop.
    """
    reading = DatasetReading()
    loaded: dict[tuple[str, str, str], SourceRow] = {}
    for name in sorted(files):
        header, rows = read_rows(files[name])
        reading.sizes[name] = len(rows)
        layout = _FileLayout.of(name, files[name].name, header)
        for line in rows:
            reading.audit[name, _load_row(layout, line, slugs, loaded, reading)] += 1
    reading.rows = [loaded[key] for key in sorted(loaded)]
    return reading


@dataclass(frozen=True, slots=True)
class _FileLayout:
    """One data set file: where each column stands."""

    dataset: str
    file: str
    places: Mapping[str, int]
    notes: tuple[int, ...]
    measure: tuple[int, ...]

    @classmethod
    def of(cls, dataset: str, file: str, header: list[str]) -> _FileLayout:
        names = [column.lower() for column in header]
        missing = [column for column in NEEDED if column not in names]
        if missing:
            raise BuildStopped(
                f"{file} has no column {', '.join(missing)}. A data set needs "
                f"{', '.join(NEEDED)}, in any order; mend the file."
            )
        return cls(
            dataset,
            file,
            {column: names.index(column) for column in NEEDED},
            tuple(index for index, column in enumerate(names) if column == "notes"),
            tuple(names.index(column) for column in ("measure", "unit") if column in names),
        )


def _load_row(
    layout: _FileLayout,
    line: Line,
    slugs: Mapping[tuple[str, str], str],
    loaded: dict[tuple[str, str, str], SourceRow],
    reading: DatasetReading,
) -> str:
    """Load the row, or set it aside; returns what became of it."""
    number, texts = line
    cells = {column: texts[index].strip() for column, index in layout.places.items()}
    slug = slugs.get((layout.dataset, cells["indicator"]))
    if slug is None:
        return NOT_LISTED
    code = SAME_AREA.get(cells["areacd"], cells["areacd"])
    if not code or code.lower() == "na":
        return NO_CODE
    if len(layout.measure) == 2:
        measure, unit = (texts[index].strip() for index in layout.measure)
        reading.units.setdefault(slug, set()).add((measure, unit))
    where = f"{layout.file} line {number}"
    notes = " ".join(texts[index].strip() for index in layout.notes if texts[index].strip())
    parsed = parse_row(cells, notes, slug, code, where)
    reading.problems.extend(parsed.problems)
    first = loaded.setdefault((slug, code, cells["period"]), parsed.row)
    if first is not parsed.row:
        if first.content == parsed.row.content:
            return REPEAT
        reading.problems.append(
            f"{first.where} and {where} both give {cells['indicator']} for {code} in "
            f"{cells['period']}, with different values"
        )
        return CLASH
    # An area without a name in one file has one in another; the first name found counts.
    mention = reading.mentions.get(code)
    if mention is None or (not mention.name and cells["areanm"]):
        first_place = mention.where if mention else where
        reading.mentions[code] = AreaMention(cells["areanm"], first_place)
    return parsed.outcome


def make_figure_tables(reading: DatasetReading) -> Tables:
    """The tables observation, period and row_audit; the checks name a period that is none."""
    observations = [
        (
            row.indicator,
            row.area_code,
            row.period,
            row.value,
            row.lower,
            row.upper,
            row.status,
            row.gap,
            row.note,
        )
        for row in reading.rows
    ]
    periods = []
    for slug, text in sorted({(row.indicator, row.period) for row in reading.rows}):
        try:
            period = read_period(text)
        except BadPeriod:
            continue
        periods.append((slug, text, period.starts, period.ends, period.label))
    audit = sorted((file, outcome, rows) for (file, outcome), rows in reading.audit.items())
    return {"observation": observations, "period": periods, "row_audit": audit}
