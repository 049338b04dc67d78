"""One text for light and for dark pages: where two texts differ only in colours, by name."""

from __future__ import annotations

import re
from collections.abc import Callable

# “#12436D”, “rgb(18, 67, 109)” and “rgb(86 96 108 / 60%)”, as our charts and marks write colours.
_COLOUR = re.compile(r"(#[0-9A-Fa-f]{6}\b|rgba?\([\d.,%/ ]+\))")
# Colours that no chart of ours has: what is drawn once holds them in the place of the two.
_FIRST_STAND_IN = 0x01FE00


class ColourPairs:
    """The pairs of a light and a dark page's colours, each with a name of its own."""

    def __init__(self) -> None:
        """Start without any."""
        self._names: dict[tuple[str, str], int] = {}

    def merge(self, light: str, dark: str) -> str | None:
        """The text with ``var(--cN)`` wherever its colours differ; None where more than they do."""
        return self._merge(light, dark, "var(--c{})".format)

    def merge_for_drawing(self, light: str, dark: str) -> str | None:
        """The same with a colour that stands in for each pair: for what is yet to be drawn.

        `name_stand_ins` puts the names into what was drawn.
        """
        return self._merge(light, dark, _write_stand_in)

    def _merge(self, light: str, dark: str, write: Callable[[int], str]) -> str | None:
        light_parts, dark_parts = _COLOUR.split(light), _COLOUR.split(dark)
        if light_parts[::2] != dark_parts[::2]:
            return None
        for position in range(1, len(light_parts), 2):
            pair = (light_parts[position], dark_parts[position])
            if pair[0] != pair[1]:
                number = self._names.setdefault(pair, len(self._names))
                light_parts[position] = write(number)
        return "".join(light_parts)

    def name_stand_ins(self, picture: str) -> str:
        """What was drawn, with the names of the pairs in the place of their stand-ins."""
        for number in range(len(self._names)):
            picture = picture.replace(_write_stand_in(number), f"var(--c{number})")
        return picture

    def write_rules(self, selector: str) -> str:
        """The style rules that give the names their colours, as the reader's system is set."""
        light, dark = (
            ";".join(f"--c{number}:{pair[side]}" for pair, number in self._names.items())
            for side in (0, 1)
        )
        return (
            f"{selector}{{{light}}}@media (prefers-color-scheme:dark){{{selector}{{{dark}}}}}"
            if light
            else ""
        )


def _write_stand_in(number: int) -> str:
    return f"#{_FIRST_STAND_IN + number:06X}"
