"""A view of the app as something to hand out: a PDF or a presentation, made from plain records."""

from placelib.exports.brief import (
    UPLOADED_MARK,
    Brief,
    BriefPicture,
    KeyFigure,
    Origin,
    PlaceBrief,
    Section,
)
from placelib.exports.guide_sheet import guide_sheet
from placelib.exports.one_page import one_page
from placelib.exports.pdf import pdf
from placelib.exports.slides import pptx
from placelib.exports.take_away import take_away
from placelib.exports.two_sides import place_pdf
from placelib.exports.voting_sheet import PaperBallot, PaperQuestion, voting_sheet

__all__ = [
    "UPLOADED_MARK",
    "Brief",
    "BriefPicture",
    "KeyFigure",
    "Origin",
    "PaperBallot",
    "PaperQuestion",
    "PlaceBrief",
    "Section",
    "guide_sheet",
    "one_page",
    "pdf",
    "place_pdf",
    "pptx",
    "take_away",
    "voting_sheet",
]
