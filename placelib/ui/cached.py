"""The only place that caches: each wrapper is named like the call it wraps, and is bounded.

Everything kept here is read-only and the same for every visitor, so it is shared without copying.
``kept`` keeps an answer with the release of the data that it was worked out from; a page never
sees two releases in one run, and what it has taken from here stays right while a new one arrives.
Workshops belong to no release: Streamlit's own cache keeps them, for a second at most.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import streamlit as st
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from placelib import (
    areas,
    changes,
    figures,
    find,
    headlines,
    indicators,
    quadrant,
    standouts,
    uploads,
)
from placelib.brief import PlaceBrief, place_pdf
from placelib.charts import areas_map, bands, quadrant_all, trends_many
from placelib.charts import map as map_chart
from placelib.charts import map_picture as map_chart_picture
from placelib.charts import pictures as chart_pictures
from placelib.charts import quadrant as quadrant_chart
from placelib.charts import shaded_map as map_shaded
from placelib.charts.map_layout import MapArea
from placelib.charts.parts import axis_text
from placelib.charts.shared import shared_once
from placelib.charts.theme import text_sizes
from placelib.charts.theme import theme as theme_for
from placelib.compare import distribution, peers, silo
from placelib.compare.view import CompareView
from placelib.content import text
from placelib.maps import areas as areas_of_maps
from placelib.maps import shapes
from placelib.maps import words as map_words
from placelib.maps.areas import MapPeriod
from placelib.maps.view import MapView
from placelib.model import ENGLAND, Observation
from placelib.quadrant import across
from placelib.quadrant import alikeness as alikeness_test
from placelib.quadrant.neighbourhoods import DomainShare
from placelib.quadrant.tiers import tiers_of
from placelib.room_words import tier_names
from placelib.store import Row, Store
from placelib.trends.view import TrendsView
from placelib.ui.compare import compose as compose_compare
from placelib.ui.kept import Itself, kept, one_release
from placelib.ui.maps import compose as compose_map
from placelib.ui.maps import listed as map_list
from placelib.ui.places import brief as compose_brief
from placelib.ui.places import compose, detail, gaps
from placelib.ui.places.rows import figure_row
from placelib.ui.quadrants import authority_rows
from placelib.ui.quadrants import rows as quadrant_rows
from placelib.ui.quadrants.rows import Rows
from placelib.ui.rooms import compose as compose_room
from placelib.ui.rooms.compose import QuestionShown
from placelib.ui.tables import arrow
from placelib.ui.trends import compose as compose_trends
from placelib.workshop import rooms, tidy
from placelib.workshop.database import Database
from placelib.workshop.limits import Limits
from placelib.workshop.records import Kind, Room

PLACES = 64
OF_A_BLANK = ("Place", "Code", "Period", "Figure", "Reason for a gap", "Publisher's remark")


def store() -> Store:
    """The open database of this run's release."""
    with one_release() as release:
        return release.store


def ready_to_send(specification: Mapping[str, Any]) -> dict[str, Any]:
    """A finished specification as small as it can be, its figures as Streamlit sends them."""
    return _ready_to_send(Itself(specification))


@kept(4 * PLACES)
def _ready_to_send(specification: Itself[Mapping[str, Any]]) -> dict[str, Any]:
    ready = shared_once(specification.value)
    if "datasets" in ready:
        ready["datasets"] = {
            name: convert_anything_to_arrow_bytes(rows) for name, rows in ready["datasets"].items()
        }
    return ready


def warm() -> None:
    """Read what every page needs. Raises NoDatabase when there are no figures to read."""
    catalogue()
    spreads()
    build_facts()
    place_options()
    other_names()


def warm_quadrants() -> None:
    """Work out what every quadrant needs, which takes some seconds."""
    all_quadrants()
    alikeness()


@kept(1)
def atlas() -> areas.Atlas:
    """All areas."""
    return areas.load_atlas(store())


@kept(1)
def catalogue() -> indicators.Catalogue:
    """All indicators."""
    return indicators.load_catalogue(store())


@kept(1)
def gazetteer() -> find.Gazetteer:
    """All names of all places."""
    return find.load_gazetteer(store(), atlas())


@kept(1)
def spreads() -> standouts.Spreads:
    """How councils spread on each indicator."""
    return standouts.load_spreads(store())


@kept(1)
def evidence() -> quadrant.Evidence:
    """Everything the quadrant is worked out from."""
    return quadrant.load_evidence(store())


