"""What a quadrant rests on, as rows of text for tables; knows no Streamlit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from placelib.charts.bands import Band
from placelib.formatting import number, sentence_start
from placelib.markdown import plain_markdown
from placelib.quadrant import Quadrant
from placelib.quadrant.components import Closeness, Measure, Money
from placelib.quadrant.records import TierFacts
from placelib.statistics.catalogue import Catalogue
from placelib.urls import PLACE, address, place_parameters

Rows = list[dict[str, str]]
_ADDRESS = re.compile(r"https?://[^\s()<>]+")


def hundred(value: float | None) -> str:
    """A share from 0 to 1 on the scale of the chart, a dash for none."""
    return "–" if value is None else number(value * 100)


def percent(value: float | None) -> str:
    """A share as a percentage with one decimal, a dash for none."""
    return "–" if value is None else f"{number(value * 100, 1)}%"


def pounds(value: float | None) -> str:
    """Whole pounds, a dash for none."""
    return "–" if value is None else f"£{number(value)}"


def point_rows(found: Quadrant) -> Rows:
    """The tiers of the chart: where each stands, or why it has no point."""
    tiers = [one for one in (found.local, found.middle, found.national) if one is not None]
    return [
        {
            "Tier": sentence_start(one.name),
            "Understanding": hundred(one.understanding),
            "Leverage": hundred(one.leverage),
            "Why there is no point": one.why or "",
        }
        for one in tiers
    ]


def topic_rows(found: Quadrant) -> Rows:
    """U1 over all topics and by topic, with its variants and the raw gaps."""
    picture = found.understanding.picture
    first = [_closeness("All topics", picture)] if picture else []
    return first + [
        _closeness(sentence_start(one.topic or ""), one) for one in found.understanding.topics
    ]


def _closeness(name: str, one: Closeness) -> dict[str, str]:
    def deviations(gap: float | None) -> str:
        return "–" if gap is None else number(gap, 2)

    return {
        "Topic": name,
        "Indicators": str(one.indicators),
        "Understanding": hundred(one.inclusive),
        "Council left out": hundred(one.leave_one_out),
        "With absolute gaps": hundred(one.absolute),
        "Gap to the middle, SD": deviations(one.gap_middle),
        "Gap to the nation, SD": deviations(one.gap_national),
    }


def indicator_rows(found: Quadrant, topic: str, catalogue: Catalogue) -> Rows:
    """The indicators of a topic, each a link to its place on the area's page, with its source."""
    rows = []
    for gap in found.understanding.gaps:
        if gap.topic != topic:
            continue
        link = address(PLACE, place_parameters(found.code, gap.slug))
        one = catalogue[gap.slug]
        sources = ", ".join(
            f"[{plain_markdown(name)}]({url})"
            for name, url in zip(one.source_orgs, one.source_urls, strict=True)
        )
        rows.append(
            {
                "Indicator": f"[{plain_markdown(gap.label)}]({link})",
                "Period": gap.period_label,
                "Gap to the middle, SD": number(gap.gap_middle, 2),
                "Gap to the nation, SD": number(gap.gap_national, 2),
                "Source": sources,
            }
        )
    return rows


def neighbourhood_rows(found: Quadrant) -> Rows:
    """How much of the neighbourhoods' distance from England each tier's average removes."""
    return [
        {
            "Domain": sentence_start(one.label),
            "Council's average": hundred(one.local),
            "Middle tier's average": hundred(one.middle),
        }
        for one in found.understanding.neighbourhoods
    ]


def money_rows(found: Quadrant) -> Rows:
    """The money of the local and the middle tier, with its year."""
    return [_money("Local", found.leverage.local), _money("Middle", found.leverage.middle)]


def _money(tier: str, one: Money) -> dict[str, str]:
    return {
        "Tier": tier,
        "Who": sentence_start(one.name),
        "£ a head": pounds(one.pounds_a_head),
        "Share of public spending": percent(one.tier_share),
        "Council tax of own spending": percent(one.tax_share),
        "Year": ", ".join(sorted({year for _, year in one.years}))
        or sentence_start(one.why or "not known"),
    }


def measure_rows(found: Quadrant) -> Rows:
    """Every measured component of leverage, or the reason there is none."""
    leverage = found.leverage
    measures = {
        "Money, councils and authority together (L1 pooled)": leverage.l1_pooled,
        "Money, the authority alone (L1 stand-alone)": leverage.l1_standalone,
        "Council tax as a share of own spending": leverage.l2,
    }
    return [_measure(name, one) for name, one in measures.items()]


def _measure(name: str, one: Measure) -> dict[str, str]:
    return {"Measure": name, "Of 100": hundred(one.value), "Why there is none": one.why or ""}


def fact_rows(facts: Sequence[TierFacts]) -> Rows:
    """Facts on each tier that are never put on an axis."""
    return [
        {
            "Tier": sentence_start(one.name),
            "Residents": "–" if one.population is None else number(one.population),
            "Residents for each councillor": _counted(one.residents_per_councillor),
            "Residents for each MP": _counted(one.residents_per_mp),
            "England’s indicators published for it": percent(one.published_share),
        }
        for one in facts
    ]


def _counted(one: Measure) -> str:
    return number(one.value) if one.value is not None else one.why or "–"


def influence_rows(found: Quadrant) -> Rows:
    """How far each choice alone moves the answer, strongest first."""
    drawn = found.uncertainty
    return [
        {
            "Choice": sentence_start(one.choice),
            "Moves the distance from the line by": f"{number(one.moves * 100)} of 100",
        }
        for one in (drawn.influences if drawn else ())
    ]


def band_of(found: Quadrant) -> Band:
    """The figure, the band and the figure without the place, for the chart of bands."""
    picture, drawn = found.understanding.picture, found.uncertainty
    name = f"{found.name} (county)" if found.kind == "county" else found.name

    def scaled(value: float | None) -> float | None:
        return None if value is None else 100 * value

    return Band(
        name=name,
        value=scaled(picture.inclusive if picture else None),
        low=scaled(drawn.u1_low if drawn else None),
        high=scaled(drawn.u1_high if drawn else None),
        other=scaled(picture.leave_one_out if picture else None),
    )


def source_link(title: str, address: str) -> str:
    """A source as Markdown: a link where it has an address and nothing else beside it."""
    name = plain_markdown(title)
    return f"[{name}]({address})" if _ADDRESS.fullmatch(address) else name
