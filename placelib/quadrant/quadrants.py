"""The quadrant of one area, of every authority with its councils, and of any group of councils."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.areas.naming import list_names
from placelib.areas.registry import find_page_area
from placelib.errors import NotAPlacePage, UnknownArea
from placelib.model import Area
from placelib.quadrant.chance import ALL_DISTRICTS
from placelib.quadrant.evidence import Evidence
from placelib.quadrant.facts import list_tier_facts
from placelib.quadrant.indicator_matrix import Floats
from placelib.quadrant.leverage_readings import LeverageReading, read_leverage
from placelib.quadrant.pairs import AuthorityPair, compare_pairs
from placelib.quadrant.records import ChancePlace, Quadrant
from placelib.quadrant.tiers import Tiers, build_tiers
from placelib.quadrant.understanding_readings import (
    CouncilReading,
    GroupReading,
    SharedReading,
    group_parts,
    make_empty_reading,
    read_council,
    read_group,
)
from placelib.quadrant.verdicts import explain_verdict, find_sides, judge_bend


def build_quadrant(evidence: Evidence, code: str) -> Quadrant:
    """Everything about one area that has a page: both axes, the verdict and what they rest on.

    Takes some milliseconds. Raises UnknownArea for what is no area and NotAPlacePage for an area
    without a page.

    Example: ``quadrant_of(load_evidence(Store()), "E47000004").understanding.score``.
    """
    area = find_page_area(evidence.registry, code)
    if not area.is_current:
        raise NotAPlacePage(area.name, "an area that no longer exists")
    tiers = build_tiers(evidence.registry, area.code)
    return _build_quadrant(evidence, tiers, _read_middle(evidence, tiers))


def _build_quadrant(evidence: Evidence, tiers: Tiers, group: GroupReading | None) -> Quadrant:
    """The quadrant of an area whose middle tier has been read over its councils."""
    area = tiers.area
    council = _read_own_council(evidence, tiers)
    understanding = _find_own_reading(group, council)
    leverage = read_leverage(evidence.leverage, area.code)
    sides = find_sides(understanding, leverage)
    verdict = judge_bend(sides)
    return Quadrant(
        tiers=tiers,
        status=evidence.statuses.get(tiers.middle.code) if tiers.middle else None,
        understanding=understanding,
        leverage=leverage,
        group=group,
        council=council,
        chance=_find_chance_place(evidence, tiers, ALL_DISTRICTS),
        like_chance=_find_chance_place(evidence, tiers, evidence.like_pool(tiers.members)),
        sides=sides,
        verdict=verdict,
        verdict_why=explain_verdict(verdict, sides, understanding, leverage),
        facts=list_tier_facts(evidence, tiers),
        notes=_list_notes(evidence, tiers, group, leverage),
    )


def build_all_quadrants(evidence: Evidence) -> list[Quadrant]:
    """Every combined authority and the Greater London Authority, each followed by its councils.

    Authorities are in order of name, and so are the councils (counties among them).
    """
    registry = evidence.registry
    quadrants = []
    for area in list_authority_areas(evidence):
        counties = [
            county for county in registry.members(area.code, "utla") if county.level == "utla"
        ]
        councils = sorted(
            [*registry.members(area.code), *counties], key=lambda council: council.name
        )
        # The councils share their authority's reading.
        group = _read_middle(evidence, build_tiers(registry, area.code))
        quadrants += [
            _build_quadrant(evidence, build_tiers(registry, member.code), group)
            for member in (area, *councils)
        ]
    return quadrants


def list_authority_areas(evidence: Evidence) -> list[Area]:
    """The current combined authorities and Greater London, in order of name."""
    areas = [area for area in evidence.registry.areas.values() if area.is_current and area.has_page]
    return sorted(
        (
            place
            for place in areas
            if build_tiers(evidence.registry, place.code).kind == "combined authority"
        ),
        key=lambda quadrant: quadrant.name,
    )


def compare_authorities(evidence: Evidence) -> tuple[AuthorityPair, ...]:
    """Every pair of combined authorities, without London, and whether the two differ."""
    parts = {
        area.code: group_parts(
            evidence.matrix,
            evidence.counted_rows(evidence.registry.members(area.code)),
            evidence.matrix.england,
        )
        for area in list_authority_areas(evidence)
        if area.level == "cauth"
    }
    return compare_pairs(parts, evidence.matrix.sub_topics)


def read_custom_boundary(evidence: Evidence, codes: Sequence[str]) -> GroupReading:
    """Understanding of a boundary that somebody draws: any current English councils.

    Raises UnknownArea for a code that is no current English council.
    """
    for code in codes:
        if code not in evidence.matrix.rows or not code.startswith("E"):
            raise UnknownArea(code)
    matrix = evidence.matrix
    return read_group(matrix, matrix.counted_rows(list(dict.fromkeys(codes))), matrix.england)


def _read_middle(evidence: Evidence, tiers: Tiers) -> GroupReading | None:
    """The middle tier's reading over its councils; None without a middle tier."""
    if tiers.middle is None or not tiers.members:
        return None
    members = evidence.counted_rows(tiers.members)
    return read_group(evidence.matrix, members, _list_nation_figures(evidence, tiers))


def _read_own_council(evidence: Evidence, tiers: Tiers) -> CouncilReading | None:
    """The area's own reading where it is one of the councils of a middle tier."""
    if tiers.middle is None or not tiers.members or tiers.is_whole:
        return None
    return read_council(
        evidence.matrix,
        evidence.rows(tiers.units[0]),
        evidence.counted_rows(tiers.members),
        _list_nation_figures(evidence, tiers),
    )


def _list_nation_figures(evidence: Evidence, tiers: Tiers) -> Floats:
    return evidence.matrix.united_kingdom if tiers.is_devolved else evidence.matrix.england


def _find_own_reading(group: GroupReading | None, council: CouncilReading | None) -> SharedReading:
    if council is not None:
        return council.reading
    if group is not None:
        return group.headline
    return make_empty_reading("there is no tier between a nation and itself")


def _find_chance_place(evidence: Evidence, tiers: Tiers, pool: str) -> ChancePlace | None:
    """An authority among random groups of as many districts; None for every other area."""
    if not (tiers.is_whole and tiers.has_authority):
        return None
    band = evidence.chance_band(len(evidence.counted_rows(tiers.members)), pool)
    return None if band is None else ChancePlace(band, evidence.tests.get((tiers.area.code, pool)))


def _list_notes(
    evidence: Evidence, tiers: Tiers, group: GroupReading | None, leverage: LeverageReading
) -> tuple[str, ...]:
    """Remarks that belong beside the figures."""
    notes = []
    if group is not None and group.left_out:
        notes.append(
            f"{len(group.left_out)} of the {len(evidence.matrix.chosen)} indicators have no figure "
            f"to compare within {tiers.middle.in_sentence if tiers.middle else tiers.area.name}."
        )
    if group is not None and group.councils == 2:
        notes.append("With two councils there is one comparison an indicator: read with care.")
    left_out = [member for member in tiers.members if not evidence.counted_rows([member])]
    if left_out and tiers.is_whole:
        notes.append(f"{list_names(left_out)} has too few residents to count in the group.")
    renamed = [member for unit in tiers.units for member in unit if member.code in evidence.renamed]
    if renamed:
        notes.append(
            f"Some figures for {list_names(renamed)} stand under an earlier code of the same "
            "council."
        )
    if leverage.uprated:
        bodies = ", ".join(f"{body} ({year})" for body, year in leverage.uprated)
        notes.append(f"Money of an earlier year, uprated to {leverage.year}: {bodies}.")
    return tuple(notes)
