"""What an uploaded file may ask of the machine, and what all of them may take of its memory.

In bytes, seconds, rows and columns. Where each is applied: .streamlit/config.toml refuses a larger
file, server/upload_memory.py counts files while they arrive, worker.py bounds the process that
reads one, ``UPLOAD_BUDGET`` counts what stays.
"""

from __future__ import annotations

import itertools
import threading
import weakref

from placelib.errors import PlaceError
from placelib.uploads.reading import Reading

# What uploads may weigh, and what workbooks may unpack to.
MEGABYTE = 1_000_000
# What the page promises and .streamlit/config.toml says too.
FILE_BYTES = 10 * MEGABYTE
# Ordinary workbooks of 10 MB unpack to 50 to 65 MB, so 50 would refuse files that are allowed.
UNPACKED_BYTES = 100 * MEGABYTE
# Ordinary workbooks unpack to five to twenty times their size, and have a few dozen parts.
UNPACKED_RATIO = 200
# One workbook with 287 sheets of other files has 600 parts.
ENTRIES = 1_000
# The ratio of a small, very regular sheet is high without any harm in it.
RATIO_COUNTS_FROM = 2 * MEGABYTE
# A table of ten megabytes takes up to 270 MB, and the libraries' own address space some more.
CHILD_MEMORY = 400 << 20
# Of processor time: on a busy server a good file may take longer by the clock.
# Ten megabytes take two to six.
CHILD_SECONDS = 20
# And an end by the clock, for what waits without computing.
CHILD_SECONDS_BY_THE_CLOCK = 120
# More than this and the machine's two cores would be gone: the others wait their turn.
CHILDREN_AT_ONCE = 2
# Two readers of smaller files take 400 MB together, one of a larger file 300: one at a time.
LARGE_FILE_BYTES = 6 * MEGABYTE
# Six seconds each: by then twenty large files were read.
WAIT_SECONDS = 120
# What the files and the tables of all visitors may take of the server's memory.
ALL_UPLOADS_BYTES = 256 * MEGABYTE
# What one visit may have sent and not yet taken away: a file, and the one in its place.
VISIT_UPLOAD_BYTES = 25 * MEGABYTE
# Ten megabytes hold some 200,000 rows of real tables; two million short ones are no table.
ROWS = 500_000
# 1,990 columns are 50 measures over 40 years.
COLUMNS = 2_000
# Three million cells take 270 MB of a worker.
CELLS = 3_000_000
# What all texts of a workbook may come to once repeats and references are unfolded; a sheet of ten
# megabytes has about 20 million characters.
TEXT_CHARACTERS = 60_000_000
# Shared strings shorter than this are never counted: 3 million of them are within the limit above.
LONG_TEXT = 200
# A longer cell is a file inside a cell.
CELL_CHARACTERS = 100_000
# What is shown of a heading.
HEADER_CHARACTERS = 200
# A record that takes more lines than this is a quotation mark that was never meant to open one.
LINES_IN_ONE_CELL = 600
# Rows and places that are named one by one; all are counted.
LISTED_AT_MOST = 2_000
LABELS_AT_MOST = 2_000
EXTENSIONS = ("csv", "tsv", "txt", "xlsx", "xls", "ods")
# What one figure on show takes as an observation, with its place and period.
_SHOWN_FIGURE_BYTES = 160
# The position of a figure among those of its measure.
_POSITION_BYTES = 4
# What one line of a list takes: a place, a row that is not used, a question's choice.
_LISTED_BYTES = 300


class TooManyUploads(PlaceError):
    """The uploads of all visitors together take as much memory as they may."""


class UploadBudget:
    """A number of bytes, and who has how many of them; safe to use from any thread."""

    def __init__(self, total: int) -> None:
        """``total`` in bytes."""
        self.total = total
        self._sizes: dict[int, int] = {}
        self._numbers = itertools.count()
        self._lock = threading.Lock()

    @property
    def taken(self) -> int:
        """The bytes that are in use."""
        # A copy: a table may end meanwhile, in this thread too.
        return sum([*self._sizes.values()])

    def take(self, holder: object, size: int) -> None:
        """Count ``size`` bytes for as long as ``holder`` exists; raises TooManyUploads beyond."""
        with self._lock:
            if self.taken + size > self.total:
                raise TooManyUploads(
                    "Many tables are open here just now, and there is no memory for another. "
                    "Please try again in a few minutes: each one ends with its visit."
                )
            number = next(self._numbers)
            self._sizes[number] = size
        weakref.finalize(holder, self._sizes.pop, number)


def estimate_table_bytes(data: bytes, reading: Reading, figures_shown: int) -> int:
    """What a table takes of memory while its visitor is here: the file, and what was read of it.

    ``figures_shown`` is how many figures are in memory as observations at most: those of its
    largest measures, as many as are remembered at a time.
    """
    table = reading.table
    columns = (
        table.source_row, table.source_col, table.area_code, table.area_name,
        table.period, table.indicator, table.value, table.status,
    )  # fmt: skip
    numbers = sum(getattr(column, "itemsize", 8) * len(column) for column in columns)
    lists = len(reading.listed) + len(reading.labels) + len(reading.columns) + len(reading.rows)
    return (
        len(data)
        + numbers
        + len(table) * _POSITION_BYTES
        + lists * _LISTED_BYTES
        + figures_shown * _SHOWN_FIGURE_BYTES
    )


UPLOAD_BUDGET = UploadBudget(ALL_UPLOADS_BYTES)
