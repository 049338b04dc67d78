"""A scorecard as HTML cards with their style, and its changes as a chart."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

from placelib.charts.changes import ChangeMark, changes_chart
from placelib.charts.theme import Theme, theme
from placelib.database.cache import cached
from placelib.scorecard.records import Scorecard
from placelib.views.scorecard import HOLDER_HEADINGS, STATES, JudgedMeasure, build_scorecard
from placelib.views.scorecard_rows import build_measure_row, write_change


@cached(STATES)
def build_changes_chart(
    card: Scorecard, *, dark: bool, with_owners: bool = False
) -> dict[str, Any] | None:
    """The changes of all measures on one scale; None where none has an interval.

    A measure without one has its row too, which says why it has no mark. ``with_owners`` writes
    beside each measure, for a room that cannot ask the page, since when, and who looks after it.
    """
    marks = [_mark_change(entry, with_owner=with_owners) for entry in build_scorecard(card).judged]
    if all(mark.size is None for mark in marks):
        return None
    chart: dict[str, Any] = changes_chart(marks, theme(dark=dark)).to_dict()
    return chart


def _mark_change(entry: JudgedMeasure, *, with_owner: bool) -> ChangeMark:
    movement, label = entry.movement, entry.indicator.label
    size = None
    if movement.change is not None and movement.smallest:
        size = movement.change.difference.size / movement.smallest
    else:
        label = f"{label}: {movement.verdict}"
    if with_owner and size is not None and movement.baseline is not None:
        label = f"{label}, since {movement.baseline.period_label}"
    if with_owner and entry.measure.owner:
        label = f"{label} ({entry.measure.owner} looks after it)"
    return ChangeMark(
        label=label,
        size=size,
        is_clear=movement.verdict == "moved clearly",
        words=f"{write_change(entry)}: {movement.verdict}",
    )


@cached(STATES)
def build_scorecard_html(card: Scorecard, today: date) -> str:
    """The scorecard as HTML: a list a holder, a card a measure; everything is escaped.

    A review is due from the day after it on, as seen from ``today``.
    """
    content = build_scorecard(card)
    groups = []
    for holder, heading in HOLDER_HEADINGS.items():
        entries = [entry for entry in content.judged if entry.holder == holder]
        if entries:
            cards = "".join(_write_card(entry, today) for entry in entries)
            groups.append(f"<h3>{escape(heading)}</h3><ul>{cards}</ul>")
    return f'<div class="scorecard">{"".join(groups)}</div>'


def _write_card(entry: JudgedMeasure, today: date) -> str:
    row = build_measure_row(entry)
    written = [
        f"<dt>{name}</dt><dd>{escape(row[column])}</dd>"
        for name, column in (
            ("From", "Baseline"), ("To", "Latest"), ("Change", "Change"),
            ("Better", "Which way is better"),
            ("Peers", "Beside peers"), ("Could show", "Smallest change that could show"),
            ("Our aim", "Our aim"), ("Owner", "Owner"), ("Review", "Review"),
        )
        if row[column]
    ]  # fmt: skip
    is_due = bool(entry.measure.review) and entry.measure.review < today.isoformat()
    due = "<small>The review is due.</small>" if is_due else ""
    kind = "clear" if entry.movement.verdict == "moved clearly" else "open"
    return (
        f'<li class="{kind}"><b>{escape(entry.indicator.label)}</b>'
        f"<strong>{escape(entry.verdict_words)}</strong><dl>{''.join(written)}</dl>{due}</li>"
    )


def write_scorecard_style(page: Theme) -> str:
    """The style rules of the scorecard."""
    scope = ".scorecard"
    return (
        f"{scope}{{color:{page.text};font-size:.9375rem;line-height:1.35}}"
        f"{scope} h3{{font-size:1.0625rem;margin:.9rem 0 .4rem}}"
        f"{scope} h3:first-child{{margin-top:0}}"
        f"{scope} ul{{list-style:none;margin:0;padding:0;display:grid;gap:.6rem;"
        "grid-template-columns:repeat(auto-fill,minmax(17rem,1fr))}"
        f"{scope} li{{margin:0;border:1px solid {page.rest};border-radius:.375rem;"
        "padding:.6rem .8rem;"
        "display:grid;gap:.2rem;align-content:start}"
        f"{scope} li.clear{{border-left:5px solid {page.focus}}}"
        f"{scope} dl{{display:grid;grid-template-columns:5.2rem 1fr;gap:.1rem .5rem;"
        "margin:0;padding:0}"
        f"{scope} dt{{color:{page.quiet_text}}}{scope} dd,{scope} dt{{margin:0;padding:0}}"
        f"{scope} small{{color:{page.marked}}}"
    )
