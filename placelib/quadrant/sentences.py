"""The sentences beside the chart: one an axis, in words a councillor can say aloud."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.formatting import format_pounds, listed, number, possessive, sentence_start
from placelib.model import UNITED_KINGDOM
from placelib.quadrant.chance import ChanceBand
from placelib.quadrant.leverage_text import write_coming_sentence, write_leverage_headline
from placelib.quadrant.pairs import LEVEL
from placelib.quadrant.records import HALFWAY, ChancePlace, Quadrant, Verdict
from placelib.quadrant.tiers import Tiers
from placelib.quadrant.understanding_readings import CouncilReading, GroupReading, SharedReading

# Pounds of £100 that a place could decide and its councils do not.
_ALL_POUNDS = 100.0
# Numbers up to ten as words.
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONEY_SIDES = {
    "beyond": "decides more than half of the money",
    "short": "decides less than half of the money",
    "unclear": "may decide more or less than half of the money",
}
_AVERAGE_SIDES = {
    "beyond": "reach more than halfway",
    "short": "reach less than halfway",
    "unclear": "may reach more or less than halfway",
}
_HEADLINES: dict[Verdict, str] = {
    "bends the line": "more than halfway on both, it bends the line",
    "beyond halfway on understanding only": "averages more than halfway, money less",
    "beyond halfway on leverage only": "money more than halfway, averages less",
    "short of halfway on both": "less than halfway on both",
}
HALFWAY_MEANING = (
    "Halfway means averages 50% closer than the nation’s figures, and £50 of every £100."
)
BOUNDARY = (
    "How close the averages come depends on where the boundary runs: nobody can bring them closer "
    "without moving it."
)


def describe_bend(quadrant: Quadrant) -> str:
    """Whether the authority lies beyond halfway on both axes, or what can be said of each."""
    tiers = quadrant.tiers
    without = _describe_without_authority(tiers)
    if without:
        return without
    money = _MONEY_SIDES.get(quadrant.sides.leverage)
    averages = _describe_average_side(quadrant)
    prefix = "" if tiers.is_whole else f"For {tiers.area.in_sentence}, "
    if money is None:
        lead = f"{prefix}how much of the money {tiers.middle_words} decides cannot be judged"
        return f"{sentence_start(lead)}. {sentence_start(averages)}."
    lead = sentence_start(f"{prefix}{tiers.middle_words}")
    if quadrant.verdict == "bends the line":
        lead = f"{lead} bends the line. It"
    return f"{lead} {money}. {sentence_start(averages)}."


def _describe_average_side(quadrant: Quadrant) -> str:
    """How far the averages come from the nation's figures towards those of each council."""
    tiers = quadrant.tiers
    whose = "its councils’" if tiers.is_whole else possessive(tiers.area.in_sentence)
    reach = _AVERAGE_SIDES.get(quadrant.sides.understanding)
    if reach is None:
        return f"how close its averages come to {whose} figures cannot be judged"
    nation = tiers.nation.in_sentence if tiers.nation else "the nation"
    return f"its averages {reach} from {possessive(nation)} figures to {whose} own"


def explain_bend(quadrant: Quadrant) -> str:
    """`describe_bend` with what halfway means, wherever it says halfway.

    Of a council without a reading it says too what all councils of its authority have together.
    """
    bend = describe_bend(quadrant)
    meaning = HALFWAY_MEANING if "halfway" in bend else ""
    return " ".join(filter(None, (bend, _recall_authority(quadrant), meaning)))


def _recall_authority(quadrant: Quadrant) -> str:
    """Whose reading is missing, and the authority's own; empty where neither is in question."""
    tiers, group = quadrant.tiers, quadrant.group
    is_missing = quadrant.council is not None and quadrant.understanding.score is None
    score = group.headline.score if group is not None else None
    if not is_missing or not tiers.has_authority or tiers.middle is None or score is None:
        return ""
    return (
        f"This is {tiers.area.in_sentence} alone: for all councils of {tiers.middle.in_sentence} "
        f"together the averages are {describe_closeness(score)}."
    )


