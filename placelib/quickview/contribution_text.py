"""What an uploaded measure says of understanding, in words and rows."""

from __future__ import annotations

from placelib.formatting import figure, number, sentence_start
from placelib.model import Area, Indicator
from placelib.quadrant.understanding_readings import SharedReading
from placelib.quickview.contribution import Contribution
from placelib.uploads.output import neutralise


def format_points(score: float) -> str:
    """A score as points out of a hundred: “64”, “−20”."""
    return number(score)


def write_contribution_headline(contribution: Contribution, area: Area) -> str:
    """About ten words: how far the middle tier's average carries from the nation to the place."""
    assert contribution.score is not None
    name = contribution.tiers.middle_words
    if contribution.score < 0:
        return f"On this measure, {name} is further from {area.in_sentence} than the nation"
    where = "of its councils" if contribution.tiers.is_whole else f"of {area.in_sentence}"
    return f"On this measure, {name} has {format_points(contribution.score)} of 100 {where}"


def write_contribution_sentence(
    contribution: Contribution,
    indicator: Indicator,
    area: Area,
    period: str,
    reading: SharedReading | None,
) -> str:
    """The three figures, the share, and what the whole picture of official indicators says."""
    if contribution.score is None:
        return (
            f"For {area.in_sentence} and this measure, understanding cannot be worked out: "
            f"{contribution.why}."
        )
    assert contribution.middle is not None
    assert contribution.national is not None
    nation = contribution.tiers.nation.in_sentence if contribution.tiers.nation else "the nation"
    start = f"In {period}, "
    if contribution.local is not None:
        start += f"{area.in_sentence} stood at {figure(indicator, contribution.local)}, "
    origin = (
        "as the file gives it" if contribution.national_from == "file" else "averaged from the file"
    )
    sentence = (
        f"{start}{contribution.tiers.middle_average} was "
        f"{figure(indicator, contribution.middle)} (from {contribution.counted} of "
        f"{contribution.members} councils) and {nation} was at "
        f"{figure(indicator, contribution.national)} ({origin}). "
    )
    sentence += _describe_share(contribution, area, nation)
    if reading is not None and reading.score is not None:
        sentence += (
            f" Over all {reading.indicators} official indicators of the quadrant it is "
            f"{format_points(reading.score)}%. The uploaded measure is not part of that."
        )
    return sentence


def _describe_share(contribution: Contribution, area: Area, nation: str) -> str:
    assert contribution.score is not None
    if contribution.score >= 0:
        whom = "its councils" if contribution.tiers.is_whole else area.in_sentence
        return (
            f"{sentence_start(contribution.tiers.middle_average)} gets "
            f"{format_points(contribution.score)}% of the way from {nation} to {whom}."
        )
    sentence = (
        f"Used instead of {nation}, {contribution.tiers.middle_average} leads further away from "
        f"{area.in_sentence}, not nearer: {format_points(contribution.score)} on the scale."
    )
    if contribution.score < -100:
        sentence += (
            f" The number is so low because there is little distance from {nation} to remove."
        )
    return sentence


def list_contribution_rows(
    contribution: Contribution, indicator: Indicator, area: Area, period: str
) -> list[dict[str, str]]:
    """One row a tier: its figure; and one for the share."""
    nation = contribution.tiers.nation
    figures = [
        (sentence_start(area.in_sentence), contribution.local),
        (sentence_start(contribution.tiers.middle_average), contribution.middle),
        (sentence_start(nation.in_sentence) if nation else "Nation", contribution.national),
    ]
    rows = [
        {
            "Measure": neutralise(indicator.label),
            "Tier": name,
            "Period": period,
            "Figure": figure(indicator, value),
        }
        for name, value in figures
        if value is not None
    ]
    assert contribution.score is not None
    share = {
        "Tier": "Understanding of this measure alone, of 100",
        "Figure": format_points(contribution.score),
    }
    return [*rows, {"Measure": neutralise(indicator.label), "Period": period, **share}]
