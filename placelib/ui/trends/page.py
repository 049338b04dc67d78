"""The Trends page: one indicator over time for up to ten places."""

from __future__ import annotations

import streamlit as st

from placelib.areas.naming import label_among
from placelib.content import text
from placelib.formatting import INTERVAL, INTERVAL_MEANING, listed, number, sentence_start
from placelib.markdown import plain_markdown
from placelib.model import Area
from placelib.statistics.observations import explain_missing
from placelib.trends.settings import (
    BAND_CHOICES,
    MOST_AREAS,
    MOST_TOGETHER,
    VIEWS,
    TrendsView,
    read_trends_view,
)
from placelib.trends.text import (
    explain_brackets,
    write_benchmark_gap_headline,
    write_benchmark_gap_sentence,
    write_figures_sentence,
    write_index_headline,
    write_index_sentence,
    write_trends_headline,
)
from placelib.trends.trajectories import count_gaps, find_quality
from placelib.ui import frame
from placelib.ui.components import (
    chart_display,
    first_screen,
    indicator_list,
    page_address,
    present_mode,
    url_widgets,
)
from placelib.ui.components.chart_block import ChartBlock, build_notes
from placelib.ui.components.share import note_view
from placelib.urls import AREAS, BANDS, FROM, INDICATOR, TO, TRENDS, VIEW
from placelib.views import indicator_notes, snapshot_records, visit_figures
from placelib.views import place as place_view
from placelib.views import trends as trends_view
from placelib.views.observation_rows import Figure, build_figure_row, build_marked_row
from placelib.views.table_rows import RowsOnRequest
from placelib.views.trends import TrendsContent, describe_benchmark_gap

_COLUMNS = 3
# The title while there is nothing to say.
_NO_FINDING = "Trends"


def show_trends_page() -> None:
    """The whole page, as the address asks for it."""
    frame.show_body(_show_content)


def _show_content() -> None:
    view, notes = read_trends_view(
        snapshot_records.get_registry(),
        page_address.list_offered_indicators(),
        st.query_params.to_dict(),
    )
    content = trends_view.build_trends(view)
    first_screen.show_title(_write_headline(content, view) if content.tracks else _NO_FINDING)
    with first_screen.open_controls(_summarise(content)):
        _show_controls(content, view)
    for note in notes:
        st.warning(plain_markdown(note))
    if content.silent and view.is_uploaded:
        _explain_file(content, view)
    for area in () if view.is_uploaded else content.silent:
        st.info(plain_markdown(_explain_silence(content, area)))
    if not content.tracks:
        if content.why_not:
            st.info(plain_markdown(f"This view cannot be drawn: {content.why_not}."))
        elif not view.areas:
            st.info("Choose at least one place.")
        return
    if not present_mode.is_on():
        _show_period_note(content, view)
    block = _build_block(content, view)
    first_screen.show_main_chart(block, lambda: _draw(content, view), key="trends")
    if present_mode.is_on():
        return
    _show_other_sentences(content, view)
    st.markdown(indicator_notes.write_cautions(content.indicator))
    title = f"{content.indicator.label}: {_list_names(content)}"
    note_view(TRENDS, view.settings(), title)


def _summarise(content: TrendsContent) -> str:
    """What the controls are set to: “Employment rate · Liverpool and 3 more”."""
    if not content.areas:
        return f"{content.indicator.label} · Choose places"
    others = len(content.areas) - 1
    first = content.areas[0].name
    return f"{content.indicator.label} · {f'{first} and {others} more' if others else first}"


def _show_controls(content: TrendsContent, view: TrendsView) -> None:
    indicator_list.show_indicator_list(
        "Indicator", INDICATOR, view.indicator, key="trends indicator"
    )
    with first_screen.open_popover("Places", key="trends places") as is_open:
        if is_open:
            _show_places(view)
    url_widgets.show_choice("Show", VIEW, VIEWS, view.view, key="trends view")
    with first_screen.open_popover("Options", key="trends options") as is_open:
        if is_open:
            url_widgets.show_choice(
                f"{INTERVAL}s", BANDS, BAND_CHOICES, view.bands, key="trends bands"
            )
            if content.tracks:
                _show_periods(content, view)


