"""Which official indicators stand beside an uploaded measure in a brief: chosen by words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from placelib.model import Indicator

# Official indicators that are offered beside an uploaded measure.
CONTEXT_SIZE = 3
# Words of a name that carry its subject: of four letters or more, as “absent” in “% absent”.
_WORD = re.compile(r"[a-z]{4,}")
# They stand in names of every subject and say nothing of it.
_EMPTY_WORDS = frozenset((
    "about", "aged", "annual", "area", "authorities", "authority", "average", "been", "below",
    "between", "change", "council", "councils", "count", "each", "england", "figures", "from",
    "have", "kind", "kinds", "level", "local", "made", "mean", "median", "number", "over",
    "people", "percent", "percentage", "period", "population", "proportion", "public", "rate",
    "rates", "ratio", "share", "than", "that", "their", "thousand", "total", "type", "types",
    "under", "uploaded", "uploads", "with", "without", "year", "years",
))  # fmt: skip


def choose_context(
    title: str, candidates: Sequence[Indicator], fallback: Sequence[Indicator]
) -> tuple[Indicator, ...]:
    """Up to three official indicators to stand beside a measure with this title.

    First those whose names share most words with the title, equals in the order of the catalogue;
    then the first of ``fallback``. Figures play no part: whatever looks like a connection was not
    picked for looking like one.

        choose_context("Pupils absent", catalogue, headlines)   # “Persistent absences …” first
    """
    words = list_subject_words(title)
    shared = [
        (len(words & list_subject_words(indicator.label)), indicator) for indicator in candidates
    ]
    ordered = sorted((pair for pair in shared if pair[0]), key=lambda pair: -pair[0])
    chosen = [indicator for _, indicator in ordered[:CONTEXT_SIZE]]
    chosen += [indicator for indicator in fallback if indicator not in chosen]
    return tuple(chosen[:CONTEXT_SIZE])


def list_subject_words(name: str) -> frozenset[str]:
    """The words of a name that say what it is about, each cut to its first five letters.

    So that “absent”, “absence” and “absences” are one word.
    """
    return frozenset(
        word[:5] for word in _WORD.findall(name.casefold()) if word not in _EMPTY_WORDS
    )
