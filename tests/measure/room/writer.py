"""A process that votes until it is ended, by storage_faults.

`python -m tests.measure.room.writer DATABASE CODE FIRST COUNT`

Prints the number of each phone once its vote has been acknowledged.
"""

from __future__ import annotations

import sys

from placelib.workshop import rooms, votes
from placelib.workshop.database import Database, find_database_url
from placelib.workshop.records import Answer, Workshop


def phone(number: int) -> str:
    """The identifier of a made phone."""
    return f"{number:032x}"


def vote(database: Database, workshop: Workshop, number: int) -> None:
    """One phone places the middle tier; where it places it tells its number."""
    answer = Answer("middle", across=number % 101, up=number // 101 % 101)
    votes.cast(database, workshop, phone(number), 0, [answer])


def main(arguments: list[str]) -> int:
    """Vote as so many phones, the first with the number FIRST."""
    where, code, first, count = arguments
    database = Database(find_database_url(where))
    workshop = rooms.find_by_code(database, code)
    for number in range(int(first), int(first) + int(count)):
        vote(database, workshop, number)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
