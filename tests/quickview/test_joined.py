"""Uploaded figures on a map, in a field, and in words."""

from __future__ import annotations

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.compare.distribution import load_field
from placelib.compare.peers import choose_peer_set
from placelib.database.connection import Store
from placelib.maps.areas import MapFigure, build_map_figures, list_areas_within
from placelib.quickview.description import Description
from placelib.quickview.figures import UploadedFigures, build_figures
from placelib.quickview.joined import find_map_areas, find_scope, list_places
from placelib.quickview.measures import list_measures
from placelib.quickview.text import (
    write_uploaded_map_sentence,
    write_uploaded_map_subtitle,
    write_uploaded_trend_headline,
    write_uploaded_trend_sentence,
)
from placelib.statistics.observations import NOT_IN_FILE
from tests.quickview.made import Row, reading

SAID = Description(title="Absence", unit="%", kind="rate", direction=-1, source="")
ROWS: list[Row] = [
    ("E08000011", "2022", "Absence", 10.0, ""),
    ("E08000012", "2022", "Absence", 20.0, ""),
    ("E08000012", "2023", "Absence", 21.0, ""),
    ("E08000013", "2022", "Absence", None, "confidential"),
    ("E08000014", "2023", "Absence", 15.0, ""),
    ("E92000001", "2022", "Absence", 18.0, ""),
]
READ = reading(ROWS)
ROWS_OF_ONE = [("E08000012", "2022", "Absence", 20.0, "")]


def mapped(registry: AreaRegistry, figures: UploadedFigures) -> tuple[MapFigure, ...]:
    areas = list_areas_within(registry, "ltla", "E47000004")
    return build_map_figures(registry, figures, figures.indicator, areas, "ltla", "2022")


def test_a_map_is_of_the_smallest_area_that_holds_the_file(bundled_registry: AreaRegistry) -> None:
    found = build_figures(bundled_registry, READ, list_measures(READ)[0], SAID)
    assert find_scope(bundled_registry, found, "ltla") == "E47000004"


def test_each_area_has_its_figure_or_the_reason_for_its_gap(bundled_registry: AreaRegistry) -> None:
    found = build_figures(bundled_registry, READ, list_measures(READ)[0], SAID)
    placed = {one.area.code: one for one in mapped(bundled_registry, found)}
    assert placed["E08000012"].value == 20.0
    assert placed["E08000012"].verdict.words == "2 percentage points above England"
    assert placed["E08000012"].verdict.kind == "no interval"
    assert (placed["E08000013"].gap, placed["E08000013"].missing) == (
        "withheld",
        "withheld as confidential",
    )
    assert placed["E08000014"].gap == "other period"
    assert placed["E08000014"].missing == "no figure for this period; the newest is 2023"
    assert placed["E08000015"].missing == NOT_IN_FILE
    sentence = write_uploaded_map_sentence(found.indicator, list(placed.values()), "ltla", "2022")
    assert sentence == (
        "Absence (uploaded) in 2022 ran from 10% to 20%, among the 2 councils and districts with a "
        "figure. Of the others, 2 are not in the file and 2 have no figure. No interval is in your "
        "file, so small gaps may be chance and no place is called highest or lowest."
    )
    assert write_uploaded_map_subtitle(found.indicator, "ltla", "2022") == (
        "Absence (uploaded), councils and districts in the file, 2022"
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ROWS_OF_ONE, "stood at 20% in Liverpool, the only one with a figure. Of the others, "),
        (
            [*ROWS_OF_ONE, ("E08000011", "2022", "Absence", 20.0, "")],
            "stood at 20% in Knowsley and Liverpool, all that have a figure. Of the others, ",
        ),
    ],
)
def test_one_figure_is_no_range(
    bundled_registry: AreaRegistry, rows: list[tuple[str, str, str, float, str]], said: str
) -> None:
    held = reading(rows)
    found = build_figures(bundled_registry, held, list_measures(held)[0], SAID)
    placed = mapped(bundled_registry, found)
    sentence = write_uploaded_map_sentence(found.indicator, placed, "ltla", "2022")
    assert sentence.startswith(f"Absence (uploaded) in 2022 {said}")


def test_a_field_holds_every_area_of_the_level_and_the_files_own_england(
    bundled: Store, bundled_registry: AreaRegistry
) -> None:
    found = build_figures(bundled_registry, READ, list_measures(READ)[0], SAID)
    area = bundled_registry["E08000012"]
    peers = choose_peer_set(bundled_registry, bundled, area, "authority", (), mixed=False)
    field = load_field(found, bundled_registry, found.indicator, area, peers.areas, "2022")
    assert [row.value for row in field.valued] == [10.0, 20.0]
    assert field.benchmark is not None
    assert field.benchmark.value == 18.0
    assert "E08000015" in field.areas
    assert "E08000015" not in field.rows
    assert field.period_label == "2022"


def test_only_places_with_a_figure_can_be_put_in_focus(bundled_registry: AreaRegistry) -> None:
    found = build_figures(bundled_registry, READ, list_measures(READ)[0], SAID)
    assert list(list_places(found, "2022")) == ["E08000011", "E08000012", "E92000001"]


def test_a_trend_is_told_without_a_verdict(bundled_registry: AreaRegistry) -> None:
    found = build_figures(bundled_registry, READ, list_measures(READ)[0], SAID)
    areas = [bundled_registry[code] for code in ("E08000012", "E08000011", "E08000013")]
    assert write_uploaded_trend_sentence(found, areas) == (
        "Liverpool went from 20% in 2022 to 21% in 2023; Knowsley had 10% in 2022 and no other "
        "figure; there is no figure for St. Helens. The file gives no intervals, so whether a "
        "change is more than chance is not judged."
    )
    assert (
        write_uploaded_trend_headline(found, areas[:2])
        == "Absence (uploaded): Liverpool and Knowsley"
    )


def test_a_file_about_few_areas_is_a_map_of_those_alone(bundled_registry: AreaRegistry) -> None:
    found = build_figures(bundled_registry, READ, list_measures(READ)[0], SAID)
    england = find_map_areas(bundled_registry, found, "ltla", "E92000001")
    assert {area.code for area in england} == {row[0] for row in ROWS} - {"E92000001"}
    region = find_map_areas(bundled_registry, found, "ltla", "E47000004")
    assert len(region) == 6


def test_a_table_answers_as_a_source_of_figures_like_the_database(
    bundled_registry: AreaRegistry,
) -> None:
    source = build_figures(bundled_registry, READ, list_measures(READ)[0], SAID)
    codes = ["E08000011", "E08000012", "E08000013", "E08000014"]
    assert set(source.read_series("uploaded", codes)) == set(codes)
    assert set(source.read_period("uploaded", "2023")) == {"E08000012", "E08000014"}
    periods = source.list_periods("uploaded", codes)
    assert [(one.period, one.label, one.areas) for one in periods] == [
        ("2022", "2022", 2), ("2023", "2023", 2),
    ]  # fmt: skip
    assert sorted(source.list_values("uploaded", codes)) == [10.0, 15.0, 20.0, 21.0]
    assert source.read_newest_labels("uploaded", codes) == {
        "E08000011": "2022", "E08000012": "2023", "E08000014": "2023",
    }  # fmt: skip
