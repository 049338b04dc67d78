"""The columns of a table by what they are for: figures, periods, categories, levels, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from placelib.uploads.periodwords import PeriodText


@dataclass(slots=True)
class Roles:
    """Columns by what they are for, as indices from 0.

    ``period`` is one column, or a year and a part of it; ``part`` is the word for that part
    (“month”) where its cells hold bare numbers. ``periods`` holds the period that each column of
    figures has in its header, ``rests`` the rest of that header.
    """

    figures: list[int] = field(default_factory=list)
    categories: list[int] = field(default_factory=list)
    period: list[int] = field(default_factory=list)
    part: str = ""
    level: int | None = None
    indicator: int | None = None
    unit: int | None = None
    periods: dict[int, PeriodText] = field(default_factory=dict)
    rests: dict[int, str] = field(default_factory=dict)
    left_out: dict[int, str] = field(default_factory=dict)
    texts: list[int] = field(default_factory=list)