@kept(1)
def upload_register() -> uploads.JsonRegister:
    """The places an upload is matched against; of an upload itself nothing is ever cached."""
    return uploads.register_of(store(), atlas())


@kept(1)
def build_facts() -> dict[str, str]:
    """Data version, build date and content hash."""
    return {row["key"]: row["value"] for row in store().rows("build")}


@kept(1)
def versions() -> tuple[changes.Version, ...]:
    """The data versions that the log of changes follows."""
    return changes.load_versions(store())


@kept(PLACES)
def changes_since(
    version: str, indicators: tuple[str, ...], areas: tuple[str, ...]
) -> changes.Since:
    """What changed since a version in the figures of indicators and areas."""
    return changes.changes_since(store(), version, indicators, areas)


@kept(16)
def changes_of(version: str) -> changes.Since:
    """What a version changed in the one before it."""
    return changes.changes_of(store(), version)


@kept(4)
def rows(query: str) -> list[Row]:
    """The rows of a query without parameters: sources, coverage, row_account."""
    return store().rows(query)


@kept(4)
def blanks(slug: str) -> tuple[Observation, ...]:
    """Every observation of an indicator without a value."""
    return figures.blanks(store(), slug)


@kept(4)
def blank_rows(slug: str) -> list[dict[str, str]]:
    """The same as rows of text."""
    one, places = catalogue()[slug], atlas()
    rows = [figure_row(one, places[row.area_code], row) for row in blanks(slug)]
    return [{name: row[name] for name in OF_A_BLANK} for row in rows]


@kept(4)
def blank_table(slug: str) -> pa.Table:
    """The same as a table ready to send."""
    return arrow(blank_rows(slug))


@kept(1)
def place_options() -> dict[str, str]:
    """Every current place by code, with a label that says which of two namesakes it is."""
    return compose.place_options(atlas())


@kept(1)
def other_names() -> dict[str, tuple[str, str]]:
    """Old, short and other languages' names of places: the code, and a note where one is due."""
    return compose.other_names(gazetteer())


@kept(PLACES)
def latest(code: str) -> figures.Latest:
    """The newest observations of an area, of all it belongs to, and of a nation's parts."""
    return figures.latest(store(), standouts.needed_codes(atlas(), atlas()[code]))


@kept(2 * PLACES)
def headline_cards(code: str, dark: bool) -> str:
    """The headline figures of an area as HTML, empty where it has none."""
    found = headlines.headlines(atlas(), catalogue(), atlas()[code], latest(code))
    return compose.headline_cards(found, theme_for(dark)) if found else ""


@kept(PLACES)
def what_stands_out(code: str) -> tuple[standouts.Standout, ...]:
    """Up to five sentences on where a place differs."""
    return standouts.standouts(atlas(), catalogue(), spreads(), atlas()[code], latest(code))


@kept(2 * PLACES)
def missing_lists(code: str, dark: bool) -> str:
    """What a place has no figure for, by reason, as HTML that folds."""
    return gaps.missing_lists(missing(code), theme_for(dark))


@kept(PLACES)
def missing(code: str) -> tuple[figures.Gap, ...]:
    """What a place has no figure for, and why."""
    return figures.gaps(catalogue(), atlas()[code], latest(code))


@kept(4 * PLACES)
def ladders(code: str, topic: str) -> tuple[tuple[figures.Ladder, figures.Series], ...]:
    """The tier ladder and the series of each indicator of a topic, in the catalogue's order."""
    chosen = catalogue().in_topic(topic)
    chain = [area.code for area in atlas().chain(code)]
    found = figures.series(store(), [one.slug for one in chosen], chain)
    return tuple((figures.ladder(atlas(), one, atlas()[code], found), found) for one in chosen)


@kept(4 * PLACES)
def ladder(code: str, slug: str) -> tuple[figures.Ladder, figures.Series]:
    """The tier ladder and the series of one indicator."""
    chain = [area.code for area in atlas().chain(code)]
    found = figures.series(store(), [slug], chain)
    return figures.ladder(atlas(), catalogue()[slug], atlas()[code], found), found


@kept(8 * PLACES)
def topic_rows(code: str, topic: str, dark: bool) -> tuple[tuple[str, str], ...]:
    """One (slug, HTML) an indicator of a topic: figure, verdict, small trend and tier ladder.

    Indicators without a figure at any tier of the place (those of other nations) are left out.
    """
    return tuple(
        (one.indicator.slug, compose.indicator_row(one, found, theme_for(dark)))
        for one, found in ladders(code, topic)
        if any(rung.value is not None for rung in one.rungs)
    )


