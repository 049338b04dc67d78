"""What an address may ask of the Neighbourhoods page."""

from __future__ import annotations

from placelib.areas.registry import AreaRegistry
from placelib.neighbourhoods.settings import NeighbourhoodView, read_neighbourhood_view
from placelib.statistics.catalogue import Catalogue

MAPPED = {"E08000012": "Liverpool", "E06000017": "Rutland"}
SPOTS = {"E01013787": 0}


def read(
    registry: AreaRegistry, catalogue: Catalogue, **parameters: str
) -> tuple[NeighbourhoodView, list[str]]:
    return read_neighbourhood_view(
        registry, catalogue, MAPPED, SPOTS, {"libraries": "Libraries"}, parameters
    )


def test_an_empty_address_is_liverpool_and_the_index(
    bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    view, notes = read(bundled_registry, bundled_catalogue)
    assert (view.area, view.measure, view.against, view.view) == ("E08000012", "imd", "", "map")
    assert notes == []


def test_an_address_is_read_back_as_it_was_written(
    bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    view = NeighbourhoodView(
        area="E06000017", measure="gp", against="E08000012", view="list", sort="name", page=3,
        spot="E01013787",
    )  # fmt: skip
    again, notes = read(bundled_registry, bundled_catalogue, **view.settings())
    assert again == view
    assert notes == []


def test_what_is_not_there_gives_way_with_a_note(
    bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    view, notes = read(
        bundled_registry,
        bundled_catalogue,
        area="E08000012",
        measure="wealth",
        against="W06000015",
        neighbourhood="<b>",
    )
    assert (view.measure, view.against, view.spot) == ("imd", "", "")
    assert len(notes) == 3


def test_a_place_is_not_put_beside_itself(
    bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    view, notes = read(bundled_registry, bundled_catalogue, area="E06000017", against="E06000017")
    assert view.against == ""
    assert len(notes) == 1
