"""What must hold before a new data file may replace the old one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from placelib.build.catalogue_checks import against_catalogue
from placelib.build.observations import Reading
from placelib.build.tables import Tables, column, columns
from placelib.errors import BadPeriod, BuildStopped
from placelib.periods import read_period

MOST_SHOWN = 10
# What makes a row of a table one of a kind.
KEYS = {
    "area": ("code",),
    "area_alias": ("area_code", "plain"),
    "area_cluster": ("area_code", "kind"),
    "area_parent": ("area_code", "parent_code"),
    "area_successor": ("area_code", "successor_code"),
    "authority_status": ("name",),
    "indicator": ("slug",),
    "lever_fact": ("position",),
    "local_share": ("region",),
    "money": ("area_code", "tier", "year", "item"),
    "neighbourhood": ("code",),
    "observation": ("indicator", "area_code", "period"),
    "representation": ("area_code",),
    "similar_area": ("area_code", "kind", "place"),
    "spending_fact": ("area", "measure"),
}
# The columns that name an area.
AREA_COLUMNS = {
    "area_alias": ("area_code",),
    "area_cluster": ("area_code",),
    "area_parent": ("area_code", "parent_code"),
    "area_successor": ("area_code", "successor_code"),
    "authority_status": ("area_code",),
    "lever_fact": ("area_code",),
    "money": ("area_code",),
    "neighbourhood": ("area_code",),
    "representation": ("area_code",),
    "similar_area": ("area_code", "peer_code"),
    "spending_fact": ("area_code",),
}


def stop_on(problems: list[str]) -> None:
    """Raise BuildStopped naming the first problems and how many there are; do nothing on none."""
    if problems:
        listed = "\n  ".join(problems[:MOST_SHOWN])
        more = len(problems) - MOST_SHOWN
        tail = f"\n  and {more:,} more" if more > 0 else ""
        count = "1 check failed" if len(problems) == 1 else f"{len(problems):,} checks failed"
        raise BuildStopped(f"{count}, so the data file was left as it was:\n  {listed}{tail}")


def problems_in(tables: Tables, reading: Reading) -> list[str]:
    """Every broken rule in the tables of a build, as sentences that name the rows."""
    return [
        *reading.problems,
        *_rows_unaccounted(reading),
        *_repeated_keys(tables),
        *_unknown_areas(tables, reading),
        *_bad_periods(reading),
        *against_catalogue(tables, reading.units),
        *_loose_ends(tables),
        *_standing_apart(tables),
    ]


def _rows_unaccounted(reading: Reading) -> Iterator[str]:
    counted: Counter[str] = Counter()
    for (name, _), rows in reading.account.items():
        counted[name] += rows
    for name, rows in reading.sizes.items():
        if counted[name] != rows:
            yield f"{name} has {rows:,} rows, of which {counted[name]:,} are accounted for"


def _repeated_keys(tables: Tables) -> Iterator[str]:
    for table, key in KEYS.items():
        at = [columns()[table][name] for name in key]
        seen = Counter(tuple(row[place] for place in at) for row in tables[table])
        for given, times in seen.items():
            if times > 1:
                named = ", ".join(f"{name} {value}" for name, value in zip(key, given, strict=True))
                yield f"{table} has {times} rows with {named}"


def _unknown_areas(tables: Tables, reading: Reading) -> Iterator[str]:
    known = set(column(tables, "area", "code")) | {None}
    figures = Counter(column(tables, "observation", "area_code"))
    for code in sorted(set(figures) - known):
        seen = reading.areas_seen.get(code)
        first = f", first “{seen.name}” in {seen.where}" if seen else ""
        rows = "1 row has" if figures[code] == 1 else f"{figures[code]:,} rows have"
        yield f"{rows} a figure for the area {code}{first}; no source describes it"
    for table, names in AREA_COLUMNS.items():
        for name in names:
            for code in sorted(set(column(tables, table, name)) - known):
                yield f"{table} names the area {code} as {name}; no source describes it"


def _bad_periods(reading: Reading) -> Iterator[str]:
    # One sentence a period: a wrong one usually stands in many rows.
    first = {row.period: row for row in reversed(reading.rows)}
    for text, row in sorted(first.items()):
        try:
            read_period(text)
        except BadPeriod as problem:
            yield f"{row.where}: {problem}"


def _loose_ends(tables: Tables) -> Iterator[str]:
    at = columns()["area"]
    years = {row[at["code"]]: (row[at["started"]], row[at["ended"]]) for row in tables["area"]}
    followed: set[str] = set()
    for old, new, _ in tables["area_successor"]:
        followed.add(old)
        started, ended = years[new][0], years[old][1]
        if ended is None:
            yield f"{old} was followed by {new}, but no source says that it has ended"
        elif started is not None and started > ended + 1:
            yield f"{old} ended in {ended}, but {new}, which followed it, began in {started}"
    for row in tables["area"]:
        code, ended = row[at["code"]], row[at["ended"]]
        if ended is not None and code not in followed:
            yield f"{row[at['name']]} ({code}) ended in {ended} and no source says what followed"


def _standing_apart(tables: Tables) -> Iterator[str]:
    """A current lower-tier area without a nation among its parents would miss in every total."""
    at = columns()["area"]
    nations = set(column(tables, "area", "nation"))
    placed = {code for code, parent, _ in tables["area_parent"] if parent in nations}
    for row in tables["area"]:
        current = row[at["ended"]] is None and row[at["explored"]]
        if current and row[at["level"]] in {"ltla", "utla", "rgn"} and row[0] not in placed:
            yield f"{row[at['name']]} ({row[0]}) belongs to no nation"
