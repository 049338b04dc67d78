"""Three files to try a quick view with, and an empty table to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from placelib.exports.spreadsheets import MIME, write_xlsx

FOLDER = Path(__file__).parent.parent / "content" / "examples"


@dataclass(frozen=True, slots=True)
class Example:
    """A file to try, with what it is and what is awkward about it, as Markdown."""

    file: str
    title: str
    what: str
    mime: str

    def read(self) -> bytes:
        """The file's content."""
        return (FOLDER / self.file).read_bytes()


EXAMPLES = (
    Example(
        "library-visits-made-up.csv",
        "Library visits – made-up counts",
        "Title rows and footnotes, financial years across, `[c]` for withheld, a total row, a name "
        "that could be either of two places and a misspelt one. Nobody counted these visits.",
        "text/csv",
    ),
    Example(
        "persistent-absence.xlsx",
        "Persistent absence – official figures from this app, made untidy",
        "Two header rows, codes from before a boundary change, notes on a second sheet, and "
        "England as a row of its own.",
        MIME,
    ),
    Example(
        "recycling-rate-made-up.csv",
        "Recycling rate – made-up percentages",
        "Semicolons, a column of years such as 2019/20, former districts, and a row whose code and "
        "name are two different places. Nobody weighed this waste.",
        "text/csv",
    ),
)

_ROWS = (
    ("E08000012", "Liverpool", "2022/23", "Visits per 1,000 people", "2480"),
    ("E08000012", "Liverpool", "2023/24", "Visits per 1,000 people", "2610"),
    ("E08000014", "Sefton", "2022/23", "Visits per 1,000 people", "1930"),
    ("E08000014", "Sefton", "2023/24", "Visits per 1,000 people", "[c]"),
)
_COLUMNS = ("Area code", "Area name", "Period", "Measure", "Value")
_NOTES = (
    "Replace the example rows with your own; the figures in them are made up.",
    "Area code: the nine characters of the Office for National Statistics. A name alone will do.",
    "Period: 2023, 2022/23, 2020 to 2022, June 2023 or 30 June 2023.",
    "Measure: what the value counts, with its unit. Several measures may stand below each other.",
    "Value: a number, or the reason for a gap, which is never a 0.",
    "Reasons: [c] confidential, [x] not available, [z] not applicable, [u] low reliability.",
)


def write_template() -> bytes:
    """An XLSX file with the columns that are always understood, example rows and notes."""
    return write_xlsx([dict(zip(_COLUMNS, row, strict=True)) for row in _ROWS], _NOTES)
