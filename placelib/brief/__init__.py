"""A view of the app as something to hand out: a PDF or a presentation, made from plain records."""

from placelib.brief.pdf import pdf
from placelib.brief.records import Brief, KeyFigure, Origin, Picture, PlaceBrief, Section
from placelib.brief.slides import pptx
from placelib.brief.two_sides import place_pdf

__all__ = [
    "Brief",
    "KeyFigure",
    "Origin",
    "Picture",
    "PlaceBrief",
    "Section",
    "pdf",
    "place_pdf",
    "pptx",
]
