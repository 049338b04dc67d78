"""What a sector view of a place misses, in sentences made from the grid."""

from __future__ import annotations

from dataclasses import dataclass

from placelib.areas.registry import FEW_RESIDENTS
from placelib.compare.sector_view import Departure, SectorReading
from placelib.compare.silo import Cell, CouncilGrid
from placelib.formatting import MINUS, figure, listed, possessive, rounded, sentence_start
from placelib.model import Area, Indicator
from placelib.statistics.comparison import classify_difference
from placelib.statistics.differences import subtract_figures

# So many of the figures that a sector does not foretell are named.
MOST_DEPARTURES = 4


@dataclass(frozen=True, slots=True)
class RowCount:
    """How a council's figures lie: how many there are, how many lie far off, in which topics."""

    figures: int
    far: int
    by_topic: dict[str, int]


def count_row(grid: CouncilGrid, area: Area) -> RowCount:
    """The figures of a row that lie a standard deviation or more from England, by topic."""
    by_topic: dict[str, int] = {}
    figures = 0
    for indicator in grid.indicators:
        cell = grid.cells.get((area.code, indicator.slug))
        figures += cell is not None
        if cell is not None and cell.is_far:
            by_topic[indicator.topic] = by_topic.get(indicator.topic, 0) + 1
    return RowCount(figures, sum(by_topic.values()), by_topic)


def format_signed(distance: float) -> str:
    """A distance with its sign and one decimal, none from ten on: “+1.2”, “−0.4”, “0.0”, “+12”."""
    value = rounded(distance, 0 if abs(distance) >= 10 else 1)
    sign = MINUS if value < 0 else "+" if value > 0 else ""
    return f"{sign}{abs(value)}"


def find_busiest_topic(counted: RowCount) -> str | None:
    """The topic with the most far figures; of equals the first in the catalogue's order."""
    return max(counted.by_topic, key=lambda topic: counted.by_topic[topic], default=None)


def write_silo_headline(area: Area, counted: RowCount, reading: SectorReading | None) -> str:
    """About ten words: what one sector would not foretell of the place, where it is particular."""
    place = sentence_start(area.in_sentence)
    if reading is None or reading.departures is None:
        if not counted.far:
            return f"Nothing sets {area.in_sentence} far apart here"
        return f"{counted.far} of {counted.figures} figures set {area.in_sentence} apart"
    if not reading.departures:
        return f"{place} is much like councils with the same figures on {reading.topic}"
    first = reading.departures[0]
    return (
        f"{place}: {first.indicator.label} is {_describe_side(first)} than in councils alike on "
        f"{reading.topic}"
    )


def write_sector_sentence(area: Area, reading: SectorReading | None) -> str:
    """How much one sector foretells of councils' other figures, and what is particular here."""
    if reading is None:
        return ""
    start = (
        f"Figures on {reading.topic} predict {reading.share_foretold:.0%} of how English councils "
        "differ on everything else. That was tried on councils that had been kept aside."
    )
    if reading.departures is None:
        return f"{start} Of {area.in_sentence} itself this cannot be said."
    among = f"In {area.in_sentence}, {{}} of {reading.figures} other figures"
    if not reading.departures:
        return f"{start} {among.format('none')} lies far from what they predict."
    count = len(reading.departures)
    named = [
        f"{departure.indicator.label} ({_describe_side(departure)})"
        for departure in reading.departures[:MOST_DEPARTURES]
    ]
    if count > MOST_DEPARTURES:
        named.append(f"{count - MOST_DEPARTURES} more")
    verb = "lies" if count == 1 else "lie"
    return f"{start} {among.format(count)} {verb} far from what they predict: {listed(named)}."


def _describe_side(departure: Departure) -> str:
    return "higher" if departure.errors_away > 0 else "lower"


