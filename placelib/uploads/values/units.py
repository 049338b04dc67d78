"""The unit of a column of figures, from its cells, its heading, a column of units or the title."""

from __future__ import annotations

import re
from collections import Counter

from placelib.uploads.layout.sheet import SheetView
from placelib.uploads.values.tidy import Tidy

_UNITS = (
    (re.compile(r"%|per ?cent|percent|\bpct\b", re.IGNORECASE), "%"),
    # “Homes per hectare” are no hectares; “£ per tonne” is money.
    (
        re.compile(
            r"(?<!£ )\bper (?:km2?|km²|sq(?:uare|\.)? ?(?:km|kilomet\w+|miles?)|hectares?|tonnes?"
            r"|litres?|miles?)(?!\w)",
            re.IGNORECASE,
        ),
        "",
    ),
    (re.compile(r"per 100,?000|per hundred thousand", re.IGNORECASE), "per 100,000"),
    (re.compile(r"per 10,?000", re.IGNORECASE), "per 10,000"),
    (
        # “per (000s)” is a rate; “(000s)” alone counts in thousands.
        re.compile(
            r"per 1,?000|per thousand|per head of 1000|\bper \(?['’]?000['’]?s?\b", re.IGNORECASE
        ),
        "per 1,000",
    ),
    # “Deaths per million people” is a rate; “Journeys (millions)” counts in millions.
    (re.compile(r"per million", re.IGNORECASE), "per million"),
    # “£bn”, “£m”, “£ (millions)”, “£, in thousands”, “millions of pounds”.
    (re.compile(r"£[ (,]*(?:in )?(?:billions?\b|bn\b)", re.IGNORECASE), "£ billion"),
    (
        re.compile(
            r"£[ (,]*(?:in )?(?:millions?\b|mn?\b)|\bmillions? (?:of )?pounds", re.IGNORECASE
        ),
        "£ million",
    ),
    (
        re.compile(
            r"£[ (,]*(?:in )?['’]?(?:thousand|000|k\b)|\bthousands? (?:of )?pounds", re.IGNORECASE
        ),
        "£ thousand",
    ),
    (re.compile(r"£|\bgbp\b|pounds?\b", re.IGNORECASE), "£"),
    (re.compile(r"\(?\bthousands?\b\)?|\(000s?\)|['’]000", re.IGNORECASE), "thousand"),
    (re.compile(r"\bmillions?\b", re.IGNORECASE), "million"),
    (re.compile(r"\bhectares?\b", re.IGNORECASE), "hectares"),
    (re.compile(r"\bkt ?co2", re.IGNORECASE), "kt CO2"),
    (re.compile(r"\bratio\b", re.IGNORECASE), "ratio"),
    (re.compile(r"\bindex\b", re.IGNORECASE), "index"),
    (re.compile(r"\brate\b", re.IGNORECASE), "rate"),
    (re.compile(r"\byears? of age|life expectancy", re.IGNORECASE), "years"),
    (re.compile(r"\b[kmgt]wh\b|\btonnes?\b|\bkm2?\b|\blitres?\b", re.IGNORECASE), ""),
    # “Number of homes” and “house count”, never “County” or “discount”.
    (re.compile(r"\bnumbers?\b|\bcounts?\b", re.IGNORECASE), "number"),
)

# A sentence on rounding speaks of no unit: “All figures are given to the nearest thousand.”
_ON_ROUNDING = re.compile(
    r"\bround(?:ed|ing)?\b|\bnearest\b|suppress|disclos|(?:fewer|less) than|not (?:sum|add)\b",
    re.IGNORECASE,
)
# Above a table “thousand” is a unit only where it stands as one: “£ thousand”, “(000s)”, “in
# thousands”, “Thousands” at the start of a line, “thousands of pounds”; so is “millions”, but in
# “Homes for a million people” it is not.
_SCALE_AS_UNIT = re.compile(
    r"(?:\A|[(,:;–-] ?|\bin |£ ?|units? )['’]?(?:thousands?|0{3}s?|k|millions?|mn?|billions?|bn)\b"
    r"|(?:thousand|million)s? (?:of )?pounds",
    re.IGNORECASE,
)
# “Median wait (days)”, “Residual waste (kg)”. “(years)” may be an age: “Pupils aged 5 (years)”.
_IN_BRACKETS = re.compile(
    r"\((days|weeks|hours|minutes|seconds|miles|km|metres|kg|tonnes|litres)\)", re.IGNORECASE
)
_SCALES = {"thousand", "million", "£ thousand", "£ million", "£ billion"}
# A heading that only says that its figures are numbers: the line above may say in what.
_ONLY_NUMBER = re.compile(r"(?:numbers?|counts?)(?: (?:19|20)\d\d)?\Z", re.IGNORECASE)
# A line that names money: “Amount (£)”, “in GBP”, “pounds”.
_MONEY = re.compile(r"£|\bgbp\b|\bpounds?\b", re.IGNORECASE)
# A line above a table that names money and one of these speaks of two kinds of column: “Amount (£)
# and number of homes”.
_BESIDE_MONEY = re.compile(r"\bnumbers?\b|\bcounts?\b|%|per ?cent", re.IGNORECASE)

# These speak of a count only where nothing else names a unit: “Population”, “Total households”.
_COUNTED = re.compile(r"\bpopulation|\bn\b|total|people|households", re.IGNORECASE)
_ADDITIVE_UNITS = {"number", "£", "hectares", "kt CO2"} | _SCALES

