"""Rows for tables and downloads keep the gap markers and say why."""

from __future__ import annotations

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.views.observation_rows import figure_row, marker
from tests.tiny_database import ALDER, CEDAR, DOGWOOD, ELM


def test_a_figure_has_its_number_unit_and_interval(
    tiny: Store, tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = observations.latest(tiny, [ALDER])["rate", ALDER]
    row = figure_row(tiny_catalogue["rate"], tiny_atlas[ALDER], one)
    assert (row["Figure"], row["Unit"], row["95% interval from"]) == ("10.0", "%", "9.0")
    assert (row["Code"], row["Period"], row["Reason for a gap"]) == (ALDER, "2023", "")


def test_a_gap_keeps_its_marker_and_its_reason(
    tiny: Store, tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    newest = observations.latest(tiny, [DOGWOOD, CEDAR])
    row = figure_row(tiny_catalogue["rate"], tiny_atlas[DOGWOOD], newest["rate", DOGWOOD])
    assert (row["Figure"], row["Reason for a gap"]) == ("[c]", "confidential")
    row = figure_row(tiny_catalogue["survey"], tiny_atlas[CEDAR], newest["survey", CEDAR])
    assert row["Figure"] == "[u]"
    row = figure_row(tiny_catalogue["pay"], tiny_atlas[ELM], None)
    assert row["Figure"] == "no value"
    assert row["Reason for a gap"].startswith("published for the areas of 2021")


def test_every_gap_has_a_marker_or_says_so() -> None:
    expected = {"not available": "[x]", "low reliability": "[u]", "not applicable": "[z]",
                "confidential": "[c]", "no value in the source": "no value"}  # fmt: skip
    assert {gap: marker(gap) for gap in expected} == expected
