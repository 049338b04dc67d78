"""The headline and the sentence of Trends say what the figures say, for every current place."""

from __future__ import annotations

import re
from typing import Any

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.model import ENGLAND
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.trends.text import (
    write_figures_sentence,
    write_gap_headline,
    write_gap_sentence,
    write_index_headline,
    write_index_sentence,
    write_trends_headline,
)
from placelib.trends.trajectories import (
    Trajectory,
    build_published,
    find_first_common_period,
    index_tracks,
    measure_gaps,
)
from tests.recomputed import (
    Row,
    World,
    difference_ends,
    expected_change,
    last_day,
    rounded,
    write_difference,
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
    tiny_atlas: AreaRegistry,
    tiny_catalogue: Catalogue,
    slug: str,
    code: str,
    headline: str,
) -> None:
    found = observations.read_series(tiny, [slug], [code])[slug, code]
    track = Trajectory(tiny_atlas[code], found, found)
    assert write_trends_headline(tiny_catalogue[slug], track) == headline


def test_the_headlines_of_an_index_and_of_a_gap(
    tiny: Store, tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    rows = observations.read_series(tiny, ["rate"], [ALDER, ENGLAND])
    found = {code: series for (_, code), series in rows.items()}
    (track,) = build_published([tiny_atlas[ALDER]], found)
    rate, base = tiny_catalogue["rate"], find_first_common_period([track])
    assert base is not None
    (index,) = index_tracks([track], base)
    assert (
        write_index_headline(rate, index, "2022")
        == "Test rate in Alder: 76.9 in 2023, where 2022 is 100"
    )
    levels = {one.period: one.value for one in found[ENGLAND] if one.value is not None}
    (gap,) = measure_gaps([track], found[ENGLAND], "England")
    assert write_gap_headline(rate, gap, tiny_atlas[ENGLAND], levels) == (
        "Test rate in Alder: 3.0 percentage points below England in 2023"
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
    for area in areas:
        rows = found.get((slug, area.code), ())
        said = write_trends_headline(bundled_catalogue[slug], Trajectory(area, rows, rows))
        known = [one for one in rows if one.value is not None]
        verb = re.search(r" (rose|fell) by .+ in .+ between ", said)
        if verb is None:
            continue
        first, last = known[0], known[-1]
        assert first.ends <= last.starts
        raw = [world.at(slug, area.code, row.period) for row in (last, first)]
        assert raw[0] is not None
        assert raw[1] is not None
        ends = difference_ends(raw[0], raw[1])
        assert ends is not None
        assert ends[0] > 0 if verb[1] == "rose" else ends[1] < 0


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
        "The two changes are not clearly different."
    )
    later = write_figures_sentence(indicator, track, "2021-01-01/P1Y", "2023-01-01/P1Y", wider)
    assert later == (
        "The employment rate in Liverpool was 73.0% in 2021 and 67.5% in 2023. No clear change: "
        "down by 5.5 percentage points, which chance alone could do (0.7 up to 11.7 down). In "
        "England it rose by 0.9 percentage points (0.4 to 1.4). The change here was 6.4 percentage "
        "points below that (0.2 to 12.6)."
    )
    # England beside itself says nothing twice.
    assert "In England" not in write_figures_sentence(indicator, wider, wider=wider)


@pytest.mark.parametrize("slug", SAMPLE)
def test_the_sentences_of_an_index_and_of_a_gap_hold_the_recomputed_numbers(
    slug: str, bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    indicator, areas = bundled_catalogue[slug], bundled_registry.current("ltla")
    every = observations.read_series(bundled, [slug], [ENGLAND, *(area.code for area in areas)])
    found = {code: rows for (_, code), rows in every.items()}
    levels = {one.period: one.value for one in found[ENGLAND] if one.value is not None}
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
        (moved,) = measure_gaps([track], found[ENGLAND], "England")
        both = [one for one in known if one.period in levels]
        if not both:
            continue
        said = write_gap_sentence(indicator, moved, bundled_registry[ENGLAND], levels)
        apart = round((both[-1].value or 0) - levels[both[-1].period], 6)
        text = re.search(
            r"([\d,.]+)? ?[^.]*?(above|below|level with) England in [^.]*\. Whether", said
        )
        assert text is not None
        side = said.rsplit(" England in ", 1)[0].rsplit(" ", 1)[1]
        assert side == "with" or (side == "above") == (apart > 0)


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
        expected = expected_beside(world, raw, wider, rows[0], rows[-1])
        assert beside.removeprefix(f"{alone} ") == expected, code
        read += 1
    assert read > 300


def expected_beside(
    world: World, indicator: dict[str, Any], wider: str, first: Row, last: Row
) -> str:
    """What must be said of the benchmark's change between the two periods of a place."""
    name = world.in_text(wider)
    start, end = (world.at(indicator["slug"], wider, row.period) for row in (first, last))
    if start is None or end is None or start.value is None or end.value is None:
        return f"{name[0].upper()}{name[1:]} has no figures for both periods."
    if last.starts <= last_day(first.period):
        then, now = (write_figure(indicator, row.value or 0.0) for row in (start, end))
        return f"In {name} it was {then} and then {now}."
    words = expected_change(indicator, start, end).strip()
    colon = "" if words.startswith("It ") else ":"
    said = f"In {name}{colon} {words[0].lower()}{words[1:]}"
    ours, theirs = difference_ends(last, first), difference_ends(end, start)
    if ours is None or theirs is None:
        return said
    assert first.value is not None
    assert last.value is not None
    here, there = last.value - first.value, end.value - start.value
    gap = here - there
    lower = gap - ((here - ours[0]) ** 2 + (theirs[1] - there) ** 2) ** 0.5
    upper = gap + ((ours[1] - here) ** 2 + (there - theirs[0]) ** 2) ** 0.5
    size = abs(rounded(indicator, here) - rounded(indicator, there))
    if lower <= 0 <= upper or size == 0:
        return f"{said} The two changes are not clearly different."
    ends = (lower, upper) if gap > 0 else (-upper, -lower)
    near, far = (write_size(indicator, one) for one in ends)
    near = near if rounded(indicator, ends[0]) else "just over 0"
    side = "above" if gap > 0 else "below"
    return (
        f"{said} The change here was {write_difference(indicator, size)} {side} that ({near} to "
        f"{far})."
    )
