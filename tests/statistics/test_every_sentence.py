"""Every number, name and period of every generated sentence, for all current areas.

Each sentence is taken apart, and each part is held against recomputed.py, which works from the raw
rows without placelib. A sentence is read to its last character, so nothing else can stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.formatting import figure, interval
from placelib.model import Observation
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.headline_figures import Headline, headlines
from placelib.statistics.outliers import Standout, load_spreads, standouts
from placelib.statistics.text import ladder_sentence, trend_headline, trend_sentence
from placelib.views.place import map_areas
from tests.recomputed import (
    ENGLAND,
    UK,
    Row,
    World,
    better_way,
    intervals_touch,
    judgement,
    kind_of_difference,
    last_day,
    own_prices,
    period_words,
    read_difference,
    read_figure,
    rounded,
)

STANDOUT = re.compile(
    r" was (?P<own>.+?) in (?P<here>.+?) in (?P<period>.+?), against (?P<other>.+?) in "
    r"(?P<there>.+?): (?P<apart>.+) (?P<side>higher|lower)\.(?P<footing>.*)"
)
SPAN = re.compile(
    r" ran from (?P<low>.+?) in (?P<below>.+?) to (?P<high>.+?) in (?P<above>.+?) in "
    r"(?P<period>.+?): (?P<apart>.+) apart\.(?P<footing>.*)"
)
MOVED = re.compile(
    r" in (?P<here>.+?) was (?P<first>.+?) in (?P<start>.+?) and (?P<last>.+?) in "
    r"(?P<end>.+?)\.(?P<said> .+)"
)
ALONE = re.compile(
    r" was (?P<last>.+?) in (?P<here>.+?) in (?P<end>.+?); there is no earlier figure to hold it "
    r"against\."
)


@pytest.fixture(scope="module")
def newest(bundled: Store, world: World) -> observations.Latest:
    return observations.latest(bundled, world.current)


@pytest.fixture(scope="module")
def series(bundled: Store, world: World) -> observations.Series:
    """Every series of every current area."""
    found: dict[tuple[str, str], tuple[Observation, ...]] = {}
    for slug in world.held:
        found.update(observations.series(bundled, [slug], world.current))
    return found


@pytest.fixture(scope="module")
def all_standouts(
    bundled: Store,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    world: World,
    newest: observations.Latest,
) -> dict[str, tuple[Standout, ...]]:
    """What stands out about every current area, by code."""
    spreads = load_spreads(bundled)
    return {
        code: standouts(
            bundled_registry, bundled_catalogue, spreads, bundled_registry[code], newest
        )
        for code in world.current
    }


def after_phrase(world: World, slug: str, sentence: str) -> str:
    """What follows the indicator's own words at the start of a sentence."""
    phrase = world.indicators[slug]["phrase"]
    start = phrase[0].upper() + phrase[1:]
    assert sentence.startswith(start), sentence
    return sentence.removeprefix(start)


# What stands out: which indicators, by the rule worked out again.


def candidates(world: World, code: str, against: str) -> list[tuple[float, str]]:
    """Distance in standard deviations and indicator of all that stands apart, furthest first."""
    found = []
    for slug in world.held:
        indicator = world.indicators[slug]
        own, other = world.newest(slug, code), world.newest(slug, against)
        if own is None or other is None or own.period != other.period:
            continue
        if own.value is None or other.value is None or not indicator["standardised"]:
            continue
        deviation, councils = world.spread(slug, own.period)
        if councils < 250 or deviation == 0:
            continue
        if kind_of_difference(own, other) == "not clearly different":
            continue
        # A nation's figure is taken as known; a nearer tier's is an estimate with an interval.
        if world.areas[against]["level"] != "ctry" and intervals_touch(own, other):
            continue
        if rounded(indicator, own.value) == rounded(indicator, other.value):
            continue
        distance = (own.value - other.value) / deviation
        if abs(distance) >= 0.25:
            found.append((distance, slug))
    return sorted(found, key=lambda one: (-abs(one[0]), world.indicators[one[1]]["position"]))


