"""Figures as people write them: a number, a reason why there is none, or text; never a guess."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from placelib.uploads.formats.grid import Grid

MARKERS = {
    "c": "confidential",
    "x": "not available",
    "z": "not applicable",
    "u": "unreliable",
    "k": "low",
    "w": "withheld",
    "e": "estimated, no figure",
    "s": "suppressed",
    "low": "rounds to zero",
    ":": "not available",
    "..": "not available",
    "...": "not available",
    ".": "not applicable",
    "-": "nil or not available",
    "–": "nil or not available",
    "—": "nil or not available",
    "--": "nil or not available",
    "*": "suppressed",
    "**": "suppressed",
    "***": "suppressed",
    "#": "suppressed",
    "~": "rounds to zero",
    "!": "not available",
    "?": "not known",
    "null": "missing",
    "none": "missing",
    "nan": "missing",
    "inf": "not a number",
    "-inf": "not a number",
    "infinity": "not a number",
    "na": "not available",
    "n/a": "not available",
    "n.a.": "not available",
    "n/k": "not known",
    "unknown": "not known",
    "not known": "not known",
    "not available": "not available",
    "not avail": "not available",
    "not applicable": "not applicable",
    "not collected": "not collected",
    "not recorded": "not recorded",
    "not provided": "not available",
    "not held": "not available",
    "no data": "not available",
    "missing": "missing",
    "suppressed": "suppressed",
    "redacted": "suppressed",
    "disclosive": "suppressed",
    "confidential": "confidential",
    "no response": "not available",
    "no return": "not available",
    "not returned": "not available",
    "not received": "not available",
    "not supplied": "not available",
    "not disclosed": "suppressed",
    "not stated": "not known",
    "no answer": "not available",
    "did not answer": "not available",
    "did not respond": "not available",
    "did not return": "not available",
    "awaited": "not available",
    "data awaited": "not available",
    "unavailable": "not available",
    "did not submit": "not available",
    "not submitted": "not available",
    "not published": "not available",
    "data not available": "not available",
    "no data available": "not available",
    "dns": "not available",
    "n/c": "not collected",
    "n.d.": "not available",
    "nk": "not known",
    "tbc": "not available",
    "withheld": "withheld",
    "…": "not available",
    ". .": "not available",
    ". . .": "not available",
    "‒": "nil or not available",
    "†": "see the file's notes",
    "‡": "see the file's notes",
    "nil": "nil or not available",
    "#n/a": "spreadsheet error",
    "#ref!": "spreadsheet error",
    "#div/0!": "spreadsheet error",
    "#value!": "spreadsheet error",
    "#name?": "spreadsheet error",
    "#num!": "spreadsheet error",
    "#null!": "spreadsheet error",
}
# “12”, “-4.5”, “.5”: most cells, read the fast way.
_PLAIN = re.compile(r"-?(?:\d+\.?\d*|\.\d+)\Z", re.ASCII)
# “£1,234.5m”, “(12)”, “-45%”, “12 345”, “1.2e3”, “7*”, “3 [r]”.
_NUMBER = re.compile(
    # “£(987.65)” and “1,500-” are how accounts write what is less than nothing.
    r"(?P<open>\()?(?P<sign>[-+−–])?\s?(?P<pound>[£€$])?\s?(?P<sign2>[-−–])?(?P<open2>\()?\s?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)"
    r"(?P<power>[eE][+-]?\d{1,4})?\s?"
    r"(?P<size>thousand|million|billion|bn|m|k)?\s?(?P<percent>%|per ?cent)?\s?(?P<close>\))?"
    r"(?P<sign3>[-−])?"
    r"\s?(?P<mark>\*{1,3}|\[[a-z]{1,2}\d?\]|\((?:p|r|e|u|b|\d)\)|[pr]|[†‡^~#¹²³⁴⁵⁶⁷⁸⁹]"
    r"|\[(?:notes? )?\d{1,2}(?:, ?\d{1,2})*\])?\Z",
    re.ASCII | re.IGNORECASE,
)
# “1.234,5” and “2,5%”, where a comma is known to be the decimal mark.
_COMMA_DECIMAL = re.compile(r"-?\d{1,3}(?:\.\d{3})*,\d+%?\Z|-?\d+,\d+%?\Z", re.ASCII)
# “<5”, “fewer than 5”, “at least 3”, “90+”: a limit is no figure.
_LIMITS = tuple(
    (re.compile(rf"{pattern}\Z", re.ASCII), words)
    for pattern, words in (
        (r"(?:<|less than|fewer than|under)\s?(\d+(?:\.\d+)?)%?", "less than {}"),
        (r"(?:>|more than|over)\s?(\d+(?:\.\d+)?)%?", "more than {}"),
        (r"(?:<=|≤|at most|up to)\s?(\d+(?:\.\d+)?)%?", "at most {}"),
        (r"(\d+) or (?:fewer|less)", "at most {}"),
        (r"(?:>=|≥|at least)\s?(\d+(?:\.\d+)?)%?", "at least {}"),
        (r"(\d+)%?(?:\+| or more| and over)", "at least {}"),
    )
)
# “[b]”, “[note 3]”: a mark in the place of a figure.
_NOTE = re.compile(r"\[(?:b|er|f|p|r|d|(?:notes? )?\d{1,2}(?:, ?\d{1,2})*)\]\Z", re.ASCII)
# “1–4”: a range is no figure.
_BETWEEN = re.compile(r"(\d+)\s?(?:-|–|to)\s?(\d+)\Z", re.ASCII)
# “£1.2m” and “3 thousand”: what the word multiplies by.
_SIZES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
# “1.234,50”: points between thousands, then a comma.
_GROUPED = r"-?\d{1,3}(?:\.\d{3})+,\d{1,2}"
# “1.234,50”, “2,5%”: can only be a decimal comma.
_CERTAIN = re.compile(rf"(?:{_GROUPED}|-?\d+,\d{{1,2}})%?", re.ASCII)
# “2.5”, “1,234,567”: speaks against decimal commas.
_POINT = re.compile(r"-?[\d,]*\d\.\d{1,2}%?|\d{1,3}(?:,\d{3}){2,}", re.ASCII)
# “1.234.567”, “12,5”: rewritten once commas are certain.
_COMMA = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?%?", re.ASCII)
# So many certain figures make a file one of decimal commas; one or two may be slips.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class ValueText:
    """What a cell says: a finite number, or None with the reason, and how it was written.

    ``status`` holds the reason for a gap, or a mark beside a number (“*”, “(p)”). ``unit`` is %,
    £ or empty. Text that is neither has kind “text”.
    """

    kind: Literal["number", "gap", "blank", "text"]
    value: float | None = None
    status: str = ""
    unit: str = ""


BLANK = ValueText("blank", None, "blank")


TEXT = ValueText("text", None, "not a figure")


@lru_cache(maxsize=1 << 18)
def read_value(text: str, *, decimal_comma: bool = False) -> ValueText:
    """The figure or the gap in a cell.

    Thousands, £, %, brackets for negatives, sizes (1.2m) and marks behind a figure are read;
    wrongly grouped digits, digits of other scripts and infinite numbers are not.
    """
    if _PLAIN.match(text):
        value = float(text)
        return (
            ValueText("number", value) if value and math.isfinite(value) else _check_finite(value)
        )
    if not text:
        return BLANK
    form = text.strip().lower()
    inner = form[1:-1].strip() if form[:1] + form[-1:] in {"[]", "()"} else form
    if form in MARKERS or inner in MARKERS:
        return ValueText("gap", None, MARKERS.get(form) or MARKERS[inner])
    if decimal_comma and _COMMA_DECIMAL.match(text):
        return read_value(text.replace(".", "").replace(",", "."))
    # A spreadsheet's mark for “as text” may come along with the number.
    match = _NUMBER.match(text.strip().removeprefix("'"))
    if match:
        return _read_number(match)
    if _NOTE.match(form):
        return ValueText("gap", None, "see the file's notes")
    for pattern, words in _LIMITS:
        limit = pattern.match(form)
        if limit:
            return ValueText("gap", None, words.format(limit[1]))
    between = _BETWEEN.match(form)
    if between and int(between[1]) < int(between[2]):
        return ValueText("gap", None, f"between {between[1]} and {between[2]}")
    return TEXT


def is_figure(text: str) -> bool:
    """True for a number or a mark that stands for a missing one."""
    return read_value(text).kind in {"number", "gap"}


def is_number(text: str) -> bool:
    """True for a number, a marker being none."""
    return read_value(text).kind == "number"


def _read_number(match: re.Match[str]) -> ValueText:
    opened = bool(match["open"]) + bool(match["open2"])
    if opened != bool(match["close"]):
        return TEXT
    signs = [sign for sign in (match["sign"], match["sign2"], match["sign3"]) if sign]
    if len(signs) > 1 or (signs and opened and signs[0] != "+"):
        return TEXT
    size = match["size"]
    if size and size.lower() in {"m", "k"} and not match["pound"]:
        # “5 m” may be metres: only money is read in millions by a single letter.
        return TEXT
    digits = match["digits"].replace(",", "").replace(" ", "") + (match["power"] or "")
    value = float(digits) * _SIZES.get((size or "").lower(), 1.0)
    if opened or (signs and signs[0] in "-−–"):
        value = -value
    unit = "%" if match["percent"] else "£" if match["pound"] == "£" else match["pound"] or ""
    return _check_finite(value, (match["mark"] or "").strip(), unit)


def _check_finite(value: float, status: str = "", unit: str = "") -> ValueText:
    if not math.isfinite(value):
        return ValueText("gap", None, "not a number")
    return ValueText("number", value + 0.0 if value else 0.0, status, unit)


def is_decimal_comma(texts: list[str], *, semicolons: bool) -> bool | None:
    """Whether a comma in these figures is a decimal mark; None when both readings are possible.

    Only a file divided by semicolons or tabs can be in doubt; elsewhere “1,234” is one thousand.
    """
    commas = [text for text in texts if "," in text and text[:1].isdigit()]
    if not commas:
        return False
    # “2,5” can only be a decimal, “1,234” can be both; “12,345.6” speaks against all of it.
    if any(_COMMA_DECIMAL.match(text) and not re.search(r",\d{3}\Z", text) for text in commas):
        return not any(re.match(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z", text) for text in commas)
    # “2.5”: then a comma is no decimal mark.
    points = any(re.match(r"\d+\.\d+\Z", text) for text in texts)
    groups = any(text.count(",") > 1 for text in commas)
    # A spreadsheet writes 2,5 and not 2,500: zeros at the end of many figures mean thousands.
    rounded = sum(text.endswith("0") for text in commas)
    thousands = points or groups or (len(commas) >= 10 and rounded > 0)
    return None if semicolons and not thousands else False


def rewrite_decimal_commas(grid: Grid, delimiter: str) -> None:
    """Write the grid's figures with a point where its decimals are set off by commas.

    Only files divided by semicolons, tabs or bars are written so, and only figures such as 2,5 or
    1.234,50 are certain; one figure with a decimal point speaks against it.
    """
    if not delimiter or delimiter not in ";\t|":
        return
    certain = 0
    for row in grid.rows:
        for cell in row:
            if cell[-1:].isdigit() or cell[-1:] == "%":
                if _POINT.fullmatch(cell):
                    return
                certain += "," in cell and _CERTAIN.fullmatch(cell) is not None
    if certain < _LEAST:
        return
    for row in grid.rows:
        for index, cell in enumerate(row):
            if "," in cell and _COMMA.fullmatch(cell):
                row[index] = cell.replace(".", "").replace(",", ".")
