"""What a room answered to its own questions, in words: counts and how far apart, never a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median, quantiles

from placelib.axis_words import KNOWING, POWER
from placelib.formatting import (
    INTERVAL,
    figure,
    format_difference,
    interval,
    listed,
    number,
    subtract_rounded,
)
from placelib.model import Indicator, Observation
from placelib.quadrant.lever_holders import HOLDER_WORDS, find_lever_holder
from placelib.views.lever_holders import name_holder_in
from placelib.views.workshop_options import (
    HOLDER_NAMES,
    list_choices,
    name_placed,
    pick_shared,
)
from placelib.views.workshop_text import explain_too_few
from placelib.workshop import tallies
from placelib.workshop.records import (
    CONDITIONS,
    PROGRESS,
    SCALE_STEPS,
    Room,
    Tier,
    WorkshopQuestion,
)
from placelib.workshop.tallies import ChoiceTable, ChoiceTally

# So many measures are named in a sentence; all of them are in the chart or the table.
_NAMED, _FEW = 3, 2


def describe_choices(room: Room, question: WorkshopQuestion, *, several: bool = False) -> str:
    """Which option most people chose; ``several`` when each could choose more than one."""
    tally = tallies.tally_choices(room, question, tallies.find_shown_round(room, question))
    if tally is None:
        return _explain_missing(room, question)
    top = max(tally.counts)
    leading = [
        f"“{option}”"
        for option, count in zip(list_choices(question), tally.counts, strict=True)
        if count == top
    ]
    each = " each" if len(leading) > 1 else ""
    start = f"Of {tally.people} people, {top} chose {listed(leading)}{each}."
    return f"{start} Everybody could choose several." if several else start


def describe_scale(room: Room, question: WorkshopQuestion) -> str:
    """The middle answer on a scale, and where the middle half of the answers lies."""
    tally = tallies.tally_choices(room, question, tallies.find_shown_round(room, question))
    if tally is None:
        return _explain_missing(room, question)
    answers = [step + 1 for step, count in enumerate(tally.counts) for _ in range(count)]
    low, _, high = quantiles(answers, n=4, method="inclusive")
    ends = number(low), number(high)
    reach = ends[0] if ends[0] == ends[1] else " to ".join(ends)
    scale = f"1 is “{question.options[0]}”, {SCALE_STEPS} is “{question.options[1]}”."
    middle = median(answers)
    return (
        f"The middle of {tally.people} answers is {number(middle, 0 if middle % 1 == 0 else 1)}, "
        f"and half of them lie around it, at {reach}. {scale}"
    )


def describe_ranking(room: Room, question: WorkshopQuestion) -> str:
    """What most people put first."""
    table = tallies.tally_rankings(room, question, tallies.find_shown_round(room, question))
    if table is None:
        return _explain_missing(room, question)
    firsts = [row[0] for row in table.counts]
    top = max(firsts)
    leading = [
        f"“{option}”"
        for option, count in zip(question.options, firsts, strict=True)
        if count == top
    ]
    each = " each" if len(leading) > 1 else ""
    return f"Of {max(table.people)} people, {top} put {listed(leading)} first{each}."


def describe_conditions(room: Room, question: WorkshopQuestion) -> str:
    """On which condition the room is furthest apart, and closest; no condition gets a mark.

    Of a second vote, once five people have answered on some condition again; else of the first.
    """
    table = tallies.tally_conditions(room, question, question.round)
    if table is None:
        table = tallies.tally_conditions(room, question, 1)
    if table is None:
        return _explain_missing(room, question)
    widths = _measure_widths(table)
    if not widths or max(widths.values()) == min(widths.values()):
        return f"{max(table.people)} people answered, about as far apart on each condition."
    widest, closest = max(widths.values()), min(widths.values())
    apart = [f"“{name}”" for name, width in widths.items() if width == widest]
    near = [f"“{name}”" for name, width in widths.items() if width == closest]
    # Where most are equally close, their names would say nothing.
    together = f", closest together on {listed(near)}" if len(near) <= _FEW else ""
    return (
        f"{max(table.people)} people answered. They are furthest apart on "
        f"{listed(apart)}{together}. Ask those far apart what they see."
    )


def _measure_widths(table: ChoiceTable) -> dict[str, float]:
    """How far the middle half of the answers to each condition reaches, of 100."""
    widths = {}
    for name, counts in zip(CONDITIONS.values(), table.counts, strict=True):
        answers = [step for step, count in zip(PROGRESS, counts, strict=True) for _ in range(count)]
        if len(answers) > 1:
            low, _, high = quantiles(answers, n=4, method="inclusive")
            widths[name] = high - low
    return widths


def describe_own_placement(
    room: Room, question: WorkshopQuestion, names: Mapping[Tier, str]
) -> str:
    """Where the room puts each of the facilitator's own things, on average."""
    labels = name_placed(question, names)
    placed = [
        f"“{labels[item]}” at {number(tally.across.mean)} for {KNOWING} and "
        f"{number(tally.up.mean)} for {POWER} ({tally.count} people)"
        for item, tally in tallies.tally_latest_placements(room, question).items()
        if tally.across and tally.up
    ]
    if not placed:
        return _explain_missing(room, question)
    return f"On average, of 100: {listed(placed)}."


