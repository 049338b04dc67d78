"""What the engine's drawings are before they become pictures: layers share a clip."""

from __future__ import annotations

import io

import pytest
import vl_convert
from PIL import Image, ImageChops

from placelib.charts.drawing import merge_clips

BARS = {
    "data": {"values": [{"place": "Leeds", "rate": 4}, {"place": "Bath", "rate": 9}]},
    "encoding": {
        "x": {"field": "rate", "type": "quantitative", "scale": {"domain": [0, 6]}},
        "y": {"field": "place"},
    },
    "layer": [
        {"mark": {"type": "bar", "clip": True}},
        {"mark": {"type": "tick", "clip": True, "color": "red"}},
        {"mark": {"type": "text", "clip": True, "dx": 3}, "encoding": {"text": {"field": "place"}}},
    ],
    "width": 200,
}
TWO_SHAPES = (
    '<svg><g class="mark-a" clip-path="url(#clip1)"><path/></g>'
    '<g class="mark-b" clip-path="url(#clip2)"><path/></g>'
    '<defs><clipPath id="clip1"><rect width="1"/></clipPath>'
    '<clipPath id="clip2"><rect width="2"/></clipPath></defs></svg>'
)


def test_layers_that_are_cut_to_the_same_shape_share_one_clip_and_look_the_same() -> None:
    svg = vl_convert.vegalite_to_svg(BARS)
    merged = merge_clips(svg)
    assert svg.count("clip-path=") == 3
    assert merged.count("clip-path=") == 1
    before, after = (
        Image.open(io.BytesIO(vl_convert.svg_to_png(drawing, scale=2))).convert("RGB")
        for drawing in (svg, merged)
    )
    difference = ImageChops.difference(before, after)
    assert max(high for _, high in difference.getextrema()) <= 2


@pytest.mark.parametrize(
    "svg",
    [
        "<svg><g>no clip</g></svg>",
        # One alone, and two that are cut to different shapes.
        '<svg><g class="mark-a" clip-path="url(#clip1)"><path/></g></svg>',
        TWO_SHAPES,
    ],
)
def test_other_drawings_stay_as_they_are(svg: str) -> None:
    assert merge_clips(svg) == svg
