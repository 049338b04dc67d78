"""High-resolution pictures of finished charts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from placelib.charts import pictures as chart_pictures
from placelib.charts.picture_frame import PictureFrame
from placelib.charts.theme import print_on_paper
from placelib.database.cache import cached

__all__ = ["PictureFrame", "draw_framed_picture", "render_pictures"]


def render_private_pictures(specifications: tuple[str, ...]) -> list[bytes]:
    """A high-resolution PNG of each specification, given as JSON; nothing of it is remembered."""
    return chart_pictures.pictures([json.loads(specification) for specification in specifications])


@cached(12)
def render_pictures(specifications: tuple[str, ...]) -> list[bytes]:
    """The same of charts of official figures, remembered for the next who asks."""
    return render_private_pictures(specifications)


def draw_framed_picture(
    charts: Sequence[Mapping[str, Any]], frame: PictureFrame, kind: str
) -> bytes:
    """One picture of finished charts in a light page's colours, `png` or `svg`, in its frame.

    Nothing is remembered, since the figures may be a visitor's own. Raises NoPicture.
    """
    return chart_pictures.framed_picture(
        [json.loads(print_on_paper(json.dumps(chart))) for chart in charts], frame, kind=kind
    )
