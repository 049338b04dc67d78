"""What a quadrant rests on, as rows of text for tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from placelib.formatting import number, sentence_start
from placelib.markdown import plain_markdown
from placelib.quadrant import Quadrant, build_table_row
from placelib.quadrant.pairs import AuthorityPair
from placelib.quadrant.records import QuadrantFigure, TierFacts
from placelib.quadrant.understanding_readings import GroupReading, IndicatorSpread, SharedReading
from placelib.statistics.catalogue import Catalogue
from placelib.urls import PLACE, address, place_parameters

Rows = list[dict[str, str]]
# In a cell of a table; “not stated” and 0 are something else.
NO_FIGURE = "–"
# Indicators named where the needs of drawn councils differ: a table for one screen.
MOST_NEEDS = 10


def format_score(value: float | None) -> str:
    """A reading from 0 to 100 without decimals, a dash for none."""
    return NO_FIGURE if value is None else number(value)


def format_range(low: float | None, high: float | None) -> str:
    """Two ends in words: “25 to 52”, a dash for none."""
    return NO_FIGURE if low is None or high is None else f"{number(low)} to {number(high)}"


def format_percent(share: float | None, decimals: int = 0) -> str:
    """A share from 0 to 1 as a percentage, a dash for none."""
    return NO_FIGURE if share is None else f"{number(100 * share, decimals)}%"


def list_point_rows(quadrant: Quadrant) -> Rows:
    """The marks of the chart: both ends, the middle with its ends, and why a reading is missing."""
    tiers, reading, leverage = quadrant.tiers, quadrant.understanding, quadrant.leverage
    local = "Its councils" if tiers.is_whole else sentence_start(tiers.area.in_sentence)
    nation = sentence_start((tiers.nation or tiers.area).in_sentence)
    rows = [_build_point(local, "100", "", "0", "", "By definition")]
    if tiers.middle is not None:
        remarks = [reading.why, leverage.why]
        rows.append(
            _build_point(
                sentence_start(tiers.middle_words),
                format_score(reading.score),
                format_range(reading.low, reading.high),
                format_score(leverage.headline),
                format_range(leverage.low, leverage.high),
                sentence_start("; ".join(why for why in remarks if why)),
            )
        )
    return [*rows, _build_point(nation, "0", "", "100", "", "By definition")]


def _build_point(
    who: str, u: str, interval: str, leverage: str, reach: str, why: str
) -> dict[str, str]:
    return {
        "Who": who,
        "Understanding": u,
        "Likely range": interval,
        "Leverage": leverage,
        "Range of readings": reach,
        "Remarks": why,
    }


def list_choice_rows(group: GroupReading) -> Rows:
    """The same reading under other choices; a column of numbers beside what was chosen."""
    return [
        {"Choice": sentence_start(choice.choice), "Understanding": format_score(choice.score)}
        for choice in group.choices
    ]


def list_topic_rows(group: GroupReading) -> Rows:
    """The headline, then each topic with enough indicators, as shared variance and its interval."""
    rows = [_build_reading_row("All indicators", group.headline)]
    rows += [
        _build_reading_row(sentence_start(topic.topic), topic.reading) for topic in group.topics
    ]
    return rows


def _build_reading_row(name: str, reading: SharedReading) -> dict[str, str]:
    return {
        "Indicators on": name,
        "How many": str(reading.indicators),
        "Understanding": format_score(reading.score),
        "Likely range": format_range(reading.low, reading.high),
    }


def list_indicator_rows(quadrant: Quadrant, topic: str, catalogue: Catalogue) -> Rows:
    """The indicators of a topic, each a link to its place on the area's page, with its source."""
    spreads = quadrant.group.indicators if quadrant.group else ()
    return [
        _build_indicator_row(quadrant.code, spread, catalogue)
        for spread in spreads
        if spread.topic == topic
    ]


def _build_indicator_row(
    code: str, spread: IndicatorSpread, catalogue: Catalogue
) -> dict[str, str]:
    link = address(PLACE, place_parameters(code, spread.slug))
    indicator = catalogue[spread.slug]
    sources = ", ".join(
        f"[{plain_markdown(name)}]({url})"
        for name, url in zip(indicator.source_orgs, indicator.source_urls, strict=True)
    )
    return {
        "Indicator": f"[{plain_markdown(spread.label)}]({link})",
        "Period": spread.period_label,
        "Councils from each other": number(spread.within, 2),
        "Councils from the nation": number(spread.from_nation, 2),
        "Source": sources,
    }


def list_boundary_rows(readings: Mapping[str, tuple[int, SharedReading]]) -> Rows:
    """Boundaries by what they are called, each with its councils and their shared reading."""
    return [
        {
            "Boundary": name,
            "Councils": str(councils),
            "Understanding": format_score(reading.score),
            "Likely range": format_range(reading.low, reading.high),
        }
        for name, (councils, reading) in readings.items()
    ]


