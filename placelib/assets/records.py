"""What is published of what a place has: counts, what they are for each 10,000 people, and gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.formatting import listed, number
from placelib.model import ENGLAND, Area

# Counts are given for so many people: 0.4 libraries for each 10,000.
PER = 10_000
# The list of parishes is of England and Wales.
_WITH_PARISHES = ("E", "W")
# Months of a whole year of library figures.
_YEAR = 12
# Visits in person: those to a home are another thing.
_VISITS = ("Library", "Shared building", "Mobile library")
# Without those in a building, events online alone would stand for all: “Physical · Adult”.
_EVENTS_IN_PERSON = "Physical"
# A kind of use without a whole year may be left out of a total when it is at most this share of all
# that was returned: 5,000 visits to mobile libraries beside 1,100,000 to buildings.
_MOST_LEFT_OUT = 0.05
_UNKNOWN = "not stated"
_RUN_BY = {
    "council": "run by the council",
    "commissioned": "commissioned by it",
    "community": "run by the community with it",
    "independent": "independent",
    "unstaffed": "without staff",
    _UNKNOWN: "listed without saying who runs them or whether they are open",
    "closed for a time": "closed for a time",
}


@dataclass(frozen=True, slots=True)
class AssetKind:
    """One kind of asset; ``level`` is the geography level of its map."""

    slug: str
    label: str
    year: int
    year_label: str
    level: str
    source: str


_ARTS_COUNCIL = "Arts Council England, basic data set for libraries, December 2023"
_ACTIVITY = "Library authorities’ returns, collected in the public libraries activity data set"
KINDS: dict[str, AssetKind] = {
    kind.slug: kind
    for kind in (
        AssetKind(
            slug="libraries",
            label="Public libraries open",
            year=2023,
            year_label="end of 2023",
            level="utla",
            source=_ARTS_COUNCIL,
        ),
        AssetKind(
            slug="hours",
            label="Hours that libraries are open in a week",
            year=2023,
            year_label="end of 2023",
            level="utla",
            source=_ARTS_COUNCIL,
        ),
        AssetKind(
            slug="visits",
            label="Visits to libraries",
            year=2023,
            year_label="April 2023 to March 2024",
            level="utla",
            source=_ACTIVITY,
        ),
        AssetKind(
            slug="events",
            label="Events of libraries",
            year=2023,
            year_label="April 2023 to March 2024",
            level="utla",
            source=_ACTIVITY,
        ),
        AssetKind(
            slug="parishes",
            label="Parishes or communities",
            year=2025,
            year_label="September 2025",
            level="ltla",
            source="Office for National Statistics, list of parishes and communities",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Asset:
    """What a place has of one kind; ``count`` is None where ``note`` says why.

    ``rate`` is for each 10,000 people who live where it serves. ``holder`` is the area the figure
    is of: the county that runs the libraries of a district, or England in the United Kingdom.
    ``note`` says more of a count, and ``left_out`` briefly what is not in it.
    """

    kind: AssetKind
    holder: Area
    count: float | None
    rate: float | None
    note: str = ""
    left_out: str = ""

    @property
    def is_lower_bound(self) -> bool:
        """True where something is not counted that may be there, so that there is at least this."""
        return bool(self.left_out)


@dataclass(frozen=True)
class AssetTables:
    """The published rows by area: of libraries, their use, and parishes."""

    libraries: Mapping[str, Mapping[str, int]]
    hours: Mapping[str, tuple[float, int]]
    statutory: Mapping[str, Mapping[int, int]]
    uses: Mapping[tuple[str, str], Mapping[str, tuple[float, int]]]
    parishes: Mapping[str, int] = field(default_factory=dict)


def load_assets(store: Store) -> AssetTables:
    """The published rows of the data file; none where it is not there."""
    libraries: dict[str, dict[str, int]] = {}
    hours: dict[str, tuple[float, int]] = {}
    for row in store.rows("open_libraries"):
        code = row["area_code"]
        libraries.setdefault(code, {})[row["operator"]] = row["libraries"]
        total, stated = hours.get(code, (0.0, 0))
        hours[code] = total + (row["open_hours"] or 0.0), stated + row["with_hours"]
    statutory: dict[str, dict[int, int]] = {}
    for row in store.rows("statutory_libraries"):
        statutory.setdefault(row["area_code"], {})[row["year"]] = row["libraries"]
    uses: dict[tuple[str, str], dict[str, tuple[float, int]]] = {}
    for row in store.rows("library_uses"):
        by_kind = uses.setdefault((row["area_code"], row["measure"]), {})
        by_kind[row["breakdown"]] = row["total"], row["months"]
    parishes = {row["area_code"]: row["parishes"] for row in store.rows("parish_counts")}
    return AssetTables(
        libraries=libraries, hours=hours, statutory=statutory, uses=uses, parishes=parishes
    )


def list_library_authorities(
    registry: AreaRegistry, tables: AssetTables, area: Area
) -> tuple[Area, tuple[str, ...]]:
    """Whose libraries a place has: the area they serve, and the codes of their authorities.

    A district's are its county's, and those of the United Kingdom are England's: the list is of no
    other nation. Empty elsewhere outside England.
    """
    if area.code in tables.libraries:
        return area, (area.code,)
    inside = tuple(
        member.code
        for member in registry.members(area.code, "utla")
        if member.code in tables.libraries
    )
    if inside:
        return area if area.is_english else registry[ENGLAND], inside
    county = next(
        (tier for tier in registry.chain(area.code) if tier.code in tables.libraries), None
    )
    return (county, (county.code,)) if county is not None else (area, ())


def list_assets(
    registry: AreaRegistry,
    tables: AssetTables,
    area: Area,
    people: Mapping[tuple[str, int], float],
) -> list[Asset]:
    """Everything published of a place, kind by kind, without kinds that its nation has no list of.

    ``people`` are the residents of an area in a year, by code and year.
    """
    holder, authorities = list_library_authorities(registry, tables, area)
    assets = []
    if authorities:
        run_by = _count_libraries(tables, authorities)
        unknown = run_by.get(_UNKNOWN, 0)
        count = sum(run_by.values()) - run_by.get("closed for a time", 0) - unknown
        left_out = f"{unknown} more do not say whether they are open" if unknown else ""
        if unknown == 1:
            left_out = "1 more does not say whether it is open"
        runners = _describe_runners(run_by)
        assets = [
            _make_asset("libraries", holder, count, people, runners, left_out),
            _count_hours(tables, authorities, holder, people),
            _count_use(tables, authorities, holder, people, "visits"),
            _count_use(tables, authorities, holder, people, "events"),
        ]
    if area.code.startswith(_WITH_PARISHES):
        districts = [area.code, *(member.code for member in registry.members(area.code))]
        parishes = sum(tables.parishes.get(code, 0) for code in districts)
        note = "" if parishes else "none here, as in most cities"
        assets.append(_make_asset("parishes", area, parishes, people, note))
    return assets


def _make_asset(
    slug: str,
    holder: Area,
    count: float,
    people: Mapping[tuple[str, int], float],
    note: str,
    left_out: str = "",
) -> Asset:
    kind = KINDS[slug]
    residents = people.get((holder.code, kind.year))
    rate = PER * count / residents if residents else None
    return Asset(kind, holder, count, rate, note=note, left_out=left_out)


def _count_libraries(tables: AssetTables, authorities: Sequence[str]) -> dict[str, int]:
    run_by: dict[str, int] = {}
    for code in authorities:
        for operator, libraries in tables.libraries[code].items():
            run_by[operator] = run_by.get(operator, 0) + libraries
    return run_by


def _describe_runners(run_by: Mapping[str, int]) -> str:
    """“12 run by the council, 3 independent and 1 closed for a time”, most first."""
    parts = sorted(run_by.items(), key=lambda item: (-item[1], item[0]))
    return listed([f"{count:,} {_RUN_BY[operator]}" for operator, count in parts])


def _count_hours(
    tables: AssetTables,
    authorities: Sequence[str],
    holder: Area,
    people: Mapping[tuple[str, int], float],
) -> Asset:
    total = sum(tables.hours[code][0] for code in authorities)
    stated = sum(tables.hours[code][1] for code in authorities)
    run_by = _count_libraries(tables, authorities)
    # One that is closed for a time has no hours to state.
    expected = sum(run_by.values()) - run_by.get("closed for a time", 0)
    note = "" if stated >= expected else f"stated for {stated:,} of {expected:,}"
    left_out = f"{note} libraries" if note else ""
    return _make_asset("hours", holder, total, people, note, left_out)


def _count_use(
    tables: AssetTables,
    authorities: Sequence[str],
    holder: Area,
    people: Mapping[tuple[str, int], float],
    measure: str,
) -> Asset:
    """A year's use of all the authorities together; a gap where one of them has no whole year."""
    uses = [tables.uses.get((code, measure), {}) for code in authorities]
    totals = [_sum_year(by_kind, measure) for by_kind in uses]
    year_totals = [total for total in totals if total is not None]
    if len(year_totals) == len(totals):
        is_partial = any(
            months < _YEAR for by_kind in uses for _, months in _keep_counted(by_kind, measure)
        )
        note = f"a few {measure} are left out: no whole year of their kind" if is_partial else ""
        return _make_asset(measure, holder, sum(year_totals), people, note)
    kind = KINDS[measure]
    if len(authorities) == 1:
        note = "no figures for a whole year published"
    else:
        note = f"a whole year published by {len(year_totals)} of {len(totals)} authorities"
    return Asset(kind=kind, holder=holder, count=None, rate=None, note=note)


