"""Authorities and councils that are new or planned and have no official code yet.

Each can be searched and opened like an area. Its understanding comes from the districts of today
that go into it whole; its leverage is unknown until its spending is published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from placelib.areas.normalise import normalise_name
from placelib.database.connection import Store


@dataclass(frozen=True, slots=True)
class NewBodyMember:
    """A district of today; ``is_whole`` is False where it is divided or the source does not say."""

    code: str
    name: str
    is_whole: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class NewBody:
    """A body without an official code: ``id`` is ours and stands in links, never on its own.

    ``starts`` is the day it was or will be established, None where no date is stated.
    """

    id: str
    name: str
    kind: Literal["strategic authority", "council"]
    state: Literal["created", "planned"]
    instrument: str | None
    starts: str | None
    first_election: str | None
    confidence: str
    source: str
    members: tuple[NewBodyMember, ...]

    @property
    def whole_districts(self) -> tuple[str, ...]:
        """The codes of the districts that go into it whole: what its understanding is made from."""
        return tuple(member.code for member in self.members if member.is_whole)

    @property
    def is_complete(self) -> bool:
        """True where every member goes in whole and no note says that one may be missing."""
        return all(member.is_whole and member.note is None for member in self.members)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the source leaves open, each once."""
        return tuple(dict.fromkeys(member.note for member in self.members if member.note))


def load_new_bodies(store: Store) -> tuple[NewBody, ...]:
    """Every new body, in order of name; empty where a data file has no such table."""
    rows: dict[str, list[dict[str, object]]] = {}
    for row in store.rows("new_bodies"):
        rows.setdefault(row["id"], []).append(row)
    return tuple(
        sorted((_read_new_body(lines) for lines in rows.values()), key=lambda body: body.name)
    )


def find_new_bodies(bodies: Iterable[NewBody], query: str) -> tuple[NewBody, ...]:
    """The bodies every word of whose query begins a word of their name; nothing for no words.

    >>> [body.name for body in find_new_bodies(load_new_bodies(Store()), "surrey")]
    ['East Surrey', 'West Surrey']
    """
    wanted = normalise_name(query).split()
    return tuple(
        body
        for body in bodies
        if wanted
        and all(
            any(word.startswith(part) for word in normalise_name(body.name).split())
            for part in wanted
        )
    )


def _read_new_body(rows: list[dict[str, object]]) -> NewBody:
    members = tuple(
        NewBodyMember(
            code=str(row["area_code"]),
            name=str(row["area_name"]),
            is_whole=bool(row["is_whole"]),
            note=None if row["note"] is None else str(row["note"]),
        )
        for row in rows
    )
    first = rows[0]
    return NewBody(
        id=str(first["id"]),
        name=str(first["name"]),
        kind="council" if first["kind"] == "council" else "strategic authority",
        state="created" if first["state"] == "created" else "planned",
        instrument=_read_text(first["instrument"]),
        starts=_read_text(first["starts"]),
        first_election=_read_text(first["first_election"]),
        confidence=str(first["confidence"]),
        source=str(first["source"]),
        members=members,
    )


def _read_text(cell: object) -> str | None:
    return None if cell is None else str(cell)
