"""A picture that leaves the app: its charts between a headline and a source, in the app's font."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

from placelib.charts.theme import FONT, LIGHT
from placelib.charts.wrapping import LEADING, wrap_text

# Pixels: around everything, between two charts, and the text sizes of headline, subtitle, source.
_MARGIN, _BETWEEN = 18, 16
_HEADLINE, _SUBTITLE, _SOURCE = 20, 14, 12
# So many charts stand below each other; more of them in two columns.
_MOST_IN_A_COLUMN = 2
_LEAST_WIDTH = 480
# Programs that read no font from inside a picture, such as Word, take the first of these that they
# have: its letters are no wider than ours, so that names at the edges keep their room.
_FALLBACK = "Arial, Helvetica, Liberation Sans, sans-serif"
_FAMILY = FONT.partition(",")[0]
# The size that vl-convert writes at the beginning of a picture: <svg … width="640" height="300.5".
_SIZE = re.compile(r'<svg[^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"')


@dataclass(frozen=True, slots=True)
class PictureFrame:
    """What stands around the charts of a saved picture, each as long as it is: lines are broken."""

    headline: str
    subtitle: str
    source: str


def frame_svg(charts: Sequence[str], frame: PictureFrame, fonts: Mapping[str, bytes]) -> str:
    """One SVG that holds the charts (SVG texts), with the frame's texts and the fonts inside it.

    ``fonts`` are WOFF2 files by their weight, as in ``{"normal": …, "bold": …}``: without them in
    the file a reader without the font would see another one.
    """
    sizes = [_read_size(chart) for chart in charts]
    columns = 1 if len(charts) <= _MOST_IN_A_COLUMN else 2
    cell = max((width for width, _ in sizes), default=0.0)
    inside = max(columns * cell + (columns - 1) * _BETWEEN, _LEAST_WIDTH)
    parts: list[str] = []
    top = _write_lines(parts, frame.headline, _MARGIN, inside, _HEADLINE, LIGHT.text, "bold")
    top = _write_lines(parts, frame.subtitle, top + 2, inside, _SUBTITLE, LIGHT.quiet_text) + 12
    for start in range(0, len(charts), columns):
        row = sizes[start : start + columns]
        for column, chart in enumerate(charts[start : start + columns]):
            left = _MARGIN + column * (cell + _BETWEEN)
            parts.append(f'<g transform="translate({left:g} {top:g})">{_let_letters_be(chart)}</g>')
        top += max(height for _, height in row) + _BETWEEN
    top = _write_lines(parts, frame.source, top - 4, inside, _SOURCE, LIGHT.quiet_text)
    width, height = ceil(inside + 2 * _MARGIN), ceil(top + _MARGIN)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{_FAMILY}, {_FALLBACK}"><title>{escape(frame.headline)}</title>'
        f"<style>{_write_fonts(fonts)}</style>"
        f'<rect width="100%" height="100%" fill="{LIGHT.page}"/>{"".join(parts)}</svg>'
    )


def _let_letters_be(chart: str) -> str:
    """The chart in the family of the picture around it, and not cut off at its own edge."""
    chart = chart.replace(f' font-family="{FONT}"', "")
    return chart.replace("<svg ", '<svg overflow="visible" ', 1)


def _read_size(chart: str) -> tuple[float, float]:
    match = _SIZE.search(chart)
    assert match, "vl-convert writes the size of every picture"
    return float(match[1]), float(match[2])


def _write_lines(
    parts: list[str],
    text: str,
    top: float,
    width: float,
    size: int,
    colour: str,
    weight: str = "normal",
) -> float:
    """Add the text in lines that fit; where the next line may begin."""
    for line in wrap_text(text, width, size) if text else []:
        top += size * LEADING
        parts.append(
            f'<text x="{_MARGIN}" y="{top - size * 0.3:g}" font-size="{size}" '
            f'font-weight="{weight}" fill="{colour}">{escape(line)}</text>'
        )
    return top


def _write_fonts(fonts: Mapping[str, bytes]) -> str:
    return "".join(
        f'@font-face{{font-family:"{_FAMILY}";font-weight:{weight};'
        f"src:url(data:font/woff2;base64,{b64encode(content).decode('ascii')})}}"
        for weight, content in fonts.items()
    )
