"""The charts of the quadrant pages: the two axes, strips, bars by lever, shares by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from placelib.areas.registry import DEVOLVED
from placelib.charts import leverage as leverage_charts
from placelib.charts.quadrant import QuadrantMarks, authorities_chart, quadrant_chart
from placelib.charts.quadrant_axes import MEASURED, AuthorityMarks, number_authorities
from placelib.charts.quadrant_strips import (
    LEVERAGE_RULES,
    UNDERSTANDING_RULES,
    StripRow,
    strip_chart,
)
from placelib.charts.small_quadrant import small_quadrant
from placelib.charts.theme import theme as theme_for
from placelib.database.cache import cached
from placelib.formatting import format_pounds, listed, number, sentence_start
from placelib.quadrant import Quadrant
from placelib.quadrant.funding_scenarios import compute_halfway_money, compute_moved_headline
from placelib.quadrant.levers import LEVER_PHRASES
from placelib.quadrant.records import HALFWAY
from placelib.quadrant.sentences import describe_bend
from placelib.views import snapshot_records
from placelib.views.quadrant import (
    AREAS,
    get_chance_band,
    get_custom_boundary,
    get_quadrant,
    list_authorities,
    list_authority_shares,
    list_council_quadrants,
    list_devolved_marks,
    list_local_shares,
)

Specification = dict[str, Any]
ARROW = "Arrow: money to come."
_MOST_NAMED_COUNCILS = 3


def mark_authority(quadrant: Quadrant) -> AuthorityMarks:
    """What a chart draws of an area's middle tier."""
    reading, leverage = quadrant.understanding, quadrant.leverage
    band = quadrant.chance.band if quadrant.chance else None
    return AuthorityMarks(
        code=quadrant.tiers.middle.code if quadrant.tiers.middle else quadrant.code,
        name=_label_middle(quadrant),
        understanding=reading.score,
        low=reading.low,
        high=reading.high,
        leverage=leverage.headline,
        range_low=leverage.low,
        range_high=leverage.high,
        arrow_end=leverage.coming.arrow_end if leverage.coming else None,
        chance=None if band is None else (band.low, band.median, band.high),
    )


def _label_middle(quadrant: Quadrant) -> str:
    if quadrant.tiers.middle_kind in ("Greater London Authority", "devolved government"):
        return sentence_start(quadrant.tiers.middle_words.removeprefix("the "))
    return quadrant.tiers.middle.name if quadrant.tiers.middle else quadrant.name


def mark_quadrant(quadrant: Quadrant) -> QuadrantMarks:
    """What the chart of an area draws: both ends, its middle, and words where there is no point."""
    tiers = quadrant.tiers
    local = "Its councils" if tiers.is_whole or tiers.middle is None else quadrant.name
    nation = (tiers.nation or tiers.area).in_sentence
    middle = mark_authority(quadrant) if tiers.middle is not None else None
    if tiers.middle_kind == "region":
        why = "no authority in the figures, \nstatistics only"
    elif quadrant.leverage.headline is None:
        # A line ends with a space: who listens to the chart hears the lines as one text.
        why = "no money \nfigures yet"
    elif quadrant.council is not None:
        # It is the council that stands close; its authority has a reading of its own.
        why = f"{quadrant.name} is \ntoo close to \n{nation} to say"
    else:
        why = f"too close to \n{nation} to say"
    return QuadrantMarks(local, nation, middle, why)


def describe_unplaced() -> str:
    """How many combined authorities have no point on the chart of all; empty where all have one."""
    count = sum(not mark_authority(quadrant).place for quadrant in list_authorities())
    have = "has" if count == 1 else "have"
    return f"{count} more {have} no money figures." if count else ""


def describe_marks(quadrant: Quadrant, *, has_others: bool = False) -> list[str]:
    """What the marks on an area's quadrant are: those alone that stand on it.

    With ``has_others`` those of the other authorities too, which stand on the evidence. Where no
    money is read, nothing is said of it.
    """
    marks = mark_authority(quadrant)
    words = []
    if marks.place and marks.low is not None:
        words.append("Bar: its likely range.")
    elif marks.understanding is not None:
        words.append("Dotted line: how well its figures fit, in its likely range. No money.")
    elif marks.leverage is not None:
        words.append("Dotted line: the money it decides. How well its figures fit is not known.")
    if marks.chance is not None:
        words.append("Grey band: neighbouring districts picked at random.")
    if marks.place and marks.range_low is not None:
        words.append("Thin bar: other ways to count.")
    if marks.arrow_end is not None and marks.understanding is not None:
        words.append(ARROW)
    if marks.leverage is not None:
        words.append("£100: what a place could decide and its councils do not.")
    if has_others and not quadrant.tiers.is_devolved:
        words.append("Small dots: other authorities.")
    return words


