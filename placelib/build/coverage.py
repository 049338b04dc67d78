"""Compares a build with the last one: what was there must still be there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from placelib.build.tables import Tables
from placelib.errors import BuildStopped

# Areas or indicators that a line of the report names: “A, B, C, D, E and 12 more”.
MOST_NAMED = 5
# Tables whose rows come from the sources one by one. Names, for one, may be put right.
STEADY = (
    "area",
    "authority_status",
    "indicator",
    "lever_fact",
    "local_share",
    "money",
    "neighbourhood",
    "representation",
    "similar_area",
    "spending_fact",
)
# An indicator, an area and a period, and whether there is a value.
Entry = tuple[str, str, str, bool]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the data file that is there now holds; nothing when there is none."""

    entries: frozenset[Entry] = field(default=frozenset())
    rows: Counter[str] = field(default_factory=Counter)


def read_last_build(path: Path) -> LastBuild:
    """The figures and row counts of an existing data file, nothing when there is no such file.

    Raises BuildStopped when the file is there and cannot be read: it may hold more than we know.
    """
    if not path.is_file():
        return LastBuild()
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            entries = connection.execute(
                "SELECT indicator, area_code, period, value IS NOT NULL FROM observation"
            ).fetchall()
            rows = {
                table: connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
                for table in STEADY
            }
    except duckdb.Error as problem:
        raise BuildStopped(
            f"The last data file {path.name} cannot be read, so nothing can be compared with it: "
            f"{problem}. Move it away if it is of no more use."
        ) from problem
    return LastBuild(frozenset(entries), Counter(rows))


def find_losses(tables: Tables, last: LastBuild) -> list[str]:
    """What ``last`` had and the tables lack, as sentences that name the rows.

    An indicator may lose a figure while it gains others, but not figures or rows on the whole,
    nor all figures of an area.
    """
    now = {(row[0], row[1], row[2], row[3] is not None) for row in tables["observation"]}
    figures = _find_fewer(
        {entry[:3] for entry in now if entry[3]},
        {entry[:3] for entry in last.entries if entry[3]},
        "figures",
    )
    rows = _find_fewer(
        {entry[:3] for entry in now},
        {entry[:3] for entry in last.entries},
        "rows (gaps among them)",
    )
    return [
        *_find_fewer_rows(tables, last),
        *(figures[slug] if slug in figures else rows[slug] for slug in sorted({*figures, *rows})),
        *_find_lost_areas(now, last.entries),
    ]


def _find_fewer_rows(tables: Tables, last: LastBuild) -> Iterator[str]:
    for table in STEADY:
        if len(tables[table]) < last.rows[table]:
            yield (
                f"{table} had {last.rows[table]:,} rows in the last build and now has "
                f"{len(tables[table]):,}"
            )


def _find_fewer(new: set[Key], old: set[Key], what: str) -> dict[str, str]:
    """For each indicator that has fewer of something than before, a sentence that names which."""
    now, before = Counter(key[0] for key in new), Counter(key[0] for key in old)
    sentences = {}
    for slug, count in before.items():
        if now[slug] < count:
            gone = [f"{code} {period}" for name, code, period in sorted(old - new) if name == slug]
            sentences[slug] = (
                f"{slug} had {count:,} {what} in the last build and now has {now[slug]:,}; "
                f"gone: {_list_first(gone)}"
            )
    return sentences


def _find_lost_areas(now: set[Entry], before: frozenset[Entry]) -> Iterator[str]:
    there = {entry[:2] for entry in now if entry[3]}
    lost: dict[str, list[str]] = {}
    for slug, code in sorted({entry[:2] for entry in before if entry[3]} - there):
        lost.setdefault(slug, []).append(code)
    for slug, codes in lost.items():
        yield f"{slug} has no more figure for {_list_first(codes)}"


def _list_first(things: list[str]) -> str:
    rest = len(things) - MOST_NAMED
    return ", ".join(things[:MOST_NAMED]) + (f" and {rest:,} more" if rest > 0 else "")
