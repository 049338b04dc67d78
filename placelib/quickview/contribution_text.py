"""What an uploaded measure says of understanding, in words and rows."""

from __future__ import annotations

from placelib.formatting import MINUS, figure, sentence_start
from placelib.model import Area, Indicator
from placelib.quadrant.components import Closeness
from placelib.quickview.contribution import Contribution
from placelib.uploads.output import neutralised


def points(share: float) -> str:
    """A share as points out of a hundred: “64”, “−20”."""
    rounded = round(share * 100)
    return f"{MINUS}{-rounded:,}" if rounded < 0 else f"{rounded:,}"


def contribution_headline(found: Contribution, area: Area) -> str:
    """About ten words: how far the middle tier's average carries from the nation to the place."""
    assert found.share is not None
    name = found.tiers.middle_words
    if found.share < 0:
        return f"On this measure, {name} is further from {area.in_sentence} than the nation"
    where = "of its councils" if found.tiers.is_whole else f"of {area.in_sentence}"
    return f"On this measure, {name} has {points(found.share)} of 100 {where}"


def contribution_sentence(
    found: Contribution, indicator: Indicator, area: Area, period: str, whole: Closeness | None
) -> str:
    """The three figures, the share, and what the whole picture of official indicators says."""
    if found.share is None:
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
    said += _share(found, area, nation)
    if whole is not None and whole.inclusive is not None:
        said += (
            f" Over all {whole.indicators} official indicators of the quadrant it is "
            f"{points(whole.inclusive)}%. The uploaded measure is not part of that."
        )
    return said


def _share(found: Contribution, area: Area, nation: str) -> str:
    assert found.share is not None
    if found.share >= 0:
        return (
            f"Of the squared distance from {nation}, {points(found.share)}% goes when "
            f"{found.tiers.middle_average} is used instead."
        )
    said = (
        f"Used instead of {nation}, {found.tiers.middle_average} leads further away from "
        f"{area.in_sentence}, not nearer: {points(found.share)} on the scale."
    )
    if found.share < -1:
        said += f" The number is so low because there is little distance from {nation} to remove."
    return said


def contribution_rows(
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
            "Measure": neutralised(indicator.label),
            "Tier": name,
            "Period": period,
            "Figure": figure(indicator, value),
        }
        for name, value in figures
        if value is not None
    ]
    assert found.share is not None
    share = {"Tier": "Understanding of this measure alone, of 100", "Figure": points(found.share)}
    return [*rows, {"Measure": neutralised(indicator.label), "Period": period, **share}]
