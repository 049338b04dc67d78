"""Breaks a text into lines that fit, where nothing measures the letters."""

from __future__ import annotations

import textwrap

# The average letter of the bundled font is this share of the text size wide, bold ones included.
LETTER = 0.53
# Lines lie so many text sizes below each other.
LEADING = 1.3


def measure_text(text: str, size: float) -> float:
    """About how many pixels wide a line of text is at a text size."""
    return len(text) * size * LETTER


def wrap_text(text: str, width: float, size: float) -> list[str]:
    """The lines of a text that keep within ``width`` pixels at a text size; at least one line.

    A word longer than a line is broken: nothing is cut off.

        wrap_text("Withheld: confidential", 80, 14) == ["Withheld:", "confidential"]
    """
    most = max(int(width / (size * LETTER)), 4)
    return textwrap.wrap(text, most, break_on_hyphens=False) or [""]
