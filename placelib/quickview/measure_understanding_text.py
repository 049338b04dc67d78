"""What an uploaded measure says of understanding, in words and rows."""

from __future__ import annotations

from placelib.formatting import figure, neutralise, number, possessive, sentence_start
from placelib.model import Area, Indicator
from placelib.quadrant.sentences import describe_closeness
from placelib.quadrant.understanding_readings import SharedReading
from placelib.quickview.measure_understanding import MeasureUnderstanding


def write_measure_understanding_headline(understanding: MeasureUnderstanding, area: Area) -> str:
    """About ten words: how much closer the middle tier's average is than the nation's figure."""
    assert understanding.score is not None
    whom = "its councils" if understanding.tiers.is_whole else area.in_sentence
    return f"The average is {_describe_side(understanding.score, whom)} the nation’s figure"


def _describe_side(score: float, whose: str) -> str:
    """“34% closer to Aston than”, “12% further from Aston than”, “as close to Aston as”."""
    to, than = ("from" if round(score) < 0 else "to"), ("as" if round(score) == 0 else "than")
    return f"{describe_closeness(score).removesuffix(' away')} {to} {whose} {than}"


def write_measure_understanding_sentence(
    understanding: MeasureUnderstanding,
    indicator: Indicator,
    area: Area,
    period: str,
    reading: SharedReading | None,
) -> str:
    """The three figures, the share, and what the whole picture of official indicators says."""
    if understanding.score is None:
        return (
            f"For {area.in_sentence} and this measure, how close the average is cannot be worked "
            f"out: {understanding.why}."
        )
    assert understanding.middle is not None
    assert understanding.national is not None
    nation = understanding.tiers.nation.in_sentence if understanding.tiers.nation else "the nation"
    start = f"In {period}, "
    if understanding.local is not None:
        start += f"{area.in_sentence} stood at {figure(indicator, understanding.local)}, "
    origin = (
        "as the file gives it"
        if understanding.national_from == "file"
        else "averaged from the file"
    )
    sentence = (
        f"{start}{understanding.tiers.middle_average} was "
        f"{figure(indicator, understanding.middle)} (from {understanding.counted} of "
        f"{understanding.members} councils) and {nation} was at "
        f"{figure(indicator, understanding.national)} ({origin}). "
    )
    sentence += _describe_share(understanding, area, nation)
    if reading is not None and reading.score is not None:
        sentence += (
            f" Over all {reading.indicators} official indicators the averages are "
            f"{describe_closeness(reading.score)}. The uploaded measure is not counted in that."
        )
    return sentence


def _describe_share(understanding: MeasureUnderstanding, area: Area, nation: str) -> str:
    assert understanding.score is not None
    whose = "each council’s" if understanding.tiers.is_whole else possessive(area.in_sentence)
    sentence = (
        f"{sentence_start(understanding.tiers.middle_average)} is "
        f"{_describe_side(understanding.score, f'{whose} figure')} {possessive(nation)} is."
    )
    if understanding.score < -100:
        whom = "its councils" if understanding.tiers.is_whole else area.in_sentence
        sentence += f" It is so much because {nation} and {whom} are so close."
    return sentence


def list_measure_understanding_rows(
    understanding: MeasureUnderstanding, indicator: Indicator, area: Area, period: str
) -> list[dict[str, str]]:
    """One row a tier: its figure; and one for the share."""
    nation = understanding.tiers.nation
    figures = [
        (sentence_start(area.in_sentence), understanding.local),
        (sentence_start(understanding.tiers.middle_average), understanding.middle),
        (
            sentence_start(nation.in_sentence) if nation else "Nation",
            understanding.national,
        ),
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
    assert understanding.score is not None
    share = {
        "Tier": "How well the average fits (understanding), this measure alone, of 100",
        "Figure": number(understanding.score),
    }
    return [*rows, {"Measure": neutralise(indicator.label), "Period": period, **share}]
