"""A document that visitors pass on as a link or as a file, such as a run sheet: packed and read.

Both may come from anybody: nothing is unpacked or parsed beyond a limit. What the document says is
for its own module to check.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from placelib.errors import PlaceError

# The ending of its files; the server lets no other ending but a table's pass.
ENDING = "json"
MOST_BYTES = 64 * 1024
# Many servers take no request whose first line is longer than 8 KB; the rest of it needs room too.
MOST_LINK = 7 * 1024


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """How one kind of document is written: its name, its version, and the error of a bad one.

    ``error`` takes what is wrong as a clause, such as “its link is damaged”:

        FORMAT = DocumentFormat("bend-the-line scorecard", 1, BadScorecard)
        FORMAT.read_link(FORMAT.write_link({"title": "Jobs"}))["title"]  # “Jobs”
    """

    name: str
    version: int
    error: Callable[[str], PlaceError]

    def write_file(self, values: Mapping[str, Any]) -> str:
        """The document as JSON that a person can read and edit."""
        return json.dumps(self._mark(values), ensure_ascii=False, indent=2) + "\n"

    def read_file(self, data: bytes) -> dict[str, Any]:
        """The values of a file. Raises the kind's error for anything else."""
        if len(data) > MOST_BYTES:
            raise self.error(f"the file is larger than {MOST_BYTES // 1024} KB")
        return self._parse(data)

    def write_link(self, values: Mapping[str, Any]) -> str:
        """The document as letters, digits, “-” and “_”, for an address."""
        marked = self._mark(values)
        packed = json.dumps(marked, ensure_ascii=False, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(zlib.compress(packed, 9)).decode("ascii").rstrip("=")

    def read_link(self, text: str) -> dict[str, Any]:
        """The values of an address. Raises the kind's error for anything else, however it unpacks.

        Never more than the limit is in memory: a few bytes can unpack to gigabytes.
        """
        if len(text) > MOST_LINK:
            raise self.error("its link is too long")
        try:
            packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            unpacking = zlib.decompressobj()
            data = unpacking.decompress(packed, MOST_BYTES)
        except (binascii.Error, ValueError, zlib.error):
            raise self.error("its link is damaged") from None
        if not unpacking.eof:
            raise self.error("its link is damaged or unpacks to too much")
        return self._parse(data)

    def _mark(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {self.name: self.version, **values}

    def _parse(self, data: bytes) -> dict[str, Any]:
        try:
            content = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            raise self.error("it is not JSON") from None
        if not isinstance(content, dict) or content.get(self.name) != self.version:
            raise self.error("it does not say that it is one")
        return content
