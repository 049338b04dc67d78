"""The Scorecard page as partners change it: what they wrote stays until they take it out."""

from __future__ import annotations

import pytest
import streamlit as st

from placelib.scorecard.records import (
    Scorecard,
    SharedMeasure,
    read_scorecard_link,
    write_scorecard_link,
)
from tests.page_runs import open_page
from tests.pages.test_downloads import OpenMenu

LIVERPOOL = "E08000012"
LACKING = SharedMeasure("wealth", aim="Twice as much", owner="Treasury", review="2027-03-31")


def test_choosing_another_measure_keeps_one_that_today_s_data_lack(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(st, "popover", OpenMenu)
    card = Scorecard(LIVERPOOL, "x", (LACKING, SharedMeasure("employment-rate")))
    app = open_page("pages/scorecard.py", area=LIVERPOOL, card=write_scorecard_link(card))
    (choice,) = app.multiselect
    choice.select("claimant-count").run()
    assert not app.exception
    link = app.query_params["card"]
    measures = read_scorecard_link(link).measures
    assert measures[0] == LACKING
    assert [measure.indicator for measure in measures[1:]] == ["employment-rate", "claimant-count"]


def test_a_baseline_without_a_figure_is_shown_as_such_and_not_as_the_first_period(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(st, "expander", OpenMenu)
    measure = SharedMeasure("employment-rate", baseline="1999-01-01/P1Y")
    card = Scorecard(LIVERPOOL, "x", (measure,))
    app = open_page("pages/scorecard.py", area=LIVERPOOL, card=write_scorecard_link(card))
    assert not app.exception
    (baseline,) = [box for box in app.selectbox if box.label == "Baseline"]
    assert baseline.value == "1999-01-01/P1Y"
    assert "no figure for 1999" in baseline.options
