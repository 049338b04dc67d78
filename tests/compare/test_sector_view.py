"""What one sector foretells of the others: on made councils, and recomputed for all real ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from placelib.areas.registry import AreaRegistry
from placelib.compare.sector_view import (
    Departure,
    Profiles,
    SectorReading,
    load_profiles,
    measure_topics,
    read_sector,
)
from placelib.compare.silo_text import RowCount, write_sector_sentence, write_silo_headline
from placelib.database.connection import Store
from placelib.model import Area, Indicator
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.district_spread import load_spreads

COUNCILS = 200


@pytest.fixture
def profiles(tiny_catalogue: Catalogue) -> Profiles:
    """Councils with a sector of three figures; one other follows it, one is noise of its own."""
    generator = np.random.default_rng(5)
    sector = generator.normal(size=(COUNCILS, 3))
    follows = sector.sum(axis=1) + 0.1 * generator.normal(size=COUNCILS)
    values = np.column_stack([sector, follows, generator.normal(size=COUNCILS)])
    topics = ("sector", "sector", "sector", "rest", "rest")
    indicators = tuple(
        replace(tiny_catalogue["rate"], slug=f"i{at}", label=f"Figure {at}", topic=topic)
        for at, topic in enumerate(topics)
    )
    return Profiles(tuple(f"E{at:08}" for at in range(COUNCILS)), indicators, values)


def council(area: Area, code: str) -> Area:
    return replace(area, code=code)


def test_a_sector_foretells_what_follows_it_and_nothing_of_noise(profiles: Profiles) -> None:
    shares = measure_topics(profiles)
    # One figure nearly wholly, the other not at all, or a little worse than not at all.
    assert shares == {"sector": pytest.approx(0.5, abs=0.05)}


def test_a_figure_far_from_the_forecast_is_particular_and_one_in_line_is_not(
    profiles: Profiles, tiny_registry: AreaRegistry
) -> None:
    area = council(tiny_registry["E07000001"], profiles.codes[0])
    in_line = read_sector(profiles, area, "sector")
    assert in_line is not None
    assert in_line.departures == ()
    assert in_line.figures == 2
    profiles.values[0, 3] += 2.0
    moved = read_sector(profiles, area, "sector")
    assert moved is not None
    assert moved.departures is not None
    assert [departure.indicator.slug for departure in moved.departures] == ["i3"]
    # Its own error is a tenth, so two is about twenty of the usual errors.
    assert moved.departures[0].errors_away == pytest.approx(20, rel=0.3)


def test_a_missing_figure_is_left_out_and_never_filled(
    profiles: Profiles, tiny_registry: AreaRegistry
) -> None:
    area = council(tiny_registry["E07000001"], profiles.codes[0])
    profiles.values[0, 4] = np.nan
    reading = read_sector(profiles, area, "sector")
    assert reading is not None
    assert reading.figures == 1
    # Two figures of the sector are too few to foretell from.
    profiles.values[0, 0] = np.nan
    reading = read_sector(profiles, area, "sector")
    assert reading is not None
    assert reading.departures is None


def test_a_council_unlike_all_others_or_of_another_nation_is_not_read(
    profiles: Profiles, tiny_registry: AreaRegistry
) -> None:
    area = council(tiny_registry["E07000001"], profiles.codes[0])
    profiles.values[0, 0] = 40.0
    reading = read_sector(profiles, area, "sector")
    assert reading is not None
    assert reading.departures is None
    welsh = read_sector(profiles, tiny_registry["W06000001"], "sector")
    assert welsh is not None
    assert welsh.departures is None
    assert read_sector(profiles, area, "nothing") is None


def test_the_share_of_every_real_sector_is_recomputed(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    """Each target and fold on its own, by least squares with the penalty as further rows."""
    profiles = load_profiles(bundled, bundled_registry, bundled_catalogue, load_spreads(bundled))
    complete = profiles.values[np.isfinite(profiles.values).all(axis=1)]
    assert len(complete) > 250
    assert len(profiles.indicators) > 60
    shares = measure_topics(profiles)
    assert 0.1 < min(shares.values()) < max(shares.values()) < 0.6
    topic = "economy"
    is_sector = [indicator.topic == topic for indicator in profiles.indicators]
    known, targets = complete[:, is_sector], complete[:, np.logical_not(is_sector)]
    scores = []
    for target in targets.T:
        wrong = 0.0
        for fold in range(10):
            out = np.arange(len(known)) % 10 == fold
            middle, scale = known[~out].mean(axis=0), known[~out].std(axis=0)
            x = (known[~out] - middle) / scale
            y = target[~out] - target[~out].mean()
            rows = np.vstack([x, np.sqrt(10.0) * np.eye(x.shape[1])])
            weights = np.linalg.lstsq(rows, np.append(y, np.zeros(x.shape[1])), rcond=None)[0]
            forecast = target[~out].mean() + (known[out] - middle) / scale @ weights
            wrong += float(np.sum((target[out] - forecast) ** 2))
        scores.append(1 - wrong / len(known) / target.var())
    assert shares[topic] == pytest.approx(np.mean(scores))


def test_most_councils_have_nothing_particular(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    profiles = load_profiles(bundled, bundled_registry, bundled_catalogue, load_spreads(bundled))
    readings = [
        read_sector(profiles, bundled_registry[code], "economy") for code in profiles.codes[::4]
    ]
    counts = [
        len(reading.departures)
        for reading in readings
        if reading is not None and reading.departures is not None
    ]
    assert len(counts) > 65
    assert 0.5 < counts.count(0) / len(counts) < 0.9


@pytest.mark.parametrize(
    ("away", "headline", "ending"),
    [
        (
            (),
            "Alder is much like councils with the same figures on economy",
            "In Alder, none of 54 other figures lies far from what they predict.",
        ),
        (
            (4.0,),
            "Alder: Test rate is higher than in councils alike on economy",
            "In Alder, 1 of 54 other figures lies far from what they predict: Test rate (higher).",
        ),
        (
            (-6.0, 4.0),
            "Alder: Test rate is lower than in councils alike on economy",
            (
                "In Alder, 2 of 54 other figures lie far from what they predict: Test rate "
                "(lower) and Test rate (higher)."
            ),
        ),
        (
            None,
            "24 of 75 figures set Alder apart",
            "Of Alder itself this cannot be said.",
        ),
    ],
)
def test_a_headline_only_where_the_place_is_particular(
    tiny_registry: AreaRegistry,
    tiny_catalogue: Catalogue,
    away: tuple[float, ...] | None,
    headline: str,
    ending: str,
) -> None:
    rate: Indicator = tiny_catalogue["rate"]
    departures = None if away is None else tuple(Departure(rate, distance) for distance in away)
    reading = SectorReading(
        topic="economy", share_foretold=0.384, councils=262, figures=54, departures=departures
    )
    area = tiny_registry["E07000001"]
    assert write_silo_headline(area, RowCount(75, 24, {"economy": 24}), reading) == headline
    sentence = write_sector_sentence(area, reading)
    assert sentence == (
        "Figures on economy predict 38% of how English councils differ on everything else. That "
        f"was tried on councils that had been kept aside. {ending}"
    )
    assert (
        write_silo_headline(area, RowCount(3, 0, {}), None) == "Nothing sets Alder far apart here"
    )
    assert write_sector_sentence(area, None) == ""
