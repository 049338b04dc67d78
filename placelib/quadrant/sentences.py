"""The sentences beside the chart: one an axis, in words a councillor can say aloud."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.formatting import listed, number, possessive, sentence_start
from placelib.model import UNITED_KINGDOM
from placelib.quadrant.chance import ChanceBand
from placelib.quadrant.leverage_text import write_coming_sentence, write_leverage_headline
from placelib.quadrant.pairs import LEVEL
from placelib.quadrant.records import HALFWAY, ChancePlace, Quadrant, Verdict
from placelib.quadrant.tiers import Tiers
from placelib.quadrant.understanding_readings import CouncilReading, GroupReading, SharedReading

# Numbers up to ten as words.
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LIES: dict[Verdict, str] = {
    "bends the line": "bends the line. It lies beyond halfway on understanding and on leverage",
    "beyond halfway on understanding only": (
        "lies beyond halfway on understanding, and short of it on leverage"
    ),
    "beyond halfway on leverage only": (
        "lies beyond halfway on leverage, and short of it on understanding"
    ),
    "short of halfway on both": "is short of halfway on both understanding and leverage",
}
HALFWAY_MEANING = "One exactly midway between its councils and ministers would score 50 on both."
BOUNDARY = (
    "Understanding depends on where the boundary runs, so nobody can raise it without moving the "
    "boundary."
)


def describe_bend(quadrant: Quadrant) -> str:
    """Whether the authority lies beyond halfway on both axes, or what can be said of each."""
    tiers = quadrant.tiers
    without = _describe_without_authority(tiers)
    if without:
        return without
    middle = (
        sentence_start(tiers.middle_words)
        if tiers.is_whole
        else f"For {tiers.area.in_sentence}, {tiers.middle_words}"
    )
    if quadrant.verdict != "cannot say":
        return f"{middle} {_LIES[quadrant.verdict]}."
    understanding = _describe_axis("understanding", quadrant.sides.understanding)
    leverage = _describe_axis("leverage", quadrant.sides.leverage)
    return f"{middle} {understanding}. It {leverage}."


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
        f"This is {tiers.area.in_sentence} alone: all councils of {tiers.middle.in_sentence} "
        f"together score {number(score)} on understanding."
    )


def _describe_axis(axis: str, side: str) -> str:
    if side == "beyond":
        return f"is beyond halfway on {axis}"
    if side == "short":
        return f"is short of halfway on {axis}"
    if side == "unclear":
        return f"may be above or below halfway on {axis}"
    return f"cannot be judged on {axis}"


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
            f"{name} is a region for statistics. No authority decides for all of it, so it has "
            "understanding to show and no leverage."
        )
    if not tiers.has_authority and tiers.middle is not None:
        return (
            f"There is no combined authority for {area.in_sentence} in the figures. "
            f"{sentence_start(tiers.middle.in_sentence)} is a region for statistics and decides "
            "nothing."
        )
    return None


def describe_understanding(quadrant: Quadrant) -> str:
    """By how much less the averages miss, with the likely range and what chance would give."""
    tiers, reading = quadrant.tiers, quadrant.understanding
    if tiers.nation is None or tiers.middle is None:
        return sentence_start(f"{reading.why or 'no figure can be compared'}.")
    if quadrant.council is not None:
        return _describe_council(quadrant, quadrant.council)
    nation = possessive(tiers.nation.in_sentence)
    if reading.score is None:
        return sentence_start(f"{reading.why}.")
    average = f"{possessive(tiers.middle.in_sentence)} averages"
    words = _describe_guess("each council’s figures", average, reading, nation)
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
    with_it = f"not by {describe_miss(score)}" if round(score) else "as it is you miss as much"
    return (
        f"One subject, {leading.name}, weighs more here than all the others together. Without it "
        f"you would miss by {describe_miss(leading.score_without)}, {with_it}. "
        "So take the likely range as rough."
    )


def _describe_guess(whose: str, average: str, reading: SharedReading, nation: str) -> str:
    """By how much one misses with averages beside the nation's figures, and the likely range.

    U is a share of the distance, the root mean square over councils and indicators without noise:
    at 40 the averages miss by 40% less than the nation's figures do.
    """
    score = round(reading.score or 0.0)
    start = f"Guess {whose} from {average}: you miss by"
    if score == 0:
        words = f"{start} as much as from {nation}."
    else:
        is_clear = reading.high is not None and reading.high <= 0
        gain = "" if score > 0 or is_clear else ", no clear gain"
        words = f"{start} {describe_miss(score)} than from {nation}{gain}."
    return f"{words} {describe_likely_range(reading)}".strip()


def describe_likely_range(reading: SharedReading) -> str:
    """The interval of understanding as it can be said aloud; empty without one."""
    if reading.low is None or reading.high is None:
        return ""
    return f"With other figures of the same kinds it could be {_describe_range(reading)}."


def _describe_range(ends: SharedReading | ChanceBand) -> str:
    """Two ends: “25% to 52%”, or by their sides “from 12% more to 44% less”."""
    low, high = ends.low or 0.0, ends.high or 0.0
    if round(low) >= 0:
        return f"{number(low)}% to {number(high)}%"
    return f"anything from {describe_miss(low)} to {describe_miss(high)}"


def describe_miss(score: float) -> str:
    """Understanding as a miss beside the nation's figures: “90% more”, “14% less”."""
    return f"{number(abs(score))}% {'more' if round(score) < 0 else 'less'}"


