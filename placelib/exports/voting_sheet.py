"""The questions of a workshop on one side of paper, for when the wifi fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from placelib.exports import qr
from placelib.exports.brief import Origin
from placelib.exports.sheet import FOCUS, FONT, FOOT, HEIGHT, INSIDE, MARGIN, QUIET, TEXT, Sheet

_SIDE = 92.0
_BOX = 4.2


@dataclass(frozen=True, slots=True)
class PaperBallot:
    """What a sheet asks: only what is not empty.

    ``tiers`` are placed on the square; ``levers`` are a table of them by tier with ``steps`` to
    tick; ``answers`` belong to the poll; ``prompt`` is answered in words.
    """

    title: str
    code: str
    address: str
    tiers: Sequence[str]
    placement: bool
    levers: Sequence[str]
    steps: Sequence[str]
    answers: Sequence[str]
    prompt: str


def voting_sheet(ballot: PaperBallot, origin: Origin) -> bytes:
    """An A4 page to print once and copy for everybody, as PDF."""
    sheet = Sheet(f"Voting sheet: {ballot.title}", origin)
    sheet.add_page()
    _top(sheet, ballot)
    if ballot.placement:
        _square(sheet, ballot.tiers)
    if ballot.levers:
        _levers(sheet, ballot)
    if ballot.answers:
        sheet.heading("How does the idea strike you? Tick one.", 11.5)
        for answer in ballot.answers:
            _tick(sheet, answer)
        sheet.set_y(sheet.get_y() + 2)
    if ballot.prompt:
        sheet.heading(ballot.prompt, 11.5, after=8)
        for line in range(2):
            # The first line is always there; the second not where the foot of the page begins.
            if line == 0 or sheet.get_y() < HEIGHT - FOOT - 1:
                sheet.rule(sheet.get_y())
                sheet.set_y(sheet.get_y() + 8)
    return bytes(sheet.output())


def _top(sheet: Sheet, ballot: PaperBallot) -> None:
    top = sheet.get_y()
    picture = BytesIO(qr.png(ballot.address, 6))
    words = "QR code of the workshop's address"
    sheet.image(picture, x=MARGIN + INSIDE - 28, y=top - 3, w=28, h=28, alt_text=words)
    sheet.heading(ballot.title, 17, level=0, width=INSIDE - 34)
    sheet.write_text(
        "No name, please. Give this sheet to the facilitator, who types it in. If your phone works "
        f"after all: scan the code, or enter {ballot.code}.",
        10,
        colour=QUIET,
        width=INSIDE - 34,
        after=3,
    )
    sheet.set_y(max(sheet.get_y(), top + 27))


def _square(sheet: Sheet, tiers: Sequence[str]) -> None:
    sheet.heading("Where do they stand? Write the letter where you would put each.", 11.5)
    for letter, tier in zip("CAN", tiers, strict=True):
        sheet.write_text(f"{letter}   {tier[:1].upper()}{tier[1:]}", 10.5)
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
    sheet.text(left + 24, top + _SIDE + 9, "understands the place better")
    with sheet.rotation(90, left - 11, top + _SIDE / 2 + 18):
        sheet.text(left - 11, top + _SIDE / 2 + 18, "has more leverage")
    sheet.set_y(top + _SIDE + 13)


def _levers(sheet: Sheet, ballot: PaperBallot) -> None:
    steps = ", ".join(f"{number} {step.lower()}" for number, step in enumerate(ballot.steps))
    sheet.heading(f"How much of each lever does each hold? Write {steps}.", 11.5)
    first, width = 42.0, (INSIDE - 42.0) / len(ballot.tiers)
    sheet.set_draw_color(QUIET)
    sheet.set_line_width(0.2)
    for row in ("", *ballot.levers):
        sheet.set_font(FONT, "" if row else "B", 9.5)
        sheet.ink(TEXT if row else FOCUS)
        sheet.cell(first, 6.4, sheet.legible(row))
        for tier in ballot.tiers:
            words = "" if row else f"{tier[:1].upper()}{tier[1:]}"
            sheet.cell(width, 6.4, sheet.legible(words), border=1 if row else 0, align="C")
        sheet.ln()
    sheet.set_y(sheet.get_y() + 3)


def _tick(sheet: Sheet, answer: str) -> None:
    sheet.set_draw_color(QUIET)
    sheet.set_line_width(0.3)
    sheet.rect(MARGIN, sheet.get_y() + 0.6, _BOX, _BOX)
    sheet.write_text(answer, 10.5, left=MARGIN + _BOX + 3, width=INSIDE - 8, after=1)
