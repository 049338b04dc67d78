"""All names of all places: official ones, former ones, and what people say every day."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from placelib.areas.normalise import normalise_name
from placelib.areas.registry import AreaRegistry
from placelib.content import FOLDER
from placelib.database.connection import Store

# Towns, former counties and nicknames that the sources lack; of several places each holds a part.
EVERYDAY_NAMES = FOLDER / "everyday_names.csv"
# “Stoke-on-Trent”, “Chester-le-Street”: words inside a name that have no capital.
_SMALL = {"and", "of", "the", "on", "upon", "under", "in", "le"}


@dataclass(frozen=True, slots=True)
class Name:
    """One way of naming an area."""

    area_code: str
    alias: str
    plain: str
    kind: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All names of all places; loaded once, never changed."""

    registry: AreaRegistry
    names: Sequence[Name]
    by_plain: Mapping[str, tuple[Name, ...]]


def load_gazetteer(
    store: Store, registry: AreaRegistry, everyday: Path = EVERYDAY_NAMES
) -> Gazetteer:
    """Every name of every area that has a page, current or ended; official names first.

    ``everyday`` is a CSV file of more names: name, kind (short, part or holds), area codes.
    """
    in_store = (
        Name(row["area_code"], _capitalise(row["alias"]), row["plain"], row["kind"])
        for row in store.rows("aliases")
    )
    by_kind = sorted(in_store, key=lambda name: name.kind != "official")
    names = (*by_kind, *_read_everyday_names(registry, everyday))
    by_plain: dict[str, list[Name]] = {}
    for name in names:
        by_plain.setdefault(name.plain, []).append(name)
    return Gazetteer(registry, names, {form: tuple(by_kind) for form, by_kind in by_plain.items()})


def _read_everyday_names(registry: AreaRegistry, names: Path) -> Iterator[Name]:
    with names.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            codes = row["area_codes"].split()
            kind = "holds part" if row["kind"] == "holds" and len(codes) > 1 else row["kind"]
            form = normalise_name(row["name"]).removeprefix("the ")
            yield from (
                Name(code, row["name"], form, kind) for code in codes if code in registry.areas
            )


def _capitalise(alias: str) -> str:
    """A name that its source writes in small letters, with the capitals that it ought to have."""
    if alias != alias.lower():
        return alias
    return " ".join(word if word in _SMALL else word.capitalize() for word in alias.split())
