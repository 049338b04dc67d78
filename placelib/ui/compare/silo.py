"""The view “place or silo” of the Compare page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from placelib.compare.peers import PeerSet
from placelib.compare.sector_view import SectorReading
from placelib.compare.settings import ALL_TOPICS, ORDERS, CompareView, list_holders
from placelib.compare.silo import CouncilGrid
from placelib.compare.silo_text import (
    RowCount,
    count_row,
    explain_far,
    find_busiest_topic,
    find_widest_column,
    format_signed,
    write_column_sentence,
    write_row_headline,
    write_row_sentence,
    write_sector_sentence,
    write_silo_headline,
)
from placelib.content import text
from placelib.formatting import sentence_start
from placelib.model import Area, Indicator
from placelib.quadrant.lever_holders import name_holder
from placelib.ui.compare.comparison_views import Comparison
from placelib.ui.components import chart_display, present_mode, url_widgets
from placelib.ui.components.chart_block import ChartBlock, build_notes
from placelib.urls import COMPARE, HOLDER, ORDER, TOPIC
from placelib.views import compare as compare_view
from placelib.views import compare_silo, snapshot_records
from placelib.views.observation_rows import Figure, build_figure_row
from placelib.views.table_rows import RowsOnRequest

_ON_PAPER = ("Indicator", "Period", "Figure", "Unit", "Distance", "Shown as")


def choose_topic(view: CompareView) -> None:
    """All topics, or one: the sector that is looked at."""
    topics = {ALL_TOPICS: "All topics"}
    topics |= {topic: sentence_start(topic) for topic in snapshot_records.get_catalogue().topics()}
    url_widgets.show_list("Sector", TOPIC, topics, view.topic, key="compare topic")


def choose_holder(view: CompareView) -> None:
    """All indicators, or those that one tier could move; nothing where only all can be shown."""
    registry = snapshot_records.get_registry()
    holders = list_holders(registry, registry[view.area])
    if len(holders) > 1:
        url_widgets.show_list("Whose levers", HOLDER, holders, view.holder, key="compare holder")


def compare_topics(view: CompareView, peers: PeerSet) -> Comparison | str:
    """The place's figures folded by topic, and what a sector view of the place misses."""
    area = snapshot_records.get_registry()[view.area]
    all_topics, grid = compare_silo.get_grid(view), compare_silo.get_visible_grid(view)
    if not grid.indicators or not grid.areas:
        return "No such indicator has figures for half of these councils."
    place = _choose_council(all_topics, area)
    counted = count_row(all_topics, place)
    topic = find_busiest_topic(counted) if view.topic == ALL_TOPICS else view.topic
    reading = compare_view.read_sector_view(place.code, topic)
    sentence = _write_sentence(view, place, counted, reading)
    block = ChartBlock(
        headline=write_silo_headline(place, counted, reading),
        subtitle=_write_subtitle(grid, view),
        sentence=sentence,
        rows=RowsOnRequest(len(grid.areas) * len(grid.indicators), lambda: _list_rows(grid)),
        notes=build_notes(
            grid.indicators,
            [
                f"Rows: {grid.name}: {', '.join(area.name for area in grid.areas)}",
                f"Peers: {peers.label}",
            ],
            COMPARE,
            view.settings(),
        ),
        name=f"place-or-silo-{view.area}",
        # The stage shows all topics, whichever is chosen.
        indicators=all_topics.indicators if present_mode.is_on() else grid.indicators,
        on_paper=_list_far_rows(grid, place),
        picture=compare_silo.build_strips_picture(view, place.code, topic),
        figures=[
            Figure(indicator, area, grid.rows.get((area.code, indicator.slug)))
            for area in grid.areas
            for indicator in grid.indicators
        ],
    )
    if present_mode.is_on_stage():
        # What the strips show; what a sector view would miss needs the page's other words.
        benchmark = compare_silo.find_grid_benchmark(view).in_sentence
        block = replace(
            block,
            headline=write_row_headline(place, counted, benchmark),
            sentence=explain_far(benchmark),
        )
    # One council's own row folded by topic fits every screen and names nobody else.
    strips = compare_silo.build_strips_html(
        view, place.code, topic, sentence, dark=chart_display.is_dark()
    )
    return Comparison(block, "compare silo", lambda: st.html(strips))


