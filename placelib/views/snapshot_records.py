"""Records of the data snapshot that this run is held to, read once a snapshot."""

from __future__ import annotations

from placelib import quadrant, uploads
from placelib.areas import gazetteer
from placelib.areas import registry as area_registry
from placelib.database.cache import cached, use_snapshot
from placelib.database.connection import Row, Store
from placelib.statistics import catalogue as statistics_catalogue
from placelib.statistics import district_spread, revisions
from placelib.statistics.figure_source import OfficialFigures

# How many areas the cache of a builder remembers.
AREAS = 64


def get_store() -> Store:
    """The open database of this run's snapshot."""
    with use_snapshot() as snapshot:
        return snapshot.store


def get_official_figures() -> OfficialFigures:
    """The published figures of this run's snapshot, as a source of maps, trends and comparisons."""
    return OfficialFigures(get_store())


@cached(1)
def get_registry() -> area_registry.AreaRegistry:
    """All areas."""
    return area_registry.load_registry(get_store())


@cached(1)
def get_catalogue() -> statistics_catalogue.Catalogue:
    """All indicators."""
    return statistics_catalogue.load_catalogue(get_store())


@cached(1)
def get_gazetteer() -> gazetteer.Gazetteer:
    """All names of all places."""
    return gazetteer.load_gazetteer(get_store(), get_registry())


@cached(1)
def get_spreads() -> district_spread.Spreads:
    """How councils spread on each indicator."""
    return district_spread.load_spreads(get_store())


@cached(1)
def get_evidence() -> quadrant.Evidence:
    """Everything the quadrant is worked out from."""
    return quadrant.load_evidence(get_store())


@cached(1)
def get_upload_register() -> uploads.JsonRegister:
    """The places an upload is matched against; of an upload itself nothing is ever cached."""
    return uploads.build_json_register(get_store(), get_registry())


@cached(1)
def get_metadata() -> dict[str, str]:
    """Data version, build date and content hash."""
    return {row["key"]: row["value"] for row in get_store().rows("metadata")}


@cached(1)
def list_versions() -> tuple[revisions.Version, ...]:
    """The data versions that the log of changes follows."""
    return revisions.load_versions(get_store())


@cached(AREAS)
def get_revisions_since(
    version: str, indicators: tuple[str, ...], areas: tuple[str, ...]
) -> revisions.Since:
    """What changed since a version in the figures of indicators and areas."""
    return revisions.read_changes_since(get_store(), version, indicators, areas)


@cached(16)
def get_revisions_of(version: str) -> revisions.Since:
    """What a version changed in the one before it."""
    return revisions.read_changes_of(get_store(), version)


@cached(4)
def query_rows(query: str) -> list[Row]:
    """The rows of a query without parameters: sources, coverage, row_audit."""
    return get_store().rows(query)
