"""Everything the quadrant is made from, read once and never changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from placelib.areas.registry import AreaRegistry
from placelib.formatting import number
from placelib.model import Area
from placelib.quadrant.neighbourhoods import NeighbourhoodRanks
from placelib.quadrant.picture import Floats, Picture
from placelib.quadrant.selection import IndicatorChoice


@dataclass(frozen=True, slots=True)
class Outturn:
    """A body's revenue outturn in the latest financial year with a usable total, in pounds.

    ``net`` is None, with the reason in ``why``, when no year is usable; ``tax`` likewise with
    ``tax_why``. ``population`` is that of the mid-year inside the financial year. ``police`` and
    ``fire`` are the parts of ``net`` spent on these services; ``returns`` counts the usable years.
    """

    area_code: str
    body: str
    year: str
    net: float | None
    why: str | None
    tax: float | None
    tax_why: str | None
    police: float
    fire: float
    population: float | None
    returns: int


@dataclass(frozen=True, slots=True)
class Spending:
    """Identifiable public spending a head of a nation or region, in pounds, with its source."""

    pounds_a_head: float
    year: str
    source_title: str
    source_url: str


# RDEL and CDEL are the Treasury's limits on a department's day-to-day and capital spending.
_UNIT_WORDS = (
    (re.compile(r"GBP m(illion)?\b"), "£ million"),
    (re.compile(r"GBP ?"), "£"),
    (re.compile(r"\bRDEL\b"), "day-to-day"),
    (re.compile(r"\bCDEL\b"), "capital"),
)


@dataclass(frozen=True, slots=True)
class LeverFact:
    """A documented fact about an authority's lever; ``area_code`` is None for several together."""

    area_code: str | None
    lever: str
    item: str
    value: float | None
    unit: str
    year: str
    source_title: str
    source_url: str
    confidence: str
    note: str

    @property
    def unit_in_words(self) -> str:
        """The unit without the abbreviations of the source: “£ million a year for 30 years”."""
        words = self.unit
        for short, long in _UNIT_WORDS:
            words = short.sub(long, words)
        return words

    @property
    def amount(self) -> str:
        """The value with its unit in words: “£16 million a year”, “yes”; empty for none."""
        if self.unit == "yes/no":
            return "yes" if self.value else "no"
        if self.value is None:
            return ""
        size = number(self.value, 0 if self.value.is_integer() else 2)
        unit = self.unit_in_words
        return f"£{size}{unit[1:]}" if unit.startswith("£") else f"{size} {unit}"


@dataclass(frozen=True, slots=True)
class AuthorityStatus:
    """A strategic authority's standing in September 2026, from a secondary compilation."""

    name: str
    standing: str
    has_mayor: bool
    instrument: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Representation:
    """Who represents a council's residents; None where the source says nothing.

    Councillors of February 2021, residents of 2020, and members of parliament by the council's
    share of the constituencies of 2024.
    """

    population: float | None
    councillors: float | None
    members_of_parliament: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The loaded inputs: keep one and pass it to every call.

    ``england`` and ``united_kingdom`` are the national averages of the picture's indicators in
    standard deviations. ``renamed`` are districts some of whose figures stand under the code of
    their one forerunner. ``published`` counts England's indicators with a figure by area code and
    ``published_at`` by geography level, out of ``indicators_of_england``.
    """

    registry: AreaRegistry
    picture: Picture
    choices: tuple[IndicatorChoice, ...]
    england: Floats
    united_kingdom: Floats
    neighbourhoods: NeighbourhoodRanks
    population: Mapping[str, float]
    population_label: str
    outturn: Mapping[str, Outturn]
    spending: Mapping[str, Spending]
    lever_facts: tuple[LeverFact, ...]
    statuses: Mapping[str, AuthorityStatus]
    representation: Mapping[str, Representation]
    published: Mapping[str, int]
    published_at: Mapping[str, int]
    indicators_of_england: int
    renamed: frozenset[str]

    def rows(self, areas: tuple[Area, ...]) -> list[int]:
        """The rows of the picture that hold these lower-tier areas."""
        return [self.picture.rows[area.code] for area in areas]