def _write_sentence(
    view: CompareView, place: Area, counted: RowCount, reading: SectorReading | None
) -> str:
    """All that is said of the place's row, of its sector, and of the columns."""
    widest = find_widest_column(compare_silo.get_official_grid(view))
    grid = compare_silo.get_visible_grid(view)
    sentences = (
        write_row_sentence(place, counted, compare_silo.find_grid_benchmark(view).in_sentence),
        write_sector_sentence(place, reading),
        write_column_sentence(grid, widest) if widest is not None else "",
        compare_silo.describe_movable_columns(view),
        compare_silo.describe_uploaded_column(view),
    )
    return " ".join(sentence for sentence in sentences if sentence)


def show_grid(view: CompareView) -> None:
    """The grid of all the councils by indicators, drawn and sent on demand."""
    label = "All councils, indicator by indicator"
    opened = st.expander(label, key="compare grid", on_change="rerun", type="compact")
    if not opened.open:
        return
    area = snapshot_records.get_registry()[view.area]
    grid = compare_silo.get_visible_grid(view)
    place = _choose_council(compare_silo.get_grid(view), area)
    caption = f"{grid.name}, distance of each figure"
    with opened:
        url_widgets.show_choice("Order", ORDER, ORDERS, view.order, key="compare order")
        st.html(
            compare_silo.build_grid_html(view, place.code, caption, dark=chart_display.is_dark())
        )
        benchmark = compare_silo.find_grid_benchmark(view).in_sentence
        st.markdown(text("silo"))
        st.markdown(text("silo_rule", benchmark=benchmark))


def _list_far_rows(grid: CouncilGrid, place: Area) -> list[dict[str, str]]:
    """The figures that set the place apart, as a brief has room for them."""
    cells = [
        (indicator, grid.cells.get((place.code, indicator.slug))) for indicator in grid.indicators
    ]
    far = [
        _write_row(grid, place, indicator)
        for indicator, cell in cells
        if cell is not None and cell.is_far
    ]
    return [{name: row[name] for name in _ON_PAPER} for row in far]


def _choose_council(grid: CouncilGrid, area: Area) -> Area:
    """The place itself; for a wider area the council with the most figures far from England."""
    if area in grid.areas:
        return area
    return max(grid.areas, key=lambda council: (count_row(grid, council).far, council.name))


def _write_subtitle(grid: CouncilGrid, view: CompareView) -> str:
    size = f"{len(grid.indicators)} rates and ratios of {len(grid.areas)} areas: {grid.name}"
    benchmark = compare_silo.find_grid_benchmark(view)
    stand_ins = _list_stand_ins(grid, benchmark.code)
    beside = (
        f". Beside the United Kingdom, as England has no figure: {stand_ins}" if stand_ins else ""
    )
    return (
        f"{size}. Numbers: distance from {benchmark.in_sentence} in standard deviations, the "
        f"usual difference among the UK’s councils{beside}"
    )


def _list_stand_ins(grid: CouncilGrid, benchmark: str) -> str:
    return ", ".join(
        indicator.label
        for indicator in grid.indicators
        if grid.benchmarks[indicator.slug].area_code != benchmark
    )


def _list_rows(grid: CouncilGrid) -> list[dict[str, str]]:
    return [
        _write_row(grid, area, indicator) for area in grid.areas for indicator in grid.indicators
    ]


def _write_row(grid: CouncilGrid, area: Area, indicator: Indicator) -> dict[str, str]:
    cell = grid.cells.get((area.code, indicator.slug))
    row = build_figure_row(indicator, area, grid.rows.get((area.code, indicator.slug)))
    return {
        "Topic": sentence_start(indicator.topic),
        "Indicator": indicator.label,
        **row,
        "Who holds the lever": name_holder(indicator.slug),
        "Distance": format_signed(cell.distance) if cell is not None else "",
        "Shown as": cell.tone if cell is not None else "no figure",
    }