def write_row_headline(area: Area, counted: RowCount, benchmark: str) -> str:
    """How many figures of the row lie far off, for a room that sees the row alone."""
    place = sentence_start(area.in_sentence)
    verb = "lies" if counted.far == 1 else "lie"
    return (
        f"{place}: {counted.far or 'none'} of {counted.figures} figures {verb} far from "
        f"{possessive(benchmark)}"
    )


def explain_far(benchmark: str) -> str:
    """What a figure that lies far off is."""
    return f"Far: further from {benchmark} than a council usually lies from the average."


def write_row_sentence(area: Area, counted: RowCount, benchmark: str) -> str:
    """The row read across: how many figures lie far off, and in how many topics.

    ``counted`` covers all topics, also where the grid shows one; ``benchmark`` is what the figures
    are held against.
    """
    topics = len(counted.by_topic)
    spread = f", in {topics} {'topic' if topics == 1 else 'topics'}," if topics else ""
    return (
        f"{counted.far or 'None'} of {counted.figures} figures for {area.in_sentence}{spread} "
        f"{'lie' if counted.far > 1 else 'lies'} further from {benchmark} than a council usually "
        "lies from the average."
    )


def write_column_sentence(grid: CouncilGrid, indicator: Indicator) -> str:
    """The column read down: the two councils furthest apart on an indicator, with their figures.

    Another column may have a wider gap as the figures stand: noisy figures count for less.
    """
    low, high = _find_column_ends(_collect_column(grid, indicator))
    aside = [area.in_sentence for area in grid.areas if area.code in FEW_RESIDENTS]
    left_out = f" ({' and '.join(aside)} aside)" if aside else ""
    return (
        f"Of the columns shown, councils are furthest apart on {indicator.phrase}, once chance is "
        "allowed for: from "
        f"{_format_value(indicator, low[0])} in {low[1].in_sentence} to "
        f"{_format_value(indicator, high[0])} in {high[1].in_sentence} in "
        f"{low[0].row.period_label}{left_out}."
    )


def find_widest_column(grid: CouncilGrid) -> Indicator | None:
    """The indicator on which the councils shown lie furthest apart, noise allowed for.

    The distance counts by the reliability of the two figures, and the two must differ clearly where
    their intervals are published. None without such a column.
    """
    if len(grid.areas) < 2:
        return None

    def width(indicator: Indicator) -> float:
        column = _collect_column(grid, indicator)
        if len(column) < 2:
            return 0.0
        low, high = (cell for cell, _ in _find_column_ends(column))
        difference = subtract_figures(high.row, low.row)
        if classify_difference(indicator, difference) == "not clearly different":
            return 0.0
        return (high.distance - low.distance) * min(low.reliability, high.reliability)

    widest = max(grid.indicators, key=width, default=None)
    return widest if widest is not None and width(widest) > 0 else None


def _find_column_ends(column: list[tuple[Cell, Area]]) -> tuple[tuple[Cell, Area], ...]:
    """The lowest and the highest of a column."""
    ordered = sorted(column, key=lambda pair: (pair[0].distance, pair[1].name))
    return ordered[0], ordered[-1]


def _collect_column(grid: CouncilGrid, indicator: Indicator) -> list[tuple[Cell, Area]]:
    return [
        (grid.cells[area.code, indicator.slug], area)
        for area in grid.areas
        if (area.code, indicator.slug) in grid.cells and area.code not in FEW_RESIDENTS
    ]


def describe_cell(indicator: Indicator, cell: Cell) -> str:
    """What lies behind a cell: figure, period and what the colour says."""
    tone = {
        "better": "better",
        "worse": "worse",
        "neutral": "no direction recorded",
        "no interval": "no interval published, so not judged",
        "not clear": "not clearly different",
    }[cell.tone]
    return f"{_format_value(indicator, cell)}, {cell.row.period_label}; {tone}"


def _format_value(indicator: Indicator, cell: Cell) -> str:
    assert cell.row.value is not None
    return figure(indicator, cell.row.value)
