"""How slides look beside their words: the theme, the mark, and what shapes are for a reader."""

from __future__ import annotations

import re
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu

from placelib.exports import mark
from placelib.exports.chart_workbook import make_printable
from placelib.exports.sheet import FOCUS, QUIET

# The six accents of a presentation, from which PowerPoint takes the colours of tables and of what
# a reader adds: the colours of our categories in their order, then two greys of ours.
_ACCENTS = (FOCUS, "#28A197", "#801650", "#F46A25", QUIET, "#8A8578")


def set_theme(deck: Any, font: str) -> None:
    """Give what a reader adds our colours and font, and tables heads that are dark enough."""
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode("utf-8")
    for number, colour in enumerate(_ACCENTS, start=1):
        accent = rf"(<a:accent{number}><a:srgbClr val=)\"[0-9A-F]{{6}}\""
        text = re.sub(accent, rf'\1"{colour.removeprefix("#")}"', text)
    # <a:latin typeface="Calibri"/>, of headings and of what stands below them
    text = re.sub(r'<a:latin typeface="Calibri"/>', f'<a:latin typeface="{font}"/>', text)
    theme._blob = text.encode("utf-8")  # noqa: SLF001


def draw_mark(slide: Any, left: int, top: int, side: int) -> None:
    """The mark as shapes, in a square: sharp at any size, and in colours that can be changed."""
    scale = side / mark.SIDE

    def place(point: mark.Point) -> tuple[Emu, Emu]:
        x, y = point
        return Emu(left + round(x * scale)), Emu(top + round(y * scale))

    group = slide.shapes.add_group_shape()
    line = group.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *place(mark.START), *place(mark.END))
    # Short dashes: “square dots” are three times as long as wide.
    line.line.dash_style = MSO_LINE.SQUARE_DOT
    first, *rest = [place(point) for point in mark.list_bend_points()]
    pen = group.shapes.build_freeform(*first)
    pen.add_line_segments(rest, close=False)
    bend = pen.convert_to_shape()
    bend.fill.background()
    for shape, width, colour in (
        (line, mark.LINE_WIDTH, mark.LINE_COLOUR),
        (bend, mark.BEND_WIDTH, mark.BEND_COLOUR),
    ):
        shape.line.width, shape.line.color.rgb = Emu(round(width * scale)), read_colour(colour)
        shape.line._get_or_add_ln().set("cap", "rnd")  # noqa: SLF001
        # The template's own style of lines has a shadow.
        shape._element.remove(shape._element.find(qn("p:style")))  # noqa: SLF001
    describe_shape(group, mark.ALTERNATIVE)


def read_colour(colour: str) -> RGBColor:
    """A colour such as “#12436D” as python-pptx has it."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


def describe_shape(shape: Any, alternative: str) -> None:
    """Give the shape its alternative text."""
    # python-pptx has no call for the alternative text; it is an attribute of the shape's element.
    (about,) = shape._element.xpath("./*/p:cNvPr")  # noqa: SLF001
    about.set("descr", make_printable(alternative))
