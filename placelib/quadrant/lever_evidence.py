"""What leverage is measured from, read once from the store and never changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from placelib.database.connection import Store
from placelib.model import ENGLAND, LONDON
from placelib.quadrant.lever_facts import LeverFact
from placelib.quadrant.levers import PLANNING_PARTS

THOUSAND, MILLION = 1e3, 1e6
GRANTS = "grants received"
PLANNING_PREFIX = "planningBreakdown."

# Pounds by service in one year of one body.
Services = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class District:
    """A current English council of the lower tier, with what it belongs to and its residents.

    ``county`` is None for a council that is both tiers at once; ``authority`` is None where there
    is no combined authority, and London for a borough.
    """

    code: str
    name: str
    county: str | None
    authority: str | None
    region: str
    population: float


@dataclass(frozen=True, slots=True)
class RegionLever:
    """What is spent on a lever in a region in a year, in pounds, by who spends it.

    ``current`` is the part of the sum that is day-to-day spending; the rest is capital.
    """

    central: float
    local: float
    public_corporations: float
    current: float

    @property
    def everything(self) -> float:
        """Current and capital spending of all levels."""
        return self.central + self.local + self.public_corporations


@dataclass(frozen=True, slots=True)
class DepartmentFunction:
    """Pounds that one department or government spends in a region on one function in a year."""

    department: str
    kind: str
    function: str
    year: str
    pounds: float


@dataclass(frozen=True, slots=True)
class PastOutturn:
    """A body's outturn in one year in pounds; ``everything`` is None where it must not be used."""

    everything: float | None
    education: float
    police_and_fire: float


@dataclass(frozen=True, slots=True)
class LocalShare:
    """Local spending over all identifiable spending in one region, year and scope."""

    year: str
    scope: str
    share: float


@dataclass(frozen=True, slots=True, eq=False)
class LeverageEvidence:
    """The loaded inputs: keep one and pass it to every call.

    ``outturn`` is by body and financial year, ``planning`` the part of an authority's planning and
    development that is planning. ``spending`` is by area and lever in ``spending_year``.
    """

    districts: Mapping[str, District]
    outturn: Mapping[str, Mapping[str, Services]]
    bodies: Mapping[str, str]
    planning: Mapping[tuple[str, str], float]
    spending: Mapping[str, Mapping[str, RegionLever]]
    spending_year: str
    departments: Mapping[str, tuple[DepartmentFunction, ...]]
    local_shares: Mapping[str, tuple[LocalShare, ...]]
    taxes: Mapping[tuple[str, str], Mapping[str, float]]
    revenue: Mapping[tuple[str, str], Mapping[str, float]]
    cpih: Mapping[str, float]
    gdp_deflator: Mapping[str, float]
    past: Mapping[str, Mapping[str, PastOutturn]]
    facts: tuple[LeverFact, ...]

    def members(self, code: str) -> tuple[District, ...]:
        """The current districts of England or a part of it, or the district itself."""
        if code in self.districts:
            return (self.districts[code],)
        return tuple(
            district
            for district in self.districts.values()
            if code in (district.county, district.authority, district.region, ENGLAND)
        )

    def population(self, code: str) -> float:
        """The residents of an area in the newest mid-year, 0 where it is unknown."""
        return sum(district.population for district in self.members(code))


def load_leverage_evidence(store: Store) -> LeverageEvidence:
    """Everything leverage is measured from; empty where a data file has no such tables.

    Raises NoDatabase through the store.

        >>> evidence = load_leverage_evidence(Store())
        >>> reading_of(evidence, "E47000001").headline
    """
    spending, year = _read_spending(store)
    deflators = store.rows("leverage_deflators")
    outturn, bodies = _read_outturn(store)
    return LeverageEvidence(
        districts={row["code"]: _read_district(row) for row in store.rows("leverage_places")},
        outturn=outturn,
        bodies=bodies,
        planning=_read_planning(store),
        spending=spending,
        spending_year=year,
        departments=_read_departments(store),
        local_shares=_read_local_shares(store),
        taxes=_read_taxes(store),
        revenue=_read_revenue(store),
        cpih={row["year"]: row["cpih"] for row in deflators if row["cpih"] is not None},
        gdp_deflator={row["year"]: row["gdp"] for row in deflators},
        past=_read_past(store),
        facts=tuple(LeverFact(**row) for row in store.rows("quadrant_levers")),
    )


