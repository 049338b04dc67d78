"""The Map page's settings: every known one is kept, every other gives way with a note."""

from __future__ import annotations

from random import Random

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.charts import theme
from placelib.database.connection import Store
from placelib.maps.areas import list_areas_within, list_scopes
from placelib.maps.classes import METHODS
from placelib.maps.settings import LEVELS, SCHEMES, SORTS, VIEWS, MapView, read_map_view
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.figure_source import FigurePeriod, OfficialFigures


def read(
    store: Store, registry: AreaRegistry, catalogue: Catalogue, given: dict[str, str]
) -> tuple[MapView, list[str]]:
    def periods_of(slug: str, level: str, within: str) -> tuple[FigurePeriod, ...]:
        codes = [area.code for area in list_areas_within(registry, level, within)]
        return OfficialFigures(store).list_periods(slug, codes)

    return read_map_view(registry, catalogue, periods_of, given)


def test_an_empty_address_is_the_usual_map_without_a_note(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    view, notes = read(bundled, bundled_registry, bundled_catalogue, {})
    assert notes == []
    assert (view.level, view.within, view.view, view.area) == ("ltla", "K02000001", "map", "")
    assert view.period


@pytest.mark.parametrize(
    ("slug", "order"),
    [("employment-rate", "high"), ("median-age", "name"), ("population-count", "high")],
)
def test_a_list_without_intervals_goes_by_name_until_a_reader_chooses(
    bundled: Store,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    slug: str,
    order: str,
) -> None:
    address = {"indicator": slug}
    assert read(bundled, bundled_registry, bundled_catalogue, address)[0].sort == order
    address = {"indicator": slug, "sort": "low"}
    assert read(bundled, bundled_registry, bundled_catalogue, address)[0].sort == "low"


def test_an_indicator_starts_at_the_lowest_level_it_is_published_for(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    view, _ = read(
        bundled,
        bundled_registry,
        bundled_catalogue,
        {"indicator": "healthy-life-expectancy-female"},
    )
    assert view.level == "utla"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("indicator", "<script>"),
        ("level", "lsoa"),
        ("within", "E08000012"),
        ("period", "2024"),
        ("area", "nowhere"),
        ("view", "globe"),
        ("classes", "equal"),
        ("same", "maybe"),
        ("colours", "red"),
        ("fade", "1"),
        ("sort", "rank"),
    ],
)
def test_what_is_not_a_choice_gives_way_with_a_note(
    bundled: Store,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    name: str,
    given: str,
) -> None:
    usual, _ = read(bundled, bundled_registry, bundled_catalogue, {})
    view, notes = read(bundled, bundled_registry, bundled_catalogue, {name: given})
    assert view == usual
    assert len(notes) == 1
    assert "P1Y" not in notes[0]


@pytest.mark.parametrize("given", ["0", "-1", "x", "99999", "", "１"])
def test_a_page_that_is_no_number_is_the_first(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue, given: str
) -> None:
    view, notes = read(bundled, bundled_registry, bundled_catalogue, {"page": given})
    assert len(notes) == bool(given)
    assert view.page == 1


def test_fifty_random_states_come_back_from_their_own_address(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    dice = Random(50)  # noqa: S311  the same states every time
    for _ in range(50):
        level = dice.choice(list(LEVELS))
        slug = dice.choice(bundled_catalogue.with_data()).slug
        within = dice.choice(list(list_scopes(bundled_registry, level)))
        codes = [area.code for area in list_areas_within(bundled_registry, level, within)]
        periods = OfficialFigures(bundled).list_periods(slug, codes)
        view = MapView(
            indicator=slug,
            level=level,
            within=within,
            period=dice.choice(periods).period if periods else "",
            area=dice.choice(["", *[one.code for one in bundled_registry.current("ltla")]]),
            view=dice.choice(list(VIEWS)),
            classes=dice.choice(list(METHODS)),
            has_common_classes=dice.choice([False, True]),
            colours=dice.choice(list(SCHEMES)),
            is_faded=dice.choice([False, True]),
            sort=dice.choice(list(SORTS)),
            page=dice.randint(1, 30),
        )
        assert read(bundled, bundled_registry, bundled_catalogue, view.settings()) == (view, [])


def test_every_colour_scheme_that_can_be_chosen_has_colours() -> None:
    assert set(SCHEMES) == set(theme.SCHEMES)
