"""The ways in which a query for a place may be meant: as typed, written out, and the bare name."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Short forms of words in names, in the plain form of placelib.areas.normalise.
_WRITTEN_OUT = {
    "beds": "bedfordshire",
    "berks": "berkshire",
    "bucks": "buckinghamshire",
    "cambs": "cambridgeshire",
    "co": "county",
    "derbys": "derbyshire",
    "glos": "gloucestershire",
    "gloucs": "gloucestershire",
    "gtr": "greater",
    "hants": "hampshire",
    "herts": "hertfordshire",
    "hunts": "huntingdonshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "mids": "midlands",
    "ne": "north east",
    "northants": "northamptonshire",
    "notts": "nottinghamshire",
    "nw": "north west",
    "oxon": "oxfordshire",
    "se": "south east",
    "staffs": "staffordshire",
    "sw": "south west",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
    "yorks": "yorkshire",
}
# Single letters are short forms before another word only: at the end somebody is still typing.
_LETTERS = {"n": "north", "e": "east", "s": "south", "w": "west"}
_IN_FRONT = re.compile(
    r"\A(?:(?:metropolitan|london|royal) )*(?:borough|district|city|county|council|mayor)"
    r"(?: council)?(?: and county)? of (?:the )?"
    # Welsh: the council (of the borough, of the county, of the city and county) of.
    r"|\A(?:cyngor|dinas)(?: bwrdeistref)?(?: sirol| a sir| dinas)? "
)
_BEHIND = frozenset(
    {
        "authority", "borough", "ca", "cca", "city", "combined", "corporation", "council", "county",
        "district", "mayor", "mayoral", "mca", "metropolitan", "region", "unitary",
    }
)  # fmt: skip


def list_query_forms(form: str) -> Iterator[str]:
    """The query's plain form as it is, then ever further from it; no form comes twice.

    Words of an authority's title fall away one by one, from the end: “Leeds city council” is tried
    as “leeds city” before “leeds”. A query of nothing but such words stays as it is.
    """
    seen = set()
    for spelling in (form, _write_out(form)):
        for variant in (
            spelling,
            *_strip_title(spelling),
            *_strip_title(_IN_FRONT.sub("", spelling)),
        ):
            if variant and variant not in seen:
                seen.add(variant)
                yield variant


def _write_out(form: str) -> str:
    words = form.split()
    last = len(words) - 1
    return " ".join(
        _LETTERS.get(word, word)
        if index < last and len(word) == 1
        else _WRITTEN_OUT.get(word, word)
        for index, word in enumerate(words)
    )


def _strip_title(form: str) -> Iterator[str]:
    """The form, then the same with one word of a title less at its end each time."""
    words = form.split()
    yield form
    while len(words) > 1 and words[-1] in _BEHIND:
        words.pop()
        # As in “St Albans city and district”.
        while len(words) > 1 and words[-1] == "and":
            words.pop()
        yield " ".join(words)
