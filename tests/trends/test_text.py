"""The headline and the sentence of Trends say what the figures say, for every current place."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.model import ENGLAND, Observation
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.trends.text import (
    BRACKETS_MEANING,
    explain_brackets,
    write_benchmark_gap_headline,
    write_benchmark_gap_sentence,
    write_figures_sentence,
    write_index_headline,
    write_index_sentence,
    write_trends_headline,
)
from placelib.trends.trajectories import (
    Trajectory,
    build_published,
    find_first_common_period,
    index_tracks,
    measure_benchmark_gaps,
)
from tests.made_observations import observed
from tests.recomputed import (
    UK,
    Row,
    World,
    brackets,
    difference_ends,
    expected_change,
    fair_start,
    last_day,
    own_prices,
    period_words,
    rounded,
    write_difference,
    write_ends,
    write_figure,
    write_size,
)
from tests.tiny_database import ALDER, BIRCH, CEDAR

SAMPLE = ("employment-rate", "gross-median-weekly-pay", "cigarette-smokers", "median-age")


@pytest.mark.parametrize(
    ("slug", "code", "headline"),
    [
        ("rate", ALDER, "Test rate fell by 3.0 percentage points in Alder between 2022 and 2023"),
        ("rate", BIRCH, "Test rate: no clear change in Birch between 2022 and 2023"),
        ("survey", ALDER, "Survey in Alder: 50%, 2021 to 2023"),
        ("survey", CEDAR, "Survey in Cedar"),
        ("people", ALDER, "Residents in Alder: 90,000 people, then 91,234 people"),
    ],
)
def test_a_headline_claims_a_change_only_by_the_test(
    tiny: Store,
    tiny_registry: AreaRegistry,
    tiny_catalogue: Catalogue,
    slug: str,
    code: str,
    headline: str,
) -> None:
    found = observations.read_series(tiny, [slug], [code])[slug, code]
    track = Trajectory(tiny_registry[code], found, found)
    assert write_trends_headline(tiny_catalogue[slug], track) == headline


def test_the_headlines_of_an_index_and_of_a_gap(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    rows = observations.read_series(tiny, ["rate"], [ALDER, ENGLAND])
    found = {code: series for (_, code), series in rows.items()}
    (track,) = build_published([tiny_registry[ALDER]], found)
    rate, base = tiny_catalogue["rate"], find_first_common_period([track])
    assert base is not None
    (index,) = index_tracks([track], base)
    assert (
        write_index_headline(rate, index, "2022")
        == "Test rate in Alder: 76.9 in 2023, where 2022 is 100"
    )
    levels = {one.period: one for one in found[ENGLAND] if one.value is not None}
    (gap,) = measure_benchmark_gaps([track], levels, "England")
    assert write_benchmark_gap_headline(rate, gap, tiny_registry[ENGLAND], levels) == (
        "Test rate in Alder: 3.0 percentage points below England in 2023"
    )
    close = {key: replace(row, value=10.5, lower=9.5, upper=11.5) for key, row in levels.items()}
    assert write_benchmark_gap_headline(rate, gap, tiny_registry[ENGLAND], close) == (
        "Test rate in Alder: not clearly different from England in 2023"
    )


@pytest.mark.parametrize("slug", SAMPLE)
def test_a_headline_with_rose_or_fell_has_a_change_that_leaves_out_0(
    slug: str,
    bundled: Store,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    world: World,
) -> None:
    areas = bundled_registry.current("ltla")
    found = observations.read_series(bundled, [slug], [area.code for area in areas])
    changes = 0
    for area in areas:
        rows = found.get((slug, area.code), ())
        said = write_trends_headline(bundled_catalogue[slug], Trajectory(area, rows, rows))
        known = [one for one in rows if one.value is not None]
        verb = re.search(r" (rose|fell) by .+ in .+ between ", said)
        assert (verb is not None) == bool(re.search(r"\b(rose|fell)\b", said)), said
        if verb is None:
            continue
        changes += 1
        first, last = known[0], known[-1]
        assert first.ends <= last.starts
        raw = [world.at(slug, area.code, row.period) for row in (last, first)]
        assert raw[0] is not None
        assert raw[1] is not None
        ends = difference_ends(raw[0], raw[1])
        assert ends is not None
        assert ends[0] > 0 if verb[1] == "rose" else ends[1] < 0
    # No interval is published of the median age, and the periods of smokers overlap.
    assert (changes > 0) == (slug in {"employment-rate", "gross-median-weekly-pay"})


def test_the_reader_picks_two_periods_and_england_stands_beside(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    """Liverpool's employment: the difference that the old rule called no clear change."""
    code, slug = "E08000012", "employment-rate"
    rows = observations.read_series(bundled, [slug], [code, ENGLAND])
    indicator, place = bundled_catalogue[slug], bundled_registry[code]
    track = Trajectory(place, rows[slug, code], rows[slug, code])
    wider = Trajectory(bundled_registry[ENGLAND], rows[slug, ENGLAND], rows[slug, ENGLAND])
    assert write_trends_headline(indicator, track) == (
        "Employment rate (Great Britain) rose by 7.2 percentage points in Liverpool between 2004 "
        "and 2023"
    )
    assert write_figures_sentence(indicator, track, wider=wider) == (
        "The employment rate in Liverpool was 60.3% in 2004 and 67.5% in 2023. It rose by 7.2 "
        "percentage points (1.6 to 12.8). In England it rose by 3.2 percentage points (2.8 to "
        "3.6). "
        "Liverpool’s change and England’s are not clearly different."
    )
    later = write_figures_sentence(indicator, track, "2021-01-01/P1Y", "2023-01-01/P1Y", wider)
    assert later == (
        "The employment rate in Liverpool was 73.0% in 2021 and 67.5% in 2023. The fall of 5.5 "
        "percentage points could be chance: anything from a rise of 0.7 to a fall of 11.7. In "
        "England it rose by 0.9 percentage points (0.4 to 1.4). The change here was 6.4 percentage "
        "points below that (0.2 to 12.6)."
    )
    # England beside itself says nothing twice.
    assert "In England" not in write_figures_sentence(indicator, wider, wider=wider)


