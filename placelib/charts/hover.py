"""The text that appears over an area of the map, for all areas at once.

The shapes are a file that the browser already has, so a value cannot be a property of a shape.
Streamlit's hover text is one template for all areas, in which ``{n}`` and ``{name}`` are the
shape's own. So the template holds an item for every area, and a style rule shows the n-th. What
many areas share (“higher than England”) is written once, in the rules: an item's attribute says
which rule is its own, and without one it is that of the most areas. The end of such an item need
not be written; every byte here counts 361-fold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

# The last item stands for all after it too: often a whole nation at the end has no figure.
_SHOW_ONE = (
    ".bl p{display:none;margin:0;white-space:pre-line}"
    ".bl p:nth-child({n}),.bl p:last-child:nth-child(-n+{n}){display:block}"
)
# In a rule, these would end the text or the rule, or be taken for a property of the shape.
_UNSAFE = '\\"<>{}\n'
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


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
    mark = {common: _mark(at) for at, (common, _) in enumerate(often.most_common())}
    rules = "".join(
        f'.bl p{name and f"[{name}]"}:after{{content:"{_in_rule(common)}"}}'
        for common, name in mark.items()
    )
    items = "".join(
        f"<p{mark[common] and f' {mark[common]}'}>{_in_text(own)}" for own, common in lines
    )
    style = f"<style>{_SHOW_ONE}{rules}</style>"
    return f"{style}<b>{{name}}</b><div class=bl>{items}</div>{_in_text(foot)}"


def _mark(at: int) -> str:
    """The name of the attribute for the shared words of this number: none, a to z, za, zb ..."""
    if at == 0:
        return ""
    return _LETTERS[at - 1] if at < len(_LETTERS) else f"z{_mark(at - len(_LETTERS) + 1)}"


def _in_text(words: str) -> str:
    return escape(words, quote=False).replace("{", "&#123;").replace("}", "&#125;")


def _in_rule(words: str) -> str:
    return "".join(f"\\{ord(sign):x} " if sign in _UNSAFE else sign for sign in words)
