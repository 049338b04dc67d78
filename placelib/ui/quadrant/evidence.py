"""The lens Evidence: the chosen place's tiers from published figures, and all that they rest on."""

from __future__ import annotations

import streamlit as st

from placelib.content import text
from placelib.formatting import number, sentence_start
from placelib.markdown import plain_markdown
from placelib.model import Area, Indicator
from placelib.quadrant import Quadrant
from placelib.quadrant.across import council_sides
from placelib.quadrant.across_words import one_alikeness_sentence, sides_sentence
from placelib.quadrant.headlines import headline
from placelib.quadrant.settings import QuadrantView
from placelib.quadrant.tiers import tiers_of
from placelib.ui.components import chart_display, present_mode
from placelib.ui.components.chart_block import ChartBlock, build_notes, show_chart_block
from placelib.ui.quadrant import components, sliders
from placelib.urls import NEIGHBOURHOODS, QUADRANT, TAX
from placelib.views import authority_rows, quadrant_rows, snapshot_records
from placelib.views import quadrant as quadrant_view
from placelib.views.table_rows import arrow

BAND = 90
MONEY_SOURCE = (
    "Money: revenue outturn of councils and authorities (Ministry of Housing, Communities and "
    "Local Government) by public spending a head (HM Treasury); see Data and methods."
)


def evidence(area: Area, view: QuadrantView) -> None:
    """The chart with its sentence, then everything below it."""
    found = quadrant_view.get_adjusted_quadrant(area.code, view.weights)
    if present_mode.is_on():
        chart(found, view, 0.0, key="quadrant")
        return
    picture, words = st.columns([3, 2], gap="large")
    with picture:
        chart(found, view, 0.0, key="quadrant")
    with words:
        _words(found)
    _weights(found, view)
    _readings(found)
    st.subheader("What moves the answer most", anchor=False)
    st.markdown(plain_markdown(found.influence_sentence))
    influences = quadrant_rows.influence_rows(found)
    if influences:
        st.table(arrow(influences), hide_index=True)
    st.subheader("What it rests on", anchor=False)
    components.components(found)
    _councils(found)


def chart(found: Quadrant, view: QuadrantView, more_a_head: float, *, key: str) -> None:
    """The quadrant with its headline, sentence, table, downloads and sources."""
    specification = quadrant_view.build_quadrant_lens(
        found.code, view.weights, more_a_head, chart_display.is_dark()
    )
    draw_chart(found, view, specification, key=key)


def draw_chart(
    found: Quadrant, view: QuadrantView, specification: dict[str, object], *, key: str
) -> None:
    """A finished specification with everything that stands around it."""
    indicators = _indicators(found)
    settings = view.settings(found.code)
    show_chart_block(
        ChartBlock(
            headline=headline(found),
            subtitle=_subtitle(found),
            sentence=found.sentence,
            rows=quadrant_rows.point_rows(found),
            notes=build_notes(indicators, [found.sentence, MONEY_SOURCE], QUADRANT, settings),
            name=f"quadrant-{found.code}",
            indicators=indicators,
        ),
        lambda: chart_display.show_chart(
            specification, key=f"{key} chart", alternative=found.sentence
        ),
        key=key,
    )
    if not present_mode.is_on():
        st.caption(MONEY_SOURCE)


def _subtitle(found: Quadrant) -> str:
    """What the marks of the chart are."""
    if found.middle is None or found.middle.understanding is None:
        return "The two ends of the line and its middle."
    if found.middle.leverage is None:
        words = "Dotted line: the understanding of the middle tier; its height is not known."
    else:
        words = "Large orange point: the middle tier."
    words += f" Shaded: where {BAND}% of the recalculations end."
    if found.leverage.l1_standalone.value is not None and found.leverage.l1_standalone.value < 0:
        words += (
            " It reaches below 0 because some of them count the authority’s money alone, which is "
            "less a head than councils decide."
        )
    if found.middle_kind == "devolved government":
        return words
    return f"{words} Small grey points: the other combined authorities."


def _indicators(found: Quadrant) -> list[Indicator]:
    catalogue = snapshot_records.get_catalogue()
    return [catalogue[gap.slug] for gap in found.understanding.gaps]


