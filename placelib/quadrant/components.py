"""The two sides of the answer with all their inputs: understanding and leverage, in records.

Both are on the scale of the archetypes, 0 to 1: understanding is 1 for the local archetype and 0
for the national one, leverage the other way round. Nothing is limited to that range. A missing
number is None, and ``why`` says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from placelib.quadrant.evidence import LeverFact
from placelib.quadrant.neighbourhoods import DomainShare
from placelib.quadrant.selection import IndicatorChoice


@dataclass(frozen=True, slots=True)
class Measure:
    """A number, or the reason there is none."""

    value: float | None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Closeness:
    """U1 over a set of indicators: the share of the distance from the nation that goes.

    ``inclusive`` is the headline (squared gaps, the middle tier's average with the area in it);
    ``leave_one_out`` takes the average without it; the other two are the same with absolute gaps.
    ``gap_middle`` and ``gap_national`` are the raw gaps behind the headline: root mean squares in
    standard deviations of English districts. None where nothing is left to be compared.
    """

    topic: str | None
    indicators: int
    inclusive: float | None
    leave_one_out: float | None
    absolute: float | None
    leave_one_out_absolute: float | None
    gap_middle: float | None
    gap_national: float | None


@dataclass(frozen=True, slots=True)
class IndicatorGap:
    """One indicator of the picture, in standard deviations of English districts.

    ``local``, ``middle`` and ``national`` are where the averages stand; ``local`` is None for an
    authority as a whole, whose councils each have their own. ``gap_middle`` and ``gap_national``
    are the distances (root mean squares over councils for a whole authority).
    """

    slug: str
    label: str
    topic: str
    period_label: str
    local: float | None
    middle: float
    national: float
    gap_middle: float
    gap_national: float


@dataclass(frozen=True, slots=True)
class Understanding:
    """What someone would miss who acted on the middle tier's average, from published figures.

    ``picture`` is U1 over all indicators and ``topics`` by topic, None with ``why`` where no middle
    tier can be compared. ``neighbourhoods`` has a line a domain, ``neighbourhoods_why`` says why
    there is none. ``left_out`` are chosen indicators that have no figure for this area.
    ``resembles_nation`` warns that U1 is unstable, because there is little distance to remove.
    """

    picture: Closeness | None
    why: str | None
    topics: tuple[Closeness, ...]
    gaps: tuple[IndicatorGap, ...]
    left_out: tuple[IndicatorChoice, ...]
    resembles_nation: bool
    neighbourhoods: tuple[DomainShare, ...]
    neighbourhoods_why: str | None
    neighbourhoods_counted: int


@dataclass(frozen=True, slots=True)
class Money:
    """One tier's money: net current expenditure a head and what share it is of public spending.

    ``tier_share`` is s_t of the method, ``tax_share`` q_t: own council tax by own net current
    expenditure. For several councils together the first is weighted by population and the second
    is a ratio of sums; ``bodies`` with a usable return out of ``bodies_asked``, who hold
    ``population_share`` of the residents. ``years`` are (body, financial year).
    """

    name: str
    pounds_a_head: float | None
    tier_share: float | None
    why: str | None
    tax_share: float | None
    tax_why: str | None
    pounds: float | None
    years: tuple[tuple[str, str], ...]
    bodies: int
    bodies_asked: int
    population_share: float
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever and what is known of it: “measured”, “documented” or “not evidenced”."""

    name: str
    standing: Literal["measured", "documented", "no fact in the source", "not evidenced"]
    facts: tuple[LeverFact, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Multiple:
    """A documented yearly amount of the authority and how often the money to halfway holds it."""

    name: str
    pounds_a_year: float
    year: str
    times: float
    note: str


@dataclass(frozen=True, slots=True)
class Halfway:
    """What it would take to be halfway on money, by the pooled reading: s_middle = ½(1 − s_local).

    ``pounds_a_head`` is the whole amount decided by the authority and ``more_a_head`` what that
    adds to today's; ``pounds_a_year`` and ``more_a_year`` are for the authority's whole population.
    """

    pounds_a_head: float
    more_a_head: float
    pounds_a_year: float
    more_a_year: float
    population: float
    multiples: tuple[Multiple, ...]


@dataclass(frozen=True, slots=True)
class Leverage:
    """Who decides about money: shares of identifiable public spending, and the levers' facts.

    ``l1_pooled`` takes councils and authority as acting together, ``l1_standalone`` the authority
    alone; ``l2`` compares the share of own spending raised as council tax.
    """

    local: Money
    middle: Money
    national_share: float | None
    spending_a_head: float | None
    spending_year: str | None
    spending_area: str | None
    l1_pooled: Measure
    l1_standalone: Measure
    l2: Measure
    levers: tuple[Lever, ...]
    halfway: Halfway | None
