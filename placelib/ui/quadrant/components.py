"""What went into a quadrant, component by component, in sections that open below the chart."""

from __future__ import annotations

import streamlit as st

from placelib.formatting import number, sentence_start
from placelib.markdown import plain_markdown
from placelib.quadrant import Quadrant
from placelib.quadrant.components import Lever
from placelib.quadrant.evidence import LeverFact
from placelib.quadrant.leverage import MONEY_CAVEATS
from placelib.views import quadrant_rows, snapshot_records
from placelib.views.table_rows import arrow


def components(found: Quadrant) -> None:
    """Four sections, each drawn only while it is open."""
    sections = {
        "What went in: understanding, the picture": understanding,
        "What went in: understanding, the neighbourhoods": neighbourhoods,
        "What went in: leverage": leverage,
        "Beside the chart: facts about each tier": facts,
    }
    for title, draw in sections.items():
        opened = st.expander(title, on_change="rerun", key=f"{title} {found.code}")
        if opened.open:
            with opened:
                draw(found)


def understanding(found: Quadrant) -> None:
    """U1 by topic, and each indicator of a chosen topic with its link and source."""
    if found.understanding.picture is None:
        st.markdown(_reason(found.understanding.why))
        return
    st.table(arrow(quadrant_rows.topic_rows(found)), hide_index=True)
    st.caption(
        "SD: standard deviations of English councils. Gaps are root mean squares over the "
        "indicators, and over the councils of an authority as a whole."
    )
    topics = [one.topic for one in found.understanding.topics if one.topic and one.indicators]
    chosen = st.pills(
        "Indicators on",
        topics,
        default=topics[0],
        required=True,
        format_func=sentence_start,
        key=f"topic that went in {found.code}",
    )
    if chosen:
        st.table(
            arrow(quadrant_rows.indicator_rows(found, chosen, snapshot_records.get_catalogue())),
            hide_index=True,
        )
    left_out = ", ".join(plain_markdown(one.label) for one in found.understanding.left_out)
    if left_out:
        st.caption(f"Left out here, for want of a figure: {left_out}.")
    _not_chosen()


def _not_chosen() -> None:
    choices = [one for one in snapshot_records.get_evidence().choices if not one.chosen]
    with st.popover(f"The {len(choices)} indicators that are not part of the picture, and why"):
        st.table(
            [
                {"Indicator": one.label, "Why not": sentence_start(one.reason)}
                for one in sorted(choices, key=lambda one: one.label)
            ],
            hide_index=True,
        )


def neighbourhoods(found: Quadrant) -> None:
    """The same question for neighbourhoods, domain by domain."""
    rows = quadrant_rows.neighbourhood_rows(found)
    if not rows:
        st.markdown(_reason(found.understanding.neighbourhoods_why))
        return
    st.markdown(
        f"Over {number(found.understanding.neighbourhoods_counted)} neighbourhoods: how much of "
        "their distance from England’s mean goes when a tier’s average is used instead. The "
        "council itself stays below 100, because most variation lies inside councils."
    )
    st.table(arrow(rows), hide_index=True)
    st.caption(
        "Indices of Deprivation 2025, each domain as a national rank. In the point only as far "
        "as the reader gives it weight."
    )


def leverage(found: Quadrant) -> None:
    """The money of both tiers, each measure, the caveats and every lever with its facts."""
    st.table(arrow(quadrant_rows.money_rows(found)), hide_index=True)
    st.table(arrow(quadrant_rows.measure_rows(found)), hide_index=True)
    for note in (*found.leverage.local.notes, *found.leverage.middle.notes):
        st.caption(plain_markdown(note))
    st.markdown("\n".join(f"- {plain_markdown(line)}" for line in MONEY_CAVEATS))
    for lever in found.leverage.levers:
        _lever(lever)


def facts(found: Quadrant) -> None:
    """Residents, councillors, members of parliament and published indicators, never on an axis."""
    st.table(arrow(quadrant_rows.fact_rows(found.facts)), hide_index=True)


def _lever(lever: Lever) -> None:
    st.markdown(f"**{plain_markdown(sentence_start(lever.name))}**: {plain_markdown(lever.remark)}")
    if lever.facts:
        st.markdown("\n".join(_fact(fact) for fact in lever.facts))


def _fact(fact: LeverFact) -> str:
    amount = f": {fact.amount}" if fact.amount else ""
    note = f"; {plain_markdown(fact.note)}" if fact.note else ""
    return (
        f"- {plain_markdown(sentence_start(fact.item) + amount)} ({plain_markdown(fact.year)}; "
        f"{quadrant_rows.source_link(fact.source_title, fact.source_url)}; confidence "
        f"{plain_markdown(fact.confidence)}{note})"
    )


def _reason(why: str | None) -> str:
    return plain_markdown(sentence_start(why or "not known"))
