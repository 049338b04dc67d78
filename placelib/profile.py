"""Everything the page of a place shows, as plain values for the command line."""

from __future__ import annotations

from typing import Any

from placelib import figures
from placelib.areas import Atlas, kind_of
from placelib.headlines import headlines
from placelib.indicators import load_catalogue
from placelib.model import Area
from placelib.sentences import ladder_sentence
from placelib.standouts import load_spreads, needed_codes, standouts
from placelib.store import Store

Values = dict[str, Any]


def area_profile(store: Store, atlas: Atlas, area: Area) -> Values:
    """An area with its tiers, headline figures, standouts, every ladder, and what is missing.

    Values are numbers in the indicator's unit, null where ``missing`` gives the reason.
    """
    catalogue = load_catalogue(store)
    chain = [one.code for one in atlas.chain(area.code)]
    newest = figures.latest(store, needed_codes(atlas, area))
    found = figures.series(store, [one.slug for one in catalogue.held()], chain)
    stands_out = standouts(atlas, catalogue, load_spreads(store), area, newest)
    return {
        **_identity(area),
        "kind": kind_of(area),
        "started": area.started,
        "ended": area.ended,
        "belongs_to": [_identity(one) for one in atlas.chain(area.code)[1:]],
        "holds": [_identity(one) for one in atlas.members(area.code)],
        "successors": [_identity(one) for one in atlas.heirs(area.code)],
        "data": {row["key"]: row["value"] for row in store.rows("build") if row["key"] != "seal"},
        "headlines": [
            {
                "indicator": one.indicator.slug,
                "label": one.indicator.label,
                "value": one.observation.value,
                "period": one.observation.period_label,
                "verdict": one.verdict.kind,
                "words": one.verdict.words,
            }
            for one in headlines(atlas, catalogue, area, newest)
        ],
        "stands_out": [
            {
                "indicator": one.indicator.slug,
                "figures": [
                    {"code": row.area_code, "period": row.period, "value": row.value}
                    for row in one.figures
                ],
                "distance_in_standard_deviations": one.distance,
                "sentence": one.sentence,
            }
            for one in stands_out
        ],
        "indicators": [
            _ladder(figures.ladder(atlas, one, area, found)) for one in catalogue.held()
        ],
        "missing": [
            {"indicator": gap.indicator.slug, "why": gap.why, "period": gap.period_label}
            for gap in figures.gaps(catalogue, area, newest)
        ],
    }


def _identity(area: Area) -> Values:
    return {"code": area.code, "name": area.name, "level": area.level}


def _ladder(one: figures.Ladder) -> Values:
    return {
        "indicator": one.indicator.slug,
        "label": one.indicator.label,
        "topic": one.indicator.topic,
        "period": one.period,
        "period_in_words": one.period_label,
        "verdict": one.verdict.kind,
        "better": one.verdict.better,
        "why": one.verdict.why,
        "benchmark": one.benchmark.code if one.benchmark else None,
        "sentence": ladder_sentence(one),
        "tiers": [
            {
                "code": rung.area.code,
                "name": rung.area.name,
                "value": rung.value,
                "lower": rung.observation.lower if rung.observation else None,
                "upper": rung.observation.upper if rung.observation else None,
                "missing": rung.missing,
            }
            for rung in one.rungs
        ],
    }
