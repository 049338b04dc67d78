"""Everything the page of a place shows, as plain values for the command line."""

from __future__ import annotations

from typing import Any

from placelib.areas.naming import describe_kind
from placelib.areas.registry import AreaRegistry
from placelib.database.connection import CHECKSUM_KEY, Store
from placelib.model import Area
from placelib.statistics import observations
from placelib.statistics.catalogue import load_catalogue
from placelib.statistics.comparison import BenchmarkVerdict
from placelib.statistics.district_spread import load_spreads
from placelib.statistics.headline_figures import Headline, choose_headlines
from placelib.statistics.outliers import (
    Outlier,
    find_outliers,
    list_needed_codes,
    load_recent_figures,
)
from placelib.statistics.text import write_ladder_sentence

Values = dict[str, Any]


def build_area_profile(store: Store, registry: AreaRegistry, area: Area) -> Values:
    """An area with its tiers, headline figures, outliers, every ladder, and what is missing.

    Values are numbers in the indicator's unit, null where ``missing`` gives the reason.
    """
    catalogue = load_catalogue(store)
    chain = [parent.code for parent in registry.chain(area.code)]
    codes = list_needed_codes(registry, area)
    newest = observations.read_latest(store, codes)
    series = observations.read_series(
        store, [indicator.slug for indicator in catalogue.with_data()], chain
    )
    recent = load_recent_figures(store, codes, newest)
    choice = find_outliers(registry, catalogue, load_spreads(store), area, recent)
    return {
        **_identify(area),
        "kind": describe_kind(area),
        "started": area.started,
        "ended": area.ended,
        "belongs_to": [_identify(parent) for parent in registry.chain(area.code)[1:]],
        "holds": [_identify(member) for member in registry.members(area.code)],
        "successors": [
            _identify(successor) for successor in registry.current_successors(area.code)
        ],
        "data": {
            row["key"]: row["value"] for row in store.rows("metadata") if row["key"] != CHECKSUM_KEY
        },
        "headlines": [
            _describe_headline(headline)
            for headline in choose_headlines(registry, catalogue, area, series)
        ],
        "stands_out": [_describe_outlier(outlier) for outlier in choice.outliers],
        "compared": choice.compared,
        "indicators": [
            _list_ladder(observations.build_ladder(registry, indicator, area, series))
            for indicator in catalogue.with_data()
        ],
        "missing": [
            {"indicator": gap.indicator.slug, "why": gap.why, "period": gap.period_label}
            for gap in observations.list_gaps(catalogue, area, newest)
        ],
    }


def _identify(area: Area) -> Values:
    return {"code": area.code, "name": area.name, "level": area.level}


def _describe_headline(headline: Headline) -> Values:
    return {
        "indicator": headline.indicator.slug,
        "label": headline.indicator.label,
        "value": headline.observation.value,
        "period": headline.observation.period_label,
        "verdict": headline.verdict.kind,
        "words": headline.verdict.words,
    }


def _describe_outlier(outlier: Outlier) -> Values:
    return {
        "indicator": outlier.indicator.slug,
        "figures": [
            {"code": row.area_code, "period": row.period, "value": row.value}
            for row in outlier.figures
        ],
        "distance": outlier.distance,
        "weight": outlier.weight,
        "sentence": outlier.sentence,
    }


def _list_difference(verdict: BenchmarkVerdict) -> Values:
    """The place's figure less its benchmark's with the 95% interval; null where there is none."""
    difference = verdict.difference
    return {
        "difference": difference.size if difference else None,
        "difference_lower": difference.lower if difference else None,
        "difference_upper": difference.upper if difference else None,
    }


def _list_ladder(ladder: observations.Ladder) -> Values:
    return {
        "indicator": ladder.indicator.slug,
        "label": ladder.indicator.label,
        "topic": ladder.indicator.topic,
        "period": ladder.period,
        "period_in_words": ladder.period_label,
        "verdict": ladder.verdict.kind,
        "better": ladder.verdict.better,
        "why": ladder.verdict.why,
        **_list_difference(ladder.verdict),
        "benchmark": ladder.benchmark.code if ladder.benchmark else None,
        "sentence": write_ladder_sentence(ladder),
        "tiers": [
            {
                "code": rung.area.code,
                "name": rung.area.name,
                "value": rung.value,
                "lower": rung.observation.lower if rung.observation else None,
                "upper": rung.observation.upper if rung.observation else None,
                "missing": rung.missing,
            }
            for rung in ladder.rungs
        ],
    }
