"""Headline cards, rows of a topic and tier ladders of a place as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from placelib.charts.marks import LadderStep, ladder, spark
from placelib.charts.theme import Theme
from placelib.formatting import (
    figure,
    figure_without_unit,
    interval,
    short_figure,
    unit_after,
)
from placelib.model import Indicator, Observation
from placelib.statistics.headline_figures import Headline
from placelib.statistics.observations import Ladder, Rung, Series

# Colour never stands alone: each sign has its own shape and the words beside it.
SIGNS = {
    "higher": "▲",
    "lower": "▼",
    "not clearly different": "●",
    "no interval": "◦",
    "cannot say": "–",
}


def draw_tier_ladder(record: Ladder, theme: Theme) -> str:
    """The tier ladder of one indicator as HTML, no wider than it can be read across."""
    steps = ladder(_list_steps(record), theme)
    return f'<div style="max-width:40rem;color:{theme.text}">{steps}</div>'


def draw_parts_ladder(rungs: Sequence[Rung], indicator: Indicator, theme: Theme) -> str:
    """The figures of a nation's parts as HTML, in their order; empty where none has a figure."""
    if all(rung.value is None for rung in rungs):
        return ""
    steps = [_build_step(rung, indicator, rung.area.name) for rung in rungs]
    # No part is the chosen place, so all are drawn alike.
    return (
        f'<div style="max-width:40rem;color:{theme.text}">{ladder(steps, theme, place=None)}</div>'
    )


def write_headline_cards(headlines: Sequence[Headline], theme: Theme) -> str:
    """The headline figures as a list of cards in HTML, two beside each other on a phone."""
    cards = "".join(_write_card(headline, theme) for headline in headlines)
    return (
        '<ul style="list-style:none;margin:0;padding:0;display:grid;gap:.75rem;'
        "grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));"
        f'color:{theme.text}">{cards}</ul>'
    )


def _write_card(headline: Headline, theme: Theme) -> str:
    assert headline.observation.value is not None
    verdict = _add_benchmark_figure(headline)
    value = escape(figure_without_unit(headline.indicator, headline.observation.value))
    unit = "" if headline.indicator.suffix else escape(unit_after(headline.indicator).strip())
    after = f' <span style="display:inline-block">{unit}</span>' if unit else ""
    return (
        # No edge around it: with one it looks like something to press.
        f'<li style="margin:0;padding:.75rem .7rem .75rem 0;border-top:4px solid {theme.focus}">'
        f'<span style="display:block;font-size:.875rem;line-height:1.3">'
        f"{escape(headline.indicator.label)}</span>"
        # A unit that has no room beside its number stands close under it, and is one text with it.
        '<span style="display:block;font-size:.875rem;line-height:1.25">'
        f'<span style="font-size:1.5rem;font-weight:600;line-height:1.3">{value}</span>{after}'
        "</span>"
        f'<span style="display:block;font-size:.8125rem;line-height:1.3">{escape(verdict)}</span>'
        f'<span style="display:block;font-size:.8125rem;color:{theme.quiet_text}">'
        f"{escape(headline.observation.period_label)}</span></li>"
    )


def _add_benchmark_figure(headline: Headline) -> str:
    """The verdict with the figure it is held against: “lower than England (76.0%), worse”."""
    words, name = headline.verdict_words, headline.verdict.benchmark_name
    if headline.benchmark_value is None or not name:
        return words
    value = short_figure(headline.indicator, headline.benchmark_value)
    return words.replace(name, f"{name} ({value})", 1)


def write_indicator_row(record: Ladder, series: Series, theme: Theme) -> str:
    """A row of a topic as HTML: name, figure, verdict, small trend, and the tier ladder."""
    observation = record.area_rung.observation
    return (
        '<div style="display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:flex-start;'
        f'padding:.9rem 0 .35rem;border-top:1px solid {theme.grid};color:{theme.text}">'
        f'<div style="flex:1 1 17rem;min-width:0">{_write_head(record, observation, theme)}</div>'
        f'<div style="flex:0 0 auto">{spark(_list_points(record, series), theme)}</div>'
        f'<div style="flex:1 1 20rem;min-width:0">{ladder(_list_steps(record), theme)}</div></div>'
    )


def _write_head(record: Ladder, observation: Observation | None, theme: Theme) -> str:
    name = (
        '<h3 style="margin:0;padding:0;font-size:1rem;font-weight:600">'
        f"{escape(record.indicator.label)}</h3>"
    )
    quiet = theme.quiet_text
    if observation is None or observation.value is None:
        why = escape(record.area_rung.missing or "no figure")
        when = (
            f", {escape(record.period_label)}"
            if observation is not None and record.period_label
            else ""
        )
        return f'{name}<p style="margin:.15rem 0 0;color:{quiet}">No figure: {why}{when}</p>'
    value = escape(figure(record.indicator, observation.value))
    range_ = ""
    if observation.lower is not None and observation.upper is not None:
        range_ = f" ({escape(interval(record.indicator, observation.lower, observation.upper))})"
    return (
        f'{name}<p style="margin:.1rem 0 0;font-size:1.45rem;font-weight:600;line-height:1.2">'
        f"{value}</p>"
        f'<p style="margin:.1rem 0 0;font-size:.875rem">{_describe_verdict(record)}</p>'
        f'<p style="margin:0;font-size:.875rem;color:{theme.quiet_text}">'
        f"{escape(observation.period_label)}{range_}</p>"
    )


def _describe_verdict(record: Ladder) -> str:
    words = record.verdict.words
    if record.verdict.kind == "no interval":
        words = f"{words}; {record.verdict.why}"
    if record.verdict.kind == "cannot say":
        words = "" if not record.indicator.standardised else words
    return escape(words)


def _list_steps(record: Ladder) -> list[LadderStep]:
    return [
        _build_step(rung, record.indicator, rung.label)
        for rung in record.rungs
        if record.indicator.standardised or rung.area.code == record.area.code
    ]


def _build_step(rung: Rung, indicator: Indicator, name: str) -> LadderStep:
    return LadderStep(
        name=name,
        value=rung.value,
        lower=rung.observation.lower if rung.observation else None,
        upper=rung.observation.upper if rung.observation else None,
        value_text=short_figure(indicator, rung.value) if rung.value is not None else "",
        missing=rung.missing,
    )


def _list_points(record: Ladder, series: Series) -> list[tuple[float, float | None]]:
    rows = series.get((record.indicator.slug, record.area.code), ())
    return [(float(row.starts.toordinal()), row.value) for row in rows]
