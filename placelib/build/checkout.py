"""New figures from a plain checkout of the publisher's repository; all else as last built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from placelib.build.observations import BuildResult, make_figure_tables, read_datasets
from placelib.build.sources import Sources
from placelib.build.tables import Tables, columns
from placelib.build.write import read_tables
from placelib.errors import BuildStopped


def update_figures(sources: Sources, last: Path) -> BuildResult:
    """The tables of the data file ``last`` with the figures of the checkout's data sets in them.

    Areas, words, money, release dates and the data sets that the checkout lacks stay as they are;
    the span of an indicator becomes that of its figures, as a checkout has no catalogue.
    Raises BuildStopped when there is no such file, or nothing in the checkout belongs to it.
    """
    if not last.is_file():
        raise BuildStopped(
            "A checkout of the publisher's repository has figures only, and there is no earlier "
            f"data file {last.name} to take areas and money from. Build from the whole source "
            "tree first."
        )
    tables = read_tables(last)
    tables.pop("metadata", None)
    place = columns()["indicator"]
    slugs = {
        (row[place["dataset"]], row[place["source_name"]]): row[0] for row in tables["indicator"]
    }
    datasets = {dataset for dataset, _ in slugs}
    files = {name: path for name, path in sources.datasets.items() if name in datasets}
    if not files:
        raise BuildStopped(
            "None of the checkout's folders is a data set of the catalogue. Give a checkout of "
            "the repository that publishes them."
        )
    reading = read_datasets(files, slugs)
    fresh = {slug for (dataset, _), slug in slugs.items() if dataset in files}
    _replace_rows(tables, make_figure_tables(reading), fresh, set(files))
    with_figures = {row[0] for row in tables["observation"]}
    tables["indicator"] = [
        _renew_span(row, tables["period"], has_data=row[0] in with_figures)
        if row[0] in fresh
        else row
        for row in tables["indicator"]
    ]
    datasets_with_figures = {
        dataset for (dataset, _), slug in slugs.items() if slug in with_figures
    }
    return BuildResult(
        tables,
        reading,
        carried=tuple(sorted(datasets_with_figures - set(files))),
        unused=tuple(sorted((set(sources.datasets) - datasets) | set(sources.unread))),
    )


def _replace_rows(tables: Tables, new: Tables, fresh: set[str], files: set[str]) -> None:
    """Put the new rows in the place of those of the same indicators and data sets."""
    for table in ("observation", "period"):
        old = [row for row in tables[table] if row[0] not in fresh]
        tables[table] = sorted(old + new[table], key=lambda row: row[:3])
    audit = [row for row in tables["row_audit"] if row[0] not in files]
    tables["row_audit"] = sorted(audit + new["row_audit"])


def _renew_span(
    row: tuple[Any, ...], periods: list[tuple[Any, ...]], *, has_data: bool
) -> tuple[Any, ...]:
    place = columns()["indicator"]
    cells = list(row)
    cells[place["has_data"]] = has_data
    if has_data:
        texts = [period[1] for period in periods if period[0] == row[0]]
        cells[place["period_first"]], cells[place["period_last"]] = min(texts), max(texts)
    return tuple(cells)
