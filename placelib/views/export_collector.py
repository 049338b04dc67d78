"""What a page has shown in this run, so that it can be handed out as a brief.

A page notes each chart block as it draws it; nothing is made until a visitor asks for a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from placelib.exports.editable_chart import EditableChart


@dataclass(slots=True)
class ExportItem:
    """One chart block as a brief will have it; ``charts`` are finished specifications.

    ``source`` is a line of plain text. ``rows`` are given where a table says more than a chart.
    ``data_address`` is where the API has its figures, empty where it has none. One that
    ``is_uploaded`` shows a visitor's own file, which every page of the brief then says.
    ``editable`` is its one chart for slides that draw it themselves. ``table`` are the rows behind
    its charts, for the one file that has room for them.
    """

    headline: str
    subtitle: str = ""
    sentences: tuple[str, ...] = ()
    charts: list[Mapping[str, Any]] = field(default_factory=list)
    rows: tuple[Mapping[str, str], ...] = ()
    source: str = ""
    data_address: str = ""
    is_uploaded: bool = False
    editable: EditableChart | None = None
    table: Sequence[Mapping[str, str]] = ()


_ITEMS: ContextVar[list[ExportItem] | None] = ContextVar("items of this run", default=None)
_OPEN: ContextVar[ExportItem | None] = ContextVar("the item being drawn", default=None)


@contextmanager
def collect() -> Iterator[None]:
    """Start an empty list for everything that is drawn inside."""
    token = _ITEMS.set([])
    try:
        yield
    finally:
        _ITEMS.reset(token)


@contextmanager
def open_item(item: ExportItem) -> Iterator[None]:
    """Note the item; charts drawn inside belong to it."""
    add_item(item)
    token = _OPEN.set(item)
    try:
        yield
    finally:
        _OPEN.reset(token)


def add_item(item: ExportItem) -> None:
    """Note an item; a part of a page that runs by itself notes nothing."""
    items = _ITEMS.get()
    if items is not None:
        items.append(item)


def add_chart(specification: Mapping[str, Any]) -> None:
    """Give a chart to the item that is being drawn, if there is one."""
    item = _OPEN.get()
    if item is not None:
        item.charts.append(specification)


def list_items() -> tuple[ExportItem, ...]:
    """What has been drawn so far in this run, in the order of the page."""
    return tuple(_ITEMS.get() or ())
