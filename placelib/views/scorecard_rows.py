"""A scorecard as rows of text: for the page's table, for paper and slides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from placelib.formatting import (
    DIRECTION_WORDS,
    MINUS,
    figure,
    format_date,
    format_difference,
    interval,
    rounded,
    short_figure,
    subtract_rounded,
)
from placelib.model import Indicator, Observation
from placelib.scorecard.judgement import FEWEST_PEERS
from placelib.statistics.comparison import OVERLAP
from placelib.statistics.seasons import describe_seasons
from placelib.views.scorecard import (
    HOLDER_HEADINGS,
    JudgedMeasure,
    ScorecardContent,
    describe_missing_baseline,
)

TOTAL_BESIDE_PEERS = "not compared: a total grows with the size of the place"


def list_scorecard_rows(content: ScorecardContent) -> list[dict[str, str]]:
    """The scorecard as a table, a row a measure, in the order of who holds the lever."""
    return [build_measure_row(entry) for entry in content.judged]


def build_measure_row(entry: JudgedMeasure) -> dict[str, str]:
    """One measure as a row of text, empty where there is nothing to say."""
    movement, indicator, measure = entry.movement, entry.indicator, entry.measure
    return {
        "Measure": indicator.label,
        "Who holds the lever": entry.holder,
        "Which way is better": DIRECTION_WORDS[indicator.direction].removesuffix("."),
        "Baseline": _write_baseline(entry),
        "Latest": _write_figure(indicator, movement.latest),
        "Change": write_change(entry),
        "Verdict": entry.verdict_words,
        "Beside peers": _write_peers(entry),
        "Smallest change that could show": _write_smallest(entry),
        "Our aim": measure.aim,
        "Owner": measure.owner,
        "Review": format_date(measure.review) if measure.review else "",
        "New since saved": entry.news,
    }


def list_paper_rows(content: ScorecardContent) -> dict[str, list[dict[str, str]]]:
    """The same in eight columns, for paper and slides, by the heading of who holds the lever."""
    groups: dict[str, list[dict[str, str]]] = {}
    for row in list_scorecard_rows(content):
        heading = HOLDER_HEADINGS[row["Who holds the lever"]]
        groups.setdefault(heading, []).append(_build_paper_row(row))
    return groups


def _build_paper_row(row: Mapping[str, str]) -> dict[str, str]:
    review = f"review {row['Review']}" if row["Review"] else ""
    return {
        "Measure": f"{row['Measure']}. {row['Which way is better']}.",
        "Baseline": row["Baseline"],
        "Latest": row["Latest"],
        "Verdict": row["Verdict"],
        "Could show": row["Smallest change that could show"],
        "Beside peers": row["Beside peers"],
        "Our aim": row["Our aim"],
        "Owner": "; ".join(filter(None, (row["Owner"], review))),
    }


def _write_baseline(entry: JudgedMeasure) -> str:
    if entry.movement.verdict == "no figure for the baseline":
        return describe_missing_baseline(entry.measure.baseline)
    baseline, latest = entry.movement.baseline, entry.movement.latest
    words = _write_figure(entry.indicator, baseline)
    if baseline is None or latest is None or not describe_seasons(baseline, latest):
        return words
    return f"{words}; another time of the year than the latest"


def _write_figure(indicator: Indicator, row: Observation | None) -> str:
    if row is None or row.value is None:
        return "no figure"
    ends = ""
    if row.lower is not None and row.upper is not None:
        ends = f" ({interval(indicator, row.lower, row.upper)})"
    return f"{figure(indicator, row.value)}{ends}, {row.period_label}"


def write_change(entry: JudgedMeasure) -> str:
    """The change since the baseline with its interval; empty without two figures."""
    change = entry.movement.change
    if change is None:
        return ""
    difference = change.difference
    size = _write_signed(
        entry.indicator,
        float(difference.round_size(entry.indicator)),
    )
    if entry.indicator.in_current_prices:
        size = f"{size} in the prices of each year"
    # Two periods that overlap share answers, so no interval holds for their difference.
    if difference.lower is None or difference.upper is None or change.why == OVERLAP:
        return size
    is_clear = entry.movement.verdict == "moved clearly"
    ends = [
        _write_end(entry.indicator, end, is_clear=is_clear)
        for end in (difference.lower, difference.upper)
    ]
    return f"{size} ({ends[0]} to {ends[1]})"


def _write_end(indicator: Indicator, end: float, *, is_clear: bool) -> str:
    """An end of a change's interval; of a clear change it is never shown as 0: 0.02 is not 0.0."""
    if is_clear and not rounded(end, indicator.decimals):
        return "just over 0" if end > 0 else "just under 0"
    # Pounds and millions go with every number, as in “£29 to £82”.
    return short_figure(replace(indicator, suffix=""), end)


def _write_signed(indicator: Indicator, size: float) -> str:
    """The size with the sign that it has as shown: “+1.3 percentage points”, without one “0.0”."""
    shown_size = subtract_rounded(indicator, size, 0.0)
    sign = "+" if shown_size > 0 else MINUS if shown_size < 0 else ""
    return f"{sign}{format_difference(indicator, size, 0.0)}"


def _write_smallest(entry: JudgedMeasure) -> str:
    smallest = entry.movement.smallest
    if smallest is None:
        return "no interval published"
    return format_difference(entry.indicator, smallest, 0.0)


def _write_peers(entry: JudgedMeasure) -> str:
    """How the change stands beside the mean change of the peers; nothing of a total."""
    peers = entry.movement.peers
    if not entry.indicator.standardised:
        return TOTAL_BESIDE_PEERS if entry.movement.change else ""
    if peers.mean is None or peers.apart is None:
        few = f"fewer than {FEWEST_PEERS} peers have both figures"
        return few if entry.movement.change else ""
    mean = _write_signed(entry.indicator, peers.mean.size)
    if entry.movement.verdict == "too early to tell":
        return f"mean of {peers.peers}: {mean}; the two periods overlap"
    if not peers.apart.is_judged:
        return f"mean of {peers.peers}: {mean}; no interval published"
    if not peers.apart.is_clear:
        return f"mean of {peers.peers}: {mean}; not clearly apart from them"
    side = "above" if peers.apart.size > 0 else "below"
    return f"mean of {peers.peers}: {mean}; clearly {side} them"
