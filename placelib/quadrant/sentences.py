"""The sentences beside the chart: plain English, with every number from the figures."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.formatting import listed, number, sentence_start
from placelib.model import UNITED_KINGDOM
from placelib.quadrant.components import Halfway, Leverage, Money, Understanding
from placelib.quadrant.geometry import LEAST_AGREEMENT
from placelib.quadrant.records import Uncertainty, Verdict
from placelib.quadrant.tiers import Tiers

Shares = Sequence[tuple[Verdict, float]]

_LIES: dict[Verdict, str] = {
    "bends the line": "bends the line, lying beyond halfway on understanding and on leverage",
    "beyond halfway on understanding only": (
        "lies beyond halfway on understanding but short of it on leverage"
    ),
    "beyond halfway on leverage only": (
        "lies beyond halfway on leverage but short of it on understanding"
    ),
    "short of halfway on both": "lies short of halfway on understanding and on leverage",
}


# What a draw is called where it is read, and what it does.
_AGAIN = "recalculations"
VARIED = "with slightly different figures and choices"


def bend_sentence(
    tiers: Tiers,
    verdict: Verdict,
    why: str | None,
    uncertainty: Uncertainty | None,
    years: str,
) -> str:
    """Whether the middle tier lies beyond halfway, in what share of draws and for what years."""
    without = _without_authority(tiers)
    if without:
        return without
    middle, between = tiers.middle_words, _between(tiers)
    if uncertainty is None or not uncertainty.shares:
        return f"It cannot be said yet whether {middle} bends the line{between}: {why}."
    if verdict != "cannot say":
        share = of_draws(dict(uncertainty.shares)[verdict], uncertainty.draws)
        said = f"{sentence_start(middle)} {_LIES[verdict]}{between}, {share}."
    else:
        said = _axis_by_axis(tiers, uncertainty)
    # What is done again is said once, where it comes up first.
    return f"{said.replace(_AGAIN, f'{_AGAIN} {VARIED}', 1)} {years}"


def _without_authority(tiers: Tiers) -> str | None:
    """The sentence where nothing can bend, because no authority stands in the middle."""
    area = tiers.area
    name = sentence_start(area.in_sentence)
    if tiers.kind == "nation":
        within = "a place" if area.code == UNITED_KINGDOM else "a council or an authority"
        return f"{name} is the national end of the line: choose {within} in it."
    if tiers.is_devolved:
        return (
            f"{sentence_start(_between(tiers).strip())} stands {tiers.middle_words}. Its own "
            "spending is not in the source, so its leverage is not evidenced here, and it is not "
            "ranked with combined authorities."
        )
    if tiers.kind == "region":
        return (
            f"{name} is a region for statistics: no authority decides for all of it, so it has "
            "understanding to show but no leverage."
        )
    if not tiers.has_authority and tiers.middle is not None:
        return (
            f"The published figures have no combined authority for {area.in_sentence}. Between it "
            f"and England they have only {tiers.middle.in_sentence}, a region for statistics "
            "that decides nothing."
        )
    return None


def _between(tiers: Tiers) -> str:
    """Between whom the line runs, with a space before it."""
    if tiers.nation is None:
        return ""
    whom = "its councils" if tiers.is_whole else tiers.area.in_sentence
    return f" between {whom} and {tiers.nation.in_sentence}"


def _axis_by_axis(tiers: Tiers, uncertainty: Uncertainty) -> str:
    """What can be said of each axis where the draws do not agree on the two together."""
    certain, uncertain = [], []
    names = ("understanding", "leverage")
    for name, share in zip(names, beyond_shares(uncertainty.shares), strict=True):
        agreeing = max(share, 1 - share)
        if agreeing >= LEAST_AGREEMENT:
            side = "beyond halfway" if share == agreeing else "short of halfway"
            certain.append(f"{side} on {name}, {of_draws(agreeing, uncertainty.draws)}")
        else:
            uncertain.append(
                f"Whether it lies beyond halfway on {name} cannot be said: it does so "
                f"{of_draws(share, uncertainty.draws)}."
            )
    between = _between(tiers).strip()
    if certain:
        lies = f"{sentence_start(between)}, {tiers.middle_words} lies {listed(certain)}."
        return " ".join([lies, *uncertain])
    return " ".join([f"{sentence_start(between)} stands {tiers.middle_words}.", *uncertain])


def disagreement(shares: Shares) -> str:
    """Why no verdict can be given on draws that disagree."""
    split = [
        f"{share * 100:.0f}% of the {_AGAIN} have it beyond halfway on {name}"
        for name, share in zip(("understanding", "leverage"), beyond_shares(shares), strict=True)
        if max(share, 1 - share) < LEAST_AGREEMENT
    ]
    reason = listed(split) or f"no quarter of the chart holds 90% of the {_AGAIN}"
    return f"{reason}; a verdict needs 90% to agree"


def of_draws(share: float, draws: int) -> str:
    """A share of the draws in words: “in every one of 1,000 recalculations”, “in 46% of …”."""
    if share in (0.0, 1.0):
        return f"in {'every one' if share else 'none'} of {draws:,} {_AGAIN}"
    percent = min(max(share * 100, 1), 99)
    return f"in {percent:.0f}% of {draws:,} {_AGAIN}"


def beyond_shares(shares: Shares) -> tuple[float, float]:
    """The share of draws beyond halfway on understanding, and on leverage."""
    found = dict(shares)
    both = found["bends the line"]
    return (
        both + found["beyond halfway on understanding only"],
        both + found["beyond halfway on leverage only"],
    )


def understanding_sentence(tiers: Tiers, understanding: Understanding) -> str:
    """How much less someone misses with the middle tier's average, with the area in it and out."""
    picture = understanding.picture
    if picture is None or picture.inclusive is None or tiers.nation is None:
        return sentence_start(f"{understanding.why or 'no figure can be compared'}.")
    area = "its councils" if tiers.is_whole else tiers.area.in_sentence
    nation = tiers.nation.in_sentence
    words = (
        f"Someone using {tiers.middle_average} instead of {possessive(nation)} would miss "
        f"{less(picture.inclusive)} of what sets {area} apart from {nation} (over "
        f"{picture.indicators} indicators, large gaps counting most)"
    )
    if picture.leave_one_out is not None:
        who = "each council" if tiers.is_whole else tiers.area.in_sentence
        words += f"; with {who} left out of the average, {less(picture.leave_one_out)}"
    if picture.inclusive < 0:
        words += f". That average is further from {area} than {possessive(nation)}"
    if understanding.resembles_nation:
        stand = "Its councils stand" if tiers.is_whole else f"{sentence_start(area)} stands"
        words += (
            f". {stand} close to {nation} on most indicators, so there is little to miss and the "
            "share is unstable"
        )
    return f"{words}."