@kept(4 * PLACES)
def detail_words(code: str, slug: str) -> detail.DetailWords:
    """What is said around the charts of one indicator."""
    one, found = ladder(code, slug)
    return detail.detail_words(atlas()[code], catalogue()[slug], one, found)


@kept(4 * PLACES)
def tier_ladder(code: str, slug: str, dark: bool) -> str:
    """The tier ladder of one indicator as HTML."""
    return compose.tier_ladder(ladder(code, slug)[0], theme_for(dark))


@kept(PLACES)
def parts_ladder(code: str, slug: str, dark: bool) -> str:
    """England's regions or the United Kingdom's nations on one scale, as HTML; else empty."""
    parts, period = standouts.parts_of(atlas(), atlas()[code]), ladder(code, slug)[0].period
    if not parts or period is None:
        return ""
    return compose.parts_ladder(parts, catalogue()[slug], period, latest(code), theme_for(dark))


@kept(4 * PLACES)
def trend_chart(
    code: str, slug: str, dark: bool, height: int = trends_many.HEIGHT
) -> dict[str, Any] | None:
    """The finished specification of a trend chart, None without two periods to draw."""
    _, found = ladder(code, slug)
    indicator = catalogue()[slug]
    drawn = compose.trend_tracks(atlas(), code, indicator, found)
    if not drawn:
        return None
    axis, zero = axis_text(indicator), indicator.zero_baseline
    return trends_many.together(
        drawn, axis, theme=theme_for(dark), from_zero=zero, height=height
    ).to_dict()


@kept(2 * PLACES)
def place_map(code: str, dark: bool) -> tuple[dict[str, Any], str]:
    """The finished specification of a place's map, and its sentence."""
    shown, level, sentence = compose.map_areas(atlas(), store(), code)
    # Nations are tall, and so are the groups of regions.
    height = 320 if atlas()[code].level in {"ltla", "utla", "cauth"} else 440
    specification: dict[str, Any] = map_chart.place_map(
        shown, level, theme_for(dark), height=height
    ).to_dict()
    return specification, sentence


@kept(2 * PLACES)
def map_areas(code: str) -> list[MapArea]:
    """The areas of a place's map, with their roles."""
    return compose.map_areas(atlas(), store(), code)[0]


@kept(2 * PLACES)
def quadrant_of(code: str) -> quadrant.Quadrant:
    """The quadrant of an area."""
    return quadrant.quadrant_of(evidence(), code)


@kept(2 * PLACES)
def quadrant_figure(code: str, dark: bool) -> dict[str, Any]:
    """The finished specification of a place's quadrant."""
    specification: dict[str, Any] = quadrant_chart.quadrant_chart(
        quadrant_of(code), theme_for(dark)
    ).to_dict()
    return specification


@kept(2 * PLACES)
def trends_shown(view: TrendsView) -> compose_trends.TrendsShown:
    """The figures of a state of the Trends page."""
    return compose_trends.trends_shown(store(), atlas(), catalogue(), view)


@kept(2 * PLACES)
def trends_charts(view: TrendsView, dark: bool) -> list[dict[str, Any]]:
    """The finished specifications of a state of the Trends page."""
    return compose_trends.trends_charts(trends_shown(view), view, theme_for(dark))


@kept(2 * PLACES)
def peers_of(view: CompareView) -> peers.PeerSet:
    """The peers that a state of the Compare page asks for."""
    return compose_compare.peers_of(store(), atlas(), view)


@kept(2 * PLACES)
def field_of(view: CompareView, slug: str) -> distribution.Field:
    """The figures of one of the view's indicators for all areas of the place's level."""
    return compose_compare.field_of(store(), atlas(), catalogue(), view, slug)


@kept(PLACES)
def peers_figure(view: CompareView, dark: bool) -> dict[str, Any]:
    """The finished specification of a place beside its peers."""
    field = field_of(view, view.indicator)
    return compose_compare.peers_figure(atlas(), field, peers_of(view), theme_for(dark))


@kept(PLACES)
def distribution_figure(view: CompareView, dark: bool) -> dict[str, Any]:
    """The finished specification of a place among all areas of its level."""
    field = field_of(view, view.indicator)
    return compose_compare.distribution_figure(atlas(), field, peers_of(view), theme_for(dark))


