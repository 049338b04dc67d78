"""Every sentence on peers, ranks, two indicators and places or silos, for all current areas.

As in tests/statistics/test_every_sentence.py, each is worked out again from the raw rows by
tests/recomputed.py. Who the peers are is held to by test_peers.py, a range of ranks by
tests/statistics/test_ranks.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from placelib.areas.levels import LEVEL_PLURALS
from placelib.areas.registry import AreaRegistry
from placelib.compare import sector_view
from placelib.compare.distribution import Field, count_peers, load_field
from placelib.compare.distribution_text import (
    write_distribution_headline,
    write_distribution_sentence,
)
from placelib.compare.peers import PeerSet, choose_peer_set, list_peer_kinds
from placelib.compare.peers_text import write_peers_headline, write_peers_sentence
from placelib.compare.relation import (
    CutChoice,
    count_quarters,
    cut_at,
    find_quarter,
    keep_level,
    pair_figures,
)
from placelib.compare.relation_text import write_two_headline, write_two_sentence
from placelib.compare.sector_view import SectorReading, load_profiles, read_sector
from placelib.compare.silo import CouncilGrid, list_grid_areas, load_grid, read_grid_benchmarks
from placelib.compare.silo_text import (
    count_row,
    write_row_sentence,
    write_sector_sentence,
    write_silo_headline,
)
from placelib.database.connection import Store
from placelib.maps.areas import build_map_figures
from placelib.model import Area, Observation
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.district_spread import load_spreads
from placelib.statistics.figure_source import OfficialFigures
from placelib.statistics.observations import build_ladder, read_series
from placelib.statistics.ranks import RankRange, load_rank
from tests.recomputed import (
    UK,
    Row,
    World,
    kind_of_difference,
    period_words,
    rounded,
    unit,
    write_figure,
)


class RememberedFigures(OfficialFigures):
    """The official figures, each series and period read once."""

    def read_series(
        self, indicator: str, codes: Sequence[str]
    ) -> Mapping[str, tuple[Observation, ...]]:
        """Every observation in order of time by area code."""
        series = read_all_series(self.store, indicator)
        return {code: series[code] for code in codes if code in series}

    def read_period(self, indicator: str, period: str) -> Mapping[str, Observation]:
        """The observations of one period by area code."""
        return read_whole_period(self.store, indicator, period)


@cache
def read_all_series(store: Store, indicator: str) -> dict[str, tuple[Observation, ...]]:
    codes = [row["code"] for row in store.rows("areas")]
    by_key = observations.read_series(store, [indicator], codes)
    return {code: rows for (_, code), rows in by_key.items()}


@cache
def read_whole_period(store: Store, indicator: str, period: str) -> Mapping[str, Observation]:
    return OfficialFigures(store).read_period(indicator, period)


@pytest.fixture(scope="module")
def peer_sets(bundled: Store, bundled_registry: AreaRegistry, world: World) -> dict[str, PeerSet]:
    """The peers that each current area has at first, by code."""
    sets = {}
    for code in world.current:
        area = bundled_registry[code]
        kind = next(iter(list_peer_kinds(bundled_registry, area)))
        sets[code] = choose_peer_set(bundled_registry, bundled, area, kind, (), mixed=False)
    return sets


@pytest.fixture(scope="module")
def figures(bundled: Store) -> RememberedFigures:
    """The official figures, read once for this file."""
    return RememberedFigures(bundled)


class RowsOfPeriods:
    """The raw rows of an indicator's periods by area code, looked up once a period."""

    def __init__(self, world: World, slug: str) -> None:
        """Take the rows of one indicator."""
        self._periods: dict[str, dict[str, Row]] = {}
        for (key, code), rows in world.rows.items():
            if key == slug:
                for row in rows:
                    self._periods.setdefault(row.period, {})[code] = row

    def of(self, period: str) -> dict[str, Row]:
        """The rows of a period."""
        return self._periods[period]


def newest_valued(world: World, slug: str, code: str) -> Row | None:
    rows = [row for row in world.rows.get((slug, code), ()) if row.value is not None]
    return rows[-1] if rows else None


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