def describe_custom_boundary(
    group: GroupReading, names: Sequence[str], band: ChanceBand | None
) -> str:
    """By how much one misses each of the councils that somebody drew together, from averages."""
    reading = group.headline
    if reading.score is None:
        return f"Nothing can be said of {listed(names)}: {reading.why}."
    average = f"the averages of {listed(names)}"
    words = _describe_guess("the figures of each", average, reading, "England’s")
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
    distances = (
        f"{sentence_start(name)} stands {number(council.from_nation, 2)} away from "
        f"{possessive(nation)} figures, and {number(council.from_group, 2)} from the average "
        f"figures of {middle}. An English council usually stands 1 away from England’s."
    )
    if reading.score is None:
        return f"{distances} So close to {nation}, a miss of some per cent less would mean little."
    whose = f"{possessive(name)} figures"
    guess = _describe_guess(whose, "those averages", reading, possessive(nation))
    return f"{distances} {guess}"


def describe_councils(quadrant: Quadrant, councils: Sequence[Quadrant]) -> str:
    """For which councils of a middle tier the averages are sure to cut the miss by half."""
    tiers = quadrant.tiers
    assert tiers.middle is not None
    assert tiers.nation is not None
    beyond = [
        council.tiers.area.in_sentence
        for council in councils
        if council.sides.understanding == "beyond"
    ]
    guessing = (
        f"guessing from {possessive(tiers.middle.in_sentence)} averages, and not from "
        f"{possessive(tiers.nation.in_sentence)} figures, is sure to cut the miss by more than half"
    )
    if not beyond:
        return f"There is no council for which {guessing}."
    return f"{sentence_start(guessing)} for {listed(beyond)}."


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
        return f"{quadrant.name}: no authority {lacking}, understanding only"
    middle = tiers.middle.name if tiers.middle else quadrant.name
    is_london = tiers.middle_kind == "Greater London Authority"
    if is_london:
        middle = "Greater London Authority"
    if tiers.middle_kind == "devolved government":
        return f"{sentence_start(tiers.middle_words)}: a government of its own"
    if quadrant.sides.leverage == "unknown":
        # London's can; that of the City cannot, where so few people live.
        where = f" from {tiers.area.in_sentence}" if is_london else ""
        return f"{middle}: leverage cannot be judged{where}"
    words = {
        "bends the line": "beyond halfway on both, it bends the line",
        "beyond halfway on understanding only": "beyond halfway on understanding, not on leverage",
        "beyond halfway on leverage only": "beyond halfway on leverage, not on understanding",
        "short of halfway on both": "short of halfway on both",
    }.get(quadrant.verdict)
    if words is None:
        short = [
            axis
            for axis, side in (
                ("understanding", quadrant.sides.understanding),
                ("leverage", quadrant.sides.leverage),
            )
            if side == "short"
        ]
        words = f"short of halfway on {listed(short)}" if short else "unclear on both axes"
        if len(short) == 1:
            rest = "leverage" if short == ["understanding"] else "understanding"
            sides = quadrant.sides
            side = sides.leverage if rest == "leverage" else sides.understanding
            words += f", {'unclear' if side == 'unclear' else 'not judged'} on {rest}"
    return f"{middle}: {words}"


def write_move_headline(quadrant: Quadrant, after: float) -> str:
    """What the chart shows once money is moved, in about ten words."""
    middle = quadrant.tiers.middle.name if quadrant.tiers.middle else quadrant.name
    side = "beyond" if after > HALFWAY else "short of"
    return f"{middle}, with money moved: {side} halfway on leverage"


def describe_move(quadrant: Quadrant, before: float, after: float) -> str:
    """Leverage before and after a move of money, and what it does to the bend."""
    words = f"Leverage goes from {number(before)} to {number(after)} of 100; halfway is 50."
    if after <= HALFWAY:
        return f"{words} The line does not bend."
    if quadrant.sides.understanding == "beyond":
        return f"{words} Understanding is beyond halfway too: the line would bend."
    if quadrant.sides.understanding == "short":
        return f"{words} Understanding stays short of halfway, so the line does not bend."
    return f"{words} Whether understanding is beyond halfway cannot be said."
