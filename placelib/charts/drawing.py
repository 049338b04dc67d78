"""The child process of pictures: reads specifications, writes pictures, and ends."""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

import vl_convert

CPU_SECONDS = 60


def main() -> None:
    """Draw what standard input asks for; a line of lengths and the pictures on standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    request = json.load(sys.stdin)
    vl_convert.register_font_directory(request["fonts"])
    pictures = [
        _draw(picture, request["kind"], request["scale"]) for picture in request["specifications"]
    ]
    sys.stdout.buffer.write(
        json.dumps([len(picture) for picture in pictures]).encode("ascii") + b"\n"
    )
    for picture in pictures:
        sys.stdout.buffer.write(picture)


def _draw(specification: dict[str, Any], kind: str, scale: float) -> bytes:
    # No address at all is allowed: every figure and outline stands in the specification.
    if kind == "svg":
        text: str = vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
        return text.encode("utf-8")
    return bytes(vl_convert.vegalite_to_png(specification, scale=scale, allowed_base_urls=[]))
