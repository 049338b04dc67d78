"""Texts longer than a label, as Markdown files with named places for numbers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

FOLDER = Path(__file__).parent


def text(name: str, **numbers: str) -> str:
    """The Markdown of ``content/<name>.md`` with ``$places`` filled in.

    Raises KeyError when the text has a place that is not filled: prose never shows a hole.
    """
    return _template(name).substitute(numbers)


@cache
def _template(name: str) -> Template:
    # The files belong to the code and do not change while it runs.
    return Template((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
