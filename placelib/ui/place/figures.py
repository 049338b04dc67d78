"""The sections of a place's page that show figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from placelib.areas.registry import get_benchmark_code
from placelib.compare.settings import ALL_HOLDERS, list_holders
from placelib.content import text
from placelib.formatting import DIRECTION_WORDS, sentence_start
from placelib.markdown import plain_markdown
from placelib.model import ENGLAND, Area, Indicator
from placelib.statistics.outliers import Outlier, OutlierChoice
from placelib.ui.components import chart_display, indicator_list, page_address, url_widgets
from placelib.ui.components.fragments import rerun_alone
from placelib.ui.components.page_links import write_page_link
from placelib.ui.components.share import note_settings
from placelib.urls import AREA, COMPARE, HOLDER, INDICATOR, PLACE, SUBJECT, TOPIC
from placelib.views import (
    indicator_detail,
    indicator_notes,
    lever_holders,
    missing_figures,
    snapshot_records,
    visit_figures,
)
from placelib.views import place as place_view
from placelib.views.observation_rows import Figure
from placelib.views.sources import link_source, list_source_notes
from placelib.views.table_rows import build_figure_table

_SETTINGS = (INDICATOR, TOPIC, SUBJECT, HOLDER)


def read_place_settings(area: Area) -> dict[str, str]:
    """What a link to the place says: of its settings those that stand in the address."""
    parameters = st.query_params.to_dict()
    chosen = {name: parameters[name] for name in _SETTINGS if name in parameters}
    return {AREA: area.code, **chosen}


def show_headlines(area: Area, *, has_way_to_peers: bool = True) -> None:
    """Six figures by which most people would first describe a place, below the way to its peers."""
    cards = place_view.build_headline_cards(area.code, dark=chart_display.is_dark())
    way = write_page_link(COMPARE, "Compare with its peers →", {AREA: area.code})
    above = f'<div class="page-links way-to-peers">{way}</div>' if has_way_to_peers else ""
    if above or cards:
        st.html(above + cards)


def show_outliers(area: Area) -> None:
    """Five sentences made by an open rule, each opening its chart."""
    st.header("What stands out", anchor="stands-out")
    choice = place_view.find_place_outliers(area.code)
    if not choice.outliers:
        st.markdown("No figure stands far enough from the wider area's to say more.")
        return
    _show_outliers(area, choice)


@rerun_alone
def _show_outliers(area: Area, choice: OutlierChoice) -> None:
    for position, outlier in enumerate(choice.outliers):
        _show_outlier(area, outlier, position)
    st.caption(choice.sentence)
    how = st.expander(
        "How these are chosen", key=f"rule {area.code}", on_change="rerun", type="compact"
    )
    if how.open:
        how.markdown(_explain_rule(area))


def _explain_rule(area: Area) -> str:
    benchmark = snapshot_records.get_registry().areas.get(get_benchmark_code(area) or "")
    if benchmark is None or area.code == ENGLAND:
        return text("how_it_stands_out_parts", place=area.in_sentence)
    return text("how_it_stands_out", benchmark=benchmark.in_sentence)


def _show_outlier(area: Area, outlier: Outlier, position: int) -> None:
    opened = st.expander(
        plain_markdown(outlier.sentence),
        key=f"close outlier {area.code} {position}",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            show_indicator_detail(area, outlier.indicator, f"outlier {position}")


@rerun_alone
def look_closer(area: Area) -> None:
    """Any indicator over time, with its tiers, notes, table and download."""
    st.header("Look closer", anchor="look-closer")
    standing = place_view.find_place_outliers(area.code).outliers
    first = standing[0].indicator.slug if standing else "population-count"
    query_params = page_address.read_query_params()
    slug = query_params.read_indicator(INDICATOR, first)
    note_settings(PLACE, read_place_settings(area))
    for note in query_params.notes:
        st.info(plain_markdown(note))
    # The heading says what is chosen: labels are for screen readers alone.
    with url_widgets.hide_labels():
        indicator_list.show_indicator_list("Indicator", INDICATOR, slug, key="closer indicator")
    indicator = visit_figures.find_indicator(slug)
    _show_folded(
        "Its trend, tiers, notes and table",
        lambda: show_indicator_detail(area, indicator, "closer"),
        key=f"closer {area.code} {slug}",
        is_open=INDICATOR in st.query_params,
    )


def show_indicator_detail(area: Area, indicator: Indicator, key: str) -> None:
    """One indicator: what it is, its trend, its tier ladder, its caution, its table."""
    unique = f"{key} {area.code} {indicator.slug}"
    words = indicator_detail.build_detail_words(area.code, indicator.slug)
    specification = place_view.build_trend_chart(
        area.code, indicator.slug, dark=chart_display.is_dark()
    )
    headline = "" if specification is None else words.headline
    chart_display.show_paragraphs(
        plain_markdown(indicator.what_it_is), "" if words.gap else headline
    )
    if words.gap:
        st.info(words.gap)
        chart_display.show_paragraphs(headline)
    if specification is not None:
        st.caption(plain_markdown(words.subtitle))
        chart_display.show_chart(
            specification,
            key=f"trend {unique}",
            alternative=words.trend,
            is_uploaded=indicator.is_uploaded,
        )
        chart_display.show_paragraphs(plain_markdown(words.trend), words.tiers)
    else:
        chart_display.show_paragraphs(words.tiers)
    if words.tiers:
        st.html(
            place_view.build_tier_ladder(area.code, indicator.slug, dark=chart_display.is_dark())
        )
    parts = place_view.build_parts_ladder(area.code, indicator.slug, dark=chart_display.is_dark())
    if parts:
        chart_display.show_paragraphs(
            words.ladder, f"**Within {plain_markdown(area.in_sentence)}**"
        )
        st.html(parts)
    direction = f"{DIRECTION_WORDS[indicator.direction]} {indicator.direction_reason}"
    chart_display.show_paragraphs(
        "" if parts else words.ladder,
        indicator_notes.write_cautions(indicator),
        f"**Who holds the lever.** {words.lever}" if words.lever else "",
        chart_display.format_small_print(words.lever_reason) if words.lever_reason else "",
        chart_display.format_small_print(
            plain_markdown(direction) + "  \n" + link_source(indicator)
        ),
    )
    if words.rows:
        chart_display.show_on_request(
            words.rows, lambda: _show_table(area, indicator, unique), key=f"table {unique}"
        )


def _show_table(area: Area, indicator: Indicator, unique: str) -> None:
    series = place_view.build_place_ladder(area.code, indicator.slug)[1]
    chart_display.show_open_table(
        build_figure_table(snapshot_records.get_registry(), area, indicator, series),
        key=f"table {unique}",
        name=f"{area.code}-{indicator.slug}",
        notes=list_source_notes(indicator, snapshot_records.get_metadata()["data_version"]),
        figures=[
            Figure(indicator, tier, observation)
            for tier in snapshot_records.get_registry().chain(area.code)
            for observation in reversed(series.get((indicator.slug, tier.code), ()))
        ],
    )


@rerun_alone
def show_topic(area: Area) -> None:
    """Each indicator of a topic: latest figure, verdict, small trend, tier ladder."""
    st.header("By topic", anchor="by-topic")
    query_params = page_address.read_query_params()
    catalogue = snapshot_records.get_catalogue()
    topics = {
        topic: sentence_start(topic) for topic in catalogue.topics() if catalogue.in_topic(topic)
    }
    topic = query_params.read_choice(TOPIC, topics, list(topics)[1])
    note_settings(PLACE, read_place_settings(area))
    with url_widgets.hide_labels():
        url_widgets.show_choice("Topic", TOPIC, topics, topic, key="topic")
    holders = list_holders(snapshot_records.get_registry(), area)
    holder = query_params.read_choice(HOLDER, holders, ALL_HOLDERS)
    indicators = {indicator.slug: indicator for indicator in catalogue.in_topic(topic)}
    rows = place_view.build_topic_rows(area.code, topic, dark=chart_display.is_dark())
    movable = lever_holders.list_movable(area.code, holder, [slug for slug, _ in rows])
    name = f"{topics[topic]}, {holders[holder]}"
    if holder == ALL_HOLDERS:
        # Whoever asks what a tier could move wants the whole topic, else one subject of it.
        with url_widgets.hide_labels():
            subject = _choose_subject(topic)
        movable = tuple(slug for slug in movable if indicators[slug].sub_topic == subject)
        name = sentence_start(subject)
    if len(holders) > 1:
        with url_widgets.hide_labels():
            url_widgets.show_list("Whose levers", HOLDER, holders, holder, key="lever holder")
    for note in query_params.notes:
        st.info(plain_markdown(note))
    chart_display.show_paragraphs(lever_holders.describe_movable(holder, len(movable), len(rows)))
    _show_folded(
        f"{name}: {_count_indicators(len(movable))}",
        lambda: _show_rows(
            area, [(indicators[slug], html) for slug, html in rows if slug in movable]
        ),
        key=f"topic rows {area.code} {topic} {name}",
        is_open=not {TOPIC, SUBJECT, HOLDER}.isdisjoint(st.query_params),
    )
    _show_topic_notes(area, topic, len(indicators) - len(rows))


def _count_indicators(count: int) -> str:
    return "1 indicator with its tiers" if count == 1 else f"{count} indicators with their tiers"


def _choose_subject(topic: str) -> str:
    """The subject of a topic that the address asks for, with a list where there are several."""
    in_topic = snapshot_records.get_catalogue().in_topic(topic)
    labels = {indicator.sub_topic: sentence_start(indicator.sub_topic) for indicator in in_topic}
    # A subject of another topic is what the last topic left in the address: no fault of a visitor.
    subject = st.query_params.get(SUBJECT)
    if subject is None or subject not in labels:
        subject = next(iter(labels))
    if len(labels) > 1:
        url_widgets.show_list("Subject", SUBJECT, labels, subject, key=f"subject of {topic}")
    return subject


def _show_topic_notes(area: Area, topic: str, left_out: int) -> None:
    luck = place_view.build_luck_sentence(area.code, topic)
    if luck:
        st.caption(luck)
    if left_out:
        st.caption(
            f"{left_out} more in this topic: no tier of this place has a figure for them. "
            "They are listed below under what is missing."
        )


def _show_folded(label: str, draw: Callable[[], None], *, key: str, is_open: bool) -> None:
    """A long part that is made, and sent, only while it is open: a phone scrolls past it at once.

    It opens by itself once its setting stands in the address, which is what a visitor chose.
    """
    part = st.expander(plain_markdown(label), key=key, expanded=is_open, on_change="rerun")
    if part.open:
        with part:
            draw()


@rerun_alone
def _show_rows(area: Area, rows: Sequence[tuple[Indicator, str]]) -> None:
    for indicator, html in rows:
        _show_row(area, indicator, html)


def _show_row(area: Area, indicator: Indicator, html: str) -> None:
    st.html(html)
    opened = st.expander(
        "Trend, notes and table",
        key=f"topic {area.code} {indicator.slug}",
        on_change="rerun",
        type="compact",
    )
    if opened.open:
        with opened:
            show_indicator_detail(area, indicator, "topic")


@rerun_alone
def show_missing(area: Area) -> None:
    """What has no figure for this place, grouped by why."""
    st.header("What is missing here, and why", anchor="missing")
    gaps = missing_figures.list_missing(area.code)
    elsewhere = sum(gap.is_elsewhere for gap in gaps)
    total = len(snapshot_records.get_catalogue().indicators)
    name = plain_markdown(area.in_sentence)
    st.markdown(
        f"Of {total} indicators, {elsewhere} are made for other nations alone. Of the "
        f"{total - elsewhere} others, {len(gaps) - elsewhere} have no current figure for {name}."
    )
    if gaps:
        _show_folded(
            f"The {len(gaps)} indicators without a figure, by reason",
            lambda: _show_missing_lists(area),
            key=f"missing {area.code}",
            is_open=False,
        )


def _show_missing_lists(area: Area) -> None:
    st.html(missing_figures.build_missing_lists(area.code, dark=chart_display.is_dark()))
