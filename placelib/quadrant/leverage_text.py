"""The sentences of the leverage axis, in words that a councillor can say aloud.

``place`` is always the name as it stands in running text: “the North East”, “Leeds”.
"""

from __future__ import annotations

from collections.abc import Sequence

from placelib.formatting import format_date, format_pounds, listed, number, sentence_start
from placelib.quadrant.documented_money import (
    AMOUNT_MEANINGS,
    AMOUNT_NAMES,
    SETTLEMENT,
    ComingMoney,
)
from placelib.quadrant.funding_scenarios import HalfwayMoney
from placelib.quadrant.leverage_readings import LeverageReading, LeverReading
from placelib.quadrant.leverage_series import (
    RECLASSIFIED,
    DepartmentSpending,
    DevolvedMark,
    YearShare,
)
from placelib.quadrant.levers import LEVER_PHRASES
from placelib.quadrant.new_bodies import NewBody
from placelib.quadrant.tax_reading import TaxReading

LOWER_BOUND = (
    "The true figure is somewhat higher: what councils and authorities build and buy is not "
    "published for each of them."
)
# How many departments are named in one sentence.
DEPARTMENTS_NAMED = 3
# From this many pounds on an amount is said in billions.
BILLION, MILLION = 1e9, 1e6


def write_leverage_headline(
    reading: LeverageReading, place: str, authority: str = "the authority"
) -> str:
    """L-place as pounds out of a hundred, with halfway; or why there is none.

    ``authority`` is what the authority is called: “West Yorkshire’s authority”.
    """
    if reading.headline is None:
        return f"There is no money figure for {place}: {reading.why}."
    pounds = number(reading.headline)
    if reading.headline < 0:
        where = "just below £0" if pounds == "0" else f"at {format_pounds(reading.headline)}"
        return (
            f"The authority took in more than it spent in {place} in {reading.year}. That puts "
            f"what it decides {where} of every £100, and halfway is £50."
        )
    return (
        "Leave aside benefits, the NHS, schools, police, courts and what councils spend. Of every "
        f"£100 left for {place}, {authority} decides £{pounds} and ministers "
        f"£{number(100 - round(reading.headline))}. Halfway is £50 each."
    )


def write_range_sentence(reading: LeverageReading) -> str:
    """What the range of readings is and why; empty where there is no reading or no range."""
    if reading.headline is None or reading.low is None or reading.high is None:
        return ""
    low, high = number(reading.low), number(reading.high)
    if low == high:
        return ""
    parts = [f"The range of readings is {low} to {high}."]
    if reading.low < reading.headline:
        parts.append("At the low end, money from grants counts half, as a grant comes with rules.")
    if reading.uprated:
        names = listed([f"{name} ({year})" for name, year in reading.uprated])
        parts.append(f"Older returns were raised to the prices of {reading.year}: {names}.")
    return " ".join(parts)


def write_lever_bar_sentence(lever: LeverReading, place: str) -> str:
    """One bar of the chart by lever, in pounds a head; not evidenced is said, never zero."""
    name = sentence_start(LEVER_PHRASES.get(lever.lever, lever.lever))
    council = _write_pounds(lever.council)
    authority = _write_pounds(lever.authority)
    return (
        f"{name} in {place}, a head: councils {council}, the authority {authority}, "
        f"ministers {format_pounds(lever.ministers)}."
    )


def write_strongest_lever_sentence(reading: LeverageReading) -> str:
    """Which lever the authority holds most of; empty where no lever has a share above nil."""
    shares = [lever for lever in reading.levers if lever.share is not None and lever.share > 0]
    if reading.headline is None or not shares:
        return ""
    best = max(shares, key=lambda lever: lever.share or 0.0)
    phrase = LEVER_PHRASES[best.lever]
    return (
        f"Its strongest lever is {phrase}: it decides £{number(best.share or 0.0)} of every £100 "
        "that councils do not."
    )


def write_coming_sentence(coming: ComingMoney | None, place: str) -> str:
    """What is documented for later years and where it alone would put the authority."""
    if coming is None:
        return f"No later money is documented for {place} in our sources."
    largest = coming.largest
    return (
        f"The largest sum promised to {place} is its {largest.name}, which is "
        f"{AMOUNT_MEANINGS[largest.name]}. It is {write_money(largest.pounds_a_year)} a year "
        f"({largest.when}). If all of it were new, the authority would decide "
        f"£{number(coming.arrow_end)} of every £100. "
        "Part of it may be in today’s figure already."
    )


def write_halfway_sentence(halfway: HalfwayMoney | None, place: str) -> str:
    """How much money is missing to halfway, and which single lever would do the most."""
    if halfway is None:
        return f"What it would take cannot be said for {place}."
    if halfway.more_pounds <= 0:
        return f"In {place} the authority decides more than half of it already."
    most = max(halfway.transfers, key=lambda transfer: transfer.pounds)
    return (
        f"Halfway would be {format_pounds(halfway.more_pounds)} more a head in {place}, "
        f"{write_money(halfway.more_a_year)} a year. Handing over all "
        f"that ministers spend on {LEVER_PHRASES[most.lever]} would bring it to "
        f"£{number(most.headline)} of every £100, and halfway is £50."
    )