@kept(2 * PLACES)
def relation_of(view: CompareView) -> compose_compare.Relation:
    """The two indicators of a state of the Compare page together."""
    across, up = field_of(view, view.indicator), field_of(view, view.against)
    return compose_compare.relation_of(across, up, view.cut)


@kept(PLACES)
def relation_figure(view: CompareView, dark: bool) -> dict[str, Any]:
    """The finished specification of two indicators together."""
    found = relation_of(view)
    return compose_compare.relation_figure(atlas(), found, peers_of(view), theme_for(dark))


@kept(PLACES)
def grid_of(view: CompareView) -> silo.Grid:
    """The whole grid of a state of the Compare page."""
    return compose_compare.grid_of(store(), atlas(), catalogue(), spreads(), view)


@kept(PLACES)
def grid_shown(view: CompareView) -> silo.Grid:
    """The part of the grid that is shown, in the order that was chosen."""
    return compose_compare.grid_shown(grid_of(view), view)


@kept(PLACES)
def grid_html(view: CompareView, code: str, caption: str, dark: bool) -> str:
    """The grid as HTML; ``code`` is the council that stands out."""
    grid, place = grid_shown(view), atlas()[code]
    benchmark = atlas()[silo.grid_benchmarks(atlas()[view.area])[0]]
    return compose_compare.grid_html(grid, place, benchmark, caption, theme_for(dark))


@kept(PLACES)
def strips_html(view: CompareView, code: str, topic: str | None, caption: str, dark: bool) -> str:
    """The row of one council, ``code``, folded by topic, as HTML."""
    benchmark = atlas()[silo.grid_benchmarks(atlas()[view.area])[0]]
    return compose_compare.strips_html(
        grid_of(view), atlas()[code], benchmark, topic, caption, theme_for(dark)
    )


@kept(2 * PLACES)
def quadrant_with(
    code: str, weights: quadrant.Weights, more_a_head: float = 0.0
) -> quadrant.Quadrant:
    """The quadrant of an area with a reader's weights and money moved."""
    return quadrant.quadrant_of(evidence(), code, weights, more_a_head)


@kept(PLACES)
def authorities_with(weights: quadrant.Weights) -> tuple[quadrant.Quadrant, ...]:
    """The quadrant of every combined authority with a reader's weights."""
    codes = [area.code for area in atlas().current("cauth")]
    return tuple(quadrant.quadrant_of(evidence(), code, weights) for code in codes)


@kept(1)
def all_quadrants() -> tuple[quadrant.Quadrant, ...]:
    """Every combined authority and London's, each followed by its councils."""
    return tuple(quadrant.all_quadrants(evidence()))


@kept(1)
def all_quadrants_as_text() -> Rows:
    """The rows of all quadrants as texts, for downloads."""
    return authority_rows.as_text(authority_rows.table_rows(all_quadrants()))


@kept(2 * PLACES)
def councils_quadrants(code: str) -> tuple[quadrant.Quadrant, ...]:
    """The quadrants of the councils (and counties) inside an authority or a devolved nation."""
    if code in areas.DEVOLVED:
        return tuple(quadrant_of(one.code) for one in atlas().members(code))
    return tuple(across.councils_of(all_quadrants(), code))


@kept(1)
def alikeness() -> tuple[alikeness_test.Alikeness, ...]:
    """Whether authorities are more alike than chance, from the build or else worked out here."""
    stored = alikeness_test.load_alikeness(store())
    if stored is not None:
        return stored
    return tuple(alikeness_test.alikeness(evidence(), alikeness_test.load_neighbours(store())))


@kept(2 * PLACES)
def quadrant_lens(
    code: str, weights: quadrant.Weights, more_a_head: float, dark: bool
) -> dict[str, Any]:
    """The finished specification of a quadrant with every combined authority faint behind."""
    found = quadrant_with(code, weights, more_a_head)
    # Devolved governments are never set beside combined authorities.
    others = () if found.middle_kind == "devolved government" else authorities_with(weights)
    specification: dict[str, Any] = quadrant_chart.quadrant_chart(
        found, theme_for(dark), others=others, height=460
    ).to_dict()
    return specification


@kept(1)
def england_neighbourhoods() -> DomainShare:
    """How much of neighbourhoods' distance their own council's average removes, over England."""
    return across.england_neighbourhoods(evidence())


