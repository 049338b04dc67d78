"""The numbers behind the quadrant's sentences, reckoned a second time from the raw tables.

Nothing here comes from placelib.quadrant: the indicators are chosen, the gaps squared and the
pounds divided again with pandas and numpy, from the rule as it is written down.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tests.recomputed import ENGLAND, TINY_COUNCILS, UK, World, last_day

LONDON = "E12000007"
DEVOLVED = {"N92000002", "S92000003", "W92000004"}
SURVIVAL = re.compile(r"-survival-(one|two|three|four|five)-year$")
AGE = re.compile(r"-aged-\d+(-to-\d+)?$")

Floats = NDArray[np.float64]


class Closeness(NamedTuple):
    """U1 with its variants; None where nothing is left to be compared."""

    indicators: int
    inclusive: float | None
    leave_one_out: float | None
    from_nation: float


class Body(NamedTuple):
    """The latest usable return of one body, in pounds, and the residents of that year."""

    code: str
    year: str
    net: float
    tax: float | None
    residents: float


class Tier(NamedTuple):
    """One tier's money a head; ``years`` are (body, financial year) in order of name."""

    pounds_a_head: float
    tax_share: float | None
    years: tuple[tuple[str, str], ...]
    net: float


class Amount(NamedTuple):
    """A documented yearly amount of an authority, in pounds."""

    name: str
    pounds: float
    year: str


