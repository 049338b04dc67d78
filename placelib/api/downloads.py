"""Whole files: a place with its tiers, an indicator, a topic, everything, and all quadrants.

Each is written once for a version of the data, into a folder of this process, and sent from there.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from placelib.api.answers import write_json
from placelib.api.problems import ApiProblem
from placelib.areas.registry import find_page_area
from placelib.database.cache import use_snapshot
from placelib.database.connection import find_data_location
from placelib.database.snapshots import DataSnapshot
from placelib.exports.observation_files import BYTES_PER_ROW, ROWS_AT_ONCE, write_file
from placelib.exports.observation_table import describe_columns, make_record
from placelib.quadrant import build_quadrant_json
from placelib.views import quadrant as quadrant_view
from placelib.views import snapshot_records

# More rows than there will ever be.
_ALL = 1_000_000_000
FORMS = ("csv", "parquet", "xlsx")
EVERYTHING_FORMS = ("csv.gz", "parquet", "duckdb")
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "csv.gz": "application/gzip",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "duckdb": "application/octet-stream",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class DownloadSelection:
    """Which observations a file has, with a short name for it and what it is in words."""

    name: str
    title: str
    areas: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


def select_area(code: str) -> DownloadSelection:
    """An area with everything that it belongs to. Raises UnknownArea."""
    registry = snapshot_records.get_registry()
    area = find_page_area(registry, code)
    codes = tuple(tier.code for tier in registry.chain(area.code))
    return DownloadSelection(
        f"area-{area.code}", f"{area.name} and what it belongs to", areas=codes
    )


def select_indicator(slug: str) -> DownloadSelection:
    """All areas and periods of an indicator. Raises UnknownIndicator."""
    indicator = snapshot_records.get_catalogue()[slug]
    return DownloadSelection(f"indicator-{slug}", indicator.label, indicators=(slug,))


def select_topic(topic: str) -> DownloadSelection:
    """All indicators of a topic, by its name in addresses such as health. Raises ApiProblem."""
    entries = snapshot_records.get_catalogue().indicators.values()
    topics = {name_topic(entry.topic): entry.topic for entry in entries}
    if topic not in topics:
        raise ApiProblem(
            404, "Not found", f"“{topic[:40]}” is no topic. There are {', '.join(sorted(topics))}."
        )
    slugs = tuple(entry.slug for entry in entries if entry.topic == topics[topic])
    return DownloadSelection(f"topic-{topic}", topics[topic], indicators=slugs)


def select_everything() -> DownloadSelection:
    """All observations."""
    return DownloadSelection("everything", "Every indicator, area and period")


def name_topic(topic: str) -> str:
    """A topic as it stands in an address: “Health and wellbeing” is health-and-wellbeing."""
    return "-".join("".join(c if c.isalnum() else " " for c in topic.casefold()).split())


def estimate_bytes(selection: DownloadSelection, form: str) -> int:
    """About how large a file of the selection is, without writing it."""
    return count_rows(selection) * BYTES_PER_ROW[form]


def count_rows(selection: DownloadSelection) -> int:
    """How many observations a file of the selection has."""
    row = snapshot_records.get_store().row(
        "observation_count", areas=list(selection.areas), indicators=list(selection.indicators)
    )
    return int(row["observations"]) if row else 0


class DownloadFolder:
    """The files of this process, each written by the first who asks while the others wait."""

    def __init__(self) -> None:
        """The folder is made for the first file and goes with the process."""
        self._folder: Path | None = None
        self._lock = threading.Lock()
        self._locks: dict[tuple[Path, str], threading.Lock] = {}
        self._snapshot: DataSnapshot | None = None

    def get_file(self, selection: DownloadSelection, form: str) -> Path:
        """The file of a selection in a form: csv, csv.gz, parquet, xlsx, or its metadata (json)."""

        def write(path: Path) -> None:
            version = snapshot_records.get_metadata()["data_version"]
            if form == "json":
                name = f"{selection.name}.csv"
                path.write_bytes(write_json(describe_columns(name, selection.title, version)))
                return
            notes = [selection.title, "Open Government Licence v3.0", f"Data version {version}"]
            write_file(iterate_records(selection), form, path, notes)

        ending = "-metadata.json" if form == "json" else f".{form}"
        return self._get_or_write(f"{selection.name}{ending}", write)

    def get_quadrants(self) -> Path:
        """Every authority and council with all components, intervals and inputs, as JSON."""

        def write(path: Path) -> None:
            quadrants = quadrant_view.list_all_quadrants()
            path.write_bytes(write_json([build_quadrant_json(quadrant) for quadrant in quadrants]))

        return self._get_or_write("quadrants.json", write)

    def _get_or_write(self, name: str, write: Callable[[Path], None]) -> Path:
        with use_snapshot() as snapshot:
            with self._lock:
                root = self._open_folder()
                folder = root / f"{id(snapshot):x}"
                if snapshot is not self._snapshot:
                    # Nobody asks for the files of the snapshot before the last any more.
                    for old in root.iterdir():
                        if self._snapshot is None or old.name != f"{id(self._snapshot):x}":
                            shutil.rmtree(old, ignore_errors=True)
                    folder.mkdir(exist_ok=True)
                    self._snapshot = snapshot
                lock = self._locks.setdefault((folder, name), threading.Lock())
            path = folder / name
            with lock:
                if not path.exists():
                    unfinished = folder / f"{name}.unfinished"
                    write(unfinished)
                    unfinished.rename(path)
            return path

    def _open_folder(self) -> Path:
        """The folder. Raises ApiProblem where nothing can be written, on which all else runs."""
        if self._folder is None:
            try:
                self._folder = Path(tempfile.mkdtemp(prefix="bend-the-line-downloads-"))
            except OSError:
                raise ApiProblem(
                    503, "Not available", "This server has no room for files. Ask for observations."
                ) from None
            atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder


def find_database_file() -> Path:
    """The data file itself. Raises ApiProblem where the data lie in a catalogue."""
    location = find_data_location()
    if not isinstance(location, Path):
        raise ApiProblem(404, "Not found", "Here the data lie in a catalogue and not in one file.")
    return location


def iterate_records(selection: DownloadSelection) -> Iterator[dict[str, Any]]:
    """The records of a selection, read from the database some thousands at a time."""
    version = snapshot_records.get_metadata()["data_version"]
    rows = snapshot_records.get_store().iterate_rows(
        "observation_rows",
        ROWS_AT_ONCE,
        areas=list(selection.areas),
        indicators=list(selection.indicators),
        level="",
        periods=[],
        after_indicator="",
        after_area="",
        after_period="",
        size=_ALL,
    )
    yield from (make_record(row, version) for row in rows)