@kept(16)
def load_shapes(file: str) -> Mapping[str, shapes.Shape]:
    """Where the areas of a map file lie."""
    return shapes.load_shapes(file)


@kept(4 * PLACES)
def map_periods(slug: str, level: str, within: str) -> tuple[MapPeriod, ...]:
    """The periods in which a map of the indicator has a figure."""
    return compose_map.periods_of(atlas(), store(), catalogue(), slug, level, within)


@kept(PLACES)
def map_shown(view: MapView) -> compose_map.MapShown:
    """What a state of the Map page shows."""
    periods = map_periods(view.indicator, view.level, view.within)
    return compose_map.map_shown(atlas(), store(), catalogue(), periods, view)


@kept(PLACES)
def map_headline(view: MapView) -> str:
    """The finding of a state of the Map page."""
    shown = map_shown(view)
    return map_words.map_headline(shown.indicator, shown.found)


@kept(PLACES)
def map_sentence(view: MapView) -> str:
    """What a state of the Map page shows, in words."""
    one = map_shown(view)
    return map_words.map_sentence(
        one.indicator, one.found, view.level, one.within, one.period_label, one.classes
    )


@kept(8)
def map_scopes(level: str) -> dict[str, str]:
    """What a map of a level can be of, by code."""
    return areas_of_maps.scopes(atlas(), level)


@kept(PLACES)
def map_drawing(view: MapView, dark: bool) -> areas_map.Drawing:
    """What the map of a state of the Map page shows."""
    shown = map_shown(view)
    drawn = load_shapes(f"{view.level}.tiles" if view.view == "tiles" else view.level)
    codes = [shown.focus.area.code] if shown.focus else []
    row = store().row("outlines", level=view.level, codes=codes) if codes else None
    on_map = row is not None and view.view == "map"
    point = (row["label_longitude"], row["label_latitude"]) if on_map and row else None
    return compose_map.map_drawing(atlas(), shown, view, drawn, point, dark)


@kept(PLACES)
def map_deck(view: MapView, dark: bool) -> areas_map.CompactDeck:
    """The finished deck of a state of the Map page."""
    shown, drawing = map_shown(view), map_drawing(view, dark)
    return compose_map.map_deck(atlas(), shown, drawing, view.level, dark)


@kept(PLACES)
def map_picture(view: MapView, dark: bool) -> dict[str, Any]:
    """What the browser draws the picture of a state of the Map page from."""
    keys = compose_map.legend_keys(map_shown(view), view, dark)
    notes = [*compose_map.legend_notes(map_shown(view), view), text("boundaries")]
    return map_chart_picture.map_picture(map_drawing(view, dark), keys, notes, theme_for(dark))


@kept(PLACES)
def map_legend(view: MapView, dark: bool) -> str:
    """The legend of a state of the Map page as HTML."""
    return compose_map.legend_html(map_shown(view), view, dark)


@kept(PLACES)
def map_rows(view: MapView) -> str:
    """The list of a state of the Map page as HTML."""
    return map_list.map_list(map_shown(view.drawn), view.sort, view.page)


@kept(2)
def authorities_figure(dark: bool) -> dict[str, Any]:
    """The finished specification of all combined authorities on the two axes."""
    found = across.combined_authorities(all_quadrants())
    specification: dict[str, Any] = quadrant_all.authorities_chart(
        quadrant_of(ENGLAND), found, theme_for(dark)
    ).to_dict()
    return specification


@kept(2)
def authorities_bands(dark: bool) -> dict[str, Any]:
    """The finished specification of all combined authorities' bands."""
    found = across.combined_authorities(all_quadrants())
    shown = [quadrant_rows.band_of(one) for one in found]
    specification: dict[str, Any] = bands.bands_chart(shown, theme_for(dark)).to_dict()
    return specification


@kept(PLACES)
def councils_bands(code: str, dark: bool) -> dict[str, Any]:
    """The finished specification of the bands of a middle tier's councils."""
    shown = [quadrant_rows.band_of(one) for one in councils_quadrants(code)]
    nation = "the UK’s average" if code in areas.DEVOLVED else "England’s average"
    rules = ((0.0, nation), (50.0, "halfway"), (100.0, "the council"))
    specification: dict[str, Any] = bands.bands_chart(shown, theme_for(dark), rules=rules).to_dict()
    return specification


