"""Cuts Streamlit's font of icons down to those that can appear.

`python -m tests.contracts.symbols` writes it. The whole font has four thousand icons and is 375 KB
of every first visit. To be run again when Streamlit is raised or a new icon is used; the test in
test_symbols.py says when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
OURS = ROOT / "static" / "fonts" / "material-symbols.woff2"
BUNDLE = Path(streamlit.__file__).parent / "static" / "static"
_NAMED = re.compile(r":material/([a-z0-9_]+):")
# Streamlit also keeps names of icons without their mark: every such word of its bundle counts.
_WORD = re.compile(r"""["'`](?::?material/)?([a-z0-9_]+):?["'`]""")


def whole() -> Path:
    """Streamlit's own font of icons."""
    (found,) = (BUNDLE / "media").glob("MaterialSymbols-Rounded*.woff2")
    return found


def names_in(font: TTFont) -> set[str]:
    """The names of the icons that a font can draw."""
    return {name for name, _, _ in _icons(font)}


def named() -> set[str]:
    """The icons that Streamlit's bundle and our code name by their mark."""
    ours = [path for place in ("pages", "placelib") for path in (ROOT / place).rglob("*.py")]
    texts = (path.read_text("utf-8") for path in [*ours, *(BUNDLE / "js").glob("*.js")])
    return {name for text in texts for name in _NAMED.findall(text)}


def possible(font: TTFont) -> set[str]:
    """Every icon of a font whose name stands anywhere in the bundle or in our code."""
    words = {
        word
        for path in (BUNDLE / "js").glob("*.js")
        for word in _WORD.findall(path.read_text("utf-8"))
    }
    return names_in(font) & (words | named())


def cut(font: TTFont, keep: set[str]) -> None:
    """Take every icon out of a font but those to keep."""
    for name, ligatures, ligature in list(_icons(font)):
        if name not in keep:
            ligatures.remove(ligature)
    options = Options()
    options.layout_features = ["*"]
    subsetter = Subsetter(options)
    # With everything that can be typed: for a character that it lacks a browser fetches the whole.
    subsetter.populate(unicodes=range(0x20, 0x7F))
    subsetter.subset(font)


def _icons(font: TTFont) -> Iterator[tuple[str, list[Any], Any]]:
    """Each icon by name, with the list that holds it: an icon is a ligature of its name."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = getattr(table, "ExtSubTable", table)
            for first, ligatures in getattr(inner, "ligatures", {}).items():
                for ligature in list(ligatures):
                    parts = [first, *ligature.Component]
                    yield "".join(letters[part] for part in parts), ligatures, ligature


if __name__ == "__main__":
    font = TTFont(whole())
    cut(font, possible(font))
    font.flavor = "woff2"
    font.save(OURS)