@cached(2 * AREAS)
def build_quadrant_chart(code: str, *, dark: bool) -> Specification:
    """The finished specification of a place's quadrant, alone on its axes."""
    marks = mark_quadrant(get_quadrant(code))
    specification: Specification = quadrant_chart(marks, theme_for(dark=dark)).to_dict()
    return specification


@cached(2 * AREAS)
def build_small_quadrant(code: str, *, dark: bool) -> str:
    """A place's quadrant as large as a thumb beside its one sentence; empty for a nation."""
    quadrant = get_quadrant(code)
    if quadrant.tiers.middle is None:
        return ""
    link = "#quadrant", "See the chart"
    return small_quadrant(
        mark_authority(quadrant), describe_bend(quadrant), link, theme_for(dark=dark)
    )


@cached(2 * AREAS)
def build_evidence_chart(code: str, *, has_numbers: bool, dark: bool) -> Specification:
    """The quadrant of an area with every combined authority small behind it."""
    quadrant = get_quadrant(code)
    specification: Specification = quadrant_chart(
        mark_quadrant(quadrant),
        theme_for(dark=dark),
        others=_list_others(quadrant),
        height=460,
        has_numbers=has_numbers,
    ).to_dict()
    return specification


@cached(AREAS)
def build_moved_chart(
    code: str, *, levers: tuple[str, ...], pounds: int, dark: bool
) -> Specification:
    """The quadrant with money moved from ministers to the authority: the point where it would be.

    The other authorities stay where they are. While nothing is moved an arrow leads to halfway; the
    one to documented money is left out.
    """
    quadrant = get_quadrant(code)
    marks = mark_quadrant(quadrant)
    after = compute_moved_headline(quadrant.leverage, levers, float(pounds))
    if marks.middle is not None and after is not None and (levers or pounds):
        moved = replace(
            marks.middle, leverage=after, range_low=None, range_high=None, arrow_end=None
        )
        marks = replace(marks, middle=moved)
    elif (halfway := compute_halfway_money(quadrant.leverage)) is not None:
        marks = _point_to_halfway(marks, halfway.more_pounds)
    specification: Specification = quadrant_chart(
        marks, theme_for(dark=dark), others=_list_others(quadrant), height=460
    ).to_dict()
    return specification


def _point_to_halfway(marks: QuadrantMarks, pounds: float) -> QuadrantMarks:
    """The marks with an arrow from today's point to half of the money, and its price a head."""
    if marks.middle is None or pounds <= 0:
        return marks
    aimed = replace(marks.middle, arrow_end=HALFWAY)
    words = f"{format_pounds(pounds)} more a head"
    return replace(marks, middle=aimed, arrow=words, has_arrow_name=True)


def describe_numbers(code: str | None) -> str:
    """Which number stands for which authority on a chart; ``code`` is the area it is about."""
    if code is None:
        marks = [mark_authority(quadrant) for quadrant in list_authorities()]
    else:
        quadrant = get_quadrant(code)
        own_code = quadrant.tiers.middle.code if quadrant.tiers.middle else None
        marks = [authority for authority in _list_others(quadrant) if authority.code != own_code]
    numbered = number_authorities(marks)
    named = ", ".join(f"{figure} {authority.name}" for figure, authority in numbered)
    return f"Numbers: {named}." if named else ""


def _list_others(quadrant: Quadrant) -> tuple[AuthorityMarks, ...]:
    """The combined authorities behind a chart; never beside a devolved government."""
    if quadrant.tiers.is_devolved:
        return ()
    return tuple(mark_authority(authority) for authority in list_authorities())


@cached(2)
def build_authorities_chart(*, dark: bool) -> Specification:
    """The finished specification of all combined authorities on the two axes."""
    marks = [mark_authority(quadrant) for quadrant in list_authorities()]
    specification: Specification = authorities_chart(marks, theme_for(dark=dark)).to_dict()
    return specification


@cached(2)
def build_understanding_strip(*, dark: bool) -> Specification:
    """All combined authorities on understanding, each in its interval before its chance band."""
    strip = [_strip_row(quadrant, quadrant.name) for quadrant in list_authorities()]
    return _draw_strip(strip, UNDERSTANDING_RULES, dark=dark)


