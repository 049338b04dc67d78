"""Leverage of every authority and council in the bundled file: consistent, and sayable."""

from __future__ import annotations

import math
import re

import pytest

from placelib.areas.registry import load_registry
from placelib.database.connection import Store
from placelib.model import LONDON
from placelib.quadrant.funding_scenarios import compute_halfway_money, compute_moved_headline
from placelib.quadrant.lever_evidence import LeverageEvidence, load_leverage_evidence
from placelib.quadrant.leverage_readings import LeverageReading, read_leverage
from placelib.quadrant.leverage_series import read_departments, read_local_shares
from placelib.quadrant.leverage_text import (
    write_coming_sentence,
    write_departments_sentence,
    write_halfway_sentence,
    write_lever_bar_sentence,
    write_leverage_headline,
    write_local_share_sentence,
    write_multiples_sentence,
    write_new_body_sentence,
    write_range_sentence,
    write_strongest_lever_sentence,
    write_tax_sentence,
)
from placelib.quadrant.new_bodies import load_new_bodies
from placelib.quadrant.powers_by_tier import load_powers_by_tier
from placelib.quadrant.tax_reading import read_tax

# The end of a sentence, and not the point of “£1.4 billion”.
SENTENCE_END = re.compile(r"(?<=[.?!]) (?=[A-Z])")
# Bournemouth, Christchurch and Poole alone takes four words each time it is named.
MOST_WORDS = 34
WRONG = re.compile(r"None|nan|inf\b|\b1 districts|  |\.\.")


@pytest.fixture(scope="module")
def evidence(store: Store) -> LeverageEvidence:
    return load_leverage_evidence(store)


@pytest.fixture(scope="module")
def readings(evidence: LeverageEvidence, store: Store) -> dict[str, LeverageReading]:
    """Every authority, London, every county and every district, by name in a sentence."""
    registry = load_registry(store)
    areas = [
        area
        for area in registry.areas.values()
        if area.is_current
        and area.has_page
        and area.is_english
        and (area.level in ("ltla", "utla", "cauth") or area.code == LONDON)
    ]
    return {area.in_sentence: read_leverage(evidence, area.code) for area in areas}


def test_a_reading_has_a_headline_or_a_reason_and_never_both(
    readings: dict[str, LeverageReading],
) -> None:
    assert len(readings) > 300
    for name, reading in readings.items():
        assert (reading.headline is None) == (reading.why is not None), name


def test_every_point_lies_in_its_range_and_every_figure_is_finite(
    readings: dict[str, LeverageReading],
) -> None:
    for name, reading in readings.items():
        if reading.headline is not None:
            assert reading.low is not None
            assert reading.high is not None
            assert reading.low <= reading.headline <= reading.high, name
        for lever in (*reading.levers, reading.police_and_fire):
            figures = (lever.council, lever.authority, lever.ministers, lever.everyone)
            assert all(figure is None or math.isfinite(figure) for figure in figures), name
            assert (lever.share is None) == (lever.why is not None), (name, lever)


def test_the_levers_add_up_to_the_place(readings: dict[str, LeverageReading]) -> None:
    for name, reading in readings.items():
        everyone = sum(lever.everyone for lever in reading.levers)
        assert everyone == pytest.approx(reading.everyone_pounds), name
        if reading.authority_pounds is not None:
            own = sum(lever.authority or 0.0 for lever in reading.levers)
            assert own == pytest.approx(reading.authority_pounds), name


def test_the_money_to_halfway_leads_to_halfway_for_everyone(
    readings: dict[str, LeverageReading],
) -> None:
    for name, reading in readings.items():
        halfway = compute_halfway_money(reading)
        if halfway is not None:
            after = compute_moved_headline(reading, (), halfway.more_pounds)
            assert after == pytest.approx(50.0), name


def test_every_sentence_about_every_place_can_be_said_aloud(
    evidence: LeverageEvidence, readings: dict[str, LeverageReading], store: Store
) -> None:
    texts = [write_new_body_sentence(body) for body in load_new_bodies(store)]
    for name, reading in readings.items():
        halfway = compute_halfway_money(reading)
        tax = read_tax(evidence, reading.code, reading.authority)
        texts += [
            write_leverage_headline(reading, name),
            write_range_sentence(reading),
            write_strongest_lever_sentence(reading),
            write_coming_sentence(reading.coming, name),
            write_halfway_sentence(halfway, name),
            write_multiples_sentence(halfway),
            write_tax_sentence(tax, name, has_authority=reading.authority is not None),
            *(write_lever_bar_sentence(lever, name) for lever in reading.levers),
        ]
    for region in sorted({district.region for district in evidence.districts.values()}):
        texts.append(write_departments_sentence(read_departments(evidence, region), region))
        texts.append(write_local_share_sentence(read_local_shares(evidence, region), region))
    for text in texts:
        assert not WRONG.search(text), text
        for sentence in SENTENCE_END.split(text):
            assert len(sentence.split()) <= MOST_WORDS, sentence


def test_who_decides_what_has_its_blanks_and_no_index(store: Store) -> None:
    functions = load_powers_by_tier(store)
    assert len(functions) == 36
    cells = [part for function in functions for part in function.parts.values()]
    assert (len(cells), sum(part is None for part in cells)) == (180, 44)