def _keep_counted(
    by_kind: Mapping[str, tuple[float, int]], measure: str
) -> list[tuple[float, int]]:
    """The totals and months of the kinds of use that count: of visits those in person."""
    return [
        use for breakdown, use in by_kind.items() if measure != "visits" or breakdown in _VISITS
    ]


def _sum_year(by_kind: Mapping[str, tuple[float, int]], measure: str) -> float | None:
    """The total of a whole year, None where a part of any size does not cover twelve months.

    Visits are those in person. Events online alone are no total of events. A kind of use without a
    whole year is left out where it is few of all (_MOST_LEFT_OUT).
    """
    counted = _keep_counted(by_kind, measure)
    total = sum(use for use, months in counted if months == _YEAR)
    is_most = total > 0 and sum(use for use, _ in counted) - total <= _MOST_LEFT_OUT * total
    is_in_person = measure != "events" or any(
        months == _YEAR and breakdown.startswith(_EVENTS_IN_PERSON)
        for breakdown, (_, months) in by_kind.items()
    )
    return total if is_most and is_in_person else None


def describe_statutory(tables: AssetTables, authorities: Sequence[str]) -> str:
    """How many statutory libraries there were first and last, as a sentence; empty without any.

    Of the years that all these authorities have a count of, so that no missing count reads as
    closed libraries. Authorities without any count are left out, and how many that are is said.
    """
    counts = [tables.statutory[code] for code in authorities if code in tables.statutory]
    years = set[int].intersection(*map(set, counts)) if counts else set[int]()
    if not years:
        return ""
    first, last = min(years), max(years)
    before, after = (sum(by_year[year] for by_year in counts) for year in (first, last))
    who = "Councils"
    if len(counts) < len(authorities):
        who = f"{len(counts)} of {len(authorities)} councils"
    change = f" and {number(after)} in {last}" if last > first else ""
    return f"{who} declared {number(before)} libraries statutory in {first}{change}."
