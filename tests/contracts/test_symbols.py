"""The cut font of icons has every icon that can appear; else an icon would show as its name."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from tests.contracts import symbols


def test_the_font_of_icons_has_every_icon_that_is_named() -> None:
    missing = (symbols.named() & symbols.names_in(TTFont(symbols.whole()))) - symbols.names_in(
        TTFont(symbols.OURS)
    )
    assert not missing, (
        f"static/fonts/{symbols.OURS.name} lacks {', '.join(sorted(missing))}: run "
        "`python -m tests.contracts.symbols` and keep what it writes."
    )


def test_the_cut_font_is_a_sixth_of_the_whole() -> None:
    assert symbols.OURS.stat().st_size < symbols.whole().stat().st_size / 6