@dataclass
class Reckoned:
    """What the sentences must say, area by area."""

    world: World
    money: pd.DataFrame
    facts: pd.DataFrame
    spending: dict[str, tuple[float, str]]
    former: dict[str, str]

    # Who stands where.

    @cached_property
    def districts(self) -> list[str]:
        """The current lower-tier councils of the United Kingdom."""
        return [
            code
            for code, area in self.world.areas.items()
            if area["level"] == "ltla" and area["ended"] is None
        ]

    def level(self, code: str) -> str:
        return str(self.world.areas[code]["level"])

    def middle(self, code: str) -> str | None:
        """The combined authority or London; else the devolved nation or the region; else None."""
        chain = self.world.chain(code)
        for one in chain:
            if self.level(one) == "cauth" or one == LONDON:
                return one
        for one in chain:
            if one in DEVOLVED or self.level(one) == "rgn":
                return one
        return None

    def has_authority(self, code: str) -> bool:
        middle = self.middle(code)
        return middle is not None and (middle == LONDON or self.level(middle) == "cauth")

    def units(self, code: str) -> list[list[str]]:
        """The councils or the county compared; for a middle tier itself each of its councils."""
        if self.middle(code) == code:
            return [[one] for one in self.world.members(code, "ltla")]
        return [[code] if self.level(code) == "ltla" else self.world.members(code, "ltla")]

    # Understanding.

    @cached_property
    def people(self) -> dict[str, float]:
        """The residents of every area in the newest mid-year."""
        found = {
            code: rows[-1]
            for (slug, code), rows in self.world.rows.items()
            if slug == "population-count"
        }
        newest = max(row.period for row in found.values())
        return {
            code: row.value
            for code, row in found.items()
            if row.period == newest and row.value is not None
        }

    @cached_property
    def periods(self) -> dict[str, str]:
        """The newest period of every rate or ratio among English councils."""
        found = {}
        for slug in self.world.held:
            rows = [self.world.newest(slug, code) for code in self.districts if code[0] == "E"]
            there = [row.period for row in rows if row is not None]
            if there and self.world.indicators[slug]["standardised"]:
                found[slug] = max(there, key=last_day)
        return found

    @cached_property
    def values(self) -> pd.DataFrame:
        """The figures of that period: a row a council, a column an indicator."""
        table = {}
        for slug, period in self.periods.items():
            newest = {code: self.world.newest(slug, code) for code in self.districts}
            table[slug] = {
                code: row.value
                for code, row in newest.items()
                if row is not None and row.period == period and row.value is not None
            }
        return pd.DataFrame(table, index=self.districts, dtype=float)

    @cached_property
    def chosen(self) -> list[str]:
        """The indicators of the picture, by the rule of the method, in the catalogue's order."""
        english = self.values[self.values.index.str.startswith("E")]
        coverage = english.notna().sum()
        place = {slug: at for at, slug in enumerate(self.world.indicators)}
        fit = [slug for slug in self.values if coverage[slug] >= 250]
        fit.sort(key=lambda slug: (-coverage[slug], place[slug]))
        likeness = english.drop(index=list(TINY_COUNCILS))[fit].corr().abs()
        kept: list[str] = []
        families = set[str]()
        for slug in fit:
            family = SURVIVAL.sub("-survival", AGE.sub("-aged", slug))
            if family != slug and family in families:
                continue
            if kept and (likeness.loc[slug, kept] > 0.95).any():
                continue
            kept.append(slug)
            families.add(family)
        return sorted(kept, key=place.__getitem__)

    @cached_property
    def z(self) -> pd.DataFrame:
        """The chosen figures in standard deviations of English councils, at most five away."""
        values = self.values[self.chosen]
        rod = values[values.index.str.startswith("E")].drop(index=list(TINY_COUNCILS))
        return ((values - rod.mean()) / rod.std(ddof=0)).clip(-5, 5)

    @cached_property
    def nations(self) -> dict[str, Floats]:
        """The average of England's councils, and of the United Kingdom's."""
        english = [code for code in self.districts if code[0] == "E"]
        return {ENGLAND: self.average(english), UK: self.average(self.districts)}

    def average(self, codes: Sequence[str]) -> Floats:
        """The average of councils by residents, over those that have the figure."""
        z = self.z.loc[list(codes)].to_numpy()
        people = np.array([self.people[code] for code in codes])[:, None] * np.isfinite(z)
        with np.errstate(invalid="ignore"):
            return np.asarray((np.nan_to_num(z) * people).sum(axis=0) / people.sum(axis=0))

    def closeness(self, code: str) -> Closeness | None:
        """U1 of an area with the average of its middle tier; None for a nation."""
        middle = self.middle(code)
        if middle is None:
            return None
        members = self.world.members(middle, "ltla")
        nation = self.nations[ENGLAND if code[0] == "E" else UK]
        near, alone = self.average(members), np.zeros(len(nation))
        sums = {"near": 0.0, "far": 0.0, "alone": 0.0, "far alone": 0.0}
        weight, counted = np.zeros(len(nation)), np.zeros(len(nation), dtype=bool)
        units = self.units(code)
        everyone = sum(self.people[one] for unit in units for one in unit)
        for unit in units:
            share = sum(self.people[one] for one in unit) / everyone
            own, others = self.average(unit), [one for one in members if one not in unit]
            alone = self.average(others) if others else np.full(len(nation), np.nan)
            there = np.isfinite(own) & np.isfinite(near) & np.isfinite(nation)
            both = there & np.isfinite(alone)
            sums["near"] += share * ((own - near)[there] ** 2).sum()
            sums["far"] += share * ((own - nation)[there] ** 2).sum()
            sums["alone"] += share * ((own - alone)[both] ** 2).sum()
            sums["far alone"] += share * ((own - nation)[both] ** 2).sum()
            weight += share * there
            counted |= there
        return Closeness(
            indicators=int(counted.sum()),
            inclusive=1 - sums["near"] / sums["far"] if sums["far"] else None,
            leave_one_out=1 - sums["alone"] / sums["far alone"] if sums["far alone"] else None,
            from_nation=float(np.sqrt(sums["far"] / weight.sum())),
        )

    def first_years(self, code: str) -> tuple[str, str]:
        """The first and the last year in which a period of the indicators that count began."""
        middle = self.middle(code)
        assert middle is not None
        near = self.average(self.world.members(middle, "ltla"))
        own = [self.average(unit) for unit in self.units(code)]
        there = np.isfinite(own).any(axis=0) & np.isfinite(near)
        years = [
            self.periods[slug][:4]
            for slug, is_there in zip(self.chosen, there, strict=True)
            if is_there
        ]
        return min(years), max(years)

    # Money.

    @cached_property
    def bodies(self) -> dict[str, Body]:
        """The latest usable return of every body, by the code it has today."""
        found = {}
        for code, lines in self.money[self.money["usable"]].groupby("area_code"):
            totals = lines[lines["item"] == "totalService"].sort_values("year")
            if totals.empty:
                continue
            last = totals.iloc[-1]
            tax = lines[
                (lines["year"] == last["year"])
                & lines["item"].isin(["councilTaxReq", "councilTax"])
            ]
            residents = self.world.at("population-count", str(code), f"{last['year'][:4]}-06-30")
            if residents is None or residents.value is None:
                continue
            today = self.former.get(str(code), str(code))
            found[today] = Body(
                today,
                str(last["year"]),
                1000 * float(last["thousand_pounds"]),
                1000 * float(tax["thousand_pounds"].iloc[0]) if len(tax) else None,
                residents.value,
            )
        return found

    def tier(self, codes: Sequence[str]) -> Tier | None:
        """The money of bodies together; None where fewer than 60% of residents have a return."""
        everyone = sum(self.people[code] for code in codes)
        usable = [self.bodies[code] for code in codes if code in self.bodies]
        people = np.array([self.people[one.code] for one in usable])
        if people.sum() < 0.6 * everyone or not usable:
            return None
        a_head = np.array([one.net / one.residents for one in usable])
        taxed = [one for one in usable if one.tax is not None]
        enough = sum(self.people[one.code] for one in taxed) >= 0.6 * everyone
        tax = sum(one.tax for one in taxed if one.tax is not None)
        return Tier(
            pounds_a_head=float((a_head * people).sum() / people.sum()),
            tax_share=tax / sum(one.net for one in taxed) if enough and taxed else None,
            years=tuple((self.world.name(one.code), one.year) for one in usable),
            net=sum(one.net for one in usable),
        )

    def local_body(self, code: str) -> str:
        """The council whose money stands for an area: of a district its county."""
        above = [one for one in self.world.chain(code) if self.level(one) == "utla"]
        return above[0] if above else code

    def local(self, code: str) -> Tier | None:
        """The money of the upper-tier council; for an authority that of all its councils."""
        if self.middle(code) != code:
            return self.tier([self.local_body(code)])
        upper = [
            one
            for one, area in self.world.areas.items()
            if code in self.world.parents[one]
            and area["ended"] is None
            and (area["level"] == "utla" or (area["level"] == "ltla" and area["is_utla"]))
        ]
        return self.tier(sorted(upper, key=self.world.name))

    def authority(self, code: str) -> Tier | None:
        """The money of the authority in the middle; None where there is none or no return."""
        middle = self.middle(code)
        return self.tier([middle]) if middle is not None and self.has_authority(code) else None

    def amounts(self, code: str) -> list[Amount]:
        """The documented amounts a year of an authority, its outturn first."""
        middle, money = self.middle(code), self.authority(code)
        assert middle is not None
        assert money is not None
        found = [Amount("its revenue outturn", money.net, money.years[0][1])]
        names = {
            "investment fund (gainshare)": "its investment fund",
            "integrated settlement": "its integrated settlement",
        }
        for fact in self.facts[self.facts["area_code"] == middle].itertuples():
            if fact.item in names:
                # One settlement is given for its four years together.
                years = 4 if "four years" in str(fact.unit) else 1
                pounds = 1e6 * float(fact.value) / years  # type: ignore[arg-type]
                found.append(Amount(names[str(fact.item)], pounds, str(fact.year)))
        return found


def read_reckoned(raw: duckdb.DuckDBPyConnection, world: World) -> Reckoned:
    """Everything the sentences are made from, straight from the tables of the build."""
    steps = raw.execute("SELECT area_code, successor_code FROM area_successor").fetchall()
    heirs, forerunners = Counter(old for old, _ in steps), Counter(new for _, new in steps)
    measure = "identifiable public spending per person"
    spending: list[tuple[Any, ...]] = raw.execute(
        "SELECT area_code, value, year FROM spending_fact WHERE measure = ?", [measure]
    ).fetchall()
    return Reckoned(
        world=world,
        money=raw.execute("FROM money").df(),
        facts=raw.execute("FROM lever_fact ORDER BY position").df(),
        spending={code: (value, year) for code, value, year in spending},
        former={old: new for old, new in steps if heirs[old] == 1 and forerunners[new] == 1},
    )
