"""What the views of the Compare page show, of official or of uploaded figures."""

from __future__ import annotations

from typing import Any

from placelib.charts.theme import theme
from placelib.compare.distribution import Field, load_field
from placelib.compare.peers import PeerSet, choose_peer_set
from placelib.compare.relation import (
    CutChoice,
    count_quarters,
    cut_at,
    find_quarter,
    keep_level,
    pair_figures,
)
from placelib.compare.sector_view import Profiles, SectorReading, load_profiles, read_sector
from placelib.compare.settings import CompareView
from placelib.database.cache import cached
from placelib.statistics.ranks import RankRange, load_rank
from placelib.views import snapshot_records, visit_figures
from placelib.views.compare_charts import Relation, draw_distribution, draw_peers, draw_relation

# How many states of the page the cache of a builder remembers.
STATES = 64


def relate_fields(across: Field, up: Field, choice: CutChoice) -> Relation:
    """The two fields together, cut as chosen."""
    all_pairs = pair_figures(across, up)
    counted = keep_level(all_pairs, across)
    cut = cut_at(choice, across, up, counted)
    area_pair = next((pair for pair in all_pairs if pair.code == across.area.code), None)
    area_quarter = find_quarter(area_pair, cut) if area_pair is not None else None
    alike = count_quarters(counted, cut)[area_quarter] if area_quarter is not None else 0
    return Relation(
        across=across,
        up=up,
        pairs=all_pairs,
        counted=counted,
        area_pair=area_pair,
        cut=cut,
        alike=alike,
    )


@cached(2 * STATES)
def get_peers(view: CompareView) -> PeerSet:
    """The peers that a state of the Compare page asks for."""
    registry = snapshot_records.get_registry()
    return choose_peer_set(
        registry,
        snapshot_records.get_store(),
        registry[view.area],
        view.peers,
        view.chosen_peers,
        mixed=view.is_mixed,
    )


@cached(2 * STATES)
def get_field(view: CompareView, slug: str) -> Field:
    """The figures of an indicator, official or uploaded, for all areas of the place's level."""
    registry = snapshot_records.get_registry()
    return load_field(
        visit_figures.get_figures(slug),
        registry,
        visit_figures.find_indicator(slug),
        registry[view.area],
        get_peers(view).areas,
    )


@cached(STATES)
def get_rank(view: CompareView) -> RankRange | None:
    """The range of ranks of the place among all areas of its level; None for totals too."""
    field = get_field(view, view.indicator)
    is_ranked = field.indicator.standardised and field.area.code in field.areas
    if field.area_row is None or not is_ranked:
        return None
    store = snapshot_records.get_store()
    return load_rank(store, field.area.level, field.area_row, field.valued)


@cached(STATES)
def build_peers_chart(view: CompareView, *, dark: bool) -> dict[str, Any]:
    """The finished specification of a place beside its peers."""
    field = get_field(view, view.indicator)
    return draw_peers(snapshot_records.get_registry(), field, get_peers(view), theme(dark=dark))


@cached(STATES)
def build_distribution_chart(view: CompareView, *, dark: bool) -> dict[str, Any]:
    """The finished specification of a place among all areas of its level."""
    field = get_field(view, view.indicator)
    return draw_distribution(
        snapshot_records.get_registry(), field, get_peers(view), theme(dark=dark)
    )


@cached(2 * STATES)
def get_relation(view: CompareView) -> Relation:
    """The two indicators of a state of the Compare page together."""
    across, up = get_field(view, view.indicator), get_field(view, view.against)
    return relate_fields(across, up, view.cut)


@cached(STATES)
def build_relation_chart(view: CompareView, *, dark: bool, has_peer_names: bool) -> dict[str, Any]:
    """The finished specification of two indicators together."""
    return draw_relation(
        snapshot_records.get_registry(),
        get_relation(view),
        get_peers(view),
        theme(dark=dark),
        has_peer_names=has_peer_names,
    )


@cached(1)
def get_profiles() -> Profiles:
    """The figures of all English councils, from which one sector foretells the others."""
    return load_profiles(
        snapshot_records.get_store(),
        snapshot_records.get_registry(),
        snapshot_records.get_catalogue(),
        snapshot_records.get_spreads(),
    )


@cached(STATES)
def read_sector_view(code: str, topic: str | None) -> SectorReading | None:
    """What the figures on a topic tell of the others of a council; None without such a topic."""
    if topic is None:
        return None
    return read_sector(get_profiles(), snapshot_records.get_registry()[code], topic)
