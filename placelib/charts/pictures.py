"""Pictures of finished chart specifications, drawn on the server without a browser or a network.

The drawing is done by vl-convert, a JavaScript engine of some 200 MB: it runs in a child process
that ends with the request, one at a time, so that visitors' pages keep the processors.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from placelib.charts.theme import FONT, LIGHT
from placelib.errors import NoPicture

Specification = Mapping[str, Any]

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
# What a specification writes before the name of a file of static/.
SERVED = "app/static/"
WIDTH = 640
SCALE = 3.0
CHILD_SECONDS = 60
WAIT_SECONDS = 60
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from placelib.charts.drawing import main; main()"
)
# The bundled fonts have none, and the engine would take another font for the whole text.
_ARROWS = dict.fromkeys(map(ord, "→←↑↓"))
_SEAT = threading.BoundedSemaphore(1)


def pictures(
    specifications: Sequence[Specification],
    *,
    kind: str = "png",
    width: int = WIDTH,
    scale: float = SCALE,
) -> list[bytes]:
    """A picture of each specification on white, ``png`` or ``svg``, in their order.

    ``width`` in pixels takes the place of the container's; a PNG has ``scale`` times as many.
    Boundaries named by address are put in from ``static``; any other address is refused.

    Raises:
        NoPicture: when a chart cannot be drawn, takes too long, or too many wait.
    """
    if not specifications:
        return []
    request = {
        "specifications": [_complete(specification, width) for specification in specifications],
        "fonts": str(STATIC / "fonts"),
        "kind": kind,
        "scale": scale,
    }
    if not _SEAT.acquire(timeout=WAIT_SECONDS):
        raise NoPicture("others are being drawn")
    try:
        return _ask_child(json.dumps(request).encode("ascii"))
    finally:
        _SEAT.release()


def _ask_child(request: bytes) -> list[bytes]:
    child = subprocess.Popen(  # noqa: S603 - a fixed command: this interpreter and this package
        [sys.executable, "-I", "-X", "utf8", "-c", _START, str(ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    )
    try:
        answer, _ = child.communicate(request, timeout=CHILD_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        raise NoPicture(f"it took longer than {CHILD_SECONDS} seconds") from None
    if child.returncode != 0:
        raise NoPicture("the chart's description cannot be drawn")
    head, _, rest = answer.partition(b"\n")
    pictures, start = [], 0
    for length in json.loads(head):
        pictures.append(rest[start : start + length])
        start += length
    return pictures


def _complete(specification: Specification, width: int) -> dict[str, Any]:
    """The specification with a size of its own, on white, and with the geometry inside it."""
    complete: dict[str, Any] = _inlined(specification)
    config = {"font": FONT, **complete.get("config", {}), "background": LIGHT.page}
    complete |= {"config": config, "background": LIGHT.page}
    if complete.get("width") == "container":
        complete["width"] = width
        complete["autosize"] = {"type": "fit-x", "contains": "padding"}
    return complete


def _inlined(part: Any) -> Any:
    if isinstance(part, Mapping):
        inlined = {name: _weighed(name, _inlined(value)) for name, value in part.items()}
        address = inlined.get("url")
        if isinstance(address, str):
            del inlined["url"]
            inlined["values"] = _file(address)
        return inlined
    if isinstance(part, list | tuple):
        return [_inlined(item) for item in part]
    return part.translate(_ARROWS).strip() if isinstance(part, str) and _has_arrow(part) else part


def _has_arrow(text: str) -> bool:
    return any(ord(letter) in _ARROWS for letter in text)


def _weighed(name: str, value: Any) -> Any:
    # The fonts have two weights; for one in between the engine takes another family's italics.
    return "bold" if name.lower().endswith("fontweight") and value == 600 else value


def _file(address: str) -> Any:
    path = (STATIC / address.removeprefix(SERVED)).resolve()
    if not address.startswith(SERVED) or not path.is_relative_to(STATIC):
        raise NoPicture("the chart asks for a file that is not ours")
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise NoPicture(f"its file {path.name} cannot be read") from None
