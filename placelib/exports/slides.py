"""A brief as a presentation for PowerPoint and its kin: a title, a slide a section, the sources."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from placelib.errors import TooLongForCode
from placelib.exports import qr
from placelib.exports.brief import BARRED, SHADED, Brief, Origin, Row, Section
from placelib.exports.chart_workbook import make_printable
from placelib.exports.sheet import FOCUS, QUIET, TEXT
from placelib.exports.slide_charts import add_editable_chart
from placelib.exports.slide_look import describe_shape, draw_mark, read_colour, set_theme

# Widescreen, 16 to 9.
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
_MARGIN = Inches(0.6)
_INSIDE = WIDTH - 2 * _MARGIN
_TITLE, _TITLE_ONLY = 0, 5  # layouts of python-pptx's own template
# Installed everywhere; the app's own font is not, and a substitute would move every line.
_FONT = "Arial"
_BRIEF_TITLE = 40
_MOST_ROWS = 12
# The file format takes no more letters of what a presentation says of itself.
_LONGEST_PROPERTY = 255
# The rows of a table below its head, by turns.
_BANDS = ("#FFFFFF", "#EDF1F5")
_TOP = Inches(1.75)
_SUBTITLE_TOP, _SUBTITLE = Inches(1.15), 14
# Letters of 14 points in a line of a table over the whole width; a column has its part of them.
_LETTERS_ACROSS = 115
_LOWEST = Inches(6.7)
# Below a table a sentence of two lines has so much room.
_SENTENCE_ROOM = Inches(0.8)
# Below the source, at the foot of every slide.
_REMARK_TOP = Inches(7.12)
# The first slide has the app's mark above its title: its line begins at the title's own edge.
_MARK_SIDE = Inches(1.9)
_MARK_LEFT, _MARK_TOP = Emu(_MARGIN - round(_MARK_SIDE * 11 / 64)), Inches(0.2)
_CHART_WIDTH = Inches(7.6)
# How high a chart over the whole width is: below it sentences of 14 points have four lines.
_WIDE_CHART = Inches(3.6)
# A picture's letters are small on a slide: it is as large as it can be beside its sentences.
_PICTURE_WIDTH = Inches(8.6)
# Points: sizes of sentences from the largest; what a letter is wide, a line high, and what stands
# between two sentences. Arial's letters are half as wide as high: 0.52 leaves room for capitals.
_SIZES = (24, 20, 18, 16, 14, 12, 11, 10, 9)
_LETTER, _LINE, _APART = 0.52, 1.2, 6


def pptx(brief: Brief) -> bytes:
    """The brief as an editable .pptx: real text, tables and charts, pictures with their words.

    A picture is there where a section has no ``chart`` that PowerPoint can draw.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    set_theme(deck, _FONT)
    about = deck.core_properties
    about.author, about.language = "Bend the Line", "en-GB"
    about.title, about.subject = (
        make_printable(text)[:_LONGEST_PROPERTY] for text in (brief.title, brief.about)
    )
    _title(deck, brief)
    for section in brief.sections:
        for part in _part_section(section):
            _slide(deck, part, brief.origin)
    _sources(deck, brief.origin)
    if brief.origin.mark:
        for slide in deck.slides:
            _text(slide, [brief.origin.mark], 10, QUIET, top=_REMARK_TOP, height=Inches(0.3))
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _titled(deck: Any, title: str, size: int = 30) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    box = slide.shapes.title
    box.left, box.top, box.width, box.height = _MARGIN, Inches(0.2), _INSIDE, Inches(0.95)
    box.text_frame.word_wrap = True
    box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    box.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    _fill(box.text_frame.paragraphs[0], title, size, FOCUS, bold=True)
    return slide


def _title(deck: Any, brief: Brief) -> None:
    slide = _titled(deck, brief.title, _BRIEF_TITLE)
    box = slide.shapes.title
    # A long title has three lines: what it is about stands below them all.
    box.top, box.height = (
        Inches(2.2),
        Pt(_measure_height([brief.title], _BRIEF_TITLE, Emu(_INSIDE))),
    )
    about_top = box.top + max(box.height, Inches(0.95)) + Inches(0.1)
    _text(slide, [brief.about], 20, QUIET, top=about_top, height=Inches(1.6))
    words = f"Bend the Line, data version {brief.origin.version}. {brief.origin.made_in_words}."
    _text(slide, [words], 14, QUIET, top=Inches(6.6), height=Inches(0.5))
    draw_mark(slide, _MARK_LEFT, _MARK_TOP, _MARK_SIDE)


