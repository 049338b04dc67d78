"""Two texts that differ in colours alone become one."""

from __future__ import annotations

from placelib.charts.both_themes import ColourPairs


def test_colours_that_differ_get_names_and_the_others_stay() -> None:
    colours = ColourPairs()
    merged = colours.merge(
        '<i style="color:#111111;background:#AAAAAA">',
        '<i style="color:#EEEEEE;background:#AAAAAA">',
    )
    assert merged == '<i style="color:var(--c0);background:#AAAAAA">'
    assert colours.write_rules(".a") == (
        ".a{--c0:#111111}@media (prefers-color-scheme:dark){.a{--c0:#EEEEEE}}"
    )


def test_a_pair_has_one_name_wherever_it_stands() -> None:
    colours = ColourPairs()
    assert colours.merge("#111111 rgb(1, 2, 3)", "#222222 rgb(4, 5, 6)") == "var(--c0) var(--c1)"
    assert colours.merge("#111111", "#222222") == "var(--c0)"
    assert colours.merge("#111111", "#333333") == "var(--c2)"


def test_texts_that_differ_in_more_than_colours_are_not_merged() -> None:
    assert ColourPairs().merge("<p>#111111", "<b>#222222") is None
    assert ColourPairs().merge("#111111 #222222", "#111111") is None


def test_what_is_drawn_has_stand_ins_until_they_are_named() -> None:
    colours = ColourPairs()
    merged = colours.merge_for_drawing('"#111111" "#777777"', '"#222222" "#777777"')
    assert merged is not None
    assert "var" not in merged
    assert colours.name_stand_ins(merged) == '"var(--c0)" "#777777"'


def test_without_pairs_there_are_no_rules() -> None:
    assert ColourPairs().write_rules(".a") == ""
