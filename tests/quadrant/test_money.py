"""Money, tax and what it would take, on paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placelib.quadrant.components import Leverage
from placelib.quadrant.evidence import Evidence, LeverFact
from placelib.quadrant.leverage import NOT_EVIDENCED, leverage_of
from placelib.quadrant.tiers import tiers_of
from tests.quadrant.made_areas import CA, A, B, C, evidence, outturn


def leverage(made: Evidence, code: str, more: float = 0.0) -> Leverage:
    return leverage_of(made, tiers_of(made.registry, code), more)


def test_both_readings_on_paper() -> None:
    # £2,000 and £1,000 of £10,000 a head: shares of 0.2 and 0.1, and 0.7 for the nation.
    found = leverage(evidence(), A)
    assert found.local.tier_share == pytest.approx(0.2)
    assert found.middle.tier_share == pytest.approx(0.1)
    assert found.national_share == pytest.approx(0.7)
    assert found.l1_pooled.value == pytest.approx(0.1 / 0.8)
    assert found.l1_standalone.value == pytest.approx((0.1 - 0.2) / (0.7 - 0.2))


def test_tax_on_paper() -> None:
    # The council raises a quarter of its spending, the authority nothing.
    assert leverage(evidence(), A).l2.value == pytest.approx((0 - 0.25) / (1 - 0.25))


def test_zero_is_a_value() -> None:
    found = leverage(evidence(), A)
    assert found.middle.tax_share == 0
    assert found.l2.why is None


def test_a_whole_authority_weights_its_councils_by_population() -> None:
    made = evidence()
    made = replace(made, outturn={**made.outturn, A: outturn(A, 4000, 100)})
    found = leverage(made, CA)
    assert found.local.pounds_a_head == pytest.approx((100 * 4000 + 300 * 2000) / 400)
    assert (found.local.bodies, found.local.bodies_asked) == (2, 2)


def test_councils_with_a_return_must_hold_60_percent_of_the_residents() -> None:
    made = evidence()
    without_a = {code: one for code, one in made.outturn.items() if code != A}
    without_b = {code: one for code, one in made.outturn.items() if code != B}
    most = leverage(replace(made, outturn=without_a), CA)
    few = leverage(replace(made, outturn=without_b), CA)
    assert most.local.pounds_a_head == 2000
    assert most.local.population_share == 0.75
    assert few.l1_pooled.value is None
    assert few.l1_pooled.why == (
        "councils with a usable return hold 25% of the residents; 60% are needed"
    )


def test_a_year_that_is_not_usable_gives_a_reason_and_no_number() -> None:
    made = evidence()
    gap = outturn(A, 0, 100, net=None, why="the council made no return for this year")
    found = leverage(replace(made, outturn={**made.outturn, A: gap}), A)
    assert found.local.pounds_a_head is None
    assert found.l1_pooled.why == "the council made no return for this year"
    assert found.l2.value is None


def test_a_corrupt_tax_figure_leaves_the_money_standing() -> None:
    made = evidence()
    spoilt = outturn(A, 2000, 100, tax=None, tax_why="the figure is corrupt in the source")
    found = leverage(replace(made, outturn={**made.outturn, A: spoilt}), A)
    assert found.l1_pooled.value is not None
    assert found.l2.value is None
    assert found.l2.why == "the figure is corrupt in the source"


def test_a_new_authority_without_outturn_says_so() -> None:
    made = evidence()
    found = leverage(replace(made, outturn={A: made.outturn[A]}), A)
    assert found.l1_pooled.value is None
    assert found.l1_pooled.why == (
        "the source has no revenue outturn of the Twin Rivers combined authority yet"
    )
    assert found.halfway is None


def test_without_an_authority_there_is_no_leverage_and_no_lever() -> None:
    found = leverage(evidence(), C)
    assert (
        found.l1_pooled.why == "there is no combined authority here, only a region for statistics"
    )
    assert found.levers == ()


def test_spending_beyond_all_public_spending_gives_no_share() -> None:
    made = evidence()
    found = leverage(replace(made, outturn={**made.outturn, A: outturn(A, 12_000, 100)}), A)
    assert found.l1_pooled.value is None
    assert "too large" in (found.l1_pooled.why or "")


def test_halfway_on_paper() -> None:
    # Half of what councils do not decide: £4,000 a head, £3,000 more than now.
    gainshare = LeverFact(
        CA,
        "money",
        "investment fund (gainshare)",
        0.2,
        "GBP m a year",
        "2020",
        "T",
        "u",
        "high",
        "",
    )
    found = leverage(evidence(lever_facts=[gainshare]), CA)
    assert found.halfway is not None
    assert found.halfway.pounds_a_head == pytest.approx(4000)
    assert found.halfway.more_a_head == pytest.approx(3000)
    assert found.halfway.pounds_a_year == pytest.approx(4000 * 400)
    outturn_times, fund = found.halfway.multiples
    assert outturn_times.times == pytest.approx(4)
    assert [fund.pounds_a_year, fund.times] == pytest.approx([200_000, 8])


def test_a_settlement_for_four_years_counts_as_a_yearly_average() -> None:
    fact = LeverFact(
        CA,
        "money",
        "integrated settlement",
        4.0,
        "GBP m, four years",
        "2026-27 on",
        "T",
        "u",
        "",
        "",
    )
    found = leverage(evidence(lever_facts=[fact]), CA)
    assert found.halfway is not None
    assert found.halfway.multiples[1].pounds_a_year == pytest.approx(1_000_000)


def test_moving_the_money_to_halfway_puts_the_reading_at_a_half() -> None:
    made = evidence()
    today = leverage(made, A)
    assert today.halfway is not None
    moved = leverage(made, A, today.halfway.more_a_head)
    assert moved.l1_pooled.value == pytest.approx(0.5)
    assert moved.halfway == today.halfway


def test_the_mayors_police_spending_outside_the_return_is_noted() -> None:
    fact = LeverFact(CA, "policing", "mayor exercises PCC functions", 1.0, "", "", "T", "u", "", "")
    (note,) = leverage(evidence(lever_facts=[fact]), A).middle.notes
    assert note == "The mayor’s police spending and precept are outside the authority’s return."


def test_police_inside_the_return_is_noted_with_its_amount() -> None:
    made = evidence()
    with_police = outturn(CA, 1000, 400, police=4.2e6)
    found = leverage(replace(made, outturn={**made.outturn, CA: with_police}), A)
    assert found.middle.notes == ("The authority’s return includes £4 million for police.",)


def test_levers_without_a_source_are_not_evidenced_and_never_zero() -> None:
    levers = {lever.name: lever for lever in leverage(evidence(), A).levers}
    assert levers["money"].standing == "measured"
    assert levers["skills"].standing == "no fact in the source"
    for name in NOT_EVIDENCED:
        assert levers[name].standing == "not evidenced"
        assert levers[name].facts == ()
