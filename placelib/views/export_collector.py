"""What a page has shown in this run, so that it can be handed out as a brief.

A page notes each exhibit as it draws it; nothing is made until a visitor asks for a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class ExportItem:
    """One exhibit as a brief will have it; ``charts`` are finished specifications.

    ``source`` is a line of plain text. ``rows`` are given where a table says more than a chart.
    """

    headline: str
    subtitle: str = ""
    sentences: tuple[str, ...] = ()
    charts: list[Mapping[str, Any]] = field(default_factory=list)
    rows: tuple[Mapping[str, str], ...] = ()
    source: str = ""


_FOUND: ContextVar[list[ExportItem] | None] = ContextVar("findings of this run", default=None)
_OPEN: ContextVar[ExportItem | None] = ContextVar("the exhibit being drawn", default=None)


@contextmanager
def gathered() -> Iterator[None]:
    """Start an empty list for everything that is drawn inside."""
    token = _FOUND.set([])
    try:
        yield
    finally:
        _FOUND.reset(token)


@contextmanager
def one(finding: ExportItem) -> Iterator[None]:
    """Note the finding; charts drawn inside belong to it."""
    add(finding)
    token = _OPEN.set(finding)
    try:
        yield
    finally:
        _OPEN.reset(token)


def add(finding: ExportItem) -> None:
    """Note a finding; a part of a page that runs by itself notes nothing."""
    found = _FOUND.get()
    if found is not None:
        found.append(finding)


def chart(specification: Mapping[str, Any]) -> None:
    """Give a chart to the finding that is being drawn, if there is one."""
    finding = _OPEN.get()
    if finding is not None:
        finding.charts.append(specification)


def findings() -> tuple[ExportItem, ...]:
    """What has been drawn so far in this run, in the order of the page."""
    return tuple(_FOUND.get() or ())
