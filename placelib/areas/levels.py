"""The geography levels: their codes, and their names for one area and for several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LevelCode = Literal["ltla", "utla", "cauth", "rgn", "ctry"]


@dataclass(frozen=True, slots=True)
class GeographyLevel:
    """One level of geography, by the ``code`` that the data and the addresses have for it.

    ``singular`` says what an area of the level is. ``plural`` names all areas that have figures at
    the level: a unitary council has figures among councils and among counties. ``counted`` are the
    words after one and after several areas whose own level this is. ``standing`` follows a name in
    brackets, and ``in_sentence`` is a pattern for a name that another area has too; both are empty
    for levels whose names need no such help.
    """

    code: LevelCode
    singular: str
    plural: str
    counted: tuple[str, str]
    standing: str = ""
    in_sentence: str = ""


# The smallest areas first: the order of lists, searches and menus.
LEVELS: dict[str, GeographyLevel] = {
    level.code: level
    for level in (
        GeographyLevel(
            code="ltla",
            singular="council",
            plural="councils and districts",
            counted=("council or district", "councils and districts"),
        ),
        GeographyLevel(
            code="utla",
            singular="county council",
            plural="counties and unitary councils",
            counted=("county", "counties"),
            standing="county",
            in_sentence="the county of {}",
        ),
        GeographyLevel(
            code="cauth",
            singular="combined authority",
            plural="combined authorities",
            counted=("combined authority", "combined authorities"),
            standing="combined authority",
            in_sentence="the {} combined authority",
        ),
        GeographyLevel(
            code="rgn",
            singular="region",
            plural="regions",
            counted=("region", "regions"),
            standing="region",
            in_sentence="the {} region",
        ),
        GeographyLevel(
            code="ctry", singular="nation", plural="nations", counted=("nation", "nations")
        ),
    )
}
LEVEL_PLURALS: dict[str, str] = {level.code: level.plural for level in LEVELS.values()}
# Areas of the sources that have figures here and no page.
STATISTICAL_KINDS = {
    "mcty": "a former metropolitan county",
    "itl1": "a statistical region",
    "itl2": "a statistical sub-region",
    "itl3": "a statistical sub-region",
    "pfa": "a police force area",
    "city": "a city region without a combined authority",
    "group": "a grouping made for statistics",
}


def rank_level(code: str) -> int:
    """The place of a level in the order of sizes, 0 for the smallest; others come after all."""
    codes = tuple(LEVELS)
    return codes.index(code) if code in LEVELS else len(codes)