def expected_standouts(world: World, code: str) -> list[tuple[str, str, float]]:
    """Indicator, what it is held against and distance of the five, by the rule of the methods."""
    benchmark = world.benchmarks(code)[0]
    wider = [
        one
        for one in world.parents[code]
        if one != benchmark and world.areas[one]["level"] in {"cauth", "rgn", "ctry"}
    ]
    far = [(slug, benchmark, distance) for distance, slug in candidates(world, code, benchmark)]
    near = []
    if wider:
        near = [(slug, wider[0], distance) for distance, slug in candidates(world, code, wider[0])]
    chosen: list[tuple[str, str, float]] = []
    for pool, most in ((far, 3), (near, 5), (far, 5)):
        for one in pool:
            subjects = {world.indicators[slug]["sub_topic"] for slug, _, _ in chosen}
            if len(chosen) < most and world.indicators[one[0]]["sub_topic"] not in subjects:
                chosen.append(one)
    return chosen


def expected_spans(world: World, parts: list[str]) -> list[tuple[str, str, str, float]]:
    """Indicator, lowest and highest part, and distance of the five widest spans."""
    found = []
    for slug in world.held:
        indicator = world.indicators[slug]
        rows = [row for part in parts if (row := world.newest(slug, part)) is not None]
        values = [row.value for row in rows if row.value is not None]
        if len(values) < len(parts) or len({row.period for row in rows}) > 1:
            continue
        deviation, councils = world.spread(slug, rows[0].period)
        if councils < 250 or deviation == 0 or not indicator["standardised"]:
            continue
        low, high = rows[values.index(min(values))], rows[values.index(max(values))]
        ends = (low.upper, high.lower)
        if ends[0] is not None and ends[1] is not None and ends[0] >= ends[1]:
            continue
        if rounded(indicator, min(values)) == rounded(indicator, max(values)):
            continue
        found.append((slug, low.code, high.code, (max(values) - min(values)) / deviation))
    found.sort(key=lambda one: (-one[3], world.indicators[one[0]]["position"]))
    chosen: list[tuple[str, str, str, float]] = []
    for one in found:
        subjects = {world.indicators[slug]["sub_topic"] for slug, *_ in chosen}
        if len(chosen) < 5 and world.indicators[one[0]]["sub_topic"] not in subjects:
            chosen.append(one)
    return chosen


def parts_of(world: World, code: str) -> list[str]:
    return {ENGLAND: world.members(ENGLAND, "rgn"), UK: world.members(UK, "ctry")}.get(code, [])


def test_the_five_of_every_area_are_those_of_the_rule(
    world: World, all_standouts: dict[str, tuple[Standout, ...]]
) -> None:
    for code, found in all_standouts.items():
        parts = parts_of(world, code)
        if parts:
            spans = expected_spans(world, parts)
            assert [one.indicator.slug for one in found] == [slug for slug, *_ in spans]
            ends = [(one.figures[1].area_code, one.figures[0].area_code) for one in found]
            assert ends == [(low, high) for _, low, high, _ in spans]
            distances = [distance for *_, distance in spans]
        else:
            five = expected_standouts(world, code)
            told = [(one.indicator.slug, one.figures[1].area_code) for one in found]
            assert told == [(slug, against) for slug, against, _ in five], code
            assert {one.figures[0].area_code for one in found} == {code}
            distances = [distance for *_, distance in five]
        assert [one.distance for one in found] == pytest.approx(distances, rel=1e-9), code


def test_every_current_area_has_five_sentences(
    all_standouts: dict[str, tuple[Standout, ...]],
) -> None:
    assert len(all_standouts) > 400
    assert {len(found) for found in all_standouts.values()} == {5}