def short_end(indicator: dict[str, Any], value: float) -> str:
    """A number with only the signs that cannot be left out: “71.2%”, “£612”, “64.3”."""
    before, after = unit(indicator)
    number = rounded(indicator, value)
    sign = "−" if number < 0 else ""
    # Millions are no unit that a reader can do without.
    needed = after if after == "%" else " million" if after.startswith(" million") else ""
    return f"{sign}{before}{abs(number):,}{needed}"


def with_interval(indicator: dict[str, Any], row: Row) -> str:
    assert row.value is not None
    words = write_figure(indicator, row.value)
    if row.lower is None or row.upper is None:
        return words
    ends = f"{short_end(indicator, row.lower)} to {short_end(indicator, row.upper)}"
    return f"{words} (95% confidence interval {ends})"


def first_words(world: World, slug: str, row: Row) -> str:
    """The place's figure, with which both sentences begin."""
    indicator = world.indicators[slug]
    return (
        f"{capital(indicator['phrase'])} in {world.in_text(row.code)} was "
        f"{with_interval(indicator, row)} in {period_words(row.period)}."
    )


def luck(count: int) -> str:
    """What may look clear by luck alone: one in twenty, said from ten comparisons on."""
    if count < 10:
        return ""
    twentieth = count / 20
    words = f"up to {round(twentieth)}"
    if twentieth < 2:
        words = "one" if twentieth < 1.2 else "one or two"
    return f" Of {count} comparisons {words} may look clear by luck alone."


def expected_peers(
    world: World, slug: str, own: Row, rows: list[Row | None], name: str
) -> tuple[str, str]:
    """Headline and sentence on a place beside its peers."""
    indicator, place = world.indicators[slug], world.in_text(own.code)
    start = first_words(world, slug, own)
    valued = [row for row in rows if row is not None and row.value is not None]
    silent, count = len(rows) - len(valued), len(valued)
    others = "1 other" if count == 1 else f"{count or 'no'} others"
    plain_headline = f"{capital(place)} beside {others}"
    if not valued:
        return plain_headline, f"{start} None of {name} has a figure for that period."
    among = f"{start} Of the {count} that have a figure among {name},"
    if count == 1:
        among = f"{start} Only one among {name} has a figure:"
    end = f" {silent} {'has' if silent == 1 else 'have'} no figure." if silent else ""
    if not indicator["standardised"]:
        words = f"{among} {'it is not' if count == 1 else 'none is'} judged, since it is a total, "
        return plain_headline, f"{words}which grows with the size of the place.{end}"
    kinds = [kind_of_difference(indicator, row, own) for row in valued]
    if set(kinds) == {"no interval"}:
        assert own.value is not None
        # As they are shown: 70.04 beside 70.02 is 70.0 beside 70.0.
        here = rounded(indicator, own.value)
        figures_shown = [rounded(indicator, row.value) for row in valued if row.value is not None]
        above = sum(shown_figure > here for shown_figure in figures_shown)
        below = sum(shown_figure < here for shown_figure in figures_shown)
        words = f"{above or 'none'} {'has' if above < 2 else 'have'} a higher figure and "
        words += f"{below or 'none'} a lower one"
        if count == 1:
            side = "a higher" if above else "a lower" if below else "the same"
            words = f"it has {side} figure"
        words = f"{among} {words}; no interval is published, so nothing is judged."
        return plain_headline, words + end
    higher, lower = kinds.count("higher"), kinds.count("lower")
    alike, unjudged = kinds.count("not clearly different"), kinds.count("no interval")
    words = expected_verdicts(count, higher, lower, alike)
    if unjudged:
        words += f" {unjudged} cannot be judged: no interval is published."
    has_interval = own.lower is not None and own.upper is not None
    bare = sum(
        row.lower is None and kind != "no interval" for row, kind in zip(valued, kinds, strict=True)
    )
    if bare and has_interval:
        figures = "its figure counts" if bare == 1 else "their figures count"
        words += f" For {bare} no interval is published; {figures} as exact."
    if higher + lower:
        words += luck(higher + lower + alike)
    if not has_interval:
        words += f" No interval is published for {place}, so that figure counts as exact."
    return expected_peers_headline(place, count, higher, lower), f"{among} {words}{end}"


