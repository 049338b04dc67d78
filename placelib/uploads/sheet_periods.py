"""The periods of the rows of a sheet, from its columns, headings, title or the name of its file."""

from __future__ import annotations

from placelib.uploads.layout.rows_above import find_periods_above
from placelib.uploads.layout.sheet import SheetView
from placelib.uploads.periods.finding import PARTS_OF_YEARS, join_part
from placelib.uploads.periods.rows import DataRows, PeriodReading, read_periods
from placelib.uploads.periods.title import PeriodWords, find_title_periods
from placelib.uploads.reading import Answers, Problem

# Two headings that are parts of a year are no chance.
_FEWEST_PARTS = 2


def find_sheet_periods(view: SheetView, name: str, answers: Answers) -> PeriodReading:
    """The period of each row of the sheet, from its columns, headings, title or file name."""
    roles, block = view.roles, view.block
    assert block is not None
    apart = tuple(roles.categories)
    above = find_periods_above(view.grid, block.first, roles.period, view.areas.code, apart)
    parts = _join_title_year(view)
    words, twins = _describe_periods(view, name), _find_twins(view)
    rows = DataRows(view.grid, block.first, block.last, above)
    periods = read_periods(rows, roles, words, answers, twins)
    periods.problems.extend(parts)
    return periods


def _join_title_year(view: SheetView) -> list[Problem]:
    """Read headings such as “Q1” or “April” with the one year that the lines above them name."""
    roles = view.roles
    if roles.period or roles.periods or len(roles.figures) < _FEWEST_PARTS:
        return []
    years = {period.label: period for period in find_title_periods(view.grid.name, view.title)}
    if len(years) != 1 or next(iter(years.values())).kind not in {"year", "pair"}:
        return []
    year = next(iter(years))
    joined = {index: join_part(year, view.labels[index]) for index in roles.figures}
    dated = {index: part for index, part in joined.items() if part and part.kind in PARTS_OF_YEARS}
    # “April to June | Total”: a total beside the parts stays without one.
    if len(dated) < _FEWEST_PARTS or 2 * len(dated) < len(joined):
        return []
    roles.periods, roles.rests = dated, dict.fromkeys(dated, "")
    return [
        Problem(
            "year from the title",
            f"Headings such as “{view.labels[next(iter(dated))][:40]}” were read as parts of "
            f"{year}, which the lines above the table name.",
            weight="note",
        )
    ]


def _describe_periods(view: SheetView, name: str) -> PeriodWords:
    """The words that may say whether the years of a sheet are financial or academic ones."""
    roles, block = view.roles, view.block
    title = f"{view.title} / {view.grid.name}"
    if roles.period and block is not None:
        # A column such as “Time identifier” says it in its cells: “Academic year”.
        first = view.grid.rows[block.first]
        texts = (*roles.period, *roles.categories, *roles.constants, *roles.texts)
        around = [view.labels[index] for index in roles.period]
        around += [first[index] for index in texts if "year" in first[index].lower()]
        return PeriodWords(title, (" ".join(around),), name)
    return PeriodWords(title, tuple(view.labels[index] for index in roles.periods), name)


def _find_twins(view: SheetView) -> list[int]:
    """The columns without a period that have the heading of one with a period, but for that.

    “Satisfied” beside “Satisfied 2023” is the same measure at another time.
    """
    roles = view.roles
    dated = {rest.strip().casefold() for rest in roles.rests.values()} - {""}
    undated = [index for index in roles.figures if index not in roles.periods]
    return [index for index in undated if view.labels[index].strip().casefold() in dated]


def summarise_periods(view: SheetView, periods: PeriodReading) -> dict[str, object]:
    """What was understood of the periods, as the reading and its JSON say it."""
    labels = sorted(periods.labels)
    return {
        "source": periods.source,
        "columns": [index + 1 for index in view.roles.period]
        or [index + 1 for index in view.roles.periods],
        "kinds": dict(periods.kinds),
        "first": labels[0] if labels else "",
        "last": labels[-1] if labels else "",
        "periods": len(labels),
        "years_are": periods.years_are,
        "suggested": periods.suggested,
    }
