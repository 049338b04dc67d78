"""Every number, name and year in the quadrant's five sentences, for all current areas.

Each sentence is read to its last character and held against reckoned.py, which works from the raw
tables. Shares of draws and their influence are held against the quadrant's own JSON: the draws are
its to make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import duckdb
import pytest

from placelib.database.connection import DATABASE, LOCKED
from placelib.quadrant import Evidence, quadrant_json, quadrant_of
from tests.quadrant.reckoned import DEVOLVED, LONDON, Reckoned, Tier, read_reckoned
from tests.recomputed import ENGLAND, UK, World

GOVERNMENTS = {
    "N92000002": "the Northern Ireland Executive",
    "S92000003": "the Scottish Government",
    "W92000004": "the Welsh Government",
}
QUARTERS = {
    "bends the line": ("bends the line, lying beyond halfway on understanding and on leverage"),
    "beyond halfway on understanding only": (
        "lies beyond halfway on understanding but short of it on leverage"
    ),
    "beyond halfway on leverage only": (
        "lies beyond halfway on leverage but short of it on understanding"
    ),
    "short of halfway on both": "lies short of halfway on understanding and on leverage",
}
NUMBER = r"−?[\d,]+(?:\.\d+)?"
LESS = rf"about as much|{NUMBER}% less|{NUMBER}% more|{NUMBER} times as much"
SHARE = rf"none|{NUMBER}%"
UNDERSTANDING = re.compile(
    rf"Someone using (?P<average>the average of .+?) instead of (?P<possessive>.+?’s?) would miss "
    rf"(?P<inclusive>{LESS}) of what sets (?P<area>.+?) apart from (?P<nation>.+?) \(over "
    r"(?P<indicators>\d+) indicators, large gaps counting most\)"
    rf"(?:; with (?P<who>.+?) left out of the average, (?P<alone>{LESS}))?"
    r"(?P<further>\. That average is further from .+?)?"
    r"(?P<close>\. (?:Its councils stand|.+? stands) close to .+?)?\."
)
LEVERAGE = re.compile(
    r"Of the public spending that (?P<councils>.+?) (?:does|do) not decide, (?P<middle>.+?) "
    r"decides "
    rf"(?P<pooled>{SHARE})\. Taken alone it decides (?P<more>more|less) than (?P<than>.+?): "
    rf"£(?P<theirs>{NUMBER}) a head against £(?P<own>{NUMBER})"
    rf"(?:\. It raises (?P<their_tax>{SHARE}) of its spending as council tax; (?P<who>.+?) "
    rf"(?:raises|raise) (?P<own_tax>{SHARE}))?"
    r"\. Money is for (?P<years>.+), all public spending for (?P<spent>\d{4}-\d\d)\."
)
HALFWAY = re.compile(
    r"To be halfway on money(?:, reckoned from the spending of (?P<whose>.+?))?, "
    rf"(?P<middle>the .+?) would decide £(?P<a_head>{NUMBER}) a head, "
    rf"£(?P<more>{NUMBER}) (?P<way>more|less) than now\. "
    rf"For (?P<people>{NUMBER}) residents that is £(?P<billions>{NUMBER}) billion a year in all"
    r"(?:, which is (?P<times>.+))?\."
)
TIMES = re.compile(rf"({NUMBER}) times (its [a-z ]+) \(([^()]+)\)(?:, | and |$)")
VARIED = " with slightly different figures and choices"
DRAWS = rf"in (?:every one|none|\d+%) of 1,000 recalculations(?:{VARIED})?"
CERTAIN = rf"(?:beyond|short of) halfway on (?:understanding|leverage), {DRAWS}"
BY_AXIS = re.compile(
    rf"Between (?P<area>.+?) and (?P<nation>England), (?P<middle>the .+?) lies "
    rf"(?P<certain>{CERTAIN}(?: and {CERTAIN})?)\.(?P<rest>.*)"
)
NEITHER = re.compile(
    r"Between (?P<area>.+?) and (?P<nation>England) stands (?P<middle>the .+?)\."
    r"(?P<rest> Whether .*)"
)
UNCERTAIN = re.compile(
    rf" Whether it lies beyond halfway on (understanding|leverage) cannot be said: it does so "
    rf"({DRAWS})\."
)
YEARS = (
    r" The figures are for periods that began in (?P<first>\d{4}) to (?P<last>\d{4}); money is for "
    r"(?P<money>.+)\."
)


@pytest.fixture(scope="module")
def reckoned(world: World) -> Iterator[Reckoned]:
    connection = duckdb.connect(str(DATABASE), read_only=True, config=dict(LOCKED))
    yield read_reckoned(connection, world)
    connection.close()


@pytest.fixture(scope="module")
def answers(evidence: Evidence, world: World) -> dict[str, dict[str, Any]]:
    """The JSON of the quadrant of every current area, its sentences among it."""
    return {code: quadrant_json(quadrant_of(evidence, code)) for code in world.current}


# Names as they must stand.


def middle_words(reckoned: Reckoned, code: str) -> str:
    middle = reckoned.middle(code)
    assert middle is not None
    if middle == LONDON:
        return "the Greater London Authority"
    if middle in GOVERNMENTS:
        return GOVERNMENTS[middle]
    if reckoned.level(middle) == "cauth":
        return f"the {reckoned.world.name(middle)} combined authority"
    return reckoned.world.in_text(middle)


def average_words(reckoned: Reckoned, code: str) -> str:
    middle = reckoned.middle(code)
    assert middle is not None
    is_authority = reckoned.level(middle) == "cauth"
    of = middle_words(reckoned, code) if is_authority else reckoned.world.in_text(middle)
    return f"the average of {of}"


def nation_of(reckoned: Reckoned, code: str) -> str:
    return reckoned.world.in_text(ENGLAND if code[0] == "E" else UK)


def place_words(reckoned: Reckoned, code: str) -> str:
    """The area, or the councils of an area that stands in the middle itself."""
    is_whole = reckoned.middle(code) == code
    return "its councils" if is_whole else reckoned.world.in_text(code)


def council_words(reckoned: Reckoned, code: str) -> str:
    """The body, or the bodies, whose money is the local tier's."""
    if reckoned.middle(code) == code:
        return "the councils"
    body = reckoned.local_body(code)
    if reckoned.level(body) == "utla":
        return f"{reckoned.world.name(body)} County Council"
    return reckoned.world.in_text(body)


def possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


# Numbers as they must stand.


def said_number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("−", "-"))


def is_rounded(text: str, value: float, decimals: int) -> bool:
    """True when the text is the value with so many decimals, halves going either way."""
    number = said_number(text)
    half = 0.5 * 10**-decimals
    shown = len(text.partition(".")[2]) == decimals
    return shown and abs(float(number) - value) <= half * (1 + 1e-9) + 1e-12


def says_less(text: str, share: float) -> bool:
    """True when “38% less”, “7% more”, “3.4 times as much” or “about as much” is this share."""
    percent = 100 * share
    if text == "about as much":
        return abs(percent) <= 0.5
    if text.endswith(" times as much"):
        return percent < -99.5 and is_rounded(text.split(" ")[0], 1 - share, 1)
    number, _, side = text.partition("% ")
    towards = percent if side == "less" else -percent
    return towards >= 0.5 and (towards < 100 or share > 0) and is_rounded(number, towards, 0)


def says_share(text: str, share: float) -> bool:
    """True when “none”, “2.3%” or “24%” is this share: a decimal below ten per cent."""
    if text == "none":
        return share == 0
    percent = 100 * share
    return share != 0 and is_rounded(text.removesuffix("%"), percent, 1 if percent < 9.95 else 0)


def of_draws(share: float) -> str:
    """A share of the thousand draws in words: never “every” or “none” but where it is so."""
    count = round(1000 * share)
    if count in (0, 1000):
        return f"in {'every one' if count else 'none'} of 1,000 recalculations"
    # A half goes to the even number, as Python's formats do.
    percent = Decimal(count) / 10
    return f"in {min(max(round(percent), 1), 99)}% of 1,000 recalculations"


def money_years(local: Tier, middle: Tier) -> str:
    """The newest financial year, and by name whatever is older: the authority first."""
    every = (*middle.years, *local.years)
    newest = max(year for _, year in every)
    others = ", ".join(f"{name} {year}" for name, year in every if year != newest)
    return f"{newest} ({others})" if others else newest