def test_every_sentence_of_what_stands_out(
    world: World, all_standouts: dict[str, tuple[Standout, ...]]
) -> None:
    for code, found in all_standouts.items():
        if parts_of(world, code):
            continue
        for one in found:
            slug, sentence = one.indicator.slug, one.sentence
            indicator, against = world.indicators[slug], one.figures[1].area_code
            own, other = world.newest(slug, code), world.newest(slug, against)
            assert own is not None
            assert other is not None
            assert own.value is not None
            assert other.value is not None
            said = STANDOUT.fullmatch(after_phrase(world, slug, sentence))
            assert said, sentence
            here, there = rounded(indicator, own.value), rounded(indicator, other.value)
            assert read_figure(indicator, said["own"]) == here, sentence
            assert read_figure(indicator, said["other"]) == there, sentence
            assert read_difference(indicator, said["apart"]) == abs(here - there), sentence
            assert said["side"] == ("higher" if here > there else "lower"), sentence
            assert said["period"] == period_words(own.period) == period_words(other.period)
            chain = world.chain(code)
            assert said["here"] == world.told_apart(code, chain), sentence
            assert said["there"] == world.told_apart(against, chain), sentence
            kind = kind_of_difference(own, other)
            footing = better_way(indicator)
            if kind == "no interval":
                footing = "No interval is published."
            assert said["footing"] == (f" {footing}" if footing else ""), sentence


def test_every_sentence_on_how_far_regions_and_nations_lie_apart(
    world: World, all_standouts: dict[str, tuple[Standout, ...]]
) -> None:
    for code in (ENGLAND, UK):
        for one in all_standouts[code]:
            slug, sentence = one.indicator.slug, one.sentence
            indicator = world.indicators[slug]
            rows = [row for part in parts_of(world, code) if (row := world.newest(slug, part))]
            by_value = {row.value: row for row in rows if row.value is not None}
            values = {value: row.code for value, row in by_value.items()}
            low, high = min(values), max(values)
            ends = [by_value[value][4:6] for value in (low, high)]
            said = SPAN.fullmatch(after_phrase(world, slug, sentence))
            assert said, sentence
            assert read_figure(indicator, said["low"]) == rounded(indicator, low)
            assert read_figure(indicator, said["high"]) == rounded(indicator, high)
            apart = rounded(indicator, high) - rounded(indicator, low)
            assert read_difference(indicator, said["apart"]) == apart
            assert said["below"] == world.in_text(values[low])
            assert said["above"] == world.in_text(values[high])
            assert {said["period"]} == {period_words(row.period) for row in rows}
            missing = any(end is None for both in ends for end in both)
            assert said["footing"] == (" No interval is published." if missing else ""), sentence


# Ladders.


def anchor(world: World, slug: str, chain: list[str]) -> str | None:
    """The period of a ladder: the newest row of the nearest tier that ever has a figure."""
    for code in chain:
        rows = world.rows.get((slug, code), [])
        if any(row.value is not None for row in rows):
            return rows[-1].period
    return None


def check_ladder(world: World, slug: str, code: str, sentence: str) -> None:
    """Read the sentence of a ladder to its end."""
    indicator, chain = world.indicators[slug], world.chain(code)
    period = anchor(world, slug, chain)
    values = {}
    for tier in chain:
        row = world.at(slug, tier, period)
        values[tier] = row.value if row else None
    names = {tier: world.told_apart(tier, chain) for tier in chain}
    known = [tier for tier in chain if values[tier] is not None]
    if not known:
        assert sentence == f"No tier has a figure for {indicator['phrase']}."
        return
    assert period is not None
    rest = after_phrase(world, slug, sentence)
    when, colon, rest = rest.partition(": ")
    assert colon
    assert when == f" in {period_words(period)}", sentence
    for left, tier in reversed(list(enumerate(reversed(known)))):
        value = values[tier]
        assert value is not None
        text, found, rest = rest.partition(f" in {names[tier]}")
        assert found, sentence
        assert read_figure(indicator, text) == rounded(indicator, value), sentence
        joint = {0: ".", 1: " and "}.get(left, ", ")
        assert rest.startswith(joint), sentence
        rest = rest.removeprefix(joint)
    silent = [names[tier] for tier in chain if values[tier] is None]
    *others, last = silent or [""]
    listed = f"{', '.join(others)} and {last}" if others else last
    assert rest == (f" No figure for {listed}." if silent else ""), sentence


