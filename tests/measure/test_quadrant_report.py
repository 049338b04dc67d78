"""The report says what the library says, and its figures are small pictures."""

from __future__ import annotations

import pytest

from placelib.database.connection import Store
from placelib.quadrant import all_quadrants, load_evidence
from placelib.quadrant.across import combined_authorities
from tests.measure.quadrant_report import report


@pytest.fixture(scope="module")
def written(bundled: Store) -> tuple[str, dict[str, bytes]]:
    return report(bundled, "figures")


def test_every_authority_has_its_line_and_its_sentence(
    bundled: Store, written: tuple[str, dict[str, bytes]]
) -> None:
    document, _ = written
    for one in combined_authorities(all_quadrants(load_evidence(bundled))):
        assert f"| {one.name} | " in document
        assert f"### {one.name}\n\n{one.sentence}" in document
    assert "None" not in document
    assert "nan" not in document.split()


def test_the_figures_are_small_and_named_in_the_document(
    written: tuple[str, dict[str, bytes]],
) -> None:
    document, figures = written
    for name, picture in figures.items():
        assert f"(figures/{name})" in document
        assert picture.startswith(b"\x89PNG")
        assert 5_000 < len(picture) < 200_000