# The picture itself.


def test_the_indicators_are_those_of_the_rule(evidence: Evidence, reckoned: Reckoned) -> None:
    assert [choice.slug for choice in evidence.choices if choice.chosen] == reckoned.chosen
    assert len(reckoned.chosen) > 50
    for choice in evidence.choices:
        if choice.chosen:
            assert choice.period == reckoned.periods[choice.slug], choice.slug


# Understanding.


def test_every_sentence_on_understanding(
    reckoned: Reckoned, answers: dict[str, dict[str, Any]]
) -> None:
    for code, answer in answers.items():
        sentence, found = answer["understanding_sentence"], reckoned.closeness(code)
        if found is None:
            assert code in {ENGLAND, UK}
            assert sentence == "There is no tier between a nation and itself."
            continue
        assert found.inclusive is not None
        said = UNDERSTANDING.fullmatch(sentence)
        assert said, sentence
        nation, place = nation_of(reckoned, code), place_words(reckoned, code)
        is_whole = reckoned.middle(code) == code
        assert said["average"] == average_words(reckoned, code), sentence
        assert said["possessive"] == possessive(nation), sentence
        assert (said["area"], said["nation"]) == (place, nation), sentence
        assert int(said["indicators"]) == found.indicators, sentence
        assert says_less(said["inclusive"], found.inclusive), (sentence, found)
        if found.leave_one_out is None:
            assert said["alone"] is None, sentence
        else:
            assert says_less(said["alone"], found.leave_one_out), (sentence, found)
            assert said["who"] == ("each council" if is_whole else place), sentence
        further = f". That average is further from {place} than {possessive(nation)}"
        assert said["further"] == (further if found.inclusive < 0 else None), sentence
        stand = "Its councils stand" if is_whole else f"{capital(place)} stands"
        close = (
            f". {stand} close to {nation} on most indicators, so there is little to miss and the "
            "share is unstable"
        )
        assert said["close"] == (close if found.from_nation < 0.5 else None), sentence


# Leverage.


def shares_of(reckoned: Reckoned, code: str) -> tuple[Tier, Tier, float, str] | None:
    """The money of both tiers, England's spending a head and its year; None without a reading."""
    local, middle = reckoned.local(code), reckoned.authority(code)
    if local is None or middle is None:
        return None
    a_head, year = reckoned.spending[ENGLAND]
    return (local, middle, a_head, year) if local.pounds_a_head < a_head else None


def why_not(reckoned: Reckoned, code: str) -> str:
    """The reason for which leverage over money is not evidenced."""
    middle = reckoned.middle(code)
    if middle is None:
        return "there is no tier in between"
    if middle in DEVOLVED:
        return "the devolved government’s own spending is not in the source"
    if not reckoned.has_authority(code):
        return "there is no combined authority here, only a region for statistics"
    if reckoned.authority(code) is None:
        return f"the source has no revenue outturn of {middle_words(reckoned, code)} yet"
    # All councils of these authorities have a usable return; one spends more than the nation.
    assert code == "E09000001"
    return "the spending of the City of London is too large for a share a head of residents"


def test_every_sentence_on_leverage(reckoned: Reckoned, answers: dict[str, dict[str, Any]]) -> None:
    measured = 0
    for code, answer in answers.items():
        sentence, money = answer["leverage_sentence"], shares_of(reckoned, code)
        if money is None:
            why = why_not(reckoned, code)
            assert sentence == f"Leverage over money is not evidenced: {why}.", code
            continue
        local, middle, a_head, year = money
        said = LEVERAGE.fullmatch(sentence)
        assert said, sentence
        councils = council_words(reckoned, code)
        assert said["councils"] == said["than"] == councils, sentence
        assert said["middle"] == middle_words(reckoned, code), sentence
        pooled = middle.pounds_a_head / (a_head - local.pounds_a_head)
        assert says_share(said["pooled"], pooled), (sentence, pooled)
        more = "more" if middle.pounds_a_head > local.pounds_a_head else "less"
        assert said["more"] == more, sentence
        assert is_rounded(said["theirs"], middle.pounds_a_head, 0), (sentence, middle)
        assert is_rounded(said["own"], local.pounds_a_head, 0), (sentence, local)
        if local.tax_share is None or middle.tax_share is None:
            assert said["their_tax"] is None, sentence
        else:
            assert said["who"] == councils, sentence
            assert says_share(said["their_tax"], middle.tax_share), (sentence, middle)
            assert says_share(said["own_tax"], local.tax_share), (sentence, local)
        assert said["years"] == money_years(local, middle), sentence
        assert said["spent"] == year, sentence
        measured += 1
    assert measured > 100