def expected_verdicts(count: int, higher: int, lower: int, alike: int) -> str:
    if count == 1:
        if not higher + lower:
            return "it is not clearly different."
        return f"it is clearly {'higher' if higher else 'lower'}."
    if not higher + lower:
        return "none is clearly higher or lower."
    first = f"{higher or 'none'} {'is' if higher < 2 else 'are'} clearly higher"
    second = f"{lower or 'none'} clearly lower"
    if alike:
        return f"{first}, {second} and {alike} not clearly different."
    return f"{first} and {second}."


def expected_peers_headline(place: str, count: int, higher: int, lower: int) -> str:
    if count == 1:
        if not higher + lower:
            return f"{capital(place)} is not clearly different from its one peer"
        return f"{capital(place)} is clearly {'lower' if higher else 'higher'} than its one peer"
    if not higher + lower:
        return f"{capital(place)} is not clearly different from any of {count} peers"
    parts = [f"lower than {higher}"] * bool(higher) + [f"higher than {lower}"] * bool(lower)
    return f"{capital(place)} is clearly {' and '.join(parts)} of {count} peers"


def ordinal(place: int) -> str:
    endings = {"1": "st", "2": "nd", "3": "rd"}
    ending = "th" if f"{place:02}"[-2] == "1" else endings.get(str(place)[-1], "th")
    return f"{place:,}{ending}"


def expected_rank(rank: RankRange, among: str) -> str:
    """A range of ranks as closely as it can be told."""
    areas = f"{rank.areas:,} {among}"
    best, worst = ordinal(rank.best), ordinal(rank.worst)
    if rank.best == rank.worst:
        return f"{best} highest of {areas}"
    if rank.worst - rank.best <= max(2, rank.areas / 6):
        return f"between {best} and {worst} highest of {areas}"
    # The first third of 296 ends with the 99th.
    thirds = [
        next(third for third in range(3) if place - 1 < (third + 1) * rank.areas / 3)
        for place in (rank.best, rank.worst)
    ]
    words = {
        (0, 0): "in the highest third", (1, 1): "in the middle third",
        (2, 2): "in the lowest third",
        (0, 1): "in the highest two thirds", (1, 2): "in the lowest two thirds",
    }.get((thirds[0], thirds[1]))  # fmt: skip
    if words is None:
        return f"anywhere from {best} to {worst} highest of {areas}"
    return f"{words} of {areas}"


def expected_distribution(
    world: World, slug: str, own: Row, spread: tuple[int, float, float], rank: RankRange | None
) -> tuple[str, str]:
    """Headline and sentence on a place among all areas of its level."""
    indicator, place = world.indicators[slug], capital(world.in_text(own.code))
    among = (LEVEL_PLURALS | {"ltla": "councils"})[world.areas[own.code]["level"]]
    sentence = first_words(world, slug, own)
    headline = f"{place} among all"
    count, low, high = spread
    if count >= 4:
        sentence += (
            f" The middle half of the {count:,} {among} with a figure lies between "
            f"{short_end(indicator, low)} and {short_end(indicator, high)}."
        )
        if indicator["standardised"]:
            assert own.value is not None
            here, near, far = (rounded(indicator, value) for value in (own.value, low, high))
            side = "below" if here < near else "above" if here > far else "within"
            headline = f"{place} lies {side} the middle half of {count:,} {among}"
    if not indicator["standardised"]:
        sentence += " No rank: it is a total, which grows with the size of the place."
        return headline, sentence
    if own.code == UK:
        return headline, f"{sentence} No rank: it is none of the {among}."
    if rank is None:
        return headline, f"{sentence} No rank: no interval published."
    words = expected_rank(rank, among)
    sentence += (
        f" It ranks {words}. Rank ranges made in this way hold the true rank 19 times in 20."
    )
    if words.startswith("anywhere"):
        return f"The rank of {world.in_text(own.code)} cannot be told: {words}", sentence
    somewhere = "somewhere " if words.startswith("between") else ""
    return f"{place} ranks {somewhere}{words}", sentence