def _show_places(view: TrendsView) -> None:
    url_widgets.show_multilist(
        f"Places, up to {MOST_AREAS}; the sentence is about the first",
        AREAS,
        place_view.build_place_options(),
        view.areas,
        most=MOST_AREAS,
        key="trends areas",
    )
    if view.areas:
        _show_tiers(view)


def _show_period_note(content: TrendsContent, view: TrendsView) -> None:
    """Say so where the address asks for a period in which the first place has no figure."""
    periods = trends_view.list_periods(content)
    if any(period and period not in periods for period in (view.start, view.end)):
        name = plain_markdown(content.tracks[0].area.name)
        st.info(f"{name} has no figure for a period of the link: another is compared instead.")


def _show_periods(content: TrendsContent, view: TrendsView) -> None:
    """Which two periods are compared; none to choose in other views or with fewer than three."""
    periods = trends_view.list_periods(content)
    if view.view != "figures" or len(periods) < 3:
        return
    left, right = st.columns(2)
    end = view.end if view.end in periods else list(periods)[-1]
    start = view.start if view.start in periods else trends_view.find_start(content, end)
    with left:
        # Of less than a year of months no period is compared until somebody chooses it.
        starts = periods if start else {"": "Choose a period", **periods}
        url_widgets.show_list("Compare", FROM, starts, start, key="trends from")
    with right:
        url_widgets.show_list("with", TO, periods, end, key="trends to")


def _show_tiers(view: TrendsView) -> None:
    first = snapshot_records.get_registry()[view.areas[0]]
    chain = snapshot_records.get_registry().chain(first.code)
    above = {parent.code: label_among(parent, chain) for parent in chain[1:]}
    if above:
        url_widgets.show_shortcuts(
            f"What {first.in_sentence} belongs to",
            AREAS,
            above,
            view.areas,
            most=MOST_AREAS,
            key=f"trends above {first.code}",
        )


def _explain_silence(content: TrendsContent, area: Area) -> str:
    newest = place_view.get_latest_observations(area.code).get((content.indicator.slug, area.code))
    why = explain_missing(content.indicator, area) if newest is None else newest.gap or "no figure"
    return f"{area.name} has no figure: {why}."


def _explain_file(content: TrendsContent, view: TrendsView) -> None:
    """Which of the places the file leaves out; where it has none of them, a way to those it has."""
    if content.tracks:
        names = listed([area.in_sentence for area in content.silent])
        st.info(plain_markdown(f"Your file has no figure for {names}."))
        return
    places = visit_figures.list_places_with_figures(view.indicator)[:MOST_TOGETHER]
    indicator_list.offer_places(view.indicator, content.silent, AREAS, places)


def _draw(content: TrendsContent, view: TrendsView) -> None:
    charts = trends_view.build_trends_charts(view, dark=chart_display.is_dark())
    if len(charts) == 1:
        chart_display.show_chart(
            charts[0],
            key="trends chart",
            alternative=_write_sentence(content, view, 0),
            is_uploaded=view.is_uploaded,
        )
        return
    for start in range(0, len(charts), _COLUMNS):
        columns = st.columns(_COLUMNS)
        for index, chart in enumerate(charts[start : start + _COLUMNS], start=start):
            with columns[index - start]:
                words = _write_sentence(content, view, index)
                chart_display.show_chart(
                    chart,
                    key=f"trends panel {index}",
                    alternative=words,
                    columns=_COLUMNS,
                    is_uploaded=view.is_uploaded,
                )


def _write_sentence(content: TrendsContent, view: TrendsView, index: int) -> str:
    track = content.tracks[index]
    if content.base is not None:
        return write_index_sentence(content.indicator, track, content.base.period_label)
    if content.benchmark is not None:
        return write_benchmark_gap_sentence(
            content.indicator, track, content.benchmark, content.benchmark_rows
        )
    wider = content.wider if index == 0 else None
    return write_figures_sentence(content.indicator, track, view.start, view.end, wider)


