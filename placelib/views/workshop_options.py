"""What can be answered to a workshop's question, in words: options, steps, tiers, indicators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from placelib.database.cache import cached
from placelib.formatting import figure, unit_after, unit_before
from placelib.model import Indicator, Observation
from placelib.quadrant.idea import ANSWERS
from placelib.scorecard.records import MOST_MEASURES
from placelib.views import place, snapshot_records
from placelib.views.lever_holders import name_holder_in
from placelib.workshop.answer_rules import list_placed
from placelib.workshop.question_drafts import QuestionDraft
from placelib.workshop.records import (
    CONDITIONS,
    LEVERS,
    MOST_PICKS,
    SCALE_STEPS,
    QuestionKind,
    Tier,
    WorkshopQuestion,
)
from placelib.workshop.tallies import ChoiceTally

AREAS = 64
# What a phone chooses from when it guesses who holds a lever, and how we code the same.
HOLDER_NAMES = {
    "council": "The council",
    "authority": "The combined authority",
    "ministers": "Ministers",
    "shared": "They share it",
}
# The five conditions in plain words.
CONDITION_WORDS = {
    "agenda": "We agree on what the problem is, and on how we mean to change it together.",
    "measurement": "We all watch the same few figures, and learn from them together.",
    "activities": "Each does what it does best, and what we do fits together.",
    "communication": "We talk often and openly, between meetings too, and trust grows.",
    "backbone": "Some people have the time and the task to hold the partnership together.",
}
# So many measures make a scorecard of a room, and those that tie with the last of them.
_FEWEST_SHARED = 5


def list_choices(question: WorkshopQuestion) -> tuple[str, ...]:
    """The options of a question in words; empty where it has none."""
    match question.kind:
        case QuestionKind.POLL:
            return ANSWERS
        case QuestionKind.HOLDER:
            return tuple(HOLDER_NAMES.values())
        case QuestionKind.SCALE:
            low, high = question.options
            return (f"1: {low}", *map(str, range(2, SCALE_STEPS)), f"{SCALE_STEPS}: {high}")
        case QuestionKind.MEASURES:
            return tuple(name_indicator(slug) for slug in question.options)
        case QuestionKind.CHOICE | QuestionKind.SEVERAL | QuestionKind.RANKING:
            return question.options
        case (
            QuestionKind.PLACEMENT
            | QuestionKind.LEVERS
            | QuestionKind.CONDITIONS
            | QuestionKind.FIGURE
            | QuestionKind.WORDS
        ):
            return ()
        case _:
            assert_never(question.kind)


def list_task(question: WorkshopQuestion) -> tuple[str, ...]:
    """What a question offers on the phones, line by line, for the board; empty for free text."""
    match question.kind:
        case QuestionKind.FIGURE:
            indicator = find_known_indicator(question.options[0])
            return (indicator.what_it_is,) if indicator else ()
        case QuestionKind.MEASURES:
            picks = f"Each phone picks up to {MOST_PICKS} of {len(question.options)} measures"
            return (f"{picks}, by a search or by topic.",)
        case QuestionKind.CONDITIONS:
            return tuple(CONDITIONS.values())
        case QuestionKind.LEVERS:
            return tuple(LEVERS.values())
        case _:
            return list_choices(question)


def list_ranks(question: WorkshopQuestion) -> list[str]:
    """The ranks of a ranking in words: 1st, 2nd, 3rd, 4th."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    return [f"{rank}{endings.get(rank, 'th')}" for rank in range(1, len(question.options) + 1)]


def name_placed(question: WorkshopQuestion, names: Mapping[Tier, str]) -> dict[str, str]:
    """What is placed on the square, by item: the tiers of the place, or the asker’s own things."""
    labels = question.options or tuple(names.values())
    return dict(zip(list_placed(question), labels, strict=True))


def find_known_indicator(slug: str) -> Indicator | None:
    """The indicator of a slug, None when the data of today do not hold it."""
    return snapshot_records.get_catalogue().indicators.get(slug)


def name_indicator(slug: str) -> str:
    """The label of an indicator, its slug when the data of today do not hold it."""
    indicator = find_known_indicator(slug)
    return indicator.label if indicator else slug


def find_published(area: str, slug: str) -> Observation | None:
    """The newest published figure of an area, None where there is none."""
    newest = place.get_latest_observations(area).get((slug, area))
    return newest if newest is not None and newest.value is not None else None


def list_area_indicators(area: str) -> tuple[Indicator, ...]:
    """The indicators that have a figure for an area, by topic."""
    catalogue = snapshot_records.get_catalogue()
    with_figure = [
        indicator for indicator in catalogue.with_data() if find_published(area, indicator.slug)
    ]
    topics = catalogue.topics()
    return tuple(sorted(with_figure, key=lambda indicator: topics.index(indicator.topic)))


