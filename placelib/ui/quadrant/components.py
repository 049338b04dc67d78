"""What a quadrant rests on: levers, councils, indicators, powers and facts, below its chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from placelib.api_addresses import write_quadrant_address
from placelib.formatting import sentence_start
from placelib.markdown import plain_markdown
from placelib.quadrant import Quadrant
from placelib.quadrant.leverage_series import YearShare
from placelib.quadrant.leverage_text import (
    LOWER_BOUND,
    write_departments_sentence,
    write_devolved_sentence,
    write_lever_bar_sentence,
    write_local_share_sentence,
    write_series_sentence,
    write_tax_sentence,
)
from placelib.quadrant.sentences import describe_councils
from placelib.ui.components import chart_display
from placelib.views import leverage_rows, quadrant_charts, quadrant_rows, snapshot_records
from placelib.views import quadrant as quadrant_view
from placelib.views.table_rows import build_arrow_table

LEVER_SOURCE = "Country and Regional Analysis 2025 (HM Treasury) and revenue outturn (MHCLG)."
DISTANCES = "Distances: 1 is the usual distance of an English council from the average of them all."
# Fewer years make no line.
FEWEST_YEARS = 3


def show_levers(quadrant: Quadrant) -> None:
    """Why leverage is where it is: pounds a head by lever, for council, authority and ministers."""
    leverage = quadrant.leverage
    if not any(lever.everyone for lever in leverage.levers):
        return
    place = quadrant.tiers.area.in_sentence
    st.header("Who spends on each lever", anchor=False)
    biggest = max(leverage.levers, key=lambda lever: lever.ministers)
    sentence = write_lever_bar_sentence(biggest, place)
    chart_display.show_chart(
        quadrant_charts.build_lever_bars(quadrant.code, dark=chart_display.is_dark()),
        key="levers",
        alternative=sentence,
    )
    st.markdown(plain_markdown(f"{sentence} {LOWER_BOUND}"))
    st.caption(
        "Police and fire stand apart, last: they are no part of the point. Missing parts are not "
        "evidenced, which is no zero."
    )
    chart_display.show_table(
        leverage_rows.list_lever_rows(quadrant),
        key="levers",
        name=f"levers-{quadrant.code}",
        notes=[LEVER_SOURCE],
        address=write_quadrant_address(quadrant.code),
    )


def show_councils(quadrant: Quadrant) -> None:
    """Every council of the middle tier: its distances, and how much closer the averages are."""
    tiers = quadrant.tiers
    if tiers.middle is None or tiers.middle_kind == "region" or not tiers.members:
        return
    code = tiers.middle.code
    councils = quadrant_view.list_council_quadrants(code)
    st.header(f"Council by council in {plain_markdown(tiers.middle.in_sentence)}", anchor=False)
    sentence = describe_councils(quadrant, councils)
    chart_display.show_chart(
        quadrant_charts.build_council_strip(code, dark=chart_display.is_dark()),
        key="councils chart",
        alternative=sentence,
    )
    st.markdown(plain_markdown(sentence))
    chart_display.show_table(
        quadrant_rows.list_council_rows(councils),
        key="councils",
        name=f"quadrant-councils-{code}",
        notes=[
            sentence,
            DISTANCES,
        ],
        address=write_quadrant_address(code, "councils"),
    )


def show_components(quadrant: Quadrant) -> None:
    """Sections that open below the chart, each drawn only while it is open."""
    sections: dict[str, Callable[[Quadrant], None]] = {
        "How well figures fit: other choices, topics and indicators": show_understanding,
        "The money: other readings, tax and money to come": show_leverage,
        "Who decides what": show_powers,
        "Over the years, and how many departments": show_years,
        "Beside the chart: facts about each tier": show_facts,
    }
    for title, draw in sections.items():
        opened = st.expander(title, on_change="rerun", key=f"{title} {quadrant.code}")
        if opened.open:
            with opened:
                draw(quadrant)


def show_understanding(quadrant: Quadrant) -> None:
    """The same under other choices, by topic, and each indicator of a topic with its source."""
    group = quadrant.group
    if group is None or not group.indicators:
        st.markdown(plain_markdown(sentence_start(quadrant.understanding.why or "not known")))
        return
    if group.choices:
        st.markdown("**The same under other choices.** None of these is part of the likely range.")
        st.table(build_arrow_table(quadrant_rows.list_choice_rows(group)), hide_index=True)
    st.markdown("**By topic**, where a topic has eight indicators or more.")
    st.table(build_arrow_table(quadrant_rows.list_topic_rows(group)), hide_index=True)
    topics = list(dict.fromkeys(spread.topic for spread in group.indicators))
    chosen = st.pills(
        "Indicators on",
        topics,
        default=topics[0],
        required=True,
        format_func=sentence_start,
        key=f"topic that went in {quadrant.code}",
    )
    if chosen:
        catalogue = snapshot_records.get_catalogue()
        rows = quadrant_rows.list_indicator_rows(quadrant, chosen, catalogue)
        st.table(build_arrow_table(rows), hide_index=True)
        st.caption(DISTANCES)
    if group.left_out:
        left_out = ", ".join(plain_markdown(label) for label in group.left_out)
        st.caption(f"Left out here, for want of figures: {left_out}.")
    _show_choices()


def _show_choices() -> None:
    evidence = snapshot_records.get_evidence()
    unused = [choice for choice in evidence.choices if not choice.chosen]
    labels = {choice.slug: choice.label for choice in evidence.choices}
    rows = [
        {"Indicator": choice.label, "Why": sentence_start(choice.reason)}
        for choice in sorted(unused, key=lambda choice: choice.label)
    ]
    rows += [
        {"Indicator": labels[slug], "Why": f"In it, but {why}: its councils’ mean stands in"}
        for slug, why in evidence.matrix.substitutes.items()
    ]
    with st.popover(f"The {len(unused)} indicators that are not in it, and why"):
        st.table(build_arrow_table(rows), hide_index=True)


def show_leverage(quadrant: Quadrant) -> None:
    """The readings beside the headline, the tax, and documented money still to come."""
    tiers, leverage = quadrant.tiers, quadrant.leverage
    st.markdown("**Other readings.** They stand beside each other and are never averaged.")
    st.table(build_arrow_table(leverage_rows.list_ladder_rows(quadrant)), hide_index=True)
    tax = quadrant_view.get_tax(quadrant.code)
    st.markdown(
        plain_markdown(
            write_tax_sentence(tax, tiers.area.in_sentence, has_authority=tiers.has_authority)
        )
    )
    if leverage.coming is not None:
        st.markdown("**What is documented for later years**, not added up: the sums overlap.")
        rows = leverage_rows.list_amount_rows(leverage.coming.amounts, None)
        st.table(build_arrow_table(rows), hide_index=True)
    st.caption(write_devolved_sentence(quadrant_view.list_devolved_marks()))


def show_powers(_: Quadrant) -> None:
    """Who decides what, as documented, with source, date and confidence a row; no index of it."""
    st.markdown(
        "A first draft from documents, the same for every place. “Not stated” means that no "
        "source here says it. It is never a zero, and no score is made of this table."
    )
    st.table(
        build_arrow_table(leverage_rows.list_power_rows(quadrant_view.list_powers())),
        hide_index=True,
    )


def show_years(quadrant: Quadrant) -> None:
    """The authority's share over the years, the region's local share, and the silos in it."""
    tiers = quadrant.tiers
    if tiers.has_authority and tiers.middle is not None:
        shares = quadrant_view.list_authority_shares(tiers.middle.code)
        _show_line(
            tiers.middle.code, shares, write_series_sentence(shares, tiers.middle.in_sentence),
            is_region=False,
        )  # fmt: skip
    region = tiers.region.code if tiers.region else None
    if region is None:
        st.markdown("The source has no region for this place.")
        return
    name = tiers.region.in_sentence if tiers.region else ""
    local = quadrant_view.list_local_shares(region)
    _show_line(region, local, write_local_share_sentence(local, name), is_region=True)
    departments = quadrant_view.list_departments(region)
    st.markdown(plain_markdown(write_departments_sentence(departments, name)))


def _show_line(code: str, shares: Sequence[YearShare], sentence: str, *, is_region: bool) -> None:
    if len(shares) >= FEWEST_YEARS:
        chart_display.show_chart(
            quadrant_charts.build_share_line(
                code, is_region=is_region, dark=chart_display.is_dark()
            ),
            key=f"years {code} {is_region}",
            alternative=sentence,
        )
    st.markdown(plain_markdown(sentence))
    if shares:
        chart_display.show_table(
            leverage_rows.list_year_rows(shares),
            key=f"years {code} {is_region}",
            name=f"share-by-year-{code}",
            notes=[LEVER_SOURCE],
            address=write_quadrant_address(code, "years"),
        )


def show_facts(quadrant: Quadrant) -> None:
    """Residents, councillors, members of parliament and published indicators, never on an axis."""
    st.table(build_arrow_table(quadrant_rows.list_fact_rows(quadrant.facts)), hide_index=True)
