"""Every colour and text size of a chart, for light and dark pages, for a desk and for a projector.

The page colours are those of ``.streamlit/config.toml``. On its page each category has a contrast
of at least 3:1 and each text colour of at least 4.5:1: tests/charts/test_locator_map.py.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

# The page's own, bundled in static/fonts; .streamlit/config.toml names it for everything else.
FONT = "Atkinson Hyperlegible Next, sans-serif"


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of charts on a light or a dark page, as hexadecimal RGB.

    ``categories`` are to be used in their order. ``focus`` is the chosen place, ``rest`` the lines
    and points it stands out from, ``grid`` rules that may be overlooked. ``halo`` surrounds text
    that lies over a chart. ``marked`` rings the chosen place on a shaded map. ``scale`` has five
    steps from little to much for shaded maps.
    """

    page: str
    text: str
    quiet_text: str
    categories: tuple[str, str, str, str]
    focus: str
    on_focus: str
    rest: str
    grid: str
    tint: str
    land: str
    far_land: str
    border: str
    marked: str
    scale: tuple[str, str, str, str, str]

    @property
    def pair(self) -> tuple[str, str]:
        """The two colours for a comparison of two."""
        return self.categories[0], self.categories[3]

    @property
    def tiers(self) -> tuple[str, str, str]:
        """The colours of the council, the authority and the nation in a room's votes."""
        return self.categories[0], self.categories[3], self.categories[2]

    @property
    def halo(self) -> str:
        """The colour around text that lies over a chart."""
        return self.page


LIGHT = Theme(
    page="#FFFFFF",
    text="#0B131C",
    quiet_text="#56606C",
    categories=("#12436D", "#28A197", "#801650", "#F46A25"),
    focus="#12436D",
    on_focus="#FFFFFF",
    rest="#8A9099",
    grid="#DDE1E6",
    tint="#B9CDE2",
    land="#D9DDE2",
    far_land="#EFF1F3",
    border="#FFFFFF",
    marked="#C2410C",
    scale=("#DCE6F0", "#A9C3DD", "#7099C2", "#3B6D9F", "#12436D"),
)

# The same hues, lightened for the dark page.
DARK = Theme(
    page="#14191F",
    text="#E9E7E2",
    quiet_text="#A9B0B8",
    categories=("#6BA5D9", "#3FC1B5", "#D66FA6", "#F58A52"),
    focus="#6BA5D9",
    on_focus="#14191F",
    rest="#7D8691",
    grid="#343C46",
    tint="#2F506E",
    land="#3D4650",
    far_land="#262D36",
    border="#14191F",
    marked="#FFB27A",
    scale=("#22364A", "#335A80", "#4A81B4", "#7DB1E0", "#C3DEF6"),
)


@dataclass(frozen=True, slots=True)
class TextSizes:
    """Text sizes in pixels: a chart's title, its axes and labels, and names on a map."""

    title: int
    label: int
    map_label: int


DESK = TextSizes(title=18, label=14, map_label=13)

# A map that leaves the app is drawn smaller on a slide or on paper than on a page: larger letters
# keep at least 10 points there.
PAPER = TextSizes(title=20, label=17, map_label=15)

# A projector's smallest text is 24 pixels.
PRESENT = TextSizes(title=34, label=24, map_label=24)


def theme(*, dark: bool) -> Theme:
    """The colours for a dark page, or for a light one."""
    return DARK if dark else LIGHT


def text_sizes(*, present: bool) -> TextSizes:
    """The text sizes for present mode, or for a desk and a phone."""
    return PRESENT if present else DESK


@dataclass(frozen=True, slots=True)
class MapColours:
    """The colours of a shaded map: five classes from little to much, and four kinds of gap.

    The gaps share the page's greys and differ by their pattern.
    """

    scale: tuple[str, str, str, str, str]
    gaps: tuple[str, str, str, str]


# By name, for a light and a dark page. Each runs one way in lightness, so it also works in grey.
_SCALES: dict[str, tuple[tuple[str, str, str, str, str], tuple[str, str, str, str, str]]] = {
    "blue": (LIGHT.scale, DARK.scale),
    "purple": (
        ("#F1DDE8", "#DDAFC9", "#C277A3", "#A1427A", "#801650"),
        ("#43203A", "#6C3358", "#9A4B7D", "#C878A8", "#EFB7D5"),
    ),
    "teal": (
        ("#DDF1E4", "#A2D9C8", "#5CB5B5", "#2F7F9E", "#12436D"),
        ("#1C3350", "#235F80", "#2F8F9C", "#5FC0AE", "#B5E8CC"),
    ),
}
SCHEMES = tuple(_SCALES)


def map_colours(scheme: str, *, dark: bool) -> MapColours:
    """The colours of a scheme of SCHEMES on a light or a dark page."""
    page = theme(dark=dark)
    return MapColours(_SCALES[scheme][dark], (page.far_land,) * 4)


def print_on_paper(specification: str) -> str:
    """A specification as JSON with the colours of the dark page turned into the light page's."""
    pairs: dict[str, str] = {}
    for field in fields(Theme):
        dark, light = getattr(DARK, field.name), getattr(LIGHT, field.name)
        alike = zip(dark, light, strict=True) if isinstance(dark, tuple) else [(dark, light)]
        pairs.update(alike)
    for dark, light in pairs.items():
        specification = specification.replace(dark, light)
    return specification


def rgb(colour: str) -> list[int]:
    """The red, green and blue of a hexadecimal colour, 0 to 255 each."""
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def mixed(colour: str, second: str, share: float) -> str:
    """The colour with a share of the other in it, as hexadecimal RGB."""
    parts = zip(rgb(colour), rgb(second), strict=True)
    return "#" + "".join(f"{round(part + (two - part) * share):02X}" for part, two in parts)


def readable_on(fill: str, theme: Theme) -> str:
    """The page's or the text's colour, whichever is easier to read on the fill."""
    return max((theme.text, theme.page), key=lambda colour: _contrast(colour, fill))


def _contrast(first: str, second: str) -> float:
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in rgb(colour)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
