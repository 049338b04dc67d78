"""The only door to the place database: read-only, locked, a cursor a call, one SQL file a query."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import duckdb
import numpy as np
from numpy.typing import NDArray

from placelib.errors import NoCatalogue, NoDatabase

DATABASE = Path(__file__).parents[2] / "data" / "places.duckdb"
QUERIES = Path(__file__).parent / "queries"
# The environment's name for data that lies elsewhere.
DATA_PLACE = "BEND_DATA"
OPENING = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "threads": "1",
    "memory_limit": "512MB",
}
LOCKED = {**OPENING, "enable_external_access": "false", "lock_configuration": "true"}
# What DuckDB needs beyond itself, by the beginning of an address. Nothing is ever downloaded here:
# whoever sets BEND_DATA to such an address installs the extension with DuckDB beforehand.
EXTENSIONS = {
    "ducklake:": ("ducklake",),
    "ducklake:postgres:": ("postgres_scanner",),
    "md:": ("motherduck",),
}

# The fact in the table metadata that tells whether all parts of a file belong together.
# As data files have called it from the first on.
CHECKSUM_KEY = "seal"
# Tables that a file made before them lacks: the queries then find these empty ones.
LATER_TABLES = Path(__file__).parent / "later_tables.sql"
# Tables made of the data file when it is opened.
OPENING_TABLES = Path(__file__).parent / "opening_tables.sql"
# Neighbourhoods and assets have a file of their own, which stays beside the bundled one whatever
# BEND_DATA names; without it the queries find empty tables.
NEIGHBOURHOODS = DATABASE.with_name("neighbourhoods.duckdb")
NEIGHBOURHOOD_TABLES = Path(__file__).parent / "neighbourhood_tables.sql"
# What a query may meet when the file or the catalogue fails under it; anything else is our mistake.
_FAULTS = (duckdb.IOException, duckdb.FatalException)

Row = dict[str, Any]
# Inode, time of the last change and size of a file: the same mark is the same content.
FileStamp = tuple[int, int, int]


def find_data_location() -> Path | str:
    """Where the figures are: the bundled file, or what BEND_DATA names.

    BEND_DATA is the path of a file, ``ducklake:...`` for a catalogue or ``md:...`` for MotherDuck.
    """
    address = os.environ.get(DATA_PLACE, "").strip()
    if not address:
        return DATABASE
    return address if address.startswith(tuple(EXTENSIONS)) else Path(address)


def read_file_stamp(path: Path) -> FileStamp | None:
    """What tells one content of a file from another; None when it cannot be reached."""
    try:
        return _stamp(path.stat())
    except OSError:
        return None


class Store:
    """Answers named queries from one database; safe to share between threads.

    DuckDB connections shared by threads give wrong answers without an error, so every call works
    on a cursor of its own and closes it. The database is attached to an empty one in memory: a file
    that DuckDB opens directly is answered from the one it replaced, while that is still open.
    """

    def __init__(self, place: Path | str | None = None) -> None:
        """Attach the database read-only, with no way out to other files.

        ``place`` is a file or an address (by itself find_data_location).
        Raises NoDatabase when it is missing or not a database, or cannot be reached.
        """
        self._place = find_data_location() if place is None else place
        self._queries = _read_queries()
        self._file = _file_of(self._place)
        self.stamp = _stamp(os.fstat(self._file.fileno())) if self._file else None
        # None where the file beside is not there: the queries then find empty tables.
        self.neighbourhood_stamp = read_file_stamp(NEIGHBOURHOODS)
        # What exceeds the memory limit goes into a folder of this process, which DuckDB makes and
        # removes; by itself it takes .tmp where the app was started, as in a checkout. The folder
        # is the store's alone, since the lock leaves it readable.
        config: dict[str, Any] = {**OPENING, "temp_directory": _name_spill_folder()}
        self._connection = duckdb.connect(":memory:", config=config)
        with self._explained("cannot be read"):
            attached = _attach(self._connection, str(self._place), NEIGHBOURHOODS)
        self._search_path = ",".join(f"{name}.main" for name in attached)
        if isinstance(self._place, Path) and read_file_stamp(self._place) != self.stamp:
            raise NoDatabase(self._place.name, "was replaced while it was being opened")
        if read_file_stamp(NEIGHBOURHOODS) != self.neighbourhood_stamp:
            raise NoDatabase(NEIGHBOURHOODS.name, "was replaced while it was being opened")

    def verify(self) -> None:
        """Read every row of every table, and prepare every query; slow for large data.

        A file that was cut short, half copied or damaged has blocks that do not match their
        checksums; one that is half of one content and half of another does not match its own
        checksum; one made by another version of the build lacks a table or a column. Raises
        NoDatabase for each.
        """
        with self._explained("is damaged or was copied only in part"), self._cursor() as cursor:
            with self._explained(
                "does not fit this version of the app", (duckdb.CatalogException,)
            ):
                cursor.execute("PREPARE metadata AS SELECT key, value FROM metadata")
            facts = dict(cursor.execute("SELECT key, value FROM metadata").fetchall())
            computed = compute_checksum(cursor)
        beside = NEIGHBOURHOODS.name
        why = "is damaged or was copied only in part"
        with self._explained(why, name=beside), self._cursor() as cursor:
            compute_checksum(cursor, "neighbourhoods")
        recorded = facts.get(CHECKSUM_KEY, "")
        # Another DuckDB may reckon the checksum in another way.
        if recorded.partition(":")[0] == computed.partition(":")[0] and recorded != computed:
            raise NoDatabase(Path(str(self._place)).name, "was copied only in part")
        with self._explained("does not fit this version of the app"), self._cursor() as cursor:
            for query in self._queries.values():
                cursor.execute(f"PREPARE one AS {query}")
        if isinstance(self._place, Path) and read_file_stamp(self._place) != self.stamp:
            raise NoDatabase(self._place.name, "is being written")

    def rows(self, query: str, **values: object) -> list[Row]:
        """The rows of ``queries/<query>.sql`` as dictionaries; ``values`` are bound."""
        with self._sound(), self._cursor() as cursor:
            result = cursor.execute(self._queries[query], values or None)
            names = [column[0] for column in result.description or []]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def iterate_rows(self, query: str, batch: int, **values: object) -> Iterator[Row]:
        """The rows of a query, ``batch`` of them in memory at a time, for results of any size."""
        with self._sound(), self._cursor() as cursor:
            result = cursor.execute(self._queries[query], values or None)
            names = [column[0] for column in result.description or []]
            while rows := result.fetchmany(batch):
                yield from (dict(zip(names, row, strict=True)) for row in rows)

    def row(self, query: str, **values: object) -> Row | None:
        """The first row of a query, None when there is none."""
        rows = self.rows(query, **values)
        return rows[0] if rows else None

    def columns(self, query: str, **values: object) -> dict[str, NDArray[Any]]:
        """The result of a query as one array a column; missing numbers are NaN, others None.

        For whole-table arithmetic, where a dictionary a row would be slow.
        """
        with self._sound(), self._cursor() as cursor:
            arrays = cursor.execute(self._queries[query], values or None).fetchnumpy()
        return {name: _plain_array(array) for name, array in arrays.items()}

    def close(self) -> None:
        """Close the database. Calls after this fail."""
        self._connection.close()
        if self._file is not None:
            self._file.close()

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._connection.cursor() as cursor:
            # A cursor does not inherit this, and DuckDB has no such setting for all of them.
            cursor.execute(f"SET search_path = '{self._search_path}'")
            yield cursor

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """Let an answer out only if the file is still the one that was opened.

        A file that is overwritten where it lies, and not replaced, changes under the reader: blocks
        of two contents would mix without an error.
        """
        with self._explained("can no longer be read", _FAULTS):
            yield
        if self._file is not None and _stamp(os.fstat(self._file.fileno())) != self.stamp:
            raise NoDatabase(Path(self._file.name).name, "was overwritten while it was in use")

    @contextmanager
    def _explained(
        self, why: str, faults: tuple[type[duckdb.Error], ...] = (duckdb.Error,), name: str = ""
    ) -> Iterator[None]:
        try:
            yield
        except duckdb.Error as problem:
            # A damaged block raises the plain Error, and nothing else does.
            if not isinstance(problem, faults) and type(problem) is not duckdb.Error:
                raise
            if isinstance(self._place, str):
                raise NoCatalogue from problem
            raise NoDatabase(name or self._place.name, why) from problem


def return_unused_memory() -> None:
    """Give back to the system what queries have needed and DuckDB keeps for the next ones.

    After a query that joins all figures that is 110 MB, of which DuckDB has no account. It lets go
    of all of it whenever any database of the process closes: so an empty one is opened and closed,
    which takes some 15 milliseconds and holds no query up. A system without memory for that keeps
    what it has.
    """
    with suppress(duckdb.Error):
        duckdb.connect(":memory:", config=dict(OPENING)).close()


def compute_checksum(cursor: duckdb.DuckDBPyConnection, database: str = "places") -> str:
    """A short word for every row of every table of a database, whatever their order.

    It begins with the version of DuckDB that reckoned it. The checksum itself is left out.
    """
    tables = cursor.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = $1 ORDER BY table_name",
        [database],
    ).fetchall()
    digest = hashlib.sha256()
    for (table,) in tables:
        which = f"WHERE key <> '{CHECKSUM_KEY}'" if table == "metadata" else ""
        question = f"SELECT count(*), sum(hash(t)) FROM {database}.main.{table} AS t {which}"  # noqa: S608
        digest.update(repr((table, cursor.execute(question).fetchall())).encode())
    return f"{duckdb.__version__}:{digest.hexdigest()[:16]}"


def _stamp(about: os.stat_result) -> FileStamp:
    return about.st_ino, about.st_mtime_ns, about.st_size


def _name_spill_folder() -> str:
    """A folder of this process that may hold what is too much for memory; none on a full system.

    Where nothing can be written, a query that needs more memory than there is fails, and all others
    are answered.
    """
    try:
        return str(Path(tempfile.gettempdir()) / f"bend-the-line-{os.getpid()}")
    except FileNotFoundError:
        return ""


def _file_of(place: Path | str) -> BinaryIO | None:
    """The file, open; None for data that lie elsewhere."""
    if isinstance(place, str):
        return None
    if not place.is_file():
        raise NoDatabase(place.name, "is missing")
    try:
        return place.open("rb")
    except OSError as problem:
        raise NoDatabase(place.name, "cannot be read") from problem


def _read_queries() -> dict[str, str]:
    """Every query by its name; only questions get in."""
    queries = {}
    for file in sorted(QUERIES.glob("*.sql")):
        queries[file.stem] = file.read_text(encoding="utf-8")
        kinds = [statement.type for statement in duckdb.extract_statements(queries[file.stem])]
        if kinds != [duckdb.StatementType.SELECT]:
            raise duckdb.NotSupportedError(f"{file.name} holds something else than one SELECT.")
    return queries


def _attach(
    connection: duckdb.DuckDBPyConnection, place: str, neighbourhoods: Path
) -> tuple[str, ...]:
    """Attach the databases, then lock: from there on nothing else can be reached.

    Their names in the order in which a table is looked for: “places”, then “neighbourhoods” where
    that file is there, then the empty tables.
    """
    run = connection.execute
    run(LATER_TABLES.read_text(encoding="utf-8"))
    run(NEIGHBOURHOOD_TABLES.read_text(encoding="utf-8"))
    names = ["places"]
    if neighbourhoods.is_file():
        beside = str(neighbourhoods).replace("'", "''")
        run(f"ATTACH '{beside}' AS neighbourhoods (READ_ONLY)")
        names.append("neighbourhoods")
    address, options, folders = place.replace("'", "''"), "READ_ONLY", list[str]()
    for beginning, extensions in EXTENSIONS.items():
        for extension in extensions if place.startswith(beginning) else ():
            run(f"LOAD {extension}")
    if place.startswith("ducklake:"):
        # Held at its present state: without that a writer's next commit would change the answers
        # between two queries.
        run(f"ATTACH '{address}' AS places ({options})")
        latest, folder = run(
            "SELECT id, data_path FROM ducklake_current_snapshot('places'), "
            "ducklake_settings('places')"
        ).fetchall()[0]
        run("DETACH places")
        options, folders = f"{options}, SNAPSHOT_VERSION {int(latest)}", [folder]
    run(f"ATTACH '{address}' AS places ({options})")
    # A file that is damaged or of another version has no such tables: verify says why.
    with suppress(duckdb.Error):
        run(OPENING_TABLES.read_text(encoding="utf-8"))
    run("SET allowed_directories = $1", [folders])
    # The last of them locks the others.
    for name in list(LOCKED)[len(OPENING) :]:
        run(f"SET {name} = {LOCKED[name]}")
    return (*names, "memory")


def _plain_array(array: Any) -> NDArray[Any]:
    if not np.ma.isMaskedArray(array):
        return np.asarray(array)
    if array.dtype.kind in "fiu":
        return np.asarray(np.ma.filled(array.astype(float), np.nan))
    # Not filled(None): NumPy would put its own default, a question mark.
    plain: NDArray[Any] = np.ma.getdata(array).astype(object)
    plain[np.ma.getmaskarray(array)] = None
    return plain
