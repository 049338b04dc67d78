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
from placelib.statistics.district_spread import load_spreads
from placelib.statistics.headline_figures import Headline, choose_headlines
from placelib.statistics.outliers import OutlierChoice, find_outliers, load_recent_figures
from placelib.statistics.text import (
    write_ladder_sentence,
    write_trend_headline,
    write_trend_sentence,
)
from placelib.views.place_map import list_map_areas
from tests.recomputed import (
    ENGLAND,
    UK,
    Row,
    World,
    better_way,
    brackets,
    difference_ends,
    exact_remark,
    expected_change,
    fair_start,
    judgement,
    kind_of_difference,
    own_prices,
    period_words,
    read_difference,
    read_figure,
    rounded,
    unit,
    write_difference,
)

OUTLIER = re.compile(
    r" was (?P<own>.+?) in (?P<here>.+?) in (?P<period>.+?), against (?P<other>.+?) in "
    r"(?P<there>.+?): (?P<apart>.+?) (?P<side>higher|lower)(?P<brackets> \(.+?\))?\."
    r"(?P<footing>.*)"
)
SPAN = re.compile(
    r" ran from (?P<low>.+?) in (?P<below>.+?) to (?P<high>.+?) in (?P<above>.+?) in "
    r"(?P<period>.+?): (?P<apart>.+?) apart(?P<brackets> \(.+?\))?\.(?P<footing>.*)"
)
MOVED = re.compile(
    r" in (?P<here>.+?) was (?P<first>.+?) in (?P<start>.+?) and (?P<last>.+?) in "
    r"(?P<end>.+?)\.(?P<said> .+)"
)
ALONE = re.compile(
    r" was (?P<last>.+?) in (?P<here>.+?) in (?P<end>.+?); there is no (?P<lacking>.+?) to hold it "
    r"against\."
)


@pytest.fixture(scope="module")
def newest(bundled: Store, world: World) -> observations.Latest:
    return observations.read_latest(bundled, world.current)


@pytest.fixture(scope="module")
def series(bundled: Store, world: World) -> observations.Series:
    """Every series of every current area."""
    found: dict[tuple[str, str], tuple[Observation, ...]] = {}
    for slug in world.held:
        found.update(observations.read_series(bundled, [slug], world.current))
    return found