def find_middle_half_of_level(
    world: World, level: str, rows: dict[str, Row]
) -> tuple[int, float, float]:
    """How many of a level's areas have a figure, and its quartiles.

    A unitary council is among councils and among counties.
    """
    values = [
        row.value
        for code in world.current
        if code != UK
        and (row := rows.get(code)) is not None
        and row.value is not None
        and (
            world.areas[code]["level"] == level
            or (level == "utla" and world.areas[code]["is_utla"])
        )
    ]
    if not values:
        return 0, np.nan, np.nan
    low, high = (round(float(end), 9) for end in np.quantile(values, [0.25, 0.75]))
    return len(values), low, high


@pytest.fixture
def _remembered_levels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sort the areas of a level and period once, and not five times for each of them."""
    sort_values = Field.valued.fget  # type: ignore[attr-defined]
    remembered: dict[tuple[str, str, str | None], tuple[Observation, ...]] = {}

    def recall(field: Field) -> tuple[Observation, ...]:
        key = (field.indicator.slug, field.area.level, field.period_label)
        if key not in remembered:
            remembered[key] = sort_values(field)
        return remembered[key]

    monkeypatch.setattr(Field, "valued", property(recall))


@pytest.mark.usefixtures("_remembered_levels")
def test_every_sentence_on_peers_and_ranks(
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    figures: RememberedFigures,
    peer_sets: dict[str, PeerSet],
    world: World,
) -> None:
    read = ranked = 0
    for slug in world.held:
        indicator, periods = bundled_catalogue[slug], RowsOfPeriods(world, slug)
        spreads: dict[tuple[str, str], tuple[int, float, float]] = {}
        for code in world.current:
            area, peers = bundled_registry[code], peer_sets[code]
            own = newest_valued(world, slug, code)
            if own is None:
                continue
            field = load_field(figures, bundled_registry, indicator, area, peers.areas)
            assert field.area_row is not None
            rows = periods.of(own.period)
            counts = count_peers(
                indicator, field.area_row, [field.rows.get(peer) for peer in peers.codes]
            )
            headline, sentence = expected_peers(
                world, slug, own, [rows.get(peer) for peer in peers.codes], peers.name
            )
            assert write_peers_sentence(field, peers, counts) == sentence
            assert write_peers_headline(field, counts) == headline
            key = (area.level, own.period)
            if key not in spreads:
                spreads[key] = find_middle_half_of_level(world, area.level, rows)
            rank = None
            # The file's ranks of nations count the United Kingdom as a fifth: see the test below.
            is_nation = area.level == "ctry"
            ends = world.ranks.get((slug, key[0], key[1], code))
            if indicator.standardised and ends and not is_nation:
                rank = RankRange(*ends)
            headline, sentence = expected_distribution(world, slug, own, spreads[key], rank)
            assert write_distribution_sentence(field, rank) == sentence
            assert write_distribution_headline(field, rank) == headline
            read += 1
            ranked += rank is not None
    assert read > 25_000
    assert ranked > 8_000


# Two indicators.


def describe_expected_side(
    indicator: dict[str, Any], own: Row, line: float, other: Row
) -> tuple[str, str]:
    """The side of a line on which a figure lies, and what was taken as exact or left unweighed."""
    assert own.value is not None
    kind = kind_of_difference(indicator, own, other)
    looks_same = rounded(indicator, own.value) == rounded(indicator, line)
    if own.value == line or (kind == "no interval" and looks_same):
        return kind, "level with"
    if kind == "not clearly different":
        return kind, "not clearly different from"
    return kind, "above" if own.value > line else "below"


def expected_two(
    world: World,
    slugs: tuple[str, str],
    both: tuple[Row, Row],
    lines: tuple[tuple[str, Row], ...],
    quarter: tuple[int, int],
) -> tuple[str, str]:
    """Headline and sentence on two indicators of a place.

    ``lines`` are what each figure stands beside: its name and its row, “the median area” with a
    row without an interval. ``quarter`` counts the areas in the same quarter, and all.
    """
    indicators = [world.indicators[slug] for slug in slugs]
    place = world.in_text(both[0].code)
    name = " and ".join(sorted({name for name, _ in lines}))
    is_median = name == "the median area"
    words, exact, is_weighed = [], "", False
    for indicator, own, (_, line) in zip(indicators, both, lines, strict=True):
        assert line.value is not None
        kind, side = describe_expected_side(indicator, own, line.value, line)
        words.append(side)
        if kind == "no interval":
            phrase = indicator["phrase"]
            exact += f" No interval is published for {phrase}, so chance is not weighed there."
        elif is_median:
            is_weighed = True
        elif (own.lower is None) != (line.lower is None):
            who = world.in_text((own if own.lower is None else line).code)
            exact += (
                f" No interval is published for {indicator['phrase']} in {who}, so that figure "
                "counts as exact."
            )
    figures = [
        f"{indicator['phrase']} was {with_interval(indicator, own)} in {period_words(own.period)}"
        for indicator, own in zip(indicators, both, strict=True)
    ]
    names = tuple(line_name for line_name, _ in lines)
    is_one_name = names[0] == names[1]
    sides = f"The first is {words[0]} the figure of {name}, the second {words[1]} it."
    on = "either indicator" if words[0].startswith("not") else "both indicators"
    headline = f"{capital(place)} is {words[0]} {name} on {on}"
    if words[0] != words[1] or not is_one_name:
        labels = [indicator["label"] for indicator in indicators]
        if max(map(len, labels)) > 42:
            labels = ["the figure across", "the figure up"]
        second = "it" if is_one_name else names[1]
        headline = (
            f"{capital(place)}: {words[0]} {names[0]} on {labels[0]}, {words[1]} {second} on "
            f"{labels[1]}"
        )
        if not is_one_name:
            sides = (
                f"The first is {words[0]} the figure of {names[0]}, the second {words[1]} that of "
                f"{names[1]}."
            )
    else:
        sides = f"Both are {words[0]} the figure of {name}."
    alone = [
        "level with" if own.value == line.value
        else "above" if own.value > line.value else "below"  # type: ignore[operator]
        for own, (_, line) in zip(both, lines, strict=True)
    ]  # fmt: skip
    where = f"{alone[0]} {name} on the first and {alone[1]} it on the second"
    if not is_one_name:
        where = f"{alone[0]} {names[0]} on the first and {alone[1]} {names[1]} on the second"
    elif alone[0] == alone[1]:
        where = f"{alone[0]} {name} on both"
    alike, count = quarter
    among = (LEVEL_PLURALS | {"ltla": "councils"})[world.areas[both[0].code]["level"]]
    sentence = (
        f"In {place}, {figures[0]} and {figures[1]}. {sides} By the figures alone {alike:,} of the "
        f"{count:,} {among} with both {'is' if alike == 1 else 'are'} {where}.{exact}"
        f"{' The median counts as exact.' if is_weighed else ''} That two figures lie side by side "
        "does not make one the cause of the other."
    )
    return headline, sentence


def list_level(world: World, level: str) -> list[str]:
    """The current areas of a level; a unitary council is among councils and among counties."""
    return [
        code
        for code in world.current
        if code != UK
        and (
            world.areas[code]["level"] == level
            or (level == "utla" and world.areas[code]["is_utla"])
        )
    ]


def find_lines(
    world: World, choice: str, slugs: tuple[str, str], both: tuple[Row, Row], values: Any
) -> tuple[tuple[str, Row], ...] | None:
    """What each figure stands beside; None where a benchmark has no figure for the period."""
    lines = []
    for slug, own, column in zip(slugs, both, values, strict=True):
        if choice == "median":
            line = own._replace(
                value=float(np.median(column)), lower=None, upper=None, is_unreliable=False
            )
            lines.append(("the median area", line))
            continue
        if not world.indicators[slug]["standardised"]:
            return None
        rows = (world.at(slug, code, own.period) for code in world.benchmarks(own.code))
        benchmark = next((row for row in rows if row is not None and row.value is not None), None)
        if benchmark is None:
            return None
        lines.append((world.in_text(benchmark.code), benchmark))
    return tuple(lines)


# Every so many indicators one stands across: each area has about fifteen pairs, with medians two.
@pytest.mark.parametrize(("choice", "apart"), [("benchmark", 7), ("median", 61)])
def test_every_sentence_on_two_indicators(
    choice: CutChoice, apart: int, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue,
    figures: RememberedFigures, world: World,
) -> None:  # fmt: skip
    """Of every current area, for some of the indicators across, each time beside another.

    No pair of indicators is read twice, and each indicator stands across with many others.
    """
    periods = {slug: RowsOfPeriods(world, slug) for slug in world.held}
    levels = {area["level"]: list_level(world, area["level"]) for area in world.areas.values()}
    count, read, cut_read = len(world.held), 0, 0
    pairs_read: set[tuple[str, str]] = set()
    for position, code in enumerate(world.current):
        area = bundled_registry[code]
        for first in range(position % apart, count, apart):
            step = 1 + (position // apart) % (count - 1)
            slugs = world.held[first], world.held[(first + step) % count]
            newest = [newest_valued(world, slug, code) for slug in slugs]
            if newest[0] is None or newest[1] is None:
                continue
            both = newest[0], newest[1]
            across, up = (
                load_field(figures, bundled_registry, bundled_catalogue[slug], area, [])
                for slug in slugs
            )
            counted = keep_level(pair_figures(across, up), across)
            own = next(pair for pair in pair_figures(across, up) if pair.code == code)
            if not counted:
                # Only the United Kingdom has both figures, and none of its nations.
                assert code == UK
                continue
            cut = cut_at(choice, across, up, counted)
            side = find_quarter(own, cut)
            alike = count_quarters(counted, cut)[side] if side is not None else 0
            sentence = write_two_sentence(across, up, own, alike, len(counted), cut)
            headline = write_two_headline(across, up, own, cut)
            raw = [periods[slug].of(row.period) for slug, row in zip(slugs, both, strict=True)]
            values = np.array(
                [
                    (raw[0][one].value, raw[1][one].value)
                    for one in levels[area.level]
                    if one in raw[0] and one in raw[1]
                    and raw[0][one].value is not None and raw[1][one].value is not None
                ],
                dtype=float,
            ).T  # fmt: skip
            read += 1
            pairs_read.add(slugs)
            lines = find_lines(world, choice, slugs, both, values)
            if lines is None:
                assert headline == f"{capital(world.in_text(code))} on two indicators"
                assert ", so the areas are not cut into quarters." in sentence
                assert ("is not compared: it is a total" in sentence) == any(
                    not world.indicators[slug]["standardised"] for slug in slugs
                )
                continue
            same = np.ones(values.shape[1], dtype=bool)
            for column, row, (_, line) in zip(values, both, lines, strict=True):
                assert row.value is not None
                same &= np.sign(column - line.value) == np.sign(row.value - line.value)  # type: ignore[operator]
            quarter = int(same.sum()), values.shape[1]
            expected = expected_two(world, slugs, both, lines, quarter)
            assert (headline, sentence) == expected
            cut_read += 1
    assert read > 20_000 / apart
    assert len(pairs_read) == read
    assert cut_read > 0.8 * read


def test_the_stored_ranges_are_those_of_the_page(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue,
    figures: RememberedFigures, world: World,
) -> None:  # fmt: skip
    keys = sorted(key for key in world.ranks if key[1] != "ctry")[::100]
    assert len(keys) > 100
    for slug, level, period, code in keys:
        area = replace(bundled_registry[code], level=level)
        field = load_field(figures, bundled_registry, bundled_catalogue[slug], area, [], period)
        assert field.area_row is not None
        rank = load_rank(bundled, level, field.area_row, field.valued)
        assert rank == RankRange(*world.ranks[slug, level, period, code])
        assert rank.areas == len(field.valued)


def test_the_united_kingdom_is_no_nation_among_nations(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue,
    figures: RememberedFigures, peer_sets: dict[str, PeerSet],
) -> None:  # fmt: skip
    nations = {"E92000001", "N92000002", "S92000003", "W92000004"}
    assert {*peer_sets["S92000003"].codes, "S92000003"} == nations
    assert set(peer_sets[UK].codes) == nations
    assert peer_sets[UK].name == "its nations"
    indicator = bundled_catalogue["employment-rate"]
    field = load_field(figures, bundled_registry, indicator, bundled_registry["W92000004"], [])
    assert set(field.areas) == nations
    assert field.area_row is not None
    rank = load_rank(bundled, "ctry", field.area_row, field.valued)
    assert rank is not None
    assert rank.areas == len(field.valued) <= 4


@pytest.fixture(scope="module")
def grids(
    bundled: Store,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    peer_sets: dict[str, PeerSet],
) -> dict[str, CouncilGrid]:
    """The grid in which each current council and county stands at first, by its code."""
    spreads = load_spreads(bundled)
    loaded: dict[tuple[Area, ...], CouncilGrid] = {}
    grids = {}
    for code, peers in peer_sets.items():
        area = bundled_registry[code]
        if area.level not in {"ltla", "utla"}:
            continue
        name, areas = list_grid_areas(bundled_registry, area, peers)
        if areas not in loaded:
            loaded[areas] = load_grid(
                bundled, bundled_catalogue, spreads, name, areas, read_grid_benchmarks(area)
            )
        grids[code] = loaded[areas]
    return grids


def test_every_sentence_on_a_council_read_across(
    grids: dict[str, CouncilGrid], bundled_registry: AreaRegistry, world: World
) -> None:
    read = 0
    for code, grid in grids.items():
        area, benchmark = bundled_registry[code], world.in_text(world.benchmarks(code)[0])
        far: dict[str, int] = {}
        figures = 0
        for indicator in grid.indicators:
            cell, level = grid.cells.get((code, indicator.slug)), grid.benchmarks[indicator.slug]
            if cell is None:
                continue
            figures += 1
            row = world.newest(indicator.slug, code)
            other = world.at(indicator.slug, level.area_code, cell.row.period)
            assert row is not None
            assert other is not None
            assert row.value is not None
            assert other.value is not None
            # Only the newest figure of a council stands in the grid.
            assert (row.period, row.value) == (cell.row.period, cell.row.value)
            away = (row.value - other.value) / world.spread(indicator.slug, row.period)[0]
            kind = kind_of_difference(world.indicators[indicator.slug], row, other)
            if abs(away) >= 1 and kind != "not clearly different":
                far[indicator.topic] = far.get(indicator.topic, 0) + 1
        counted, count = count_row(grid, area), sum(far.values())
        topics = f", in {len(far)} topic{'' if len(far) == 1 else 's'}," if far else ""
        sentence = (
            f"{count or 'None'} of {figures} figures for {world.in_text(code)}{topics} "
            f"{'lie' if count > 1 else 'lies'} further from {benchmark} than a council usually "
            "lies from the average."
        )
        assert write_row_sentence(area, counted, benchmark) == sentence
        headline = f"{count} of {figures} figures set {world.in_text(code)} apart"
        if not count:
            headline = f"Nothing sets {world.in_text(code)} far apart here"
        assert write_silo_headline(area, counted, None) == headline
        read += 1
    assert read > 370


def test_every_sentence_on_what_a_sector_foretells(
    bundled: Store,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of all topics and English councils; some forecasts are made anew, by least squares."""
    profiles = load_profiles(bundled, bundled_registry, bundled_catalogue, load_spreads(bundled))
    shares = sector_view.measure_topics(profiles)
    # The same for every council: test_sector_view.py works it out again.
    monkeypatch.setattr(sector_view, "measure_topics", lambda _: shares)
    labels = {indicator.slug: indicator.label for indicator in profiles.indicators}
    departing = 0
    for topic in shares:
        is_sector = np.array([indicator.topic == topic for indicator in profiles.indicators])
        for position, code in enumerate(profiles.codes):
            reading = read_sector(profiles, bundled_registry[code], topic)
            assert reading is not None
            if reading.departures is not None and position % 60 == 0:
                check_departures(profiles.values, position, is_sector, reading)
            sentence = write_sector_sentence(bundled_registry[code], reading)
            assert sentence == expect_sector_sentence(reading, labels, world.in_text(code))
            departing += bool(reading.departures)
    assert len(shares) == 7
    assert departing > 7 * 50


