"""Counts the rows of source files that are read whole, by what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from placelib.build.sources import Record, Sources
from placelib.errors import BuildStopped

LOADED = "loaded"


class RowOutcomes:
    """What became of every row of the files behind leverage; no row is counted twice.

    >>> outcomes = RowOutcomes()
    >>> outcomes.count("a.csv", LOADED)
    >>> outcomes.rows()
    [('a.csv', 'loaded', 1)]
    """

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._sizes: dict[str, int] = {}

    def read(self, sources: Sources, *parts: str) -> Iterator[Record]:
        """The rows of a source file, remembering how many there are."""
        records = sources.records(*parts)
        self._sizes[parts[-1]] = len(records)
        yield from records

    def count(self, file: str, outcome: str) -> None:
        """Say what became of one row of a file."""
        self._counts[file, outcome] += 1

    def rows(self) -> list[tuple[str, str, int]]:
        """File, outcome and number of rows. Raises BuildStopped when a row was not counted once."""
        counted: Counter[str] = Counter()
        for (file, _), number in self._counts.items():
            counted[file] += number
        for file, size in self._sizes.items():
            if counted[file] != size:
                raise BuildStopped(
                    f"{file} has {size:,} rows, of which {counted[file]:,} are accounted for. "
                    "Every row is loaded or counted by reason; mend the reading."
                )
        return sorted((file, outcome, number) for (file, outcome), number in self._counts.items())
