"""The text that appears over an area of the map, for all areas at once.

The shapes are a file that the browser already has, so a value cannot be a property of a shape.
Streamlit's hover text is one template for all areas, in which ``{n}`` and ``{name}`` are the
shape's own. So the template holds an item for every area, and a style rule shows the n-th. What
many areas share (“higher than England”) is written once, in the rules: an item's attribute says
which rule is its own, and without one it is that of the most areas. The end of such an item need
not be written; every byte here counts 361-fold. A sign outside ASCII, such as “£”, has six of them
on its way to the browser: a rule writes it, before every item or in the place of an element of
three, whose name HTML does not know and which therefore needs no end either. The word between the
ends of an interval is treated alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

# The last item stands for all after it too: often a whole nation at the end has no figure.
_SHOW_ONE = (
    ".bl p{display:none;margin:0;white-space:pre-line}"
    ".bl p:nth-child({n}),.bl p:last-child:nth-child(-n+{n}){display:block}"
)
# In a rule, these would end the text or the rule, or be taken for a property of the shape.
_UNSAFE = '\\"<>{}\n'
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SIGN = re.compile(r"\n?[^\x00-\x7f]| to ")
# Elements that stand for a sign, and how often it must come for its rule to be worth it.
_ELEMENTS, _OFTEN = "xyzvw", 12


def hover_text(lines: Sequence[tuple[str, str]], foot: str) -> str:
    """The hover template: an item an area, in the order of the file, of (own words, shared words).

    Those at the end with the same words share one item. ``foot`` stands below every area's item.
    Everything given is escaped. An area with empty words shows its name only.
    """
    lines = list(lines)
    while len(lines) > 1 and lines[-1] == lines[-2]:
        lines.pop()
    often = Counter(common for _, common in lines)
    # The shortest attributes for the words of the most areas.
    mark = {common: _mark(index) for index, (common, _) in enumerate(often.most_common())}
    first, words = _first_sign([text for text, _ in lines], [mark[common] for _, common in lines])
    elements = _elements(words)
    rules = "".join(
        f'.bl p{name and f"[{name}]"}:after{{content:"{_in_rule(common)}"}}'
        for common, name in mark.items()
    )
    rules += first + "".join(
        f'.bl {name}:before{{content:"{_in_rule(sign)}"}}' for sign, name in elements.items()
    )
    items = "".join(
        f"<p{mark[common] and f' {mark[common]}'}>{_signed(text, elements)}"
        for text, (_, common) in zip(words, lines, strict=True)
    )
    style = f"<style>{_SHOW_ONE}{rules}</style>"
    return f"{style}<b>{{name}}</b><div class=bl>{items}</div>{_in_text(foot)}"


def _first_sign(words: list[str], marks: Sequence[str]) -> tuple[str, list[str]]:
    """The rules for the sign that every item begins with, and the items' own words without it.

    An item without words must be told from the others by its mark, or there are no such rules.
    """
    begins = {text[0] for text in words if text}
    silent = {mark for text, mark in zip(words, marks, strict=True) if not text}
    spoken = {mark for text, mark in zip(words, marks, strict=True) if text}
    if len(begins) != 1 or min(begins).isascii() or silent & spoken or "" in silent:
        return "", words
    rules = f'.bl p:before{{content:"{min(begins)}"}}'
    rules += "".join(f".bl p[{mark}]:before{{content:none}}" for mark in sorted(silent))
    return rules, [text[1:] for text in words]


def _elements(words: Sequence[str]) -> dict[str, str]:
    """An element for each sign outside ASCII that comes often, with the line break before it."""
    signs = Counter(sign for text in words for sign in _SIGN.findall(text))
    often = [sign for sign, times in signs.most_common(len(_ELEMENTS)) if times >= _OFTEN]
    return dict(zip(often, _ELEMENTS, strict=False))


def _signed(text: str, elements: Mapping[str, str]) -> str:
    """An item's own words as HTML, with the elements in the place of their signs."""
    return _SIGN.sub(
        lambda match: f"<{elements[match[0]]}>" if match[0] in elements else match[0],
        _in_text(text),
    )


def _mark(index: int) -> str:
    """The name of the attribute for the shared words of this number: none, a to z, za, zb ..."""
    if index == 0:
        return ""
    return _LETTERS[index - 1] if index < len(_LETTERS) else f"z{_mark(index - len(_LETTERS) + 1)}"


def _in_text(words: str) -> str:
    return escape(words, quote=False).replace("{", "&#123;").replace("}", "&#125;")


def _in_rule(words: str) -> str:
    return "".join(f"\\{ord(sign):x} " if sign in _UNSAFE else sign for sign in words)
