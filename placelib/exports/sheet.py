"""A sheet of paper in the app's look: fonts, colours, and the few ways in which text stands on it.

The PDF says its title and language, has bookmarks and a text for each picture. Its reading order is
the order in which it is drawn.
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from PIL import Image

from placelib.errors import TooLongForCode
from placelib.exports import mark, qr
from placelib.exports.brief import BriefPicture, Origin

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
FONT = "Atkinson Hyperlegible Next"
MARGIN = 15.0
# In millimetres, A4 upright.
WIDTH, HEIGHT = 210.0, 297.0
INSIDE = WIDTH - 2 * MARGIN
FOOT = 14.0
# The mark stands in the upper right corner of the first page, above what is written.
_MARK_TOP, _MARK = 2.5, 12.0
# The colours of the light page; tests/exports/test_brief.py holds them to the charts' theme.
TEXT, QUIET, FOCUS, RULE = "#0B131C", "#56606C", "#12436D", "#DDE1E6"
_MILLIMETRES = 25.4 / 72
_LEADING = 1.3
# The bundled fonts lack these.
_WRITTEN = {
    "₂": "2", "→": "to", "←": "from", "≥": "at least ", "≤": "at most ", "▲": "", "▼": "", "●": "",
    "◆": "", "◇": "", "◦": "", "‐": "-", "‑": "-", "\u2060": "", "\u00ad": "", "\u202f": " ",
    "\t": " ",
}  # fmt: skip


class Sheet(FPDF):
    """A PDF under way; all measures are millimetres, all text sizes points."""

    def __init__(self, title: str, origin: Origin, *, is_trial: bool = False) -> None:
        """An empty document with its title, language, day and fonts.

        One that is a trial, to see how much room a text takes, leaves its pictures out.
        """
        super().__init__(format="A4")
        self._origin = origin
        self._is_trial = is_trial
        for style, name in (("", "regular"), ("B", "bold")):
            file = FONTS / f"atkinson-hyperlegible-next-{name}.ttf"
            self.add_font(FONT, style, file)
        self.set_font(FONT)
        self._letters = set(self.current_font.cmap)  # type: ignore[union-attr]
        self.set_title(self.legible(title))
        self.set_author("Bend the Line")
        self.set_lang("en-GB")
        self.set_creation_date(datetime.combine(origin.made_on, time(12), tzinfo=UTC))
        self.set_margins(MARGIN, MARGIN)
        self.c_margin = 0.0
        self.set_auto_page_break(auto=True, margin=FOOT + 6)

    def header(self) -> None:
        """The mark in the corner of the first page; nothing on those that follow."""
        if self.page_no() > 1:
            return
        scale = _MARK / mark.SIDE
        left = WIDTH - MARGIN - mark.END[0] * scale
        with self.local_context(line_width=mark.LINE_WIDTH * scale, draw_color=mark.LINE_COLOUR):
            self.set_dash_pattern(dash=5 * scale, gap=4 * scale)
            ends = (mark.START, mark.END)
            self.polyline([(left + x * scale, _MARK_TOP + y * scale) for x, y in ends])
        with self.local_context(line_width=mark.BEND_WIDTH * scale, draw_color=mark.BEND_COLOUR):
            points = mark.list_bend_points()
            self.polyline([(left + x * scale, _MARK_TOP + y * scale) for x, y in points])

    def footer(self) -> None:
        """The line at the foot of every page: what this is, its data version, the page."""
        self.set_y(-FOOT)
        self.set_font(FONT, "", 8)
        self.ink(QUIET)
        parts = (f"Bend the Line · data version {self._origin.version}", self._origin.mark)
        words = " · ".join(part for part in parts if part)
        self.cell(INSIDE - 30, 5, self.legible(words))
        self.cell(30, 5, f"Page {self.page_no()} of {{nb}}", align="R")

    def legible(self, text: str) -> str:
        """The text in letters that the font has; of others the plain form, or a question mark."""
        written = "".join(_WRITTEN.get(letter, letter) for letter in text)
        # “◇ not clearly”: the words say it all, and begin where the sign stood.
        written = written.lstrip(" ") if _WRITTEN.get(text[:1]) == "" else written
        return "".join(
            self._keep_letters(letter) or self._strip_accents(letter) or "?" for letter in written
        )

    def _keep_letters(self, letters: str) -> str:
        return "".join(
            letter for letter in letters if ord(letter) in self._letters or letter == "\n"
        )

    def _strip_accents(self, letter: str) -> str:
        """The letter without its accent, as “w” for “ẁ”."""
        return self._keep_letters(unicodedata.normalize("NFKD", letter))

    def ink(self, colour: str) -> None:
        """Write in this colour from here on."""
        self.set_text_color(colour)

    def write_text(
        self,
        text: str,
        size: float,
        *,
        colour: str = TEXT,
        bold: bool = False,
        width: float = INSIDE,
        left: float | None = None,
        after: float = 0.0,
        link: str = "",
        has_bold: bool = False,
    ) -> None:
        """A paragraph from ``left`` on; the pen ends below it, ``after`` further down.

        ``has_bold`` reads “**word**” as a word in bold: for words of this app, never a visitor's.
        """
        start = self.l_margin if left is None else left
        self.set_x(start)
        self.set_font(FONT, "B" if bold else "", size)
        self.ink(colour)
        self.multi_cell(
            width,
            size * _MILLIMETRES * _LEADING,
            self.legible(text),
            align="L",
            link=link,
            markdown=has_bold,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
            padding=0,
        )
        self.set_y(self.get_y() + after)

    def measure_height(self, text: str, size: float, width: float = INSIDE) -> float:
        """How tall a paragraph would be."""
        self.set_font(FONT, "", size)
        line = size * _MILLIMETRES * _LEADING
        lines = self.multi_cell(
            width, line, self.legible(text), align="L", padding=0, dry_run=True,
            output=MethodReturnValue.LINES,
        )  # fmt: skip
        assert isinstance(lines, list)
        return line * len(lines)

    def write_heading(
        self, text: str, size: float, *, level: int = 1, width: float = INSIDE,
        left: float | None = None, after: float = 1.0, colour: str = FOCUS,
    ) -> None:  # fmt: skip
        """A heading that is a bookmark too."""
        self.start_section(self.legible(text), level)
        self.write_text(text, size, colour=colour, bold=True, width=width, left=left, after=after)

    def write_bullet(
        self, text: str, size: float, *, width: float = INSIDE, left: float | None = None,
        after: float = 1.0, has_bold: bool = False,
    ) -> None:  # fmt: skip
        """A paragraph behind a dot."""
        start = self.l_margin if left is None else left
        top = self.get_y()
        radius = size * 0.05
        self.set_fill_color(FOCUS)
        middle = top + size * _MILLIMETRES * _LEADING / 2
        self.ellipse(start + 0.6, middle - radius, 2 * radius, 2 * radius, style="F")
        self.write_text(text, size, width=width - 4, left=start + 4, after=after, has_bold=has_bold)

    def draw_picture(
        self, picture: BriefPicture, *, left: float, top: float, width: float
    ) -> float:
        """The picture, as wide as asked; the position of its lower edge."""
        height = width * picture.shape
        if self._is_trial:
            return top + height
        with Image.open(BytesIO(picture.png)) as image:
            # Pictures lie on white: to part colours from a transparency of none takes a while.
            opaque = image.convert("RGB")
        self.image(
            opaque, x=left, y=top, w=width, h=height,
            alt_text=self.legible(picture.alternative),
        )  # fmt: skip
        return top + height

    def draw_rule(self, top: float) -> None:
        """A thin line across the page."""
        self.set_draw_color(RULE)
        self.set_line_width(0.3)
        self.line(MARGIN, top, WIDTH - MARGIN, top)

    def draw_code(self, *, left: float, top: float, side: float) -> bool:
        """The QR code of the live view; False when its address is too long for one."""
        try:
            code_png = qr.png(self._origin.link, 6)
        except TooLongForCode:
            return False
        words = "QR code of the link to the live view"
        self.image(BytesIO(code_png), x=left, y=top, w=side, h=side, alt_text=words)
        return True

    def write_sources_block(self, live: str, *, size: float, side: float) -> None:
        """Sources, licence, day and link below a line, beside the code; the pen ends below both.

        ``live`` says what the link leads to; ``side`` is that of the code.
        """
        origin = self._origin
        self.draw_rule(self.get_y())
        self.set_y(self.get_y() + 2)
        top = self.get_y()
        has_code = self.draw_code(left=MARGIN + INSIDE - side, top=top, side=side)
        width = INSIDE - side - 4 if has_code else INSIDE
        self.write_heading("Where this comes from", size + 2, width=width)
        for line in (*origin.sources, origin.licence):
            self.write_text(line, size, width=width, after=0.7)
        self.write_text(f"Made on {origin.made_in_words}. {live}", size, width=width, after=0.4)
        self.write_text(origin.link, size, width=width, link=origin.link)
        self.set_y(max(self.get_y(), top + side * has_code))

    def finished(self) -> bytes:
        """The document as a file."""
        return bytes(self.output())
