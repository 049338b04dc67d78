"""The report says what the library says, and its figures are small pictures."""

from __future__ import annotations

import pytest

from placelib.quadrant.sentences import describe_understanding, explain_bend
from placelib.views import quadrant as quadrant_view
from tests.measure.quadrant_report import write_document


@pytest.fixture(scope="module")
def written() -> tuple[str, dict[str, bytes]]:
    return write_document("figures")


def test_every_authority_has_its_row_and_its_sentences(
    written: tuple[str, dict[str, bytes]],
) -> None:
    document, _ = written
    for one in quadrant_view.list_authorities():
        assert f"| {one.name} | " in document
        assert f"### {one.name}\n\n{explain_bend(one)} {describe_understanding(one)}" in document
    assert "None" not in document
    assert "nan" not in document.split()


def test_the_figures_are_small_and_named_in_the_document(
    written: tuple[str, dict[str, bytes]],
) -> None:
    document, figures = written
    assert set(figures) == {"authorities.png", "understanding.png", "leverage.png"}
    for name, picture in figures.items():
        assert f"(figures/{name})" in document
        assert picture.startswith(b"\x89PNG")
        assert 5_000 < len(picture) < 200_000
