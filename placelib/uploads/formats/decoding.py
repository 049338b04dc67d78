"""Bytes to text: the encoding found from the bytes themselves, never guessed by frequency."""

from __future__ import annotations

import codecs
import re
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
# Characters that no text has: NUL, backspace, escape; tab and line ends are not among them.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")

# What a mark outside ASCII looks like in real tables: a pound sign before a figure or a bracket, a
# dash between figures or words, an apostrophe or an accented letter inside a word.
_LIKELY = re.compile(
    r"[£€](?=[\s\d),.;:\"m/]|$)|(?<=\()[£€]|(?<=[\d\w\s])[–—](?=[\d\w\s])|(?<=\w)[’‘]|[‘“”]"
    r"|(?<=[A-Za-z])[àâäáèéêëìíîïòóôöùúûüýŵŷçñ](?=[a-z\s,.;\"]|$)|(?<=\d)[°²³½%]|[•…\u00a0]"
)
# Any mark outside ASCII: “£”, “ô”, “–”.
_STRANGE = re.compile("[^\x00-\x7f]")
# A stray control character is named with its line; of one in a hundred the file is no text.
_NOT_TEXT_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text with the encoding it was read in.

    ``mended`` lists the lines (from 1) whose bytes did not fit the encoding and were read as
    Windows-1252; ``doubtful`` is true when another encoding fits about as well.
    """

    text: str
    encoding: str
    doubtful: bool = False
    mended: tuple[int, ...] = ()
    unmarked: bool = False


def decode(data: bytes) -> Decoded:
    """The text of a file.

    Raises Unreadable when the bytes are no text, with the line of the first binary character.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding, _NAMED[mark])
    wide = _find_wide_encoding(data)
    if wide:
        return _check_text(Decoded(data.decode(wide, errors="replace"), wide, unmarked=True))
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
            return Decoded(mended.text, mended.encoding, mended.doubtful, mended.mended)
        raise Unreadable(
            "encoding",
            f"The file says it is {named}, but its bytes are not. Save it again as CSV UTF-8.",
        ) from None


def _check_text(decoded: Decoded) -> Decoded:
    match = _CONTROL_TEXT.search(decoded.text)
    if match:
        _is_binary(decoded.text.count("\n", 0, match.start()) + 1)
    return decoded


def _find_wide_encoding(data: bytes) -> str:
    """The encoding of text in two or four bytes a character without a mark, or nothing."""
    sample = data[:4000]
    if len(sample) < 8 or b"\x00" not in sample:
        return ""
    quarter, half = len(sample) // 4, len(sample) // 2
    gaps = [sample[start::4].count(0) for start in range(4)]
    if min(gaps[1:]) > 0.9 * quarter and gaps[0] < 0.1 * quarter:
        return "utf-32-le"
    if min(gaps[:3]) > 0.9 * quarter and gaps[3] < 0.1 * quarter:
        return "utf-32-be"
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if high > 0.7 * half and low < 0.05 * half:
        return "utf-16-le"
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
    _is_binary(data.count(b"\n", 0, match.start()) + 1)


def _is_binary(line: int) -> None:
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
        mended = tuple(
            number for number, line in enumerate(lines, 1) if re.search("[\udc80-\udcff]", line)
        )
        return Decoded(re.sub("[\udc80-\udcff]", _decode_windows, text), "utf-8", mended=mended)
    windows = re.sub(
        "[\udc80-\udcff]", _decode_windows, data.decode("ascii", errors="surrogateescape")
    )
    mac = data.decode("mac_roman")
    as_windows, as_mac = _measure_likelihood(windows), _measure_likelihood(mac)
    if as_mac > as_windows + 0.2:
        return Decoded(mac, "mac-roman", doubtful=as_mac < 0.8)
    return Decoded(windows, "cp1252", doubtful=as_windows < 0.5)


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
