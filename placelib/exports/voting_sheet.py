"""The questions of a workshop on one side of paper, for when the wifi fails."""

from __future__ import annotations

from io import BytesIO

from placelib.axis_words import KNOWING_AXIS, POWER_AXIS
from placelib.exports import qr
from placelib.exports.brief import Origin, PaperBallot, PaperQuestion
from placelib.exports.sheet import FOCUS, FONT, FOOT, HEIGHT, INSIDE, MARGIN, QUIET, TEXT, Sheet

# Millimetres: the square to mark, and the box to tick.
_SIDE = 92.0
_BOX = 4.2
# In points: a hundred measures in two columns stand on one page.
_LISTED = 9.5
# An answer in words has two lines; a list has a line for each.
_FEW_LINES = 2


def voting_sheet(ballot: PaperBallot, origin: Origin) -> bytes:
    """A4 to print once and copy for everybody, as PDF: one page, more for many questions."""
    sheet = Sheet(f"Voting sheet: {ballot.title}", origin)
    sheet.add_page()
    _top(sheet, ballot)
    for question in ballot.questions:
        if sheet.get_y() + _measure(question) > HEIGHT - FOOT:
            sheet.add_page()
        _ask(sheet, question)
    for question in ballot.questions:
        if question.listed:
            _list_options(sheet, question)
    return bytes(sheet.output())


def _measure(question: PaperQuestion) -> float:
    """About how many millimetres a question is high, so that none is torn apart."""
    table = 6.4 * (len(question.rows) + 1) if question.rows else 0.0
    # The second line for words may stand where the page ends.
    lines = 8.0 * min(question.lines, 1) if question.lines <= _FEW_LINES else 8.0 * question.lines
    square = _SIDE + 17 + 6 * len(question.placed) if question.placed else 0.0
    return 6 + square + table + 6.5 * len(question.ticks) + lines


def _ask(sheet: Sheet, question: PaperQuestion) -> None:
    if question.placed:
        _square(sheet, question)
    elif question.rows:
        _table(sheet, question)
    elif question.ticks:
        sheet.write_heading(question.heading, 11.5)
        for option in question.ticks:
            _tick(sheet, option)
        sheet.set_y(sheet.get_y() + 2)
    else:
        sheet.write_heading(question.heading, 11.5, after=8)
        for line in range(question.lines):
            # The first line is always there; the second not where the foot of the page begins.
            if line == 0 or sheet.get_y() < HEIGHT - FOOT - 1:
                sheet.draw_rule(sheet.get_y())
                sheet.set_y(sheet.get_y() + 8)


def _list_options(sheet: Sheet, question: PaperQuestion) -> None:
    """What to choose from, in two columns, on a page of its own."""
    sheet.add_page()
    sheet.write_heading("To choose from", 14)
    sheet.write_text(question.heading, 10, colour=QUIET, after=2)
    width, lowest = (INSIDE - 8) / 2, HEIGHT - FOOT - 8
    top = sheet.get_y()
    column = 0
    for topic, options in question.listed.items():
        lines = [(f"{topic[:1].upper()}{topic[1:]}", True)]
        lines += [(f"{number}  {name}", False) for number, name in options]
        for place, (words, is_topic) in enumerate(lines):
            height = sheet.measure_height(words, _LISTED, width)
            # A topic does not stand at the foot of a column without its first measure.
            height += sheet.measure_height(lines[1][0], _LISTED, width) if place == 0 else 0
            if sheet.get_y() + height > lowest:
                column += 1
                if column % 2 == 0:
                    sheet.add_page()
                    top = sheet.get_y()
                sheet.set_y(top)
            left = MARGIN + (column % 2) * (width + 8)
            after = 0.4 if place < len(lines) - 1 else 1.6
            sheet.write_text(words, _LISTED, bold=is_topic, width=width, left=left, after=after)


def _top(sheet: Sheet, ballot: PaperBallot) -> None:
    top = sheet.get_y()
    picture = BytesIO(qr.png(ballot.address, 6))
    words = "QR code of the workshop's address"
    sheet.image(picture, x=MARGIN + INSIDE - 28, y=top - 3, w=28, h=28, alt_text=words)
    sheet.write_heading(ballot.title, 17, level=0, width=INSIDE - 34)
    sheet.write_text(
        "No name, please. Give this sheet to the facilitator, who types it in. If your phone works "
        f"after all: scan the code, or enter {ballot.code}.",
        10,
        colour=QUIET,
        width=INSIDE - 34,
        after=3,
    )
    sheet.set_y(max(sheet.get_y(), top + 27))


def _square(sheet: Sheet, question: PaperQuestion) -> None:
    sheet.write_heading(question.heading, 11.5)
    for letter, name in zip("ABC", question.placed, strict=False):
        sheet.write_text(f"{letter}   {name[:1].upper()}{name[1:]}", 10.5)
    left, top = MARGIN + 30, sheet.get_y() + 4
    sheet.set_draw_color(QUIET)
    for step in range(11):
        sheet.set_line_width(0.5 if step in (0, 10) else 0.12)
        distance = _SIDE * step / 10
        sheet.line(left + distance, top, left + distance, top + _SIDE)
        sheet.line(left, top + distance, left + _SIDE, top + distance)
        sheet.set_font(FONT, "", 8.5)
        sheet.ink(TEXT)
        sheet.text(left + distance - 2, top + _SIDE + 4, str(10 * step))
        sheet.text(left - 7, top + _SIDE - distance + 1, str(10 * step))
    sheet.set_font(FONT, "", 10)
    sheet.text(left + 24, top + _SIDE + 9, KNOWING_AXIS)
    with sheet.rotation(90, left - 11, top + _SIDE / 2 + 18):
        sheet.text(left - 11, top + _SIDE / 2 + 18, POWER_AXIS)
    sheet.set_y(top + _SIDE + 13)


def _table(sheet: Sheet, question: PaperQuestion) -> None:
    sheet.write_heading(question.heading, 11.5)
    # A lone column needs no more than a number's room; the names have the rest.
    first = 42.0 if len(question.columns) > 1 else INSIDE - 42.0
    width = (INSIDE - first) / len(question.columns)
    sheet.set_draw_color(QUIET)
    sheet.set_line_width(0.2)
    for row in ("", *question.rows):
        sheet.set_font(FONT, "" if row else "B", 9.5)
        sheet.ink(TEXT if row else FOCUS)
        sheet.cell(first, 6.4, sheet.legible(row))
        for column in question.columns:
            words = "" if row else f"{column[:1].upper()}{column[1:]}"
            sheet.cell(width, 6.4, sheet.legible(words), border=1 if row else 0, align="C")
        sheet.ln()
    sheet.set_y(sheet.get_y() + 3)


def _tick(sheet: Sheet, answer: str) -> None:
    sheet.set_draw_color(QUIET)
    sheet.set_line_width(0.3)
    sheet.rect(MARGIN, sheet.get_y() + 0.6, _BOX, _BOX)
    sheet.write_text(answer, 10.5, left=MARGIN + _BOX + 3, width=INSIDE - 8, after=1)
