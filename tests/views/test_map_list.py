"""The order of the list beside the map: never a ranking of what cannot be told apart."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.maps.areas import (
    MapFigure,
    build_map_figures,
    choose_usual_period,
    list_areas_within,
)
from placelib.maps.settings import MapView
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.comparison import Difference
from placelib.statistics.figure_source import OfficialFigures
from placelib.views import snapshot_records
from placelib.views.map_list import build_map_list, list_difference, order_figures
from tests.tiny_database import UK, YEAR_2023


def figures_of(
    store: Store, registry: AreaRegistry, catalogue: Catalogue, slug: str, period: str
) -> tuple[MapFigure, ...]:
    areas = list_areas_within(registry, "ltla", UK)
    return build_map_figures(
        registry, OfficialFigures(store), catalogue[slug], areas, "ltla", period
    )


def names(figures: tuple[MapFigure, ...], sort: str) -> list[str]:
    return [figure.area.name for figure in order_figures(figures, sort)]


def test_judged_areas_stand_by_verdict_and_then_by_name(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    # Birch is clearly higher, Cedar not clearly different with the same figure, two clearly lower.
    figures = figures_of(tiny, tiny_registry, tiny_catalogue, "rate", YEAR_2023)
    assert names(figures, "high") == ["Birch", "Cedar", "Alder", "Fern", "Elm", "Isle of Dogwood"]
    assert names(figures, "low") == ["Alder", "Fern", "Cedar", "Birch", "Elm", "Isle of Dogwood"]
    # The size of the figure does not count: a higher one of the same verdict comes by its name.
    higher = tuple(
        replace(figure, observation=replace(figure.observation, value=11.0))
        if figure.area.name == "Fern" and figure.observation is not None
        else figure
        for figure in figures
    )
    assert names(higher, "high") == names(figures, "high")


def test_without_intervals_the_list_stands_in_the_order_of_the_figures(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    figures = figures_of(tiny, tiny_registry, tiny_catalogue, "pay", "2024-04-30")
    values = [figure.value for figure in order_figures(figures, "high") if figure.value is not None]
    assert len(values) > 1
    assert values == sorted(values, reverse=True)


def test_an_end_of_a_clear_difference_is_never_shown_as_nought(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    figures = figures_of(tiny, tiny_registry, tiny_catalogue, "rate", YEAR_2023)
    birch = next(figure for figure in figures if figure.area.name == "Birch")
    difference = Difference(18.0, 17.0, 0.02, 1.98)
    shown = {
        kind: list_difference(
            tiny_catalogue["rate"],
            replace(birch, verdict=replace(birch.verdict, kind=kind, difference=difference)),
        )
        for kind in ("higher", "not clearly different")
    }
    assert shown["higher"] == {
        "Difference": "1.0", "Difference from": "0.02", "Difference to": "2.0",
    }  # fmt: skip
    assert shown["not clearly different"]["Difference from"] == "0.0"


@pytest.mark.parametrize(
    ("slug", "heads"),
    [
        ("employment-rate", ["Place", "Figure and interval", "How it stands"]),
        # Every council has its population, which is held against nothing.
        ("population-count", ["Place", "Figure"]),
    ],
)
def test_a_list_has_no_column_in_which_nothing_stands(slug: str, heads: list[str]) -> None:
    councils = [
        area.code for area in list_areas_within(snapshot_records.get_registry(), "ltla", UK)
    ]
    figures = snapshot_records.get_official_figures()
    usual = choose_usual_period(figures.list_periods(slug, councils))
    assert usual is not None
    view = MapView(
        indicator=slug, level="ltla", within=UK, period=usual.period, area="", view="list",
        classes="quantiles", has_common_classes=False, colours="blue", is_faded=False,
        sort="high", page=1,
    )  # fmt: skip
    table = build_map_list(view)
    assert re.findall(r'<th scope="col">([^<]+)', table) == heads
    rows = table.partition("<tbody>")[2].split("<tr")[1:]
    assert {row.count("<td>") for row in rows} == {len(heads) - 1}
