"""A place's figures by topic as a chart: what charts.silo.topic_strips shows, where HTML cannot go.

The PDF, the slides and the saved picture are drawn from the same strips as the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from placelib.charts.silo import TopicStrip, list_legend_words, write_far_words
from placelib.charts.theme import FONT, LIGHT, Theme
from placelib.charts.wrapping import wrap_text

# Pixels.
WIDTH = 880
# Pixels: where the boxes and the words beside them begin, and the sizes of a box and a line.
_BOXES_LEFT, _WORDS_LEFT = 180, 640
_BOX, _BETWEEN, _LINE = 18, 3, 24
_TEXT = 14
_FONT_WEIGHTS = {True: "bold", False: "normal"}


def draw_strips(
    strips: Sequence[TopicStrip], benchmark: str, palette: dict[str, str], theme: Theme = LIGHT
) -> alt.LayerChart:
    """A line a topic: its name, a box a figure, and in words how many are apart; then the legend.

    ``benchmark`` is what the figures are held against; ``palette`` gives the fill of each tone.
    """
    boxes: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    top = 0
    for strip in strips:
        top = _add_strip(strip, top, boxes, words, palette, theme)
    top += _LINE // 2
    left = 0
    for tone, label in list_legend_words(benchmark):
        boxes.append(_box(left, top, palette.get(tone, theme.page), is_filled=tone in palette))
        words.append(_line(label, left + _BOX + 6, top, is_bold=False))
        left += WIDTH // 2
        if left >= WIDTH:
            left, top = 0, top + _LINE
    height = top + _LINE
    return alt.LayerChart(
        layer=[*_draw_boxes(boxes, theme), _draw_words(words, theme)],
        width=WIDTH,
        height=height,
        config=alt.Config(view=alt.ViewConfig(stroke=None), background="transparent", font=FONT),
    )


def _add_strip(
    strip: TopicStrip,
    top: int,
    boxes: list[dict[str, Any]],
    words: list[dict[str, Any]],
    palette: dict[str, str],
    theme: Theme,
) -> int:
    """Add one topic from ``top`` on; where the next one begins."""
    name = wrap_text(strip.topic, _BOXES_LEFT - 10, _TEXT)
    beside = wrap_text(write_far_words(strip), WIDTH - _WORDS_LEFT, _TEXT)
    for left, lines in ((0, name), (_WORDS_LEFT, beside)):
        for number, line in enumerate(lines):
            words.append(_line(line, left, top + number * _LINE, is_bold=strip.is_chosen))
    in_a_row = (_WORDS_LEFT - _BOXES_LEFT - 10) // (_BOX + _BETWEEN)
    fills = [palette[box.tone or ""] for box in strip.far]
    plain = len(strip.boxes) - len(fills)
    for number, fill in enumerate([*fills, *[theme.page] * plain]):
        row, column = divmod(number, in_a_row)
        left = _BOXES_LEFT + column * (_BOX + _BETWEEN)
        boxes.append(_box(left, top + row * _LINE, fill, is_filled=number < len(fills)))
    rows = max(len(name), len(beside), -(-len(strip.boxes) // in_a_row))
    return top + rows * _LINE + 4


def _box(left: int, top: int, fill: str, *, is_filled: bool) -> dict[str, Any]:
    return {"left": left, "top": top, "fill": fill, "filled": is_filled}


def _line(text: str, left: int, top: int, *, is_bold: bool) -> dict[str, Any]:
    return {"text": text, "left": left, "top": top, "weight": _FONT_WEIGHTS[is_bold]}


def _draw_boxes(boxes: Sequence[dict[str, Any]], theme: Theme) -> list[alt.Chart]:
    """Filled boxes with a line around them, the others dotted."""
    return [
        alt.Chart(
            alt.InlineData(values=tuple(box for box in boxes if box["filled"] is is_filled)),
            mark=alt.MarkDef(
                "rect", x=alt.ExprRef("datum.left"), x2=alt.ExprRef(f"datum.left + {_BOX}"),
                y=alt.ExprRef("datum.top"), y2=alt.ExprRef(f"datum.top + {_BOX}"),
                fill=alt.ExprRef("datum.fill"), stroke=theme.quiet_text, strokeWidth=0.8,
                strokeDash=[1, 0] if is_filled else [1.5, 1.5], aria=False,
            ),
        )
        for is_filled in (True, False)
    ]  # fmt: skip


def _draw_words(words: Sequence[dict[str, Any]], theme: Theme) -> alt.Chart:
    return alt.Chart(
        alt.InlineData(values=tuple(words)),
        mark=alt.MarkDef(
            "text", align="left", baseline="middle", fontSize=_TEXT, fill=theme.text, aria=False,
            x=alt.ExprRef("datum.left"), y=alt.ExprRef(f"datum.top + {_BOX / 2}"),
            fontWeight=alt.ExprRef("datum.weight"),
        ),
        encoding=alt.FacetedEncoding(text=alt.Text("text", type="nominal")),
    )  # fmt: skip
