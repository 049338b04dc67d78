"""Leverage on paper: every reading of one small place, from a real database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placelib.quadrant.council_money import find_uprating_tolerance, sum_council_money
from placelib.quadrant.lever_evidence import LeverageEvidence
from placelib.quadrant.leverage_readings import LeverReading, read_leverage
from tests import tiny_database as tiny
from tests.quadrant.made_leverage import BEFORE, YEAR, leverage_evidence


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> LeverageEvidence:
    return leverage_evidence(tmp_path_factory.mktemp("leverage"))


def lever(evidence: LeverageEvidence, name: str) -> LeverReading:
    reading = read_leverage(evidence, tiny.AUTHORITY)
    return next(one for one in reading.levers if one.lever == name)


def test_the_headline_is_what_the_authority_decides_of_what_councils_do_not(
    evidence: LeverageEvidence,
) -> None:
    reading = read_leverage(evidence, tiny.AUTHORITY)
    assert reading.council_pounds == pytest.approx(280.0)
    assert reading.authority_pounds == pytest.approx(110.0)
    assert reading.everyone_pounds == pytest.approx(650.0)
    assert reading.headline == pytest.approx(100 * 110 / 370)
    assert (reading.authority, reading.year, reading.why) == (tiny.AUTHORITY, YEAR, None)


def test_the_low_reading_counts_grants_half_and_the_high_one_whole(
    evidence: LeverageEvidence,
) -> None:
    reading = read_leverage(evidence, tiny.AUTHORITY)
    assert reading.low == pytest.approx(100 * 90 / 370)
    assert reading.high == pytest.approx(reading.headline)
    assert reading.grants_pounds == pytest.approx(40.0)


def test_the_other_readings_stand_beside_the_headline(evidence: LeverageEvidence) -> None:
    reading = read_leverage(evidence, tiny.AUTHORITY)
    # Schools are in on the councils' side, police and fire out on every side.
    assert reading.all_spending == pytest.approx(100 * 110 / (1550 - 780))
    assert reading.current_only == pytest.approx(100 * 110 / (590 - 280))


def test_each_lever_has_pounds_by_tier_and_its_own_quotient(evidence: LeverageEvidence) -> None:
    transport = lever(evidence, "transport")
    assert (transport.council, transport.authority) == (pytest.approx(50.0), pytest.approx(60.0))
    assert (transport.ministers, transport.everyone) == (150.0, 200.0)
    assert transport.share == pytest.approx(100 * 60 / 150)
    economy = lever(evidence, "economy")
    assert economy.authority == pytest.approx(20.0)
    assert economy.council is None


def test_an_authoritys_planning_is_told_from_its_economy(evidence: LeverageEvidence) -> None:
    assert lever(evidence, "housing and planning").authority == pytest.approx(10.0)


def test_a_lever_without_a_line_in_the_return_is_not_evidenced_and_not_zero(
    evidence: LeverageEvidence,
) -> None:
    care = lever(evidence, "social care")
    assert (care.authority, care.share) == (None, None)
    assert care.why == "the authority’s return has no line for it"


def test_a_council_is_read_with_its_own_spending(evidence: LeverageEvidence) -> None:
    reading = read_leverage(evidence, tiny.CEDAR)
    assert reading.council_pounds == pytest.approx(325.0)
    assert reading.headline == pytest.approx(100 * 110 / (650 - 325))


def test_a_countys_money_is_added_to_its_districts(evidence: LeverageEvidence) -> None:
    alder = sum_council_money(evidence, tiny.ALDER)
    county = sum_council_money(evidence, tiny.OAKSHIRE)
    assert alder is not None
    assert county is not None
    assert alder.place == pytest.approx(200 + 50)
    assert county.place == pytest.approx(200 + (5 + 9) * 1000 / 400)
    assert county.covered == 1.0


def test_an_older_return_is_put_into_the_prices_of_the_year_and_named(
    evidence: LeverageEvidence,
) -> None:
    elm = sum_council_money(evidence, tiny.ELM)
    assert elm is not None
    assert elm.by_lever["culture"] == pytest.approx(24_000 / 600 / 0.8)
    assert elm.uprated == ((f"the body {tiny.ELM}", BEFORE),)


def test_without_an_authority_there_is_a_reason_and_no_headline(
    evidence: LeverageEvidence,
) -> None:
    reading = read_leverage(evidence, tiny.ALDER)
    assert (reading.headline, reading.low, reading.authority) == (None, None, None)
    assert reading.why == "the figures have no combined authority here"
    assert reading.council_pounds == pytest.approx(250.0)


def test_an_authority_without_a_return_has_no_point_but_what_is_coming(
    evidence: LeverageEvidence,
) -> None:
    without = replace(
        evidence,
        outturn={code: years for code, years in evidence.outturn.items() if code != tiny.AUTHORITY},
    )
    reading = read_leverage(without, tiny.AUTHORITY)
    assert reading.headline is None
    assert reading.why == "what the authority spent in 2024-25 is not published yet"
    assert reading.coming is not None
    assert reading.coming.arrow_end == pytest.approx(100 * 100 / 370)


def test_the_arrow_takes_the_largest_amount_alone(evidence: LeverageEvidence) -> None:
    coming = read_leverage(evidence, tiny.AUTHORITY).coming
    assert coming is not None
    assert [amount.name for amount in coming.amounts] == [
        "integrated settlement",
        "investment fund",
    ]
    # £0.4 million over four years is £100,000 a year, £100 a head.
    assert coming.largest.pounds_a_year == pytest.approx(100_000.0)
    assert coming.arrow_end == pytest.approx(100 * (110 + 100) / 370)


def test_a_mayors_police_budget_counts_with_police_and_fire_alone(
    evidence: LeverageEvidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_leverage(evidence, tiny.AUTHORITY)
    assert before.police_and_fire.authority is None
    monkeypatch.setattr(
        "placelib.quadrant.leverage_readings.POLICE_OF_MAYOR", {tiny.AUTHORITY: tiny.POLICE}
    )
    police = {tiny.POLICE: {YEAR: {"Police": 70_000.0}}}
    after = read_leverage(replace(evidence, outturn={**evidence.outturn, **police}), tiny.AUTHORITY)
    assert after.police_and_fire.authority == pytest.approx(70.0)
    assert after.police_and_fire.share == pytest.approx(100 * 70 / 80)
    assert after.headline == before.headline


def test_a_council_that_spends_more_than_the_region_has_no_reading(
    evidence: LeverageEvidence,
) -> None:
    rich = {tiny.CEDAR: {YEAR: {"Adult Social Care": 4_000_000.0}}}
    reading = read_leverage(replace(evidence, outturn={**evidence.outturn, **rich}), tiny.CEDAR)
    assert reading.headline is None
    assert "fills the whole scale" in (reading.why or "")


def test_the_tolerance_of_an_uprated_figure_is_that_of_the_councils_with_both_years(
    evidence: LeverageEvidence,
) -> None:
    # Uprated by 1.25, a council's 80 is 100; true figures run from 90 to 110.
    returns = {
        f"E0600{at:04d}": {
            BEFORE: {"Housing Services": 80.0},
            YEAR: {"Housing Services": 90.0 + at},
        }
        for at in range(21)
    }
    low, high = find_uprating_tolerance(replace(evidence, outturn=returns), BEFORE)
    assert (low, high) == (pytest.approx(0.91), pytest.approx(1.09))
    assert find_uprating_tolerance(evidence, YEAR) == (1.0, 1.0)
    assert find_uprating_tolerance(evidence, BEFORE) == (1.0, 1.0)


def test_an_area_without_districts_says_why_there_is_nothing(evidence: LeverageEvidence) -> None:
    reading = read_leverage(evidence, tiny.FERN)
    assert reading.headline is None
    assert reading.why == "the source has no spending by lever for this area"


def test_a_nation_of_several_authorities_has_no_one_reading(evidence: LeverageEvidence) -> None:
    assert read_leverage(evidence, tiny.ENGLAND).why == "no one authority covers the whole of it"
