"""What a visitor says about an uploaded measure, with a first guess from the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from placelib.errors import clip
from placelib.formatting import sentence_start
from placelib.model import UPLOADED, Indicator
from placelib.quickview.measures import Measure
from placelib.quickview.titles import add_table_title, find_source
from placelib.uploads import Reading

Kind = Literal["rate", "count"]
KINDS: dict[Kind, str] = {
    "rate": "A rate, share, average, price or index: it can be held beside a place of another size",
    "count": "A count or a total: it grows with the size of the place",
}
DIRECTIONS = {0: "No direction", 1: "Higher is better", -1: "Lower is better"}
UNITS = (
    "number", "thousand", "million", "%", "per 1,000 people", "per 10,000 people",
    "per 100,000 people", "£", "£ thousand", "£ million", "years", "hectares", "kt CO2", "index",
    "ratio",
)  # fmt: skip
# Characters of what a visitor may write.
LONGEST_TITLE, LONGEST_UNIT, LONGEST_SOURCE = 100, 40, 160
_COUNTS = {"number", "thousand", "million", "£ thousand", "£ million", "£ billion", "hectares",
           "kt CO2", "people"}  # fmt: skip
_RATES = {"%", "rate", "ratio", "index", "years"}
_RATE_WORDS = re.compile(
    r"%|\bper ?cent|\bpct\b|\b(?:rate|proportion|share|average|mean|median|ind(?:ex|ices)|ratio"
    r"|score|densit(?:y|ies)|price|rent|pay|wage|earnings)s?\b|expectancy"
    r"|\b(?:per|a) head\b|\b(?:hourly|daily|nightly|weekly|monthly) (?:cost|fee|charge)s?\b"
    r"|\bunit costs?\b|(?:£|costs?|fees?|charges?) per (?:hour|day|night|week|month)\b"
    r"|\bper (?:\d|head|person|capita|household|dwelling|km|hectare|thousand|million)",
    re.IGNORECASE,
)
# Homes for rent are counted, and no rent is paid in their number: “Affordable rent”, “Rent to buy”.
_RENT_AS_TENURE = re.compile(
    r"\b(?:affordable|social|intermediate|private|market|for|to) rent\b|\brent to buy\b",
    re.IGNORECASE,
)
# These are no counts even in thousands of pounds.
_AVERAGE_WORDS = re.compile(
    r"\b(?:average|mean|median|price)s?\b|\bper (?:head|person|capita|household|dwelling)",
    re.IGNORECASE,
)
# In the title of a table they say that it holds counts, maybe beside averages: “number of sales”.
_NUMBER_WORDS = re.compile(r"\b(?:number|count|total|population|households)s?\b", re.IGNORECASE)
_NO_NAMES = {"", "value", "values", "data", "observation", "obs_value", "v4_0", "figure", "figures"}
_NOT_SAID = {"", "number", "rate", "ratio", "index", "several"}
_NUMBERED = re.compile(r"(?:table|figure|chart|sheet) \d*\w?(?:\.\d+\w?)*[:.]? +", re.IGNORECASE)
_UNIT_BEHIND = re.compile(r" \((?:%|£|per ?cent|number|count)\)\Z", re.IGNORECASE)
# “Bus journeys, millions”, “Homes (000s)”, “Jobs (in thousands)”: the unit says so already.
_SCALE_BEHIND = re.compile(
    r"(?:,| \(|, in| in)? ?(?:in )?(?:thousands?|millions?|['’]?0{3}s?)\)?\Z", re.IGNORECASE
)
# “million”, “£m”, “thousand visits”, “(000s)”; “per 100,000 people” is no scale.
_SCALES = (
    (re.compile(r"\bbillions?\b|£ ?bn\b", re.IGNORECASE), 1_000_000_000),
    (re.compile(r"\bmillions?\b|£ ?mn?\b|\Am\Z", re.IGNORECASE), 1_000_000),
    (re.compile(r"\bthousands?\b|(?<![\d,])['’]?0{3}s?\b|£ ?k\b", re.IGNORECASE), 1000),
)
_MOST_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Description:
    """What a visitor says about a measure; ``small`` is the answer on counts under ten.

    ``small`` is “hide”, “show” or empty while nobody has answered. ``direction`` is 1, −1 or 0 for
    none. ``per`` is how many people a count is divided by, 0 for none.
    """

    title: str
    unit: str
    kind: Kind
    direction: int
    source: str
    small: str = ""
    per: int = 0


def guess_description(reading: Reading, measure: Measure) -> Description:
    """The description to begin with; where the file says neither rate nor count, it is a count.

    A count is the careful guess: nothing is shaded on a map until somebody calls it a rate.
    """
    title = " ".join(measure.name.split())
    if title.casefold() in _NO_NAMES:
        title = " ".join(reading.title.split(" / ")[0].split()) or title or "Figures"
    title = title.replace("_", " ").replace(" | ", ", ")
    title = _NUMBERED.sub("", title, count=1).strip(" |·:") or title
    words = f"{title} {measure.unit}"
    if "£" not in words and not _AVERAGE_WORDS.search(words):
        words = _RENT_AS_TENURE.sub("", words)
    title = sentence_start(_UNIT_BEHIND.sub("", title) or title)
    if measure.unit in {"thousand", "million"}:
        title = _SCALE_BEHIND.sub("", title) or title
    title = add_table_title(title, reading.title, LONGEST_TITLE)
    kind: Kind = "rate" if measure.unit in _RATES or _RATE_WORDS.search(words) else "count"
    if measure.unit in _COUNTS and not _AVERAGE_WORDS.search(words):
        kind = "count"
    if not measure.unit and _is_table_of_averages(reading.title):
        kind = "rate"
    return Description(
        title=clip(title, LONGEST_TITLE),
        unit=measure.unit or "number",
        kind=kind,
        direction=0,
        source=find_source(reading.title, LONGEST_SOURCE),
    )


def split_scale(unit: str) -> tuple[int, str]:
    """How many single things a unit stands for, and the unit of a single thing.

    “million” gives 1,000,000 and “number”, “£ thousand” 1,000 and “£”, “per 1,000” 1 and itself.
    """
    if not re.search(r"\bper\b", unit, re.IGNORECASE):
        for pattern, scale in _SCALES:
            if pattern.search(unit):
                things = pattern.sub("", unit).strip(" ()")
                is_money = "£" in unit and not things.startswith("£")
                return scale, f"£{things}" if is_money else things or "number"
    return 1, unit


def _is_table_of_averages(title: str) -> bool:
    """True for “Summary of median monthly rents”, whose columns are called “One bedroom”.

    Taken for counts, the rents of former councils would be added up. Where the title speaks of
    numbers too, the columns may be either.
    """
    return bool(_AVERAGE_WORDS.search(title)) and not _NUMBER_WORDS.search(title)


def find_faults(description: Description) -> dict[str, str]:
    """What is wrong with a description, a sentence by the name of the field; empty when fine."""
    descriptions = {}
    if not description.title.strip():
        descriptions["title"] = "The title is empty. Say in a few words what the figures are."
    limits = {"title": LONGEST_TITLE, "unit": LONGEST_UNIT, "source": LONGEST_SOURCE}
    for name, most in limits.items():
        length = len(getattr(description, name))
        if length > most:
            descriptions[name] = (
                f"The {name} has {length:,} characters; up to {most} fit. Shorten it."
            )
    if description.kind not in KINDS:
        descriptions["kind"] = "Say whether the figures are rates or counts."
    return descriptions


def build_indicator(
    description: Description,
    levels: Sequence[str],
    values: Sequence[float],
    slug: str = UPLOADED,
    file: str = "",
) -> Indicator:
    """The record of an uploaded measure, so that every chart can show it; marked “uploaded”.

    ``slug`` tells it from other measures, ``file`` is the name of the file it is from. It has no
    publisher: `describe_origin` says what stands in the place of one.
    """
    label = f"{description.title.strip()} ({UPLOADED})"
    prefix, suffix, after = _split_unit(description)
    return Indicator(
        slug=slug, position=0, label=label, phrase=_fit_into_sentence(label),
        what_it_is=_write_origin(label, file, description.source.strip()),
        be_careful="Not checked by us.",
        direction=description.direction or None,
        direction_reason="The person who uploaded the table "
        f"{'says so' if description.direction else 'gave none'}.",
        topic=UPLOADED, sub_topic=UPLOADED, dataset=UPLOADED, unit=description.unit,
        prefix=prefix, suffix=suffix, sub_text=after, decimals=count_measure_decimals(values),
        standardised=description.kind == "rate" or description.per > 0,
        experimental=False, has_interval=False, can_be_negative=min(values, default=0.0) < 0,
        zero_baseline=False, frequency="", period_format="", period_first=None, period_last=None,
        countries=("E", "N", "S", "W"), levels=tuple(levels), boundary_year=None,
        source_orgs=(), source_urls=(), released=date.min, has_data=True,
    )  # fmt: skip


def _write_origin(label: str, file: str, source: str) -> str:
    origin = f"Uploaded figures, not official ones: “{label}” from the file “{file}”."
    if source:
        return f"{origin} Source as given with the upload: {source}."
    return f"{origin} No source was given."


def describe_origin(indicator: Indicator) -> str:
    """Where an uploaded measure is from, as it stands where official figures have a publisher."""
    return f"{indicator.what_it_is} {indicator.be_careful}"


def _fit_into_sentence(label: str) -> str:
    """The label as it stands in running text: a small first letter, unless it is part of a name."""
    first = label.partition(" ")[0]
    is_word = first[:1].isupper() and first[1:].islower()
    return f"{label[0].lower()}{label[1:]}" if is_word else label


def _split_unit(description: Description) -> tuple[str, str, str]:
    """What stands before the number, directly behind it, and after it in words."""
    unit = description.unit.strip()
    per = f"per {description.per:,} people" if description.per else ""
    if unit == "%":
        return ("", "", per) if per else ("", "%", "")
    before = "£" if unit.startswith("£") else ""
    after = unit.removeprefix("£").strip()
    # People per so many people say no more than the number does.
    unit_words = "" if after in _NOT_SAID or (per and after == "people") else after
    return before, "", f"{unit_words} {per}".strip()


def count_measure_decimals(values: Sequence[float]) -> int:
    """How many decimals show the figures: none for whole numbers, at most two else.

    No figure above zero shall look like zero: a small one brings more decimals for all, and
    figures that are all below 0.1 get four.
    """
    if all(value == int(value) for value in values):
        return 0
    largest = max((abs(value) for value in values), default=0.0)
    if largest < 0.1:
        return 4
    needed = max((_count_decimals(value) for value in values[:5000]), default=0)
    places = 0 if largest >= 1000 else min(needed, _MOST_DECIMALS if largest < 10 else 1)
    smallest = min(abs(value) for value in values if value)
    while places < _MOST_DECIMALS and smallest < 0.5 / 10**places:
        places += 1
    return places


def _count_decimals(value: float) -> int:
    text = f"{value:.6f}".rstrip("0")
    return len(text.partition(".")[2])
