"""Areas made by hand, whose answers can be worked out on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from placelib.model import Area, Indicator
from placelib.quadrant.chance import ChanceBand, ChanceTest
from placelib.quadrant.indicator_matrix import Floats, IndicatorMatrix, PublishedFigures
from placelib.quadrant.leverage_readings import LeverageReading, LeverReading
from placelib.quadrant.records import ChancePlace, Quadrant
from placelib.quadrant.selection import IndicatorChoice
from placelib.quadrant.tiers import Tiers
from placelib.quadrant.understanding_readings import CouncilReading, SharedReading
from placelib.quadrant.verdicts import explain_verdict, find_sides, judge_bend

ENGLAND, UK, REGION, CA = "E92000001", "K02000001", "E12000002", "E47000099"


def area(code: str, name: str, level: str, *parents: str, is_utla: bool = False) -> Area:
    nations = {"E": ENGLAND, "W": "W92000004", "S": "S92000003"}
    return Area(
        code=code,
        name=name,
        level=level,
        is_utla=is_utla,
        started=None,
        ended=None,
        nation=nations.get(code[0]),
        has_page=True,
        parents=parents,
    )


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


def figures(values: Floats, indicators: Sequence[Indicator], **changes: object) -> PublishedFigures:
    """English districts E07000001 and on, one a row, with the same population each."""
    districts = len(values)
    made = PublishedFigures(
        codes=tuple(f"E07{place:06d}" for place in range(1, districts + 1)),
        english=np.ones(districts, dtype=bool),
        population=np.full(districts, 100_000.0),
        indicators=tuple(indicators),
        values=values,
        lower=np.full(values.shape, np.nan),
        upper=np.full(values.shape, np.nan),
        england=np.full(values.shape[1], np.nan),
        united_kingdom=np.full(values.shape[1], np.nan),
        periods=tuple(("2024-01-01/P1Y", "2024") for _ in indicators),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


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
            IndicatorChoice(
                slug=f"i{k}",
                label=f"I {k}",
                topic=topic,
                chosen=True,
                reason="",
                areas=250,
                period="2024-01-01/P1Y",
                period_label="2024",
            )
            for k, topic in enumerate(topics)
        ),
        sub_topics=np.arange(z.shape[1]),
        sub_topic_names={place: f"sub-topic {place}" for place in range(z.shape[1])},
        z=z,
        noise=np.full(z.shape, noise),
        england=nation,
        united_kingdom=nation,
        substitutes={},
    )


TWIN_RIVERS = area(CA, "Twin Rivers", "cauth", REGION, ENGLAND, UK)
ASTON = area("E08000001", "Aston", "ltla", CA, REGION, ENGLAND, UK, is_utla=True)
BEFORD = area("E08000002", "Beford", "ltla", CA, REGION, ENGLAND, UK, is_utla=True)
NORTHSHIRE = area(REGION, "Northshire", "rgn", ENGLAND, UK)
THE_NATION = area(ENGLAND, "England", "ctry", UK)


def authority_tiers() -> Tiers:
    """Twin Rivers with its two councils Aston and Beford."""
    members = (ASTON, BEFORD)
    return Tiers(
        area=TWIN_RIVERS, kind="combined authority", middle=TWIN_RIVERS,
        middle_kind="combined authority", nation=THE_NATION, units=((ASTON,), (BEFORD,)),
        members=members, county=None, region=NORTHSHIRE,
    )  # fmt: skip


def council_tiers() -> Tiers:
    """Aston, a council of Twin Rivers."""
    return replace(authority_tiers(), area=ASTON, kind="council", units=((ASTON,),))


def region_tiers() -> Tiers:
    """Northshire, where no authority decides."""
    return replace(
        authority_tiers(), area=NORTHSHIRE, kind="region", middle=NORTHSHIRE, middle_kind="region"
    )


def shared_reading(
    score: float | None, low: float | None = None, high: float | None = None, why: str | None = None
) -> SharedReading:
    """A reading of understanding with these ends."""
    share = None if score is None else 1 - (1 - score / 100) ** 2
    return SharedReading(
        score=score, low=low, high=high, share=share, indicators=62, sub_topics=17, why=why
    )


def leverage_reading(
    headline: float | None, low: float | None = None, high: float | None = None
) -> LeverageReading:
    """A reading of leverage: of £1,000 a head that councils do not decide."""
    pounds = None if headline is None else 10 * headline
    why = (
        None if headline is not None else "what the authority spent in 2024-25 is not published yet"
    )
    lever = LeverReading(
        lever="transport",
        council=200.0,
        authority=pounds,
        ministers=500.0,
        everyone=1200.0,
        share=headline,
        why=None,
    )
    return LeverageReading(
        code=CA,
        authority=CA,
        year="2024-25",
        population=1_000_000.0,
        council_pounds=600.0,
        authority_pounds=pounds,
        ministers_pounds=500.0,
        everyone_pounds=1600.0,
        headline=headline,
        low=low,
        high=high,
        why=why,
        levers=(lever,),
        police_and_fire=replace(lever, lever="police and fire"),
        all_spending=None if headline is None else headline / 10,
        current_only=headline,
        coming=None,
        covered=1.0,
        uprated=(),
        grants_pounds=0.0,
    )


def made_quadrant(
    understanding: SharedReading,
    leverage: LeverageReading,
    tiers: Tiers | None = None,
    council: CouncilReading | None = None,
    chance: tuple[float, float, float] | None = None,
) -> Quadrant:
    """A quadrant of these readings, with the verdict that follows from them."""
    sides = find_sides(understanding, leverage)
    verdict = judge_bend(sides)
    place = None
    if chance is not None:
        band = ChanceBand("all", 2, 3000, *chance, average=chance[1])
        place = ChancePlace(band, ChanceTest(CA, "all", 0.2, 0.4))
    return Quadrant(
        tiers=tiers or authority_tiers(),
        status=None,
        understanding=understanding,
        leverage=leverage,
        group=None,
        council=council,
        chance=place,
        like_chance=None,
        sides=sides,
        verdict=verdict,
        verdict_why=explain_verdict(verdict, sides, understanding, leverage),
        facts=(),
        notes=(),
    )
