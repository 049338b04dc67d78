"""The figures behind a chart as rows, and the notes that travel with a download."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import overload

import pyarrow as pa

from placelib.areas.naming import label_area
from placelib.areas.registry import AreaRegistry
from placelib.formatting import INTERVAL, figure, number
from placelib.model import Area, Indicator
from placelib.statistics.observations import Series

Row = Mapping[str, str]


class RowsOnRequest(Sequence[Row]):
    """The rows of a table, of which it is known how many they are; written when first looked at.

    A page names their number on a button, and few who see it press it.
    """

    def __init__(self, count: int, write: Callable[[], Sequence[Row]]) -> None:
        """So many rows as ``write`` returns."""
        self._count = count
        self._write = write

    @cached_property
    def _rows(self) -> Sequence[Row]:
        return self._write()

    def __len__(self) -> int:
        """How many rows there are, written or not."""
        return self._count

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        """A row, or some."""
        return self._rows[index]

    def __iter__(self) -> Iterator[Row]:
        """All of them in order."""
        return iter(self._rows)


def build_arrow_table(rows: Sequence[Mapping[str, object]]) -> pa.Table:
    """The rows in the form in which Streamlit sends a table; their order has no names.

    What is not a number (NaN) is a gap, as None is.

    From rows Streamlit makes a data frame first, in each run anew: 1.3 ms for 16 rows, beside 0.06
    for this. Give st.table ``hide_index=True`` too, or it makes one to see whether there is an
    index worth showing.
    """
    names = dict.fromkeys(name for row in rows for name in row)
    return pa.table(
        {name: pa.array([row.get(name) for row in rows], from_pandas=True) for name in names}
    )


def build_figure_table(
    registry: AreaRegistry, area: Area, indicator: Indicator, series: Series
) -> list[dict[str, str]]:
    """One row an area and period, newest first: figure, interval ends, and the reason for a gap."""
    rows = []
    for tier in registry.chain(area.code):
        for row in reversed(series.get((indicator.slug, tier.code), ())):
            ends = {
                f"{INTERVAL} from": row.lower,
                f"{INTERVAL} to": row.upper,
            }
            rows.append(
                {
                    "Place": label_area(tier),
                    "Code": tier.code,
                    "Period": row.period_label,
                    "Figure": figure(indicator, row.value) if row.value is not None else "",
                    **{
                        name: "" if end is None else number(end, indicator.decimals)
                        for name, end in ends.items()
                    },
                    "Reason for a gap": row.gap or "",
                }
            )
    return rows
