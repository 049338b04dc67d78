"""The quadrants of areas, of drawn boundaries and of all authorities, and their charts."""

from __future__ import annotations

from placelib import quadrant
from placelib.database.cache import cached
from placelib.model import Indicator
from placelib.quadrant import Quadrant
from placelib.quadrant.chance import ChanceBand
from placelib.quadrant.leverage_series import (
    DepartmentSpending,
    DevolvedMark,
    YearShare,
    read_authority_shares,
    read_departments,
    read_devolved_marks,
    read_local_shares,
)
from placelib.quadrant.pairs import AuthorityPair
from placelib.quadrant.powers_by_tier import FunctionByTier, load_powers_by_tier
from placelib.quadrant.tax_reading import TaxReading, read_tax
from placelib.quadrant.understanding_readings import GroupReading
from placelib.views import snapshot_records
from placelib.views.quadrant_rows import Rows, convert_rows_to_text, list_authority_rows

# How many areas the cache of a builder remembers.
AREAS = 64


@cached(2 * AREAS)
def get_quadrant(code: str) -> Quadrant:
    """The quadrant of an area."""
    return quadrant.build_quadrant(snapshot_records.get_evidence(), code)


@cached(1)
def list_all_quadrants() -> tuple[Quadrant, ...]:
    """Every combined authority and London's, each followed by its councils."""
    return tuple(quadrant.build_all_quadrants(snapshot_records.get_evidence()))


@cached(1)
def list_authorities() -> tuple[Quadrant, ...]:
    """The combined authorities in order of name, without the Greater London Authority."""
    return tuple(
        authority
        for authority in list_all_quadrants()
        if authority.is_authority and authority.tiers.middle_kind == "combined authority"
    )


@cached(1)
def list_pairs() -> tuple[AuthorityPair, ...]:
    """Every pair of combined authorities, and whether the two differ in understanding."""
    return quadrant.compare_authorities(snapshot_records.get_evidence())


@cached(1)
def build_all_quadrant_rows() -> Rows:
    """The rows of all quadrants as texts, for downloads."""
    return convert_rows_to_text(list_authority_rows(list_all_quadrants()))


@cached(2 * AREAS)
def list_council_quadrants(code: str) -> tuple[Quadrant, ...]:
    """The quadrants of the councils inside an authority, a region or a devolved nation."""
    members = snapshot_records.get_registry().members(code)
    return tuple(get_quadrant(member.code) for member in members)


@cached(AREAS)
def get_custom_boundary(codes: tuple[str, ...]) -> GroupReading:
    """Understanding of a boundary that somebody draws. Raises UnknownArea."""
    return quadrant.read_custom_boundary(snapshot_records.get_evidence(), codes)


def get_chance_band(districts: int) -> ChanceBand | None:
    """The chance band for so many touching districts, None where the data have none."""
    return snapshot_records.get_evidence().chance_band(districts)


@cached(1)
def list_powers() -> tuple[FunctionByTier, ...]:
    """Who decides what, as documented."""
    return load_powers_by_tier(snapshot_records.get_store())


@cached(2 * AREAS)
def get_tax(code: str) -> TaxReading | None:
    """The tax of an area's councils and its authority, None where a figure is missing."""
    reading = get_quadrant(code).leverage
    return read_tax(snapshot_records.get_evidence().leverage, code, reading.authority)


@cached(AREAS)
def list_authority_shares(code: str) -> tuple[YearShare, ...]:
    """The authority's part of what it and its councils spend, year by year."""
    return read_authority_shares(snapshot_records.get_evidence().leverage, code)


@cached(AREAS)
def list_local_shares(region: str) -> tuple[YearShare, ...]:
    """Local government's share of public spending in a region or nation, year by year."""
    return read_local_shares(snapshot_records.get_evidence().leverage, region)


@cached(AREAS)
def list_departments(region: str) -> tuple[DepartmentSpending, ...]:
    """The national departments that spend in a region, the largest first."""
    return read_departments(snapshot_records.get_evidence().leverage, region)


@cached(1)
def list_devolved_marks() -> tuple[DevolvedMark, ...]:
    """The devolved governments' leverage, for scale."""
    return read_devolved_marks(snapshot_records.get_evidence().leverage)


def list_evidence(quadrant: Quadrant) -> list[Indicator]:
    """The indicators that understanding rests on here."""
    catalogue = snapshot_records.get_catalogue()
    spreads = quadrant.group.indicators if quadrant.group else ()
    return [catalogue[spread.slug] for spread in spreads]
