"""Numbers as people read them: units, thousands, differences and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from placelib.model import Indicator

MINUS = "−"
_END = re.compile(r"(?<=[.?!])(?<!\bSt\.) (?=[A-Z“£0-9])")
DIRECTION_WORDS = {
    1: "Higher is better.",
    -1: "Lower is better.",
    None: "No direction is recorded.",
}
# A cell that begins with one of these is run as a formula by a spreadsheet.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# The publisher's unit line on the left, what we write after the number on the right.
_AFTER = {
    "people": " people",
    "persons per square kilometre": " people per km²",
    "years": " years",
    "number of enterprises": " businesses",
    "per 1,000 population": " per 1,000 people",
    "per 1,000 dwellings": " per 1,000 homes",
    "affordability ratio": " times pay",
    "per 1,000 stock": " per 1,000 homes",
    "average length of stay in nights": " nights",
    "number of guest nights": " guest nights",
    "per 100,000 population": " per 100,000 people",
    "score out of 10": " out of 10",
    "kWh": " kWh",
    "tCO2e per capita": " tonnes CO₂e",
    "annual average daily flow": " vehicles a day",
    "minutes": " minutes",
    "per 10,000 population": " per 10,000 people",
    "per million population": " per million people",
    "in £ millions": " million",
    "in £ millions, 2024 prices": " million (2024 prices)",
}

# A difference between two figures is not itself “out of 10”; one between two ratios to a year’s
# pay is so many years of pay.
_AFTER_DIFFERENCE = {" out of 10": " points", " times pay": " years of pay"}
_ONE = {
    " years": " year",
    " years of pay": " year of pay",
    " minutes": " minute",
    " nights": " night",
    " people": " person",
}


# What a publisher gives around a figure: one term wherever a reader meets it, and what it means.
INTERVAL = "95% confidence interval"
INTERVAL_MEANING = "in which the true figure very likely lies"


def rounded(value: float, decimals: int) -> Decimal:
    """The value rounded half away from zero, as school teaches it and as tables are printed."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number(value: float, decimals: int = 0) -> str:
    """The number with thousands commas and a true minus sign: “1,234.5”, “−0.3”."""
    exact = rounded(value, decimals)
    text = f"{abs(exact):,}"
    return f"{MINUS}{text}" if exact < 0 else text


def number_apart_from_zero(value: float, decimals: int) -> str:
    """The number with as many more decimals as show that it is not 0: 0.02 as “0.02”, not “0.0”."""
    while value and not rounded(value, decimals):
        decimals += 1
    return number(value, decimals)


def unit_after(indicator: Indicator) -> str:
    """What follows the indicator's number: “%”, “ years”, “ per 100,000 people” or nothing."""
    if indicator.suffix:
        return indicator.suffix
    return _AFTER.get(indicator.sub_text, f" {indicator.sub_text}" if indicator.sub_text else "")


def unit_before(indicator: Indicator) -> str:
    """What stands before the indicator's number: “£” or nothing."""
    if indicator.prefix or indicator.sub_text.startswith("in £"):
        return "£"
    return ""


def figure(indicator: Indicator, value: float) -> str:
    """The value with its own decimals and its unit: “71.2%”, “£612”, “64.3 years”."""
    return _dressed(indicator, number(value, indicator.decimals))


def short_figure(indicator: Indicator, value: float) -> str:
    """The value with only the signs that cannot be left out: “71.2%”, “£612 million”, “64.3”."""
    is_million = not indicator.suffix and unit_after(indicator).startswith(" million")
    return f"{figure_without_unit(indicator, value)}{' million' if is_million else ''}"


def figure_without_unit(indicator: Indicator, value: float) -> str:
    """The value as it stands beside its unit: “71.2%”, “£612”, “64.3”."""
    return _dressed(indicator, number(value, indicator.decimals), after=indicator.suffix)


def interval(indicator: Indicator, lower: float, upper: float) -> str:
    """The two ends of an interval in words: “69.8% to 72.6%”."""
    return f"{short_figure(indicator, lower)} to {short_figure(indicator, upper)}"


def subtract_rounded(indicator: Indicator, figure_a: float, figure_b: float) -> Decimal:
    """The difference of two figures as a reader would take it from the figures shown."""
    return rounded(figure_a, indicator.decimals) - rounded(figure_b, indicator.decimals)


def format_difference(indicator: Indicator, figure_a: float, figure_b: float) -> str:
    """The size of a difference with its unit: “4.2 percentage points”, “£45”, “3.1 years”."""
    size = f"{abs(subtract_rounded(indicator, figure_a, figure_b)):,}"
    if indicator.suffix == "%":
        return f"{size} percentage point{'' if Decimal(size.replace(',', '')) == 1 else 's'}"
    after = unit_after(indicator)
    return _dressed(indicator, size, after=_AFTER_DIFFERENCE.get(after, after))


def share_out_percentages(shares: Sequence[float]) -> list[int]:
    """The shares of a whole as whole percentages that add up to what they are together.

    What rounding down leaves over goes to the largest remainders: three sixths of 1 are 17, 17 and
    16. A share moves by less than a percentage point.
    """
    exact = [round(100 * share, 9) for share in shares]
    percentages = [int(value) for value in exact]
    left_over = round(sum(exact)) - sum(percentages)
    by_remainder = sorted(range(len(exact)), key=lambda place: percentages[place] - exact[place])
    for place in by_remainder[:left_over]:
        percentages[place] += 1
    return percentages


def listed(parts: Sequence[str]) -> str:
    """The parts as a list in a sentence: “a, b and c”; empty for none."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def format_count(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun: “1 row”, “1,204 rows”; ``plural`` where it takes more than an s."""
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"


def format_column_letter(number: int) -> str:
    """The letter of a column counted from 1, as spreadsheets write it: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def first_sentence(text: str) -> str:
    """The first sentence of a text; “St. Helens” does not end one."""
    return _END.split(text, maxsplit=1)[0]


def sentence_start(text: str) -> str:
    """The text with its first letter as a capital; the rest as it was."""
    return text[:1].upper() + text[1:]


def _dressed(indicator: Indicator, text: str, after: str | None = None) -> str:
    ending = unit_after(indicator) if after is None else after
    if text == "1":
        ending = _ONE.get(ending, ending)
    before = unit_before(indicator)
    if text.startswith(MINUS):
        return f"{MINUS}{before}{text[1:]}{ending}"
    return f"{before}{text}{ending}"


def format_pounds(pounds: float) -> str:
    """Whole pounds: “£115”, and “−£2” with the sign before the pound."""
    text = number(abs(pounds))
    return f"{MINUS if pounds < 0 and text != '0' else ''}£{text}"


def format_bytes(size: int) -> str:
    """A file's size as people say it: “4 KB”, “340 KB”, “1.2 MB”."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"


def format_date(iso: str) -> str:
    """2026-11-23 as “23 November 2026”, 2026-11 as “November 2026”; other text as it is."""
    is_month = len(iso) == len("2026-11")
    try:
        day = date.fromisoformat(f"{iso}-01" if is_month else iso)
    except ValueError:
        return iso
    return f"{day:%B %Y}" if is_month else f"{day.day} {day:%B %Y}"


def possessive(name: str) -> str:
    """The name's possessive: “England’s”, “the West Midlands’”."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def neutralise(text: str) -> str:
    """Text that no spreadsheet runs: “=cmd” becomes “'=cmd”. Numbers never pass through here."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
