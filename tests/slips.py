"""Finds slips in generated texts: one of several, an unjoined or a doubled sign, “a” for “an”."""

from __future__ import annotations

import re

_SEVERAL = (
    "answers|areas|authorities|cells|changes|columns|comparisons|councils|counties|days|districts|"
    "figures|files|homes|indicators|intervals|levers|minutes|nations|neighbours|notes|observations|"
    "peers|people|periods|places|points|questions|regions|rows|series shown|sheets|sources|texts|"
    "topics|values|views|visits|votes|years"
)
SLIPS: dict[str, re.Pattern[str]] = {
    # “1 rows”, “1 listed rows”; not “21 rows”, “0.1 rows” or “1 of 3 rows”.
    "one of several": re.compile(
        rf"(?<![\d.,£–-])1 (?:(?!of\b|in\b|to\b)[a-z]+ )?(?:{_SEVERAL})\b"
    ),
    # “2 row”, “12 council”: several with the word for one.
    "several of one": re.compile(
        r"(?<![\d.,])(?:[2-9]|[1-9]\d+) (?:row|cell|column|figure|council|place|vote|topic)\b(?!-)"
    ),
    # “1 are clearly higher”.
    "one with a verb for several": re.compile(r"(?<![\d.,])1 (?:are|have|lie|name|look)\b"),
    # “behindEngland”; not “McDonald”, “mySociety” or “iPhone”, which no text of ours has.
    "no blank between words": re.compile(r"\b[a-z]{4,}[A-Z][a-z]{2,}"),
    # “leverage notevidenced”: two lines of a label heard as one text.
    "a joined not": re.compile(r"\b(?:not|no|cannot|be|is)(?:evidenced|published|judged|known)\b"),
    # “no period that cannot be read” says the opposite of what is meant.
    "two negations": re.compile(r"\bno [a-z]+ that (?:cannot|is not|are not|has no|have no)\b"),
    # “end.Next”, “end..”, “end .”, “this,  that”.
    "no blank after a full stop": re.compile(r"[a-z]{2}\.[A-Z][a-z]"),
    "two full stops": re.compile(r"(?<!\.)\.\.(?!\.)|[.?!]\s*\.(?!\w)|,,|;;"),
    "a blank before a sign": re.compile(r"[a-z] [,;.!?](?=\s|$)"),
    "two blanks": re.compile(r"(?<=\w)  (?=\w)"),
    # “an own list”, “a area”; “a one” and “a unit” begin with a consonant when spoken.
    "a for an": re.compile(
        r"\b[Aa] (?:area|answer|interval|indicator|authority|earlier|upload|own)"
    ),
    "an own": re.compile(r"\b[Aa]n own\b"),
}


def find_slips(text: str) -> list[str]:
    """Each slip with its kind and the words around it; empty for a text without any."""
    return [
        f"{kind}: {text[max(0, match.start() - 30) : match.end() + 30]!r}"
        for kind, pattern in SLIPS.items()
        for match in pattern.finditer(text)
    ]
