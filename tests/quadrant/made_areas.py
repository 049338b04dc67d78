"""Areas made by hand, whose answers can be worked out on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from placelib.areas.registry import AreaRegistry
from placelib.model import Area, Indicator
from placelib.quadrant.comparison import national_average
from placelib.quadrant.evidence import Evidence, LeverFact, Outturn, Spending
from placelib.quadrant.indicator_matrix import IndicatorMatrix
from placelib.quadrant.neighbourhoods import DOMAINS, INDEX, rank_neighbourhoods
from placelib.quadrant.picture import Figures, Floats, Picture
from placelib.quadrant.selection import IndicatorChoice

ENGLAND, UK, REGION, CA = "E92000001", "K02000001", "E12000002", "E47000099"


def area(code: str, name: str, level: str, *parents: str, is_utla: bool = False) -> Area:
    nations = {"E": ENGLAND, "W": "W92000004", "S": "S92000003"}
    return Area(code, name, level, is_utla, None, None, nations.get(code[0]), True, parents)


def indicator(slug: str, position: int, topic: str = "economy", **changes: object) -> Indicator:
    made = Indicator(
        slug=slug,
        position=position,
        label=slug.replace("-", " ").capitalize(),
        phrase=slug,
        what_it_is="",
        be_careful="",
        direction=None,
        direction_reason="",
        topic=topic,
        sub_topic=topic,
        dataset=slug,
        unit="%",
        prefix="",
        suffix="%",
        sub_text="",
        decimals=1,
        standardised=True,
        experimental=False,
        has_interval=False,
        can_be_negative=False,
        zero_baseline=True,
        frequency="annual",
        period_format="year",
        period_first=None,
        period_last=None,
        countries=("E",),
        levels=("ltla",),
        boundary_year=None,
        source_orgs=(),
        source_urls=(),
        released=date(2026, 1, 1),
        has_data=True,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def figures(values: Floats, indicators: Sequence[Indicator], **changes: object) -> Figures:
    """English districts E07000001 and on, one a row, with the same population each."""
    districts = len(values)
    made = Figures(
        codes=tuple(f"E07{place:06d}" for place in range(1, districts + 1)),
        english=np.ones(districts, dtype=bool),
        population=np.full(districts, 100_000.0),
        indicators=tuple(indicators),
        values=values,
        lower=np.full(values.shape, np.nan),
        upper=np.full(values.shape, np.nan),
        periods=tuple(("2024-01-01/P1Y", "2024") for _ in indicators),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def picture(
    z: Sequence[Sequence[float]],
    population: Sequence[float],
    topics: Sequence[str] | None = None,
    codes: Sequence[str] | None = None,
    error: Floats | None = None,
) -> Picture:
    """A picture with these standardised values, whatever they were made from."""
    values = np.array(z, dtype=float)
    codes = codes or [f"E08{place:06d}" for place in range(1, len(values) + 1)]
    topics = topics or ["economy"] * values.shape[1]
    chosen = tuple(
        IndicatorChoice(f"i{k}", f"I {k}", topic, True, "", 250, "2024-01-01/P1Y", "2024")
        for k, topic in enumerate(topics)
    )
    return Picture(
        codes=tuple(codes),
        rows={code: row for row, code in enumerate(codes)},
        english=np.array([code.startswith("E") for code in codes]),
        population=np.array(population, dtype=float),
        chosen=chosen,
        z=values,
        error=np.zeros(values.shape) if error is None else error,
    )


def outturn(code: str, pounds_a_head: float, population: float, **changes: object) -> Outturn:
    made = Outturn(
        area_code=code,
        body=code,
        year="2024-25",
        net=pounds_a_head * population,
        why=None,
        tax=0.25 * pounds_a_head * population,
        tax_why=None,
        police=0.0,
        fire=0.0,
        population=population,
        returns=8,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


A, B, C, D = "E08000001", "E08000002", "E08000003", "E08000004"


def evidence(
    z: Sequence[Sequence[float]] = ((2.0, 1.0), (0.0, 1.0), (-1.0, -1.0), (-1.0, -1.0)),
    population: Sequence[float] = (100.0, 300.0, 200.0, 200.0),
    outturns: Mapping[str, Outturn] | None = None,
    lever_facts: Sequence[LeverFact] = (),
    error: Floats | None = None,
) -> Evidence:
    """Four councils: A and B in a combined authority, C and D in none; all in one region.

    Councils decide £2,000 a head and the authority £1,000 of £10,000, unless told otherwise.
    """
    codes = (A, B, C, D)
    made = picture(z, population, error=error, codes=codes)
    areas = [
        area(A, "Aston", "ltla", CA, REGION, ENGLAND, UK, is_utla=True),
        area(B, "Beford", "ltla", CA, REGION, ENGLAND, UK, is_utla=True),
        area(C, "Ceton", "ltla", REGION, ENGLAND, UK, is_utla=True),
        area(D, "Deham", "ltla", REGION, ENGLAND, UK, is_utla=True),
        area(CA, "Twin Rivers", "cauth", REGION, ENGLAND, UK),
        area(REGION, "Northshire", "rgn", ENGLAND, UK),
        area(ENGLAND, "England", "ctry", UK),
        area(UK, "United Kingdom", "ctry"),
    ]
    people = dict(zip(codes, population, strict=True))
    people[CA] = population[0] + population[1]
    people[REGION] = people[ENGLAND] = people[UK] = sum(population)
    usual = {code: outturn(code, 2000.0, people[code]) for code in codes}
    usual[CA] = outturn(CA, 1000.0, people[CA], tax=0.0)
    england = national_average(made, np.ones(len(codes), dtype=bool))
    scores = {
        name: np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]) for name in (*DOMAINS, INDEX)
    }
    place = np.repeat(np.arange(4), 2)
    return Evidence(
        registry=AreaRegistry({one.code: one for one in areas}, {}),
        picture=made,
        choices=made.chosen,
        england=england,
        united_kingdom=england,
        neighbourhoods=rank_neighbourhoods({"place": place, **scores}, 4),
        population=people,
        population_label="June 2024",
        outturn=usual if outturns is None else outturns,
        spending={ENGLAND: Spending(10_000.0, "2023-24", "A title", "https://example.org")},
        lever_facts=tuple(lever_facts),
        statuses={},
        representation={},
        published={},
        published_at={},
        indicators_of_england=2,
        renamed=frozenset(),
    )


def matrix(
    z: Floats,
    noise: float = 0.0,
    population: Sequence[float] | None = None,
    codes: Sequence[str] | None = None,
    topics: Sequence[str] | None = None,
    england: Floats | None = None,
) -> IndicatorMatrix:
    """A matrix with these standardised values; each indicator is a sub-topic of its own."""
    codes = codes or [f"E08{place:06d}" for place in range(1, len(z) + 1)]
    topics = topics or ["economy"] * z.shape[1]
    nation = np.zeros(z.shape[1]) if england is None else england
    return IndicatorMatrix(
        codes=tuple(codes),
        rows={code: row for row, code in enumerate(codes)},
        english=np.array([code.startswith("E") for code in codes]),
        is_counted=np.ones(len(codes), dtype=bool),
        population=np.array(population if population is not None else [1000.0] * len(codes)),
        chosen=tuple(
            IndicatorChoice(f"i{k}", f"I {k}", topic, True, "", 250, "2024-01-01/P1Y", "2024")
            for k, topic in enumerate(topics)
        ),
        sub_topics=np.arange(z.shape[1]),
        z=z,
        noise=np.full(z.shape, noise),
        england=nation,
        united_kingdom=nation,
        substitutes={},
    )
