"""A room's results as rows of text, for tables and downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from placelib.formatting import number, sentence_start
from placelib.quadrant.idea import ANSWERS
from placelib.workshop import tallies
from placelib.workshop.records import FEWEST, LEVERS, TIERS, Room, Tier
from placelib.workshop.tallies import TierTally, VoteSpread

Row = dict[str, str]
_BLANK = "fewer than 5 answers"


def build_result_rows(room: Room, names: Mapping[Tier, str]) -> list[Row]:
    """One row a question, round, tier and axis, or a poll answer; too few answers are said so."""
    rows: list[Row] = []
    for question in room.workshop.questions:
        for round_ in range(1, question.round + 1):
            if question.kind == "placement":
                for tier, tally in tallies.placements(room, round_).items():
                    rows += _build_tier_rows(question.prompt, round_, names[tier], tally, axes=2)
            elif question.kind == "levers":
                for lever, tiers in tallies.levers(room, round_).items():
                    for tier in TIERS:
                        name = f"{LEVERS[lever]}: {names[tier]}"
                        rows += _build_tier_rows(question.prompt, round_, name, tiers[tier], axes=1)
            elif question.kind == "poll":
                rows += _build_poll_rows(question.prompt, round_, tallies.poll(room, round_))
            elif question.kind != "words":
                assert_never(question.kind)
    return rows


def build_text_rows(room: Room) -> list[Row]:
    """One row a text that was let through."""
    return [{"Answer": text} for text in tallies.let_through(room)]


def build_vote_rows(room: Room, names: Mapping[Tier, str]) -> list[Row]:
    """One row a vote on a tier's place, in no order that leads back to a person.

    Rounds and tiers with fewer than five votes are left out.
    """
    rows: list[Row] = []
    question = room.workshop.of_kind("placement")
    for round_ in range(1, (question.round if question else 0) + 1):
        for tier, tally in tallies.placements(room, round_).items():
            rows += [
                {
                    "Round": str(round_),
                    "Tier": sentence_start(names[tier]),
                    "Understanding": str(across),
                    "Leverage": str(up),
                }
                for across, up in sorted((x or 0, y) for x, y in tally.votes)
            ]
    return rows


def _build_tier_rows(
    prompt: str, round_: int, name: str, tally: TierTally, *, axes: int
) -> list[Row]:
    spreads = {"Leverage": tally.up}
    if axes > 1:
        spreads = {"Understanding": tally.across, **spreads}
    return [
        {
            "Question": prompt,
            "Round": str(round_),
            "Of": sentence_start(name),
            "Axis": axis,
            "Answers": str(tally.count) if tally.count >= FEWEST else _BLANK,
            **_build_spread_row(spread),
        }
        for axis, spread in spreads.items()
    ]


def _build_spread_row(spread: VoteSpread | None) -> Row:
    titles = ("Mean", "Median", "Middle half from", "Middle half to")
    if spread is None:
        return dict.fromkeys(titles, "")
    values = (spread.mean, spread.median, spread.low, spread.high)
    return {title: number(value, 1) for title, value in zip(titles, values, strict=True)}


def _build_poll_rows(prompt: str, round_: int, counts: Sequence[int] | None) -> list[Row]:
    return [
        {
            "Question": prompt,
            "Round": str(round_),
            "Of": answer,
            "Axis": "People",
            "Answers": str(counts[index]) if counts else _BLANK,
            **_build_spread_row(None),
        }
        for index, answer in enumerate(ANSWERS)
    ]