def list_need_rows(group: GroupReading) -> Rows:
    """The indicators on which the councils of a group stand furthest from each other."""
    spreads = sorted(group.indicators, key=lambda spread: (-spread.within, spread.label))
    return [
        {
            "Indicator": plain_markdown(spread.label),
            "Topic": sentence_start(spread.topic),
            "From each other": number(spread.within, 2),
            "From England": number(spread.from_nation, 2),
        }
        for spread in spreads[:MOST_NEEDS]
    ]


def list_council_rows(councils: Sequence[Quadrant]) -> Rows:
    """Each council of an authority: how far it is from the nation and from the authority."""
    return [
        {
            "Council": f"{council.name} (county)"
            if council.tiers.kind == "county"
            else council.name,
            "From the nation": _format_distance(
                council.council.from_nation if council.council else None
            ),
            "From the authority": _format_distance(
                council.council.from_group if council.council else None
            ),
            "Understanding": format_score(council.understanding.score),
            "Likely range": format_range(council.understanding.low, council.understanding.high),
            "Remarks": sentence_start(council.understanding.why or ""),
        }
        for council in councils
    ]


def _format_distance(value: float | None) -> str:
    return NO_FIGURE if value is None else number(value, 2)


def list_fact_rows(facts: Sequence[TierFacts]) -> Rows:
    """Facts on each tier that are never put on an axis."""
    return [
        {
            "Tier": sentence_start(tier.name),
            "Residents": NO_FIGURE if tier.population is None else number(tier.population),
            "Residents for each councillor": _format_measure(tier.residents_per_councillor),
            "Residents for each MP": _format_measure(tier.residents_per_mp),
            "England’s indicators published for it": format_percent(tier.published_share),
        }
        for tier in facts
    ]


def _format_measure(measure: QuadrantFigure) -> str:
    return number(measure.value) if measure.value is not None else measure.why or NO_FIGURE


def list_pair_rows(pairs: Sequence[AuthorityPair], names: Mapping[str, str]) -> Rows:
    """The pairs of authorities that differ, the one with less understanding first."""
    different = [pair for pair in pairs if pair.is_different]
    different.sort(key=lambda pair: (names[pair.lower_code], names[pair.higher_code]))
    return [
        {
            "Less": names[pair.lower_code],
            "More": names[pair.higher_code],
            "Apart by": number(pair.difference),
            "By luck alone, allowing for all pairs": format_percent(pair.adjusted, 1),
        }
        for pair in sorted(
            pairs, key=lambda pair: (names[pair.lower_code], names[pair.higher_code])
        )
        if pair.is_different
    ]


def list_chance_rows(authorities: Sequence[Quadrant]) -> Rows:
    """Each authority against random groups of any districts and of districts of like type."""
    rows = []
    for quadrant in authorities:
        row = {
            "Authority": quadrant.name,
            "Understanding": format_score(quadrant.understanding.score),
        }
        for heading, place in (("Any", quadrant.chance), ("Like", quadrant.like_chance)):
            test = place.test if place else None
            band = place.band if place else None
            row[f"{heading} districts, middle 90%"] = (
                NO_FIGURE if band is None else format_range(band.low, band.high)
            )
            row[f"{heading} districts, as high"] = format_percent(
                test.share_as_high if test else None, 1
            )
            row[f"{heading} districts, allowing for all"] = format_percent(
                test.adjusted if test else None, 1
            )
        rows.append(row)
    return rows


def list_authority_rows(quadrants: Sequence[Quadrant]) -> list[dict[str, Any]]:
    """The table of authorities or councils: numbers as numbers, so that they sort."""
    return [_build_table_row(build_table_row(quadrant)) for quadrant in quadrants]


def _build_table_row(row: dict[str, Any]) -> dict[str, Any]:
    def tenth(name: str) -> float | None:
        return None if row[name] is None else round(row[name], 1)

    share = row["published_share"]
    return {
        "Name": f"{row['name']} (county)" if row["level"] == "utla" else row["name"],
        "Understanding": tenth("u"),
        "Likely from": tenth("u_low"),
        "Likely to": tenth("u_high"),
        "Chance from": tenth("chance_05"),
        "Chance to": tenth("chance_95"),
        "Leverage": tenth("l_place"),
        "Readings from": tenth("l_place_low"),
        "Readings to": tenth("l_place_high"),
        "All spending": tenth("l_all"),
        "Indicators published, %": None if share is None else round(100 * share),
        "Verdict": sentence_start(row["verdict"]),
        "Remarks": sentence_start("; ".join(dict.fromkeys(row["why"].values()))),
        "Code": row["code"],
    }


def convert_rows_to_text(rows: Sequence[dict[str, Any]]) -> Rows:
    """The rows of a table as text, for a download; nothing where there is no number."""
    return [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in rows]
