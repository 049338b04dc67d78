"""The writers of files to hand out, each read when somebody asks for the first file of its kind.

What writes PDF and PowerPoint takes 30 MB, as much as sixty visits, and most servers are asked for
pages alone (ADR 83). The first file of a server takes half a second longer for it.
"""

from __future__ import annotations

from placelib.exports.brief import Brief, Origin, PaperBallot, PlaceBrief


def write_pdf(brief: Brief) -> bytes:
    """The brief on as many A4 pages as it needs."""
    from placelib.exports.pdf import pdf

    return pdf(brief)


def write_slides(brief: Brief) -> bytes:
    """The brief as an editable .pptx: real text, tables and charts, pictures with their words."""
    from placelib.exports.slides import pptx

    return pptx(brief)


def write_one_page(brief: Brief) -> bytes:
    """The brief on one page of A4: the first section large, the others two abreast below it."""
    from placelib.exports.one_page import one_page

    return one_page(brief)


def write_place_pdf(brief: PlaceBrief) -> bytes:
    """The place on two sides of A4, whatever its kind."""
    from placelib.exports.two_sides import place_pdf

    return place_pdf(brief)


def write_guide_sheet(title: str, guide: str, origin: Origin) -> bytes:
    """A guide of paragraphs on A4, as PDF."""
    from placelib.exports.guide_sheet import guide_sheet

    return guide_sheet(title, guide, origin)


def write_voting_sheet(ballot: PaperBallot, origin: Origin) -> bytes:
    """The questions of a workshop on A4, as PDF, to print once and copy for everybody."""
    from placelib.exports.voting_sheet import voting_sheet

    return voting_sheet(ballot, origin)