# What it would take.


def test_every_sentence_on_what_it_would_take(
    reckoned: Reckoned, answers: dict[str, dict[str, Any]]
) -> None:
    reckonable = 0
    for code, answer in answers.items():
        sentence, money = answer["halfway_sentence"], shares_of(reckoned, code)
        if code == "E09000001":
            # A test of its own, below.
            continue
        if money is None:
            nothing = "What it would take cannot be reckoned without the money of both tiers."
            assert sentence == nothing, code
            continue
        local, middle, a_head, _ = money
        said = HALFWAY.fullmatch(sentence)
        assert said, sentence
        assert said["middle"] == middle_words(reckoned, code), sentence
        assert (said["whose"] is None) == (reckoned.middle(code) == code), sentence
        needed = (a_head - local.pounds_a_head) / 2
        more = needed - middle.pounds_a_head
        assert is_rounded(said["a_head"], needed, 0), (sentence, needed)
        assert is_rounded(said["more"], abs(more), 0), (sentence, more)
        assert said["way"] == ("more" if more >= 0 else "less"), sentence
        people = reckoned.people[reckoned.middle(code) or ""]
        assert said_number(said["people"]) == people, sentence
        assert is_rounded(said["billions"], needed * people / 1e9, 1), sentence
        times = TIMES.findall(said["times"] or "")
        assert TIMES.sub("", said["times"] or "") == "", sentence
        amounts = reckoned.amounts(code)
        assert [(name, year) for _, name, year in times] == [
            (one.name, one.year) for one in amounts
        ], sentence
        for (number, *_), amount in zip(times, amounts, strict=True):
            often = needed * people / amount.pounds
            assert is_rounded(number, often, 0 if often >= 10 else 1), (sentence, often)
        reckonable += 1
    assert reckonable > 100


def test_halfway_is_reckoned_from_the_body_whose_money_it_is(
    reckoned: Reckoned, answers: dict[str, dict[str, Any]]
) -> None:
    for code, answer in answers.items():
        said = HALFWAY.fullmatch(answer["halfway_sentence"])
        if said and said["whose"]:
            assert said["whose"] == council_words(reckoned, code), code


def test_what_it_would_take_is_never_a_negative_amount(answers: dict[str, dict[str, Any]]) -> None:
    # Nobody can decide less than nothing: a council that spends more than the nation a head, for
    # all who work in it, has no halfway to reckon.
    found = [code for code, answer in answers.items() if "−" in answer["halfway_sentence"]]
    assert found == []


# The bend.


def check_years(reckoned: Reckoned, code: str, said: re.Match[str]) -> None:
    """The years at the end of the main sentence are those of the picture and of the money."""
    money = shares_of(reckoned, code)
    assert money is not None
    assert (said["first"], said["last"]) == reckoned.first_years(code), said.string
    assert said["money"] == money_years(*money[:2]), said.string


def beyond(shares: dict[str, float]) -> dict[str, float]:
    """The share of draws beyond halfway, axis by axis."""
    both = shares["bends the line"]
    return {
        axis: both + shares[f"beyond halfway on {axis} only"]
        for axis in ("understanding", "leverage")
    }


