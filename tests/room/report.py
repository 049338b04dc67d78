"""Writes what the room's measurements found into docs/room.md, a part for each command."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser.server import ROOT

DOCUMENT = ROOT / "docs" / "room.md"
HEAD = "# The room under load and under faults\n"
PARTS = {
    "load": "Two hundred phones (`make room-load`)",
    "faults": "Faults (`make room-faults`)",
}


def write_part(part: str, text: str, document: Path = DOCUMENT) -> None:
    """Put a part's text under its heading, and leave the other parts as they are."""
    parts = _parts(document.read_text("utf-8")) if document.exists() else {}
    parts[PARTS[part]] = text.strip()
    body = [f"## {heading}\n\n{parts[heading]}\n" for heading in PARTS.values() if heading in parts]
    document.write_text("\n".join([HEAD, *body]), "utf-8")


def _parts(document: str) -> dict[str, str]:
    pieces = re.split(r"^## (.+)$", document, flags=re.MULTILINE)[1:]
    return {heading: text.strip() for heading, text in zip(pieces[::2], pieces[1::2], strict=True)}
