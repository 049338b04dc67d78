"""The headline and the sentences on two indicators of a place together."""

from __future__ import annotations

from placelib.compare.distribution import Field
from placelib.compare.relation import Cut, Pair, compare_with_line, find_quarter, subtract_line
from placelib.compare.text import describe_areas, format_with_interval
from placelib.formatting import figure, sentence_start, subtract_rounded
from placelib.model import UNITED_KINGDOM, Indicator, Observation

# A headline has room for two labels as short as “Gross disposable household income per head”.
_SHORT_LABEL = 42


def describe_side(
    indicator: Indicator, row: Observation, line: float | None, line_row: Observation | None
) -> str:
    """Which side of a line a figure lies on; not clearly either where chance could do it.

    ``line_row`` is the benchmark's figure on which the line stands, None for a median.
    """
    assert row.value is not None
    if line is None or row.value == line:
        return "level with"
    if compare_with_line(indicator, row, line, line_row) == "not clearly different":
        return "not clearly different from"
    if subtract_rounded(indicator, row.value, line) == 0:
        return "level with"
    return "above" if row.value > line else "below"


def _describe_both_sides(across: Field, up: Field, pair: Pair, cut: Cut) -> tuple[str, str]:
    return (
        describe_side(across.indicator, pair.across, cut.across, cut.across_row),
        describe_side(up.indicator, pair.up, cut.up, cut.up_row),
    )


def write_two_headline(across: Field, up: Field, pair: Pair, cut: Cut) -> str:
    """About ten words: which side of both lines the place lies on."""
    place = sentence_start(across.area.in_sentence)
    if cut.across is None or cut.up is None:
        return f"{place} on two indicators"
    first, second = _describe_both_sides(across, up, pair, cut)
    if first == second and cut.names is None:
        # “Not clearly different … on both” could mean that it is on one of them.
        indicators = "either indicator" if first.startswith("not") else "both indicators"
        return f"{place} is {first} {cut.name} on {indicators}"
    labels = across.indicator.label, up.indicator.label
    if max(len(label) for label in labels) > _SHORT_LABEL:
        labels = "the figure across", "the figure up"
    across_name, up_name = cut.names or (cut.name, "it")
    return f"{place}: {first} {across_name} on {labels[0]}, {second} {up_name} on {labels[1]}"


def write_two_sentence(across: Field, up: Field, place: Pair, alike: int, of: int, cut: Cut) -> str:
    """Both figures with their periods, the side of each line, and how many areas share the quarter.

    ``alike`` of ``of`` areas lie in the same quarter, the place among them.
    """
    sentence = (
        f"In {across.area.in_sentence}, {across.indicator.phrase} was "
        f"{format_with_interval(across.indicator, place.across)} in {place.across.period_label} "
        f"and {up.indicator.phrase} was {format_with_interval(up.indicator, place.up)} in "
        f"{place.up.period_label}."
    )
    if cut.across is None or cut.up is None:
        silent = [field for field, line in ((across, cut.across), (up, cut.up)) if line is None]
        # That one is a total holds for every period and place, so it is said first.
        why = _explain_missing_line(
            min(silent, key=lambda field: field.indicator.standardised), cut
        )
        return f"{sentence} {why}, so the areas are not cut into quarters."
    among = describe_areas(across.area.level)
    first, second = _describe_both_sides(across, up, place, cut)
    sides = f"The first is {first} the figure of {cut.name}, the second {second} it."
    if cut.names is not None:
        sides = (
            f"The first is {first} the figure of {cut.names[0]}, the second {second} that of "
            f"{cut.names[1]}."
        )
    elif first == second:
        sides = f"Both are {first} the figure of {cut.name}."
    return (
        f"{sentence} {sides} By the figures alone {alike:,} of the {of:,} {among} with both "
        f"{'is' if alike == 1 else 'are'} {_describe_quarter(place, cut)}."
        f"{_describe_certainty(across, up, place, cut)} That two figures lie side by side does not "
        "make one the cause of the other."
    )


def _explain_missing_line(field: Field, cut: Cut) -> str:
    """Why there is no line to stand beside, as a sentence without its full stop."""
    if not field.indicator.standardised:
        phrase = sentence_start(field.indicator.phrase)
        return f"{phrase} is not compared: it is a total, which grows with the size of the place"
    if field.area.code == UNITED_KINGDOM:
        return f"{sentence_start(field.area.in_sentence)} has nothing wider to stand beside"
    return f"There is no figure of {cut.name} for {field.indicator.phrase} in that period"


def _describe_quarter(place: Pair, cut: Cut) -> str:
    """The quarter of a place by its figures alone: “below England on both”."""
    quarter = find_quarter(place, cut)
    assert quarter is not None
    first, second = ("level with" if side == "at" else side for side in quarter)
    if cut.names is not None:
        return f"{first} {cut.names[0]} on the first and {second} {cut.names[1]} on the second"
    if first == second:
        return f"{first} {cut.name} on both"
    return f"{first} {cut.name} on the first and {second} it on the second"


def _describe_certainty(across: Field, up: Field, place: Pair, cut: Cut) -> str:
    """What was taken as exact, and of which indicator chance is not weighed; may be empty."""
    words = ""
    is_median_judged = False
    for field, row, line, line_row in (
        (across, place.across, cut.across, cut.across_row),
        (up, place.up, cut.up, cut.up_row),
    ):
        assert line is not None
        difference = subtract_line(row, line, line_row)
        if not difference.is_judged:
            words += (
                f" No interval is published for {field.indicator.phrase}, so chance is not weighed "
                "there."
            )
        elif line_row is None:
            is_median_judged = True
        elif difference.exact_side is not None:
            exact_area = field.area if difference.exact_side == "first" else field.benchmark_area
            assert exact_area is not None
            name = exact_area.in_sentence
            words += (
                f" No interval is published for {field.indicator.phrase} in {name}, so that figure "
                "counts as exact."
            )
    return f"{words} The median counts as exact." if is_median_judged else words


def describe_two_ways(across: Field, up: Field, place: Pair) -> str:
    """The place's two figures in one sentence, each with what it is."""
    assert place.across.value is not None
    assert place.up.value is not None
    first, second = (
        figure(across.indicator, place.across.value),
        figure(up.indicator, place.up.value),
    )
    return (
        f"In {across.area.in_sentence}, {across.indicator.phrase} was {first} and "
        f"{up.indicator.phrase} {second}."
    )
