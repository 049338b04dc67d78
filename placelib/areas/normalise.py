"""Names made comparable: one plain form for every way of writing a place."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"[’'`´]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_CODE = re.compile(r"[EWSNKJ]\d{8}\Z")


def plain(name: str) -> str:
    """The name in lower case without accents, marks or double spaces; “&” is “and”.

    “St. Helens”, “Saint Helens” and “ST HELENS” all give “st helens”; “Ynys Môn” gives “ynys mon”.
    """
    text = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("ß", "ss"))
    text = "".join(mark for mark in text if not unicodedata.combining(mark)).casefold()
    words = _NOT_WORD.sub(" ", _APOSTROPHES.sub("", text)).split()
    return " ".join("st" if word == "saint" else word for word in words)


def looks_like_code(text: str) -> bool:
    """True when the text has the form of a nine-character area code, such as E08000012."""
    return _CODE.match(text.strip().upper()) is not None
