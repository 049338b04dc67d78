"""Uploaded figures beside peers, among all areas, beside an official indicator, on the quadrant."""

from __future__ import annotations

import streamlit as st

from placelib.charts.theme import theme
from placelib.compare.distribution import Field, load_field
from placelib.compare.peers import CHOSEN, PeerSet, choose_peer_set, label_peer_kinds
from placelib.compare.text import explain_no_figure
from placelib.content import text
from placelib.markdown import plain_markdown
from placelib.quickview.measure_understanding import compute_measure_understanding
from placelib.quickview.measure_understanding_text import (
    list_measure_understanding_rows,
    write_measure_understanding_headline,
    write_measure_understanding_sentence,
)
from placelib.ui.compare.comparison_views import (
    Comparison,
    ComparisonFrame,
    build_distribution,
    build_peers,
    build_relation,
)
from placelib.ui.components import chart_display
from placelib.ui.components.chart_block import ChartBlock
from placelib.ui.quick_view.selection import (
    Selection,
    show_kept_choice,
    show_result,
    show_title_of_measure,
)
from placelib.ui.quick_view.state import QuickView
from placelib.views import compare as compare_view
from placelib.views import compare_charts, quick_view, snapshot_records
from placelib.views import quadrant as quadrant_view


def show_beside_peers(view: QuickView, selection: Selection) -> None:
    """The place and its peers in order of the figure."""
    peers = _choose_peers(view, selection)
    field = _load_field(selection, peers)
    chart = compare_charts.draw_peers(
        snapshot_records.get_registry(), field, peers, theme(dark=chart_display.is_dark())
    )
    _show(selection, build_peers(field, peers, chart, _build_frame(selection, "peers")))


def show_among_all(view: QuickView, selection: Selection) -> None:
    """All areas of the place's level that the file has, a dot each."""
    peers = _choose_peers(view, selection)
    field = _load_field(selection, peers)
    chart = compare_charts.draw_distribution(
        snapshot_records.get_registry(), field, peers, theme(dark=chart_display.is_dark())
    )
    frame = _build_frame(selection, "distribution")
    _show(selection, build_distribution(field, peers, None, chart, frame))


def show_beside_official(view: QuickView, selection: Selection) -> None:
    """The uploaded measure and an official indicator of the same areas."""
    assert view.upload is not None
    registry, catalogue = snapshot_records.get_registry(), snapshot_records.get_catalogue()
    if not selection.figures.indicator.standardised:
        show_title_of_measure(selection)
        st.info("Beside a rate, a count only shows which places are large. Divide it first.")
        return
    rates = {
        indicator.slug: indicator.label
        for indicator in catalogue.with_data()
        if indicator.standardised
    }
    key = f"quick official {view.upload.key}"
    with selection.options:
        show_kept_choice("Official indicator", rates, key=key, first=next(iter(rates)))
    peers = _choose_peers(view, selection)
    official = catalogue[st.session_state[key]]
    up = load_field(
        snapshot_records.get_official_figures(), registry, official, selection.area, peers.areas
    )
    relation = compare_view.relate_fields(_load_field(selection, peers), up, "median")
    if relation.area_pair is None:
        show_title_of_measure(selection)
        st.info(plain_markdown(explain_no_figure(official, selection.area, up.area_row)))
        return
    chart = compare_charts.draw_relation(
        registry, relation, peers, theme(dark=chart_display.is_dark())
    )
    _show(selection, build_relation(relation, peers, chart, _build_frame(selection, "two")))


def show_quadrant(_: QuickView, selection: Selection) -> None:
    """What the measure alone would say of understanding, beside the place's whole picture."""
    area, indicator = selection.area, selection.figures.indicator
    alone = compute_measure_understanding(
        snapshot_records.get_evidence(), selection.figures, area.code, selection.period
    )
    period = selection.figures.periods.get(selection.period, "")
    official = quadrant_view.get_quadrant(area.code).understanding
    sentence = write_measure_understanding_sentence(alone, indicator, area, period, official)
    if alone.score is None:
        show_title_of_measure(selection)
        st.info(plain_markdown(sentence))
        return
    block = ChartBlock(
        headline=write_measure_understanding_headline(alone, area),
        subtitle=f"{indicator.label}, {period}. How well the average fits, this measure "
        "alone: 0 is the national figure, 100 the place itself",
        sentence=sentence,
        rows=list_measure_understanding_rows(alone, indicator, area, period),
        notes=[selection.origin],
        name="quick-view-quadrant",
        indicators=[indicator],
    )
    chart = quick_view.draw_measure_understanding(
        alone, area, official, theme(dark=chart_display.is_dark())
    )
    show_result(
        selection,
        block,
        lambda: chart_display.show_chart(
            chart, key="quick quadrant chart", alternative=sentence, is_uploaded=True
        ),
        key="quick quadrant",
    )
    with st.expander("How this is worked out", type="compact"):
        st.markdown(text("quick_quadrant"))


def _show(selection: Selection, comparison: Comparison) -> None:
    show_result(selection, comparison.block, comparison.draw, key=comparison.key)


def _load_field(selection: Selection, peers: PeerSet) -> Field:
    return load_field(
        selection.figures,
        snapshot_records.get_registry(),
        selection.figures.indicator,
        selection.area,
        peers.areas,
        selection.period,
    )


def _build_frame(selection: Selection, name: str) -> ComparisonFrame:
    return ComparisonFrame(
        name=f"quick-view-{name}",
        key=f"quick {name}",
        notes=[selection.origin],
    )


def _choose_peers(view: QuickView, selection: Selection) -> PeerSet:
    """The peers that were chosen, of the kinds the place has."""
    assert view.upload is not None
    registry = snapshot_records.get_registry()
    kinds = label_peer_kinds(registry, selection.area)
    del kinds[CHOSEN]
    key = f"quick peers {view.upload.key}"
    with selection.options:
        show_kept_choice("Compare with", kinds, key=key, first=next(iter(kinds)))
    return choose_peer_set(
        registry,
        snapshot_records.get_store(),
        selection.area,
        st.session_state[key],
        (),
        mixed=False,
    )
