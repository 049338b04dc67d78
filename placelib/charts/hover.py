"""The text that appears over an area of the interactive map, for all areas at once.

The shapes are a file that the browser already has, so a value cannot be a property of a shape.
Streamlit's hover text is one template for all areas, in which ``{n}`` and ``{name}`` are the
shape's own. So the template holds an item for every area, and a style rule shows the n-th:

    <style>.bl p{display:none} .bl p:nth-child({n}){display:block}
    .bl p:after{content:"higher than England"} .bl p[a]:after{content:"lower than England"}</style>
    <b>{name}</b><div class=bl><p>31.2%<p a>27.8%<p>33.0%</div>August 2024

Every byte of an item counts 361-fold. So what many areas share is written once, in a rule: an
item's attribute says which rule is its own, and the commonest needs none. The end tag of an item
may be left out in HTML. A currency sign, six bytes long on its way to the browser, is written by a
rule too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from itertools import count, islice, product
from string import ascii_lowercase

# The last item stands for all after it too: often a whole nation at the end has no figure.
_SHOW_ONE = (
    ".bl p{display:none;margin:0;white-space:pre-line}"
    ".bl p:nth-child({n}),.bl p:last-child:nth-child(-n+{n}){display:block}"
)
# In a rule, these would end the text or the rule, or be taken for a property of the shape.
_UNSAFE = '\\"<>{}\n'
# Stands for the currency sign inside an item. HTML knows no such element, so it has no look.
_SIGN_ELEMENT = "x"


def hover_text(lines: Sequence[tuple[str, str]], foot: str, sign: str = "") -> str:
    """The hover template: an item an area, in the order of the file, of (own words, shared words).

    Those at the end with the same words share one item. ``foot`` stands below every area's item.
    ``sign`` is what many own words hold, such as “£”. Everything given is escaped. An area with
    empty words shows its name only.
    """
    items = _drop_repeated_end(lines)
    rule_names = _name_rules([shared for _, shared in items])
    rules = "".join(
        f'.bl p{f"[{name}]" if name else ""}:after{{content:"{_escape_in_rule(shared)}"}}'
        for shared, name in rule_names.items()
    )
    # Where all own words begin with the sign, not even its element is written there.
    is_leading = bool(sign) and all(text.startswith(sign) for text, _ in items if text)
    if sign:
        where = f".bl {_SIGN_ELEMENT}:before"
        where += ",.bl p:not(:empty):before" if is_leading else ""
        rules += f'{where}{{content:"{_escape_in_rule(sign)}"}}'
    paragraphs = []
    for text, shared in items:
        name = rule_names[shared]
        words = _escape_in_text(text.removeprefix(sign) if is_leading else text)
        if sign:
            words = words.replace(sign, f"<{_SIGN_ELEMENT}>")
        paragraphs.append(f"<p {name}>{words}" if name else f"<p>{words}")
    return (
        f"<style>{_SHOW_ONE}{rules}</style><b>{{name}}</b>"
        f"<div class=bl>{''.join(paragraphs)}</div>{_escape_in_text(foot)}"
    )


def _drop_repeated_end(lines: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    items = list(lines)
    while len(items) > 1 and items[-1] == items[-2]:
        items.pop()
    return items


def _name_rules(shared: Sequence[str]) -> dict[str, str]:
    """The attribute of each shared text: none for the commonest, then “a”, “b” and so on."""
    names = ["", *_list_names(len(set(shared)))]
    return {text: names[rank] for rank, (text, _) in enumerate(Counter(shared).most_common())}


def _list_names(most: int) -> list[str]:
    """“a” to “z”, then “aa”, “ab” and so on: as many as asked."""
    names = (
        "".join(name) for length in count(1) for name in product(ascii_lowercase, repeat=length)
    )
    return list(islice(names, most))


def _escape_in_text(words: str) -> str:
    return escape(words, quote=False).replace("{", "&#123;").replace("}", "&#125;")


def _escape_in_rule(words: str) -> str:
    return "".join(f"\\{ord(sign):x} " if sign in _UNSAFE else sign for sign in words)
