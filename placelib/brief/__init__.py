"""A view of the app as something to hand out: a PDF or a presentation, made from plain records."""

from placelib.brief.one_page import one_page
from placelib.brief.pdf import pdf
from placelib.brief.records import Brief, KeyFigure, Origin, Picture, PlaceBrief, Section
from placelib.brief.slides import pptx
from placelib.brief.two_sides import place_pdf
from placelib.brief.voting_sheet import Ballot, voting_sheet

__all__ = [
    "Ballot",
    "Brief",
    "KeyFigure",
    "Origin",
    "Picture",
    "PlaceBrief",
    "Section",
    "one_page",
    "pdf",
    "place_pdf",
    "pptx",
    "voting_sheet",
]