def expected_verdict(
    world: World, slug: str, own: Row, others: list[tuple[str, Row | None]]
) -> tuple[str, str]:
    """Kind and words of the verdict on a figure; ``others`` are the benchmarks, best first."""
    indicator = world.indicators[slug]
    assert own.value is not None
    if not indicator["standardised"]:
        return "cannot say", "cannot say: it is a total, which grows with the size of the place"
    known = [(code, row) for code, row in others if row is not None and row.value is not None]
    if not known:
        whom = world.in_text(others[0][0]) if others else "a wider area"
        return "cannot say", f"cannot say: no figure for {whom} in {period_words(own.period)}"
    code, other = known[0]
    assert other.value is not None
    name, kind = world.in_text(code), kind_of_difference(own, other)
    if own.period != other.period:
        return "cannot say", f"cannot say: the figure for {name} is for another period"
    if kind == "not clearly different":
        return kind, f"not clearly different from {name}"
    if kind != "no interval":
        judged = judgement(indicator, kind)
        return kind, f"{kind} than {name}{', ' if judged else ''}{judged}"
    here, there = rounded(indicator, own.value), rounded(indicator, other.value)
    if here == there:
        return kind, f"the same as {name} to the last digit shown"
    return kind, f"{here - there} {'above' if here > there else 'below'} {name}"


def check_verdict(world: World, slug: str, words: str, expected: tuple[str, str]) -> None:
    """Read the words of a verdict to their end."""
    kind, wanted = expected
    if kind != "no interval" or wanted.startswith("the same"):
        assert words == wanted
        return
    said = re.fullmatch(r"(.+) (above .+|below .+)", words)
    assert said, words
    apart, _, side = wanted.partition(" ")
    assert f"{abs(read_difference(world.indicators[slug], said[1]))}" == apart.lstrip("-")
    assert said[2] == side


def check_headline(
    world: World, slug: str, headline: str, own: Row, expected: tuple[str, str]
) -> None:
    """Read the headline of a trend to its end: the figure, and the verdict where one is due."""
    indicator, (kind, words) = world.indicators[slug], expected
    assert own.value is not None
    assert headline.startswith(f"{indicator['label']}: "), headline
    said = headline.removeprefix(f"{indicator['label']}: ")
    judged = f", {words}" if kind in {"higher", "lower", "not clearly different"} else ""
    assert said.endswith(judged), headline
    told = said.removesuffix(judged)
    assert read_figure(indicator, told) == rounded(indicator, own.value), headline


def all_ladders(
    world: World, registry: AreaRegistry, catalogue: Catalogue, series: observations.Series
) -> Iterator[observations.Ladder]:
    for slug in world.held:
        for code in world.current:
            yield observations.ladder(registry, catalogue[slug], registry[code], series)


def test_every_sentence_headline_and_verdict_of_every_ladder(
    world: World,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    series: observations.Series,
) -> None:
    read = 0
    for ladder in all_ladders(world, bundled_registry, bundled_catalogue, series):
        slug, code = ladder.indicator.slug, ladder.area.code
        check_ladder(world, slug, code, ladder_sentence(ladder))
        headline = trend_headline(ladder)
        own = world.at(slug, code, anchor(world, slug, world.chain(code)))
        if own is None or own.value is None:
            assert (ladder.verdict.kind, ladder.verdict.words) == ("cannot say", ladder.own.missing)
            assert headline == f"{world.indicators[slug]['label']}: no figure"
        else:
            others = [(one, world.at(slug, one, own.period)) for one in world.benchmarks(code)]
            expected = expected_verdict(world, slug, own, others)
            assert ladder.verdict.kind == expected[0]
            check_verdict(world, slug, ladder.verdict.words, expected)
            check_headline(world, slug, headline, own, expected)
        read += 1
    assert read == len(world.held) * len(world.current) > 40_000


# Trends.


def expected_change(first: Row, last: Row) -> str:
    """What may be said of a change, from the two rows alone."""
    assert first.value is not None
    assert last.value is not None
    if last.starts <= last_day(first.period):
        return " The two periods overlap, so no change is claimed."
    ends = (first.lower, first.upper, last.lower, last.upper)
    if None in ends:
        return " No interval is published."
    lower, upper, last_lower, last_upper = (end for end in ends if end is not None)
    if last_lower > upper:
        return " It rose: the two 95% intervals do not touch."
    if last_upper < lower:
        return " It fell: the two 95% intervals do not touch."
    return " No clear change: the two 95% intervals touch."


