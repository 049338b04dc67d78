"""How answers are compressed: by the encodings that a browser reads, quickly or as small as can be.

A server compresses quickly when it starts. What browsers ask for first can lie ready as small as
Brotli makes it, a sixth smaller, which takes half a minute: compressed once, when the app is
installed (``python -m placelib.ui.server``), and found by its content (ADR 75).
"""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import brotli
from starlette.datastructures import Headers

from placelib.server.bundle_edits import read_served

Encoding = Literal["br", "gzip", ""]
# Level 9 of gzip saves 0.3% more than 6 and takes twice as long. Brotli at 5 takes less time than
# that and saves 9%; at 11 it saves 19%, and 33% of the outlines, and takes forty times as long.
GZIP_LEVEL, QUICK, BEST = 6, 5, 11
# A page with its prerendered copy is small, and sent many times once it is made.
PAGE_GZIP_LEVEL, PAGE_QUALITY = 9, 9
AT_REST = Path(__file__).parents[2] / "var" / "compressed"
# The weight of an encoding that a browser does not want: “q=0”, “q=0.000”.
_NO_WEIGHT = frozenset({"q=0", "q=0.0", "q=0.00", "q=0.000"})


def choose_encoding(headers: Headers) -> Encoding:
    """What a browser reads best of Brotli, gzip and neither (empty), by its Accept-Encoding."""
    if accepts_encoding(headers, "br"):
        return "br"
    return "gzip" if accepts_encoding(headers, "gzip") else ""


def accepts_encoding(headers: Headers, encoding: Encoding) -> bool:
    """True when it is named in Accept-Encoding, and not with the weight 0."""
    for choice in headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = choice.partition(";")
        if name.strip() == encoding:
            return weight.replace(" ", "") not in _NO_WEIGHT
    return False


def compress(body: bytes, encoding: Encoding) -> bytes:
    """A body in an encoding, quickly; as it is in none."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=QUICK))
    return gzip.compress(body, GZIP_LEVEL, mtime=0) if encoding == "gzip" else body


def compress_page(body: bytes, encoding: Encoding) -> bytes:
    """The HTML of a page in an encoding, smaller than `compress` makes it; as it is in none."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=PAGE_QUALITY))
    return gzip.compress(body, PAGE_GZIP_LEVEL, mtime=0) if encoding == "gzip" else body


def compress_file(body: bytes, encoding: Encoding, folder: Path = AT_REST) -> bytes:
    """The content of a file in an encoding: in Brotli from ``folder`` where it lies ready."""
    if encoding == "br":
        try:
            return _name_resting(folder, body).read_bytes()
        except OSError:
            # Nobody has compressed it, or it has changed since.
            pass
    return compress(body, encoding)


def compress_at_rest(files: Iterable[Path], folder: Path = AT_REST) -> tuple[int, int]:
    """Lay files ready as small as Brotli makes them; their bytes before and after.

    What lies there already stays; what belongs to no file any more is removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = after = 0
    current = set()
    for file in files:
        body = read_served(file)
        resting = _name_resting(folder, body)
        if not resting.is_file():
            # Whole or not at all, as a server may read at the same time.
            unfinished = resting.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(brotli.compress(body, quality=BEST, lgwin=24))
            unfinished.replace(resting)
        current.add(resting)
        before, after = before + len(body), after + resting.stat().st_size
    for old in folder.glob("*.br"):
        if old not in current:
            old.unlink()
    return before, after


def _name_resting(folder: Path, body: bytes) -> Path:
    return folder / f"{hashlib.sha256(body).hexdigest()}.br"
