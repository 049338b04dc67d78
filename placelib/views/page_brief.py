"""The findings of a page as the records of a brief, and a place's two sides as slides."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from placelib.charts.theme import print_on_paper
from placelib.errors import NoPicture
from placelib.exports import Brief, BriefPicture, Origin, PlaceBrief, Section
from placelib.views.export_collector import ExportItem
from placelib.views.place_brief_sections import CAUTIONS, KEY_FIGURES, STANDS_OUT

Draw = Callable[[tuple[str, ...]], Sequence[bytes]]
NO_PICTURE = "The picture of this chart could not be made; the link leads to it."
LEFT_OUT = "Not every chart of this page is printed; the link leads to all of them."
# A page of twenty small charts is a page to look at, not to print.
_MOST_CHARTS = 12


def compose_view_brief(
    title: str, about: str, items: Sequence[ExportItem], draw: Draw, origin: Origin
) -> Brief:
    """A brief with a section a finding; of several charts of one finding each has its own.

    ``draw`` makes pictures from specifications as JSON. Where it cannot, the words stay.
    """
    return Brief(title, about, build_sections(items, draw), origin)


def build_sections(
    items: Sequence[ExportItem], draw: Draw, most_charts: int = _MOST_CHARTS
) -> tuple[Section, ...]:
    """The sections of findings, with up to ``most_charts`` pictures."""
    charts = [chart for item in items for chart in item.charts][:most_charts]
    try:
        pngs = list(draw(tuple(_print_on_paper(chart) for chart in charts))) if charts else []
    except NoPicture:
        pngs = []
    sections: list[Section] = []
    start = 0
    for item in items:
        pictures = pngs[start : start + len(item.charts)]
        start += len(item.charts)
        why = LEFT_OUT if start > len(pngs) > 0 else NO_PICTURE
        sections += _build_finding(item, pictures, why)
    return tuple(sections)


def compose_place_slides(brief: PlaceBrief) -> Brief:
    """The two sides of a place as a presentation: figures, findings, charts, gaps, cautions."""
    figures = tuple(
        {
            "Figure": figure.label,
            "Value": f"{figure.value}{figure.unit}",
            "Beside the benchmark": figure.verdict or "–",
            "Period": figure.period,
        }
        for figure in brief.figures
    )
    gaps = tuple(f"{row['Why']}: {row['Which']}." for row in brief.missing.rows)
    sections = (
        Section(KEY_FIGURES, rows=figures),
        *((brief.build_on,) if brief.build_on is not None else ()),
        Section(STANDS_OUT, sentences=brief.stands_out),
        brief.place_map,
        brief.trend,
        brief.quadrant,
        Section(brief.missing.headline, sentences=(*brief.missing.sentences, *gaps)),
        Section(CAUTIONS, sentences=brief.cautions),
    )
    filled = tuple(
        replace(section, source=section.source or brief.sources.get(section.headline, ""))
        for section in sections
        if section.picture or section.sentences or section.rows
    )
    return Brief(brief.name, brief.about, filled, brief.origin)


def _build_finding(item: ExportItem, pictures: Sequence[bytes], why_fewer: str) -> list[Section]:
    sentence = " ".join(item.sentences) or item.headline
    first = BriefPicture(pictures[0], sentence) if pictures else None
    is_short = len(pictures) < len(item.charts)
    sentences = (*item.sentences, why_fewer) if is_short else item.sentences
    head = Section(
        headline=item.headline,
        subtitle=item.subtitle,
        picture=first,
        sentences=sentences,
        rows=item.rows,
        source=item.source,
        chart=item.editable,
        table=() if item.rows else tuple(item.table),
    )
    others = [
        Section(
            f"{item.headline} ({number} of {len(pictures)})",
            picture=BriefPicture(picture, sentence),
        )
        for number, picture in enumerate(pictures[1:], start=2)
    ]
    return [head, *others]


def _print_on_paper(chart: Mapping[str, Any]) -> str:
    return print_on_paper(json.dumps(chart))
