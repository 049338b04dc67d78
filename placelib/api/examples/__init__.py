"""How to ask the API from other programs, as lines to copy: one file a language."""

from __future__ import annotations

from pathlib import Path
from string import Template

LANGUAGES = {"curl": "curl", "python": "Python", "r": "R", "powerquery": "Excel’s Power Query"}


def write_example(language: str, root: str) -> str:
    """The lines in one of LANGUAGES that ask the app at ``root``, such as https://bend.example."""
    template = (Path(__file__).parent / f"{language}.txt").read_text(encoding="utf-8")
    return Template(template).substitute(root=root)
