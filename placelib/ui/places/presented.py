"""A place on a projector: who it is, its figures and findings beside its map, or one indicator."""

from __future__ import annotations

import streamlit as st

from placelib import headlines
from placelib.asked import Asked
from placelib.charts.theme import theme
from placelib.links import INDICATOR
from placelib.model import Area
from placelib.sentences import trend_headline, trend_sentence
from placelib.ui import cached, show, stage
from placelib.ui.escaping import plain_markdown
from placelib.ui.exhibit import short_credit
from placelib.ui.places.brief import about, credit
from placelib.ui.places.compose import headline_cards
from placelib.words import first_sentence

_FINDINGS = 2
_SHADED = "Shaded: the 95% interval, where one is published."
_FIGURES = 3
_MAP_WIDTH, _MAP_HEIGHT = 350, 170


def place(area: Area) -> None:
    """The place as a whole, or the indicator that the address names."""
    if INDICATOR in st.query_params:
        _indicator(area)
        return
    stage.headline(area.name)
    # The map names the councils of a wider area.
    st.caption(plain_markdown(first_sentence(about(cached.atlas(), area))))
    found = headlines.headlines(cached.atlas(), cached.catalogue(), area, cached.latest(area.code))[
        :_FIGURES
    ]
    st.html(headline_cards(found, theme(show.is_dark())))
    words, picture = st.columns([3, 2], gap="medium")
    with words:
        said = [one.sentence for one in cached.what_stands_out(area.code)[:_FINDINGS]]
        st.markdown("\n".join(f"- {plain_markdown(first_sentence(one))}" for one in said))
    with picture:
        if area.is_current:
            specification, sentence = cached.place_map(area.code, show.is_dark())
            st.vega_lite_chart(
                spec={**stage.fitted(specification), "width": _MAP_WIDTH, "height": _MAP_HEIGHT},
                width="content",
                theme=None,
                key=f"map {area.code}",
                alt=sentence,
            )
    st.caption(plain_markdown(short_credit([one.indicator for one in found])))


def _indicator(area: Area) -> None:
    asked = Asked(cached.atlas(), cached.catalogue(), st.query_params)
    indicator = cached.catalogue()[asked.indicator(INDICATOR, "population-count")]
    steps, series = cached.ladder(area.code, indicator.slug)
    sentence = trend_sentence(indicator, area, series.get((indicator.slug, area.code), ()))
    specification = cached.trend_chart(area.code, indicator.slug, show.is_dark())
    stage.headline(f"{area.name}. {trend_headline(steps)}")
    picture, words = st.columns([5, 2], gap="medium")
    with picture:
        if specification is not None:
            st.vega_lite_chart(
                spec=stage.fitted(specification), width=stage.chart_width(), theme=None,
                key="stage trend", alt=sentence,
            )  # fmt: skip
        else:
            st.html(cached.tier_ladder(area.code, indicator.slug, show.is_dark()))
    with words:
        st.markdown(plain_markdown(sentence))
        st.caption(f"{plain_markdown(credit([indicator]))} {_SHADED}")