@pytest.mark.parametrize("slug", SAMPLE)
def test_the_sentence_of_an_index_holds_the_recomputed_number(
    slug: str, bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    indicator, areas = bundled_catalogue[slug], bundled_registry.current("ltla")
    every = observations.read_series(bundled, [slug], [area.code for area in areas])
    found = {code: rows for (_, code), rows in every.items()}
    for track in build_published(areas, found):
        known = [one for one in track.published if one.value is not None]
        base = find_first_common_period([track])
        if base is not None:
            said = write_index_sentence(
                indicator, index_tracks([track], base)[0], base.period_label
            )
            share = 100 * (known[-1].value or 0) / (base.value or 1)
            stood = float(re.search(r"stood at ([\d,.]+) in", said)[1].replace(",", ""))  # type: ignore[index]
            assert stood == pytest.approx(share, abs=0.0501)


@pytest.mark.parametrize(
    ("sentence", "ending"),
    [
        ("It rose by 7.2 percentage points (1.6 to 12.8).", f" {BRACKETS_MEANING}"),
        ("It was £34 below England (£18 narrower to £44 wider).", f" {BRACKETS_MEANING}"),
        ("The employment rate (Great Britain) rose from 1 to 2.", ""),
    ],
)
def test_what_brackets_mean_is_said_where_there_are_some(sentence: str, ending: str) -> None:
    assert explain_brackets(sentence) == sentence + ending


def gap_rows(*figures: tuple[float, float | None, float | None], code: str) -> list[Observation]:
    """A figure a year from 2020 on, each with its interval or without."""
    return [
        observed(*figures_of_year, period=f"{year}-01-01/P1Y", code=code)
        for year, figures_of_year in enumerate(figures, start=2020)
    ]


@pytest.mark.parametrize(
    ("place", "england", "ending"),
    [
        # From 4 below to 1 below: 3 narrower, give or take 2 (the root of four times 1).
        (((10, 9, 11), (13, 12, 14)), ((14, 13, 15), (14, 13, 15)),
         ("was 4.0 percentage points below England (2.6 to 5.4) in 2020 and 1.0 percentage point "
         "below England (0.4 above to 2.4 below) in 2021. The gap became 3.0 percentage points "
         "narrower (1.0 to 5.0).")),
        (((15, 14, 16), (16, 15, 17)), ((14, 13, 15), (14, 13, 15)),
         ("was 1.0 percentage point above England (0.4 below to 2.4 above) in 2020 and 2.0 "
         "percentage points above England (0.6 to 3.4) in 2021. The gap is 1.0 percentage "
         "point wider, which chance alone could do: from 1.0 narrower to 3.0 wider. So the gap has "
         "not clearly changed.")),
        (((10, 9, 11), (18, 17, 19)), ((14, 13, 15), (14, 13, 15)),
         ("above England (2.6 to 5.4) in 2021. It went up to the other side of England, by 8.0 "
         "percentage points (6.0 to 10.0).")),
        (((13.5, 9, 18), (14.5, 10, 19)), ((14, 13.9, 14.1), (14, 13.9, 14.1)),
         ("It went up to the other side of England, by 1.0 percentage point, which chance alone "
         "could do: from 5.4 down to 7.4 up. So the gap has not clearly changed.")),
        (((10, 9, 11), (12, 11, 13)), ((14, 13, 15), (16, 15, 17)),
         "The gap looks the same: it may have moved from 2.0 down to 2.0 up."),
        (((10, 9, 11), (13, 12, 14)), ((14, None, None), (14, None, None)),
         ("The gap became 3.0 percentage points narrower (1.6 to 4.4). No interval is published "
         "for England, so its figures count as exact.")),
        (((10, None, None), (13, 12, 14)), ((14, 13, 15), (14, 13, 15)),
         ("narrower (1.3 to 4.7). No interval is published for Alder in 2020, so that figure "
         "counts as exact.")),
        (((10, None, None), (13, None, None)), ((14, None, None), (14, None, None)),
         ("was 4.0 percentage points below England in 2020 and 1.0 percentage point below England "
         "in 2021. The gap became 3.0 percentage points narrower. No interval is published.")),
        (((10, None, None), (18, None, None)), ((14, None, None), (14, None, None)),
         ("It went to the other side of England, by 8.0 percentage points. No interval is "
         "published.")),
        (((10, 9, 11),), ((14, 13, 15),),
         "was 4.0 percentage points below England (2.6 to 5.4) in 2020."),
    ],
)  # fmt: skip
def test_the_change_of_a_gap_is_judged_by_the_interval_of_all_four_figures(
    place: tuple[tuple[float, float | None, float | None], ...],
    england: tuple[tuple[float, float | None, float | None], ...],
    ending: str,
    tiny_registry: AreaRegistry,
    tiny_catalogue: Catalogue,
) -> None:
    rows = tuple(gap_rows(*place, code=ALDER))
    levels = {row.period: row for row in gap_rows(*england, code=ENGLAND)}
    track = Trajectory(tiny_registry[ALDER], rows, rows)
    said = write_benchmark_gap_sentence(
        tiny_catalogue["rate"], track, tiny_registry[ENGLAND], levels
    )
    assert said.startswith("The test rate in Alder was ")
    assert said.endswith(ending)


def test_a_gap_of_overlapping_periods_and_of_the_benchmark_itself_claims_nothing(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    periods = ("2020-01-01/P3Y", "2022-01-01/P3Y")
    rows = tuple(observed(10.0, 9.0, 11.0, period) for period in periods)
    levels = {row.period: replace(row, area_code=ENGLAND, value=14.0) for row in rows}
    track = Trajectory(tiny_registry[ALDER], rows, rows)
    rate, england = tiny_catalogue["rate"], tiny_registry[ENGLAND]
    assert write_benchmark_gap_sentence(rate, track, england, levels).endswith(
        "The two periods share years, so we do not say whether the gap changed."
    )
    itself = Trajectory(england, tuple(levels.values()), tuple(levels.values()))
    assert write_benchmark_gap_sentence(rate, itself, england, levels) == (
        "England is what the others stand beside here."
    )
    assert write_benchmark_gap_headline(rate, itself, england, levels) == "Test rate in England"
    assert write_benchmark_gap_sentence(rate, track, england, {}) == (
        "No period has a figure for the test rate in both Alder and England."
    )


def test_every_sentence_on_a_gap_is_recomputed_for_every_current_place(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue, world: World
) -> None:
    read = 0
    for slug in world.held:
        benchmark = next((one for one in (ENGLAND, UK) if known_rows(world, slug, one)), None)
        if benchmark is None:
            continue
        series = observations.read_series(bundled, [slug], world.current)
        levels = {row.period: row for row in series[slug, benchmark] if row.value is not None}
        for code in world.current:
            if (slug, code) not in series or code == benchmark:
                continue
            track = Trajectory(bundled_registry[code], series[slug, code], series[slug, code])
            said = write_benchmark_gap_sentence(
                bundled_catalogue[slug], track, bundled_registry[benchmark], levels
            )
            assert said == expected_gap_sentence(world, slug, code, benchmark), (slug, code)
            read += 1
    assert read > 20_000


def known_rows(world: World, slug: str, code: str) -> dict[str, Row]:
    """The rows with a figure, by period."""
    return {row.period: row for row in world.rows.get((slug, code), ()) if row.value is not None}


def expected_gap_sentence(world: World, slug: str, code: str, benchmark: str) -> str:
    """What must be said of an area's gap, worked out from the raw rows."""
    indicator, place, against = (
        world.indicators[slug],
        world.in_text(code),
        world.in_text(benchmark),
    )
    ours, theirs = known_rows(world, slug, code), known_rows(world, slug, benchmark)
    periods = [period for period in ours if period in theirs]
    phrase = indicator["phrase"]
    if not periods:
        return f"No period has a figure for {phrase} in both {place} and {against}."
    first = fair_start(periods)
    ends = [first, periods[-1]] if first else periods[-1:]
    parts = []
    for period in ends:
        own, level = ours[period], theirs[period]
        gap = shown_gap(indicator, own, level)
        side = "level with"
        if gap:
            side = f"{write_difference(indicator, abs(gap))} {'above' if gap > 0 else 'below'}"
        words = f"{side} {against} {brackets(indicator, own, level, ('above', 'below'))}".strip()
        parts.append(f"{words} in {period_words(period)}")
    start = f"{phrase[0].upper()}{phrase[1:]} in {place} was {' and '.join(parts)}."
    if first is None and len(periods) > 1:
        month = "There is no figure for the same month of an earlier year to hold it against."
        return f"{start} {month}"
    if first is None:
        return start
    pairs = [(ours[period], theirs[period]) for period in ends]
    change = expected_gap_change(indicator, pairs, place, against)
    return f"{start} {change}{own_prices(indicator)}"


def shown_gap(indicator: dict[str, Any], own: Row, level: Row) -> Decimal:
    assert own.value is not None
    assert level.value is not None
    return rounded(indicator, own.value) - rounded(indicator, level.value)


def expected_gap_change(
    indicator: dict[str, Any], pairs: list[tuple[Row, Row]], place: str, against: str
) -> str:
    """What must be said of a gap's change from the first pair of figures to the last."""
    (first, first_level), (last, last_level) = pairs
    if last.starts <= last_day(first.period):
        return "The two periods share years, so we do not say whether the gap changed."
    before, after = (shown_gap(indicator, own, level) for own, level in pairs)
    sizes = [own.value - level.value for own, level in pairs]  # type: ignore[operator]
    moved = sizes[1] - sizes[0]
    size = write_difference(indicator, abs(after - before))
    is_same = before == after or (after > before) != (moved > 0) or moved == 0
    crosses = not is_same and (before > 0 > after or after > 0 > before)
    kind = "wider" if abs(after) > abs(before) else "narrower"
    ends = [difference_ends(own, level) for own, level in pairs]
    if ends[0] is None or ends[1] is None:
        words = f"The gap became {size} {kind}."
        if crosses:
            words = f"It went to the other side of {against}, by {size}."
        return f"{'The gap looks the same.' if is_same else words} No interval is published."
    lower = moved - ((sizes[1] - ends[1][0]) ** 2 + (ends[0][1] - sizes[0]) ** 2) ** 0.5
    upper = moved + ((ends[1][1] - sizes[1]) ** 2 + (sizes[0] - ends[0][0]) ** 2) ** 0.5
    up, down = "up", "down"
    if not is_same and not crosses:
        up, down = ("wider", "narrower") if max(before, after) > 0 else ("narrower", "wider")
    apart = abs(rounded(indicator, sizes[1]) - rounded(indicator, sizes[0]))
    written = write_ends(indicator, moved, lower, upper, (up, down), apart)
    unclear = lower <= 0 <= upper
    way = "up" if moved > 0 else "down"
    chance = (
        f"which chance alone could do: from {written[1:-1]}. So the gap has not clearly changed."
    )
    if is_same:
        words = f"The gap looks the same: it may have moved from {written[1:-1]}."
    elif crosses and unclear:
        words = f"It went {way} to the other side of {against}, by {size}, {chance}"
    elif crosses:
        words = f"It went {way} to the other side of {against}, by {size} {written}."
    elif unclear:
        words = f"The gap is {size} {kind}, {chance}"
    else:
        words = f"The gap became {size} {kind} {written}."
    for name, rows in ((place, (first, last)), (against, (first_level, last_level))):
        bare = [row for row in rows if row.lower is None or row.upper is None]
        if len(bare) == 2:
            words += f" No interval is published for {name}, so its figures count as exact."
        elif bare:
            words += f" No interval is published for {name} in {period_words(bare[0].period)}, so"
            words += " that figure counts as exact."
    return words


@pytest.mark.parametrize("slug", SAMPLE)
def test_the_benchmarks_change_is_recomputed_beside_every_current_place(
    slug: str,
    bundled: Store,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    world: World,
) -> None:
    indicator, raw = bundled_catalogue[slug], world.indicators[slug]
    series = observations.read_series(bundled, [slug], world.current)
    read = 0
    for code in world.current:
        rows = [row for row in world.rows.get((slug, code), ()) if row.value is not None]
        wider = next((one for one in world.benchmarks(code) if (slug, one) in world.rows), None)
        if len(rows) < 2 or wider is None:
            continue
        track, against = (
            Trajectory(bundled_registry[one], series[slug, one], series[slug, one])
            for one in (code, wider)
        )
        alone = write_figures_sentence(indicator, track)
        beside = write_figures_sentence(indicator, track, wider=against)
        assert beside.startswith(f"{alone} ")
        expected = expected_beside(world, raw, (code, wider), rows[0], rows[-1])
        assert beside.removeprefix(f"{alone} ") == expected, code
        read += 1
    assert read > 300


def expected_beside(
    world: World, indicator: dict[str, Any], codes: tuple[str, str], first: Row, last: Row
) -> str:
    """What must be said of the benchmark's change between the two periods of a place."""
    place, name = (world.in_text(code) for code in codes)
    wider = codes[1]
    start, end = (world.at(indicator["slug"], wider, row.period) for row in (first, last))
    if start is None or end is None or start.value is None or end.value is None:
        return f"{name[0].upper()}{name[1:]} has no figures for both periods."
    if last.starts <= last_day(first.period):
        then, now = (write_figure(indicator, row.value or 0.0) for row in (start, end))
        return f"In {name} it was {then} and then {now}."
    words = expected_change(indicator, start, end).strip()
    comma = "" if words.startswith("It ") else ","
    said = f"In {name}{comma} {words[0].lower()}{words[1:]}"
    ours, theirs = difference_ends(last, first), difference_ends(end, start)
    if ours is None or theirs is None:
        return said
    assert first.value is not None
    assert last.value is not None
    here, there = last.value - first.value, end.value - start.value
    gap = here - there
    lower = gap - ((here - ours[0]) ** 2 + (theirs[1] - there) ** 2) ** 0.5
    upper = gap + ((ours[1] - here) ** 2 + (there - theirs[0]) ** 2) ** 0.5
    shown = shown_gap(indicator, last, first) - shown_gap(indicator, end, start)
    size = abs(shown)
    if lower <= 0 <= upper or size == 0 or (shown > 0) != (gap > 0):
        whose, of_the_wider = (f"{one}’" if one[-1] == "s" else f"{one}’s" for one in (place, name))
        whose = whose[0].upper() + whose[1:]
        return f"{said} {whose} change and {of_the_wider} are not clearly different."
    ends = (lower, upper) if gap > 0 else (-upper, -lower)
    near, far = (write_size(indicator, one) for one in ends)
    near = near if rounded(indicator, ends[0]) else "just over 0"
    if here * there > 0:
        noun, degree = (
            ("rise" if here > 0 else "fall"),
            ("larger" if abs(here) > abs(there) else "smaller"),
        )
        return (
            f"{said} The {noun} here was {write_difference(indicator, size)} {degree} ({near} to "
            f"{far})."
        )
    side = "above" if gap > 0 else "below"
    return (
        f"{said} The change here was {write_difference(indicator, size)} {side} that ({near} to "
        f"{far})."
    )
