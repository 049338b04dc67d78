"""High-resolution pictures of finished charts."""

from __future__ import annotations

import json

from placelib.charts import pictures as chart_pictures
from placelib.database.cache import cached


@cached(12)
def render_pictures(specifications: tuple[str, ...]) -> list[bytes]:
    """A high-resolution PNG of each finished specification, which is given as JSON."""
    return chart_pictures.pictures([json.loads(one) for one in specifications])