def _slide(deck: Any, section: Section, origin: Origin) -> None:
    # A line of the title has room for some 60 letters of 28 points; two lines are shorter ones.
    slide = _titled(deck, section.headline, 28 if len(section.headline) < 60 else 24)
    if section.subtitle:
        # A chart that PowerPoint draws has no bands.
        subtitle = section.subtitle.replace(SHADED, BARRED) if section.chart else section.subtitle
        size = _choose_subtitle_size(subtitle)
        _text(slide, [subtitle], size, QUIET, top=_SUBTITLE_TOP, height=Inches(0.5))
    left, top, width = Emu(_MARGIN), Emu(_TOP), Emu(_INSIDE)
    words = section.picture.alternative if section.picture else " ".join(section.sentences)
    if section.chart is not None:
        # Names need the whole width to lie level; the sentences then stand below.
        is_wide = section.chart.kind == "dots"
        across, tall = (_INSIDE, _WIDE_CHART) if is_wide else (_CHART_WIDTH, _LOWEST - _TOP)
        box = (left, top, Emu(across), Emu(tall))
        shape = add_editable_chart(slide, section.chart, box, _FONT)
        describe_shape(shape, words)
        if is_wide:
            top = Emu(top + shape.height + Inches(0.1))
    elif section.picture is not None:
        tall = min(_LOWEST - _TOP, int(_PICTURE_WIDTH * section.picture.shape))
        shape = slide.shapes.add_picture(BytesIO(section.picture.png), left, top, height=Emu(tall))
        describe_shape(shape, words)
    elif section.rows:
        top = Emu(_table(slide, section.rows, top) + Inches(0.2))
    has_picture = section.chart is not None or section.picture is not None
    if has_picture and shape.width < _INSIDE:
        left = Emu(_MARGIN + shape.width + Inches(0.3))
        width = Emu(WIDTH - _MARGIN - left)
    room = Emu(_LOWEST - top)
    sentences, size = _fit_sentences(section.sentences, width, room)
    _text(slide, sentences, size, TEXT, top=top, height=room, left=left, width=width)
    source = section.source or next(iter(origin.sources), "")
    small = " ".join(line for line in (section.note, source) if line)
    _text(slide, [small], 10, QUIET, top=Inches(6.8), height=Inches(0.5))


def _part_section(section: Section) -> list[Section]:
    """The section in parts that fit a slide each: rows that have room, then the sentences.

    A section with a picture, and one whose table leaves room for its sentences, is one part.
    """
    if section.picture or section.chart or not section.rows:
        return [section]
    # An empty column, as of an aim that nobody has written, takes the room of the others.
    heads = list(section.rows[0])
    names = [name for name in heads if any(row.get(name) for row in section.rows)] or heads
    rows = tuple({name: row.get(name, "") for name in names} for row in section.rows[:_MOST_ROWS])
    section = replace(section, rows=rows) if len(section.rows) <= _MOST_ROWS else section
    if len(section.rows) > _MOST_ROWS:
        remark = f"The first {_MOST_ROWS} of {len(section.rows):,} rows; the link leads to all."
        section = replace(section, rows=rows, sentences=(*section.sentences, remark))
    parts: list[tuple[Row, ...]] = [()]
    for row in rows:
        longer = (*parts[-1], row)
        if parts[-1] and sum(_list_row_heights(longer)) > _LOWEST - _TOP:
            parts.append((row,))
        else:
            parts[-1] = longer
    left = _LOWEST - _TOP - Inches(0.2) - sum(_list_row_heights(parts[-1]))
    has_room = not section.sentences or left >= _SENTENCE_ROOM * len(section.sentences)
    if len(parts) == 1 and has_room:
        return [section]
    sections = [replace(section, rows=part, sentences=()) for part in parts]
    if section.sentences:
        sections.append(replace(section, rows=()))
    return [
        replace(part, headline=f"{section.headline} ({number} of {len(sections)})")
        for number, part in enumerate(sections, start=1)
    ]


