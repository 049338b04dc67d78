"""Text from data or from a visitor, made harmless for Markdown."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:])")
# Addresses become links even without a mark, and even when their marks are escaped. A word joiner,
# which is not seen, takes them apart.
WORD_JOINER = "\u2060"
_ADDRESS = re.compile(r"(?i)(https?|ftp|mailto|xmpp)(?=:)|\b(www)(?=\.)|(?<=\S)(?=@)")


def plain_markdown(text: str) -> str:
    """The text with every sign that Markdown would read escaped, so that it shows as it is."""
    flat = " ".join(text.split())
    # Most texts have no address, and looking for the signs of one takes a fiftieth of the time.
    if ":" in flat or "@" in flat or "www" in flat.lower():
        flat = _ADDRESS.sub(lambda match: match[0] + WORD_JOINER, flat)
    return _MARKS.sub(r"\\\1", flat)
