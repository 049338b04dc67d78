"""What each column of a table is for: figures, periods, categories, levels, or nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import islice

from placelib.uploads.areas.levels import find_level
from placelib.uploads.formats.cell_values import read_value
from placelib.uploads.formats.grid import Grid, collapse_spaces
from placelib.uploads.layout.block import Block
from placelib.uploads.layout.period_columns import (
    choose_period,
    find_header_periods,
    join_part_of_year,
    leave_out_ordinals,
    leave_out_second_periods,
    split_heading,
)
from placelib.uploads.layout.sheet import OTHER_YEARS, Roles
from placelib.uploads.periods.finding import find_period
from placelib.uploads.periods.grammar import read_period_text

# “Year”, “time_period”, “Quarter end date”, “FY”.
_PERIOD_HEADER = re.compile(
    r"\b(?:years?|periods?|dates?|quarters?|months?|time|calendar ?year|year ?end\w*)\b|"
    r"^(?:fy|ay|yr|time_?period|ref_?period|effective_?date|reportingperiod|yearcode)$",
    re.IGNORECASE,
)
# “Date opened”, “Publication date”, “Age band”: dates of something else than the figures, or ages.
_NOT_PERIOD = re.compile(
    r"\b(?:start|end|last|birth|publi\w*|updated?|opened|closed|inspection|founded|records?|"
    r"reply|correct|identifier|next|previous|ages?|aged|bands?|year group|incident|decision|adopted"
    r"|adoption|released?|extract\w*|created|issued|expiry|expires|deadline|designated|approved)\b",
    re.IGNORECASE,
)
# “Row ref”, “uprn”, “Easting”, “postcode”, “LA Code1”: numbers that are no figures.
_ID_HEADER = re.compile(
    r"(?:^|\s)(?:codes?|cd|id|ref|row ?ref|key|sort|sortable|order|hierarchy|index ?no|uprn|urn"
    r"|ukprn|objectid|fid)\d?$|^(?:id|fid|code)(?:\s|$)|code\d?$|^row$|latitude|longitude|easting"
    r"|northing|^bng [en]$|^(?:long|lat|lon|lng)$|^shape +(?:area|len)|^st (?:area|len)"
    r"|postcode|\b(?:phone|telephone|flags?|footnotes?)\b",
    re.IGNORECASE,
)
# Why a column is left out; what can be done about it is said where its outcome is (see outcomes).
CODES = "a code or number that is no figure"
RANKS = "a rank or quality measure"
INTERVALS = "the bounds of an interval"
MARKERS_ONLY = "only markers"
# “Rank 2019”, “rank15”, “IMD decile”, “z-score”: places in an order, which are no figures of areas.
_RANK_HEADER = re.compile(r"\b(?:rank|ranking|mad|decile|quintile|quartile)\d*\b|\bz ?-?scores?\b")
# “LCI”, “95% upper”, “Lower CL”, “conf. int.”, “standard error”.
_BOUND_HEADER = re.compile(
    r"(?:^|[\s_(|])(?:lci|uci|lcl|ucl|ci|cis|cv|conf|confidence|upper|lower|std|se|standard error|"
    r"margin of error|low ci|high ci|95%?)"
    r"(?:[\s_)|\d]|$)",
    re.IGNORECASE,
)
# “Year published”, “Year of last inspection”, “Opened (year)”; “Homes a year” counts homes.
_NAMES_YEAR = re.compile(r"^(?:(?:last|first|next|start|end) )?year\b|\(year\)$|\w+ed year$")
# “Geographic level”, “Area type”, “Class”.
_LEVEL_HEADER = re.compile(
    r"geograph|level|area ?type|areatype|type of area|tier|\bclass\b", re.IGNORECASE
)
# “Indicator”, “Measure name”, “Series”.
_INDICATOR_HEADER = re.compile(
    r"^(?:indicators?|measures?|series|metric|variable|statistic|indicator ?name|data ?item|"
    r"measure ?name)$",
    re.IGNORECASE,
)
# “[note 6]” in a heading.
_NOTE = re.compile(r"\s*[\[(]notes? ?[\d, ]+[\])]", re.IGNORECASE)
# What programs and people write over the numbers of the rows, or nothing at all: pandas
# “Unnamed: 0”, R “X” and “...1”, “Row”, “No.”, “S/N”.
_NO_HEADER = re.compile(
    r"(?:unnamed: ?\d+(?:\.\d+)?|level_\d|index|row(?: ?(?:no\.?|number|id|names?))?|rn"
    r"|line(?: no\.?)?|no\.?|#|s/?n|s\.? ?no\.?|serial(?: no\.?)?|[xv]\d?|\.\.\.\d+)?",
    re.IGNORECASE,
)
# Codes of regions and of neighbours are written as small numbers: “region_ind”, “SN_1”.
_CODE_HEADER = re.compile(
    r"\b(?:region|area|la|lea|county|country|gor|class|cluster|family|group|type) "
    r"(?:ind|id|no|num|cd|code)\b|\bsn ?\d{1,2}$|\bneighbou?r ?\d{1,2}$"
)
# “https://example.org/id/trafford”.
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
# So many of a column's whole numbers must be codes of another column for it to hold codes.
_LEAST_CODES = 0.95
# Three different codes of three digits: “101, 102, 103”; 1, 2 and 3 are ranks or counts.
_FEWEST_CODES = 3
_LEAST_DIGITS = 3
# A column that says the same in all these rows tells nothing apart; a sum below may leave it blank.
_LEAST_CONSTANT = 0.95
# “Age”, “Single year of age”.
_AGE_HEADER = re.compile(r"(?:single year of )?age(?: in years)?\Z", re.IGNORECASE)
# “Unit of measure”, “uom”.
_UNIT_HEADER = re.compile(r"^(?:units?|unit ?of ?measure|uom|unit ?measure|measure ?type)$", re.I)
# So many different texts show whether a column holds periods, so many whether it holds figures,
# and of longer tables so many rows are looked at.
_SAMPLE = 400
_ENOUGH = 5_000
_ROWS_ENOUGH = 30_000


def find_roles(
    grid: Grid, block: Block, labels: list[str], keys: set[int], chosen: Mapping[int, str]
) -> Roles:
    """The role of every column beside the area columns; each has one, or is left out with why.

    ``chosen`` are roles that a person decided: measure, breakdown or left out, by column.
    """
    roles = Roles()
    rows = block.last - block.first + 1
    texts: dict[int, Counter[str]] = {}
    for index in range(grid.width):
        if index in keys:
            continue
        cells = grid.column(index, block.first, block.last)
        counts = Counter(cells[:: len(cells) // _ROWS_ENOUGH + 1])
        counts.pop("", None)
        if not counts:
            counts = Counter(filter(None, cells))
        label = _NOTE.sub("", labels[index])
        before = index < min(keys, default=0) and _NO_HEADER.fullmatch(label)
        # All cells are looked at here, not a sample: each number stands in one row alone.
        if counts and before and _are_row_numbers(cells):
            roles.left_out[index] = "the numbers of the rows"
        elif counts:
            _find_place(index, label, counts, len(cells[:: rows // _ROWS_ENOUGH + 1]), roles)
            texts[index] = counts
        elif labels[index]:
            roles.left_out[index] = "empty"
    _leave_out_codes(roles, texts)
    choose_period(roles, texts, labels)
    join_part_of_year(roles, texts, labels)
    leave_out_second_periods(roles, grid, block)
    leave_out_ordinals(roles, texts, labels, grid, block)
    _apply_choices(roles, chosen, set(texts))
    find_header_periods(roles, labels)
    return roles


def _apply_choices(roles: Roles, chosen: Mapping[int, str], columns: set[int]) -> None:
    """Give the columns that a person decided about the role that was chosen."""
    for index, role in chosen.items():
        if index not in columns or index in roles.period:
            continue
        for others in (roles.figures, roles.categories, roles.texts, roles.constants):
            if index in others:
                others.remove(index)
        roles.left_out.pop(index, None)
        roles.level = None if roles.level == index else roles.level
        roles.unit = None if roles.unit == index else roles.unit
        if role == "measure":
            roles.figures = sorted([*roles.figures, index])
        elif role == "breakdown":
            roles.categories = sorted([*roles.categories, index])
        else:
            roles.left_out[index] = "left out by you"


def _leave_out_codes(roles: Roles, texts: dict[int, Counter[str]]) -> None:
    """Leave out whole numbers that are codes of another column: the neighbours of each row.

    Small numbers would be among the codes by chance: all must be three digits long or more, and
    equally long.
    """
    codes = {
        text
        for index, why in roles.left_out.items()
        if why == CODES
        for text in texts[index]
        if text.isdigit() and len(text) >= _LEAST_DIGITS
    }
    if len(codes) < _FEWEST_CODES or len(set(map(len, codes))) > 1:
        return
    for index in list(roles.figures):
        numbers = texts[index]
        matching = sum(text in codes for text in numbers)
        if len(numbers) >= _FEWEST_CODES and matching >= _LEAST_CODES * len(numbers):
            roles.figures.remove(index)
            roles.left_out[index] = CODES


def _find_place(index: int, label: str, counts: Counter[str], rows: int, roles: Roles) -> None:
    kinds: Counter[str] = Counter()
    for text, count in islice(counts.items(), _ENOUGH):
        kinds[read_value(text).kind] += count
    filled = sum(kinds.values())
    # Three in five, as where the table is looked for.
    numeric = kinds["number"] and kinds["number"] + kinds["gap"] >= 0.6 * filled
    if _is_period_column(label, counts):
        roles.period.append(index)
    elif numeric and _NAMES_YEAR.search(split_heading(label)) and _are_years(counts):
        roles.left_out[index] = OTHER_YEARS
    elif numeric and not (_AGE_HEADER.match(label) and _are_ages(counts)):
        _count_places(index, label, roles)
    elif kinds["text"] == 0 and not numeric and not _are_bands(counts):
        roles.left_out[index] = MARKERS_ONLY
    elif _is_level(label, counts) and roles.level is None:
        roles.level = index
    elif _INDICATOR_HEADER.match(label) and roles.indicator is None and len(counts) < rows:
        roles.indicator = index
        roles.categories.append(index)
    elif _UNIT_HEADER.match(label) and roles.unit is None:
        roles.unit = index
    elif len(counts) == 1 < rows and sum(counts.values()) >= _LEAST_CONSTANT * rows:
        roles.constants.append(index)
    elif _is_category(counts, sum(counts.values()), rows) and not _are_addresses(counts):
        roles.categories.append(index)
    else:
        roles.texts.append(index)


def _count_places(index: int, label: str, roles: Roles) -> None:
    """Take a column of numbers for figures unless its heading says that it holds none."""
    if _is_code_heading(label):
        roles.left_out[index] = CODES
    elif _RANK_HEADER.search(split_heading(label)):
        roles.left_out[index] = RANKS
    elif _BOUND_HEADER.search(label):
        roles.left_out[index] = INTERVALS
    else:
        roles.figures.append(index)


def _is_code_heading(label: str) -> bool:
    words = split_heading(label)
    return bool(_ID_HEADER.search(words) or _CODE_HEADER.search(words))


def _are_addresses(counts: Counter[str]) -> bool:
    """True for web addresses, which name what another column names in words."""
    return all(_WEB_ADDRESS.match(text) for text in counts)


def _are_row_numbers(cells: list[str]) -> bool:
    """True for whole numbers that stand once each, with or without gaps between them.

    Programs write them before their tables: 0, 1, 2 …, or 1, 2, 7 after rows were left out.
    """
    filled = [cell.removesuffix(".0") for cell in cells if cell]
    return all(map(str.isdigit, filled)) and len(set(filled)) == len(filled)


def _are_years(counts: Counter[str]) -> bool:
    """True for “2019” and “2024”, and for markers among them."""
    numbers = [text for text in counts if read_value(text).kind == "number"]
    # “1897”, “2024”, and neither “2100” nor “20”.
    return all(re.fullmatch(r"(?:18|19|20)\d\d", text) for text in numbers)


def _are_ages(counts: Counter[str]) -> bool:
    """True for whole numbers of years with perhaps a last group such as “90+”."""
    # “42”, “90+”, “All ages”.
    return len(counts) > 1 and all(re.fullmatch(r"\d{1,3}\+?|\D+", text) for text in counts)


def _are_bands(counts: Counter[str]) -> bool:
    """True for groups such as “0-4” and “5-9”, which alone in a column are no hidden figures."""
    return len(counts) > 1 and all(
        read_value(text).status.startswith(("between", "less", "more", "at ")) for text in counts
    )


def _is_category(counts: Counter[str], filled: int, rows: int) -> bool:
    # A column that is nearly a name of its own for every row tells nothing apart, nor does one that
    # is empty in half of them: “Remarks”.
    most = min(max(2, rows / 3), 1000)
    # “Owned”, “OWNED” and “owned ” are one group.
    different = len(counts)
    if most < different <= 2 * most:
        different = len({collapse_spaces(text).casefold() for text in counts})
    return filled >= 0.5 * rows and different <= most


def _is_level(label: str, counts: Counter[str]) -> bool:
    if len(counts) > 40:
        return False
    named = sum(count for text, count in counts.items() if find_level(text))
    if _LEVEL_HEADER.search(label) and (named or _has_level_words(counts)):
        return True
    # Nine in ten say “ward” or “region”: a column of levels, unless its heading is “Council name”.
    return named >= 0.9 * sum(counts.values()) and not re.search(
        r"author|council|name", label, re.I
    )


def _has_level_words(counts: Counter[str]) -> bool:
    # “Unitary authority”, “UA”, “London borough” in half of the different texts.
    pattern = r"district|unitary|region|country|national|council|authority|borough|\bUA\b|\bCTY\b"
    return sum(bool(re.search(pattern, text, re.I)) for text in counts) >= 0.5 * len(counts)


def _is_period_column(label: str, counts: Counter[str]) -> bool:
    if _NOT_PERIOD.search(label.replace("_", " ")):
        return False
    sample = dict(islice(counts.items(), _SAMPLE))
    filled = sum(sample.values())
    readable = sum(count for text, count in sample.items() if read_period_text(text) is not None)
    headed = _PERIOD_HEADER.search(label.replace("_", " ")) is not None
    if headed and len(label) < 40:
        readable = sum(
            count for text, count in sample.items() if read_period_text(text) or find_period(text)
        )
        # Under “Year” three cells in ten must be periods, under “Reporting date of return” six.
        certain = re.fullmatch(r"(?:period|date|year|time ?period)s?", label, re.IGNORECASE)
        return readable >= (0.3 if certain else 0.6) * filled or (
            "quarter" in label.lower() and all(re.fullmatch(r"[qQ]?[1-4]", text) for text in counts)
        )
    # “2021”, under no heading at all; “345” and “20211” are none.
    years = all(re.fullmatch(r"(?:19|20)\d\d", text) for text in counts)
    if years and not label and 1 < len(counts) < filled:
        return True
    # Without a heading that says so, all but one in twenty cells must be periods: “Total” is none.
    return readable >= 0.95 * filled and not years and not _are_plain_numbers(counts)


def _are_plain_numbers(counts: Counter[str]) -> bool:
    return all(text.isdigit() for text in counts)
