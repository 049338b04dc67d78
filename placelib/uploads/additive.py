"""Whether the figures of former areas may be added up: counts and sums of money, never averages."""

from __future__ import annotations

import re

_UNITS = {"number", "thousand", "£", "£ thousand", "£ million", "hectares", "kt CO2"}
# An average, a share or a price of one thing: twice as many areas do not make it twice as much.
_NOT_A_SUM = re.compile(
    r"averag|\bmeans?\b|median|percentile|quartile|decile|typical|lowest|highest|maximum|minimum"
    r"|\bper\b(?! ?(?:annum|year|month|week|day|quarter))|\brates?\b|ratio|proportion|share\b|%"
    r"|per ?cent|\bindex\b|\bindices\b|score|rank|densit|expectanc|\bband ?[a-h]\b|confidence"
    r"|\b(?:hourly|weekly|monthly|annual) (?:pay|earnings|rents?|wages?|salar)|earnings|\bwages?\b"
    r"|salar|\bpay\b|\bprices?\b|\brents?\b|\bvalues? of an?\b|\bcost of an?\b|\blevel\b",
    re.IGNORECASE,
)
_SUM_ALL_THE_SAME = re.compile(
    r"\b(?:totals?|sum|number|count|bill|aggregate|receipts|arrears|no\.) (?:of|for|in|\()|^total\b"
    r"|\btotal$",
    re.IGNORECASE,
)


def may_be_added(unit: str, header: str, title: str) -> bool:
    """True for a column of counts or money whose words name no average, rate or price.

    The title of the sheet speaks for a column only where its heading says nothing of its own.
    """
    if unit not in _UNITS or is_an_average(header):
        return False
    return bool(_SUM_ALL_THE_SAME.search(header)) or not is_an_average(title)


def is_an_average(words: str) -> bool:
    """True for the words of a figure that means nothing when it is added up over areas."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words).replace("_", " ")
    if _SUM_ALL_THE_SAME.search(words) and not re.search(
        r"averag|median|\bmean\b|%|per ?cent|\brate\b|proportion|\bper\b", words, re.IGNORECASE
    ):
        return False
    return _NOT_A_SUM.search(words) is not None
