"""What the equal-area tile view writes on its hexagons."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.charts.map_records import MapName, Point
from placelib.charts.theme import Theme, readable_on

# More tiles than this are too small for a name; the hover text and the list have it.
MOST_NAMED = 48
# Letters of a line that fit into a hexagon, and lines.
LETTERS, LINES = 10, 3
# Metres: the height of the letters on the tiles' own globe, where a tile is 11 km wide.
LETTER_METRES = 1_700


def tile_names(tiles: Sequence[tuple[str, Point, str]], theme: Theme) -> list[MapName]:
    """The names for tiles of (name, middle, fill), broken into lines; none where they are many."""
    if len(tiles) > MOST_NAMED:
        return []
    return [
        MapName("\n".join(lines_of(name)), point, readable_on(fill, theme), LETTER_METRES)
        for name, point, fill in tiles
    ]


def lines_of(name: str) -> list[str]:
    """A name in up to three lines of up to ten letters; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in name.replace("-", "- ").split():
        gap = "" if not lines or lines[-1].endswith("-") else " "
        if lines and len(lines[-1] + gap + word) <= LETTERS:
            lines[-1] += gap + word
        else:
            lines.append(word)
    short = [line if len(line) <= LETTERS + 1 else f"{line[: LETTERS - 1]}…" for line in lines]
    if len(short) > LINES:
        short = [*short[: LINES - 1], f"{short[LINES - 1][: LETTERS - 1]}…"]
    return short