def describe_measures(room: Room, question: WorkshopQuestion) -> str:
    """Which measures were chosen most, and how many make the scorecard."""
    tally = tallies.tally_choices(room, question, tallies.find_shown_round(room, question))
    if tally is None:
        return _explain_missing(room, question)
    ranked = rank_choices(list_choices(question), tally)
    # Of several that were picked equally often none is named before the others.
    fewest = ranked[_NAMED][1] if len(ranked) > _NAMED else 0
    named = [f"{label} ({count})" for label, count in ranked[:_NAMED] if count > fewest]
    most = f" Most often: {listed(named)}." if named else ""
    shared = len(pick_shared(question, tally))
    scorecard = (
        f"The {shared} most chosen make the room’s scorecard."
        if shared
        else "Too many were chosen equally often to make a scorecard of them: vote again."
    )
    return (
        f"{tally.people} people could pick from {len(tally.counts)} measures, and picked "
        f"{len(ranked)} of them.{most} {scorecard}"
    )


def rank_choices(labels: Sequence[str], tally: ChoiceTally) -> list[tuple[str, int]]:
    """What was picked at all, most often first; equals stay in the order asked."""
    pairs = [pair for pair in zip(labels, tally.counts, strict=True) if pair[1]]
    return sorted(pairs, key=lambda pair: -pair[1])


def describe_guesses(
    room: Room,
    question: WorkshopQuestion,
    indicator: Indicator | None,
    published: Observation | None,
) -> str:
    """The middle of the guesses beside the published figure and its interval."""
    guesses = tallies.list_guesses(room, question, tallies.find_shown_round(room, question))
    if not guesses:
        return _explain_missing(room, question)
    if indicator is None or published is None or published.value is None:
        return "The figure is not in today’s data, so there is nothing to set the guesses against."
    middle = median(guesses)
    start = (
        f"{len(guesses)} people guessed from {figure(indicator, guesses[0])} to "
        f"{figure(indicator, guesses[-1])}; the middle guess is {figure(indicator, middle)}. "
        f"Published: {write_published(indicator, published)}."
    )
    if published.lower is not None and published.upper is not None:
        inside = sum(published.lower <= guess <= published.upper for guess in guesses)
        return f"{start} Inside its interval: {inside} of {len(guesses)} guesses."
    difference = subtract_rounded(indicator, middle, published.value)
    if difference == 0:
        return f"{start} The middle guess is right."
    side = "above" if difference > 0 else "below"
    size = format_difference(indicator, middle, published.value)
    return f"{start} The middle guess is {size} {side}."


def write_published(indicator: Indicator, published: Observation) -> str:
    """The published figure with its 95% interval, where there is one, and its period."""
    assert published.value is not None
    ends = "no interval published"
    if published.lower is not None and published.upper is not None:
        ends = f"{INTERVAL} {interval(indicator, published.lower, published.upper)}"
    return f"{figure(indicator, published.value)} ({ends}), {published.period_label}"


def describe_holder(room: Room, question: WorkshopQuestion) -> str:
    """How many named the tier that our sources name, and why they do."""
    tally = tallies.tally_choices(room, question, tallies.find_shown_round(room, question))
    if tally is None:
        return _explain_missing(room, question)
    slug = question.options[0]
    holder = name_holder_in(room.workshop.area, slug)
    if holder not in HOLDER_NAMES:
        return "Our sources do not say who decides most of what moves this."
    right = tally.counts[list(HOLDER_NAMES).index(holder)]
    coded = find_lever_holder(slug)
    words = HOLDER_WORDS[coded.holder].lower()
    if holder != coded.holder:
        words = "without an authority, ministers decide most of what moves this."
    return (
        f"{right} of {tally.people} people say so too: {words[:-1]}, as we read the documents. "
        f"{coded.reasons}"
    )


def _explain_missing(room: Room, question: WorkshopQuestion) -> str:
    return explain_too_few(room.answered.get(question.position, 0))
