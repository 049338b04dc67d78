"""The brief of a place: its figures, findings, charts, gaps and sources, as plain records."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from placelib.areas.naming import describe_kind, describe_kind_briefly, describe_members
from placelib.areas.registry import AreaRegistry
from placelib.database.cache import cached
from placelib.exports import KeyFigure, Origin, Picture, PlaceBrief, Section, place_pdf
from placelib.formatting import listed, sentence_start, short_figure, unit_after
from placelib.model import Area, Observation
from placelib.quadrant import Quadrant
from placelib.quadrant.sentences import (
    describe_bend,
    describe_leverage,
    describe_understanding,
    write_headline,
)
from placelib.statistics.headline_figures import Headline
from placelib.statistics.observations import Gap, Ladder
from placelib.statistics.outliers import Outlier
from placelib.statistics.text import trend_headline, trend_sentence
from placelib.views import missing_figures, pictures, snapshot_records
from placelib.views import place as place_view
from placelib.views import quadrant as quadrant_view
from placelib.views.sources import credit_publishers

Specification = Mapping[str, Any]
Draw = Callable[[Sequence[Specification]], Sequence[bytes]]

LICENCE = (
    "Open Government Licence v3.0. Boundaries: Office for National Statistics; contains OS data "
    "© Crown copyright and database right."
)
QUADRANT_CAUTION = (
    "The quadrant is a way to think with: understanding says how far one picture of several "
    "councils fits each of them, leverage who decides about money. It judges nobody."
)
BAND_NOTE = (
    "Bar: the 90% interval of understanding. Grey: neighbouring districts picked at random, as "
    "many. Thin bar: the range of readings of leverage."
)
MONEY_SOURCE = (
    "Money: Country and Regional Analysis (HM Treasury) and revenue outturn (Ministry of Housing, "
    "Communities and Local Government)."
)
INTERVALS = (
    "Higher and lower are said only where the published 95% interval leaves no doubt; where no "
    "interval is published, that is said instead."
)
_NAMED = 3
_REASONS = 5
# Pixels before a picture is drawn large: side by side on paper, and the quadrant beside its text.
TREND_HEIGHT = 270
_PICTURE_WIDTH = 430
_QUADRANT_WIDTH = 480


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """Everything a place's brief is made from, as the page of the place has it."""

    registry: AreaRegistry
    area: Area
    headlines: Sequence[Headline]
    outliers: Sequence[Outlier]
    missing: Sequence[Gap]
    indicators: int
    ladder: Ladder
    series: tuple[Observation, ...]
    trend: Specification | None
    place_map: Specification | None
    map_sentence: str
    quadrant: Quadrant | None
    quadrant_figure: Specification | None


def place_brief(facts: PlaceFacts, draw: Draw, link: str, version: str, made: date) -> PlaceBrief:
    """The brief; ``draw`` makes pictures of the charts there are, in one go."""
    wanted: dict[str, Specification] = {}
    if facts.place_map is not None:
        wanted["map"] = _sized(facts.place_map, _PICTURE_WIDTH, 330)
    if facts.trend is not None:
        wanted["trend"] = _sized(facts.trend, _PICTURE_WIDTH, TREND_HEIGHT)
    if facts.quadrant_figure is not None:
        wanted["quadrant"] = _sized(facts.quadrant_figure, _QUADRANT_WIDTH, 400)
    drawn = dict(zip(wanted, draw(list(wanted.values())), strict=True)) if wanted else {}
    indicator = facts.ladder.indicator
    used = [one.indicator for one in facts.headlines]
    used += [*(one.indicator for one in facts.outliers), indicator]
    return PlaceBrief(
        name=facts.area.name,
        about=about(facts.registry, facts.area),
        figures=tuple(key_figure(one) for one in facts.headlines),
        stands_out=tuple(one.sentence for one in facts.outliers),
        place_map=_map(facts, drawn.get("map")),
        trend=_trend(facts, drawn.get("trend")),
        quadrant=_quadrant(facts, drawn.get("quadrant")),
        missing=missing(facts),
        cautions=(INTERVALS, f"{indicator.label}: {indicator.be_careful}", QUADRANT_CAUTION),
        origin=Origin((credit_publishers(used), MONEY_SOURCE), LICENCE, link, version, made),
    )


def about(registry: AreaRegistry, area: Area) -> str:
    """What the place is and what it belongs to, in two sentences at most."""
    kind = describe_kind(area)
    above = [
        f"{one.in_sentence} ({describe_kind_briefly(one)})"
        if one.nation is not None
        else one.in_sentence
        for one in registry.chain(area.code)[1:]
    ]
    if kind == "the whole country":
        return "The whole country."
    article = "An" if kind[0] in "aeiou" else "A"
    said = f"{article} {kind}" + (f", part of {listed(above)}." if above else ".")
    if area.level != "ltla" and (members := describe_members(registry.members(area.code))):
        said += f" {members}"
    if not area.is_current:
        heirs = listed([one.in_sentence for one in registry.heirs(area.code)])
        said += f" It ended in {area.ended}; its successors are {heirs}."
    return said