# An average, a share or a price of one thing: twice as many areas do not make it twice as much.
# “Median rent”, “Births per 1,000”, “Band D”, but not “Journeys per year”.
_NOT_A_SUM = re.compile(
    r"averag|\bmeans?\b|median|percentile|quartile|decile|typical|lowest|highest|maximum|minimum"
    r"|\bper\b(?! ?(?:annum|year|month|week|day|quarter))|\brates?\b|ratio|proportion|share\b|%"
    r"|per ?cent|\bindex\b|\bindices\b|score|rank|densit|expectanc|\bband ?[a-h]\b|confidence"
    r"|\b(?:hourly|daily|nightly|weekly|monthly) (?:cost|fee|charge)s?\b|\bunit costs?\b"
    r"|\b(?:hourly|weekly|monthly|annual) (?:pay|earnings|rents?|wages?|salar)|earnings|\bwages?\b"
    r"|salar|\bpay\b|\bprices?\b|\brents?\b|\bvalues? of an?\b|\bcost of an?\b|\blevel\b",
    re.IGNORECASE,
)
# “Total of average bills”, “Number of homes below the median”: a count for all its words.
_SUM_ALL_THE_SAME = re.compile(
    r"\b(?:totals?|sum|number|count|bill|aggregate|receipts|arrears|no\.) (?:of|for|in|\()|^total\b"
    r"|\btotal$",
    re.IGNORECASE,
)

# A spreadsheet shows 0.1234 as 12%: few percentages are given to a thousandth.
_FINE = re.compile(r"0?\.\d{3,}\Z", re.ASCII)
# Half of the figures must be so fine, of three figures or more.
_LEAST_FINE = 0.5
_LEAST_FIGURES = 3


def find_unit(view: SheetView, index: int, in_cells: Counter[str]) -> str:
    """The unit of a column (index from 0), empty when nothing names one.

    A sign in the cells decides before a column of units, that before the heading, that before
    the title. A unit without a name of its own here stays as the heading writes it.
    """
    label = view.labels[index]
    in_label = "" if _ON_ROUNDING.search(label) else _find_in_heading(label)
    if in_cells:
        sign = in_cells.most_common(1)[0][0]
        # “£1,234” under “Budget (£000)” is in thousands all the same.
        return in_label if sign == "£" and in_label.startswith("£") else sign
    block = view.block
    if view.roles.unit is not None and block is not None:
        named = Counter(view.grid.column(view.roles.unit, block.first, block.last))
        named.pop("", None)
        if len(named) == 1:
            only = next(iter(named))[:40]
            return _find_named(only) or only
        if named:
            return "several"
    in_title = _find_in_title(view.title)
    # “Passenger journeys, millions” over “Number 2024”: not single journeys.
    if in_label == "number" and in_title in {"thousand", "million"} and _ONLY_NUMBER.match(label):
        return in_title
    return in_label or in_title or ("number" if _COUNTED.search(label) else "")


def _find_in_title(title: str) -> str:
    """The unit that the lines above a table name; empty where they name several."""
    units = set()
    # A line may hold a sentence on rounding and a unit: “Figures are rounded; £ thousand”.
    for part in re.split(r" / |; |\. ", title):
        unit = "" if _ON_ROUNDING.search(part) else _find_named(part)
        # “Residual waste for each household (kg)”.
        in_brackets = _IN_BRACKETS.search(part)
        if in_brackets and part.endswith(in_brackets[0]):
            unit = in_brackets[1].lower()
        # “Average bill (£) and number of homes”: some columns are money, and nobody knows which.
        if unit and _MONEY.search(part) and _BESIDE_MONEY.search(part):
            return ""
        if unit in _SCALES and not _SCALE_AS_UNIT.search(part):
            unit = ""
        units.add(unit)
    units.discard("")
    return units.pop() if len(units) == 1 else ""


def _find_in_heading(label: str) -> str:
    match = _IN_BRACKETS.search(label)
    return match[1].lower() if match else _find_named(label)


def _find_named(text: str) -> str:
    # The words of a column's name are parted: “vehicle_count”, “employment_rate”, “houseCount”.
    words = re.sub(r"(?<=[a-z])(?=Number|Count)", " ", text).replace("_", " ")
    for pattern, unit in _UNITS:
        match = pattern.search(words)
        if match:
            return unit or match[0]
    return ""


def is_additive(unit: str, header: str, title: str) -> bool:
    """True for a column of counts or money whose words name no average, rate or price.

    The title of the sheet speaks for a column only where its heading says nothing of its own.
    """
    if unit not in _ADDITIVE_UNITS or is_an_average(header):
        return False
    return bool(_SUM_ALL_THE_SAME.search(header)) or not is_an_average(title)


def is_an_average(words: str) -> bool:
    """True for the words of a figure that means nothing when it is added up over areas."""
    # “MedianRent” as “Median Rent”. “Total of average bills” is an average, “Total bills” a sum.
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words).replace("_", " ")
    if _SUM_ALL_THE_SAME.search(words) and not re.search(
        r"averag|median|\bmean\b|%|per ?cent|\brate\b|proportion|\bper\b", words, re.IGNORECASE
    ):
        return False
    return _NOT_A_SUM.search(words) is not None


def find_share_columns(view: SheetView, tidy: Tidy) -> list[int]:
    """The columns (from 0) of per cent whose figures all lie between 0 and 1, most of them fine."""
    block = view.block
    if block is None:
        return []
    return [
        index
        for index in view.roles.figures
        if find_unit(view, index, tidy.units[index]) == "%"
        and _are_shares(view.grid.column(index, block.first, block.last))
    ]


def _are_shares(cells: list[str]) -> bool:
    numbers = [cell for cell in cells if cell[:1].isdigit() or cell[:1] == "."]
    fine = sum(_FINE.match(cell) is not None for cell in numbers)
    if len(numbers) < _LEAST_FIGURES or fine < _LEAST_FINE * len(numbers):
        return False
    return all(_FINE.match(cell) or cell in {"0", "1"} or cell[:2] == "0." for cell in numbers)
