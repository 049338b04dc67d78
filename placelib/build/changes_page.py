"""Writes what changed in the data as a page that lies beside the data file."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from placelib.database.connection import Store
from placelib.statistics.catalogue import load_catalogue
from placelib.statistics.revision_text import summary
from placelib.statistics.revisions import changes_of, load_versions

FIRST = (
    "This is the first data version with a log of changes: of earlier versions it cannot be said "
    "what has changed since. Each renewal of the data adds to the log."
)


def changes_page(database: Path) -> str:
    """The log of a finished data file as Markdown: each version, and the newest by indicator."""
    store = Store(database)
    try:
        facts = {row["key"]: row["value"] for row in store.rows("build")}
        versions = load_versions(store)
        lines = [
            "# What changed in the data",
            "",
            f"Data version {facts['data_version']}, built on {facts['build_date']}.",
            "",
        ]
        if len(versions) < 2:
            return "\n".join([*lines, FIRST, ""])
        for newer, older in pairwise(versions):
            said = summary(changes_of(store, newer.version)) or ["No figure changed."]
            lines += [
                f"## {newer.version}, after {older.version}",
                "",
                *(f"- {one}" for one in said),
                "",
            ]
        return "\n".join([*lines, *_newest_by_indicator(store, versions[0].version)])
    finally:
        store.close()


def _newest_by_indicator(store: Store, version: str) -> list[str]:
    labels = load_catalogue(store).indicators
    rows = [
        f"| {labels[one.indicator].label if one.indicator in labels else one.indicator} "
        f"| {one.kind} | {one.figures:,} | {one.areas:,} | {', '.join(one.periods)} |"
        for one in changes_of(store, version).changes
        if one.indicator is not None and one.periods
    ]
    head = ["| indicator | what changed | figures | areas | periods, newest first |"]
    rule = ["| --- | --- | ---: | ---: | --- |"]
    return ["## The newest version by indicator", "", *head, *rule, *rows, ""] if rows else []
