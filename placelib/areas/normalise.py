"""Names made comparable: one plain form for every way of writing a place."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"[’'`´]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
# A stroke, a bar, a bracket, a comma, a line end, or a dash between blanks.
_BETWEEN_LANGUAGES = re.compile(r"\s*[/|]\s*|\s+[-–—:]\s+|\s*[(\[]|\s*,\s+|\n")
_CODE = re.compile(r"[EWSNKJ]\d{8}\Z")


def normalise_name(name: str) -> str:
    """The name in lower case without accents, marks or double spaces; “&” is “and”.

    “St. Helens”, “Saint Helens” and “ST HELENS” all give “st helens”; “Ynys Môn” gives “ynys mon”.
    """
    text = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("ß", "ss"))
    text = "".join(mark for mark in text if not unicodedata.combining(mark)).casefold()
    words = _NOT_WORD.sub(" ", _APOSTROPHES.sub("", text)).split()
    return " ".join("st" if word == "saint" else word for word in words)


def split_languages(text: str) -> tuple[str, str] | None:
    """The two halves of a name in two languages, None where a text has not just two.

    “Swansea / Abertawe”, “Cardiff (Caerdydd)”, “Abertawe - Swansea” and “Vale of Glamorgan | Bro
    Morgannwg” are such names. Whether both halves mean one place is for the caller to see.
    """
    halves = [half.strip(" )]") for half in _BETWEEN_LANGUAGES.split(text)]
    if len(halves) != 2 or not all(halves):
        return None
    return halves[0], halves[1]


def looks_like_code(text: str) -> bool:
    """True when the text has the form of a nine-character area code, such as E08000012."""
    return _CODE.match(text.strip().upper()) is not None
