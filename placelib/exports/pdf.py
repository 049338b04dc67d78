"""A brief as a PDF: a title, its sections one after another, and where it comes from."""

from __future__ import annotations

from dataclasses import replace

from placelib.exports.brief import Brief, BriefPicture, Row, Section
from placelib.exports.sheet import FONT, FOOT, HEIGHT, INSIDE, MARGIN, QUIET, RULE, TEXT, Sheet

# Millimetres: the height of a picture, and the side of the code; then the rows of a table.
_TALLEST = 120.0
_CODE = 28.0
_MOST_ROWS = 40
# A longer cell could be taller than a page, and a wider column would leave the others no room.
_LONGEST_CELL, _WIDEST = 300, 34


def pdf(brief: Brief) -> bytes:
    """The brief on as many A4 pages as it needs."""
    sheet = Sheet(brief.title, brief.origin)
    sheet.add_page()
    sheet.write_heading(brief.title, 22, level=0, after=1)
    if brief.about:
        sheet.write_text(brief.about, 11, colour=QUIET, after=2)
    # A source that all sections share stands once, at the end.
    is_shared = len({section.source for section in brief.sections}) < 2
    for section in brief.sections:
        _section(sheet, replace(section, source="") if is_shared else section)
    _keep_together(sheet, _CODE + 22)
    sheet.set_y(sheet.get_y() + 3)
    live = "The live view, with tables and downloads:"
    if brief.origin.mark:
        live = "The page it was made on; the uploaded file is not in the link:"
    sheet.write_sources_block(live, size=8.5, side=_CODE)
    return sheet.finished()


def _section(sheet: Sheet, section: Section) -> None:
    _keep_together(sheet, 28 + (_size(section.picture)[1] if section.picture else 0))
    sheet.set_y(sheet.get_y() + 3)
    sheet.write_heading(section.headline, 14)
    if section.subtitle:
        sheet.write_text(section.subtitle, 9.5, colour=QUIET, after=1.5)
    if section.picture is not None:
        width, height = _size(section.picture)
        _keep_together(sheet, height)
        bottom = sheet.draw_picture(section.picture, left=MARGIN, top=sheet.get_y(), width=width)
        sheet.set_y(bottom + 2)
    for sentence in section.sentences:
        sheet.write_text(sentence, 11, after=1.5)
    if section.rows:
        _table(sheet, section.rows)
    for small in (section.note, section.source):
        if small:
            sheet.write_text(small, 8.5, colour=QUIET, after=1)


def _size(picture: BriefPicture) -> tuple[float, float]:
    width = min(INSIDE, _TALLEST / picture.shape)
    return width, width * picture.shape


def _keep_together(sheet: Sheet, height: float) -> None:
    room = HEIGHT - FOOT - 6 - sheet.get_y()
    if height > room and sheet.get_y() > MARGIN + 1:
        sheet.add_page()


def _table(sheet: Sheet, rows: tuple[Row, ...]) -> None:
    """The rows as far as paper is the place for them, and how many more there are."""
    names = [name for name in rows[0] if any(row.get(name) for row in rows)]
    sheet.set_font(FONT, "", 8.5)
    sheet.ink(TEXT)
    sheet.set_draw_color(RULE)
    lines = [names, *([_cut(row.get(name, "")) for name in names] for row in rows[:_MOST_ROWS])]
    # No word is broken where it can be helped, and no column takes it all.
    columns = list(zip(*lines, strict=True))
    words = [max(len(word) for cell in cells for word in cell.split() or [""]) for cells in columns]
    longest = [max(len(cell) for cell in cells) for cells in columns]
    shares = [
        max(min(word, _WIDEST) + 2, min(long, _WIDEST))
        for word, long in zip(words, longest, strict=True)
    ]
    with sheet.table(
        col_widths=tuple(shares), text_align="LEFT", width=INSIDE, line_height=4.6, padding=0.8,
        borders_layout="HORIZONTAL_LINES",
    ) as table:  # fmt: skip
        for values in lines:
            line = table.row()
            for value in values:
                line.cell(sheet.legible(value))
    sheet.set_y(sheet.get_y() + 1.5)
    if len(rows) > _MOST_ROWS:
        remark = f"The first {_MOST_ROWS} of {len(rows):,} rows; the link leads to all of them."
        sheet.write_text(remark, 8.5, colour=QUIET, after=1)


def _cut(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1]}…"