@cached(2)
def build_leverage_strip(*, dark: bool) -> Specification:
    """All combined authorities on leverage, with the devolved governments for scale."""
    strip = [_build_leverage_row(quadrant) for quadrant in list_authorities()]
    strip += [
        StripRow(
            name=f"{sentence_start(mark.government.removeprefix('the '))} {number(mark.share)}, "
            "for scale",
            value=mark.share,
            mark="for scale",
        )
        for mark in list_devolved_marks()
    ]
    specification: Specification = strip_chart(
        strip, MEASURED[1], LEVERAGE_RULES, theme_for(dark=dark)
    ).to_dict()
    return specification


def _build_leverage_row(quadrant: Quadrant) -> StripRow:
    leverage = quadrant.leverage
    score = "" if leverage.headline is None else f" {number(leverage.headline)}"
    return StripRow(
        name=f"{quadrant.name}{score}",
        value=leverage.headline,
        low=leverage.low,
        high=leverage.high,
        arrow_end=leverage.coming.arrow_end if leverage.coming else None,
        remark="" if leverage.headline is not None else "no spending published yet",
    )


@cached(AREAS)
def build_council_strip(code: str, *, dark: bool) -> Specification:
    """The councils of a middle tier on understanding, each in its interval."""
    strip = [_strip_row(quadrant, quadrant.name) for quadrant in list_council_quadrants(code)]
    nation = "UK" if code in DEVOLVED else "England"
    rules = ((0.0, nation), (50.0, "halfway"), (100.0, "the council"))
    return _draw_strip(strip, rules, dark=dark)


def name_custom_boundary(codes: Sequence[str]) -> str:
    """“Liverpool and Wirral”; of more than three councils “5 councils together”."""
    if len(codes) > _MOST_NAMED_COUNCILS:
        return f"{len(codes)} councils together"
    registry = snapshot_records.get_registry()
    return sentence_start(listed([registry[code].in_sentence for code in codes]))


@cached(AREAS)
def build_custom_boundary_strip(
    codes: tuple[str, ...], *, beside: str, dark: bool
) -> Specification:
    """A drawn boundary above today's authority, each in its interval before its chance band."""
    group = get_custom_boundary(codes)
    reading, band = group.headline, get_chance_band(group.councils)
    strip = [
        StripRow(
            name=name_custom_boundary(codes),
            value=reading.score,
            low=reading.low,
            high=reading.high,
            chance=None if band is None else (band.low, band.median, band.high),
        )
    ]
    if beside:
        strip.append(_strip_row(get_quadrant(beside), f"Today: {get_quadrant(beside).name}"))
    return _draw_strip(strip, UNDERSTANDING_RULES, dark=dark)


def _strip_row(quadrant: Quadrant, name: str) -> StripRow:
    reading, band = quadrant.understanding, quadrant.chance.band if quadrant.chance else None
    return StripRow(
        name=name,
        value=reading.score,
        low=reading.low,
        high=reading.high,
        chance=None if band is None else (band.low, band.median, band.high),
        remark="" if reading.score is not None else "no share, see the table",
    )


def _draw_strip(
    strip: Sequence[StripRow], rules: Sequence[tuple[float, str]], *, dark: bool
) -> Specification:
    specification: Specification = strip_chart(
        strip, MEASURED[0], rules, theme_for(dark=dark)
    ).to_dict()
    return specification


@cached(2 * AREAS)
def build_lever_bars(code: str, *, dark: bool) -> Specification:
    """Pounds a head by lever: councils, authority, ministers; police and fire last and apart."""
    leverage = get_quadrant(code).leverage
    bars = [
        leverage_charts.LeverBar(
            sentence_start(LEVER_PHRASES.get(lever.lever, lever.lever)),
            lever.council,
            lever.authority,
            lever.ministers,
        )
        for lever in (*leverage.levers, leverage.police_and_fire)
    ]
    specification: Specification = leverage_charts.lever_bars_chart(
        bars, theme_for(dark=dark)
    ).to_dict()
    return specification


@cached(2 * AREAS)
def build_share_line(code: str, *, is_region: bool, dark: bool) -> Specification:
    """The authority's, or local government's, share over the years as one small line."""
    shares = list_local_shares(code) if is_region else list_authority_shares(code)
    points = [
        leverage_charts.SharePoint(
            share.year, None if share.share is None else 100 * share.share, share.is_pandemic
        )
        for share in shares
    ]
    specification: Specification = leverage_charts.share_line_chart(
        points, theme_for(dark=dark)
    ).to_dict()
    return specification