def _read_district(row: Mapping[str, str | float | None]) -> District:
    region = str(row["region"])
    authority = LONDON if region == LONDON else row["authority"]
    return District(
        code=str(row["code"]),
        name=str(row["name"]),
        county=None if row["county"] is None else str(row["county"]),
        authority=None if authority is None else str(authority),
        region=region,
        population=float(row["population"] or 0.0),
    )


def _read_outturn(store: Store) -> tuple[dict[str, dict[str, dict[str, float]]], dict[str, str]]:
    returns: dict[str, dict[str, dict[str, float]]] = {}
    bodies: dict[str, str] = {}
    for row in store.rows("leverage_outturn"):
        years = returns.setdefault(row["area_code"], {})
        services = years.setdefault(row["year"], {})
        services[row["service"]] = (
            services.get(row["service"], 0.0) + row["thousand_pounds"] * THOUSAND
        )
        bodies[row["area_code"]] = row["body"]
    return returns, bodies


def _read_planning(store: Store) -> dict[tuple[str, str], float]:
    parts: dict[tuple[str, str], float] = {}
    for row in store.rows("leverage_parts"):
        key = row["area_code"], row["year"]
        is_planning = row["item"].removeprefix(PLANNING_PREFIX) in PLANNING_PARTS
        pounds = row["thousand_pounds"] * THOUSAND if is_planning else 0.0
        parts[key] = parts.get(key, 0.0) + pounds
    return parts


def _read_spending(store: Store) -> tuple[dict[str, dict[str, RegionLever]], str]:
    amounts: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    year = ""
    for row in store.rows("leverage_spending"):
        cells = amounts[row["area_code"], row["lever"]]
        for key in (row["level"], row["account"]):
            cells[key] = cells.get(key, 0.0) + row["thousand_pounds"] * THOUSAND
        year = row["year"]
    spending: dict[str, dict[str, RegionLever]] = {}
    for (area, lever), cells in amounts.items():
        names = ("central", "local", "public corporations", "current")
        parts = (cells.get(name, 0.0) for name in names)
        spending.setdefault(area, {})[lever] = RegionLever(*parts)
    return spending, year


def _read_departments(store: Store) -> dict[str, tuple[DepartmentFunction, ...]]:
    lines: defaultdict[str, list[DepartmentFunction]] = defaultdict(list)
    for row in store.rows("leverage_departments"):
        about = (row["department"], row["kind"], row["function"], row["year"])
        line = DepartmentFunction(*about, row["thousand_pounds"] * THOUSAND)
        lines[row["area_code"]].append(line)
    return {area: tuple(rows) for area, rows in lines.items()}


def _read_local_shares(store: Store) -> dict[str, tuple[LocalShare, ...]]:
    shares: defaultdict[str, list[LocalShare]] = defaultdict(list)
    for row in store.rows("leverage_local_share"):
        share = row["local_thousand_pounds"] / row["total_thousand_pounds"]
        shares[row["area_code"]].append(LocalShare(row["year"], row["scope"], share))
    return {area: tuple(rows) for area, rows in shares.items()}


def _read_taxes(store: Store) -> dict[tuple[str, str], dict[str, float]]:
    taxes: dict[tuple[str, str], dict[str, float]] = {}
    for row in store.rows("leverage_tax"):
        taxes.setdefault((row["area_code"], row["year"]), {})[row["part"]] = row["pounds"]
    return taxes


def _read_revenue(store: Store) -> dict[tuple[str, str], dict[str, float]]:
    revenue: dict[tuple[str, str], dict[str, float]] = {}
    for row in store.rows("leverage_revenue"):
        items = revenue.setdefault((row["area_code"], row["year"]), {})
        items[row["item"]] = row["million_pounds"] * MILLION
    return revenue


def _read_past(store: Store) -> dict[str, dict[str, PastOutturn]]:
    past: dict[str, dict[str, PastOutturn]] = {}
    for row in store.rows("leverage_past"):
        everything = row["everything"]
        past.setdefault(row["area_code"], {})[row["year"]] = PastOutturn(
            None if everything is None else everything * THOUSAND,
            row["education"] * THOUSAND,
            row["police_and_fire"] * THOUSAND,
        )
    return past