def less(share: float) -> str:
    """The share of distance removed as someone would say it: “38% less”, “7% more”."""
    percent = round(share * 100)
    if percent == 0:
        return "about as much"
    if percent > 0:
        return f"{percent}% less"
    return f"{-percent}% more" if percent > -100 else f"{number(1 - share, 1)} times as much"


def leverage_sentence(tiers: Tiers, leverage: Leverage) -> str:
    """Both readings of money, the tax, and the years; or why leverage cannot be measured."""
    pooled, local, middle = leverage.l1_pooled, leverage.local, leverage.middle
    if pooled.value is None or local.pounds_a_head is None or middle.pounds_a_head is None:
        return f"Leverage over money is not evidenced: {pooled.why or 'no figures'}."
    councils = "the councils" if tiers.is_whole else local.name
    do, raises = ("do", "raise") if tiers.is_whole else ("does", "raises")
    more = "more" if middle.pounds_a_head > local.pounds_a_head else "less"
    words = (
        f"Of the public spending that {councils} {do} not decide, {tiers.middle_words} decides "
        f"{percentage(pooled.value)}. Taken alone it decides {more} than {councils}: "
        f"£{number(middle.pounds_a_head)} a head against £{number(local.pounds_a_head)}"
    )
    if middle.tax_share is not None and local.tax_share is not None:
        words += (
            f". It raises {percentage(middle.tax_share)} of its spending as council tax; "
            f"{councils} {raises} {percentage(local.tax_share)}"
        )
    return (
        f"{words}. Money is for {money_years(local, middle)}, all public spending for "
        f"{leverage.spending_year}."
    )


def halfway_sentence(tiers: Tiers, halfway: Halfway | None, council: str | None = None) -> str:
    """What it would take to be halfway on money, a head, a year and in documented amounts.

    ``council`` is the body whose money it is reckoned from, where that is not the area itself: a
    district's is its county council's.
    """
    if halfway is not None and halfway.pounds_a_head < 0:
        # The council spends more a head than the whole nation, for all who work in it.
        return "What it would take cannot be reckoned: nobody can decide less than nothing."
    if halfway is None:
        return "What it would take cannot be reckoned without the money of both tiers."
    multiples = [
        f"{number(one.times, 0 if one.times >= 10 else 1)} times {one.name} ({one.year})"
        for one in halfway.multiples
    ]
    times = f", which is {listed(multiples)}" if multiples else ""
    whose = (
        ""
        if tiers.is_whole
        else f", reckoned from the spending of {council or tiers.area.in_sentence}"
    )
    more = "more" if halfway.more_a_head >= 0 else "less"
    return (
        f"To be halfway on money{whose}, {tiers.middle_words} would decide "
        f"£{number(halfway.pounds_a_head)} a head, £{number(abs(halfway.more_a_head))} {more} than "
        "now. "
        f"For {number(halfway.population)} residents that is "
        f"£{number(halfway.pounds_a_year / 1e9, 1)} billion a year in all{times}."
    )


def influence_sentence(uncertainty: Uncertainty | None) -> str:
    """Which choice moves the answer most, and by how much."""
    if uncertainty is None or not uncertainty.influences:
        return "There is no answer here for any choice to move."
    most = uncertainty.influences[0]
    return (
        f"The choice that moves the answer most: {most.choice} (by {number(100 * most.moves)} "
        "points of 100)."
    )


def money_years(local: Money, middle: Money) -> str:
    """The financial years of the money, with the bodies named that differ from the newest."""
    newest = max(year for _, year in (*local.years, *middle.years))
    others = [f"{name} {year}" for name, year in (*middle.years, *local.years) if year != newest]
    return f"{newest} ({', '.join(others)})" if others else newest


def percentage(share: float) -> str:
    """A share as a percentage, with a decimal below ten: “none”, “2.3%”, “24%”."""
    if share == 0:
        return "none"
    return f"{number(share * 100, 1 if abs(share) < 0.0995 else 0)}%"


def possessive(name: str) -> str:
    """The name's possessive: “England’s”, “the West Midlands’”."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def years_sentence(periods: Sequence[str], leverage: Leverage) -> str:
    """The years the figures are for; ``periods`` are in the publisher's notation."""
    years = sorted(period[:4] for period in periods)
    if not years:
        return ""
    span = years[0] if years[0] == years[-1] else f"{years[0]} to {years[-1]}"
    money = leverage.local.years and leverage.middle.years
    ending = f"; money is for {money_years(leverage.local, leverage.middle)}" if money else ""
    return f"The figures are for periods that began in {span}{ending}."
