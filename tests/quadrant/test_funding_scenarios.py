"""What it would take to be halfway, on paper."""

from __future__ import annotations

import pytest

from placelib.quadrant.funding_scenarios import compute_halfway_money, compute_moved_headline
from placelib.quadrant.lever_evidence import LeverageEvidence
from placelib.quadrant.leverage_readings import read_leverage
from placelib.quadrant.tax_reading import read_tax
from tests import tiny_database as tiny
from tests.quadrant.made_leverage import leverage_evidence


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> LeverageEvidence:
    return leverage_evidence(tmp_path_factory.mktemp("leverage"))


def test_halfway_is_half_of_what_councils_do_not_spend(evidence: LeverageEvidence) -> None:
    halfway = compute_halfway_money(read_leverage(evidence, tiny.AUTHORITY))
    assert halfway is not None
    assert halfway.pounds == pytest.approx(370 / 2)
    assert halfway.more_pounds == pytest.approx(185 - 110)
    assert halfway.more_a_year == pytest.approx(75 * 1000)
    assert halfway.pounds_a_year == pytest.approx(185_000)


def test_the_money_is_also_said_in_documented_amounts(evidence: LeverageEvidence) -> None:
    halfway = compute_halfway_money(read_leverage(evidence, tiny.AUTHORITY))
    assert halfway is not None
    assert [(one.amount.name, one.times) for one in halfway.multiples] == [
        ("integrated settlement", pytest.approx(0.75)),
        ("investment fund", pytest.approx(75.0)),
    ]


def test_a_switch_moves_what_ministers_spend_on_a_lever(evidence: LeverageEvidence) -> None:
    reading = read_leverage(evidence, tiny.AUTHORITY)
    halfway = compute_halfway_money(reading)
    assert halfway is not None
    transport = next(one for one in halfway.transfers if one.lever == "transport")
    assert transport.pounds == pytest.approx(150.0)
    assert transport.headline == pytest.approx(100 * 260 / 370)
    assert compute_moved_headline(reading, {"transport"}) == pytest.approx(transport.headline)
    assert compute_moved_headline(reading, {"transport", "economy"}, 10) == pytest.approx(
        100 * (110 + 150 + 100 + 10) / 370
    )
    assert compute_moved_headline(reading, {"health"}) == pytest.approx(reading.headline)


def test_the_missing_money_itself_brings_it_exactly_halfway(evidence: LeverageEvidence) -> None:
    reading = read_leverage(evidence, tiny.AUTHORITY)
    halfway = compute_halfway_money(reading)
    assert halfway is not None
    assert compute_moved_headline(reading, (), halfway.more_pounds) == pytest.approx(50.0)


def test_without_a_reading_nothing_can_be_moved(evidence: LeverageEvidence) -> None:
    reading = read_leverage(evidence, tiny.ALDER)
    assert compute_halfway_money(reading) is None
    assert compute_moved_headline(reading, {"transport"}) is None


def test_tax_is_set_against_the_revenue_of_the_region_a_head(evidence: LeverageEvidence) -> None:
    tax = read_tax(evidence, tiny.AUTHORITY, tiny.AUTHORITY)
    assert tax is not None
    assert (tax.council_pounds, tax.revenue_pounds) == (pytest.approx(500.0), 10_000.0)
    assert tax.council_share == pytest.approx(0.05)
    # The general part of the precept alone, without police.
    assert tax.authority_share == pytest.approx(0.002)


def test_tax_without_a_figure_is_none_and_not_zero(evidence: LeverageEvidence) -> None:
    assert read_tax(evidence, tiny.ALDER, None) is None
    cedar = read_tax(evidence, tiny.CEDAR, None)
    assert cedar is not None
    assert (cedar.authority_pounds, cedar.authority_share) == (None, None)
