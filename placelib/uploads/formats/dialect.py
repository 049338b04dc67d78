"""How a text table is written: its delimiter and its quotation mark, measured and not assumed."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass

CANDIDATES = (",", ";", "\t", "|", "^", "~", ":", " ")
# “sep=;”, as Excel reads it in the first line.
_SEP_LINE = re.compile(r'"?sep=(.)"?\s*\Z', re.IGNORECASE)
# Cells that look like cells: “1,234”, “45%”, “Bath & NE Somerset”, “[x]”, “..”.
_CLEAN = re.compile(r"[£€]?-?[\d,. ]+%?|[A-Za-z][\w&’'().\-/ ]*|\[?[a-z]\]?|\.\.?|", re.ASCII)
# So many lines show how a file is written.
_SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Dialect:
    """The writing of a text table; ``delimiter`` is empty when there is only one column.

    ``width`` is the number of columns that most rows have, ``skip`` the number of lines that
    only declare the dialect.
    """

    delimiter: str
    quote: str = '"'
    escape: str = ""
    width: int = 1
    skip: int = 0


def find_dialect(lines: list[str], hint: str = "") -> Dialect:
    """The dialect under which most lines have the same number of cells.

    A first line “sep=;” decides alone; a tab is preferred for a name ending in .tsv (``hint``).
    Works on a sample of lines, so its time does not grow with the file.
    """
    declared = _SEP_LINE.match(lines[0]) if lines else None
    sample = _take_sample(lines[1:] if declared else lines)
    quote, escape = _find_quoting(sample)
    if declared:
        widths = _measure_widths(sample, declared[1], quote, escape)
        return Dialect(
            delimiter=declared[1], quote=quote, escape=escape, width=_find_modal(widths)[0], skip=1
        )
    best, best_score = Dialect("", quote, escape), 0.0
    for delimiter in CANDIDATES:
        if not any(delimiter in line for line in sample):
            continue
        score, width = _score_dialect(sample, delimiter, quote, escape)
        if delimiter == hint:
            score *= 1.2
        if score > best_score:
            best, best_score = Dialect(delimiter, quote, escape, width), score
    if best.delimiter and not escape and any("\\" + best.delimiter in line for line in sample):
        # Delimiters inside cells may be escaped where others would quote the cell.
        score, width = _score_dialect(sample, best.delimiter, quote, "\\")
        if score > best_score:
            return Dialect(best.delimiter, quote, "\\", width)
    return best


def split_line(line: str, delimiter: str, quote: str, escape: str, *, strict: bool) -> list[str]:
    """The cells of one line. Raises csv.Error when strict and the quotation marks are wrong."""
    if quote not in line and not (escape and escape in line):
        return line.split(delimiter)
    reader = csv.reader(
        [line],
        delimiter=delimiter,
        quotechar=quote,
        escapechar=escape or None,
        doublequote=True,
        skipinitialspace=delimiter != " ",
        strict=strict,
    )
    try:
        return next(reader, [])
    except csv.Error:
        # A line end inside a cell is a fault to csv even when it is told not to be strict.
        if strict:
            raise
        return line.split(delimiter)


def _take_sample(lines: list[str]) -> list[str]:
    filled = [line[:20_000] for line in lines[: 20 * _SAMPLE] if line.strip()]
    if len(filled) <= _SAMPLE:
        return filled
    step = len(filled) // (_SAMPLE // 2)
    return filled[: _SAMPLE // 2] + filled[_SAMPLE // 2 :: step]


def _find_quoting(sample: list[str]) -> tuple[str, str]:
    text = "\n".join(sample)
    double = len(re.findall(r'(?:^|[,;\t| ])"|"(?:[,;\t|]|$)', text, re.MULTILINE))
    # An apostrophe may end many words, but only a quotation mark also begins as many cells.
    opening = len(re.findall(r"(?:^|[,;\t|])'", text, re.MULTILINE))
    closing = len(re.findall(r"'(?:[,;\t|]|$)", text, re.MULTILINE))
    single = 2 * min(opening, closing)
    quote = "'" if single > 4 and single > 4 * double else '"'
    escapes = text.count("\\" + quote)
    return quote, "\\" if escapes > text.count(quote * 2) and escapes else ""


def _measure_widths(sample: list[str], delimiter: str, quote: str, escape: str) -> list[int]:
    return [len(split_line(line, delimiter, quote, escape, strict=False)) for line in sample]


def _find_modal(widths: list[int]) -> tuple[int, int]:
    # Of two widths that are equally frequent the larger is the table, the smaller its notes.
    return max(Counter(widths).items(), key=lambda item: (item[1], item[0]), default=(1, 0))


def _score_dialect(sample: list[str], delimiter: str, quote: str, escape: str) -> tuple[float, int]:
    rows = [split_line(line, delimiter, quote, escape, strict=False) for line in sample]
    counts = Counter(len(row) for row in rows)
    wide = {width: count for width, count in counts.items() if width > 1}
    if not wide:
        return 0.0, 1
    width, agreeing = max(wide.items(), key=lambda item: (item[1], item[0]))
    cells = [cell.strip() for row in rows if len(row) == width for cell in row]
    clean = sum(_CLEAN.fullmatch(cell) is not None for cell in cells[:5000])
    share = agreeing / len(rows)
    # A space or a colon divides words and times far more often than columns.
    doubt = 0.3 if delimiter in " :" else 1.0
    typed = 0.3 + 0.7 * clean / min(len(cells), 5000)
    return doubt * typed * (share**1.5) * (1 + min(width, 12) / 12), width
