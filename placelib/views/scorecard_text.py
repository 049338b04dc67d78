"""The sentences of a scorecard: how many measures moved, what is new, and how that is judged."""

from __future__ import annotations

from placelib.formatting import INTERVAL, format_count, listed, sentence_start
from placelib.views.scorecard import VERDICT_SIGNS, ScorecardContent

# What an interval decides; the other verdicts say why nothing is decided.
_DECIDED = ("moved clearly", "not clearly")


def write_scorecard_headline(content: ScorecardContent) -> str:
    """How many of all measures moved clearly, and how many cannot be judged."""
    verdicts = [entry.movement.verdict for entry in content.judged]
    total = sum(verdict in _DECIDED for verdict in verdicts)
    moved = verdicts.count("moved clearly")
    place = content.area.in_sentence
    if not verdicts:
        return f"Shared measures for {place}"
    if not total:
        return f"{format_count(len(verdicts), 'shared measure')} for {place}, none can be judged"
    measures = format_count(len(verdicts), "shared measure")
    missing = len(verdicts) - total
    rest = f", {missing} cannot be judged" if missing else ""
    return f"{moved or 'None'} of {measures} for {place} moved clearly{rest}"


def write_scorecard_sentence(content: ScorecardContent) -> str:
    """What moved, which way, and how many cannot be told, in words."""
    by_verdict: dict[str, list[str]] = {}
    for entry in content.judged:
        verdict = entry.movement.verdict
        words = entry.indicator.label
        if verdict == "moved clearly" and entry.way_words:
            words = f"{words} ({entry.way_words})"
        by_verdict.setdefault(verdict, []).append(words)
    parts = [
        f"{sentence_start(verdict)}: {listed(by_verdict[verdict])}."
        for verdict in VERDICT_SIGNS
        if verdict in by_verdict
    ]
    return " ".join(parts) or "No measure has been chosen yet."


def write_news(content: ScorecardContent) -> list[str]:
    """What changed since the scorecard was saved, a sentence a measure."""
    return [f"{entry.indicator.label}: {entry.news}" for entry in content.judged if entry.news]


def describe_method(content: ScorecardContent) -> str:
    """How the verdicts are made, in plain words, with the peers' name."""
    return (
        f"Moved clearly: the {INTERVAL} of the change since the baseline leaves out 0. Too early "
        "to tell: there is no later figure, or the two periods overlap. The smallest change that "
        "could show is worked out from the two published intervals: a smaller change here would "
        f"not be clear even if it were real. Peers are {content.peers}; their mean change is over "
        "the same two periods, and totals are not set beside it. About one in twenty measures that "
        "did not move would look clear by luck alone."
    )