def _describe_without_authority(tiers: Tiers) -> str | None:
    """The sentence where nothing can bend, because no authority stands in the middle."""
    area = tiers.area
    name = sentence_start(area.in_sentence)
    if tiers.kind == "nation":
        within = "a place" if area.code == UNITED_KINGDOM else "a council or an authority"
        return f"{name} is the national end of the line. Choose {within} in it."
    if tiers.is_devolved:
        nation = tiers.nation.in_sentence if tiers.nation else "the United Kingdom"
        whom = "its councils" if tiers.is_whole else area.in_sentence
        return (
            f"{sentence_start(tiers.middle_words)} stands between {whom} and {nation}. It is a "
            "government of its own and is never set beside combined authorities."
        )
    if tiers.kind == "region":
        return (
            f"{name} is a region for statistics. No authority decides for all of it, so there is "
            "no money to show."
        )
    if not tiers.has_authority and tiers.middle is not None:
        return (
            f"There is no combined authority for {area.in_sentence} in the figures. "
            f"{sentence_start(tiers.middle.in_sentence)} is a region for statistics and decides "
            "nothing."
        )
    return None


def describe_understanding(quadrant: Quadrant) -> str:
    """How much closer the averages are, with the likely range and what chance would give."""
    tiers, reading = quadrant.tiers, quadrant.understanding
    if tiers.nation is None or tiers.middle is None:
        return sentence_start(f"{reading.why or 'no figure can be compared'}.")
    if quadrant.council is not None:
        return _describe_council(quadrant, quadrant.council)
    nation = possessive(tiers.nation.in_sentence)
    if reading.score is None:
        return sentence_start(f"{reading.why}.")
    average = f"{sentence_start(possessive(tiers.middle.in_sentence))} averages"
    words = _describe_fit(average, "its councils’ own figures", reading, nation)
    return " ".join([words, *_describe_chance(quadrant.chance)])


def describe_leading_sub_topic(quadrant: Quadrant) -> str:
    """The subject that the reading of understanding leans on; empty where none outweighs the rest.

    Nothing worked out from the figures alone can say how sure such a reading is, so the range is
    called rough.
    """
    leading = quadrant.understanding.leading
    if leading is None:
        return ""
    score = quadrant.understanding.score or 0.0
    return (
        f"One subject, {leading.name}, weighs more here than all the others together. Without it "
        f"the averages would be {describe_closeness(leading.score_without)}, not "
        f"{describe_closeness(score)}. "
        "So take the likely range as rough."
    )


def _describe_fit(average: str, whose: str, reading: SharedReading, nation: str) -> str:
    """How much closer averages are to figures than the nation's figures, and the likely range.

    U is a share of the distance, the root mean square over councils and indicators without noise:
    at 40 the averages are 40% closer than the nation's figures are.
    """
    score = round(reading.score or 0.0)
    start = f"{average} are {describe_closeness(score).removesuffix(' away')}"
    if score == 0:
        words = f"{start} to {whose} as {nation} are."
    else:
        is_clear = reading.high is not None and reading.high <= 0
        gain = "" if score > 0 or is_clear else ", no clear gain"
        words = f"{start} {'to' if score > 0 else 'from'} {whose} than {nation} are{gain}."
    return f"{words} {describe_likely_range(reading)}".strip()


def describe_likely_range(reading: SharedReading) -> str:
    """The interval of understanding as it can be said aloud; empty without one."""
    if reading.low is None or reading.high is None:
        return ""
    return f"With other figures of the same kinds it could be {_describe_range(reading)}."


def _describe_range(ends: SharedReading | ChanceBand) -> str:
    """Two ends: “25% to 52% closer”, or by their sides “from 12% further away to 44% closer”."""
    low, high = ends.low or 0.0, ends.high or 0.0
    if round(low) >= 0:
        return f"{number(low)}% to {number(high)}% closer"
    return f"anything from {describe_closeness(low)} to {describe_closeness(high)}"


def describe_closeness(score: float) -> str:
    """Understanding beside the nation's figures: “14% closer”, “90% further away”, “as close”."""
    if round(score) == 0:
        return "as close"
    return f"{number(abs(score))}% {'closer' if score > 0 else 'further away'}"


def describe_custom_boundary(
    group: GroupReading, names: Sequence[str], band: ChanceBand | None
) -> str:
    """How much closer averages are to the councils that somebody drew together."""
    reading = group.headline
    if reading.score is None:
        return f"Nothing can be said of {listed(names)}: {reading.why}."
    average = f"The averages of {listed(names)}"
    words = _describe_fit(average, "the figures of each", reading, "England’s")
    return words if band is None else f"{words} {_describe_chance_band(band)}"


