"""Reads one row of a data set file: value or gap, marker or remark, interval or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placelib.build.sources import read_number

GAPS = {
    "c": "confidential",
    "x": "not available",
    "z": "not applicable",
    "u": "low reliability",
}
NO_REASON = "no value in the source"

# What became of a row, as the report and the table row_audit have it.
LOADED = "loaded with a value"
LOADED_GAP = "loaded as a gap with the publisher's reason"
LOADED_EMPTY = "loaded as a gap: the source has neither a value nor a reason"
INTERVAL_DROPPED = "loaded, interval set aside: rounding left the value outside it"
GAP_INTERVAL_DROPPED = "loaded as a gap, interval set aside: there is no value"
STOPPED = "stopped the build"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row as it goes into the database: ``value`` is None exactly when ``gap`` says why."""

    indicator: str
    area_code: str
    period: str
    value: float | None
    lower: float | None
    upper: float | None
    status: str | None
    gap: str | None
    note: str | None
    where: str

    @property
    def content(self) -> tuple[float | None, str | None, float | None, float | None]:
        """What the row says about its key, in which a second row for the key must agree."""
        return self.value, self.gap, self.lower, self.upper


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """A row, what became of it, and what is wrong with it (nothing as a rule)."""

    row: SourceRow
    outcome: str
    problems: tuple[str, ...]


def parse_row(
    cells: Mapping[str, str], notes: str, indicator: str, area_code: str, where: str
) -> ParsedRow:
    """The row that ``cells`` give; ``notes`` is the text of its notes columns, ``where`` its place.

    Values are kept exactly as the source has them, and zero is a value. A marker may stand in
    the value's own column, as in “[u]”, and prose in the status column is a remark.
    """
    problems: list[str] = []
    marker, remark = _split_status(cells["status"])
    text = cells["observation"]
    if text.startswith("[") and text.endswith("]") and _find_marker(text):
        # One restored file keeps the marker in the value's own column.
        marker, text = _find_marker(text), ""
    value, lower, upper = (
        _parse_number(cell, where, problems) for cell in (text, cells["lci_95"], cells["uci_95"])
    )
    gap, outcome = None, LOADED
    if value is None:
        gap = GAPS.get(marker or "", NO_REASON)
        outcome = LOADED_GAP if marker else LOADED_EMPTY
        if lower is not None or upper is not None:
            lower = upper = None
            outcome = GAP_INTERVAL_DROPPED
    elif (lower is None) != (upper is None):
        problems.append(f"{where}: only one end of the interval is given")
    elif lower is not None and upper is not None and not lower <= value <= upper:
        if _is_rounded_away(value, lower, upper):
            lower = upper = None
            outcome = INTERVAL_DROPPED
        else:
            problems.append(
                f"{where}: the interval {lower} to {upper} does not contain the value {value}"
            )
    note = "; ".join(part for part in (remark, notes) if part) or None
    row = SourceRow(
        indicator=indicator,
        area_code=area_code,
        period=cells["period"],
        value=value,
        lower=lower,
        upper=upper,
        status=marker,
        gap=gap,
        note=note,
        where=where,
    )
    return ParsedRow(row, STOPPED if problems else outcome, tuple(problems))


def _find_marker(text: str) -> str | None:
    letter = text.strip("[] ").lower()
    return letter if letter in GAPS else None


def _split_status(status: str) -> tuple[str | None, str]:
    """The one-letter marker, and any prose that a file put in the status column instead."""
    marker = _find_marker(status)
    return marker, "" if marker else status


def _is_rounded_away(value: float, lower: float, upper: float) -> bool:
    """True when value and interval are whole numbers and rounding alone explains the miss.

    A value of 81 with an interval from 75 to 80 is; one of 82 is not.
    """
    are_integers = all(float(number).is_integer() for number in (value, lower, upper))
    return are_integers and lower - 1 <= value <= upper + 1


def _parse_number(text: str, where: str, problems: list[str]) -> float | None:
    if text == "":
        return None
    number = read_number(text)
    if number is None:
        problems.append(f"{where}: “{text}” is not a number")
    return number
