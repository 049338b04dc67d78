"""The section of a place's page on understanding and leverage."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from placelib.content import text
from placelib.model import Area
from placelib.quadrant import Quadrant
from placelib.quadrant.components import Closeness, Lever, Measure, Money
from placelib.quadrant.evidence import LeverFact
from placelib.quadrant.leverage import MONEY_CAVEATS
from placelib.quadrant.records import TierPoint
from placelib.ui import cached, show
from placelib.ui.escaping import plain_markdown
from placelib.ui.tables import arrow
from placelib.words import MINUS, number, sentence_start

_MOST_GAPS = 12
_ADDRESS = re.compile(r"https?://[^\s()<>]+")
SOURCES = (
    "Sources: Office for National Statistics and the producers of each indicator; revenue outturn, "
    "Ministry of Housing, Communities and Local Government; Country and Regional Analysis, HM "
    "Treasury; English Indices of Deprivation 2025. Open Government Licence v3.0."
)


def quadrant(area: Area) -> None:
    """Where the tiers of a place stand, whether the line bends, and what that rests on."""
    st.header("Understanding and leverage", anchor="quadrant")
    if not area.is_current:
        st.markdown("The quadrant is drawn for places that exist today.")
        return
    found = cached.quadrant_of(area.code)
    if found.middle is None:
        # A nation is an end of the line: there is no picture, only where to look for one.
        st.markdown(plain_markdown(found.sentence))
        return
    picture, words = st.columns([3, 2], gap="large")
    with picture:
        show.chart(
            cached.quadrant_figure(area.code, show.is_dark()),
            key=f"quadrant {area.code}",
            sentence=found.sentence,
        )
    with words:
        show.paragraphs(
            plain_markdown(found.understanding_sentence), plain_markdown(found.leverage_sentence)
        )
        notes = [plain_markdown(note) for note in found.notes]
        st.caption("\n\n".join([*notes, text("quadrant_small"), SOURCES]))
        tiers = (found.local, found.middle, found.national)
        show.table_of(len(tiers), lambda: _points(area, tiers), key=f"points {area.code}")
    with st.expander(
        "What went in: understanding", on_change="rerun", key=f"u {area.code}"
    ) as open_u:
        if open_u.open:
            _understanding(found)
    with st.expander("What went in: leverage", on_change="rerun", key=f"l {area.code}") as open_l:
        if open_l.open:
            _leverage(found)


def _points(area: Area, tiers: Sequence[TierPoint]) -> None:
    show.open_table(
        [_point(one) for one in tiers],
        key=f"points {area.code}",
        name=f"{area.code}-quadrant",
        notes=[SOURCES, f"Data version {cached.build_facts()['data_version']}"],
    )


def _point(one: TierPoint) -> dict[str, str]:
    return {
        "Tier": one.tier,
        "Who": one.name,
        "Understanding (of 100)": _hundred(one.understanding),
        "Leverage (of 100)": _hundred(one.leverage),
        "Why there is none": one.why or "",
    }


def _understanding(found: Quadrant) -> None:
    picture = found.understanding.picture
    if picture is None:
        st.markdown(_reason(found.understanding.why))
        return
    topics = [(sentence_start(one.topic or ""), one) for one in found.understanding.topics]
    rows = [_closeness(name, one) for name, one in [("All topics", picture), *topics]]
    st.table(arrow(rows))
    st.markdown(
        f"The {min(_MOST_GAPS, len(found.understanding.gaps))} indicators on which the place lies "
        "furthest from the nation, in standard deviations of English districts:"
    )
    gaps = sorted(found.understanding.gaps, key=lambda gap: -gap.gap_national)[:_MOST_GAPS]
    st.table(
        [
            {
                "Indicator": gap.label,
                "Period": gap.period_label,
                "From the middle tier": number(gap.gap_middle, 2),
                "From the nation": number(gap.gap_national, 2),
            }
            for gap in gaps
        ]
    )
    if found.understanding.left_out:
        labels = ", ".join(plain_markdown(one.label) for one in found.understanding.left_out)
        st.caption(f"Left out here, for want of a figure: {labels}.")


def _closeness(name: str, one: Closeness) -> dict[str, str]:
    return {
        "Topic": name,
        "Indicators": str(one.indicators),
        "Understanding": _hundred(one.inclusive),
        "Council left out": _hundred(one.leave_one_out),
        "With absolute gaps": _hundred(one.absolute),
    }


def _leverage(found: Quadrant) -> None:
    leverage = found.leverage
    st.table(arrow([_money("Local", leverage.local), _money("Middle", leverage.middle)]))
    st.table(
        [
            _measure("Money, councils and authority together (L1 pooled)", leverage.l1_pooled),
            _measure("Money, the authority alone (L1 stand-alone)", leverage.l1_standalone),
            _measure("Council tax as a share of own spending", leverage.l2),
        ]
    )
    for note in (*leverage.local.notes, *leverage.middle.notes):
        st.caption(plain_markdown(note))
    st.markdown("\n".join(f"- {plain_markdown(line)}" for line in MONEY_CAVEATS))
    for lever in leverage.levers:
        _lever(lever)


def _money(tier: str, one: Money) -> dict[str, str]:
    return {
        "Tier": tier,
        "Who": one.name,
        "£ a head": f"£{number(one.pounds_a_head)}" if one.pounds_a_head is not None else "–",
        "Share of public spending": _percent(one.tier_share),
        "Year": ", ".join(sorted({year for _, year in one.years})) or _reason(one.why),
    }


def _measure(name: str, one: Measure) -> dict[str, str]:
    return {"Measure": name, "Of 100": _hundred(one.value), "Why there is none": one.why or ""}


def _lever(lever: Lever) -> None:
    st.markdown(
        f"**{plain_markdown(sentence_start(lever.name))}**: {lever.standing}. "
        f"{plain_markdown(lever.remark)}"
    )
    for fact in lever.facts:
        note = f" {plain_markdown(sentence_start(fact.note))}." if fact.note else ""
        st.markdown(
            f"- {plain_markdown(sentence_start(fact.item) + _amount(fact))} "
            f"({plain_markdown(fact.year)}; {_source(fact)}; confidence "
            f"{plain_markdown(fact.confidence)}).{note}"
        )


def _amount(fact: LeverFact) -> str:
    """The amount of a fact in words: “: £2,500 million”, “: yes”, nothing where none is given."""
    if fact.unit == "yes/no":
        return ": yes" if fact.value else ": no"
    if fact.value is None:
        return ""
    size = number(fact.value, 0 if fact.value.is_integer() else 2)
    if fact.unit.startswith("GBP m"):
        return f": £{size} million{fact.unit.removeprefix('GBP m')}"
    if fact.unit.startswith("GBP"):
        return f": £{size}{fact.unit.removeprefix('GBP')}"
    return f": {size} {fact.unit}"


def _source(fact: LeverFact) -> str:
    """The document of a fact, a link where it has an address and nothing else beside it."""
    title = plain_markdown(fact.source_title)
    if _ADDRESS.fullmatch(fact.source_url):
        return f"[{title}]({fact.source_url})"
    return title


def _hundred(value: float | None) -> str:
    return "–" if value is None else number(value * 100).replace("-", MINUS)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{number(value * 100, 1)}%"


def _reason(why: str | None) -> str:
    return plain_markdown(sentence_start(why or "not known"))
