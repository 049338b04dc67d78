"""Lines, circles, boxes and words of the idea's pictures, as pieces of SVG."""

from __future__ import annotations

from html import escape

from placelib.charts.marks import picture

WIDTH, HEIGHT = 440, 400
Drawing = str
Spot = tuple[float, float]


def drawing(inside: Drawing, alternative: str, height: int = HEIGHT) -> str:
    """The pieces as one image that shrinks with its column."""
    return picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f"height=\"{height}\" font-family=\"'Atkinson Hyperlegible Next', 'Segoe UI', Roboto, "
        f'Arial, sans-serif">{inside}</svg>',
        alternative,
        f"width:100%;max-width:{WIDTH}px;height:auto",
    )


def line(start: Spot, end: Spot, colour: str, dashes: str = "", width: float = 2) -> Drawing:
    """A straight line, dashed where a pattern is given."""
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
        f'stroke="{colour}" stroke-width="{width}"{dash}></line>'
    )


def circle(spot: Spot, radius: float, fill: str, edge: str | None = None) -> Drawing:
    """A filled circle."""
    return (
        f'<circle cx="{spot[0]:.1f}" cy="{spot[1]:.1f}" r="{radius}" fill="{fill}" '
        f'stroke="{edge or fill}" stroke-width="2"></circle>'
    )


def box(
    corner: Spot, size: Spot, fill: str, edge: str | None = None, opacity: float = 1
) -> Drawing:
    """A filled rectangle from its upper left corner."""
    return (
        f'<rect x="{corner[0]:.1f}" y="{corner[1]:.1f}" width="{size[0]:.1f}" '
        f'height="{size[1]:.1f}" rx="4" fill="{fill}" stroke="{edge or "none"}" stroke-width="2" '
        f'opacity="{opacity}"></rect>'
    )


def words(
    spot: Spot,
    text: str,
    colour: str,
    anchor: str = "start",
    size: int = 16,
    halo: str | None = None,
) -> Drawing:
    """A line of text; its baseline stands at the spot. A halo keeps it legible over lines."""
    around = f' stroke="{halo}" stroke-width="4" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{spot[0]:.1f}" y="{spot[1]:.1f}" text-anchor="{anchor}" font-size="{size}" '
        f'fill="{colour}"{around}>{escape(text)}</text>'
    )
