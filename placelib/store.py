"""The only door to the place database: read-only, locked, a cursor a call, one SQL file a query."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from placelib.errors import NoDatabase

DATABASE = Path(__file__).parent.parent / "data" / "places.duckdb"
QUERIES = Path(__file__).parent / "sql"
LOCKED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "threads": "1",
    "memory_limit": "512MB",
    "lock_configuration": "true",
}

Row = dict[str, Any]


class Store:
    """Answers named queries from one database file; safe to share between threads.

    DuckDB connections shared by threads give wrong answers without an error, so every call works
    on a cursor of its own and closes it.
    """

    def __init__(self, path: Path = DATABASE) -> None:
        """Open the file read-only, with no way out to other files.

        Raises NoDatabase when it is missing or not a database.
        """
        if not path.is_file():
            raise NoDatabase(path.name, "is missing")
        try:
            self._connection = duckdb.connect(str(path), read_only=True, config=dict(LOCKED))
        except duckdb.Error as problem:
            raise NoDatabase(path.name, "cannot be read") from problem
        self._queries = {
            file.stem: file.read_text(encoding="utf-8") for file in sorted(QUERIES.glob("*.sql"))
        }

    def rows(self, query: str, **values: object) -> list[Row]:
        """The rows of the query in ``sql/<query>.sql`` as dictionaries; ``values`` are bound."""
        with self._connection.cursor() as cursor:
            result = cursor.execute(self._queries[query], values or None)
            names = [column[0] for column in result.description or []]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def row(self, query: str, **values: object) -> Row | None:
        """The first row of a query, None when there is none."""
        rows = self.rows(query, **values)
        return rows[0] if rows else None

    def columns(self, query: str, **values: object) -> dict[str, NDArray[Any]]:
        """The result of a query as one array a column; missing numbers are NaN, others None.

        For whole-table arithmetic, where a dictionary a row would be slow.
        """
        with self._connection.cursor() as cursor:
            arrays = cursor.execute(self._queries[query], values or None).fetchnumpy()
        return {name: _plain_array(array) for name, array in arrays.items()}

    def close(self) -> None:
        """Close the file. Calls after this fail."""
        self._connection.close()


def _plain_array(array: Any) -> NDArray[Any]:
    if not np.ma.isMaskedArray(array):
        return np.asarray(array)
    if array.dtype.kind in "fiu":
        return np.asarray(np.ma.filled(array.astype(float), np.nan))
    # Not filled(None): NumPy would put its own default, a question mark.
    plain: NDArray[Any] = np.ma.getdata(array).astype(object)
    plain[np.ma.getmaskarray(array)] = None
    return plain