def _write_headline(content: TrendsContent, view: TrendsView) -> str:
    first = content.tracks[0]
    if content.base is not None:
        return write_index_headline(content.indicator, first, content.base.period_label)
    if content.benchmark is not None:
        return write_benchmark_gap_headline(
            content.indicator, first, content.benchmark, content.benchmark_rows
        )
    return write_trends_headline(content.indicator, first, view.start, view.end)


def _build_block(content: TrendsContent, view: TrendsView) -> ChartBlock:
    names = _list_names(content)
    return ChartBlock(
        headline=_write_headline(content, view),
        subtitle=_write_subtitle(content, view, names),
        sentence=explain_brackets(_write_sentence(content, view, 0)),
        rows=RowsOnRequest(
            sum(len(track.plotted) for track in content.tracks), lambda: _list_rows(content)
        ),
        notes=build_notes([content.indicator], [f"Places: {names}"], TRENDS, view.settings()),
        name=f"trends-{content.indicator.slug}",
        indicators=[content.indicator],
        figures=[
            Figure(content.indicator, track.area, observation)
            for track in content.tracks
            for observation in reversed(track.published)
        ],
        editable=trends_view.build_editable_trends(content, view),
        stage_key=f"Shaded: {INTERVAL}." if _has_band(content, view) else "",
    )


def _list_names(content: TrendsContent) -> str:
    return listed([track.area.name for track in content.tracks])


def _has_band(content: TrendsContent, view: TrendsView) -> bool:
    """True where the first place's line lies in the band of its published intervals."""
    return view.bands != "none" and any(row.has_interval for row in content.tracks[0].published)


def _write_subtitle(content: TrendsContent, view: TrendsView, names: str) -> str:
    measure = content.indicator.label
    if content.base is not None:
        measure = f"{measure}, {content.base.period_label} = 100"
    if content.benchmark is not None:
        measure = f"{measure}, difference from {content.benchmark.in_sentence}"
    notes = [f"{measure}: {names}"]
    if _has_band(content, view):
        notes.append(f"Shaded: {INTERVAL}, {INTERVAL_MEANING}")
    if content.base is not None:
        notes.append("the sampling error of what it is held against is left out")
    if any(find_quality(row) for track in content.tracks for row in track.published):
        notes.append("Hollow: provisional, or the publisher calls it unreliable")
    gaps = count_gaps(content.indicator, content.tracks)
    if gaps:
        counted = listed([f"{why} ({count})" for why, count in gaps.items()])
        notes.append(f"Crosses at the foot, no figure: {counted}")
    if content.indicator.experimental:
        notes.append("Official statistics in development")
    return ". ".join(sentence_start(note) for note in notes)


def _list_rows(content: TrendsContent) -> list[dict[str, str]]:
    rows = []
    build_row = build_marked_row if content.indicator.is_uploaded else build_figure_row
    for track in content.tracks:
        for point, published in zip(
            reversed(track.plotted), reversed(track.published), strict=True
        ):
            row = build_row(content.indicator, track.area, published)
            if content.base is not None:
                row[f"Index, {content.base.period_label} = 100"] = (
                    number(point.value, 1) if point.value is not None else ""
                )
            if content.benchmark is not None:
                row[f"Beside {content.benchmark.name}"] = (
                    describe_benchmark_gap(content, published)
                    if point.value is not None
                    else point.gap or ""
                )
            rows.append(row)
    return rows


def _show_other_sentences(content: TrendsContent, view: TrendsView) -> None:
    if len(content.tracks) < 2:
        return
    with st.expander("The same in words for the other places", type="compact"):
        sentences = [
            _write_sentence(content, view, index) for index in range(1, len(content.tracks))
        ]
        st.markdown("\n".join(f"- {plain_markdown(sentence)}" for sentence in sentences))
        st.markdown(text("trends_test"))
