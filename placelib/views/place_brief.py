"""The brief of a place: its figures, findings, charts, gaps and sources, as plain records."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from placelib.areas.naming import (
    describe_kind,
    describe_kind_briefly,
    describe_members,
    disambiguate_names,
)
from placelib.areas.registry import AreaRegistry
from placelib.database.cache import cached
from placelib.exports import BriefPicture, KeyFigure, Origin, PlaceBrief, Section
from placelib.exports.brief import SHADED
from placelib.exports.editable_chart import EditableChart
from placelib.exports.writers import write_place_pdf
from placelib.formatting import figure_without_unit, listed, sentence_start, unit_after
from placelib.model import Area, Indicator, Observation
from placelib.quadrant import Quadrant
from placelib.quadrant.sentences import (
    describe_leverage,
    describe_understanding,
    explain_bend,
    write_headline,
)
from placelib.statistics.headline_figures import Headline
from placelib.statistics.observations import Gap, Ladder
from placelib.statistics.outliers import Outlier
from placelib.statistics.text import (
    write_trend_headline,
    write_trend_sentence,
    write_verdict_sentence,
)
from placelib.views import (
    assets,
    missing_figures,
    pictures,
    place_map,
    quadrant_charts,
    snapshot_records,
)
from placelib.views import place as place_view
from placelib.views import quadrant as quadrant_view
from placelib.views.observation_rows import build_figure_row
from placelib.views.quadrant_charts import describe_marks
from placelib.views.quadrant_rows import list_point_rows
from placelib.views.sources import credit_publishers, keep_publishers_for

Specification = Mapping[str, Any]
Draw = Callable[[Sequence[Specification]], Sequence[bytes]]

BOUNDARIES = (
    "Boundaries: Office for National Statistics; contains OS data © Crown copyright and database "
    "right."
)
LICENCE = f"Open Government Licence v3.0. {BOUNDARIES}"
KEY_FIGURES, STANDS_OUT, ON_THE_MAP = "Key figures", "What stands out", "On the map"
MISSING, CAUTIONS = "What is missing here, and why", "Read with care"
_KINGDOM = "United Kingdom"
_BELOW_REGIONS = ("ltla", "utla", "cauth")
QUADRANT_CAUTION = (
    "The quadrant is a way to think with. Understanding: how much less you miss by when you guess "
    "a council’s figures from its authority’s averages than from the nation’s figures. Leverage: "
    "who decides about money. It judges nobody."
)
MONEY_SOURCE = (
    "Money: Country and Regional Analysis (HM Treasury) and revenue outturn, what councils report "
    "that they spent (Ministry of Housing, Communities and Local Government)."
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
    editable_trend: EditableChart | None
    place_map: Specification | None
    map_sentence: str
    quadrant: Quadrant | None
    quadrant_figure: Specification | None


def compose_brief(
    facts: PlaceFacts, draw: Draw, link: str, version: str, made_on: date
) -> PlaceBrief:
    """The brief; ``draw`` makes pictures of the charts there are, in one go."""
    wanted: dict[str, Specification] = {}
    if facts.place_map is not None:
        wanted["map"] = _resize(facts.place_map, _PICTURE_WIDTH, 330)
    if facts.trend is not None:
        wanted["trend"] = _resize(facts.trend, _PICTURE_WIDTH, TREND_HEIGHT)
    if facts.quadrant_figure is not None:
        wanted["quadrant"] = _resize(facts.quadrant_figure, _QUADRANT_WIDTH, 400)
    pngs = dict(zip(wanted, draw(list(wanted.values())), strict=True)) if wanted else {}
    indicator = facts.ladder.indicator
    used = [headline.indicator for headline in facts.headlines]
    used += [*(outlier.indicator for outlier in facts.outliers), indicator]
    return PlaceBrief(
        name=facts.area.name,
        about=describe_place(facts.registry, facts.area),
        figures=tuple(build_key_figure(headline) for headline in facts.headlines),
        stands_out=tuple(outlier.sentence for outlier in facts.outliers),
        place_map=_build_map_section(facts, pngs.get("map")),
        trend=_build_trend_section(facts, pngs.get("trend")),
        quadrant=_build_quadrant_section(facts, pngs.get("quadrant")),
        missing=summarise_missing(facts),
        cautions=(INTERVALS, f"{indicator.label}: {indicator.be_careful}", QUADRANT_CAUTION),
        origin=Origin(
            sources=(credit_publishers(used), MONEY_SOURCE),
            licence=LICENCE,
            link=link,
            version=version,
            made_on=made_on,
        ),
        build_on=_build_assets_section(facts.area),
        sources=_credit_sections(facts, version),
    )


def _credit_sections(facts: PlaceFacts, version: str) -> dict[str, str]:
    """What each section of the slides rests on, by its headline: its own publishers only."""
    # Elsewhere, and of England itself, all is held against the United Kingdom.
    is_inside_england = facts.area.is_english and facts.area.level in _BELOW_REGIONS
    nation = facts.area.nation if is_inside_england else None

    def credit(indicators: Sequence[Indicator], wide: Sequence[Indicator] = ()) -> str:
        credited = [*keep_publishers_for(indicators, nation), *wide]
        return credit_publishers(credited) if credited else data

    data = f"Bend the Line, data version {version}."
    # A figure beside the United Kingdom's rests on the agencies of all its nations.
    narrow = [row.indicator for row in facts.headlines if _KINGDOM not in row.verdict_words]
    wide = [row.indicator for row in facts.headlines if _KINGDOM in row.verdict_words]
    tracks = [track.name for track in facts.editable_trend.series] if facts.editable_trend else []
    trend = [facts.ladder.indicator]
    evidence = quadrant_view.list_evidence(facts.quadrant) if facts.quadrant is not None else []
    return {
        KEY_FIGURES: credit(narrow, wide),
        STANDS_OUT: credit([outlier.indicator for outlier in facts.outliers]),
        ON_THE_MAP: BOUNDARIES,
        _head_trend(facts.ladder): credit([], trend) if _KINGDOM in tracks else credit(trend),
        _head_quadrant(facts.quadrant): f"{credit(evidence)} {MONEY_SOURCE}",
        MISSING: data,
        CAUTIONS: data,
    }


def describe_place(registry: AreaRegistry, area: Area) -> str:
    """What the place is and what it belongs to, in two sentences at most."""
    kind = describe_kind(area)
    above = [
        f"{parent.in_sentence} ({describe_kind_briefly(parent)})"
        if parent.nation is not None
        else parent.in_sentence
        for parent in registry.chain(area.code)[1:]
    ]
    if kind == "the whole country":
        return "The whole country."
    article = "An" if kind[0] in "aeiou" else "A"
    sentences = f"{article} {kind}" + (f", part of {listed(above)}." if above else ".")
    if area.level != "ltla" and (members := describe_members(registry.members(area.code))):
        sentences += f" {members}"
    if not area.is_current:
        successors = listed(
            [successor.in_sentence for successor in registry.current_successors(area.code)]
        )
        sentences += f" It ended in {area.ended}; its successors are {successors}."
    return sentences


def build_key_figure(headline: Headline) -> KeyFigure:
    """A headline figure as a card says it."""
    assert headline.observation.value is not None
    verdict = sentence_start(headline.verdict_words)
    if verdict and headline.verdict.kind == "no interval":
        verdict = f"{verdict}; {headline.verdict.why}"
    return KeyFigure(
        label=headline.indicator.label,
        value=figure_without_unit(headline.indicator, headline.observation.value),
        unit="" if headline.indicator.suffix else unit_after(headline.indicator),
        verdict=verdict,
        period=headline.observation.period_label,
    )


def summarise_missing(facts: PlaceFacts) -> Section:
    """What has no figure here and why, with the first few of each reason by name."""
    here = [gap for gap in facts.missing if not gap.is_elsewhere]
    elsewhere = len(facts.missing) - len(here)
    by_reason: dict[str, list[str]] = {}
    for gap in here:
        by_reason.setdefault(gap.why, []).append(gap.indicator.label)
    longest = sorted(by_reason.items(), key=lambda item: -len(item[1]))
    rows = [
        {"Why": sentence_start(why), "Which": _name_some(labels)}
        for why, labels in longest[:_REASONS]
    ]
    rest = sum(len(labels) for _, labels in longest[_REASONS:])
    if rest:
        rows.append({"Why": "Other reasons", "Which": f"{rest} more, named on the live page"})
    of = facts.indicators - elsewhere
    remark = f" ({elsewhere} more are made for other nations alone)" if elsewhere else ""
    sentence = (
        f"Of {of} indicators, {len(here)} have no current figure for "
        f"{facts.area.in_sentence}{remark}."
    )
    return Section(MISSING, sentences=(sentence,), rows=tuple(rows))


def _name_some(labels: Sequence[str]) -> str:
    named = list(labels[:_NAMED])
    rest = len(labels) - len(named)
    return f"{', '.join(named)} and {rest} more" if rest else listed(named)


def _build_assets_section(area: Area) -> Section:
    """What there is to build on: in a brief, as on the page, before what is lacking."""
    rows = assets.list_asset_rows(area.code)
    sources = listed(list(dict.fromkeys(row["Source"] for row in rows)))
    return Section(
        f"What there is to build on in {area.in_sentence}",
        sentences=(assets.write_asset_sentence(area.code),),
        rows=tuple({name: row[name] for name in assets.COLUMNS} for row in rows),
        note=assets.write_asset_note() if rows else "",
        source=f"Sources: {sources}." if sources else "",
    )


def _build_map_section(facts: PlaceFacts, png: bytes | None) -> Section:
    picture = BriefPicture(png, facts.map_sentence) if png else None
    return Section(ON_THE_MAP, picture=picture, sentences=(facts.map_sentence,))


def _build_trend_section(facts: PlaceFacts, png: bytes | None) -> Section:
    sentence = write_trend_sentence(facts.ladder.indicator, facts.area, facts.series)
    has_interval = any(row.has_interval for row in facts.series)
    return Section(
        _head_trend(facts.ladder),
        f"{SHADED} where published" if has_interval else "No 95% interval is published",
        BriefPicture(png, sentence) if png else None,
        tuple(filter(None, (_compare_now(facts.ladder), sentence))),
        chart=facts.editable_trend,
        table=tuple(
            build_figure_row(facts.ladder.indicator, facts.area, row)
            for row in reversed(facts.series)
        ),
    )


def _head_trend(ladder: Ladder) -> str:
    """The latest figure beside the benchmark; better or worse is said of that, not of a change."""
    headline = write_trend_headline(ladder)
    for word in ("better", "worse"):
        headline = headline.replace(f", {word}", f", which is {word}")
    return headline


def _compare_now(ladder: Ladder) -> str:
    """What the headline says, with its size and interval; empty where nothing is judged."""
    compared = write_verdict_sentence(
        ladder, disambiguate_names(rung.area for rung in ladder.rungs)
    )
    return f"In {ladder.period_label}: {compared}" if compared else ""


def _build_quadrant_section(facts: PlaceFacts, png: bytes | None) -> Section:
    quadrant = facts.quadrant
    if quadrant is None:
        words = "The quadrant is drawn for places that exist today."
        return Section(_head_quadrant(quadrant), sentences=(words,))
    sentence = explain_bend(quadrant)
    if quadrant.tiers.middle is None:
        return Section(_head_quadrant(quadrant), sentences=(sentence,))
    return Section(
        _head_quadrant(quadrant),
        picture=BriefPicture(png, sentence) if png else None,
        sentences=(sentence, describe_understanding(quadrant), describe_leverage(quadrant)),
        note=" ".join((*describe_marks(quadrant), *quadrant.notes[:2])),
        table=tuple(list_point_rows(quadrant)),
    )


def _head_quadrant(quadrant: Quadrant | None) -> str:
    return "No quadrant" if quadrant is None else write_headline(quadrant)


def _resize(specification: Specification, width: int, height: int) -> Specification:
    """The chart at the size it has on paper."""
    return {**specification, "width": width, "height": height}


@cached(12)
def build_place_pdf(code: str, link: str, today: date) -> bytes:
    """The two-sided brief of a place as a PDF, made ``today``; ``link`` leads to its live page."""
    return write_place_pdf(build_place_brief(code, link, today))


@cached(12)
def build_place_brief(code: str, link: str, today: date) -> PlaceBrief:
    """What the brief of a place says that is made ``today``, with its charts drawn."""
    version = snapshot_records.get_metadata()["data_version"]
    return compose_brief(gather_place_facts(code), _render_charts, link, version, today)


def _render_charts(specifications: Sequence[Mapping[str, Any]]) -> list[bytes]:
    return pictures.render_pictures(
        tuple(json.dumps(specification) for specification in specifications)
    )


def _choose_trend(code: str) -> str:
    """The slug of what the brief shows over time: the first outlier or headline with a trend.

    England's outliers are about its regions and have none, so its own figures are shown.
    """
    slugs = [outlier.indicator.slug for outlier in place_view.find_place_outliers(code).outliers]
    slugs += [headline.indicator.slug for headline in place_view.build_headlines(code)]
    slugs.append("population-count")
    trends = (slug for slug in slugs if place_view.build_trend_chart(code, slug, dark=False))
    return next(trends, slugs[0])


def gather_place_facts(code: str) -> PlaceFacts:
    """What the brief of a place is made from; all of it is kept elsewhere here."""
    area = snapshot_records.get_registry()[code]
    slug = _choose_trend(code)
    steps, series = place_view.build_place_ladder(code, slug)
    map_chart, sentence = (
        place_map.build_place_map(code, dark=False) if area.is_current else (None, "")
    )
    quadrants = quadrant_view.get_quadrant(code) if area.is_current else None
    has_figure = quadrants is not None and quadrants.tiers.middle is not None
    return PlaceFacts(
        registry=snapshot_records.get_registry(),
        area=area,
        headlines=place_view.build_headlines(code),
        outliers=place_view.find_place_outliers(code).outliers,
        missing=missing_figures.list_missing(code),
        indicators=len(snapshot_records.get_catalogue().indicators),
        ladder=steps,
        series=series.get((slug, code), ()),
        trend=place_view.build_trend_chart(code, slug, TREND_HEIGHT, dark=False),
        editable_trend=place_view.build_editable_trend(code, slug),
        place_map=map_chart,
        map_sentence=sentence,
        quadrant=quadrants,
        quadrant_figure=quadrant_charts.build_quadrant_chart(code, dark=False)
        if has_figure
        else None,
    )
