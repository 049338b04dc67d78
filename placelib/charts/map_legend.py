"""The legend of a shaded map as HTML: classes with their counts, gaps, and the chosen place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from placelib.charts.theme import LIGHT, Theme

# The map's patterns once more, in the order of map_records.PATTERN_NAMES.
_PATTERNS = (
    "repeating-linear-gradient(135deg,{ink} 0 2px,transparent 2px 6px)",
    "radial-gradient({ink} 1.6px,transparent 1.8px) 0 0/7px 7px",
    (
        "linear-gradient({ink} 1.5px,transparent 1.5px) 0 0/7px 7px,"
        "linear-gradient(90deg,{ink} 1.5px,transparent 1.5px) 0 0/7px 7px"
    ),
    "radial-gradient(transparent 1.4px,{ink} 1.6px 2.8px,transparent 3px) 0 0/9px 9px",
)


@dataclass(frozen=True, slots=True)
class LegendKey:
    """One line of the legend: its words, how many areas it stands for, and its look.

    ``pattern`` counts the kinds of gap from 0; it is None for a class. ``chosen`` says what is to
    be told of the chosen place, empty where it is elsewhere.
    """

    words: str
    areas: int
    fill: str
    pattern: int | None = None
    chosen: str = ""

    @property
    def counted(self) -> str:
        """How many areas, in words."""
        return f"{self.areas:,} area{'' if self.areas == 1 else 's'}"


def map_legend(keys: Sequence[LegendKey], notes: Sequence[str], theme: Theme = LIGHT) -> str:
    """The legend with one line a key, and the notes below it; its looks are in legend_style."""
    lines = "".join(_line(key, theme) for key in keys)
    paragraphs = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return f'<div class="map-legend"><ul aria-label="Legend">{lines}</ul>{paragraphs}</div>'


def legend_style(theme: Theme) -> str:
    """The style rules of the legend, which stay the same when its contents change."""
    scope = ".map-legend"
    return (
        f"{scope}{{color:{theme.text};font-size:.875rem;line-height:1.35}}"
        f"{scope} ul{{list-style:none;margin:0;padding:0;display:grid;gap:3px}}"
        f"{scope} li{{margin:0;display:flex;flex-wrap:wrap;align-items:center;gap:.1rem .6rem}}"
        f"{scope} i{{flex:0 0 2rem;height:1.15rem;border:1px solid {theme.rest}}}"
        f"{scope} small,{scope} p{{color:{theme.quiet_text};font-size:.8125rem}}"
        f"{scope} p{{margin:.4rem 0 0}}"
        f"{scope} b{{border:2px solid {theme.marked};border-radius:1rem;padding:0 .45rem}}"
    )


def _line(key: LegendKey, theme: Theme) -> str:
    look = f"background-color:{key.fill}"
    if key.pattern is not None:
        look = f"background:{_PATTERNS[key.pattern].format(ink=theme.quiet_text)};{look}"
    mark = f"<b>{escape(key.chosen)}</b>" if key.chosen else ""
    return (
        f'<li><i style="{look}"></i><span>{escape(key.words)}</span>'
        f"<small>({key.counted})</small>{mark}</li>"
    )
