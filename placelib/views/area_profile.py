"""Everything the page of a place shows, as plain values for the command line."""

from __future__ import annotations

from typing import Any

from placelib.areas.naming import describe_kind
from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.model import Area
from placelib.statistics import observations
from placelib.statistics.catalogue import load_catalogue
from placelib.statistics.comparison import Verdict
from placelib.statistics.headline_figures import choose_headlines
from placelib.statistics.outliers import (
    find_outliers,
    load_recent_figures,
    load_spreads,
    needed_codes,
)
from placelib.statistics.text import ladder_sentence

Values = dict[str, Any]


def area_profile(store: Store, registry: AreaRegistry, area: Area) -> Values:
    """An area with its tiers, headline figures, outliers, every ladder, and what is missing.

    Values are numbers in the indicator's unit, null where ``missing`` gives the reason.
    """
    catalogue = load_catalogue(store)
    chain = [one.code for one in registry.chain(area.code)]
    codes = needed_codes(registry, area)
    newest = observations.latest(store, codes)
    found = observations.series(store, [one.slug for one in catalogue.with_data()], chain)
    recent = load_recent_figures(store, codes, newest)
    choice = find_outliers(registry, catalogue, load_spreads(store), area, recent)
    return {
        **_identity(area),
        "kind": describe_kind(area),
        "started": area.started,
        "ended": area.ended,
        "belongs_to": [_identity(one) for one in registry.chain(area.code)[1:]],
        "holds": [_identity(one) for one in registry.members(area.code)],
        "successors": [_identity(one) for one in registry.heirs(area.code)],
        "data": {
            row["key"]: row["value"] for row in store.rows("metadata") if row["key"] != "seal"
        },
        "headlines": [
            {
                "indicator": one.indicator.slug,
                "label": one.indicator.label,
                "value": one.observation.value,
                "period": one.observation.period_label,
                "verdict": one.verdict.kind,
                "words": one.verdict.words,
            }
            for one in choose_headlines(registry, catalogue, area, found)
        ],
        "stands_out": [
            {
                "indicator": one.indicator.slug,
                "figures": [
                    {"code": row.area_code, "period": row.period, "value": row.value}
                    for row in one.figures
                ],
                "distance": one.distance,
                "weight": one.weight,
                "sentence": one.sentence,
            }
            for one in choice.outliers
        ],
        "compared": choice.compared,
        "indicators": [
            _ladder(observations.ladder(registry, one, area, found))
            for one in catalogue.with_data()
        ],
        "missing": [
            {"indicator": gap.indicator.slug, "why": gap.why, "period": gap.period_label}
            for gap in observations.gaps(catalogue, area, newest)
        ],
    }


def _identity(area: Area) -> Values:
    return {"code": area.code, "name": area.name, "level": area.level}


def _difference(verdict: Verdict) -> Values:
    """The place's figure less its benchmark's with the 95% interval; null where there is none."""
    gap = verdict.gap
    return {
        "difference": gap.size if gap else None,
        "difference_lower": gap.lower if gap else None,
        "difference_upper": gap.upper if gap else None,
    }


def _ladder(one: observations.Ladder) -> Values:
    return {
        "indicator": one.indicator.slug,
        "label": one.indicator.label,
        "topic": one.indicator.topic,
        "period": one.period,
        "period_in_words": one.period_label,
        "verdict": one.verdict.kind,
        "better": one.verdict.better,
        "why": one.verdict.why,
        **_difference(one.verdict),
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