def list_topics(question: WorkshopQuestion) -> dict[str, list[int]]:
    """The numbers of a question’s options by topic, in the order of the options."""
    topics: dict[str, list[int]] = {}
    # Once for all options: two hundred phones ask at each tap.
    indicators = snapshot_records.get_catalogue().indicators
    for option, slug in enumerate(question.options):
        indicator = indicators.get(slug)
        topics.setdefault(indicator.topic if indicator else "not in today’s data", []).append(
            option
        )
    return topics


def search_choices(question: WorkshopQuestion, words: str) -> list[int]:
    """The numbers of the options that have every word, in their label, topic or description.

    Those with all the words in their label come first: “employment rate” is in many descriptions.
    """
    wanted = words.casefold().split()
    by_label, others = [], []
    indicators = snapshot_records.get_catalogue().indicators
    for option, slug in enumerate(question.options):
        indicator = indicators.get(slug)
        if indicator is None:
            continue
        label = indicator.label.casefold()
        text = " ".join((indicator.topic, indicator.sub_topic, indicator.what_it_is)).casefold()
        if all(word in label for word in wanted):
            by_label.append(option)
        elif all(word in label or word in text for word in wanted):
            others.append(option)
    return [*by_label, *others]


def draft_measures(area: str) -> QuestionDraft:
    """The question which measures to share, with all that have a figure for the area."""
    slugs = tuple(indicator.slug for indicator in list_area_indicators(area))
    return QuestionDraft(QuestionKind.MEASURES, options=slugs)


def draft_figure(area: str, indicator: Indicator) -> QuestionDraft:
    """The question to guess an area's newest figure; its bounds say nothing of the answer."""
    name = snapshot_records.get_registry()[area].in_sentence
    low, high = find_bounds(indicator)
    return QuestionDraft(
        QuestionKind.FIGURE,
        f"Guess {indicator.phrase} in {name}",
        (indicator.slug, repr(low), repr(high)),
    )


def draft_holder(indicator: Indicator) -> QuestionDraft:
    """The question who decides most of what moves an indicator."""
    prompt = f"Who decides most of what moves {indicator.phrase}?"
    return QuestionDraft(QuestionKind.HOLDER, prompt, (indicator.slug,))


def list_coded_measures(area: str) -> tuple[Indicator, ...]:
    """Of an area's indicators those whose lever we have coded: a guess needs an answer.

    None outside England, which our sources are for.
    """
    return tuple(
        indicator
        for indicator in list_area_indicators(area)
        if name_holder_in(area, indicator.slug) in HOLDER_NAMES
    )


@cached(AREAS)
def find_bounds(indicator: Indicator) -> tuple[float, float]:
    """The least and the greatest guess that is taken: 0 to 100 for shares, else wide of all areas.

    Wide of all: from 0, or twice the lowest figure of any place where that is below 0, to twice the
    highest. A slip of a digit is still a guess; a prank of nine digits is not.
    """
    if indicator.suffix == "%" and not indicator.can_be_negative:
        return 0.0, 100.0
    store = snapshot_records.get_store()
    codes = list(place.build_place_options())
    rows = store.rows("latest_observations", codes=codes)
    values = [
        float(row["value"])
        for row in rows
        if row["indicator"] == indicator.slug and row["value"] is not None
    ]
    if not values:
        return 0.0, 100.0
    return min(0.0, 2 * min(values)), max(1.0, 2 * max(values))


def write_unit(indicator: Indicator) -> str:
    """The unit of a guess in words: “in %”, “in £”, “in years”; empty for a plain number."""
    unit = f"{unit_before(indicator)}{unit_after(indicator)}".strip()
    return f"in {unit}" if unit else ""


def write_bounds(indicator: Indicator, bounds: tuple[float, float]) -> str:
    """The bounds of a guess with the indicator's unit."""
    low, high = (figure(indicator, bound) for bound in bounds)
    return f"From {low} to {high}."


def pick_shared(question: WorkshopQuestion, tally: ChoiceTally) -> tuple[str, ...]:
    """The measures of the room’s scorecard: the five most chosen, and any that tie with the fifth.

    Where more than a scorecard holds tie, only those with more picks are taken; so it may be empty.
    """
    picked = sorted(
        (
            (count, slug)
            for count, slug in zip(tally.counts, question.options, strict=True)
            if count
        ),
        key=lambda pair: -pair[0],
    )
    if not picked:
        return ()
    last = picked[:_FEWEST_SHARED][-1][0]
    chosen = [slug for count, slug in picked if count >= last]
    if len(chosen) > MOST_MEASURES:
        chosen = [slug for count, slug in picked if count > last]
    return tuple(chosen)


def name_coded_holder(area: str, slug: str) -> str:
    """Who decides most there of what moves an indicator; empty where nobody is coded."""
    return HOLDER_NAMES.get(name_holder_in(area, slug), "")
