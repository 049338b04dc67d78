"""Documented facts about an authority's levers, with their source and how sure they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from placelib.formatting import number

# “GBP m a year” becomes “£ million a year” and “GBP 900” “£900”. RDEL and CDEL are the Treasury's
# limits on a department's day-to-day and capital spending: “RDEL 43.66” becomes “day-to-day 43.66”.
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