def check_bend(reckoned: Reckoned, code: str, answer: dict[str, Any]) -> None:
    """Read the sentence of an area with both axes to its end."""
    sentence, shares = answer["sentence"], dict(answer["uncertainty"]["shares"])
    assert sum(shares.values()) == pytest.approx(1)
    assert answer["uncertainty"]["draws"] == 1000
    middle, place = middle_words(reckoned, code), place_words(reckoned, code)
    best = max(shares, key=lambda one: shares[one])
    if shares[best] >= 0.9:
        assert answer["verdict"] == best
        start = (
            f"{capital(middle)} {QUARTERS[best]} between {place} and England, "
            f"{of_draws(shares[best])}{VARIED}."
        )
        assert sentence.startswith(start), sentence
        said = re.fullmatch(YEARS, sentence.removeprefix(start))
        assert said, sentence
        check_years(reckoned, code, said)
        return
    assert answer["verdict"] == "cannot say"
    years = re.search(f"{YEARS}$", sentence)
    assert years, sentence
    check_years(reckoned, code, years)
    said = BY_AXIS.fullmatch(sentence[: years.start()])
    said = said or NEITHER.fullmatch(sentence[: years.start()])
    assert said, sentence
    assert (said["area"], said["middle"]) == (place, middle), sentence
    told = dict.fromkeys(("understanding", "leverage"), "")
    for side, axis, draws in re.findall(
        rf"(beyond|short of) halfway on (\w+), ({DRAWS})", said.groupdict().get("certain") or ""
    ):
        share = beyond(shares)[axis]
        agreeing = share if side == "beyond" else 1 - share
        assert agreeing >= 0.9, sentence
        assert draws.removesuffix(VARIED) == of_draws(agreeing), (sentence, shares)
        told[axis] = "certain"
    assert UNCERTAIN.sub("", said["rest"]) == "", sentence
    for axis, draws in UNCERTAIN.findall(said["rest"]):
        share = beyond(shares)[axis]
        assert max(share, 1 - share) < 0.9, sentence
        assert draws.removesuffix(VARIED) == of_draws(share), (sentence, shares)
        assert not told[axis], sentence
        told[axis] = "uncertain"
    assert all(told.values()), sentence
    assert sentence.count(VARIED) == 1, sentence


def test_every_sentence_on_the_bend(reckoned: Reckoned, answers: dict[str, dict[str, Any]]) -> None:
    drawn = 0
    for code, answer in answers.items():
        sentence, name = answer["sentence"], reckoned.world.in_text(code)
        middle = reckoned.middle(code)
        if middle is None:
            within = "a place" if code == UK else "a council or an authority"
            end = f"is the national end of the line: choose {within} in it."
            assert sentence == f"{capital(name)} {end}"
        elif middle in DEVOLVED:
            assert sentence == (
                f"Between {place_words(reckoned, code)} and the United Kingdom stands "
                f"{GOVERNMENTS[middle]}. Its own spending is not in the source, so its leverage "
                "is not evidenced here, and it is not ranked with combined authorities."
            )
        elif middle == code and not reckoned.has_authority(code):
            assert sentence == (
                f"{capital(name)} is a region for statistics: no authority decides for all of it, "
                "so it has understanding to show but no leverage."
            )
        elif not reckoned.has_authority(code):
            assert sentence == (
                f"The published figures have no combined authority for {name}. Between it and "
                f"England they have only {reckoned.world.in_text(middle)}, a region for statistics "
                "that decides nothing."
            )
        elif shares_of(reckoned, code) is None:
            assert sentence == (
                f"It cannot be said yet whether {middle_words(reckoned, code)} bends the line "
                f"between {place_words(reckoned, code)} and England: {why_not(reckoned, code)}."
            )
        else:
            check_bend(reckoned, code, answer)
            drawn += 1
    assert drawn > 100


# Influence.


def test_every_sentence_on_the_choice_that_matters_most(
    reckoned: Reckoned, answers: dict[str, dict[str, Any]]
) -> None:
    for code, answer in answers.items():
        sentence = answer["influence_sentence"]
        if reckoned.middle(code) is None:
            assert sentence == "There is no answer here for any choice to move."
            continue
        influences = answer["uncertainty"]["influences"]
        assert len({one["choice"] for one in influences}) == len(influences) == 6
        most = max(influences, key=lambda one: float(one["moves"]))
        points = Decimal(repr(100 * most["moves"])).quantize(Decimal(1), ROUND_HALF_UP)
        assert sentence == (
            f"The choice that moves the answer most: {most['choice']} (by {points} points of 100)."
        )
