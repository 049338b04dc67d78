"""Leverage over time, the local share of each region, the departments in it, and devolved marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placelib.quadrant.lever_evidence import LeverageEvidence

# The two years in which grants for the pandemic passed through every tier.
PANDEMIC_YEARS = ("2020-21", "2021-22")
# A council without a usable return leaves a hole that no average may fill: below this share of the
# residents a year has no figure.
LEAST_COVERED_YEAR = 0.99
ALL_SCOPE = "all"
RECLASSIFIED = (
    "Part of the fall is reclassification and no decision about a place: schools that became "
    "academies, and rail, count as central."
)
DEVOLVED_NATIONS: Mapping[str, tuple[str, str]] = {
    "S92000003": ("Scotland", "the Scottish Government"),
    "W92000004": ("Wales", "the Welsh Government"),
    "N92000002": ("Northern Ireland", "the Northern Ireland Executive"),
}


@dataclass(frozen=True, slots=True)
class YearShare:
    """A share from 0 to 1 in one financial year; None with the reason in ``why``."""

    year: str
    share: float | None
    why: str | None = None

    @property
    def is_pandemic(self) -> bool:
        """True where the year's money was the pandemic's."""
        return self.year in PANDEMIC_YEARS


@dataclass(frozen=True, slots=True)
class DepartmentSpending:
    """What one department spends in a region, in pounds, and on which functions, largest first."""

    department: str
    pounds: float
    functions: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class DevolvedMark:
    """A devolved government's leverage: 100 times what it decides of what councils do not."""

    code: str
    nation: str
    government: str
    year: str
    share: float
    decided_pounds: float
    undecided_pounds: float


def read_authority_shares(evidence: LeverageEvidence, authority: str) -> tuple[YearShare, ...]:
    """The authority's part of what it and its councils spend together, year by year.

    Councils are the upper tier, without schools; police and fire are out on both sides. The years
    are those of the authority's own returns, the oldest first; none gives nothing.
    """
    members = tuple(
        member for member in evidence.members(authority) if member.authority == authority
    )
    years = evidence.past.get(authority, {}) if members else {}
    bodies = sorted({district.county or district.code for district in members})
    residents = {
        body: sum(member.population for member in members if body in (member.code, member.county))
        for body in bodies
    }
    shares = []
    for year, outturn in sorted(years.items()):
        if outturn.everything is None:
            shares.append(YearShare(year, None, "the authority’s return is not usable"))
            continue
        missing = [body for body in bodies if _sum_council_pounds(evidence, body, year) is None]
        covered = 1 - sum(residents[body] for body in missing) / sum(residents.values())
        if covered < LEAST_COVERED_YEAR:
            names = ", ".join(evidence.bodies.get(body, body) for body in missing)
            shares.append(YearShare(year, None, f"no usable return of {names}"))
            continue
        pounds = outturn.everything - outturn.police_and_fire
        councils = sum(_sum_council_pounds(evidence, body, year) or 0.0 for body in bodies)
        shares.append(YearShare(year, pounds / (pounds + councils)))
    return tuple(shares)


def read_local_shares(
    evidence: LeverageEvidence, area: str, scope: str = ALL_SCOPE
) -> tuple[YearShare, ...]:
    """Local government's share of identifiable spending in a region or nation, since 2014-15.

    ``scope`` is one of “all”, “without social protection”, “without social protection and health”.
    A chart says RECLASSIFIED beside it.
    """
    return tuple(
        YearShare(row.year, row.share)
        for row in evidence.local_shares.get(area, ())
        if row.scope == scope
    )


def read_departments(evidence: LeverageEvidence, area: str) -> tuple[DepartmentSpending, ...]:
    """The national departments and bodies that spend in a region or nation, the largest first.

    Local and devolved government are not among them; nor are bodies whose sum is nil or negative,
    which are mostly pension schemes that take in more than they pay.
    """
    functions: dict[str, dict[str, float]] = {}
    for line in evidence.departments.get(area, ()):
        if line.kind == "department":
            spent = functions.setdefault(line.department, {})
            spent[line.function] = spent.get(line.function, 0.0) + line.pounds
    departments = [
        DepartmentSpending(
            department=name,
            pounds=sum(spent.values()),
            functions=tuple(sorted(spent.items(), key=lambda pair: -pair[1])),
        )
        for name, spent in functions.items()
        if sum(spent.values()) > 0
    ]
    return tuple(
        sorted(departments, key=lambda department: (-department.pounds, department.department))
    )


def read_devolved_marks(evidence: LeverageEvidence) -> tuple[DevolvedMark, ...]:
    """Scotland, Wales and Northern Ireland on the leverage strip, for scale and never in a ranking.

    Of identifiable spending that local government does not decide, the part that the devolved
    government does. Corporations that councils own count with neither.
    """
    marks = []
    for code, (nation, government) in DEVOLVED_NATIONS.items():
        lines = evidence.departments.get(code, ())
        local = sum(line.pounds for line in lines if line.department == "Local government")
        decided = sum(line.pounds for line in lines if line.kind == "devolved government")
        left = sum(line.pounds for line in lines) - local
        if left > 0:
            share = 100 * decided / left
            year = lines[0].year
            marks.append(
                DevolvedMark(
                    code=code,
                    nation=nation,
                    government=government,
                    year=year,
                    share=share,
                    decided_pounds=decided,
                    undecided_pounds=left,
                )
            )
    return tuple(marks)


def _sum_council_pounds(evidence: LeverageEvidence, body: str, year: str) -> float | None:
    """A council's outturn without schools, police and fire, None without a usable return."""
    outturn = evidence.past.get(body, {}).get(year)
    if outturn is None or outturn.everything is None:
        return None
    return outturn.everything - outturn.education - outturn.police_and_fire
