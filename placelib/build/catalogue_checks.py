"""Holds the figures against the publisher's own account of them: span, range, unit, coverage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from placelib.build.areas import levels_of
from placelib.build.tables import Tables, columns

# Kinds of area that the publisher's catalogue does not count: they lend their figures only.
UNCOUNTED = {"city", "group", "itl2", "itl3", "mcty", "pfa"}


def against_catalogue(tables: Tables, units: Mapping[str, set[tuple[str, str]]]) -> Iterator[str]:
    """What in the figures breaks the catalogue's word, as sentences that name the rows.

    ``units`` are the measures and units that the files give with each indicator.
    """
    at = columns()["indicator"]
    facts = {row[0]: row for row in tables["indicator"]}
    spans: dict[str, set[str]] = {}
    with_interval: set[str] = set()
    for slug, code, period, value, lower, *_ in tables["observation"]:
        spans.setdefault(slug, set()).add(period)
        if lower is not None:
            with_interval.add(slug)
        if value is not None:
            yield from _out_of_range(facts[slug], code, period, value)
    for slug, periods in sorted(spans.items()):
        first, last = facts[slug][at["period_first"]], facts[slug][at["period_last"]]
        if (min(periods), max(periods)) != (first, last):
            yield (
                f"{slug} runs from {min(periods)} to {max(periods)}; its catalogue entry says "
                f"{first} to {last}"
            )
        if (slug in with_interval) != facts[slug][at["has_interval"]]:
            due = "one" if facts[slug][at["has_interval"]] else "none"
            yield f"{slug}: the catalogue says {due} about 95% intervals, and the figures differ"
    yield from _other_units(facts, units)
    yield from _other_coverage(tables, facts)


def _out_of_range(fact: tuple[Any, ...], code: str, period: str, value: float) -> Iterator[str]:
    at = columns()["indicator"]
    if fact[at["can_be_negative"]]:
        return
    if value < 0:
        yield f"{fact[0]} is {value} for {code} in {period}, and cannot be negative"
    if fact[at["unit"]] == "%" == fact[at["suffix"]] and value > 100:
        yield f"{fact[0]} is {value}% for {code} in {period}, above 100%"


def _other_units(
    facts: Mapping[str, tuple[Any, ...]], units: Mapping[str, set[tuple[str, str]]]
) -> Iterator[str]:
    unit = columns()["indicator"]["unit"]
    for slug, found in sorted(units.items()):
        for measure, given in sorted(found):
            if facts[slug][unit] not in {measure, given}:
                yield (
                    f"{slug} is given in {given or 'no unit'} ({measure or 'no measure'}); its "
                    f"catalogue entry says {facts[slug][unit]}"
                )


def _other_coverage(tables: Tables, facts: Mapping[str, tuple[Any, ...]]) -> Iterator[str]:
    """Figures for levels or countries that the catalogue does not name, or none where it does.

    A nation counts among the regions too, as with the publisher. England and the United Kingdom
    may be there beside any level, as what the others are compared with.
    """
    at = columns()["indicator"]
    levels = _levels(tables)
    there: dict[str, set[str]] = {}
    for slug, code, *_ in tables["observation"]:
        there.setdefault(slug, set()).add(code)
    for slug, codes in sorted(there.items()):
        named, countries = set(facts[slug][at["levels"]]), set(facts[slug][at["countries"]])
        covered: set[str] = set()
        for code in sorted(codes):
            own = levels.get(code, set())
            covered |= own
            if own and not own & named and "ctry" not in own:
                yield (
                    f"{slug} has figures for {code}, of level {' and '.join(sorted(own))}; its "
                    f"catalogue entry has {', '.join(sorted(named))}"
                )
            if own and code[0] in "ENSW" and code[0] not in countries:
                yield (
                    f"{slug} has figures for {code}; its catalogue entry has the countries "
                    f"{', '.join(sorted(countries))}"
                )
        for level in sorted(named - covered):
            yield f"{slug} has no figure of level {level}, which its catalogue entry names"


def _levels(tables: Tables) -> dict[str, set[str]]:
    """The levels of every area that the catalogue counts."""
    at = columns()["area"]
    return {
        row[at["code"]]: levels_of(row)
        for row in tables["area"]
        if row[at["level"]] not in UNCOUNTED
    }
