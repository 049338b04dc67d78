"""The sections of a place's brief, each with what it rests on, from the facts gathered for it."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.areas.naming import (
    describe_kind,
    describe_kind_briefly,
    describe_members,
    disambiguate_names,
)
from placelib.areas.registry import AreaRegistry
from placelib.exports import BriefPicture, KeyFigure, Section
from placelib.exports.brief import SHADED
from placelib.formatting import INTERVAL, figure_without_unit, listed, sentence_start, unit_after
from placelib.model import Area, Indicator
from placelib.quadrant import Quadrant
from placelib.quadrant.sentences import (
    describe_leverage,
    describe_understanding,
    explain_bend,
    write_headline,
)
from placelib.statistics.headline_figures import Headline
from placelib.statistics.observations import Ladder
from placelib.statistics.text import (
    write_trend_headline,
    write_trend_sentence,
    write_verdict_sentence,
)
from placelib.views import assets
from placelib.views import quadrant as quadrant_view
from placelib.views.observation_rows import build_figure_row
from placelib.views.place_brief_facts import PlaceFacts
from placelib.views.quadrant_charts import describe_marks
from placelib.views.quadrant_rows import list_point_rows
from placelib.views.sources import credit_publishers, keep_publishers_for

BOUNDARIES = (
    "Boundaries: Office for National Statistics; contains OS data © Crown copyright and database "
    "right."
)
KEY_FIGURES, STANDS_OUT, ON_THE_MAP = "Key figures", "What stands out", "On the map"
MISSING, CAUTIONS = "What is missing here, and why", "Read with care"
_KINGDOM = "United Kingdom"
_BELOW_REGIONS = ("ltla", "utla", "cauth")
MONEY_SOURCE = (
    "Money: Country and Regional Analysis (HM Treasury) and revenue outturn, what councils report "
    "that they spent (Ministry of Housing, Communities and Local Government)."
)
_NAMED = 3
_REASONS = 5


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


def build_map_section(facts: PlaceFacts, png: bytes | None) -> Section:
    """The map with the sentence about it; without its picture the sentence alone."""
    picture = BriefPicture(png, facts.map_sentence) if png else None
    return Section(ON_THE_MAP, picture=picture, sentences=(facts.map_sentence,))


def build_trend_section(facts: PlaceFacts, png: bytes | None) -> Section:
    """The indicator over time: where it stands now, how it went, and the figures of the chart."""
    sentence = write_trend_sentence(facts.ladder.indicator, facts.area, facts.series)
    has_interval = any(row.has_interval for row in facts.series)
    return Section(
        _head_trend(facts.ladder),
        f"{SHADED} where published" if has_interval else f"No {INTERVAL} is published",
        BriefPicture(png, sentence) if png else None,
        tuple(filter(None, (_compare_now(facts.ladder), sentence))),
        chart=facts.editable_trend,
        table=tuple(
            build_figure_row(facts.ladder.indicator, facts.area, row)
            for row in reversed(facts.series)
        ),
    )


def build_quadrant_section(facts: PlaceFacts, png: bytes | None) -> Section:
    """The bend with its two axes in words; why there is none where nothing can be drawn."""
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


def build_assets_section(area: Area) -> Section:
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


def credit_sections(facts: PlaceFacts, version: str) -> dict[str, str]:
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


def _head_quadrant(quadrant: Quadrant | None) -> str:
    return "No quadrant" if quadrant is None else write_headline(quadrant)
