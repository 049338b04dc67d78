"""Understanding of one uploaded measure, against sums done by hand."""

from __future__ import annotations

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.quadrant import Evidence, load_evidence
from placelib.quickview.description import Description
from placelib.quickview.figures import UploadedFigures, build_figures
from placelib.quickview.measure_understanding import compute_measure_understanding
from placelib.quickview.measure_understanding_text import (
    list_measure_understanding_rows,
    write_measure_understanding_headline,
    write_measure_understanding_sentence,
)
from placelib.quickview.measures import list_measures
from tests.quickview.made import Row, reading

RATE = Description(title="Absence", unit="%", kind="rate", direction=0, source="")
COUNCILS = ("E08000011", "E08000012", "E08000013", "E08000014", "E08000015", "E06000006")
VALUES = (10.0, 20.0, 12.0, 13.0, 14.0, 15.0)


@pytest.fixture(scope="module")
def evidence(bundled: Store) -> Evidence:
    return load_evidence(bundled)


def made(
    registry: AreaRegistry, england: float | None, said: Description = RATE
) -> UploadedFigures:
    rows: list[Row] = [
        (code, "2022", "Absence", value, "")
        for code, value in zip(COUNCILS, VALUES, strict=True)
    ]  # fmt: skip
    if england is not None:
        rows.append(("E92000001", "2022", "Absence", england, ""))
    read = reading(rows)
    return build_figures(registry, read, list_measures(read)[0], said)


def test_the_score_is_the_sum_of_the_quadrant_for_one_measure(
    bundled_registry: AreaRegistry, evidence: Evidence
) -> None:
    figures = made(bundled_registry, 10.0)
    found = compute_measure_understanding(evidence, figures, "E08000012", "2022")
    # Each council counts once, and Liverpool's own part in the mean is made up for: 6/5.
    assert found.middle == pytest.approx(14)
    assert found.score == pytest.approx(100 * (1 - (6 * 1.2**0.5) / 10))
    assert (found.counted, found.members, found.national_from) == (6, 6, "file")
    sentence = write_measure_understanding_sentence(
        found, figures.indicator, bundled_registry["E08000012"], "2022", None
    )
    assert sentence.startswith("In 2022, Liverpool stood at 20%, the average of the Liverpool")
    assert "England was at 10% (as the file gives it)" in sentence
    headline = write_measure_understanding_headline(found, bundled_registry["E08000012"])
    assert headline == "The average is 34% closer to Liverpool than the nation’s figure"
    assert (
        "The average of the Liverpool City Region combined authority is 34% closer to Liverpool’s "
        "figure than England’s is."
    ) in sentence
    rows = list_measure_understanding_rows(
        found, figures.indicator, bundled_registry["E08000012"], "2022"
    )
    assert [row["Figure"] for row in rows[:1]] == ["20%"]
    assert len(rows) == 4


def test_an_average_further_away_than_the_nation_counts_below_zero(
    bundled_registry: AreaRegistry, evidence: Evidence
) -> None:
    figures = made(bundled_registry, 19.0)
    found = compute_measure_understanding(evidence, figures, "E08000012", "2022")
    assert found.score is not None
    assert found.score < -100
    sentence = write_measure_understanding_sentence(
        found, figures.indicator, bundled_registry["E08000012"], "2022", None
    )
    assert "authority is 557% further from Liverpool’s figure than England’s" in sentence
    assert "because England and Liverpool are so close" in sentence


def test_a_whole_authority_is_summed_over_its_councils(
    bundled_registry: AreaRegistry, evidence: Evidence
) -> None:
    found = compute_measure_understanding(
        evidence, made(bundled_registry, 5.0), "E47000004", "2022"
    )
    near = sum((value - 14) ** 2 for value in VALUES) * 6 / 5
    far = sum((value - 5) ** 2 for value in VALUES)
    assert found.local is None
    assert found.score == pytest.approx(100 * (1 - (near / far) ** 0.5))


@pytest.mark.parametrize(
    ("code", "england", "said", "why"),
    [
        ("E08000012", None, RATE, "gives no national figure"),
        ("E08000012", 20.0, RATE, "at the national figure"),
        ("E92000001", 10.0, RATE, "no tier between a nation and itself"),
        ("E08000003", 10.0, RATE, "figures for 0 of the 10 councils"),
        (
            "E08000012",
            10.0,
            Description(
                title="A", unit="number", kind="count", direction=0, source="", small="show"
            ),
            "it is a count",
        ),
    ],
)
def test_what_cannot_be_worked_out_says_why(
    bundled_registry: AreaRegistry, evidence: Evidence, code: str, england: float | None,
    said: Description, why: str,
) -> None:  # fmt: skip
    figures = made(bundled_registry, england, said)
    found = compute_measure_understanding(evidence, figures, code, "2022")
    assert found.score is None
    assert why in (found.why or "")
    area = bundled_registry[code]
    assert why in write_measure_understanding_sentence(found, figures.indicator, area, "2022", None)
