"""What was clicked on a map of areas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def read_clicked_code(chosen: Mapping[str, Any]) -> str:
    """The code of the area that was clicked, empty for none; it is not trusted."""
    objects = chosen.get("selection", {}).get("objects", {})
    for features in objects.values():
        for feature in features:
            is_feature = isinstance(feature, dict)
            code = feature.get("properties", {}).get("code") if is_feature else None
            if isinstance(code, str):
                return code
    return ""
