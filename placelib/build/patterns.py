"""Draws the picture with the patterns that areas without a figure have on the map."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

# Pixels: the width and height of one pattern, which repeats without a seam, and how far it goes on
# around itself in the picture: where a graphics card blends pixels, none of the next pattern shows.
SIZE, EDGE = 32, 8


def draw_patterns() -> bytes:
    """The patterns beside each other: stripes, dots, checks, rings, nothing; always the same bytes.

    Only the opacity is drawn; the map gives the colour.
    """
    down, across = np.mgrid[-EDGE : SIZE + EDGE, -EDGE : SIZE + EDGE]
    from_middle = np.hypot(down % 16 - 7.5, across % 16 - 7.5)
    patterns = (
        (down + across) % 16 < 4,
        from_middle < 3,
        (down % 16 < 3) | (across % 16 < 3),
        (from_middle > 3.6) & (from_middle < 6.4),
        np.zeros_like(from_middle, dtype=bool),
    )
    return _write_png(np.hstack(patterns))


def _write_png(opaque: NDArray[np.bool_]) -> bytes:
    """A PNG of 8-bit grey with opacity: black where the array is true, else nothing."""
    height, width = opaque.shape
    pixels = np.zeros((height, width, 2), dtype=np.uint8)
    pixels[..., 1] = np.where(opaque, 255, 0)
    # Each line begins with its filter, 0 for none.
    lines = b"".join(b"\0" + line.tobytes() for line in pixels)
    header = struct.pack(">IIBBBBB", width, height, 8, 4, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_write_chunk(kind, content) for kind, content in parts)


def _write_chunk(kind: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum
