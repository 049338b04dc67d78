"""A brief as a PDF: a title, its sections one after another, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from placelib.exports.brief import Brief, BriefPicture, Row, Section
from placelib.exports.sheet import FONT, FOOT, HEIGHT, INSIDE, MARGIN, QUIET, RULE, TEXT, Sheet

# Millimetres: the height of a picture, and the side of the code; then the rows of a table.
_TALLEST = 120.0
_CODE = 28.0
_MOST_ROWS = 40
# A longer cell could be taller than a page.
_LONGEST_CELL = 300
# Millimetres: around the text of a cell; what a line needs beyond its text so that it is not
# broken; and the most that a column may ask for, or it would leave the others no room.
_PADDING, _SPARE, _WIDEST = 0.8, 0.4, 56.0
# Points.
_CELL_SIZE = 8.5


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
    sheet.set_font(FONT, "", _CELL_SIZE)
    sheet.ink(TEXT)
    sheet.set_draw_color(RULE)
    lines = [names, *([_cut(row.get(name, "")) for name in names] for row in rows[:_MOST_ROWS])]
    columns = list(zip(*lines, strict=True))
    with sheet.table(
        col_widths=share_width(sheet, columns), text_align="LEFT", width=INSIDE, line_height=4.6,
        padding=_PADDING, borders_layout="HORIZONTAL_LINES",
    ) as table:  # fmt: skip
        for values in lines:
            line = table.row()
            for value in values:
                line.cell(sheet.legible(value))
    sheet.set_y(sheet.get_y() + 1.5)
    if len(rows) > _MOST_ROWS:
        remark = f"The first {_MOST_ROWS} of {len(rows):,} rows; the link leads to all of them."
        sheet.write_text(remark, 8.5, colour=QUIET, after=1)


def share_width(sheet: Sheet, columns: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """The width of each column in millimetres, all of them together as wide as the page.

    Each has room for its longest word, so that none is broken, and of the rest a part by how much
    its longest cell asks for. Words together wider than the page, such as addresses, are broken.
    """

    def measure(text: str, *, is_head: bool) -> float:
        sheet.set_font(FONT, "B" if is_head else "", _CELL_SIZE)
        return float(sheet.get_string_width(sheet.legible(text)))

    words, cells = [], []
    for head, *values in columns:
        texts = [(head, True), *((value, False) for value in values)]
        cells.append(max(measure(text, is_head=is_head) for text, is_head in texts))
        words.append(
            max(
                measure(word, is_head=is_head)
                for text, is_head in texts
                for word in text.split() or [""]
            )
        )
    sheet.set_font(FONT, "", _CELL_SIZE)
    least = [min(width, _WIDEST) + 2 * _PADDING + _SPARE for width in words]
    wish = [max(min(width, _WIDEST) - word, 1.0) for width, word in zip(cells, words, strict=True)]
    rest = INSIDE - sum(least)
    if rest < 0:
        return tuple(width * INSIDE / sum(least) for width in least)
    return tuple(width + rest * part / sum(wish) for width, part in zip(least, wish, strict=True))


def _cut(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1]}…"
