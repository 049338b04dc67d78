"""What the API answers of quadrants: one, those of councils, the years, and drawn boundaries."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.api.answers import Values
from placelib.areas.registry import find_page_area
from placelib.quadrant import build_quadrant_json, build_table_row
from placelib.quadrant.leverage_series import YearShare
from placelib.quadrant.output import build_understanding_row, flatten_row, group_json
from placelib.quadrant.records import Quadrant
from placelib.views import quadrant as quadrant_view
from placelib.views import snapshot_records


def describe_quadrant(code: str) -> Values:
    """The quadrant of an area with every input. Raises UnknownArea."""
    return build_quadrant_json(_find_quadrant(code))


def list_quadrant_table(code: str) -> list[Values]:
    """The same as one row of numbers. Raises UnknownArea."""
    return [flatten_row(_find_quadrant(code))]


def list_area_quadrants(code: str) -> list[Quadrant]:
    """The quadrant of an area, then those of the councils of its middle tier.

    Raises UnknownArea.
    """
    quadrant = _find_quadrant(code)
    middle = quadrant.tiers.middle
    councils = quadrant_view.list_council_quadrants(middle.code) if middle is not None else ()
    return [quadrant, *(council for council in councils if council.code != quadrant.code)]


def list_quadrant_rows(quadrants: Sequence[Quadrant], form: str) -> list[Values]:
    """A row a quadrant; for CSV with one value in a cell."""
    return [
        flatten_row(quadrant) if form == "csv" else build_table_row(quadrant)
        for quadrant in quadrants
    ]


def list_years(code: str) -> list[Values]:
    """The shares of an area's authority and of its region's local government, year by year.

    ``share`` is from 0 to 1. Raises UnknownArea.
    """
    tiers = _find_quadrant(code).tiers
    rows = []
    if tiers.has_authority and tiers.middle is not None:
        shares = quadrant_view.list_authority_shares(tiers.middle.code)
        rows += _list_shares("authority", tiers.middle.code, shares)
    if tiers.region is not None:
        shares = quadrant_view.list_local_shares(tiers.region.code)
        rows += _list_shares("local government", tiers.region.code, shares)
    return rows


def _list_shares(whose: str, code: str, shares: Sequence[YearShare]) -> list[Values]:
    return [
        {
            "whose": whose,
            "area_code": code,
            "year": share.year,
            "share": share.share,
            "is_pandemic": share.is_pandemic,
            "why": share.why or "",
        }
        for share in shares
    ]


def describe_boundary(codes: Sequence[str]) -> Values:
    """Understanding of councils drawn together, with every input. Raises UnknownArea."""
    return group_json(quadrant_view.get_custom_boundary(tuple(codes)), list(codes))


def list_boundary_table(codes: Sequence[str], beside: str) -> list[Values]:
    """The drawn councils as a row of numbers, and below it an authority of today if there is one.

    Raises UnknownArea.
    """
    group = quadrant_view.get_custom_boundary(tuple(codes))
    band = quadrant_view.get_chance_band(group.councils)
    rows = [build_understanding_row("drawn", codes, group, band)]
    if beside:
        today = _find_quadrant(beside)
        if today.group is not None:
            members = [member.code for member in today.tiers.members]
            band = today.chance.band if today.chance else None
            rows.append(build_understanding_row(today.code, members, today.group, band))
    return rows


def _find_quadrant(code: str) -> Quadrant:
    area = find_page_area(snapshot_records.get_registry(), code)
    return quadrant_view.get_quadrant(area.code)
