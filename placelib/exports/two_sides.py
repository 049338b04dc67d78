"""A place on exactly two sides of A4, to be handed out in a meeting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from placelib.axis_words import BOTH_AXES
from placelib.exports.brief import KeyFigure, PlaceBrief, Section
from placelib.exports.sheet import FOCUS, FOOT, HEIGHT, INSIDE, MARGIN, QUIET, RULE, Sheet

# Millimetres: the side of the code, and between two columns.
_CODE = 26.0
_GAP = 6.0
_HALF = (INSIDE - _GAP) / 2
_ACROSS = 3
_LOWEST = HEIGHT - FOOT - 1
# Text is as large as the side has room for, in points; no smaller than the last.
_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
_TALLEST = 78.0
_TRIES = [(size, _TALLEST) for size in _SIZES] + [(_SIZES[-1], 60.0), (_SIZES[-1], 42.0)]

Side = Callable[[Sheet, PlaceBrief, float, float], None]


def place_pdf(brief: PlaceBrief) -> bytes:
    """The place on two sides, whatever its kind: text and pictures give way until both fit."""
    sheet = _start(brief)
    # Most places fit as they are, and are written once.
    if not all(_write_side(sheet, brief, side, *_TRIES[0]) for side in (_first, _second)):
        sizes = [_find_size(brief, side) for side in (_first, _second)]
        sheet = _start(brief)
        for side, (size, tallest) in zip((_first, _second), sizes, strict=True):
            _write_side(sheet, brief, side, size, tallest)
    return sheet.finished()


def _start(brief: PlaceBrief, *, is_trial: bool = False) -> Sheet:
    sheet = Sheet(f"{brief.name}: a brief", brief.origin, is_trial=is_trial)
    sheet.set_auto_page_break(False)
    return sheet


def _write_side(sheet: Sheet, brief: PlaceBrief, side: Side, size: float, tallest: float) -> bool:
    """Write a side on a page of its own; True when it ends above its foot."""
    sheet.add_page()
    side(sheet, brief, size, tallest)
    return bool(sheet.get_y() <= _LOWEST)


def _find_size(brief: PlaceBrief, side: Side) -> tuple[float, float]:
    """The text size and the height of pictures with which a side ends above its foot."""
    trial = _start(brief, is_trial=True)
    fitting = (sizes for sizes in _TRIES if _write_side(trial, brief, side, *sizes))
    return next(fitting, _TRIES[-1])


def _first(sheet: Sheet, brief: PlaceBrief, size: float, tallest: float) -> None:
    sheet.write_heading(brief.name, 26, level=0, after=0.5)
    sheet.write_text(brief.about, size, colour=QUIET, after=3)
    _cards(sheet, brief.figures)
    sheet.write_heading("What stands out", 14)
    if not brief.stands_out:
        words = "No figure stands far enough from the wider area's to say more."
        sheet.write_text(words, size, after=1.5)
    for sentence in brief.stands_out:
        sheet.write_bullet(sentence, size, after=1.2)
    sheet.set_y(sheet.get_y() + 2)
    top = sheet.get_y()
    lowest = []
    for section, left in ((brief.place_map, MARGIN), (brief.trend, MARGIN + _HALF + _GAP)):
        sheet.set_y(top)
        _block(sheet, section, left, _HALF, tallest, size)
        lowest.append(sheet.get_y())
    sheet.set_y(max(lowest))


def _cards(sheet: Sheet, figures: tuple[KeyFigure, ...]) -> None:
    if not figures:
        return
    sheet.start_section("Key figures", 1)
    top, width = sheet.get_y(), (INSIDE - (_ACROSS - 1) * 4) / _ACROSS
    for start in range(0, len(figures), _ACROSS):
        lowest = top
        places = [MARGIN + index * (width + 4) for index in range(_ACROSS)]
        row = list(zip(figures[start : start + _ACROSS], places, strict=False))
        for figure, left in row:
            _card(sheet, figure, left, top, width)
            lowest = max(lowest, sheet.get_y() + 2)
        sheet.set_draw_color(RULE)
        sheet.set_line_width(0.3)
        sheet.set_fill_color(FOCUS)
        for _, left in row:
            sheet.rect(left, top, width, lowest - top)
            sheet.rect(left, top, width, 1.1, style="F")
        top = lowest + 3
    sheet.set_y(top + 1)


def _card(sheet: Sheet, figure: KeyFigure, left: float, top: float, width: float) -> None:
    inside = partial(sheet.write_text, left=left + 2.5, width=width - 5)
    sheet.set_y(top + 2.5)
    inside(figure.label, 8.5)
    inside(f"{figure.value}{figure.unit}", 15, bold=True)
    for small in (figure.verdict, figure.period):
        if small:
            inside(small, 8, colour=QUIET)


def _second(sheet: Sheet, brief: PlaceBrief, size: float, tallest: float) -> None:
    sheet.write_heading(BOTH_AXES, 14)
    quadrant, top = brief.quadrant, sheet.get_y()
    if quadrant.picture is not None:
        wide = min(INSIDE * 0.55, tallest / quadrant.picture.shape)
        bottom = sheet.draw_picture(quadrant.picture, left=MARGIN, top=top, width=wide)
        left, width = MARGIN + wide + _GAP, INSIDE - wide - _GAP
    else:
        bottom, left, width = top, MARGIN, INSIDE
    sheet.set_y(top)
    sheet.write_text(quadrant.headline, size + 1, bold=True, left=left, width=width, after=1.5)
    for sentence in quadrant.sentences:
        sheet.write_text(sentence, size, left=left, width=width, after=1.5)
    sheet.write_text(quadrant.note, 8, colour=QUIET, left=left, width=width, after=1)
    sheet.set_y(max(sheet.get_y(), bottom) + 3)
    sheet.write_heading(brief.missing.headline, 14)
    for sentence in brief.missing.sentences:
        sheet.write_text(sentence, size, after=1)
    for row in brief.missing.rows:
        sheet.write_bullet(f"{row['Why']}: {row['Which']}", size, after=0.8)
    sheet.set_y(sheet.get_y() + 2)
    sheet.write_heading("Read with care", 14)
    for caution in brief.cautions:
        sheet.write_bullet(caution, size, after=1)
    sheet.set_y(sheet.get_y() + 2)
    sheet.write_sources_block("The live page, with every table and download:", size=8, side=_CODE)


def _block(
    sheet: Sheet, section: Section, left: float, width: float, tallest: float, size: float
) -> None:
    sheet.write_heading(section.headline, 11, left=left, width=width, after=0.5)
    if section.subtitle:
        sheet.write_text(section.subtitle, 8, colour=QUIET, left=left, width=width, after=1)
    if section.picture is not None:
        wide = min(width, tallest / section.picture.shape)
        bottom = sheet.draw_picture(section.picture, left=left, top=sheet.get_y(), width=wide)
        sheet.set_y(bottom + 1)
    for sentence in section.sentences:
        sheet.write_text(sentence, size, left=left, width=width, after=1)
    if section.source:
        sheet.write_text(section.source, 8, colour=QUIET, left=left, width=width)