def _describe_chance(chance: ChancePlace | None) -> list[str]:
    return [] if chance is None else [_describe_chance_band(chance.band)]


def _describe_chance_band(band: ChanceBand) -> str:
    count = _COUNTS[band.districts] if band.districts < len(_COUNTS) else str(band.districts)
    return (
        f"For {count} neighbouring districts picked at random it is {_describe_range(band)}, "
        "9 times in 10."
    )


def _describe_council(quadrant: Quadrant, council: CouncilReading) -> str:
    tiers, reading = quadrant.tiers, council.reading
    assert tiers.middle is not None
    assert tiers.nation is not None
    name, nation = tiers.area.in_sentence, tiers.nation.in_sentence
    middle = tiers.middle.in_sentence
    if tiers.middle.name == tiers.area.name:
        # The county of Lancashire is part of the combined authority of that name.
        name, middle = f"the {tiers.kind} of {tiers.area.name}", tiers.middle_words
    if council.from_group is None or council.from_nation is None:
        return sentence_start(f"{reading.why}.")
    # Distances are in that of an English council from England, the root mean square of them all.
    usual = "do" if tiers.area.is_english else "do from England’s"
    distances = (
        f"{sentence_start(possessive(name))} figures lie {number(100 * council.from_nation)}% as "
        f"far from {possessive(nation)} as an English council’s usually {usual}. "
        f"From the averages of {middle} they lie {number(100 * council.from_group)}% of that usual "
        "distance."
    )
    if reading.score is None:
        return f"{distances} So close to {nation}, some per cent closer would mean little."
    whose = f"{possessive(name)} figures"
    return f"{distances} {_describe_fit('Those averages', whose, reading, possessive(nation))}"


def describe_councils(quadrant: Quadrant, councils: Sequence[Quadrant]) -> str:
    """For which councils of a middle tier the averages are sure to be more than halfway there."""
    tiers = quadrant.tiers
    assert tiers.middle is not None
    assert tiers.nation is not None
    beyond = [
        council.tiers.area.in_sentence
        for council in councils
        if council.sides.understanding == "beyond"
    ]
    averages = f"{possessive(tiers.middle.in_sentence)} averages are"
    closer = f"more than 50% closer than {possessive(tiers.nation.in_sentence)} figures"
    if not beyond:
        return f"There is no council to which {averages} surely {closer}."
    return f"{sentence_start(averages)} surely {closer} to {listed(beyond)}."


def describe_leverage(quadrant: Quadrant) -> str:
    """How much the authority decides of what councils do not; or why it is not evidenced."""
    tiers = quadrant.tiers
    authority = "the authority"
    if tiers.middle is not None and tiers.middle != tiers.area:
        authority = f"{possessive(tiers.middle.in_sentence)} authority"
    return write_leverage_headline(quadrant.leverage, tiers.area.in_sentence, authority)


def describe_coming(quadrant: Quadrant) -> str:
    """What the arrow stands for; empty where nothing is documented."""
    coming, middle = quadrant.leverage.coming, quadrant.tiers.middle
    if coming is None or middle is None:
        return ""
    return write_coming_sentence(coming, middle.in_sentence)


def describe_published(quadrant: Quadrant) -> str:
    """What can be seen of the authority in published figures: a second reading beside the axis."""
    share = quadrant.published_share
    if share is None or quadrant.tiers.middle is None:
        return ""
    return (
        f"Of the indicators published for England, {number(100 * share)}% are published for "
        f"{quadrant.tiers.area.in_sentence} too."
    )


def describe_chance_test(quadrant: Quadrant, tested: int) -> str:
    """How the authority stands among random groups, allowing for many tests; empty without one."""
    chance = quadrant.chance
    if chance is None or chance.test is None:
        return ""
    test = chance.test
    singly, allowing = number(100 * test.share_as_high, 1), number(100 * test.adjusted, 1)
    verdict = (
        "Its councils have more in common than chance would give."
        if test.adjusted < LEVEL
        else "The likeness between its councils’ figures could be chance."
    )
    return (
        f"{verdict} Of {number(chance.band.groups)} random groups of {chance.band.districts} "
        f"touching districts, {singly}% have as much in common. "
        f"{tested} authorities are tested at once, which gives luck more chances. Allowing for "
        f"that, the {singly}% becomes {allowing}%."
    )