def check_trend(world: World, slug: str, code: str, sentence: str) -> None:
    """Read the sentence of a trend to its end."""
    indicator, name = world.indicators[slug], world.in_text(code)
    rows = [row for row in world.rows.get((slug, code), ()) if row.value is not None]
    if not rows:
        assert sentence == f"There is no figure for {indicator['phrase']} in {name}."
        return
    rest = after_phrase(world, slug, sentence)
    said = (ALONE if len(rows) == 1 else MOVED).fullmatch(rest)
    assert said, sentence
    first, last = rows[0], rows[-1]
    assert first.value is not None
    assert last.value is not None
    assert said["here"] == name, sentence
    assert said["end"] == period_words(last.period), sentence
    assert read_figure(indicator, said["last"]) == rounded(indicator, last.value), sentence
    if len(rows) > 1:
        assert said["start"] == period_words(first.period), sentence
        assert read_figure(indicator, said["first"]) == rounded(indicator, first.value), sentence
        assert said["said"] == expected_change(first, last) + own_prices(indicator), sentence


def test_every_sentence_of_every_trend(
    world: World,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    series: observations.Series,
) -> None:
    for slug in world.held:
        for code in world.current:
            rows = series.get((slug, code), ())
            sentence = trend_sentence(bundled_catalogue[slug], bundled_registry[code], rows)
            check_trend(world, slug, code, sentence)


def test_every_figure_with_its_interval(
    world: World, bundled_catalogue: Catalogue, newest: observations.Latest
) -> None:
    for (slug, code), one in newest.items():
        if one.value is None:
            continue
        indicator, row = world.indicators[slug], world.newest(slug, code)
        assert row is not None
        assert row.value is not None
        held = bundled_catalogue[slug]
        assert one.period_label == period_words(row.period)
        assert one.value is not None
        assert read_figure(indicator, figure(held, one.value)) == rounded(indicator, row.value)
        assert one.has_interval == (row.lower is not None and row.upper is not None)
        if one.lower is not None and one.upper is not None:
            assert row.lower is not None
            assert row.upper is not None
            sentence = interval(held, one.lower, one.upper)
            ends = [
                end.replace("£", "").replace("%", "").replace(",", "").replace("−", "-")
                for end in sentence.split(" to ")
            ]
            assert ends == [
                str(rounded(indicator, row.lower)),
                str(rounded(indicator, row.upper)),
            ], sentence


# Headlines, gaps and maps.


def test_the_words_of_every_headline(
    world: World,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    newest: observations.Latest,
) -> None:
    def check(code: str, one: Headline) -> None:
        slug = one.indicator.slug
        row = world.newest(slug, code)
        assert row is not None
        assert one.observation.value == row.value
        assert one.observation.period_label == period_words(row.period)
        # A headline holds the newest figures against each other, whatever their periods.
        others = [(other, world.newest(slug, other)) for other in world.benchmarks(code)]
        expected = expected_verdict(world, slug, row, others)
        assert one.verdict.kind == expected[0]
        check_verdict(world, slug, one.verdict.words, expected)

    for code in world.current:
        found = headlines(bundled_registry, bundled_catalogue, bundled_registry[code], newest)
        assert 1 <= len(found) <= 6, code
        for one in found:
            check(code, one)
            # The United Kingdom alone has nothing to stand beside.
            assert one.has_benchmark == (code != UK), code


def test_what_is_missing_is_counted_and_dated_for_every_area(
    world: World,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    newest: observations.Latest,
) -> None:
    for code in world.current:
        expected = {}
        for slug in world.indicators:
            row = world.newest(slug, code)
            if row is None or row.value is None:
                expected[slug] = period_words(row.period) if row else None
        found = observations.gaps(bundled_catalogue, bundled_registry[code], newest)
        assert {gap.indicator.slug: gap.period_label for gap in found} == expected
        assert len(found) == len(expected)
        for gap in found:
            slug = gap.indicator.slug
            nations = world.indicators[slug]["countries"] if slug in world.held else []
            # What has a row here was meant for here; so was what is made for all four nations.
            elsewhere = 0 < len(nations) < 4 and code[0] not in nations
            assert gap.is_elsewhere == (elsewhere and gap.period_label is None), (code, slug)


