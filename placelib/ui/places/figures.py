"""The sections of a place's page that show figures."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from placelib.areas import benchmark_code
from placelib.asked import Asked
from placelib.content import text
from placelib.links import INDICATOR, SUBJECT, TOPIC
from placelib.model import ENGLAND, Area, Indicator
from placelib.standouts import Standout
from placelib.ui import cached, controls, frame, show
from placelib.ui.escaping import plain_markdown
from placelib.ui.tables import figure_records, figure_table, source_notes
from placelib.words import DIRECTION_WORDS, sentence_start


def headlines(area: Area) -> None:
    """Six figures by which most people would first describe a place."""
    cards = cached.headline_cards(area.code, show.is_dark())
    if cards:
        st.html(cards)


def standouts(area: Area) -> None:
    """Five sentences made by an open rule, each opening its chart."""
    st.header("What stands out", anchor="stands-out")
    found = cached.what_stands_out(area.code)
    if not found:
        st.markdown("No figure stands far enough from the wider area's to say more.")
        return
    _standouts(area, found)


@frame.part
def _standouts(area: Area, found: Sequence[Standout]) -> None:
    for position, one in enumerate(found):
        _standout(area, one, position)
    how = st.expander("How these are chosen", key=f"rule {area.code}", on_change="rerun")
    if how.open:
        how.markdown(_rule(area))


def _rule(area: Area) -> str:
    benchmark = cached.atlas().areas.get(benchmark_code(area) or "")
    if benchmark is None or area.code == ENGLAND:
        return text("how_it_stands_out_parts", place=area.in_sentence)
    return text("how_it_stands_out", benchmark=benchmark.in_sentence)


def _standout(area: Area, one: Standout, position: int) -> None:
    opened = st.expander(
        plain_markdown(one.sentence),
        key=f"standout {area.code} {position}",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            indicator_detail(area, one.indicator, f"standout {position}")


def look_closer(area: Area) -> None:
    """Any indicator over time, with its tiers, notes, table and download."""
    st.header("Look closer", anchor="look-closer")
    held = {one.slug: one.label for one in cached.catalogue().held()}
    standing = cached.what_stands_out(area.code)
    first = standing[0].indicator.slug if standing else "population-count"
    asked = Asked(cached.atlas(), cached.catalogue(), st.query_params)
    slug = asked.indicator(INDICATOR, first)
    for note in asked.notes:
        st.info(plain_markdown(note))
    controls.from_list("Indicator", INDICATOR, held, slug, key=f"indicator of {area.code}")
    indicator_detail(area, cached.catalogue()[slug], "closer")


def indicator_detail(area: Area, indicator: Indicator, key: str) -> None:
    """One indicator: what it is, its trend, its tier ladder, its caution, its table."""
    unique = f"{key} {area.code} {indicator.slug}"
    said = cached.detail_words(area.code, indicator.slug)
    specification = cached.trend_chart(area.code, indicator.slug, show.is_dark())
    headline = "" if specification is None else said.headline
    show.paragraphs(plain_markdown(indicator.what_it_is), "" if said.gap else headline)
    if said.gap:
        st.info(said.gap)
        show.paragraphs(headline)
    if specification is not None:
        show.chart(
            specification,
            key=f"trend {unique}",
            sentence=said.trend,
            subtitle=said.subtitle,
            after=said.tiers,
        )
    else:
        show.paragraphs(said.tiers)
    if said.tiers:
        st.html(cached.tier_ladder(area.code, indicator.slug, show.is_dark()))
    parts = cached.parts_ladder(area.code, indicator.slug, show.is_dark())
    if parts:
        show.paragraphs(said.ladder, f"**Within {plain_markdown(area.in_sentence)}**")
        st.html(parts)
    direction = f"{DIRECTION_WORDS[indicator.direction]} {indicator.direction_reason}"
    show.paragraphs(
        "" if parts else said.ladder,
        f"**Be careful.** {plain_markdown(indicator.be_careful)}",
        show.small_print(plain_markdown(direction) + "  \n" + show.source_line(indicator)),
    )
    if said.rows:
        show.table_of(said.rows, lambda: _table(area, indicator, unique), key=f"table {unique}")


def _table(area: Area, indicator: Indicator, unique: str) -> None:
    found = cached.ladder(area.code, indicator.slug)[1]
    show.open_table(
        figure_table(cached.atlas(), area, indicator, found),
        key=f"table {unique}",
        name=f"{area.code}-{indicator.slug}",
        notes=source_notes(indicator, cached.build_facts()["data_version"]),
        records=figure_records(cached.atlas(), area, indicator, found),
    )


def by_topic(area: Area) -> None:
    """Each indicator of a topic: latest figure, verdict, small trend, tier ladder."""
    st.header("By topic", anchor="by-topic")
    asked = Asked(cached.atlas(), cached.catalogue(), st.query_params)
    topics = [one for one in cached.catalogue().topics() if cached.catalogue().in_topic(one)]
    topic = asked.one_of(TOPIC, topics, topics[1])
    controls.one_of(
        "Topic", TOPIC, {one: sentence_start(one) for one in topics}, topic, key="topic"
    )
    subjects = list(dict.fromkeys(one.sub_topic for one in cached.catalogue().in_topic(topic)))
    # A subject of another topic is what the last topic left in the address: no fault of a visitor.
    given = st.query_params.get(SUBJECT)
    subject = given if given in subjects else subjects[0]
    if len(subjects) > 1:
        labels = {one: sentence_start(one) for one in subjects}
        controls.one_of("Subject", SUBJECT, labels, subject, key=f"subject of {topic}")
    for note in asked.notes:
        st.info(plain_markdown(note))
    indicators = {one.slug: one for one in cached.catalogue().in_topic(topic)}
    rows = cached.topic_rows(area.code, topic, show.is_dark())
    shown = {slug for slug, one in indicators.items() if one.sub_topic == subject}
    _rows(area, [(indicators[slug], html) for slug, html in rows if slug in shown])
    left_out = len(indicators) - len(rows)
    if left_out:
        st.caption(
            f"{left_out} more in this topic: no tier of this place has a figure for them. "
            "They are listed below under what is missing."
        )


@frame.part
def _rows(area: Area, rows: Sequence[tuple[Indicator, str]]) -> None:
    for indicator, html in rows:
        _row(area, indicator, html)


def _row(area: Area, indicator: Indicator, html: str) -> None:
    st.html(html)
    opened = st.expander(
        "Trend, notes and table",
        key=f"topic {area.code} {indicator.slug}",
        on_change="rerun",
        type="compact",
    )
    if opened.open:
        with opened:
            indicator_detail(area, indicator, "topic")


def missing(area: Area) -> None:
    """What has no figure for this place, grouped by why."""
    st.header("What is missing here, and why", anchor="missing")
    found = cached.missing(area.code)
    elsewhere = sum(gap.is_elsewhere for gap in found)
    total = len(cached.catalogue().indicators)
    name = plain_markdown(area.in_sentence)
    st.markdown(
        f"Of {total} indicators, {elsewhere} are made for other nations alone. Of the "
        f"{total - elsewhere} others, {len(found) - elsewhere} have no current figure for {name}."
    )
    if found:
        st.html(cached.missing_lists(area.code, show.is_dark()))
