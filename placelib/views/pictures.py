"""High-resolution pictures of finished charts."""

from __future__ import annotations

import json

from placelib.charts import pictures as chart_pictures
from placelib.database.cache import cached


def render_private_pictures(specifications: tuple[str, ...]) -> list[bytes]:
    """A high-resolution PNG of each specification, given as JSON; nothing of it is remembered."""
    return chart_pictures.pictures([json.loads(one) for one in specifications])


@cached(12)
def render_pictures(specifications: tuple[str, ...]) -> list[bytes]:
    """The same of charts of official figures, remembered for the next who asks."""
    return render_private_pictures(specifications)