def write_headline(quadrant: Quadrant) -> str:
    """What the chart finds, in about ten words; where little can be said, that."""
    tiers = quadrant.tiers
    if tiers.middle_kind is None:
        return f"{quadrant.name} is the national end of the line"
    if tiers.middle_kind == "region":
        lacking = "for all of it" if tiers.kind == "region" else "in the figures"
        return f"{quadrant.name}: no authority {lacking}"
    middle = tiers.middle.name if tiers.middle else quadrant.name
    is_london = tiers.middle_kind == "Greater London Authority"
    if is_london:
        middle = "Greater London Authority"
    if tiers.middle_kind == "devolved government":
        return f"{sentence_start(tiers.middle_words)}: a government of its own"
    if quadrant.sides.leverage == "unknown":
        # London's can; that of the City cannot, where so few people live.
        where = f" from {tiers.area.in_sentence}" if is_london else ""
        return f"{middle}: what it decides cannot be judged{where}"
    return f"{middle}: {_HEADLINES.get(quadrant.verdict) or _head_unclear(quadrant)}"


def _head_unclear(quadrant: Quadrant) -> str:
    """The axis that is clear; in about five words, as the sentence says the other."""
    money, fit = quadrant.sides.leverage, quadrant.sides.understanding
    if money in ("beyond", "short"):
        return f"decides {'more' if money == 'beyond' else 'less'} than half of the money"
    if fit in ("beyond", "short"):
        return f"its averages {_AVERAGE_SIDES[fit]}"
    return "above or below halfway, unclear on both"


def describe_readings(quadrant: Quadrant) -> str:
    """Both readings in one sentence for a stage; the bend's own where there is neither."""
    tiers, score, pounds = quadrant.tiers, quadrant.understanding.score, quadrant.leverage.headline
    is_empty = score is None and pounds is None
    if is_empty or not tiers.has_authority or tiers.nation is None or tiers.middle is None:
        return describe_bend(quadrant)
    whom, there = "its councils", ""
    if quadrant.council is not None:
        # The money of one council's area is not that of all together.
        whom = tiers.area.in_sentence
        there = " there" if score is not None else f" in {whom}"
    averages = "how close its averages come cannot be judged"
    if score is not None:
        to = "from" if round(score) < 0 else "to"
        closer = f"{describe_closeness(score).removesuffix(' away')} {to} {whom}"
        than = "as" if round(score) == 0 else "than"
        averages = f"its averages are {closer} {than} {possessive(tiers.nation.in_sentence)}"
    money = "what it decides cannot be judged"
    if pounds is not None:
        money = f"it decides {format_pounds(pounds)} of every £100{there}"
    # What is known comes first.
    first, second = (averages, money) if score is not None else (money, averages)
    return f"{sentence_start(first)}; {second}."


def write_move_headline(quadrant: Quadrant, after: float) -> str:
    """What the chart shows once money is moved, in about ten words."""
    middle = quadrant.tiers.middle.name if quadrant.tiers.middle else quadrant.name
    side = "more" if after > HALFWAY else "less"
    return f"{middle}: {side} than half, with money moved"


def describe_move(quadrant: Quadrant, before: float, after: float) -> str:
    """What the authority decides before and after a move of money, and whether the line bends."""
    words = (
        f"It would decide £{number(after)} of every £100 in place of £{number(before)}; halfway "
        "is £50."
    )
    if after > _ALL_POUNDS:
        # More is moved than a place could decide: nobody decides £103 of £100.
        words = f"It would decide all of every £100, and more than there is, not £{number(before)}."
    if after <= HALFWAY:
        return f"{words} The line, straight from councils to ministers, does not bend."
    if quadrant.sides.understanding == "beyond":
        return f"{words} Its averages reach more than halfway too: the line would bend."
    if quadrant.sides.understanding == "short":
        return f"{words} Its averages reach less than halfway, so the line does not bend."
    return f"{words} Whether its averages reach more than halfway cannot be said."
