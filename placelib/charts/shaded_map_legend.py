"""The legend at the right of a shaded map that is drawn without a graphics card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from placelib.charts.map_legend import LegendKey
from placelib.charts.map_records import PATTERN_NAMES
from placelib.charts.theme import TextSizes, Theme
from placelib.charts.wrapping import LEADING, wrap_text

# Pixels between the map and the legend at its right, and the legend's width for a pixel of its
# letters: 252 on a desk, 306 on paper.
APART, _LEGEND_LETTERS = 20, 18
# Pixels: a colour's box in the legend, and where the words beside it begin.
BOX_WIDTH, BOX_HEIGHT, WORDS_LEFT = 28, 18, 38
# The sign of each kind of gap, in the order of PATTERN_NAMES: a path within a square of 2 by 2.
_SIGNS = dict(zip(PATTERN_NAMES, ("M-1,1L1,-1", "circle", "M-1,0H1M0,-1V1", "circle"), strict=True))
_FILLED = "dots"
# Square pixels of a sign.
_SIGN_SIZE = 26


def measure_legend(sizes: TextSizes) -> int:
    """The pixels across that the legend has room for."""
    return _LEGEND_LETTERS * sizes.label


def draw_gap_sign(name: str, theme: Theme, **place: Any) -> alt.MarkDef:
    """The sign of a kind of gap, one of PATTERN_NAMES."""
    return alt.MarkDef(
        "point", shape=_SIGNS[name], size=_SIGN_SIZE, stroke=theme.quiet_text, strokeWidth=1.2,
        fill=theme.quiet_text if name == _FILLED else "transparent", opacity=1, aria=False, **place,
    )  # fmt: skip


def draw_legend(
    keys: Sequence[LegendKey], notes: Sequence[str], theme: Theme, sizes: TextSizes
) -> list[alt.Chart]:
    """A box of colour a key with its words, the number of areas and the chosen place below it."""
    boxes: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    small = sizes.label - 2
    across = measure_legend(sizes)
    top = 0.0

    def write(text: str, left: int, size: int, colour: str, *, is_bold: bool = False) -> None:
        nonlocal top
        for line in wrap_text(text, across - left, size):
            row = {"text": line, "left": left, "size": size, "colour": colour, "bold": is_bold}
            words.append({**row, "top": round(top + size * LEADING / 2, 1)})
            top += size * LEADING

    for key in keys:
        sign = None if key.pattern is None else PATTERN_NAMES[key.pattern]
        boxes.append({"top": round(top, 1), "fill": key.fill, "sign": sign})
        write(f"{key.words} ({key.counted})", WORDS_LEFT, sizes.label, theme.text)
        if key.chosen:
            write(key.chosen, WORDS_LEFT, sizes.label, theme.marked, is_bold=True)
        top += sizes.label * 0.35
    for note in notes:
        top += small * 0.35
        write(note, 0, small, theme.quiet_text)
    return [
        *_draw_boxes(boxes, across, theme),
        alt.Chart(
            alt.InlineData(values=tuple(words)),
            mark=alt.MarkDef(
                "text", align="left", baseline="middle", aria=False,
                x=alt.ExprRef(f"width - {across} + datum.left"), y=alt.ExprRef("datum.top"),
                fontSize=alt.ExprRef("datum.size"), fill=alt.ExprRef("datum.colour"),
                fontWeight=alt.ExprRef("datum.bold ? 'bold' : 'normal'"),
            ),
            encoding=alt.FacetedEncoding(text=alt.Text("text", type="nominal")),
        ),
    ]  # fmt: skip


def _draw_boxes(boxes: Sequence[dict[str, Any]], across: int, theme: Theme) -> list[alt.Chart]:
    left = f"width - {across}"
    layers = [
        alt.Chart(
            alt.InlineData(values=tuple(boxes)),
            mark=alt.MarkDef(
                "rect", x=alt.ExprRef(left), x2=alt.ExprRef(f"{left} + {BOX_WIDTH}"),
                y=alt.ExprRef("datum.top"), y2=alt.ExprRef(f"datum.top + {BOX_HEIGHT}"),
                fill=alt.ExprRef("datum.fill"), stroke=theme.quiet_text, strokeWidth=0.7,
                aria=False,
            ),
        )
    ]  # fmt: skip
    for name in dict.fromkeys(box["sign"] for box in boxes if box["sign"]):
        place = {
            "x": alt.ExprRef(f"{left} + {BOX_WIDTH / 2}"),
            "y": alt.ExprRef(f"datum.top + {BOX_HEIGHT / 2}"),
        }
        rows = [box for box in boxes if box["sign"] == name]
        layers.append(
            alt.Chart(alt.InlineData(values=tuple(rows)), mark=draw_gap_sign(name, theme, **place))
        )
    return layers