@pytest.fixture(scope="module")
def all_outliers(
    bundled: Store,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    world: World,
    newest: observations.Latest,
) -> dict[str, OutlierChoice]:
    """What stands out about every current area, by code."""
    spreads = load_spreads(bundled)
    recent = load_recent_figures(bundled, world.current, newest)
    return {
        code: find_outliers(
            bundled_registry, bundled_catalogue, spreads, bundled_registry[code], recent
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


Candidate = tuple[float, float, str]


def candidates(world: World, code: str, against: str) -> tuple[list[Candidate], int]:
    """Weight, distance and indicator of all that stands apart, heaviest first, and of how many."""
    found, compared = [], 0
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
        compared += 1
        if kind_of_difference(indicator, own, other) == "not clearly different":
            continue
        if rounded(indicator, own.value) == rounded(indicator, other.value):
            continue
        distance = world.distance(slug, own.period, own.value, other.value)
        weight = abs(distance) * world.reliability(slug, own)
        if abs(distance) >= 0.25 and weight and world.same_side_before(own, other, slug):
            found.append((weight, distance, slug))
    found.sort(key=lambda one: (-one[0], world.indicators[one[2]]["position"]))
    return found, compared


def expected_outliers(world: World, code: str) -> tuple[list[tuple[str, str, float]], int]:
    """Indicator, what it is held against and distance of the five, by the rule of the methods."""
    benchmark = world.benchmarks(code)[0]
    wider = [
        one
        for one in world.parents[code]
        if one != benchmark and world.areas[one]["level"] in {"cauth", "rgn", "ctry"}
    ]
    entries, compared = candidates(world, code, benchmark)
    far = [(slug, benchmark, distance) for _, distance, slug in entries]
    near = []
    if wider:
        entries, more = candidates(world, code, wider[0])
        compared += more
        near = [(slug, wider[0], distance) for _, distance, slug in entries]
    chosen: list[tuple[str, str, float]] = []
    for pool, most in ((far, 3), (near, 5), (far, 5)):
        for one in pool:
            subjects = {world.indicators[slug]["sub_topic"] for slug, _, _ in chosen}
            if len(chosen) < most and world.indicators[one[0]]["sub_topic"] not in subjects:
                chosen.append(one)
    return chosen, compared


def expected_spans(world: World, parts: list[str]) -> tuple[list[tuple[str, str, str, float]], int]:
    """Indicator, lowest and highest part, and distance of the five widest spans, of how many."""
    found, compared = [], 0
    for slug in world.held:
        indicator = world.indicators[slug]
        rows = [row for part in parts if (row := world.newest(slug, part)) is not None]
        values = [row.value for row in rows if row.value is not None]
        if len(values) < len(parts) or len({row.period for row in rows}) > 1:
            continue
        deviation, councils = world.spread(slug, rows[0].period)
        if councils < 250 or deviation == 0 or not indicator["standardised"]:
            continue
        compared += 1
        low, high = rows[values.index(min(values))], rows[values.index(max(values))]
        ends = difference_ends(high, low)
        if ends is not None and ends[0] <= 0:
            continue
        if rounded(indicator, min(values)) == rounded(indicator, max(values)):
            continue
        distance = world.distance(slug, low.period, max(values), min(values))
        weight = distance * min(world.reliability(slug, low), world.reliability(slug, high))
        if weight and world.same_side_before(high, low, slug):
            found.append((weight, (slug, low.code, high.code, distance)))
    found.sort(key=lambda one: (-one[0], world.indicators[one[1][0]]["position"]))
    chosen: list[tuple[str, str, str, float]] = []
    for _, one in found:
        subjects = {world.indicators[slug]["sub_topic"] for slug, *_ in chosen}
        if len(chosen) < 5 and world.indicators[one[0]]["sub_topic"] not in subjects:
            chosen.append(one)
    return chosen, compared


def parts_of(world: World, code: str) -> list[str]:
    return {ENGLAND: world.members(ENGLAND, "rgn"), UK: world.members(UK, "ctry")}.get(code, [])


def test_the_five_of_every_area_are_those_of_the_rule(
    world: World, all_outliers: dict[str, OutlierChoice]
) -> None:
    for code, choice in all_outliers.items():
        found, parts = choice.outliers, parts_of(world, code)
        if parts:
            spans, compared = expected_spans(world, parts)
            assert [one.indicator.slug for one in found] == [slug for slug, *_ in spans]
            ends = [(one.figures[1].area_code, one.figures[0].area_code) for one in found]
            assert ends == [(low, high) for _, low, high, _ in spans]
            distances = [distance for *_, distance in spans]
        else:
            five, compared = expected_outliers(world, code)
            told = [(one.indicator.slug, one.figures[1].area_code) for one in found]
            assert told == [(slug, against) for slug, against, _ in five], code
            assert {one.figures[0].area_code for one in found} <= {code}
            distances = [distance for *_, distance in five]
        assert [one.distance for one in found] == pytest.approx(distances, rel=1e-9), code
        assert choice.compared == compared
        assert choice.sentence.startswith(f"Chosen as the largest of {compared} differences. ")


def test_nearly_every_current_area_has_five_sentences(
    all_outliers: dict[str, OutlierChoice],
) -> None:
    assert len(all_outliers) > 400
    counts = [len(choice.outliers) for choice in all_outliers.values()]
    assert min(counts) >= 2
    assert counts.count(5) > 0.95 * len(counts)


def test_business_survival_and_unchecked_coverage_stand_out_nowhere(
    all_outliers: dict[str, OutlierChoice],
) -> None:
    slugs = {one.indicator.slug for choice in all_outliers.values() for one in choice.outliers}
    assert len(slugs) > 30
    assert not [slug for slug in slugs if slug.startswith("business-survival")]
    assert "4g-coverage" not in slugs


def test_every_sentence_of_what_stands_out(
    world: World, all_outliers: dict[str, OutlierChoice]
) -> None:
    for code, choice in all_outliers.items():
        if parts_of(world, code):
            continue
        for one in choice.outliers:
            slug, sentence = one.indicator.slug, one.sentence
            indicator, against = world.indicators[slug], one.figures[1].area_code
            own, other = world.newest(slug, code), world.newest(slug, against)
            assert own is not None
            assert other is not None
            assert own.value is not None
            assert other.value is not None
            said = OUTLIER.fullmatch(after_phrase(world, slug, sentence))
            assert said, sentence
            here, there = rounded(indicator, own.value), rounded(indicator, other.value)
            assert read_figure(indicator, said["own"]) == here, sentence
            # A rate is said once: “was 7,499 per 100,000 people …, against 5,174 in England”.
            rate = after if (after := unit(indicator)[1]).startswith(" per ") else ""
            assert read_figure(indicator, said["other"] + rate) == there, sentence
            assert read_difference(indicator, said["apart"] + rate) == abs(here - there), sentence
            assert said["side"] == ("higher" if here > there else "lower"), sentence
            assert said["period"] == period_words(own.period) == period_words(other.period)
            chain = world.chain(code)
            assert said["here"] == world.told_apart(code, chain), sentence
            assert said["there"] == world.told_apart(against, chain), sentence
            assert (said["brackets"] or "").strip() == brackets(indicator, own, other), sentence
            footing = better_way(indicator)
            if kind_of_difference(indicator, own, other) == "no interval":
                footing = "No interval is published."
            footing = f" {footing}" if footing else ""
            footing += exact_remark(own, other, (said["here"], said["there"]))
            assert said["footing"] == footing, sentence


def test_every_sentence_on_how_far_regions_and_nations_lie_apart(
    world: World, all_outliers: dict[str, OutlierChoice]
) -> None:
    for code in (ENGLAND, UK):
        for one in all_outliers[code].outliers:
            slug, sentence = one.indicator.slug, one.sentence
            indicator = world.indicators[slug]
            rows = [row for part in parts_of(world, code) if (row := world.newest(slug, part))]
            by_value = {row.value: row for row in rows if row.value is not None}
            values = {value: row.code for value, row in by_value.items()}
            low, high = min(values), max(values)
            said = SPAN.fullmatch(after_phrase(world, slug, sentence))
            assert said, sentence
            assert read_figure(indicator, said["low"]) == rounded(indicator, low)
            assert read_figure(indicator, said["high"]) == rounded(indicator, high)
            apart = rounded(indicator, high) - rounded(indicator, low)
            assert read_difference(indicator, said["apart"]) == apart
            assert said["below"] == world.in_text(values[low])
            assert said["above"] == world.in_text(values[high])
            assert {said["period"]} == {period_words(row.period) for row in rows}
            interval_words = brackets(indicator, by_value[high], by_value[low])
            assert (said["brackets"] or "").strip() == interval_words, sentence
            missing = "" if interval_words else " No interval is published."
            assert said["footing"] == missing, sentence


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
    if silent:
        assert rest.startswith(f" No figure for {listed}."), sentence
        rest = rest.removeprefix(f" No figure for {listed}.")
    assert rest == expected_gap(world, slug, code, period, names), sentence


def expected_gap(world: World, slug: str, code: str, period: str, names: dict[str, str]) -> str:
    """The sentence on the difference from the benchmark, with the space before it; or nothing."""
    indicator, own = world.indicators[slug], world.at(slug, code, period)
    rows = [(one, world.at(slug, one, period)) for one in world.benchmarks(code) if one in names]
    benchmark = next((row for _, row in rows if row is not None and row.value is not None), None)
    if own is None or own.value is None or benchmark is None or not indicator["standardised"]:
        return ""
    words = brackets(indicator, own, benchmark)
    if not words:
        return ""
    assert benchmark.value is not None
    place, wider = names[code], names[benchmark.code]
    place = place[0].upper() + place[1:]
    apart = rounded(indicator, own.value) - rounded(indicator, benchmark.value)
    if apart == 0:
        start = f" {place} and {wider} look the same {words}."
    else:
        side = "higher" if apart > 0 else "lower"
        chance = ""
        if kind_of_difference(indicator, own, benchmark) == "not clearly different":
            chance = ", which chance alone could do"
        size = write_difference(indicator, abs(apart))
        start = f" {place} is {size} {side} than {wider}{chance} {words}."
    return start + exact_remark(own, benchmark, (names[code], wider))


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
    name, kind = world.in_text(code), kind_of_difference(indicator, own, other)
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
            yield observations.build_ladder(registry, catalogue[slug], registry[code], series)


def test_every_sentence_headline_and_verdict_of_every_ladder(
    world: World,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    series: observations.Series,
) -> None:
    read = 0
    for ladder in all_ladders(world, bundled_registry, bundled_catalogue, series):
        slug, code = ladder.indicator.slug, ladder.area.code
        check_ladder(world, slug, code, write_ladder_sentence(ladder))
        headline = write_trend_headline(ladder)
        own = world.at(slug, code, anchor(world, slug, world.chain(code)))
        if own is None or own.value is None:
            assert (ladder.verdict.kind, ladder.verdict.words) == (
                "cannot say",
                ladder.area_rung.missing,
            )
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


def check_trend(world: World, slug: str, code: str, sentence: str) -> None:
    """Read the sentence of a trend to its end."""
    indicator, name = world.indicators[slug], world.in_text(code)
    rows = [row for row in world.rows.get((slug, code), ()) if row.value is not None]
    if not rows:
        assert sentence == f"There is no figure for {indicator['phrase']} in {name}."
        return
    rest = after_phrase(world, slug, sentence)
    start = fair_start([row.period for row in rows])
    said = (MOVED if start else ALONE).fullmatch(rest)
    assert said, sentence
    last = rows[-1]
    assert last.value is not None
    assert said["here"] == name, sentence
    assert said["end"] == period_words(last.period), sentence
    assert read_figure(indicator, said["last"]) == rounded(indicator, last.value), sentence
    if start is None:
        lacking = "figure for the same month of an earlier year" if len(rows) > 1 else ""
        assert said["lacking"] == (lacking or "earlier figure"), sentence
    else:
        first = next(row for row in rows if row.period == start)
        assert first.value is not None
        assert said["start"] == period_words(first.period), sentence
        assert read_figure(indicator, said["first"]) == rounded(indicator, first.value), sentence
        expected = expected_change(indicator, first, last) + own_prices(indicator)
        assert said["said"] == expected, sentence


def test_every_sentence_of_every_trend(
    world: World,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    series: observations.Series,
) -> None:
    for slug in world.held:
        for code in world.current:
            rows = series.get((slug, code), ())
            sentence = write_trend_sentence(bundled_catalogue[slug], bundled_registry[code], rows)
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
    series: observations.Series,
) -> None:
    def check(code: str, one: Headline) -> None:
        slug = one.indicator.slug
        row = world.newest(slug, code)
        assert row is not None
        assert one.observation.value == row.value
        assert one.observation.period_label == period_words(row.period)
        others = [(other, world.at(slug, other, row.period)) for other in world.benchmarks(code)]
        expected = expected_verdict(world, slug, row, others)
        assert one.verdict.kind == expected[0]
        check_verdict(world, slug, one.verdict.words, expected)

    for code in world.current:
        found = choose_headlines(
            bundled_registry, bundled_catalogue, bundled_registry[code], series
        )
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
        found = observations.list_gaps(bundled_catalogue, bundled_registry[code], newest)
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
        for gap in observations.list_gaps(bundled_catalogue, bundled_registry[code], newest):
            row = world.newest(gap.indicator.slug, code)
            if row is None:
                check_reason(world, gap.indicator.slug, code, gap.why)
            else:
                assert gap.why == GAP_WORDS[str(row.gap)]


def test_the_sentence_of_every_map(
    world: World, bundled_registry: AreaRegistry, bundled: Store
) -> None:
    for code in world.current:
        _, _, sentence = list_map_areas(bundled_registry, bundled, code)
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
