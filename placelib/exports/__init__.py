"""A view of the app as something to hand out: a PDF or a presentation, made from plain records."""

from placelib.exports.brief import (
    UPLOADED_MARK,
    Brief,
    BriefPicture,
    KeyFigure,
    Origin,
    PaperBallot,
    PaperQuestion,
    PlaceBrief,
    Section,
)

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
]
