"""What a workshop found, on one side of A4."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.exports.brief import Brief, Section
from placelib.exports.sheet import FOOT, HEIGHT, INSIDE, MARGIN, QUIET, Sheet

# Millimetres between two columns.
_GAP = 6.0
_HALF = (INSIDE - _GAP) / 2
# Millimetres: the first picture is so wide, and its sentences stand beside it.
_FIRST = 112.0
_MOST_WORDS = 8
_TEXT, _SMALL = 9.5, 8
_LOWEST = HEIGHT - FOOT - 1


def one_page(brief: Brief) -> bytes:
    """The brief on one page: the first section large, the others two abreast below it.

    Meant for up to four sections, the last of which may be in words; of more texts than eight, or
    than there is room for, the rest is counted, not shown.
    """
    sheet = Sheet(brief.title, brief.origin)
    sheet.set_auto_page_break(False)
    sheet.add_page()
    sheet.write_heading(brief.title, 19, level=0)
    sheet.write_text(brief.about, 9.5, colour=QUIET, after=3)
    pictured = [section for section in brief.sections if section.picture]
    worded = [section for section in brief.sections if not section.picture]
    if pictured:
        _large(sheet, pictured[0])
    for index in range(1, len(pictured), 2):
        _abreast(sheet, pictured[index : index + 2])
    credit = " ".join((*brief.origin.sources[-1:], brief.origin.licence))
    lowest = _LOWEST - sheet.measure_height(credit, _SMALL) - 2
    for section in worded:
        _words(sheet, section, lowest)
    sheet.write_text(credit, _SMALL, colour=QUIET)
    return bytes(sheet.output())


def _large(sheet: Sheet, section: Section) -> None:
    assert section.picture
    sheet.write_heading(section.headline, 12.5)
    top = sheet.get_y()
    foot = sheet.draw_picture(section.picture, left=MARGIN, top=top, width=_FIRST)
    sheet.set_y(top + 4)
    for sentence in section.sentences:
        beside = MARGIN + _FIRST + _GAP
        sheet.write_text(sentence, 10.5, left=beside, width=INSIDE - _FIRST - _GAP, after=2)
    sheet.set_y(max(sheet.get_y(), foot) + 3)


def _abreast(sheet: Sheet, sections: list[Section]) -> None:
    top, lowest = sheet.get_y(), sheet.get_y()
    for index, section in enumerate(sections):
        assert section.picture
        left = MARGIN + index * (_HALF + _GAP)
        sheet.set_y(top)
        sheet.write_heading(section.headline, 11.5, width=_HALF, left=left)
        foot = sheet.draw_picture(section.picture, left=left, top=sheet.get_y(), width=_HALF)
        sheet.set_y(foot + 1)
        for sentence in section.sentences:
            sheet.write_text(sentence, 9.5, left=left, width=_HALF)
        lowest = max(lowest, sheet.get_y())
    sheet.set_y(lowest + 3)


def _words(sheet: Sheet, section: Section, lowest: float) -> None:
    sheet.write_heading(section.headline, 11.5)
    sentences = fitting(sheet, section.sentences[:_MOST_WORDS], lowest)
    for sentence in section.sentences[:sentences]:
        sheet.write_bullet(sentence, _TEXT)
    rest = len(section.sentences) - sentences
    if rest:
        sheet.write_text(f"and {rest} more", _TEXT, colour=QUIET)
    sheet.set_y(sheet.get_y() + 2)


def fitting(sheet: Sheet, texts: Sequence[str], lowest: float) -> int:
    """How many of the texts end above ``lowest`` as bullets, with a line to spare for a count."""
    foot = sheet.get_y() + sheet.measure_height("and more", _TEXT)
    for index, text in enumerate(texts):
        foot += sheet.measure_height(text, _TEXT, INSIDE - 4) + 1
        if foot > lowest:
            return index
    return len(texts)
