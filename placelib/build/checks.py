"""What must hold before a new data file may replace the old one.

Keys, areas, periods and successors are checked in themselves; the figures are also held against the
publisher's own account of them: span, range, unit, coverage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from placelib.build.areas import list_row_levels
from placelib.build.observations import DatasetReading
from placelib.build.tables import Tables, column, columns
from placelib.errors import BadPeriod, BuildStopped
from placelib.periods import read_period

# Problems that an error lists; the number of the others stands below them.
MOST_SHOWN = 10
# Kinds of area that the publisher's catalogue does not count: they lend their figures only.
UNCOUNTED_LEVELS = {"city", "group", "itl2", "itl3", "mcty", "pfa"}
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
    "similar_area": ("area_code", "kind", "rank"),
    "spending_fact": ("area", "measure"),
}
# The columns that name an area.
AREA_COLUMNS = {
    "area_alias": ("area_code",),
    "area_cluster": ("area_code",),
    "area_parent": ("area_code", "parent_code"),
    "area_successor": ("area_code", "successor_code"),
    "authority_status": ("area_code",),
    "council_tax": ("area_code",),
    "department_spending": ("area_code",),
    "lever_fact": ("area_code",),
    "local_share_by_year": ("area_code",),
    "money": ("area_code",),
    "neighbourhood": ("area_code",),
    "new_body_member": ("area_code",),
    "region_revenue": ("area_code",),
    "region_spending": ("area_code",),
    "representation": ("area_code",),
    "service_outturn": ("area_code",),
    "similar_area": ("area_code", "peer_code"),
    "spending_fact": ("area_code",),
}


def stop_on(problems: list[str]) -> None:
    """Raise BuildStopped naming the first problems and how many there are; do nothing on none."""
    if problems:
        listed = "\n  ".join(problems[:MOST_SHOWN])
        rest = len(problems) - MOST_SHOWN
        tail = f"\n  and {rest:,} more" if rest > 0 else ""
        count = "1 check failed" if len(problems) == 1 else f"{len(problems):,} checks failed"
        raise BuildStopped(f"{count}, so the data file was left as it was:\n  {listed}{tail}")


def find_problems(tables: Tables, reading: DatasetReading) -> list[str]:
    """Every broken rule in the tables of a build, as sentences that name the rows."""
    return [
        *reading.problems,
        *_check_audit(reading),
        *_check_keys(tables),
        *_check_areas(tables, reading),
        *_check_periods(reading),
        *_check_catalogue(tables, reading.units),
        *_check_successors(tables),
        *_check_nations(tables),
    ]


def _check_audit(reading: DatasetReading) -> Iterator[str]:
    counted: Counter[str] = Counter()
    for (name, _), rows in reading.audit.items():
        counted[name] += rows
    for name, rows in reading.sizes.items():
        if counted[name] != rows:
            yield f"{name} has {rows:,} rows, of which {counted[name]:,} are accounted for"


def _check_keys(tables: Tables) -> Iterator[str]:
    for table, key in KEYS.items():
        places = [columns()[table][name] for name in key]
        counts = Counter(tuple(row[place] for place in places) for row in tables[table])
        for values, times in counts.items():
            if times > 1:
                named = ", ".join(
                    f"{name} {value}" for name, value in zip(key, values, strict=True)
                )
                yield f"{table} has {times} rows with {named}"


def _check_areas(tables: Tables, reading: DatasetReading) -> Iterator[str]:
    codes = set(column(tables, "area", "code")) | {None}
    figures = Counter(column(tables, "observation", "area_code"))
    for code in sorted(set(figures) - codes):
        mention = reading.mentions.get(code)
        first = f", first “{mention.name}” in {mention.where}" if mention else ""
        rows = "1 row has" if figures[code] == 1 else f"{figures[code]:,} rows have"
        yield f"{rows} a figure for the area {code}{first}; no source describes it"
    for table, names in AREA_COLUMNS.items():
        for name in names:
            for code in sorted(set(column(tables, table, name)) - codes):
                yield f"{table} names the area {code} as {name}; no source describes it"


def _check_periods(reading: DatasetReading) -> Iterator[str]:
    # One sentence a period: a wrong one usually stands in many rows.
    first = {row.period: row for row in reversed(reading.rows)}
    for text, row in sorted(first.items()):
        try:
            read_period(text)
        except BadPeriod as problem:
            yield f"{row.where}: {problem}"


def _check_successors(tables: Tables) -> Iterator[str]:
    place = columns()["area"]
    years = {
        row[place["code"]]: (row[place["started"]], row[place["ended"]]) for row in tables["area"]
    }
    followed: set[str] = set()
    for old, new, _ in tables["area_successor"]:
        followed.add(old)
        started, ended = years[new][0], years[old][1]
        if ended is None:
            yield f"{old} was followed by {new}, but no source says that it has ended"
        elif started is not None and started > ended + 1:
            yield f"{old} ended in {ended}, but {new}, which followed it, began in {started}"
    for row in tables["area"]:
        code, ended = row[place["code"]], row[place["ended"]]
        if ended is not None and code not in followed:
            yield f"{row[place['name']]} ({code}) ended in {ended} and no source says what followed"


def _check_nations(tables: Tables) -> Iterator[str]:
    """A current lower-tier area without a nation among its parents would miss in every total."""
    place = columns()["area"]
    nations = set(column(tables, "area", "nation"))
    placed = {code for code, parent, _ in tables["area_parent"] if parent in nations}
    for row in tables["area"]:
        current = row[place["ended"]] is None and row[place["has_page"]]
        if current and row[place["level"]] in {"ltla", "utla", "rgn"} and row[0] not in placed:
            yield f"{row[place['name']]} ({row[0]}) belongs to no nation"


def _check_catalogue(tables: Tables, units: Mapping[str, set[tuple[str, str]]]) -> Iterator[str]:
    """What in the figures breaks the catalogue's word, as sentences that name the rows.

    ``units`` are the measures and units that the files give with each indicator.
    """
    place = columns()["indicator"]
    facts = {row[0]: row for row in tables["indicator"]}
    spans: dict[str, set[str]] = {}
    with_interval: set[str] = set()
    for slug, code, period, value, lower, *_ in tables["observation"]:
        spans.setdefault(slug, set()).add(period)
        if lower is not None:
            with_interval.add(slug)
        if value is not None:
            yield from _check_range(facts[slug], code, period, value)
    for slug, periods in sorted(spans.items()):
        first, last = facts[slug][place["period_first"]], facts[slug][place["period_last"]]
        if (min(periods), max(periods)) != (first, last):
            yield (
                f"{slug} runs from {min(periods)} to {max(periods)}; its catalogue entry says "
                f"{first} to {last}"
            )
        if (slug in with_interval) != facts[slug][place["has_interval"]]:
            due = "one" if facts[slug][place["has_interval"]] else "none"
            yield (
                f"{slug}: the catalogue says {due} about 95% confidence intervals, and the figures "
                "differ"
            )
    yield from _check_units(facts, units)
    yield from _check_coverage(tables, facts)


def _check_range(fact: tuple[Any, ...], code: str, period: str, value: float) -> Iterator[str]:
    place = columns()["indicator"]
    if fact[place["can_be_negative"]]:
        return
    if value < 0:
        yield f"{fact[0]} is {value} for {code} in {period}, and cannot be negative"
    if fact[place["unit"]] == "%" == fact[place["suffix"]] and value > 100:
        yield f"{fact[0]} is {value}% for {code} in {period}, above 100%"


def _check_units(
    facts: Mapping[str, tuple[Any, ...]], units: Mapping[str, set[tuple[str, str]]]
) -> Iterator[str]:
    place = columns()["indicator"]["unit"]
    for slug, pairs in sorted(units.items()):
        for measure, unit in sorted(pairs):
            if facts[slug][place] not in {measure, unit}:
                yield (
                    f"{slug} is given in {unit or 'no unit'} ({measure or 'no measure'}); its "
                    f"catalogue entry says {facts[slug][place]}"
                )


def _check_coverage(tables: Tables, facts: Mapping[str, tuple[Any, ...]]) -> Iterator[str]:
    """Figures for levels or countries that the catalogue does not name, or none where it does.

    A nation counts among the regions too, as with the publisher. England and the United Kingdom
    may be there beside any level, as what the others are compared with.
    """
    place = columns()["indicator"]
    levels = _list_counted_levels(tables)
    codes_of: dict[str, set[str]] = {}
    for slug, code, *_ in tables["observation"]:
        codes_of.setdefault(slug, set()).add(code)
    for slug, codes in sorted(codes_of.items()):
        named, countries = set(facts[slug][place["levels"]]), set(facts[slug][place["countries"]])
        covered: set[str] = set()
        for code in sorted(codes):
            area_levels = levels.get(code, set())
            covered |= area_levels
            if area_levels and not area_levels & named and "ctry" not in area_levels:
                yield (
                    f"{slug} has figures for {code}, of level "
                    f"{' and '.join(sorted(area_levels))}; its catalogue entry has "
                    f"{', '.join(sorted(named))}"
                )
            if area_levels and code[0] in "ENSW" and code[0] not in countries:
                yield (
                    f"{slug} has figures for {code}; its catalogue entry has the countries "
                    f"{', '.join(sorted(countries))}"
                )
        for level in sorted(named - covered):
            yield f"{slug} has no figure of level {level}, which its catalogue entry names"


def _list_counted_levels(tables: Tables) -> dict[str, set[str]]:
    """The levels of every area that the catalogue counts."""
    place = columns()["area"]
    return {
        row[place["code"]]: list_row_levels(row)
        for row in tables["area"]
        if row[place["level"]] not in UNCOUNTED_LEVELS
    }
