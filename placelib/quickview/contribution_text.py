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


def write_contribution_headline(found: Contribution, area: Area) -> str:
    """About ten words: how far the middle tier's average carries from the nation to the place."""
    assert found.score is not None
    name = found.tiers.middle_words
    if found.score < 0:
        return f"On this measure, {name} is further from {area.in_sentence} than the nation"
    where = "of its councils" if found.tiers.is_whole else f"of {area.in_sentence}"
    return f"On this measure, {name} has {format_points(found.score)} of 100 {where}"


def write_contribution_sentence(
    found: Contribution, indicator: Indicator, area: Area, period: str, whole: SharedReading | None
) -> str:
    """The three figures, the share, and what the whole picture of official indicators says."""
    if found.score is None:
        return (
            f"For {area.in_sentence} and this measure, understanding cannot be worked out: "
            f"{found.why}."
        )
    assert found.middle is not None
    assert found.national is not None
    nation = found.tiers.nation.in_sentence if found.tiers.nation else "the nation"
    start = f"In {period}, "
    if found.local is not None:
        start += f"{area.in_sentence} stood at {figure(indicator, found.local)}, "
    origin = "as the file gives it" if found.national_from == "file" else "averaged from the file"
    said = (
        f"{start}{found.tiers.middle_average} was {figure(indicator, found.middle)} (from "
        f"{found.counted} of {found.members} councils) and {nation} was at "
        f"{figure(indicator, found.national)} ({origin}). "
    )
    said += _describe_share(found, area, nation)
    if whole is not None and whole.score is not None:
        said += (
            f" Over all {whole.indicators} official indicators of the quadrant it is "
            f"{format_points(whole.score)}%. The uploaded measure is not part of that."
        )
    return said


def _describe_share(found: Contribution, area: Area, nation: str) -> str:
    assert found.score is not None
    if found.score >= 0:
        whom = "its councils" if found.tiers.is_whole else area.in_sentence
        return (
            f"{sentence_start(found.tiers.middle_average)} gets {format_points(found.score)}% of "
            f"the way from {nation} to {whom}."
        )
    said = (
        f"Used instead of {nation}, {found.tiers.middle_average} leads further away from "
        f"{area.in_sentence}, not nearer: {format_points(found.score)} on the scale."
    )
    if found.score < -100:
        said += f" The number is so low because there is little distance from {nation} to remove."
    return said


def list_contribution_rows(
    found: Contribution, indicator: Indicator, area: Area, period: str
) -> list[dict[str, str]]:
    """One row a tier: its figure; and one for the share."""
    figures = [
        (sentence_start(area.in_sentence), found.local),
        (sentence_start(found.tiers.middle_average), found.middle),
        (sentence_start(found.tiers.nation.in_sentence) if found.tiers.nation else "Nation",
         found.national),
    ]  # fmt: skip
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
    assert found.score is not None
    share = {
        "Tier": "Understanding of this measure alone, of 100",
        "Figure": format_points(found.score),
    }
    return [*rows, {"Measure": neutralise(indicator.label), "Period": period, **share}]
