"""HTML that can do nothing: the marks of our own builders, held to what marks need."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser

from placelib.ui.prerender.markdown_html import is_safe_address

_TAG_NAMES = """
a abbr b br caption circle clippath col colgroup dd defs details div dl dt ellipse em figcaption
figure g h1 h2 h3 h4 hr i li line nav ol p path pattern polygon polyline rect section small span
strong style sub summary sup svg table tbody td text th thead title tr tspan ul use
"""
_TAGS = frozenset(_TAG_NAMES.split())
_EMPTY = frozenset({"br", "hr", "col"})
# What runs, fetches or sends has no place in a mark: on…, src, srcset, action, formaction, xlink.
_ATTRIBUTE_NAMES = """
align class clip-path colspan cx cy d dominant-baseline dx dy fill fill-opacity fill-rule
font-family font-size font-style font-weight gradientunits height href id lang offset opacity open
patterntransform patternunits points preserveaspectratio r role rowspan rx ry scope stroke
stroke-dasharray stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style
tabindex text-anchor textlength title transform viewbox width x x1 x2 xmlns y y1 y2
"""
_ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())
# How `marks.picture` writes the address of a drawing.
_DRAWING = "data:image/svg+xml;base64,"
# The parser reads names in lower case; SVG has these with capitals.
_CAPITALS = {
    "viewbox": "viewBox",
    "clippath": "clipPath",
    "patternunits": "patternUnits",
    "patterntransform": "patternTransform",
    "preserveaspectratio": "preserveAspectRatio",
    "textlength": "textLength",
}


def clean_html(html: str) -> str:
    """The HTML or SVG without anything that runs, fetches or sends; its texts are escaped anew.

    What is not allowed is left out, and of a script its text too.
    """
    cleaner = _Cleaner()
    cleaner.feed(html)
    cleaner.close()
    return "".join(cleaner.parts)


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._is_style = False
        self._skipped = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped:
            return
        if tag == "img":
            self._insert_drawing(dict(attrs))
        if tag not in _TAGS:
            self._skipped = tag if tag in {"script", "iframe"} else ""
            return
        self._is_style = tag == "style"
        written = "".join(
            f' {_CAPITALS.get(name, name)}="{escape(value or "")}"'
            for name, value in attrs
            if _is_allowed(name, value or "")
        )
        self.parts.append(f"<{_CAPITALS.get(tag, tag)}{written}>")

    def _insert_drawing(self, attributes: Mapping[str, str | None]) -> None:
        """The drawing of an image that holds it in its address, which others would fetch."""
        source = attributes.get("src") or ""
        if source.startswith(_DRAWING):
            drawing = clean_html(b64decode(source.removeprefix(_DRAWING)).decode("utf-8"))
            style = escape(attributes.get("style") or "")
            words = escape(attributes.get("alt") or "")
            role = f'role="img" aria-label="{words}"' if words else 'aria-hidden="true"'
            self.parts.append(f'<span style="{style}" {role}>{drawing}</span>')

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._skipped:
            self._skipped = ""
        elif tag in _TAGS and tag not in _EMPTY and not self._skipped:
            self._is_style = False
            self.parts.append(f"</{_CAPITALS.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        # A style is no HTML inside; nothing of it may end it.
        self.parts.append(data.replace("<", "") if self._is_style else escape(data, quote=False))


def _is_allowed(name: str, value: str) -> bool:
    if name == "href":
        return is_safe_address(value)
    if name == "style" and "url(" in value.lower():
        return False
    return name in _ATTRIBUTES or name.startswith("aria-")
