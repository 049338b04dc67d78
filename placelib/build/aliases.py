"""Collects every name and former code by which people may look for an area."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from placelib.areas.normalise import normalise_name
from placelib.build.observations import SAME_AREA, AreaMention
from placelib.build.sources import Sources, read_records
from placelib.build.successors import FIRST_YEAR, LAST_YEAR

# An area's code, a name, its plain form, and how the name stands to the area.
Alias = tuple[str, str, str, str]

EXTRA_NAMES = Path(__file__).parent / "extra_names.csv"
# How a name stands to its area, most telling first.
KINDS = (
    "official",
    "short",
    "council",
    "Welsh",
    "Gaelic",
    "Irish",
    "without type",
    "variant",
    "code",
    "former code",
)
# The register writes its variants as a list, and a name with a comma in it has a space after it:
# “Aston,Aston, City of” is two names.
_BETWEEN_NAMES = re.compile(r",(?! )")
# What a wrong encoding made of “ô” and of a non-breaking space on their way here: “Ynys M�n”.
_SPOILT = re.compile("[\ufffd¿½¾¼]|ynys mn")
# Councils of Northern Ireland until 2015, which have no code: the register's short form for each,
# and the council that took over most of it.
OLD_COUNCILS = {
    "NIR-A": "N09000005",
    "NIR-B": "N09000004",
    "NIR-C": "N09000004",
    "NIR-D": "N09000004",
    "NIR-E": "N09000004",
    "NIR-F": "N09000008",
    "NIR-G": "N09000008",
    "NIR-H": "N09000009",
    "NIR-I": "N09000009",
    "NIR-J": "N09000005",
    "NIR-K": "N09000006",
    "NIR-L": "N09000006",
    "NIR-M": "N09000009",
    "NIR-N": "N09000002",
    "NIR-O": "N09000002",
    "NIR-P": "N09000010",
    "NIR-Q": "N09000002",
    "NIR-R": "N09000010",
    "NIR-S": "N09000007",
    "NIR-T": "N09000001",
    "NIR-U": "N09000001",
    "NIR-V": "N09000008",
    "NIR-W": "N09000011",
    "NIR-X": "N09000011",
    "NIR-Y": "N09000007",
}
# Names the register gives to the wrong body.
WRONG_NAMES = {
    ("E47000016", "yorkshire and the humber ca"),
    ("E47000016", "yorkshire and the humber mca"),
}
# The words for a type of council, as in “aston borough council” or “city of aston”; “aston city”
# loses its last word and “county aston” its first.
_TYPES = re.compile(
    r"\b("
    r"(mayoral )?combined (county )?authority|"
    r"((metropolitan|county|london|royal) )?borough( council)?( of)?|"
    r"((metropolitan|city and) )?district council|"
    r"city( and county)?( council)? of|city council|"
    r"county( council)? of|county council|council( of)?"
    r")\b|\b(city|county|district|ua)$|^county\b"
)
# What is left at the ends without them: “of” of “council of Aston”, “and” of “Aston and” .
_LINKS = re.compile(r"^((of|the|and) )+|( (of|the|and))+$")


def read_aliases(
    sources: Sources,
    listed: Mapping[str, dict[str, Any]],
    mentions: Mapping[str, AreaMention],
    successors: Mapping[str, str],
) -> list[Alias]:
    """The rows of the table area_alias: one an area and plain form, of the most telling kind.

    ``listed`` are the publisher's areas by code, ``mentions`` the areas as the figures name
    them, ``successors`` the new code of each area that was only given another code: it keeps its
    names.
    """
    aliases = [
        alias
        for alias in (
            *_read_listed(listed),
            *_read_register(sources),
            *_read_districts(sources),
            *_read_extra_names(),
            *_read_mentions(mentions),
        )
        if alias[0] in listed
    ]
    inherited = [
        (successors[code], name, form, kind)
        for code, name, form, kind in aliases
        if successors.get(code) in listed and kind != "code"
    ]
    recodings = [
        (new, old, old.lower(), "former code") for old, new in successors.items() if new in listed
    ]
    return _keep_best_kind([*aliases, *inherited, *recodings])


def _read_listed(listed: Mapping[str, dict[str, Any]]) -> Iterator[Alias]:
    for code, area in listed.items():
        yield from _make_aliases(code, area["areanm"], "official")
        yield (code, code, code.lower(), "code")


def _read_register(sources: Sources) -> Iterator[Alias]:
    for entry in sources.records("areas", "council_register.csv"):
        old = OLD_COUNCILS.get(entry["local-authority-code"], "")
        code = SAME_AREA.get(entry["gss-code"], entry["gss-code"]) or old
        yield from _make_aliases(code, entry["official-name"], "variant" if old else "council")
        yield from _make_aliases(code, entry["nice-name"], "variant" if old else "short")
        for name in _BETWEEN_NAMES.split(entry["alt-names"]):
            yield from _make_aliases(code, name, "variant")
        for former in filter(None, entry["former-gss-codes"].split(",")):
            yield (code, former, former.lower(), "former code")


def _read_districts(sources: Sources) -> Iterator[Alias]:
    for row in sources.records("areas", "district_codes_by_year.csv"):
        for year in range(FIRST_YEAR - 2000, LAST_YEAR - 1999):
            yield from _make_aliases(row[f"ltla{year}_code"], row[f"ltla{year}_name"], "variant")


def _read_extra_names() -> Iterator[Alias]:
    for row in read_records(EXTRA_NAMES):
        yield from _make_aliases(row["area_code"], row["name"], row["kind"])


def _read_mentions(mentions: Mapping[str, AreaMention]) -> Iterator[Alias]:
    for code, area in mentions.items():
        yield from _make_aliases(code, area.name, "variant")


def _keep_best_kind(aliases: Iterable[Alias]) -> list[Alias]:
    best: dict[tuple[str, str], Alias] = {}
    for alias in aliases:
        key = alias[0], alias[2]
        if key not in best or KINDS.index(alias[3]) < KINDS.index(best[key][3]):
            best[key] = alias
    return sorted(best.values())


def _make_aliases(code: str, name: str, kind: str) -> Iterator[Alias]:
    form = normalise_name(name)
    if len(form) < 2 or _SPOILT.search(name) or (code, form) in WRONG_NAMES:
        return
    yield (code, name.strip(), form, kind)
    if kind in {"official", "council", "short"}:
        bare = _LINKS.sub("", " ".join(_TYPES.sub(" ", form).split()))
        if bare != form and len(bare) >= 3:
            yield (code, name.strip(), bare, "without type")
