"""Leverage over the years, departments and devolved marks, on paper."""

from __future__ import annotations

import pytest

from placelib.quadrant.lever_evidence import LeverageEvidence
from placelib.quadrant.leverage_series import (
    read_authority_shares,
    read_departments,
    read_devolved_marks,
    read_local_shares,
)
from tests import tiny_database as tiny
from tests.quadrant.made_leverage import YEAR, leverage_evidence


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> LeverageEvidence:
    return leverage_evidence(tmp_path_factory.mktemp("leverage"))


def test_a_years_share_leaves_out_schools_police_and_fire(evidence: LeverageEvidence) -> None:
    first, _, last = read_authority_shares(evidence, tiny.AUTHORITY)
    assert (first.year, first.share) == ("2019-20", pytest.approx(20 / (20 + 40 + 40)))
    assert (last.year, last.share) == (YEAR, pytest.approx(110 / (110 + 130 + 150)))


def test_a_year_without_a_councils_return_has_no_figure_and_names_it(
    evidence: LeverageEvidence,
) -> None:
    _, pandemic, _ = read_authority_shares(evidence, tiny.AUTHORITY)
    assert pandemic.share is None
    assert pandemic.why == f"no usable return of the body {tiny.CEDAR}"
    assert pandemic.is_pandemic


def test_a_council_has_no_line_of_an_authority(evidence: LeverageEvidence) -> None:
    assert read_authority_shares(evidence, tiny.CEDAR) == ()
    assert read_authority_shares(evidence, tiny.ELM) == ()


def test_the_local_share_of_a_region_runs_over_its_years(evidence: LeverageEvidence) -> None:
    shares = read_local_shares(evidence, tiny.MIDLANDS)
    assert [(one.year, one.share) for one in shares] == [("2014-15", 0.3), (YEAR, 0.2)]
    assert read_local_shares(evidence, tiny.MIDLANDS, "without social protection") == ()


def test_departments_are_counted_without_councils_and_without_what_takes_in_more(
    evidence: LeverageEvidence,
) -> None:
    departments = read_departments(evidence, tiny.MIDLANDS)
    assert [one.department for one in departments] == [
        "Department of Health",
        "Department for Transport",
    ]
    assert departments[0].functions == (("Health", 900_000.0),)


def test_a_devolved_government_decides_its_part_of_what_councils_do_not(
    evidence: LeverageEvidence,
) -> None:
    (wales,) = read_devolved_marks(evidence)
    assert (wales.nation, wales.share) == ("Wales", pytest.approx(40.0))
    assert (wales.decided_pounds, wales.undecided_pounds) == (40_000.0, 100_000.0)
