"""A place on a projector: who it is, its figures and findings beside its map, or one indicator."""

from __future__ import annotations

import streamlit as st

from placelib.areas.naming import describe_kind
from placelib.charts.theme import theme
from placelib.formatting import INTERVAL, first_sentence, sentence_start
from placelib.markdown import plain_markdown
from placelib.model import Area
from placelib.statistics.text import write_trend_headline, write_trend_sentence
from placelib.ui.components import chart_display, first_screen, page_address, present_mode
from placelib.urls import INDICATOR
from placelib.views import place as place_view
from placelib.views import place_map, snapshot_records, visit_figures
from placelib.views.place_html import write_headline_cards
from placelib.views.sources import credit_briefly, credit_publishers

_FINDINGS = 1
_SHADED = f" Shaded: the {INTERVAL}."
_FIGURES = 4
_MAP_WIDTH, _MAP_HEIGHT = 452, 384


def show_place(area: Area) -> None:
    """The place as a whole, or the indicator that the address names."""
    if INDICATOR in st.query_params:
        _show_indicator(area)
        return
    present_mode.show_headline(area.name)
    # In one line; the map names the councils of a wider area.
    above = snapshot_records.get_registry().chain(area.code)[1:]
    within = f" in {above[0].in_sentence}" if above else ""
    st.caption(plain_markdown(sentence_start(f"{describe_kind(area)}{within}")))
    headlines = place_view.build_headlines(area.code)[:_FIGURES]
    cards = write_headline_cards(headlines, theme(dark=chart_display.is_dark()))
    with first_screen.open_picture():
        if area.is_current:
            picture, figures = st.columns(2, gap="medium")
            with picture:
                _show_map(area)
            figures.html(cards)
        else:
            st.html(cards)
    for outlier in place_view.find_place_outliers(area.code).outliers[:_FINDINGS]:
        st.markdown(plain_markdown(first_sentence(outlier.sentence)))
    st.caption(plain_markdown(credit_briefly([headline.indicator for headline in headlines])))


def _show_map(area: Area) -> None:
    specification, sentence = place_map.build_place_map(area.code, dark=chart_display.is_dark())
    size = {"width": _MAP_WIDTH, "height": _MAP_HEIGHT} if present_mode.has_stage_size() else {}
    st.vega_lite_chart(
        spec={**chart_display.pack_figures(present_mode.fit_chart(specification)), **size},
        width=present_mode.choose_width(),
        theme=None,
        key=f"map {area.code}",
        alt=sentence,
    )


def _show_indicator(area: Area) -> None:
    query_params = page_address.read_query_params()
    slug = query_params.read_indicator(INDICATOR, "population-count")
    indicator = visit_figures.find_indicator(slug)
    steps, series = place_view.build_place_ladder(area.code, indicator.slug)
    observations = series.get((indicator.slug, area.code), ())
    sentence = write_trend_sentence(indicator, area, observations)
    specification = place_view.build_trend_chart(
        area.code, indicator.slug, dark=chart_display.is_dark()
    )
    present_mode.show_headline(f"{area.name}. {write_trend_headline(steps)}")
    if specification is not None:
        chart_display.show_chart(
            specification,
            key="presented trend",
            alternative=sentence,
            is_uploaded=indicator.is_uploaded,
        )
    else:
        st.html(
            place_view.build_tier_ladder(area.code, indicator.slug, dark=chart_display.is_dark())
        )
    st.markdown(plain_markdown(sentence))
    shaded = _SHADED if any(row.has_interval for row in observations) else ""
    st.caption(f"{plain_markdown(credit_publishers([indicator]))}{shaded}")
