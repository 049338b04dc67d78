"""The door of a workshop: who came in when and from where, as its facilitator sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from placelib.workshop import clock
from placelib.workshop.networks import SHEET
from placelib.workshop.tables import VOTER, WORKSHOP

# So many phones in one minute are more than a room that scans a code.
FLOOD = 100
_LATELY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Door:
    """Whether new phones are let in, and how those inside came.

    ``lately`` counts the phones of the last minute. ``networks`` gives mark and phones of each
    network, most first; its mark is empty where the server is not told. ``removed`` were taken out.
    """

    is_closed: bool
    joined: int
    lately: int
    networks: tuple[tuple[str, int], ...]
    removed: int

    @property
    def is_flooded(self) -> bool:
        """True when more phones came in the last minute than a room brings."""
        return self.lately >= FLOOD


def read_door(connection: sa.Connection, workshop: int) -> Door:
    """The door of a workshop as it is now."""
    closed_at = connection.execute(
        sa.select(WORKSHOP.c.door_closed_at).where(WORKSHOP.c.id == workshop)
    ).scalar()
    inside = _find_phones(workshop)
    counted = sa.select(VOTER.c.network, sa.func.count()).where(inside).group_by(VOTER.c.network)
    networks = sorted(
        ((row[0], row[1]) for row in connection.execute(counted)), key=lambda pair: -pair[1]
    )
    return Door(
        is_closed=closed_at is not None,
        joined=sum(phones for _, phones in networks),
        lately=_count(connection, inside, VOTER.c.joined_at > clock.now() - _LATELY_SECONDS),
        networks=tuple(networks),
        removed=_count(
            connection, VOTER.c.workshop_id == workshop, VOTER.c.removed_at.is_not(None)
        ),
    )


def set_door(connection: sa.Connection, workshop: int, *, is_closed: bool) -> None:
    """Let new phones in, or none; whoever is inside stays."""
    update = sa.update(WORKSHOP).where(WORKSHOP.c.id == workshop)
    connection.execute(update.values(door_closed_at=clock.now() if is_closed else None))


def remove_phones(
    connection: sa.Connection,
    workshop: int,
    *,
    since: int | None = None,
    network: str | None = None,
) -> int:
    """Take out the phones that joined since a moment (UTC seconds), of one network, or both.

    Their answers no longer count and are kept, so that ``let_back`` brings them back. How many.
    """
    chosen = [_find_phones(workshop)]
    if since is not None:
        chosen.append(VOTER.c.joined_at >= since)
    if network is not None:
        chosen.append(VOTER.c.network == network)
    update = sa.update(VOTER).where(*chosen).values(removed_at=clock.now())
    return int(connection.execute(update).rowcount)


def let_back(connection: sa.Connection, workshop: int) -> int:
    """Let every phone that was taken out back in, with its answers; how many."""
    taken_out = (VOTER.c.workshop_id == workshop, VOTER.c.removed_at.is_not(None))
    return int(
        connection.execute(sa.update(VOTER).where(*taken_out).values(removed_at=None)).rowcount
    )


def is_inside(table: sa.Table) -> sa.ColumnElement[bool]:
    """True for answers, in ``table``, of phones that were not taken out."""
    taken_out = sa.select(VOTER.c.voter).where(
        VOTER.c.workshop_id == table.c.workshop_id,
        VOTER.c.voter == table.c.voter,
        VOTER.c.removed_at.is_not(None),
    )
    return ~taken_out.exists()


def _find_phones(workshop: int) -> sa.ColumnElement[bool]:
    """True for the phones inside; sheets of paper are none."""
    return sa.and_(
        VOTER.c.workshop_id == workshop,
        VOTER.c.removed_at.is_(None),
        VOTER.c.network != SHEET,
    )


def _count(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> int:
    phones: Sequence[int] = (
        connection.execute(sa.select(sa.func.count()).select_from(VOTER).where(*conditions))
        .scalars()
        .all()
    )
    return phones[0]
