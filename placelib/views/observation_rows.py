"""Observations as rows of text for a table and its downloads, gap markers kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import pyarrow as pa

from placelib.api_addresses import write_data_address
from placelib.areas.naming import label_area
from placelib.database.cache import cached
from placelib.exports.observation_table import make_record
from placelib.formatting import INTERVAL, neutralise, number, unit_after, unit_before
from placelib.model import UPLOADED, Area, Indicator, Observation
from placelib.quickview.description import describe_origin
from placelib.statistics import observations
from placelib.statistics.comparison import BenchmarkVerdict
from placelib.statistics.observations import NOT_IN_FILE, explain_missing
from placelib.views import snapshot_records
from placelib.views.table_rows import build_arrow_table


class Figure(NamedTuple):
    """An indicator's observation of an area; None where the source has no row for the area.

    ``verdict`` is how it stands beside its benchmark, where the chart says so.
    """

    indicator: Indicator
    area: Area
    observation: Observation | None
    verdict: BenchmarkVerdict | None = None


def build_records(figures: Iterable[Figure], data_version: str) -> list[dict[str, Any]]:
    """The figures as data, one record an observation; see exports.observation_table.

    Those with a verdict have the fields of COMPARISON_COLUMNS too. The source of uploaded figures,
    for which no publisher stands, is their file.
    """
    records = []
    for indicator, area, observation, verdict in figures:
        row = {
            "area_code": area.code,
            "area_name": area.name,
            "level": area.level,
            "indicator": UPLOADED if indicator.is_uploaded else indicator.slug,
            "indicator_name": indicator.label,
            "period_start": observation.starts if observation is not None else None,
            "period_end": observation.ends - timedelta(days=1) if observation is not None else None,
            "period": observation.period_label if observation is not None else "",
            "value": observation.value if observation is not None else None,
            "lower": observation.lower if observation is not None else None,
            "upper": observation.upper if observation is not None else None,
            "marker": (observation.status or "") if observation is not None else "",
            "gap": (
                (observation.gap or "")
                if observation is not None
                else explain_missing(indicator, area)
            ),
            "note": (observation.note or "") if observation is not None else "",
            "prefix": indicator.prefix,
            "suffix": indicator.suffix,
            "sub_text": indicator.sub_text,
            "source": describe_origin(indicator)
            if indicator.is_uploaded
            else "; ".join(indicator.source_orgs),
        }
        record = make_record(row, data_version)
        records.append(record if verdict is None else record | _describe_comparison(verdict))
    return records


def _describe_comparison(verdict: BenchmarkVerdict) -> dict[str, Any]:
    difference = verdict.difference
    return {
        "benchmark": verdict.benchmark_name.removeprefix("the "),
        "difference": difference.size if difference is not None else None,
        "difference_lower": difference.lower if difference is not None else None,
        "difference_upper": difference.upper if difference is not None else None,
        "verdict": verdict.kind,
    }


# As many areas, or periods, as the API takes in one request.
_MOST_LISTED = 100


def find_data_address(figures: Sequence[Figure]) -> str:
    """Where the API has these observations; empty where one address cannot say them.

    Uploaded figures have none, since they belong to one visit.
    """
    if not figures or any(figure.indicator.is_uploaded for figure in figures):
        return ""
    indicators = {figure.indicator.slug for figure in figures}
    areas = {figure.area.code for figure in figures}
    levels = {figure.area.level for figure in figures}
    periods = {figure.observation.period for figure in figures if figure.observation is not None}
    # A figure without an observation has no period to ask for; so many periods are all of them.
    if len(periods) > _MOST_LISTED:
        periods = set()
    if len(areas) <= _MOST_LISTED:
        return write_data_address(areas, indicators, periods=periods)
    if all(figure.area.is_utla for figure in figures):
        return write_data_address((), indicators, "utla", periods)
    return (
        write_data_address((), indicators, next(iter(levels)), periods) if len(levels) == 1 else ""
    )


BLANK_COLUMNS = ("Place", "Code", "Period", "Figure", "Reason for a gap", "Publisher's remark")

_MARKERS = {
    "confidential": "[c]",
    "not available": "[x]",
    "not applicable": "[z]",
    "low reliability": "[u]",
}


def mark_gap(gap: str) -> str:
    """The marker that stands in the place of a figure; a gap without one says so in words."""
    return _MARKERS.get(gap, "no value")


def name_unit(indicator: Indicator) -> str:
    """The unit for a column of its own: “%”, “£”, “years”."""
    return f"{unit_before(indicator)}{unit_after(indicator).strip()}"


def build_figure_row(
    indicator: Indicator, area: Area, observation: Observation | None
) -> dict[str, str]:
    """One figure as a row: place, period, figure or marker, interval ends, reason and remark."""
    has_value = observation is not None and observation.value is not None
    row = {
        "Place": label_area(area),
        "Figure": "no value",
        "Unit": name_unit(indicator),
        f"{INTERVAL} from": "",
        f"{INTERVAL} to": "",
        "Period": observation.period_label if observation is not None else "",
        "Reason for a gap": "",
        "Publisher's remark": (observation.note or "") if observation is not None else "",
        "Code": area.code,
    }
    if observation is not None and has_value and observation.value is not None:
        row["Figure"] = number(observation.value, indicator.decimals)
        if observation.lower is not None and observation.upper is not None:
            row[f"{INTERVAL} from"] = number(observation.lower, indicator.decimals)
            row[f"{INTERVAL} to"] = number(observation.upper, indicator.decimals)
    elif observation is not None:
        row["Figure"] = mark_gap(observation.gap or "")
        row["Reason for a gap"] = observation.gap or "no figure"
    else:
        row["Reason for a gap"] = explain_missing(indicator, area)
    return row


def build_marked_row(indicator: Indicator, area: Area, row: Observation | None) -> dict[str, str]:
    """One figure beside uploaded ones as a row; it says “uploaded” or “official” at its end.

    Nothing in it acts as a formula. A table without intervals has no columns for them.
    """
    if row is None and indicator.is_uploaded:
        return build_missing_row(indicator, area, NOT_IN_FILE)
    cells = build_figure_row(indicator, area, row)
    measure = indicator.label if indicator.is_uploaded else f"{indicator.label} (official)"
    return _mark({name: cells[name] for name in cells if "interval" not in name}, measure)


def build_missing_row(indicator: Indicator, area: Area, why: str) -> dict[str, str]:
    """The row of an area that the file leaves out, shaped like that of another."""
    row = {
        "Place": label_area(area), "Code": area.code, "Period": "", "Figure": "no value",
        "Unit": name_unit(indicator), "Reason for a gap": why, "Remark": "",
    }  # fmt: skip
    return _mark(row, indicator.label)


def _mark(row: Mapping[str, str], measure: str) -> dict[str, str]:
    """A row with the measure's name at its end, so that it says where it is from."""
    renamed = {
        ("Remark" if name == "Publisher's remark" else name): cell for name, cell in row.items()
    }
    cells = {**renamed, "Measure": measure}
    return {name: cell if name == "Figure" else neutralise(cell) for name, cell in cells.items()}


@cached(4)
def list_blanks(slug: str) -> tuple[Observation, ...]:
    """Every observation of an indicator without a value."""
    return observations.read_blanks(snapshot_records.get_store(), slug)


@cached(4)
def build_blank_rows(slug: str) -> list[dict[str, str]]:
    """The same as rows of text."""
    indicator, places = snapshot_records.get_catalogue()[slug], snapshot_records.get_registry()
    rows = [build_figure_row(indicator, places[row.area_code], row) for row in list_blanks(slug)]
    return [{name: row[name] for name in BLANK_COLUMNS} for row in rows]


@cached(4)
def build_blank_table(slug: str) -> pa.Table:
    """The same as a table ready to send."""
    return build_arrow_table(build_blank_rows(slug))