def _words(found: Quadrant) -> None:
    chart_display.show_paragraphs(
        plain_markdown(found.understanding_sentence), plain_markdown(found.leverage_sentence)
    )
    st.caption("\n\n".join([*map(plain_markdown, found.notes), text("quadrant_small")]))
    with st.expander("How this works"):
        how_it_works(found)


def how_it_works(found: Quadrant) -> None:
    """What the axes mean and do not mean, in our words."""
    inside = 100 * (quadrant_view.get_england_neighbourhoods().local or 0.0)
    drawn = found.uncertainty
    st.markdown(
        text(
            "how_quadrant_works",
            indicators=str(len(snapshot_records.get_evidence().picture.chosen)),
            inside=number(inside),
            rest=number(100 - float(number(inside))),
            draws=f"{drawn.draws if drawn else 1000:,}",
            band=str(BAND),
        )
    )


def _weights(found: Quadrant, view: QuadrantView) -> None:
    opened = st.expander(
        "Change the weights",
        expanded=bool(view.neighbourhoods or view.tax),
        key="weights",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        st.markdown(
            "To start with, each axis rests on its headline alone. Give a share to the other "
            "component and everything on this page is worked out again."
        )
        sliders.share(
            "Understanding: share of the neighbourhoods, %",
            NEIGHBOURHOODS,
            view.neighbourhoods,
            why_not=found.understanding.neighbourhoods_why,
        )
        sliders.share(
            "Leverage: share of council tax, %", TAX, view.tax, why_not=found.leverage.l2.why
        )
        st.caption(
            "They start at nothing for a reason. A council itself stays below 100 on "
            "neighbourhoods, and on the share of own tax an authority that is handed money from "
            "the nation moves away from halfway."
        )


def _readings(found: Quadrant) -> None:
    st.subheader("Two readings of the money", anchor=False)
    pooled, alone = found.leverage.l1_pooled, found.leverage.l1_standalone
    together, single = st.columns(2)
    with together, st.container(border=True):
        st.metric("Councils and authority together", quadrant_rows.hundred(pooled.value))
        st.markdown(
            plain_markdown(
                "Of the public spending that councils do not decide, how much the authority does. "
                + (sentence_start(pooled.why) + "." if pooled.why else "This is on the chart.")
            )
        )
    with single, st.container(border=True):
        st.metric("The authority alone", quadrant_rows.hundred(alone.value))
        behind = "Below 0: it decides less a head than a council does."
        said = sentence_start(alone.why) + "." if alone.why else ""
        if alone.value is not None and alone.value < 0:
            said = behind
        st.markdown(
            plain_markdown(
                f"Where the authority's own spending lies between a council's and the nation's. "
                f"{said}"
            )
        )


def _councils(found: Quadrant) -> None:
    if found.middle_code is None or found.middle_kind == "region":
        return
    councils = quadrant_view.list_council_quadrants(found.middle_code)
    if not councils:
        return
    tiers = tiers_of(snapshot_records.get_registry(), found.middle_code)
    st.subheader(f"Council by council in {plain_markdown(tiers.area.in_sentence)}", anchor=False)
    sentence = sides_sentence(council_sides(councils), tiers)
    specification = quadrant_view.build_council_bands(found.middle_code, chart_display.is_dark())
    with st.container(key="picture-councils"):
        chart_display.show_chart(specification, key="councils chart", alternative=sentence)
    st.markdown(plain_markdown(sentence))
    st.caption(
        "Filled: understanding with the council in the average. Hollow: without it. The bar holds "
        "90% of the recalculations; with an arrow it reaches further than the chart."
    )
    _alike(found.middle_code)
    rows = authority_rows.as_text(authority_rows.table_rows(councils))
    chart_display.show_table(
        rows, key="councils", name=f"quadrant-councils-{found.middle_code}", notes=[sentence]
    )


def _alike(code: str) -> None:
    found = quadrant_view.get_alikeness()
    tested = sum(one.share_as_alike is not None for one in found)
    for one in found:
        if one.code == code:
            st.markdown(plain_markdown(one_alikeness_sentence(one, tested)))
