"""What would it take: the money that would bring L-place halfway, and which levers would do it.

Halfway is s_authority = ½ (D − s_councils). Moving a lever hands the authority what ministers
spend on it in its region a head; what councils and the region spend in all stays the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from placelib.quadrant.documented_money import DocumentedAmount
from placelib.quadrant.leverage_readings import LeverageReading

HALFWAY = 50.0


@dataclass(frozen=True, slots=True)
class LeverTransfer:
    """One switch: what ministers spend on a lever, in pounds a head and a year.

    ``headline`` is L-place if this lever alone moved.
    """

    lever: str
    pounds: float
    pounds_a_year: float
    headline: float


@dataclass(frozen=True, slots=True)
class AmountMultiple:
    """How many times a documented yearly amount goes into the money to halfway."""

    amount: DocumentedAmount
    times: float


@dataclass(frozen=True, slots=True)
class HalfwayMoney:
    """The money to halfway: ``pounds`` is halfway itself a head, ``more_pounds`` what is missing.

    ``more_pounds`` is negative where the authority is beyond halfway already.
    """

    pounds: float
    more_pounds: float
    pounds_a_year: float
    more_a_year: float
    multiples: tuple[AmountMultiple, ...]
    transfers: tuple[LeverTransfer, ...]


def compute_halfway_money(reading: LeverageReading) -> HalfwayMoney | None:
    """What would bring an area's authority halfway; None where it has no reading.

    >>> compute_halfway_money(reading_of(evidence, "E47000001")).more_pounds
    468.6...
    """
    undecided, authority = reading.undecided_pounds, reading.authority_pounds
    if reading.headline is None or undecided is None or authority is None:
        return None
    halfway = undecided * HALFWAY / 100
    further = halfway - authority
    more_a_year = further * reading.population
    amounts = reading.coming.amounts if reading.coming else ()
    return HalfwayMoney(
        pounds=halfway,
        more_pounds=further,
        pounds_a_year=halfway * reading.population,
        more_a_year=more_a_year,
        multiples=tuple(
            AmountMultiple(amount, more_a_year / amount.pounds_a_year) for amount in amounts
        ),
        transfers=tuple(
            LeverTransfer(
                lever=lever.lever,
                pounds=lever.ministers,
                pounds_a_year=lever.ministers * reading.population,
                headline=100 * (authority + lever.ministers) / undecided,
            )
            for lever in reading.levers
        ),
    )


def compute_moved_headline(
    reading: LeverageReading, levers: Collection[str] = (), more_pounds: float = 0.0
) -> float | None:
    """L-place once ministers hand over these levers and ``more_pounds`` a head beside them.

    None where the area has no reading. A name that is no lever of a place moves nothing.
    """
    undecided, authority = reading.undecided_pounds, reading.authority_pounds
    if reading.headline is None or undecided is None or authority is None:
        return None
    moved = sum(lever.ministers for lever in reading.levers if lever.lever in levers)
    return 100 * (authority + moved + more_pounds) / undecided
