"""A run sheet as the sections of a brief: each of its views with charts, tables and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from placelib.exports import Section
from placelib.views.export_collector import ExportItem
from placelib.views.page_brief import Draw, build_sections

# A file is to be looked through: the link of a view leads to the rest of it.
_CHARTS_A_VIEW = 4
_NOTHING = "This view has nothing to take away but its link."


@dataclass(frozen=True, slots=True)
class ViewFindings:
    """One view of a run sheet: the presenter's name for it, its link, and what it shows.

    ``sections`` are what a page has made of itself, as that of a place; else ``items`` are drawn.
    """

    title: str
    link: str
    items: Sequence[ExportItem] = ()
    sections: tuple[Section, ...] = ()


def compose_run_sheet_sections(views: Sequence[ViewFindings], draw: Draw) -> tuple[Section, ...]:
    """The sections of a run sheet in its order: each view begins with its number and its name."""
    sections: list[Section] = []
    for number, view in enumerate(views, start=1):
        findings = view.sections or build_sections(view.items, draw, _CHARTS_A_VIEW)
        words = () if findings else (_NOTHING,)
        heading = Section(f"{number}. {view.title}", sentences=words, note=f"Live: {view.link}")
        sections += [heading, *findings]
    return tuple(sections)
