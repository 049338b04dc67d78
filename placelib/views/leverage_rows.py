"""What leverage rests on, as rows of text: levers, readings, documented money, powers, years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from placelib.formatting import format_pounds, number, sentence_start
from placelib.markdown import plain_markdown
from placelib.quadrant import Quadrant
from placelib.quadrant.documented_money import DocumentedAmount
from placelib.quadrant.funding_scenarios import HalfwayMoney
from placelib.quadrant.leverage_series import DepartmentSpending, YearShare
from placelib.quadrant.leverage_text import write_money
from placelib.quadrant.levers import LEVER_PHRASES
from placelib.quadrant.powers_by_tier import GOVERNING_TIERS, FunctionByTier
from placelib.views.quadrant_rows import NO_FIGURE, Rows, format_percent, format_score

# A whole web address and nothing else: “https://www.gov.uk/x”, no “see https://…”.
_ADDRESS = re.compile(r"https?://[^\s()<>]+")
_TIER_HEADINGS = {
    "council": "Council",
    "foundation": "Foundation authority",
    "mayoral": "Mayoral authority",
    "established": "Established authority",
    "national": "Ministers",
}


def format_whole_pounds(value: float | None) -> str:
    """Whole pounds, a dash for none."""
    return NO_FIGURE if value is None else format_pounds(value)


def list_year_rows(shares: Sequence[YearShare]) -> Rows:
    """A share year by year, with a word where the pandemic moved it or there is none."""
    return [
        {
            "Year": share.year,
            "Share": format_percent(share.share, 1),
            "Remarks": sentence_start(share.why or ("pandemic" if share.is_pandemic else "")),
        }
        for share in shares
    ]


def list_lever_rows(quadrant: Quadrant) -> Rows:
    """Pounds a head by lever and tier, police and fire apart at the end."""
    levers = (*quadrant.leverage.levers, quadrant.leverage.police_and_fire)
    return [
        {
            "Lever": sentence_start(LEVER_PHRASES.get(lever.lever, lever.lever)),
            "Councils": format_whole_pounds(lever.council),
            "Authority": format_whole_pounds(lever.authority),
            "Ministers": format_whole_pounds(lever.ministers),
            "Authority, of what councils do not spend": (
                NO_FIGURE if lever.share is None else f"{number(lever.share)}%"
            ),
            "Remarks": sentence_start(lever.why or ""),
        }
        for lever in levers
    ]


def list_ladder_rows(quadrant: Quadrant) -> Rows:
    """The readings of leverage beside each other, never averaged."""
    leverage = quadrant.leverage
    readings = {
        "What a place could decide (on the axis)": leverage.headline,
        "The same, day-to-day spending only": leverage.current_only,
        "All public spending, benefits and the NHS too": leverage.all_spending,
    }
    return [{"Reading": name, "Leverage": format_score(value)} for name, value in readings.items()]


def list_amount_rows(amounts: Sequence[DocumentedAmount], halfway: HalfwayMoney | None) -> Rows:
    """Documented money to come, each with its source, and how often halfway holds it."""
    times = (
        {multiple.amount.name: multiple.times for multiple in halfway.multiples} if halfway else {}
    )
    return [
        {
            "Documented": sentence_start(amount.name),
            "A year": write_money(amount.pounds_a_year),
            "When": amount.when,
            "Missing to halfway": f"{number(times[amount.name], 1)} times as much"
            if amount.name in times
            else NO_FIGURE,
            "Source": write_source_link(amount.source_title, amount.source_url),
            "Confidence": plain_markdown(amount.confidence),
        }
        for amount in amounts
    ]


def list_power_rows(functions: Sequence[FunctionByTier]) -> Rows:
    """Who decides what, as documented: a row a function; “not stated” is no zero."""
    return [
        {
            "Lever": sentence_start(plain_markdown(function.lever)),
            "Function": plain_markdown(function.function),
            **{_TIER_HEADINGS[tier]: function.part_in_words(tier) for tier in GOVERNING_TIERS},
            "As of": plain_markdown(function.as_of or NO_FIGURE),
            "Source": write_source_link(
                function.source_title or "none stored", function.source_url or ""
            ),
            "Confidence": plain_markdown(function.confidence),
        }
        for function in functions
    ]


def list_department_rows(departments: Sequence[DepartmentSpending]) -> Rows:
    """The departments that spend in a region, and what each spends most on."""
    return [
        {
            "Department or body": plain_markdown(department.department),
            "A year": write_money(department.pounds),
            "Mostly on": sentence_start(department.functions[0][0]),
            "Fields it spends on": str(len(department.functions)),
        }
        for department in departments
    ]


def write_source_link(title: str, url: str) -> str:
    """A source as Markdown: a link where it has an address and nothing else beside it."""
    name = plain_markdown(title)
    return f"[{name}]({url})" if _ADDRESS.fullmatch(url) else name