def write_multiples_sentence(halfway: HalfwayMoney | None) -> str:
    """The money to halfway in multiples of the documented amounts; empty without any."""
    if halfway is None or halfway.more_pounds <= 0 or not halfway.multiples:
        return ""
    parts = [
        f"{_write_times(multiple.times)} times the authority’s {multiple.amount.name}"
        for multiple in halfway.multiples
    ]
    meanings = [
        f" The {multiple.amount.name} is {AMOUNT_MEANINGS[multiple.amount.name]}."
        for multiple in halfway.multiples
        if multiple.amount.name == AMOUNT_NAMES[SETTLEMENT]
    ]
    return f"That is {listed(parts)}.{''.join(meanings)}"


def write_tax_sentence(tax: TaxReading | None, place: str, *, has_authority: bool = True) -> str:
    """How much of the tax raised is a council's or the authority's to set."""
    if tax is None:
        return f"How much tax {place} sets is not evidenced."
    council = number(100 * tax.council_share, 2)
    opening = f"Of every £100 of tax and charges raised here, councils set £{council}."
    if not has_authority:
        return opening
    if tax.authority_share is None:
        return f"{opening} No council tax of the authority’s own is listed for {tax.year}."
    if tax.authority_share == 0:
        return f"{opening} The authority added nothing of its own to council tax in {tax.year}."
    authority = number(100 * tax.authority_share, 2)
    return f"{opening} The authority’s own part of the council tax is £{authority}."


def write_series_sentence(shares: Sequence[YearShare], place: str) -> str:
    """How the authority's part of local spending moved between its first and last year."""
    measured = [share for share in shares if share.share is not None]
    if len(measured) < 2:
        return f"There are too few years to draw a line for {place}."
    first, last = measured[0], measured[-1]
    start, end = (number(100 * (share.share or 0.0)) for share in (first, last))
    if start == end:
        return (
            f"The authority’s part of what it and its councils spend was {start}% in {first.year} "
            f"and in {last.year}."
        )
    verb = "rose" if (last.share or 0.0) > (first.share or 0.0) else "fell"
    return (
        f"The authority’s part of what it and its councils spend {verb} from {start}% in "
        f"{first.year} to {end}% in {last.year}."
    )


def write_local_share_sentence(shares: Sequence[YearShare], region: str) -> str:
    """The local share of a region over the years, with the note on reclassification."""
    measured = [share for share in shares if share.share is not None]
    if len(measured) < 2:
        return f"There are too few years to draw a line for {region}."
    first, last = measured[0], measured[-1]
    start, end = (number(100 * (share.share or 0.0)) for share in (first, last))
    fell = (last.share or 0.0) < (first.share or 0.0)
    note = f" {RECLASSIFIED}" if fell else ""
    return (
        f"Local government spent {start}% of the public money for {region} in {first.year} and "
        f"{end}% in {last.year}.{note}"
    )


def write_departments_sentence(departments: Sequence[DepartmentSpending], region: str) -> str:
    """How many national bodies spend in a region, and the largest by name."""
    if not departments:
        return f"Which departments spend in {region} is not evidenced."
    largest = listed(
        [_add_article(department.department) for department in departments[:DEPARTMENTS_NAMED]]
    )
    return (
        f"{len(departments)} national departments and bodies spend money in {region}. "
        f"The largest are {largest}."
    )


def write_devolved_sentence(marks: Sequence[DevolvedMark]) -> str:
    """What the devolved governments decide, for scale; empty where the source has none."""
    if not marks:
        return ""
    parts = [f"{mark.government} decides £{number(mark.share)}" for mark in marks]
    return (
        f"For scale, of every £100 that councils do not spend: {listed(parts)}. This counts "
        "benefits, health and schools too, so it is no ranking beside an authority."
    )


def write_new_body_sentence(body: NewBody) -> str:
    """What is known of a body without a code: its state, its dates, and how sure the source is."""
    what = "council" if body.kind == "council" else "authority"
    if body.state == "created":
        opening = f"{body.name} was created on {format_date(body.starts or '')}."
    elif body.starts:
        is_day = len(body.starts) > len("2028-04")
        when = f"{'on' if is_day else 'in'} {format_date(body.starts)}"
        opening = f"{body.name} is a planned {what}. It is due {when}."
    else:
        opening = f"{body.name} is a planned {what}. No start is stated."
    count = len(body.members)
    districts = "1 district" if count == 1 else f"{count} districts"
    complete = "" if body.is_complete else " The list may be incomplete."
    return (
        f"{opening} It takes in {districts} of today.{complete} No spending of its own is "
        "published yet. "
        f"How sure the source is: {body.confidence}."
    )


def write_money(pounds: float) -> str:
    """A sum of money as people say it.

    >>> money(1_410_357_357.0)
    '£1.4 billion'
    """
    if abs(pounds) >= BILLION:
        return f"£{number(pounds / BILLION, 1)} billion"
    if abs(pounds) >= MILLION:
        return f"£{number(pounds / MILLION)} million"
    return format_pounds(pounds)


def _add_article(department: str) -> str:
    """“the Department for Transport”; a name that is no ministry's stands alone."""
    is_ministry = department.startswith(("Department", "Ministry", "Home Office"))
    return f"the {department}" if is_ministry else department


def _write_times(times: float) -> str:
    """A multiple: a tenth counts below ten, and not above."""
    return number(times, 0 if times >= 10 else 1)


def _write_pounds(pounds: float | None) -> str:
    return "not evidenced" if pounds is None else format_pounds(pounds)
