"""The tables a build has made, before they are checked and put in place."""

from __future__ import annotations

from dataclasses import dataclass, field

from placelib.build.observations import Reading
from placelib.build.tables import Tables
from placelib.errors import BadPeriod
from placelib.periods import read_period


@dataclass(frozen=True, slots=True)
class Made:
    """The tables of a new data file, and how the figures in them were read.

    For a build from a checkout, ``kept`` are the data sets that stay as in the last build and
    ``unused`` the folders that hold no data set of the catalogue.
    """

    tables: Tables
    reading: Reading
    kept: tuple[str, ...] = field(default=())
    unused: tuple[str, ...] = field(default=())


def figure_tables(reading: Reading) -> Tables:
    """The tables observation, period and row_account; the checks name a period that is none."""
    observations = [
        (
            row.indicator,
            row.area_code,
            row.period,
            row.value,
            row.lower,
            row.upper,
            row.status,
            row.gap,
            row.note,
        )
        for row in reading.rows
    ]
    periods = []
    for slug, text in sorted({(row.indicator, row.period) for row in reading.rows}):
        try:
            period = read_period(text)
        except BadPeriod:
            continue
        periods.append((slug, text, period.starts, period.ends, period.label))
    account = sorted((file, outcome, rows) for (file, outcome), rows in reading.account.items())
    return {"observation": observations, "period": periods, "row_account": account}
