"""The fourth step of a quick view: the figures on a map, over time, beside others, in a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from placelib.areas.naming import name_for_file
from placelib.content import text
from placelib.markdown import plain_markdown
from placelib.model import Area
from placelib.query_params import BETWEEN
from placelib.quickview.description import Description, describe_origin
from placelib.quickview.disclosure import count_small
from placelib.quickview.figures import UploadedFigures
from placelib.quickview.joined import list_places
from placelib.quickview.per_head import CHOICES, can_divide
from placelib.ui import router
from placelib.ui.components import first_screen, page_address, remembered_area, url_widgets
from placelib.ui.components.brief_files import BriefParts, show_brief_files
from placelib.ui.quick_view import charts, comparisons
from placelib.ui.quick_view import table as quick_table
from placelib.ui.quick_view.describe import show_measure_choice
from placelib.ui.quick_view.selection import Selection, show_kept_choice
from placelib.ui.quick_view.state import QuickView
from placelib.urls import AREA, AREAS, COMPARE, INDICATOR, MAP, PERIOD, PLACE, QUICK, TRENDS, Page
from placelib.views import local_brief, snapshot_records, visit_figures
from placelib.views import place as place_view

VIEWS = {
    "map": "Map", "trend": "Over time", "peers": "Beside peers", "all": "Among all",
    "two": "Beside an official indicator", "quadrant": "Quadrant", "table": "Table and downloads",
}  # fmt: skip
_DRAW = {
    "map": charts.show_map,
    "trend": charts.show_trend,
    "peers": comparisons.show_beside_peers,
    "all": comparisons.show_among_all,
    "two": comparisons.show_beside_official,
    "quadrant": comparisons.show_quadrant,
    "table": quick_table.show_uploaded_table,
}


def show_view_step(view: QuickView) -> None:
    """The measure, the place and the period; then one of the views, the only one that runs."""
    if view.upload is None or not view.upload.measures:
        st.info("There is no figure to show yet. Go back to step 2 and put the reading right.")
        return
    if view.upload.reading.verdict == "ask":
        st.info("A question that is needed is still open: answer it in step 2.")
        return
    title = st.container()
    with first_screen.open_controls(f"{view.current().name} · uploaded"):
        # “Show” and the place depend on what is chosen among the options, so they are filled later.
        show_slot, place_slot = st.container(width="content"), st.container(width=190)
        options = st.popover("Options")
    with options, url_widgets.show_labels():
        show_measure_choice(view)
        described, per_head_key = _offer_per_head(view, view.description(view.current()))
    figures = _get_figures(view, described.per)
    selection = _choose_subject(view, figures, title, options, place_slot, per_head_key)
    if selection is None:
        with title:
            first_screen.show_title(figures.indicator.label)
        st.info("No figure of this measure belongs to a place of today. The table has all of them.")
        quick_table.show_figures(view, figures)
    else:
        key = f"quick view {view.upload.key}"
        first = "Map" if figures.indicator.standardised else "List"
        with show_slot:
            show_kept_choice(
                "Show", {**VIEWS, "map": first}, key=key, first="map", buttons=True,
                is_labelled=False,
            )  # fmt: skip
        _DRAW[st.session_state[key]](view, selection)
        _show_ways_on(selection)
        _show_brief(selection)
    _show_remarks(view, described, figures)


def _show_ways_on(selection: Selection) -> None:
    """The same measure on the pages of the official indicators, which offer it for this visit."""
    slug, code = selection.figures.indicator.slug, selection.area.code
    registry = snapshot_records.get_registry()
    tiers = [area.code for area in registry.chain(code) if area.code in selection.figures.areas]
    ways: tuple[tuple[str, Page, dict[str, str]], ...] = (
        ("On the map", MAP, {AREA: code, PERIOD: selection.period}),
        ("Over time", TRENDS, {AREAS: BETWEEN.join(tiers)}),
        ("Compare", COMPARE, {AREA: code}),
        ("On the page of the place", PLACE, {AREA: code}),
    )
    st.markdown(text("quick_elsewhere"))
    with st.container(horizontal=True, gap="small"):
        for label, page, settings in ways:
            if st.button(label, key=f"quick way {page.path}"):
                st.switch_page(router.get_page(page), query_params={INDICATOR: slug, **settings})


def _show_brief(selection: Selection) -> None:
    """The local brief of the place in focus, as a PDF and as slides."""
    figures, area, period = selection.figures, selection.area, selection.period
    st.markdown(text("local_brief", place=plain_markdown(area.in_sentence)))
    link = page_address.build_address(QUICK, {})

    def compose_parts() -> BriefParts:
        return BriefParts(
            local_brief.write_brief_title(figures, area),
            "A local brief: uploaded figures beside official ones",
            local_brief.compose_local_brief(figures, area, period),
            link,
        )

    with st.container(horizontal=True, gap="small"):
        show_brief_files(compose_parts, name=f"local-brief-{name_for_file(area)}")


def _show_remarks(view: QuickView, described: Description, figures: UploadedFigures) -> None:
    """What a visitor should know of the measure as it is shown: hidden, guessed, former places."""
    assert view.upload is not None
    reading = view.upload.reading
    if figures.twice:
        st.warning(
            "1 figure repeats a place and a period and is left out here: the first stands."
            if figures.twice == 1
            else f"{figures.twice:,} figures repeat a place and a period and are left out here: "
            "the first stands."
        )
    small = count_small(reading, view.current(), described)
    if small and described.small != "show":
        hidden = "1 count" if small == 1 else f"{small:,} counts"
        st.caption(f"Hidden, and asked about in step 3: {hidden} from 1 to 9.")
    if reading.summed and described.kind == "count":
        areas = "1 area" if len(reading.summed) == 1 else f"{len(reading.summed):,} areas"
        st.warning(
            f"The figures of {areas} are added up from those of former ones, as counts may be. If "
            "the measure is a rate, a price or an average, say so in step 3."
        )
    if view.measure not in view.descriptions:
        st.caption("Title, unit and kind of this measure are a guess: put them right in step 3.")
    former = sum(not area.is_current for area in figures.areas.values())
    if former:
        places_not_shown = "1 former place" if former == 1 else f"{former:,} former places"
        st.caption(
            f"Not shown here: {places_not_shown} of the file, for which today’s map has no place. "
            "The table and the downloads have all."
        )


def _get_figures(view: QuickView, per: int) -> UploadedFigures:
    """The figures of the measure on show, which other pages reach under the same name."""
    measures = visit_figures.get_measures()
    assert measures is not None
    slug = measures.write_slug(view.find_number(view.current()), per)
    return visit_figures.get_uploaded_figures(slug)


def _offer_per_head(view: QuickView, described: Description) -> tuple[Description, str]:
    """Offer to divide a count by the official population, where a period fits one year's.

    The description as it is then shown, and the key of the widget, empty where none is offered.
    """
    assert view.upload is not None
    if described.kind != "count":
        return described, ""
    reading = view.upload.reading
    labels = {reading.table.period[row] for row in view.current().rows}
    if not can_divide(labels, str(reading.period_reading.get("years_are", ""))):
        st.caption(
            "The periods are not years, so no year’s population belongs to them: no rate is "
            "offered."
        )
        return described, ""
    key = f"quick per {view.upload.key} {view.measure}"
    options = {str(per): words for per, words in CHOICES.items()}
    show_kept_choice(
        "Divide by the official mid-year population of the same year?", options, key=key,
        first="0", buttons=True,
    )  # fmt: skip
    return replace(described, per=int(st.session_state[key])), key


def _choose_subject(
    view: QuickView,
    figures: UploadedFigures,
    title: DeltaGenerator,
    options: DeltaGenerator,
    place_slot: DeltaGenerator,
    per_head_key: str,
) -> Selection | None:
    """The place and period that every view is about; None without any place of today."""
    assert view.upload is not None
    by_period: Mapping[str, str] = {
        label: words
        for label, words in reversed(list(figures.periods.items()))
        if list_places(figures, label)
    }
    if not by_period:
        return None
    upload_key = view.upload.key
    newest = figures.newest if figures.newest in by_period else next(iter(by_period))
    with options:
        show_kept_choice("Period", by_period, key=f"quick period shown {upload_key}", first=newest)
    period = st.session_state[f"quick period shown {upload_key}"]
    places = list_places(figures, period)
    labels = {
        code: place_view.build_place_options().get(code, area.name) for code, area in places.items()
    }
    key = f"quick place shown {upload_key}"
    last = remembered_area.get_last_code()
    first = last if last in places else next(iter(places))
    with place_slot:
        show_kept_choice("Place in focus", labels, key=key, first=first, is_labelled=False)
    area: Area = places[st.session_state[key]]
    is_chosen_key = f"quick place chosen {upload_key}"
    if last in places or area.code != first:
        st.session_state[is_chosen_key] = True
    return Selection(
        figures=figures,
        area=area,
        period=period,
        places=tuple(places.values()),
        origin=describe_origin(figures.indicator),
        title=title,
        options=options,
        is_chosen=is_chosen_key in st.session_state,
        per_head_key=per_head_key,
    )