def key_figure(one: Headline) -> KeyFigure:
    """A headline figure as a card says it."""
    assert one.observation.value is not None
    said = ""
    if one.indicator.standardised and one.has_benchmark:
        words = one.verdict.why if one.verdict.kind == "cannot say" else one.verdict.words
        said = sentence_start(words or "")
        if one.verdict.kind == "no interval":
            said = f"{said}; no interval published"
    return KeyFigure(
        label=one.indicator.label,
        value=short_figure(one.indicator, one.observation.value),
        unit="" if one.indicator.suffix else unit_after(one.indicator),
        verdict=said,
        period=one.observation.period_label,
    )


def missing(facts: PlaceFacts) -> Section:
    """What has no figure here and why, with the first few of each reason by name."""
    here = [gap for gap in facts.missing if not gap.is_elsewhere]
    elsewhere = len(facts.missing) - len(here)
    by_reason: dict[str, list[str]] = {}
    for gap in here:
        by_reason.setdefault(gap.why, []).append(gap.indicator.label)
    longest = sorted(by_reason.items(), key=lambda item: -len(item[1]))
    rows = [
        {"Why": sentence_start(why), "Which": _some(labels)} for why, labels in longest[:_REASONS]
    ]
    rest = sum(len(labels) for _, labels in longest[_REASONS:])
    if rest:
        rows.append({"Why": "Other reasons", "Which": f"{rest} more, named on the live page"})
    of = facts.indicators - elsewhere
    made = f" ({elsewhere} more are made for other nations alone)" if elsewhere else ""
    sentence = (
        f"Of {of} indicators, {len(here)} have no current figure for "
        f"{facts.area.in_sentence}{made}."
    )
    return Section("What is missing here, and why", sentences=(sentence,), rows=tuple(rows))


def _some(labels: Sequence[str]) -> str:
    named = list(labels[:_NAMED])
    rest = len(labels) - len(named)
    return f"{', '.join(named)} and {rest} more" if rest else listed(named)


def _map(facts: PlaceFacts, png: bytes | None) -> Section:
    picture = Picture(png, facts.map_sentence) if png else None
    return Section("On the map", picture=picture, sentences=(facts.map_sentence,))


def _trend(facts: PlaceFacts, png: bytes | None) -> Section:
    sentence = trend_sentence(facts.ladder.indicator, facts.area, facts.series)
    return Section(
        trend_headline(facts.ladder),
        "Shaded: 95% interval where published",
        Picture(png, sentence) if png else None,
        (sentence,),
    )


def _quadrant(facts: PlaceFacts, png: bytes | None) -> Section:
    quadrant = facts.quadrant
    if quadrant is None:
        words = "The quadrant is drawn for places that exist today."
        return Section("No quadrant", sentences=(words,))
    sentence = describe_bend(quadrant)
    if quadrant.tiers.middle is None:
        return Section(write_headline(quadrant), sentences=(sentence,))
    return Section(
        write_headline(quadrant),
        picture=Picture(png, sentence) if png else None,
        sentences=(sentence, describe_understanding(quadrant), describe_leverage(quadrant)),
        note=" ".join((BAND_NOTE, *quadrant.notes[:2])),
    )


def _sized(specification: Specification, width: int, height: int) -> Specification:
    """The chart at the size it has on paper."""
    return {**specification, "width": width, "height": height}


@cached(12)
def build_place_pdf(code: str, link: str) -> bytes:
    """The two-sided brief of a place as a PDF; ``link`` leads to its live page."""
    return place_pdf(build_place_brief(code, link))


@cached(12)
def build_place_brief(code: str, link: str) -> PlaceBrief:
    """What the brief of a place says, with its charts drawn."""
    version, today = snapshot_records.get_metadata()["data_version"], datetime.now(tz=UTC).date()
    return place_brief(gather_place_facts(code), _render_charts, link, version, today)


def _render_charts(specifications: Sequence[Mapping[str, Any]]) -> list[bytes]:
    return pictures.render_pictures(tuple(json.dumps(one) for one in specifications))


def gather_place_facts(code: str) -> PlaceFacts:
    """What the brief of a place is made from; all of it is kept elsewhere here."""
    area, found = snapshot_records.get_registry()[code], place_view.find_outliers(code).outliers
    shown = place_view.build_headlines(code)
    # The first finding that has a trend; England's are about its regions, so its own figures are.
    slugs = [one.indicator.slug for one in found] + [one.indicator.slug for one in shown]
    slugs.append("population-count")
    slug = next((one for one in slugs if place_view.build_trend_chart(code, one, False)), slugs[0])
    steps, series = place_view.build_ladder(code, slug)
    drawn, sentence = place_view.build_place_map(code, False) if area.is_current else (None, "")
    quadrants = quadrant_view.get_quadrant(code) if area.is_current else None
    has_figure = quadrants is not None and quadrants.tiers.middle is not None
    return PlaceFacts(
        registry=snapshot_records.get_registry(),
        area=area,
        headlines=shown,
        outliers=found,
        missing=missing_figures.list_missing(code),
        indicators=len(snapshot_records.get_catalogue().indicators),
        ladder=steps,
        series=series.get((slug, code), ()),
        trend=place_view.build_trend_chart(code, slug, False, TREND_HEIGHT),
        place_map=drawn,
        map_sentence=sentence,
        quadrant=quadrants,
        quadrant_figure=quadrant_view.build_quadrant_chart(code, False) if has_figure else None,
    )