def expect_sector_sentence(reading: SectorReading, labels: Mapping[str, str], name: str) -> str:
    """The sentence written anew from the forecast."""
    start = (
        f"Figures on {reading.topic} predict {round(100 * reading.share_foretold)}% of how "
        "English councils differ on everything else. That was tried on councils that had been "
        "kept aside. "
    )
    if reading.departures is None:
        return f"{start}Of {name} itself this cannot be said."
    departures = [
        f"{labels[away.indicator.slug]} ({'higher' if away.errors_away > 0 else 'lower'})"
        for away in reading.departures
    ]
    where = f"In {name}, {len(departures) or 'none'} of {reading.figures} other figures"
    if not departures:
        return f"{start}{where} lies far from what they predict."
    if len(departures) > 4:
        departures[4:] = [f"{len(departures) - 4} more"]
    *others, last = departures
    names = f"{', '.join(others)} and {last}" if others else last
    lies = "lies" if len(reading.departures) == 1 else "lie"
    return f"{start}{where} {lies} far from what they predict: {names}."


def check_departures(
    values: np.ndarray[Any, Any],
    position: int,
    is_sector: np.ndarray[Any, Any],
    reading: SectorReading,
) -> None:
    """The forecast of one council from all others, the penalty as ten further rows."""
    present = np.isfinite(values[position])
    rows = np.delete(values, position, axis=0)[:, present]
    rows = rows[np.isfinite(rows).all(axis=1)]
    known, targets = rows[:, is_sector[present]], rows[:, ~is_sector[present]]
    own = values[position, present]

    def forecast(
        x: np.ndarray[Any, Any], y: np.ndarray[Any, Any], wanted: np.ndarray[Any, Any]
    ) -> np.ndarray[Any, Any]:
        middle, scale = x.mean(axis=0), x.std(axis=0)
        stacked = np.vstack([(x - middle) / scale, np.sqrt(10.0) * np.eye(x.shape[1])])
        padded = np.vstack([y - y.mean(axis=0), np.zeros((x.shape[1], y.shape[1]))])
        # By orthogonal columns: five times as fast as singular values, and as exact.
        columns, triangle = np.linalg.qr(stacked)
        weights = np.linalg.solve(triangle, columns.T @ padded)
        result: np.ndarray[Any, Any] = y.mean(axis=0) + (wanted - middle) / scale @ weights
        return result

    misses = np.empty_like(targets)
    for fold in range(10):
        out = np.arange(len(known)) % 10 == fold
        misses[out] = targets[out] - forecast(known[~out], targets[~out], known[out])
    errors = np.sqrt((misses**2).mean(axis=0))
    guess = forecast(known, targets, own[is_sector[present]][np.newaxis])[0]
    away = (own[~is_sector[present]] - guess) / errors
    expected = sorted((abs(one) for one in away if abs(one) >= 3), reverse=True)
    assert reading.departures is not None
    assert [abs(one.errors_away) for one in reading.departures] == pytest.approx(expected)


@pytest.mark.parametrize("code", ["E08000012", "E07000117", "W06000015", "S12000049", "N09000003"])
def test_every_page_holds_a_figure_against_the_same_benchmark(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue, code: str
) -> None:
    """Place, Compare and Map of every indicator that the place has a figure for."""
    area, source = bundled_registry[code], OfficialFigures(bundled)
    chain = [tier.code for tier in bundled_registry.chain(code)]
    checked = 0
    for indicator in bundled_catalogue.with_data():
        series = read_series(bundled, [indicator.slug], chain)
        ladder = build_ladder(bundled_registry, indicator, area, series)
        if ladder.area_rung.value is None or ladder.period is None:
            continue
        field = load_field(source, bundled_registry, indicator, area, (), ladder.period)
        (mapped,) = build_map_figures(
            bundled_registry, source, indicator, [area], area.level, ladder.period
        )
        assert mapped.verdict == ladder.verdict
        if ladder.verdict.difference is not None:
            assert field.benchmark is not None
            assert field.benchmark_area == ladder.benchmark
            assert field.benchmark.value == ladder.verdict.difference.second
            checked += 1
    assert checked > 20
