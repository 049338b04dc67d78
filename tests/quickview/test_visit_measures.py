"""The measures of a visit's file under names that say nothing of it."""

from __future__ import annotations

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.errors import UnknownUpload
from placelib.model import is_uploaded_slug
from placelib.quickview.description import Description
from placelib.quickview.measures import list_measures
from placelib.quickview.visit_measures import MOST_OFFERED, NamedMeasure, VisitMeasures
from placelib.statistics.catalogue import Catalogue
from tests.quickview.made import Row, reading

KEY, OTHER = "3f2a91bc04d1", "000000000000"
ROWS: list[Row] = [
    ("E08000012", "2022", "Zebra visits", 4000.0, ""),
    ("E08000012", "2023", "Zebra visits", 5000.0, ""),
]
RATE = Description(title="Zebra rate", unit="%", kind="rate", direction=0, source="")
COUNT = Description(title="Zebra visits", unit="number", kind="count", direction=0, source="")


def offer(said: Description, rows: list[Row] = ROWS, key: str = KEY) -> VisitMeasures:
    held = reading(rows)
    (measure,) = list_measures(held)
    return VisitMeasures(held, "zebras.csv", key, [NamedMeasure(1, measure, said)])


def test_a_rate_is_offered_once_and_its_name_says_nothing_of_the_file() -> None:
    offered = offer(RATE).list_labels()
    assert dict(offered) == {f"uploaded-{KEY}-1": "Your file: Zebra rate (uploaded)"}
    assert all(is_uploaded_slug(slug) and "ebra" not in slug for slug in offered)


def test_a_count_of_years_is_offered_per_head_too() -> None:
    assert dict(offer(COUNT).list_labels()) == {
        f"uploaded-{KEY}-1": "Your file: Zebra visits (uploaded)",
        f"uploaded-{KEY}-1-per-1000": "Your file: Zebra visits, per 1,000 people (uploaded)",
    }
    several_years = offer(COUNT, [("E08000012", "2020 to 2022", "Visits", 4.0, "")])
    assert list(several_years.list_labels()) == [f"uploaded-{KEY}-1"]


def test_its_figures_are_found_under_its_name_plain_and_per_head(
    bundled: Store, bundled_registry: AreaRegistry
) -> None:
    measures = offer(COUNT)
    plain = measures.get_figures(bundled_registry, bundled, f"uploaded-{KEY}-1")
    per_head = measures.get_figures(bundled_registry, bundled, f"uploaded-{KEY}-1-per-10000")
    assert plain.list_values(f"uploaded-{KEY}-1", ["E08000012"]) == [4000.0, 5000.0]
    assert not plain.indicator.standardised
    assert per_head.indicator.standardised
    assert per_head.indicator.is_uploaded
    assert "mid-year population of the year of each period, 2022 to 2023" in (
        per_head.indicator.what_it_is
    )
    assert "zebras.csv" in plain.indicator.what_it_is
    again = measures.get_figures(bundled_registry, bundled, f"uploaded-{KEY}-1")
    assert again is plain


@pytest.mark.parametrize(
    "slug",
    [
        f"uploaded-{OTHER}-1",
        f"uploaded-{KEY}-2",
        f"uploaded-{KEY}-1-per-7",
        f"uploaded-{KEY}-1-per-1000",
        f"uploaded-{KEY}-0",
        "uploaded",
        "uploaded-",
        f"uploaded-{KEY}-1\n",
    ],
)
def test_another_name_finds_nothing(
    bundled: Store, bundled_registry: AreaRegistry, slug: str
) -> None:
    with pytest.raises(UnknownUpload):
        offer(RATE).get_figures(bundled_registry, bundled, slug)


def test_of_a_matrix_of_measures_the_first_are_offered_and_all_are_found(
    bundled: Store, bundled_registry: AreaRegistry
) -> None:
    held = reading([("E08000012", "2022", f"M{n}", float(n), "") for n in range(60)])
    named = [
        NamedMeasure(number, measure, RATE)
        for number, measure in enumerate(list_measures(held), start=1)
    ]
    measures = VisitMeasures(held, "matrix.csv", KEY, named)
    assert len(measures.list_labels()) == MOST_OFFERED
    last = measures.get_figures(bundled_registry, bundled, f"uploaded-{KEY}-60")
    assert last.list_values(f"uploaded-{KEY}-60", ["E08000012"]) == [59.0]


def test_no_official_indicator_is_named_like_an_upload(bundled_catalogue: Catalogue) -> None:
    assert not [slug for slug in bundled_catalogue.indicators if is_uploaded_slug(slug)]
