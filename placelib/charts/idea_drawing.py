"""Lines, circles, boxes and words of the idea's pictures, as pieces of SVG."""

from __future__ import annotations

from html import escape

WIDTH, HEIGHT = 440, 400
# For a screen: with its title above and a sentence below it fills one of 16 to 9.
SCREEN_WIDTH = 920.0
Drawing = str
Spot = tuple[float, float]


def write_svg(inside: Drawing, width: float = WIDTH, height: int = HEIGHT) -> str:
    """The pieces as one drawing, in the page's own font where it stands in the page itself."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" '
        f"font-family=\"'Atkinson Hyperlegible Next', 'Segoe UI', Roboto, Arial, sans-serif\">"
        f"{inside}</svg>"
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
