"""The unit of a column of figures, from its cells, its heading, a column of units or the title."""

from __future__ import annotations

import re
from collections import Counter

from placelib.uploads.sheetview import SheetView

_UNITS = (
    (re.compile(r"%|per ?cent|percent|\bpct\b", re.IGNORECASE), "%"),
    (re.compile(r"per 100,?000|per hundred thousand", re.IGNORECASE), "per 100,000"),
    (re.compile(r"per 10,?000", re.IGNORECASE), "per 10,000"),
    (re.compile(r"per 1,?000|per thousand|per head of 1000", re.IGNORECASE), "per 1,000"),
    (re.compile(r"£ ?(?:million|m\b)", re.IGNORECASE), "£ million"),
    (re.compile(r"£ ?['’]?(?:thousand|000|k\b)", re.IGNORECASE), "£ thousand"),
    (re.compile(r"£|\bgbp\b|pounds?\b", re.IGNORECASE), "£"),
    (re.compile(r"\(?\bthousands?\b\)?|\(000s?\)|['’]000", re.IGNORECASE), "thousand"),
    (re.compile(r"\bhectares?\b", re.IGNORECASE), "hectares"),
    (re.compile(r"\bkt ?co2", re.IGNORECASE), "kt CO2"),
    (re.compile(r"\bratio\b", re.IGNORECASE), "ratio"),
    (re.compile(r"\bindex\b", re.IGNORECASE), "index"),
    (re.compile(r"\brate\b", re.IGNORECASE), "rate"),
    (re.compile(r"\byears? of age|life expectancy", re.IGNORECASE), "years"),
    (re.compile(r"\b[kmgt]wh\b|\btonnes?\b|\bkm2?\b|\blitres?\b", re.IGNORECASE), ""),
    (re.compile(r"number|count", re.IGNORECASE), "number"),
)
# These speak of a count only where nothing else names a unit.
_COUNTED = re.compile(r"\bpopulation|\bn\b|total|people|households", re.IGNORECASE)


def unit_of(view: SheetView, index: int, in_cells: Counter[str]) -> str:
    """The unit of a column (index from 0), empty when nothing names one.

    A sign in the cells decides before a column of units, that before the heading, that before
    the title. A unit without a name of its own here stays as the heading writes it.
    """
    if in_cells:
        return in_cells.most_common(1)[0][0]
    block = view.block
    if view.roles.unit is not None and block is not None:
        named = Counter(view.grid.column(view.roles.unit, block.first, block.last))
        named.pop("", None)
        if len(named) == 1:
            only = next(iter(named))[:40]
            return _named(only) or only
        if named:
            return "several"
    label = view.labels[index]
    return _named(label) or _named(view.title) or ("number" if _COUNTED.search(label) else "")


def _named(text: str) -> str:
    for pattern, unit in _UNITS:
        found = pattern.search(text)
        if found:
            return unit or found[0]
    return ""