@kept(PLACES)
def shaded_map(view: MapView, dark: bool) -> dict[str, Any]:
    """The finished specification of a state of the Map page without a graphics card."""
    shown = map_shown(view)
    keys = compose_map.legend_keys(shown, view, dark)
    chosen = shown.focus.area.code if shown.focus else ""
    # Tiles stand elsewhere than the areas that are drawn here.
    marker = map_drawing(replace(view, view="map"), dark).marker
    ring = marker.ring if marker else None
    specification: dict[str, Any] = map_shaded.shaded_map(
        compose_map.placed_words(shown), keys, view.level, chosen, ring, theme_for(dark)
    ).to_dict()
    return specification


# Pictures and files are bytes that a download copies anyway; few are kept, as each is large.
@kept(12)
def pictures(specifications: tuple[str, ...]) -> list[bytes]:
    """A high-resolution PNG of each finished specification, which is given as JSON."""
    return chart_pictures.pictures([json.loads(one) for one in specifications])


@kept(12)
def place_brief(code: str, link: str) -> bytes:
    """The two-sided brief of a place as a PDF; ``link`` leads to its live page."""
    return place_pdf(place_records(code, link))


@kept(12)
def place_records(code: str, link: str) -> PlaceBrief:
    """What the brief of a place says, with its charts drawn."""
    version, today = build_facts()["data_version"], datetime.now(tz=UTC).date()
    return compose_brief.place_brief(place_facts(code), _drawn, link, version, today)


def _drawn(specifications: Sequence[Mapping[str, Any]]) -> list[bytes]:
    return pictures(tuple(json.dumps(one) for one in specifications))


def place_facts(code: str) -> compose_brief.PlaceFacts:
    """What the brief of a place is made from; all of it is kept elsewhere here."""
    area, found = atlas()[code], what_stands_out(code)
    shown = headlines.headlines(atlas(), catalogue(), area, latest(code))
    # The first finding that has a trend; England's are about its regions, so its own figures are.
    slugs = [one.indicator.slug for one in found] + [one.indicator.slug for one in shown]
    slugs.append("population-count")
    slug = next((one for one in slugs if trend_chart(code, one, False)), slugs[0])
    steps, series = ladder(code, slug)
    drawn, sentence = place_map(code, False) if area.is_current else (None, "")
    quadrants = quadrant_of(code) if area.is_current else None
    has_figure = quadrants is not None and quadrants.middle is not None
    return compose_brief.PlaceFacts(
        atlas=atlas(),
        area=area,
        headlines=shown,
        standouts=found,
        missing=missing(code),
        indicators=len(catalogue().indicators),
        ladder=steps,
        series=series.get((slug, code), ()),
        trend=trend_chart(code, slug, False, compose_brief.TREND_HEIGHT),
        place_map=drawn,
        map_sentence=sentence,
        quadrant=quadrants,
        quadrant_figure=quadrant_figure(code, False) if has_figure else None,
    )


@st.cache_resource(show_spinner=False, max_entries=1)
def workshops() -> Database:
    """The open database of workshops; what is too old is deleted now and once a day."""
    opened = Database()
    tidy.keep_tidy(opened)
    return opened


@st.cache_resource(show_spinner=False, max_entries=1)
def limits() -> Limits:
    """The limits on how fast people may do things."""
    return Limits()


@st.cache_resource(show_spinner=False, max_entries=1, ttl=1)
def live() -> dict[int, Room]:
    """Every running workshop: one reading a second, however many people look on."""
    return rooms.live(workshops())


@st.cache_resource(show_spinner=False, max_entries=PLACES, ttl=1)
def room(workshop: int, all_: bool = False) -> Room:
    """One workshop with what may be seen of it, or with every answer."""
    return rooms.room(workshops(), workshop, all_=all_)


def room_now(workshop: int) -> Room:
    """A workshop as of at most a second ago."""
    return live().get(workshop) or room(workshop)


@kept(PLACES)
def question_shown(one: Room, kind: Kind, present: bool, height: int, dark: bool) -> QuestionShown:
    """The chart and the sentence of a room's question, drawn anew when an answer changes."""
    look = (theme_for(dark), text_sizes(present), height)
    names = tier_names(tiers_of(atlas(), one.workshop.area))
    found = quadrant_of(one.workshop.area)
    return compose_room.question_shown(one, kind, names, found, look)


def forget_rooms() -> None:
    """Read the workshops anew, because this visitor has just changed one."""
    live.clear()
    room.clear()