def _list_row_heights(rows: Sequence[Row]) -> list[int]:
    """How tall the table's rows are, its heads first."""
    names = list(rows[0])
    letters = _LETTERS_ACROSS // len(names)
    return [
        Inches(0.06)
        + Inches(0.24) * max(len(textwrap.wrap(row.get(name, ""), letters)) or 1 for name in names)
        for row in ({name: name for name in names}, *rows)
    ]


def _fit_sentences(sentences: Sequence[str], width: Emu, height: Emu) -> tuple[list[str], int]:
    """What a box has room for, and the largest text size in points at which it has.

    Of more than it can hold at the smallest size, the rest is counted in the last line.
    """
    for size in _SIZES:
        if _measure_height(sentences, size, width) <= height.pt:
            return list(sentences), size
    count = len(sentences)
    lines = list(sentences)
    while count and _measure_height(lines, _SIZES[-1], width) > height.pt:
        count -= 1
        lines = [*sentences[:count], f"and {len(sentences) - count} more"]
    return lines, _SIZES[-1]


def _choose_subtitle_size(subtitle: str) -> int:
    """The largest text size in points, 14 at most, at which it ends above the picture."""
    room = Emu(_TOP - _SUBTITLE_TOP)
    for size in _SIZES:
        if size <= _SUBTITLE and _measure_height([subtitle], size, Emu(_INSIDE)) <= room.pt:
            return size
    return _SIZES[-1]


def _measure_height(sentences: Sequence[str], size: int, width: Emu) -> float:
    """How many points the sentences take below each other."""
    # A text box has a tenth of an inch of its own at either side.
    letters = max(int((width.pt - 14.4) / (_LETTER * size)), 1)
    lines = sum(max(len(textwrap.wrap(sentence, letters)), 1) for sentence in sentences)
    return lines * size * _LINE + len(sentences) * _APART


def _sources(deck: Any, origin: Origin) -> None:
    slide = _titled(deck, "Where this comes from")
    side = Inches(2.6)
    try:
        code = slide.shapes.add_picture(
            BytesIO(qr.png(origin.link, 8)), Emu(WIDTH - _MARGIN - side), Inches(1.5), side
        )
        describe_shape(code, "QR code of the link to the live view")
    except TooLongForCode:
        side = Inches(0)
    lines = [*origin.sources, origin.licence, f"Data version {origin.version}."]
    width = Emu(_INSIDE - side - Inches(0.4))
    size = 16 if len(lines) < 9 else 12
    box = _text(slide, lines, size, TEXT, top=Inches(1.5), height=Inches(4.4), width=width)
    paragraph = box.text_frame.add_paragraph()
    _fill(paragraph, origin.link, 12, FOCUS)
    paragraph.runs[0].hyperlink.address = origin.link


def _text(
    slide: Any, lines: Sequence[str], size: int, colour: str, *, top: int, height: int,
    left: int = _MARGIN, width: int = _INSIDE,
) -> Any:  # fmt: skip
    box = slide.shapes.add_textbox(left, top, width, height)
    box.text_frame.word_wrap = True
    for number, line in enumerate(lines):
        frame = box.text_frame
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(6)
        _fill(paragraph, line, size, colour)
    return box


def _fill(paragraph: Any, text: str, size: int, colour: str, *, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = make_printable(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, _FONT
    run.font.color.rgb = read_colour(colour)


def _table(slide: Any, rows: tuple[Row, ...], top: int) -> int:
    """Put the rows on the slide; where they end."""
    names, first_rows = list(rows[0]), rows[:_MOST_ROWS]
    frame = slide.shapes.add_table(
        len(first_rows) + 1, len(names), _MARGIN, top, _INSIDE, Inches(0.3) * (len(first_rows) + 1)
    )
    table = frame.table
    for column, name in enumerate(names):
        values = [name, *(row.get(name, "") for row in first_rows)]
        for line, value in enumerate(values):
            cell = table.cell(line, column)
            cell.margin_top = cell.margin_bottom = Inches(0.02)
            cell.fill.solid()
            cell.fill.fore_color.rgb = read_colour(_BANDS[line % 2] if line else FOCUS)
            paragraph = cell.text_frame.paragraphs[0]
            run = paragraph.add_run()
            run.text = make_printable(value)
            run.font.size, run.font.name = Pt(14 if len(first_rows) < 8 else 12), _FONT
    for line, height in zip(table.rows, _list_row_heights(first_rows), strict=True):
        line.height = height
    return int(top + sum(line.height for line in table.rows))
