"""Says what took over from each area that has ended, and when, from four sources in turn.

A place that was only given a new code keeps the figures of its old one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from placelib.build.sources import Record, Sources
from placelib.build.tables import Tables

# The beginning of the note on a figure that stands under the new code as well.
FORMER = "Published under the former code"
# (ended code, successor code) → first year of the successor, None where no source says.
Successors = dict[tuple[str, str], int | None]

# The source has a column of codes and of names for each of these years: ltla16_code … ltla24_code.
FIRST_YEAR, LAST_YEAR = 2016, 2024
# In November 2018 three of the seven councils of the North East authority left it for an authority
# of their own, North of Tyne; the register knows only the code of the part that stayed.
SPLIT_OFF: Successors = {("E47000005", "E47000011"): 2018}
# A publisher's remark, as “Obsolete code since 2023 (replaced by E06000065)”; several codes may
# stand there.
_REPLACED = re.compile(r"Obsolete code since (\d{4}) \(replaced by (.+)\)")
# A code of nine characters (E06000065) or of a statistical region (TLC, TLC1, TLC11).
_CODE_IN_TEXT = re.compile(r"\b([EWSNK]\d{8}|TL[A-Z][0-9A-Z]{0,3})\b")


def read_successors(
    sources: Sources, listed: Mapping[str, dict[str, Any]], notes: Iterable[tuple[str, str]]
) -> Successors:
    """Every step from an ended area to one that took over (part of) it, with the year.

    ``listed`` are the publisher's areas by code, ``notes`` pairs of an area code and the remark
    on one of its rows. The register counts before the remarks, which name both new councils of
    Northamptonshire for every old district and once take Perth for a part of North Lanarkshire;
    the district codes by year fill what is left. An area's own last year decides about the year.
    """
    register = sources.records("areas", "council_register.csv")
    steps: Successors = {}
    years: dict[str, int] = {}
    for claims in (
        _read_replacements(register) | SPLIT_OFF,
        _read_former_codes(register),
        _read_remarks(notes),
        _read_districts(sources.records("areas", "district_codes_by_year.csv")),
    ):
        settled = {old for old, _ in steps} - {old for old, _ in SPLIT_OFF}
        steps |= {step: year for step, year in claims.items() if step[0] not in settled}
        for (old, _), year in claims.items():
            if year is not None:
                years.setdefault(old, year)
    years |= {code: area["end"] + 1 for code, area in listed.items() if "end" in area}
    return {(old, new): years.get(old) for old, new in steps}


def find_recoded(steps: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Ended codes whose area goes on under one new code that stands for nothing else: old → new."""
    pairs = list(steps)
    successors, predecessors = Counter(old for old, _ in pairs), Counter(new for _, new in pairs)
    return {old: new for old, new in pairs if successors[old] == predecessors[new] == 1}


def find_first_years(steps: Successors) -> dict[str, int]:
    """The first year of every area that took over from another, where a source says it."""
    first_years: dict[str, int] = {}
    for (_, new), year in steps.items():
        if year is not None:
            first_years[new] = min(year, first_years.get(new, year))
    return first_years


def carry_forward_codes(tables: Tables) -> list[tuple[Any, ...]]:
    """The observations, and those of a former code once more under the code that followed it.

    Sheffield and Barnsley got new codes in 2025, when a few streets changed sides; most of their
    figures are still published under the old ones. A figure is carried over only where each code
    is the only successor or predecessor of the other and the new code has no row of its own for
    that period; its note says where it comes from. Calling this twice adds nothing.
    """
    rows = tables["observation"]
    keys = {row[:3] for row in rows}
    successor = find_recoded((old, new) for old, new, _ in tables["area_successor"])
    carried = [
        (row[0], successor[row[1]], *row[2:-1], _note_former_code(row[1], row[-1]))
        for row in rows
        if row[1] in successor and (row[0], successor[row[1]], row[2]) not in keys
    ]
    return sorted(rows + carried, key=lambda row: row[:3])


def _read_replacements(register: Iterable[Record]) -> Successors:
    entries = list(register)
    codes = {entry["local-authority-code"]: entry["gss-code"] for entry in entries}
    return {
        (entry["gss-code"], codes[short]): _parse_year(entry["end-date"])
        for entry in entries
        for short in entry["replaced-by"].split(",")
        if entry["gss-code"] and codes.get(short)
    }


def _read_former_codes(register: Iterable[Record]) -> Successors:
    return {
        (former, entry["gss-code"]): None
        for entry in register
        for former in entry["former-gss-codes"].split(",")
        if former and entry["gss-code"]
    }


def _read_remarks(notes: Iterable[tuple[str, str]]) -> Successors:
    steps: Successors = {}
    for code, note in sorted(notes):
        match = _REPLACED.search(note)
        if match:
            for successor in _CODE_IN_TEXT.findall(match[2]):
                steps[code, successor] = int(match[1])
    return steps


def _read_districts(rows: Iterable[Record]) -> Successors:
    """Changes of code from one year to the next; a district follows its name where it can.

    The source crosses two districts that were given new codes in the same year: Fife leads to
    Fife, and also to Perth and Kinross.
    """
    by_name: dict[str, dict[tuple[str, str], tuple[int, bool]]] = {}
    for row in rows:
        for year in range(FIRST_YEAR + 1, LAST_YEAR + 1):
            before, after = f"ltla{year - 2001}", f"ltla{year - 2000}"
            old, new = row[f"{before}_code"], row[f"{after}_code"]
            if old != new:
                same = row[f"{before}_name"] == row[f"{after}_name"]
                by_name.setdefault(old, {})[old, new] = (year, same)
    return {
        step: year
        for steps in by_name.values()
        for step, (year, same) in steps.items()
        if same or not any(same_name for _, same_name in steps.values())
    }


def _parse_year(day: str) -> int | None:
    return int(day[:4]) if day else None


def _note_former_code(code: str, note: str | None) -> str:
    return f"{FORMER} {code}; {note}" if note else f"{FORMER} {code}"
