"""Bytes to text, and how that text is written: encoding, delimiter and quotation mark.

The encoding is found from the bytes themselves, never guessed by frequency; the delimiter and the
quotation mark are measured and not assumed.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from placelib.uploads.reading import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMED = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# Characters that no text has: NUL (00), backspace (08), escape (1B); tab and line ends are not
# among them.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")

# What a mark outside ASCII looks like in real tables: “£5” and “(£)”, “2021–22”, “council’s”, “Ynys
# Môn”, “km²”.
_LIKELY = re.compile(
    r"[£€](?=[\s\d),.;:\"m/]|$)|(?<=\()[£€]|(?<=[\d\w\s])[–—](?=[\d\w\s])|(?<=\w)[’‘]|[‘“”]"
    r"|(?<=[A-Za-z])[àâäáèéêëìíîïòóôöùúûüýŵŷçñ](?=[a-z\s,.;\"]|$)|(?<=\d)[°²³½%]|[•…\u00a0]"
)
# Any mark outside ASCII: “£”, “ô”, “–”.
_STRANGE = re.compile("[^\x00-\x7f]")
# A byte that is no UTF-8, as Python carries it: A3, a pound sign of Windows, as “\udca3”.
_MISFIT = re.compile("[\udc80-\udcff]")
# A stray control character is named with its line; of one in a hundred the file is no text.
_NOT_TEXT_SHARE = 0.01
CANDIDATES = (",", ";", "\t", "|", "^", "~", ":", " ")
# “sep=;”, as Excel reads it in the first line.
_SEP_LINE = re.compile(r'"?sep=(.)"?\s*\Z', re.IGNORECASE)
# Cells that look like cells: “1,234”, “45%”, “Bath & NE Somerset”, “[x]”, “..”.
_CLEAN = re.compile(r"[£€]?-?[\d,. ]+%?|[A-Za-z][\w&’'().\-/ ]*|\[?[a-z]\]?|\.\.?|", re.ASCII)
# So many lines show how a file is written.
_SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text with the encoding it was read in.

    ``mended`` lists the lines (from 1) whose bytes did not fit the encoding and were read as
    Windows-1252; ``is_doubtful`` is true when another encoding fits about as well.
    """

    text: str
    encoding: str
    is_doubtful: bool = False
    mended: tuple[int, ...] = ()
    is_unmarked: bool = False


def decode(data: bytes) -> Decoded:
    """The text of a file.

    Raises Unreadable when the bytes are no text, with the line of the first binary character.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding, _NAMED[mark])
    wide = _find_wide_encoding(data)
    if wide:
        return _check_text(Decoded(data.decode(wide, errors="replace"), wide, is_unmarked=True))
    _stop_at_binary(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_damaged_utf8(data)


def _decode_marked(data: bytes, encoding: str, named: str) -> Decoded:
    try:
        return _check_text(Decoded(data.decode(encoding), named))
    except UnicodeDecodeError:
        if named == "utf-8-sig":
            mended = _decode_damaged_utf8(data[3:])
            return Decoded(mended.text, mended.encoding, mended.is_doubtful, mended.mended)
        raise Unreadable(
            "encoding",
            f"The file says it is {named}, but its bytes are not. Save it again as CSV UTF-8.",
        ) from None


def _check_text(decoded: Decoded) -> Decoded:
    match = _CONTROL_TEXT.search(decoded.text)
    if match:
        _refuse_binary(decoded.text.count("\n", 0, match.start()) + 1)
    return decoded


def _find_wide_encoding(data: bytes) -> str:
    """The encoding of text in two or four bytes a character without a mark, or nothing."""
    sample = data[:4000]
    if len(sample) < 8 or b"\x00" not in sample:
        return ""
    quarter, half = len(sample) // 4, len(sample) // 2
    gaps = [sample[start::4].count(0) for start in range(4)]
    # “A” is 41 00 00 00: three bytes of four are nought, nine times in ten, and the fourth seldom.
    if min(gaps[1:]) > 0.9 * quarter and gaps[0] < 0.1 * quarter:
        return "utf-32-le"
    # The same with the letter last: 00 00 00 41.
    if min(gaps[:3]) > 0.9 * quarter and gaps[3] < 0.1 * quarter:
        return "utf-32-be"
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    # “A” is 41 00. Seven in ten: dashes and curly marks have no nought in their second byte.
    if high > 0.7 * half and low < 0.05 * half:
        return "utf-16-le"
    # The same with the letter last: 00 41.
    if low > 0.7 * half and high < 0.05 * half:
        return "utf-16-be"
    return ""


def _stop_at_binary(data: bytes) -> None:
    match = _CONTROL.search(data)
    if not match:
        return
    if len(_CONTROL.findall(data[:1_000_000])) > _NOT_TEXT_SHARE * min(len(data), 1_000_000):
        raise Unreadable(
            "not text",
            "The file is not text: it holds binary data. Save the table as CSV or as an Excel or "
            "OpenDocument workbook and upload that.",
        )
    _refuse_binary(data.count(b"\n", 0, match.start()) + 1)


def _refuse_binary(line: int) -> None:
    raise Unreadable(
        "binary characters",
        f"There are binary characters at line {line}. Open the file in a spreadsheet, remove "
        "them and save it again as CSV.",
        line,
    )


def _decode_damaged_utf8(data: bytes) -> Decoded:
    text = data.decode("utf-8", errors="surrogateescape")
    strange = _STRANGE.findall(text)
    bad = sum("\udc80" <= mark <= "\udcff" for mark in strange)
    if len(strange) - bad >= bad:
        lines = text.splitlines()
        mended = tuple(number for number, line in enumerate(lines, 1) if _MISFIT.search(line))
        return Decoded(_MISFIT.sub(_decode_windows, text), "utf-8", mended=mended)
    windows = _MISFIT.sub(_decode_windows, data.decode("ascii", errors="surrogateescape"))
    mac = data.decode("mac_roman")
    as_windows, as_mac = _measure_likelihood(windows), _measure_likelihood(mac)
    # A fifth of the marks must fit better: “Ynys M™n” of an old Macintosh is “Môn” there. It is
    # in doubt where one in five fits neither, and Windows where half do not.
    if as_mac > as_windows + 0.2:
        return Decoded(mac, "mac-roman", is_doubtful=as_mac < 0.8)
    return Decoded(windows, "cp1252", is_doubtful=as_windows < 0.5)


def _decode_windows(match: re.Match[str]) -> str:
    byte = bytes([ord(match[0]) - 0xDC00])
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")


def _measure_likelihood(text: str) -> float:
    """The share of marks outside ASCII that stand where such a mark stands in English or Welsh."""
    strange = list(islice(_STRANGE.finditer(text), 3000))
    likely = sum(_LIKELY.match(text, mark.start()) is not None for mark in strange)
    return likely / len(strange) if strange else 1.0


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
            # A name ending in .tsv speaks for tabs, and for no more than a fifth of the score.
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
    # A mark at the start or the end of a cell: “a,"b"”.
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
    # A space or a colon divides words and times (“10:30”) far more often than columns. Cells that
    # look like cells count for 0.7 of the score; lines that agree count for more than their share,
    # so that 9 of 10 beat 6 of 10 with more columns.
    doubt = 0.3 if delimiter in " :" else 1.0
    typed = 0.3 + 0.7 * clean / min(len(cells), 5000)
    return doubt * typed * (share**1.5) * (1 + min(width, 12) / 12), width
