"""What is said around the charts of one indicator on a place's page; knows no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from placelib.database.cache import cached
from placelib.formatting import INTERVAL, INTERVAL_MEANING, unit_after
from placelib.markdown import plain_markdown
from placelib.model import Area, Indicator, Observation
from placelib.quadrant.lever_holders import read_lever_holders, write_lever_sentence
from placelib.statistics.observations import Ladder, Series
from placelib.statistics.text import (
    write_ladder_sentence,
    write_trend_headline,
    write_trend_sentence,
)
from placelib.views import place as place_view
from placelib.views import snapshot_records, visit_figures

# How many areas the cache of a builder remembers.
AREAS = 64


@dataclass(frozen=True, slots=True)
class DetailWords:
    """Markdown, but for ``subtitle`` and ``trend``, which are plain text.

    ``gap`` says why the place has no figure, and ``tiers`` heads the tier ladder; each is empty
    where there is nothing to say. ``lever`` says who holds the lever, ``lever_reason`` why it is
    coded so. ``rows`` counts those of the table.
    """

    headline: str
    gap: str
    subtitle: str
    trend: str
    tiers: str
    ladder: str
    lever: str
    lever_reason: str
    rows: int


def describe_detail(
    area: Area, indicator: Indicator, ladder: Ladder, series: Series
) -> DetailWords:
    """What there is to say of an indicator's series in an area and all it belongs to."""
    observations = series.get((indicator.slug, area.code), ())
    gap = ""
    if not any(row.value is not None for row in observations):
        why = plain_markdown(ladder.area_rung.missing or "no tier has a value")
        gap = f"{plain_markdown(area.name)} has no figure: {why}."
    lever, reason = describe_lever(area, indicator)
    return DetailWords(
        headline=f"**{plain_markdown(write_trend_headline(ladder))}**",
        gap=gap,
        subtitle=_write_subtitle(area, ladder.period_label, observations),
        trend=write_trend_sentence(indicator, area, observations),
        tiers=_head_tiers(indicator, ladder.period_label),
        ladder=plain_markdown(write_ladder_sentence(ladder)),
        lever=plain_markdown(lever),
        lever_reason=plain_markdown(reason),
        rows=sum(len(rows) for (slug, _), rows in series.items() if slug == indicator.slug),
    )


def describe_lever(area: Area, indicator: Indicator) -> tuple[str, str]:
    """Who holds the indicator's lever in an area, and why it is coded so; the coding is ours.

    Of an uploaded measure nothing is said.
    """
    if indicator.is_uploaded:
        return "", ""
    coded = read_lever_holders().get(indicator.slug)
    if coded is None:
        return "Nobody has coded this indicator yet.", ""
    if not area.is_english:
        return "Our sources about who decides are for England.", ""
    registry = snapshot_records.get_registry()
    # England and its regions hold places with an authority and places without.
    is_council = area.level in ("ltla", "utla")
    has_authority = not is_council or registry.middle(area.code) is not None
    return write_lever_sentence(
        indicator.slug, has_authority=has_authority
    ), f"Our coding: {coded.reasons}"


def _write_subtitle(
    area: Area, period_label: str | None, observations: Sequence[Observation]
) -> str:
    until = f"; latest period {period_label}" if period_label else ""
    has_interval = any(row.has_interval for row in observations)
    shaded = f". Shaded: {INTERVAL} where published, {INTERVAL_MEANING}" if has_interval else ""
    return f"{area.name} and what it belongs to{until}{shaded}"


def _head_tiers(indicator: Indicator, period_label: str | None) -> str:
    if period_label is None:
        return ""
    unit = plain_markdown(unit_after(indicator).strip())
    measured = f" ({unit})" if unit and unit != plain_markdown("%") else ""
    return f"**The tiers in {plain_markdown(period_label)}**{measured}"


@cached(4 * AREAS)
def build_detail_words(code: str, slug: str) -> DetailWords:
    """What is said around the charts of one indicator."""
    ladder, series = place_view.build_place_ladder(code, slug)
    return describe_detail(
        snapshot_records.get_registry()[code],
        visit_figures.find_indicator(slug),
        ladder,
        series,
    )
