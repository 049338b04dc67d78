"""The lens What would it take: money moved, documented settlements, and powers nobody measures."""

from __future__ import annotations

import math

import streamlit as st

from placelib.charts.quadrant import quadrant_chart
from placelib.charts.theme import theme
from placelib.content import text
from placelib.formatting import listed, number
from placelib.markdown import plain_markdown
from placelib.model import Area
from placelib.quadrant import CodedPowers, Quadrant, Weights, quadrant_of
from placelib.quadrant.components import Halfway, Multiple
from placelib.quadrant.settings import QuadrantView
from placelib.ui.components import chart_display, present_mode, url_widgets
from placelib.ui.quadrant import powers as quadrant_powers
from placelib.ui.quadrant import sliders as quadrant_controls
from placelib.ui.quadrant.evidence import chart, draw_chart
from placelib.urls import MORE, SETTLEMENTS
from placelib.views import quadrant as quadrant_view
from placelib.views import snapshot_records
from placelib.views.quadrant_rows import hundred, pounds
from placelib.views.table_rows import arrow

# The multiple that is not a settlement but what the authority spends already.
OUTTURN = "its revenue outturn"
STEP_POUNDS = 25


def take(area: Area, view: QuadrantView) -> None:
    """The money to halfway, what moving it does, and the levers without evidence."""
    today = quadrant_view.get_adjusted_quadrant(area.code, view.weights)
    money, powers = today.leverage.halfway, quadrant_powers.kept()
    if present_mode.is_on():
        _moved_chart(area, view, _in_all(money, view) if money else 0.0, None, 0)
        return
    if money is None:
        _no_money(today)
    else:
        st.header("The money to halfway", anchor=False)
        st.markdown(plain_markdown(today.halfway_sentence))
        _amounts(money)
    if money is None and powers is None:
        _moved_chart(area, view, 0.0, None, 0)
    else:
        controls_at, picture = st.columns([2, 3], gap="large")
        with controls_at:
            more = _moved(money, view) if money else 0.0
            _what_became(area, view, today, more)
            share = quadrant_powers.share(powers) if powers and may_be_coded(today) else 0
        with picture:
            _moved_chart(area, view, more, powers if share else None, share)
    st.header("The levers without evidence", anchor=False)
    st.markdown(text("quadrant_levers"))
    if may_be_coded(today):
        quadrant_powers.upload(today)


def may_be_coded(today: Quadrant) -> bool:
    """True where an authority or a devolved government stands in the middle."""
    return today.middle_kind not in (None, "region")


def _no_money(today: Quadrant) -> None:
    st.header("What it would take cannot be reckoned here", anchor=False)
    why = today.leverage.l1_pooled.why or "the money of both tiers is needed"
    st.markdown(plain_markdown(f"{today.name}: {why}."))


def _amounts(money: Halfway) -> None:
    more = "More than now" if money.more_a_head >= 0 else "Less than now"
    columns = st.columns(3)
    columns[0].metric("Decided a head, at halfway", pounds(money.pounds_a_head))
    columns[1].metric(f"{more}, a head", pounds(abs(money.more_a_head)))
    columns[2].metric("A year, in all", f"£{number(money.pounds_a_year / 1e9, 1)} billion")
    if money.multiples:
        st.table(arrow([_multiple(one) for one in money.multiples]), hide_index=True)


def _multiple(one: Multiple) -> dict[str, str]:
    return {
        "Documented amount": one.name.removeprefix("its ").capitalize(),
        "£ million a year": number(one.pounds_a_year / 1e6, 0),
        "Year": one.year,
        "Halfway is": f"{number(one.times, 0 if one.times >= 10 else 1)} times as much",
        "As documented": one.note,
    }


def _moved(money: Halfway, view: QuadrantView) -> float:
    """The controls; pounds a head moved in all."""
    most = _most(money)
    quadrant_controls.amount(
        "Move £ a head from national government to the authority",
        MORE,
        view.more,
        most=most,
        step=STEP_POUNDS,
    )
    documented = [one for one in money.multiples if one.name != OUTTURN]
    added = sum(one.pounds_a_year for one in documented) / money.population
    if not documented:
        st.caption("No settlement or investment fund is documented for this authority.")
        return float(min(view.more, most))
    url_widgets.show_switch(
        "Add the documented settlements",
        SETTLEMENTS,
        is_on=view.settlements,
        key="quadrant settlements",
        help_text="The yearly amounts in the table, on top of what the authority spends today.",
    )
    names = listed([one.name.removeprefix("its ") for one in documented])
    st.caption(
        f"The {names} come to £{number(added)} a head a year. Part may be in today’s spending "
        "already and part is capital, so adding it all is the most it could mean."
    )
    return _in_all(money, view)


def _in_all(money: Halfway, view: QuadrantView) -> float:
    """Pounds a head moved in all: the visitor's own, and the documented settlements if added."""
    documented = [one for one in money.multiples if one.name != OUTTURN]
    added = sum(one.pounds_a_year for one in documented) / money.population
    return min(view.more, _most(money)) + (added if view.settlements else 0.0)


def _most(money: Halfway) -> int:
    """All that councils do not decide, rounded up to the slider's step."""
    everything = 2 * money.pounds_a_head - (money.pounds_a_head - money.more_a_head)
    return max(STEP_POUNDS, STEP_POUNDS * math.ceil(everything / STEP_POUNDS))


def _moved_chart(
    area: Area, view: QuadrantView, more: float, powers: CodedPowers | None, share: int
) -> None:
    """The point after the move, with somebody's coding of powers where one is used."""
    if powers is None:
        found = quadrant_view.get_adjusted_quadrant(area.code, view.weights, more)
        chart(found, view, more, key="take")
    else:
        # Somebody's own coding is worked out for this visit and never kept for others.
        weights = _with_powers(view.weights, share)
        found = quadrant_of(snapshot_records.get_evidence(), area.code, weights, more, powers)
        specification = quadrant_chart(
            found,
            theme(chart_display.is_dark()),
            others=quadrant_view.get_adjusted_authorities(view.weights),
            height=460,
        ).to_dict()
        st.warning(quadrant_powers.label(powers))
        draw_chart(found, view, specification, key="take")


def _what_became(area: Area, view: QuadrantView, today: Quadrant, more: float) -> None:
    """Leverage over money before and after the move, in a sentence."""
    if not more:
        return
    before = today.leverage.l1_pooled.value
    after = quadrant_view.get_adjusted_quadrant(
        area.code, view.weights, more
    ).leverage.l1_pooled.value
    st.markdown(
        plain_markdown(
            f"With £{number(more)} a head more, leverage over money goes from {hundred(before)} to "
            f"{hundred(after)} of 100; halfway is 50."
        )
    )


def _with_powers(weights: Weights, share: int) -> Weights:
    """The weights with so many percent of leverage on the coded powers."""
    rest = (100 - share) / 100
    return Weights(
        weights.picture,
        weights.neighbourhoods,
        weights.money * rest,
        weights.tax * rest,
        share / 100,
    )