GAP_WORDS = {
    "confidential": "withheld as confidential",
    "low reliability": "withheld for low reliability",
    "not available": "not available",
    "not applicable": "not applicable",
    "no value in the source": "no value in the source",
}
NATIONS = {"E": "England", "N": "Northern Ireland", "S": "Scotland", "W": "Wales"}
PLURALS = {
    "nations": "ctry",
    "regions": "rgn",
    "combined authorities": "cauth",
    "counties": "utla",
}


def check_reason(world: World, slug: str, code: str, why: str) -> None:
    """Fail when the rows of the database say otherwise than the reason given."""
    area, indicator = world.areas[code], world.indicators[slug]
    with_row = {one for one in world.current if (slug, one) in world.rows}
    districts = {
        one for one in with_row
        if world.areas[one]["level"] == "ltla" and not world.areas[one]["is_utla"]
    }  # fmt: skip
    if why == "not in this release of the data":
        assert not with_row
    elif why == "published for counties and unitary councils, not for districts":
        assert with_row
        assert not districts
        assert area["level"] == "ltla"
        assert not area["is_utla"]
    elif match := re.fullmatch(r"published for the areas of (\d{4}), before this one existed", why):
        assert int(match[1]) == indicator["boundary_year"] < area["started"]
    elif match := re.fullmatch(r"not published for (.+)", why):
        level = PLURALS[match[1]]
        assert area["level"] == level
        assert not any(world.areas[one]["level"] == level for one in with_row), slug
    elif match := re.fullmatch(r"published for (.+) only", why):
        named = set(re.split(r", | and ", match[1]))
        if named <= set(NATIONS.values()):
            assert {NATIONS[one[0]] for one in with_row if one[0] in NATIONS} <= named, slug
        else:
            levels = {PLURALS[name] for name in named}
            assert {world.areas[one]["level"] for one in with_row} <= levels, slug
    else:
        assert why == "the source has no row for this place"


def test_every_reason_for_a_gap_is_true(
    world: World,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    newest: observations.Latest,
) -> None:
    for code in world.current:
        for gap in observations.gaps(bundled_catalogue, bundled_registry[code], newest):
            row = world.newest(gap.indicator.slug, code)
            if row is None:
                check_reason(world, gap.indicator.slug, code, gap.why)
            else:
                assert gap.why == GAP_WORDS[str(row.gap)]


def test_the_sentence_of_every_map(
    world: World, bundled_registry: AreaRegistry, bundled: Store
) -> None:
    for code in world.current:
        _, _, sentence = map_areas(bundled_registry, bundled, code)
        area = world.areas[code]
        start = f"Map of {world.in_text(code)}"
        if area["level"] == "ltla":
            assert sentence == start + council_map(world, code), sentence
        else:
            level = {ENGLAND: "rgn", UK: "ctry"}.get(code, "ltla")
            word = {"rgn": "regions", "ctry": "nations"}.get(level, "councils")
            names = sorted(world.name(one) for one in world.members(code, level))
            listed = f": {joined(names)}" if len(names) <= 15 else ""
            assert sentence == f"{start} with its {len(names)} {word}{listed}."


def council_map(world: World, code: str) -> str:
    """What the map's sentence says after the council's name."""
    wider = [
        one
        for one in world.parents[code]
        if world.areas[one]["level"] == "cauth" or one == "E12000007"
    ] or [one for one in world.parents[code] if world.areas[one]["level"] == "utla"]
    belonging = ""
    if wider:
        count = len(world.members(wider[0], "ltla"))
        belonging = f", one of the {count} councils of {world.in_text(wider[0])}"
    touching = sorted(world.name(one) for one in world.neighbours[code])
    if not touching:
        return f"{belonging}, which shares no border on land with another area."
    return f"{belonging}, which shares a land border with {joined(touching)}."


def joined(names: list[str]) -> str:
    """The names as a list in a sentence."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
