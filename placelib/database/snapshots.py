"""Which data is served: a newer file takes over, without a restart, once it has arrived whole."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from placelib.database import connection
from placelib.database.connection import FileStamp, Store, find_data_location, read_file_stamp
from placelib.errors import NoDatabase

# The figures' file and that of neighbourhoods: None for one that is not there.
_FileStamps = tuple[FileStamp | None, FileStamp | None]
log = logging.getLogger("bend_the_line")
# Between two looks at the file. A look costs a few microseconds; visitors come more often.
SECONDS_BETWEEN_LOOKS = 1.0
# How often a file is opened in one look when another takes its place meanwhile.
TRIES = 3


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class DataSnapshot:
    """One content of the data, open, and all that has been worked out from it.

    Whoever answers from a snapshot holds on to it: it stays open as long as somebody does, and
    ``answers`` goes with it. So nothing worked out from one content can be taken for another's.
    """

    store: Store
    version: str
    answers: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def content_mark(self) -> str:
        """What changes with either data file: the data version, and the file of neighbourhoods."""
        stamp = self.store.neighbourhood_stamp
        return f"{self.version} {'-'.join(map(str, stamp or ()))}".strip()


class DataSnapshots:
    """The newest snapshot that arrived whole; safe to share between threads."""

    def __init__(
        self, place: Path | str | None = None, seconds: float = SECONDS_BETWEEN_LOOKS
    ) -> None:
        """Open nothing yet. ``place`` is as for Store; ``seconds`` is the time between two looks.

        Data that lies elsewhere than in a file is opened once: its state at that moment is served
        until the next start.
        """
        self._location, self._seconds = place, seconds
        self._opening = Lock()
        self._current: DataSnapshot | None = None
        self._refused: tuple[_FileStamps, NoDatabase] | None = None
        self._next_look = 0.0

    def current(self) -> DataSnapshot:
        """The snapshot to answer from, after a look at whether a newer file lies there.

        While one caller opens and checks a new file, the others go on with the old one. A file
        that is not whole is refused, once, and the old one kept. Raises NoDatabase when there is
        nothing to keep.
        """
        # Those who have no snapshot yet must wait for the one who opens the first.
        if self._opening.acquire(blocking=self._current is None):
            try:
                if time.monotonic() >= self._next_look:
                    self._look()
                    self._next_look = time.monotonic() + self._seconds
            finally:
                self._opening.release()
        if self._current is None:
            assert self._refused is not None
            raise self._refused[1]
        return self._current

    def _look(self) -> None:
        now = self._current
        place = find_data_location() if self._location is None else self._location
        for _ in range(TRIES):
            stamp = read_file_stamp(place) if isinstance(place, Path) else None
            stamps = stamp, read_file_stamp(connection.NEIGHBOURHOODS)
            if now is not None and (stamps == _list_stamps(now.store) or isinstance(place, str)):
                return
            if stamp is not None and self._refused is not None and self._refused[0] == stamps:
                return
            try:
                self._current, self._refused = _open_snapshot(place), None
            except NoDatabase as problem:
                self._refused = stamps, problem
                log.warning("data refused: %s", problem)
                # Once more only for a file: another may have taken its place meanwhile.
                if stamp is not None:
                    continue
            return


def _list_stamps(store: Store) -> _FileStamps:
    return store.stamp, store.neighbourhood_stamp


def _open_snapshot(place: Path | str) -> DataSnapshot:
    store = Store(place)
    store.verify()
    facts = {row["key"]: row["value"] for row in store.rows("metadata")}
    return DataSnapshot(store, facts["data_version"])
