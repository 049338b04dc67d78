"""The quadrants of areas and their finished charts."""

from __future__ import annotations

from typing import Any

from placelib import quadrant
from placelib.areas import registry as area_registry
from placelib.charts import bands, quadrant_all
from placelib.charts import quadrant as quadrant_chart
from placelib.charts.theme import theme as theme_for
from placelib.database.cache import cached
from placelib.model import ENGLAND
from placelib.quadrant import across
from placelib.quadrant import alikeness as alikeness_test
from placelib.quadrant.neighbourhoods import DomainShare
from placelib.views import authority_rows, quadrant_rows, snapshot_records
from placelib.views.quadrant_rows import Rows

# How many areas the cache of a builder remembers.
AREAS = 64


@cached(2 * AREAS)
def get_quadrant(code: str) -> quadrant.Quadrant:
    """The quadrant of an area."""
    return quadrant.quadrant_of(snapshot_records.get_evidence(), code)


@cached(2 * AREAS)
def build_quadrant_chart(code: str, dark: bool) -> dict[str, Any]:
    """The finished specification of a place's quadrant."""
    specification: dict[str, Any] = quadrant_chart.quadrant_chart(
        get_quadrant(code), theme_for(dark)
    ).to_dict()
    return specification


@cached(2 * AREAS)
def get_adjusted_quadrant(
    code: str, weights: quadrant.Weights, more_a_head: float = 0.0
) -> quadrant.Quadrant:
    """The quadrant of an area with a reader's weights and money moved."""
    return quadrant.quadrant_of(snapshot_records.get_evidence(), code, weights, more_a_head)


@cached(AREAS)
def get_adjusted_authorities(weights: quadrant.Weights) -> tuple[quadrant.Quadrant, ...]:
    """The quadrant of every combined authority with a reader's weights."""
    codes = [area.code for area in snapshot_records.get_registry().current("cauth")]
    return tuple(
        quadrant.quadrant_of(snapshot_records.get_evidence(), code, weights) for code in codes
    )


@cached(1)
def list_all_quadrants() -> tuple[quadrant.Quadrant, ...]:
    """Every combined authority and London's, each followed by its councils."""
    return tuple(quadrant.all_quadrants(snapshot_records.get_evidence()))


@cached(1)
def build_all_quadrant_rows() -> Rows:
    """The rows of all quadrants as texts, for downloads."""
    return authority_rows.as_text(authority_rows.table_rows(list_all_quadrants()))


@cached(2 * AREAS)
def list_council_quadrants(code: str) -> tuple[quadrant.Quadrant, ...]:
    """The quadrants of the councils (and counties) inside an authority or a devolved nation."""
    if code in area_registry.DEVOLVED:
        return tuple(
            get_quadrant(one.code) for one in snapshot_records.get_registry().members(code)
        )
    return tuple(across.councils_of(list_all_quadrants(), code))


@cached(1)
def get_alikeness() -> tuple[alikeness_test.Alikeness, ...]:
    """Whether authorities are more alike than chance, from the build or else worked out here."""
    stored = alikeness_test.load_alikeness(snapshot_records.get_store())
    if stored is not None:
        return stored
    return tuple(
        alikeness_test.alikeness(
            snapshot_records.get_evidence(),
            alikeness_test.load_neighbours(snapshot_records.get_store()),
        )
    )


@cached(2 * AREAS)
def build_quadrant_lens(
    code: str, weights: quadrant.Weights, more_a_head: float, dark: bool
) -> dict[str, Any]:
    """The finished specification of a quadrant with every combined authority faint behind."""
    found = get_adjusted_quadrant(code, weights, more_a_head)
    # Devolved governments are never set beside combined authorities.
    others = () if found.middle_kind == "devolved government" else get_adjusted_authorities(weights)
    specification: dict[str, Any] = quadrant_chart.quadrant_chart(
        found, theme_for(dark), others=others, height=460
    ).to_dict()
    return specification


@cached(1)
def get_england_neighbourhoods() -> DomainShare:
    """How much of neighbourhoods' distance their own council's average removes, over England."""
    return across.england_neighbourhoods(snapshot_records.get_evidence())


@cached(2)
def build_authorities_chart(dark: bool) -> dict[str, Any]:
    """The finished specification of all combined authorities on the two axes."""
    found = across.combined_authorities(list_all_quadrants())
    specification: dict[str, Any] = quadrant_all.authorities_chart(
        get_quadrant(ENGLAND), found, theme_for(dark)
    ).to_dict()
    return specification


@cached(2)
def build_authorities_bands(dark: bool) -> dict[str, Any]:
    """The finished specification of all combined authorities' bands."""
    found = across.combined_authorities(list_all_quadrants())
    shown = [quadrant_rows.band_of(one) for one in found]
    specification: dict[str, Any] = bands.bands_chart(shown, theme_for(dark)).to_dict()
    return specification


@cached(AREAS)
def build_council_bands(code: str, dark: bool) -> dict[str, Any]:
    """The finished specification of the bands of a middle tier's councils."""
    shown = [quadrant_rows.band_of(one) for one in list_council_quadrants(code)]
    nation = "the UK’s average" if code in area_registry.DEVOLVED else "England’s average"
    rules = ((0.0, nation), (50.0, "halfway"), (100.0, "the council"))
    specification: dict[str, Any] = bands.bands_chart(shown, theme_for(dark), rules=rules).to_dict()
    return specification
