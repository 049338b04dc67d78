"""Where the API has the data behind each chart: addresses relative to the app's root."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from placelib.urls import NEIGHBOURHOODS, QUADRANT

# The most rows of an answer of the API: London has 4,994 neighbourhoods.
_MOST_ROWS = 10_000


def write_data_address(
    areas: Collection[str],
    indicators: Collection[str],
    level: str = "",
    periods: Collection[str] = (),
) -> str:
    """Where the API has the figures of a chart, relative to the app's root, as CSV.

    write_data_address(["E08000012"], ["employment-rate"])
    # "api/v1/observations?indicator=employment-rate&area=E08000012&format=csv&limit=10000"
    """
    parameters = {
        "indicator": ",".join(sorted(indicators)),
        "area": ",".join(sorted(areas)),
        "level": level,
        "period": ",".join(sorted(periods)),
        "format": "csv",
        "limit": str(_MOST_ROWS),
    }
    chosen = {name: value for name, value in parameters.items() if value}
    return f"api/v1/observations?{urlencode(chosen, safe=',/')}"


def write_neighbourhood_address(areas: Collection[str], measure: str) -> str:
    """Where the API has a measure of the neighbourhoods of areas, relative to the app's root.

    write_neighbourhood_address(["E08000012"], "imd")
    # "api/v1/neighbourhoods?area=E08000012&measure=imd&format=csv&limit=10000"
    """
    parameters = {
        "area": ",".join(sorted(areas)),
        "measure": measure,
        "format": "csv",
        "limit": str(_MOST_ROWS),
    }
    return f"api/v1/{NEIGHBOURHOODS.path}?{urlencode(parameters, safe=',')}"


def write_asset_address(area: str) -> str:
    """Where the API has what is published of what a place has, relative to the app's root.

    write_asset_address("E08000012")
    # "api/v1/assets/E08000012?format=csv"
    """
    return f"api/v1/assets/{area}?format=csv"


def write_spread_address(area: str, measure: str) -> str:
    """Where the API has how a measure spreads inside a place, relative to the app's root.

    write_spread_address("E08000012", "imd")
    # "api/v1/neighbourhoods/spread?area=E08000012&measure=imd&format=csv"
    """
    parameters = {"area": area, "measure": measure, "format": "csv"}
    return f"api/v1/{NEIGHBOURHOODS.path}/spread?{urlencode(parameters)}"


def write_quadrant_address(area: str, part: str = "") -> str:
    """Where the API has the quadrant of an area, relative to the app's root, as CSV.

    ``part`` is “councils” for it and its councils, “years” for the shares over the years.

    write_quadrant_address("E47000004", "councils")
    # "api/v1/quadrant/E47000004/councils?format=csv"
    """
    ending = f"/{part}" if part else ""
    return f"api/v1/{QUADRANT.path}/{area}{ending}?format=csv"


def write_boundary_address(councils: Collection[str], beside: str = "") -> str:
    """Where the API has the understanding of drawn councils, relative to the app's root.

    ``beside`` is the code of an authority of today.

    write_boundary_address(["E08000011", "E08000012"])
    # "api/v1/boundary?area=E08000011,E08000012&format=csv"
    """
    parameters = {"area": ",".join(sorted(councils)), "beside": beside, "format": "csv"}
    chosen = {name: value for name, value in parameters.items() if value}
    return f"api/v1/boundary?{urlencode(chosen, safe=',')}"


def write_quadrants_address() -> str:
    """Where the API has all authorities and their councils, relative to the app's root, as CSV."""
    return "api/v1/quadrants?format=csv"
