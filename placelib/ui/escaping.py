"""Text from data or from a visitor, made harmless for Markdown."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:])")


def plain_markdown(given: str) -> str:
    """The text with every sign that Markdown would read escaped, so that it shows as it is."""
    return _MARKS.sub(r"\\\1", " ".join(given.split()))
