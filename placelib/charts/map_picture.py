"""What a browser needs to draw a shaded map as a picture to save, from the same file of shapes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from placelib.charts.areas_map import MapDrawing, address_of, palettes
from placelib.charts.map_legend import LegendKey
from placelib.charts.theme import Theme


def map_picture(
    drawing: MapDrawing, keys: Sequence[LegendKey], notes: Sequence[str], theme: Theme
) -> dict[str, Any]:
    """The drawing with its legend as plain records; static/map_picture.js turns it into a picture.

    The map on the page is drawn by the graphics card, which keeps no picture that could be saved.
    """
    full, faded = palettes(drawing.colours, theme)
    marker = drawing.marker
    return {
        "areas": address_of(drawing.file),
        "lines": address_of(drawing.lines) if drawing.lines else "",
        "land": address_of(drawing.land) if drawing.land else "",
        "box": drawing.box,
        "classes": drawing.shading.classes,
        "faded": drawing.shading.faded,
        "fills": [full, faded],
        "colours": {
            "ink": theme.quiet_text,
            "line": theme.text,
            "land": theme.far_land,
            "marked": theme.marked,
        },
        "outline": marker.outline if marker else (),
        "ring": marker.ring if marker else None,
        "names": [(name.text, name.point, name.colour, name.metres) for name in drawing.names],
        "legend": [
            {
                "words": key.words,
                "areas": key.counted,
                "fill": key.fill,
                "pattern": key.pattern,
                "chosen": key.chosen,
            }
            for key in keys
        ],
        "notes": list(notes),
    }
