"""Three views of the Compare page: beside peers, among all areas, and two indicators together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from placelib.areas.levels import LEVEL_PLURALS
from placelib.compare.distribution import Field, RankRange, rank_range, tally
from placelib.compare.peers import OWN, PeerSet
from placelib.compare.settings import CompareView
from placelib.compare.text import (
    distribution_headline,
    distribution_sentence,
    no_figure,
    peers_headline,
    peers_sentence,
    rank_words,
    two_headline,
    two_sentence,
    two_ways,
)
from placelib.formatting import sentence_start
from placelib.markdown import plain_markdown
from placelib.model import Indicator
from placelib.ui.components import chart_display, present_mode
from placelib.ui.components.chart_block import ChartBlock, notes_of, show_chart_block, vega
from placelib.urls import COMPARE
from placelib.views import compare as compare_view
from placelib.views import snapshot_records
from placelib.views.observation_rows import figure_row


def peers_view(view: CompareView, peers: PeerSet) -> None:
    """The place and each of its peers with its interval."""
    field = compare_view.get_field(view, view.indicator)
    if not _has_own(field):
        return
    assert field.own is not None
    counted = tally(field.own, [field.rows.get(code) for code in peers.codes])
    sentence = peers_sentence(field, peers, counted)
    one = ChartBlock(
        headline=peers_headline(field, counted),
        subtitle=_subtitle(
            field,
            peers,
            "Bars: 95% interval where published. In order of the figure, which is no ranking",
        ),
        sentence=sentence,
        rows=[
            figure_row(field.indicator, area, field.rows.get(area.code))
            for area in (field.area, *peers.areas)
        ],
        notes=_notes(view, peers, [field.indicator]),
        name=f"compare-{view.area}-{view.peers}-{field.indicator.slug}",
        indicators=[field.indicator],
    )
    draw = compare_view.build_peers_chart(view, chart_display.is_dark())
    if present_mode.is_on() and view.peers != OWN:
        # Nobody chose the peers of a kind one by one.
        draw = present_mode.named_only(draw, [field.area.name])
    show_chart_block(
        one, lambda: vega(draw, key="compare chart", alternative=sentence), key="compare peers"
    )


def distribution_view(view: CompareView, peers: PeerSet) -> None:
    """All areas of the place's level, with the rank as a range."""
    field = compare_view.get_field(view, view.indicator)
    if not _has_own(field):
        return
    assert field.own is not None
    rank = rank_range(field.own, field.valued) if field.indicator.standardised else None
    sentence = distribution_sentence(field, rank)
    among = LEVEL_PLURALS.get(field.area.level, "areas")
    without = len(field.areas) - len(field.valued)
    bar = f"Bar: the 95% interval of {field.area.in_sentence}" if field.own.has_interval else ""
    silent = f"{without} without a figure for this period. " if without else ""
    one = ChartBlock(
        headline=distribution_headline(field, rank),
        subtitle=_subtitle(
            field,
            peers,
            f"A dot for each of {len(field.valued):,} {among}. {silent}{bar}",
        ),
        sentence=sentence,
        rows=_level_rows(field, peers, rank),
        notes=[
            *_notes(view, peers, [field.indicator]),
            f"Rank of {field.area.name}: {rank_words(field, rank)}",
        ],
        name=f"distribution-{view.area}-{field.indicator.slug}",
        indicators=[field.indicator],
    )
    draw = compare_view.build_distribution_chart(view, chart_display.is_dark())
    show_chart_block(
        one, lambda: vega(draw, key="compare chart", alternative=sentence), key="compare all"
    )
    if present_mode.is_on():
        return
    with st.expander("How the range of ranks is found", type="compact"):
        st.markdown(
            "An area is certainly above when its whole 95% interval lies above the place's, "
            "certainly below likewise; all others may be either. The best possible rank counts "
            "the certain ones above, the worst those not certainly below. Where the place has no "
            "published interval there is no rank."
        )


def two_view(view: CompareView, peers: PeerSet) -> None:
    """Two indicators of the same areas, cut into quarters."""
    relation = compare_view.get_relation(view)
    across, up, own = relation.across, relation.up, relation.own
    if not _has_own(across) or not _has_own(up) or own is None:
        return
    sentence = two_sentence(across, up, own, relation.alike, len(relation.counted), relation.cut)
    subtitle = (
        f"{_subtitle(across, peers, '')} Up: {up.indicator.label}, {up.period_label}. Across: "
        f"{across.indicator.label}, {across.period_label}. Lines: {relation.cut.name}. Bars: 95% "
        "intervals of the place and its peers, where published"
    )
    rows = [
        {"Indicator": field.indicator.label, **figure_row(field.indicator, area, row)}
        for field in (across, up)
        for code in [one.code for one in relation.found]
        for area, row in [(snapshot_records.get_registry()[code], field.rows.get(code))]
    ]
    one = ChartBlock(
        headline=two_headline(across, own, relation.cut),
        subtitle=subtitle,
        sentence=sentence,
        rows=rows,
        notes=_notes(view, peers, [across.indicator, up.indicator]),
        name=f"two-{view.area}-{across.indicator.slug}-{up.indicator.slug}",
        indicators=list(dict.fromkeys([across.indicator, up.indicator])),
    )
    if present_mode.is_on():
        # The stage has no subtitle, which elsewhere says what is drawn across and what up.
        one = replace(one, sentence=two_ways(across, up, own))
    draw = compare_view.build_relation_chart(view, chart_display.is_dark())
    show_chart_block(
        one, lambda: vega(draw, key="compare chart", alternative=sentence), key="compare two"
    )


def _has_own(field: Field) -> bool:
    if field.own is not None and field.own.value is not None:
        return True
    st.info(plain_markdown(no_figure(field.indicator, field.area, field.own)))
    return False


def _subtitle(field: Field, peers: PeerSet, more: str) -> str:
    count = f" ({len(peers.areas)})" if peers.areas else ""
    measure = f"{field.indicator.label}, {field.period_label}. " if more else ""
    return f"{measure}Peers: {peers.label}{count}. {more}".strip()


def _notes(view: CompareView, peers: PeerSet, indicators: Sequence[Indicator]) -> list[str]:
    names = ", ".join(area.name for area in peers.areas) or "none"
    place = snapshot_records.get_registry()[view.area]
    return notes_of(
        list(dict.fromkeys(indicators)),
        [f"Place: {place.name} ({place.code})", f"Peers: {peers.label}: {names}"],
        COMPARE,
        view.settings(),
    )


def _level_rows(field: Field, peers: PeerSet, rank: RankRange | None) -> list[dict[str, str]]:
    rows = []
    beyond = [area for area in peers.areas if area.code not in field.areas]
    for area in (*field.areas.values(), *beyond):
        role = "peer" if area.code in peers.codes else ""
        if area == field.area:
            role = sentence_start(rank_words(field, rank))
        row = figure_row(field.indicator, area, field.rows.get(area.code))
        rows.append({**row, "Marked as": role})
    return rows
