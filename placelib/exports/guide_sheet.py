"""A guide of this app on paper: its Markdown as large text, as wide as the page."""

from __future__ import annotations

import re

from placelib.exports.brief import Origin
from placelib.exports.sheet import FOOT, HEIGHT, INSIDE, Sheet

# In points: read at arm's length while one stands in front of a room.
_SIZE = 12.5
# “*Open*”, a name on the screen, but not the “**Say:**” of a bold word.
_NAME = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
# Below a heading at least this much of its first paragraph stands on the same page.
_LEAST_BELOW = 30.0


def guide_sheet(title: str, guide: str, origin: Origin) -> bytes:
    """A4 to print, as PDF. The guide has paragraphs in bold as headings, and paragraphs with a dot.

    The fonts have no italics: what the screen calls by a name in italics stands in quotation marks.
    """
    sheet = Sheet(title, origin)
    sheet.add_page()
    sheet.write_heading(title, 20, level=0, after=2)
    for line in filter(None, guide.splitlines()):
        if line.startswith("- "):
            words = _NAME.sub(r"“\1”", line.removeprefix("- "))
            # No step is torn apart: it is read while the room waits.
            if sheet.get_y() + sheet.measure_height(words, _SIZE, INSIDE - 4) > HEIGHT - FOOT - 6:
                sheet.add_page()
            sheet.write_bullet(words, _SIZE, after=1.6, has_bold=True)
            continue
        if sheet.get_y() > HEIGHT - FOOT - _LEAST_BELOW:
            sheet.add_page()
        sheet.set_y(sheet.get_y() + 1.5)
        sheet.write_heading(line.strip("*"), 15)
    return sheet.finished()
