"""A specification without what its layers repeat: less to write, to check and to send each run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PARTS = ("hconcat", "vconcat", "concat")


def shared_once(specification: Mapping[str, Any]) -> dict[str, Any]:
    """The same chart, with each channel that all layers encode alike said once above them.

    A layer takes over what is encoded above it; a channel that one layer lacks stays where it is.
    """
    found = dict(specification)
    for name in _PARTS:
        if name in found:
            found[name] = [shared_once(part) for part in found[name]]
    layers = found.get("layer")
    if not layers or "encoding" in found or any("layer" in one for one in layers):
        return found
    encodings = [one.get("encoding", {}) for one in layers]
    shared = {
        channel: value
        for channel, value in encodings[0].items()
        if all(one.get(channel) == value for one in encodings[1:])
    }
    if len(layers) > 1 and shared:
        found["encoding"] = shared
        found["layer"] = [_without(one, shared) for one in layers]
    return found


def _without(layer: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in layer.get("encoding", {}).items() if name not in shared}
    rest = {name: value for name, value in layer.items() if name != "encoding"}
    return {**rest, "encoding": own} if own else rest
