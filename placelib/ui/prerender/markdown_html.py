"""The Markdown of our pages as HTML, for readers whose browser has not yet run Streamlit's."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

# “:blue[words]”, “:small[words]”; “:material/home:” is a picture, which is left out.
_DIRECTIVE = re.compile(r":([a-z-]+)\[")
_ICON = re.compile(r":material/\w+:\s?")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ITEM = re.compile(r"[-*] (.*)", re.DOTALL)
_HEADING = re.compile(r"(#{1,6}) (.*)")
_ADDRESS = re.compile(r"(https?://|#|\./|[\w-]+(\?|/|$))")


def write_html(markdown: str) -> str:
    """Paragraphs, lists, rules and headings as HTML; whatever else stands there is plain text."""
    blocks = [block for block in re.split(r"\n\s*\n", markdown.strip()) if block.strip()]
    return "".join(map(_write_block, blocks))


def write_inline(markdown: str) -> str:
    """One line of Markdown as HTML without a block around it, as for a label."""
    return _Reader(_ICON.sub("", markdown)).read_until("")


def is_safe_address(address: str) -> bool:
    """True for a page of ours, a place on the page and a web address; never for a script."""
    return bool(_ADDRESS.match(address))


def _write_block(block: str) -> str:
    lines = block.split("\n")
    if all(_ITEM.match(line) or line.startswith("  ") for line in lines):
        items = re.split(r"\n(?=[-*] )", block)
        return f"<ul>{''.join(f'<li>{write_inline(item[2:])}</li>' for item in items)}</ul>"
    if block.strip() in {"---", "***"}:
        return "<hr>"
    heading = _HEADING.fullmatch(block)
    if heading:
        level = len(heading[1])
        return f"<h{level}>{write_inline(heading[2])}</h{level}>"
    return f"<p>{write_inline(block)}</p>"


class _Reader:
    """Reads inline Markdown from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0

    def read_until(self, end: str) -> str:
        """The HTML up to ``end``, which is passed over; to the end of the text without one."""
        parts: list[str] = []
        while self._position < len(self._text):
            if end and self._text.startswith(end, self._position):
                self._position += len(end)
                break
            parts.append(self._read_part())
        return "".join(parts)

    def _read_part(self) -> str:
        for mark, read in _MARKS.items():
            if self._text.startswith(mark, self._position):
                part = read(self)
                if part is not None:
                    return part
        character = self._text[self._position]
        self._position += 1
        return escape(character)

    def has(self, end: str, skipped: int) -> bool:
        """True where ``end`` comes later, not counting ones that a backslash makes plain."""
        rest = _ESCAPED.sub("  ", self._text[self._position + skipped :])
        return end in rest

    def read_pair(self, mark: str, tag: str) -> str | None:
        """What stands between two marks, inside a tag."""
        if not self.has(mark, len(mark)):
            return None
        self._position += len(mark)
        return f"<{tag}>{self.read_until(mark)}</{tag}>"

    def read_escaped(self) -> str | None:
        match = _ESCAPED.match(self._text, self._position)
        if match is None:
            return None
        self._position = match.end()
        return escape(match[1])

    def read_directive(self) -> str | None:
        match = _DIRECTIVE.match(self._text, self._position)
        if match is None or not self.has("]", len(match[0])):
            return None
        self._position = match.end()
        return f'<span class="md-{match[1]}">{self.read_until("]")}</span>'

    def read_link(self) -> str | None:
        if not self.has("](", 1):
            return None
        start = self._position
        self._position += 1
        words = self.read_until("]")
        address_end = self._text.find(")", self._position)
        if not self._text.startswith("(", self._position) or address_end < 0:
            self._position = start
            return None
        address = self._text[self._position + 1 : address_end]
        self._position = address_end + 1
        if not is_safe_address(address):
            return words
        return f'<a href="{escape(address)}">{words}</a>'

    def read_break(self) -> str | None:
        self._position += 3
        return "<br>"


_MARKS: dict[str, Callable[[_Reader], str | None]] = {
    "\\": _Reader.read_escaped,
    "**": lambda reader: reader.read_pair("**", "strong"),
    "*": lambda reader: reader.read_pair("*", "em"),
    "`": lambda reader: reader.read_pair("`", "code"),
    ":": _Reader.read_directive,
    "[": _Reader.read_link,
    "  \n": _Reader.read_break,
}
