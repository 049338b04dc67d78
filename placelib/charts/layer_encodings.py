"""A specification without what its layers repeat: less to write, to check and to send each run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PARTS = ("hconcat", "vconcat", "concat")


def hoist_encodings(specification: Mapping[str, Any]) -> dict[str, Any]:
    """The same chart, with each channel that all layers encode alike said once above them.

    A layer takes over what is encoded above it; a channel that one layer lacks stays where it is.
    """
    result = dict(specification)
    for name in _PARTS:
        if name in result:
            result[name] = [hoist_encodings(part) for part in result[name]]
    layers = result.get("layer")
    if not layers or "encoding" in result or any("layer" in layer for layer in layers):
        return result
    encodings = [layer.get("encoding", {}) for layer in layers]
    shared = {
        channel: value
        for channel, value in encodings[0].items()
        if all(encoding.get(channel) == value for encoding in encodings[1:])
    }
    if len(layers) > 1 and shared:
        result["encoding"] = shared
        result["layer"] = [_without(layer, shared) for layer in layers]
    return result


def _without(layer: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    encoding = {
        name: value for name, value in layer.get("encoding", {}).items() if name not in shared
    }
    rest = {name: value for name, value in layer.items() if name != "encoding"}
    return {**rest, "encoding": encoding} if encoding else rest
