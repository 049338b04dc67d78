"""Observations as data: one row an observation, machine values, the same in every download.

Columns and their meaning are in COLUMNS; `describe_columns` says them as CSV on the Web metadata.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from placelib.formatting import INTERVAL, neutralise

BYTE_ORDER_MARK = "\ufeff"
# Name, its type in CSV on the Web, and what it holds.
Columns = tuple[tuple[str, str, str], ...]
COLUMNS: Columns = (
    ("area_code", "string", "The official code of the area, such as E08000012."),
    ("area_name", "string", "The official name of the area."),
    ("level", "string", "The lowest geography level that the area belongs to, such as ltla."),
    ("indicator", "string", "The indicator's name in addresses, such as employment-rate."),
    ("indicator_name", "string", "The indicator in words."),
    ("period_start", "date", "The first day of the period."),
    ("period_end", "date", "The last day of the period."),
    ("period", "string", "The period in words."),
    ("value", "double", "The figure in the unit; empty where status says why."),
    ("lower", "double", f"The lower end of the {INTERVAL}; empty where none is published."),
    ("upper", "double", f"The upper end of the {INTERVAL}; empty where none is published."),
    ("status", "string", "The publisher's marker, such as [c], or why there is no value."),
    ("note", "string", "The publisher's remark on this figure, or ours on its code."),
    ("unit", "string", "The unit of value, lower and upper."),
    ("source", "string", "Who published the figure."),
    ("data_version", "string", "The version of the data that the row was taken from."),
)
# What stands behind them where each figure is held against a benchmark, as on a map.
COMPARISON_COLUMNS: Columns = (
    ("benchmark", "string", "What the value is held against: England or the United Kingdom."),
    ("difference", "double", "The value less the benchmark's; empty where none may be taken."),
    ("difference_lower", "double", f"The lower end of the difference's {INTERVAL}, or empty."),
    ("difference_upper", "double", f"The upper end of the difference's {INTERVAL}, or empty."),
    (
        "verdict",
        "string",
        "higher, lower, not clearly different, no interval, or cannot say: by that interval.",
    ),
)
NAMES = tuple(name for name, _, _ in COLUMNS)
NUMBERS = frozenset(name for name, kind, _ in (*COLUMNS, *COMPARISON_COLUMNS) if kind == "double")


def make_record(row: Mapping[str, Any], data_version: str) -> dict[str, Any]:
    """A row of the query observation_rows under the names of COLUMNS; dates in ISO form.

    Values are numbers or None; all else is text.
    """
    marker, gap = row["marker"], row["gap"]
    return {
        "area_code": row["area_code"],
        "area_name": row["area_name"],
        "level": row["level"],
        "indicator": row["indicator"],
        "indicator_name": row["indicator_name"],
        "period_start": _write_day(row["period_start"]),
        "period_end": _write_day(row["period_end"]),
        "period": row["period"],
        "value": row["value"],
        "lower": row["lower"],
        "upper": row["upper"],
        "status": f"[{marker}]" if marker else gap,
        "note": row["note"],
        "unit": name_data_unit(row["prefix"], row["suffix"], row["sub_text"]),
        "source": row["source"],
        "data_version": data_version,
    }


def _write_day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def name_data_unit(prefix: str, suffix: str, sub_text: str) -> str:
    """The unit of an indicator in data: “%”, “£”, “£ millions”, “per 100,000 population”."""
    return sub_text.removeprefix("in ") or suffix.strip() or prefix.strip()


def format_number(value: float | None) -> str:
    """A number as data: -3.8, 1116, 0.30000000000000004; empty for None.

    Reading it back gives the same number to the last digit.
    """
    if value is None:
        return ""
    text = f"{value:.15g}"
    return text if float(text) == value else repr(value)


def write_observations_csv(
    records: Iterable[Mapping[str, Any]], columns: Columns = COLUMNS
) -> Iterator[str]:
    """The lines of a CSV file of the records: UTF-8 with a byte-order mark, one header row."""
    names = [name for name, _, _ in columns]
    yield BYTE_ORDER_MARK + ",".join(names) + "\r\n"
    for record in records:
        line = io.StringIO()
        csv.writer(line).writerow(
            format_number(record[name]) if name in NUMBERS else neutralise(record[name])
            for name in names
        )
        yield line.getvalue()


def describe_columns(
    file_name: str, title: str, data_version: str, columns: Columns = COLUMNS
) -> dict[str, Any]:
    """What stands in the file beside a CSV: CSV on the Web metadata (W3C, 2015)."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": file_name,
        "dc:title": title,
        "dc:license": (
            "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
        ),
        "dc:hasVersion": data_version,
        "dialect": {"header": True, "encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "datatype": kind, "dc:description": meaning}
                for name, kind, meaning in columns
            ],
            "primaryKey": ["area_code", "indicator", "period_start", "period_end"],
        },
    }
