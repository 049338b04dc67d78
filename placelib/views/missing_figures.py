"""What a place has no figure for, as lists that fold; knows no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from placelib.charts.theme import Theme
from placelib.charts.theme import theme as theme_for
from placelib.database.cache import cached
from placelib.formatting import sentence_start
from placelib.statistics import observations
from placelib.statistics.observations import Gap
from placelib.views import place as place_view
from placelib.views import snapshot_records

# How many areas the cache of a builder remembers.
AREAS = 64

_OWN = ".missing-lists"


def write_missing_lists(gaps: Sequence[Gap], theme: Theme) -> str:
    """A list a reason, closed at first: those of this place, then those of other nations.

    The browser opens and closes them itself, so they are one message and ask the server nothing.
    They look like the folds of Streamlit beside them.
    """
    by_reason: dict[str, list[str]] = {}
    for gap in sorted(gaps, key=lambda gap: gap.is_elsewhere):
        when = f" ({gap.period_label})" if gap.period_label else ""
        by_reason.setdefault(gap.why, []).append(gap.indicator.label + when)
    lists = "".join(_write_list(why, labels) for why, labels in by_reason.items())
    return f'<style>{_write_style(theme)}</style><div class="{_OWN[1:]}">{lists}</div>'


def _write_list(why: str, labels: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(label)}</li>" for label in labels)
    summary = f"{escape(sentence_start(why))}: {len(labels)}"
    return f"<details><summary>{summary}</summary><ul>{items}</ul></details>"


def _write_style(theme: Theme) -> str:
    arrow = f"border:solid {theme.text};border-width:0 1.5px 1.5px 0"
    return (
        f"{_OWN}{{display:grid;gap:1rem;color:{theme.text}}}"
        f"{_OWN} details{{border:1px solid {theme.rest};border-radius:.375rem}}"
        f"{_OWN} summary{{display:flex;align-items:center;gap:.75rem;padding:.5rem .9rem;"
        "font-size:.875rem;list-style:none;cursor:pointer;border-radius:.375rem}"
        f"{_OWN} summary::-webkit-details-marker{{display:none}}"
        f'{_OWN} summary::before{{content:"";flex:none;width:.32rem;height:.32rem;'
        f"margin:0 .1rem;{arrow};transform:rotate(-45deg)}}"
        f"{_OWN} details[open]>summary::before{{transform:rotate(45deg)}}"
        f"{_OWN} summary:focus-visible{{outline:3px solid {theme.focus};outline-offset:2px}}"
        f"{_OWN} ul{{margin:0;padding:.25rem 1rem 1rem 2.25rem}}"
    )


@cached(2 * AREAS)
def build_missing_lists(code: str, *, dark: bool) -> str:
    """What a place has no figure for, by reason, as HTML that folds."""
    return write_missing_lists(list_missing(code), theme_for(dark=dark))


@cached(AREAS)
def list_missing(code: str) -> tuple[observations.Gap, ...]:
    """What a place has no figure for, and why."""
    return observations.list_gaps(
        snapshot_records.get_catalogue(),
        snapshot_records.get_registry()[code],
        place_view.get_latest_observations(code),
    )
