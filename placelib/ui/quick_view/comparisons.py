"""Uploaded figures beside peers, among all areas, beside an official indicator, on the quadrant."""

from __future__ import annotations

import streamlit as st

from placelib.areas.levels import LEVEL_PLURALS
from placelib.charts.theme import theme
from placelib.compare.distribution import load_field, tally
from placelib.compare.peers import PeerSet, kinds_of_peers, peer_set
from placelib.compare.text import (
    distribution_headline,
    distribution_sentence,
    no_figure,
    peers_headline,
    peers_sentence,
    two_headline,
    two_sentence,
)
from placelib.content import text
from placelib.formatting import sentence_start
from placelib.markdown import plain_markdown
from placelib.quickview.contribution import contribution
from placelib.quickview.contribution_text import (
    contribution_headline,
    contribution_rows,
    contribution_sentence,
)
from placelib.quickview.joined import field_of
from placelib.ui.components import chart_display
from placelib.ui.components.chart_block import ChartBlock, show_chart_block
from placelib.ui.quick_view.selection import Chosen, choose, draw
from placelib.ui.quick_view.state import QuickView
from placelib.views import compare as compose_compare
from placelib.views import quadrant as quadrant_view
from placelib.views import quick_view, snapshot_records
from placelib.views.observation_rows import figure_row


def peers_view(view: QuickView, chosen: Chosen) -> None:
    """The place and its peers in order of the figure."""
    registry = snapshot_records.get_registry()
    peers = _peers(view, chosen)
    field = field_of(registry, chosen.figures, chosen.area, peers, chosen.period)
    assert field.own is not None
    counted = tally(field.own, [field.rows.get(code) for code in peers.codes])
    sentence = peers_sentence(field, peers, counted)
    one = ChartBlock(
        headline=peers_headline(field, counted),
        subtitle=f"{chosen.figures.indicator.label}, {field.period_label}. Peers: {peers.label}. "
        "In order of the figure, which is no ranking",
        sentence=sentence,
        rows=quick_view.field_rows(field, [chosen.area, *peers.areas]),
        notes=[chosen.origin],
        name="quick-view-peers",
        indicators=[],
        origin=chosen.origin,
    )
    chart = compose_compare.peers_figure(registry, field, peers, theme(chart_display.is_dark()))
    show_chart_block(
        one, lambda: draw(chart, key="quick peers chart", alternative=sentence), key="quick peers"
    )


def distribution_view(view: QuickView, chosen: Chosen) -> None:
    """All areas of the place's level that the file has, a dot each."""
    registry = snapshot_records.get_registry()
    peers = _peers(view, chosen)
    field = field_of(registry, chosen.figures, chosen.area, peers, chosen.period)
    among = LEVEL_PLURALS.get(chosen.area.level, "areas")
    sentence = distribution_sentence(field, None)
    one = ChartBlock(
        headline=distribution_headline(field, None),
        subtitle=f"{chosen.figures.indicator.label}, {field.period_label}. A dot for each of "
        f"{len(field.valued):,} {among} in the file. Peers: {peers.label}",
        sentence=sentence,
        rows=quick_view.field_rows(field, list(field.areas.values())),
        notes=[chosen.origin],
        name="quick-view-distribution",
        indicators=[],
        origin=chosen.origin,
    )
    chart = compose_compare.distribution_figure(
        registry, field, peers, theme(chart_display.is_dark())
    )
    show_chart_block(
        one, lambda: draw(chart, key="quick all chart", alternative=sentence), key="quick all"
    )


def two_view(view: QuickView, chosen: Chosen) -> None:
    """The uploaded measure and an official indicator of the same areas."""
    assert view.upload is not None
    registry, catalogue = snapshot_records.get_registry(), snapshot_records.get_catalogue()
    if not chosen.figures.indicator.standardised:
        st.info("Beside a rate, a count only shows which places are large. Divide it first.")
        return
    held = {one.slug: one.label for one in catalogue.held() if one.standardised}
    key = f"quick official {view.upload.key}"
    choose("Official indicator", held, key=key, first=next(iter(held)))
    peers = _peers(view, chosen)
    across = field_of(registry, chosen.figures, chosen.area, peers, chosen.period)
    official = catalogue[st.session_state[key]]
    up = load_field(snapshot_records.get_store(), registry, official, chosen.area, peers.areas)
    relation = compose_compare.relation_of(across, up, "median")
    if relation.own is None:
        st.info(plain_markdown(no_figure(official, chosen.area, up.own)))
        return
    sentence = two_sentence(
        across, up, relation.own, relation.alike, len(relation.counted), relation.cut
    )
    codes = [one.code for one in relation.found]
    rows = quick_view.field_rows(across, [registry[code] for code in codes])
    for code in codes:
        row = quick_view.marked(
            figure_row(official, registry[code], up.rows.get(code)), f"{official.label} (official)"
        )
        rows.append({name: cell for name, cell in row.items() if name in rows[0]})
    one = ChartBlock(
        headline=two_headline(across, relation.own, relation.cut),
        subtitle=f"Across: {chosen.figures.indicator.label}, {across.period_label}. Up: "
        f"{official.label} (official), {up.period_label}. Lines: {relation.cut.name}",
        sentence=sentence,
        rows=rows,
        notes=[chosen.origin],
        name="quick-view-two",
        indicators=[official],
        origin=chosen.origin,
    )
    chart = compose_compare.relation_figure(
        registry, relation, peers, theme(chart_display.is_dark())
    )
    show_chart_block(
        one, lambda: draw(chart, key="quick two chart", alternative=sentence), key="quick two"
    )


def show_quadrant(_: QuickView, chosen: Chosen) -> None:
    """What the measure alone would say of understanding, beside the place's whole picture."""
    area = chosen.area
    found = contribution(snapshot_records.get_evidence(), chosen.figures, area.code, chosen.period)
    period = chosen.figures.periods.get(chosen.period, "")
    whole = quadrant_view.get_quadrant(area.code).understanding.picture
    sentence = contribution_sentence(found, chosen.figures.indicator, area, period, whole)
    if found.share is None:
        st.info(plain_markdown(sentence))
        return
    rows = contribution_rows(found, chosen.figures.indicator, area, period)
    one = ChartBlock(
        headline=contribution_headline(found, area),
        subtitle=f"{chosen.figures.indicator.label}, {period}. Understanding of this measure "
        "alone: 0 is the national figure, 100 the place itself",
        sentence=sentence,
        rows=rows,
        notes=[chosen.origin],
        name="quick-view-quadrant",
        indicators=[],
        origin=chosen.origin,
    )
    chart = quick_view.contribution_figure(found, area, whole, theme(chart_display.is_dark()))
    show_chart_block(
        one, lambda: draw(chart, key="quick quadrant chart", alternative=sentence),
        key="quick quadrant",
    )  # fmt: skip
    with st.expander("How this is worked out", type="compact"):
        st.markdown(text("quick_quadrant"))


def _peers(view: QuickView, chosen: Chosen) -> PeerSet:
    """The peers that were chosen, of the kinds the place has."""
    assert view.upload is not None
    registry = snapshot_records.get_registry()
    kinds = {
        kind: sentence_start(name)
        for kind, name in kinds_of_peers(registry, chosen.area).items()
        if kind != "own"
    }
    key = f"quick peers {view.upload.key}"
    choose("Compare with", kinds, key=key, first=next(iter(kinds)))
    return peer_set(
        registry, snapshot_records.get_store(), chosen.area, st.session_state[key], (), False
    )
