"""What all uploads of the process may take of its memory together."""

from __future__ import annotations

import itertools
import threading
import weakref

from placelib.errors import PlaceError
from placelib.uploads import limits
from placelib.uploads.reading import Reading

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


UPLOAD_BUDGET = UploadBudget(limits.ALL_UPLOADS_BYTES)
