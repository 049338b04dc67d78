"""The findings of a page as the records of a brief, and a place's two sides as slides."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from placelib.charts.theme import on_paper
from placelib.errors import NoPicture
from placelib.exports import Brief, Origin, Picture, PlaceBrief, Section
from placelib.views.export_collector import ExportItem

Draw = Callable[[tuple[str, ...]], Sequence[bytes]]
NO_PICTURE = "The picture of this chart could not be made; the link leads to it."
LEFT_OUT = "Not every chart of this page is printed; the link leads to all of them."
# A page of twenty small charts is a page to look at, not to print.
_MOST_CHARTS = 12


def view_brief(
    title: str, about: str, found: Sequence[ExportItem], draw: Draw, origin: Origin
) -> Brief:
    """A brief with a section a finding; of several charts of one finding each has its own.

    ``draw`` makes pictures from specifications as JSON. Where it cannot, the words stay.
    """
    charts = [chart for one in found for chart in one.charts][:_MOST_CHARTS]
    try:
        drawn = list(draw(tuple(_on_paper(chart) for chart in charts))) if charts else []
    except NoPicture:
        drawn = []
    sections: list[Section] = []
    start = 0
    for one in found:
        pictures = drawn[start : start + len(one.charts)]
        start += len(one.charts)
        why = LEFT_OUT if start > len(drawn) > 0 else NO_PICTURE
        sections += _sections(one, pictures, why)
    return Brief(title, about, tuple(sections), origin)


def place_slides(brief: PlaceBrief) -> Brief:
    """The two sides of a place as a presentation: figures, findings, charts, gaps, cautions."""
    figures = tuple(
        {
            "Figure": one.label,
            "Value": f"{one.value}{one.unit}",
            "Beside the benchmark": one.verdict or "–",
            "Period": one.period,
        }
        for one in brief.figures
    )
    gaps = tuple(f"{row['Why']}: {row['Which']}." for row in brief.missing.rows)
    sections = (
        Section("Key figures", rows=figures),
        Section("What stands out", sentences=brief.stands_out),
        brief.place_map,
        brief.trend,
        brief.quadrant,
        Section(brief.missing.headline, sentences=(*brief.missing.sentences, *gaps)),
        Section("Read with care", sentences=brief.cautions),
    )
    kept = tuple(one for one in sections if one.picture or one.sentences or one.rows)
    return Brief(brief.name, brief.about, kept, brief.origin)


def _sections(one: ExportItem, pictures: Sequence[bytes], why_fewer: str) -> list[Section]:
    said = " ".join(one.sentences) or one.headline
    first = Picture(pictures[0], said) if pictures else None
    is_short = len(pictures) < len(one.charts)
    sentences = (*one.sentences, why_fewer) if is_short else one.sentences
    head = Section(one.headline, one.subtitle, first, sentences, one.rows, source=one.source)
    more = [
        Section(f"{one.headline} ({at} of {len(pictures)})", picture=Picture(picture, said))
        for at, picture in enumerate(pictures[1:], start=2)
    ]
    return [head, *more]


def _on_paper(chart: Mapping[str, Any]) -> str:
    return on_paper(json.dumps(chart))
