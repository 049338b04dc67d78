"""A map, or a list where figures are counts, and a trend of uploaded figures."""

from __future__ import annotations

import streamlit as st

from placelib.areas import tier_label
from placelib.charts.map_frames import MAP_HEIGHT
from placelib.charts.map_legend import legend_style
from placelib.charts.theme import theme
from placelib.content import text
from placelib.maps.areas import areas_within
from placelib.maps.view import LEVELS, MapView
from placelib.maps.words import map_headline
from placelib.quickview import words
from placelib.quickview.joined import scope_of
from placelib.ui import cached, show
from placelib.ui.exhibit import Exhibit, exhibit
from placelib.ui.maps.compose import MapShown, legend_html
from placelib.ui.maps.listed import in_order
from placelib.ui.quick import compose
from placelib.ui.quick.chosen import Chosen, choose, draw
from placelib.ui.quick.state import QuickView

_MOST_LINES = 4
_LISTED = 15


def map_view(view: QuickView, chosen: Chosen) -> None:
    """The map of a rate; a list of a count, which no map can show truly."""
    atlas, figures = cached.atlas(), chosen.figures
    level = _level(view, chosen)
    if not level:
        st.info("The file has no places that a map of ours can draw. See the table.")
        return
    within = scope_of(atlas, figures, level)
    settings = compose.quick_map_view(level, within, chosen.period, chosen.area.code, "map")
    shown = compose.quick_map(atlas, figures, settings)
    sentence = words.map_sentence(shown.indicator, shown.found, level, shown.period_label)
    one = _map_exhibit(chosen, shown, settings, sentence)
    if shown.indicator.standardised:
        exhibit(one, lambda: _map(shown, settings, sentence), key="quick map")
        return
    st.info(text("quick_counts"))
    exhibit(one, lambda: _list(shown), key="quick map")


def _map_exhibit(chosen: Chosen, shown: MapShown, settings: MapView, sentence: str) -> Exhibit:
    """The map with its rows, highest figure first, and the picture of it where there is one."""
    figures, picture = chosen.figures, None
    if shown.indicator.standardised:
        shapes, notes = cached.load_shapes(settings.level), [text("boundaries")]
        picture = compose.quick_picture(
            cached.atlas(), shown, settings, shapes, notes, show.is_dark()
        )
    return Exhibit(
        headline=map_headline(shown.indicator, shown.found),
        subtitle=words.map_subtitle(shown.indicator, settings.level, shown.period_label),
        sentence=sentence,
        rows=[
            compose.uploaded_row(figures, item.area, chosen.period)
            if item.observation is not None
            else compose.missing_row(figures, item.area, item.missing or "")
            for item in in_order(shown.found, "high")
        ],
        notes=[chosen.origin],
        name="quick-view-map",
        indicators=[],
        origin=chosen.origin,
        picture=picture or False,
    )


def _level(view: QuickView, chosen: Chosen) -> str:
    """The geography level that is drawn, chosen where there are several; empty for none."""
    assert view.upload is not None
    levels = _levels(chosen)
    if len(levels) < 2:
        return next(iter(levels), "")
    key = f"quick level {view.upload.key}"
    choose("Areas", levels, key=key, first=next(iter(levels)), buttons=True)
    level: str = st.session_state[key]
    return level


def _levels(chosen: Chosen) -> dict[str, str]:
    """The levels with at least two of the file's areas, else all; the fullest first."""
    atlas, held = cached.atlas(), {area.code for area in chosen.places}
    counts = {}
    for level in chosen.figures.indicator.levels:
        drawn = areas_within(atlas, level, scope_of(atlas, chosen.figures, level))
        counts[level] = sum(area.code in held for area in drawn)
    levels = [level for level in counts if counts[level] > 1] or list(counts)
    return {level: LEVELS[level] for level in levels if level in LEVELS}


def _map(shown: MapShown, settings: MapView, sentence: str) -> None:
    dark = show.is_dark()
    left, right = st.columns([3, 2], gap="large")
    with left:
        deck = compose.quick_deck(
            cached.atlas(), shown, settings, cached.load_shapes(settings.level), dark
        )
        st.pydeck_chart(deck, height=MAP_HEIGHT, key="quick deck", alt=sentence)
    with right:
        st.html(f"<style>{legend_style(theme(dark))}</style>")
        st.html(legend_html(shown, settings, dark))


def _list(shown: MapShown) -> None:
    """The largest counts as a small table: a count is a size, and is shown as one."""
    ordered = [one for one in in_order(shown.found, "high") if one.value is not None]
    largest = max((one.value or 0.0 for one in ordered), default=0.0)
    st.dataframe(
        [{"Place": one.area.name, "Figure": one.value} for one in ordered[:_LISTED]],
        hide_index=True, width="stretch", key="quick list of counts",
        column_config={
            "Figure": st.column_config.ProgressColumn(
                "Figure", min_value=0.0, max_value=max(largest, 1.0), format="localized"
            )
        },
        alt=f"The {min(len(ordered), _LISTED)} largest counts",
    )  # fmt: skip
    if len(ordered) > _LISTED:
        st.caption(f"The {_LISTED} largest of {len(ordered):,}; the table below has all.")


def trend_view(view: QuickView, chosen: Chosen) -> None:
    """Up to four places over time."""
    assert view.upload is not None
    figures, atlas = chosen.figures, cached.atlas()
    options = {area.code: tier_label(area) for area in chosen.places}
    if len(figures.periods) < 2:
        st.info("The file has one period only, so there is nothing to follow over time.")
        return
    chain = [area.code for area in atlas.chain(chosen.area.code) if area.code in options]
    key = f"quick lines {view.upload.key}"
    held = [code for code in st.session_state.get(key, []) if code in options]
    if chosen.area.code not in held:
        held = chain[:_MOST_LINES]
    st.session_state[key] = held
    codes = st.multiselect(
        f"Places, up to {_MOST_LINES}", list(options), max_selections=_MOST_LINES, key=key,
        format_func=lambda code: options.get(code, code),
    )  # fmt: skip
    areas = [atlas[code] for code in codes] or [chosen.area]
    charts = compose.quick_trends(figures, areas, theme(show.is_dark()))
    if not charts:
        st.info("None of these places has a figure.")
        return
    sentence = words.trend_sentence(figures, areas)
    one = Exhibit(
        headline=words.trend_headline(figures, areas),
        subtitle=f"{figures.indicator.label}, all periods of the file",
        sentence=sentence,
        rows=compose.figure_rows_of(figures, areas),
        notes=[chosen.origin],
        name="quick-view-trend",
        indicators=[],
        origin=chosen.origin,
    )
    exhibit(
        one, lambda: draw(charts[0], key="quick trend chart", alternative=sentence),
        key="quick trend",
    )  # fmt: skip
