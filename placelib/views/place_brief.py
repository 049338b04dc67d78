"""The brief of a place, put together and written: its sections, with their pictures drawn."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from placelib.database.cache import cached
from placelib.exports import Origin, PlaceBrief
from placelib.exports.writers import write_place_pdf
from placelib.formatting import INTERVAL
from placelib.views import pictures, snapshot_records
from placelib.views.place_brief_facts import (
    TREND_HEIGHT,
    PlaceFacts,
    Specification,
    gather_place_facts,
)
from placelib.views.place_brief_sections import (
    BOUNDARIES,
    MONEY_SOURCE,
    build_assets_section,
    build_key_figure,
    build_map_section,
    build_quadrant_section,
    build_trend_section,
    credit_sections,
    describe_place,
    summarise_missing,
)
from placelib.views.sources import credit_publishers

Draw = Callable[[Sequence[Specification]], Sequence[bytes]]

LICENCE = f"Open Government Licence v3.0. {BOUNDARIES}"
QUADRANT_CAUTION = (
    "The quadrant is a way to think with: how much closer an authority’s averages are to its "
    "councils’ own figures than the nation’s figures are, and who decides about money. It judges "
    "nobody."
)
INTERVALS = (
    f"Higher and lower are said only where the published {INTERVAL} leaves no doubt; where no "
    "interval is published, that is said instead."
)
# Pixels before a picture is drawn large: side by side on paper, and the quadrant beside its text.
_PICTURE_WIDTH = 430
_QUADRANT_WIDTH = 480


@cached(12)
def build_place_pdf(code: str, link: str, today: date) -> bytes:
    """The two-sided brief of a place as a PDF, made ``today``; ``link`` leads to its live page."""
    return write_place_pdf(build_place_brief(code, link, today))


@cached(12)
def build_place_brief(code: str, link: str, today: date) -> PlaceBrief:
    """What the brief of a place says that is made ``today``, with its charts drawn."""
    version = snapshot_records.get_metadata()["data_version"]
    return compose_brief(gather_place_facts(code), _render_charts, link, version, today)


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
        place_map=build_map_section(facts, pngs.get("map")),
        trend=build_trend_section(facts, pngs.get("trend")),
        quadrant=build_quadrant_section(facts, pngs.get("quadrant")),
        missing=summarise_missing(facts),
        cautions=(INTERVALS, f"{indicator.label}: {indicator.be_careful}", QUADRANT_CAUTION),
        origin=Origin(
            sources=(credit_publishers(used), MONEY_SOURCE),
            licence=LICENCE,
            link=link,
            version=version,
            made_on=made_on,
        ),
        build_on=build_assets_section(facts.area),
        sources=credit_sections(facts, version),
    )


def _resize(specification: Specification, width: int, height: int) -> Specification:
    """The chart at the size it has on paper."""
    return {**specification, "width": width, "height": height}


def _render_charts(specifications: Sequence[Mapping[str, Any]]) -> list[bytes]:
    return pictures.render_pictures(
        tuple(json.dumps(specification) for specification in specifications)
    )
