"""What the Trends page opens with: its default, a list, or a place with what it belongs to."""

from __future__ import annotations

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.statistics.catalogue import Catalogue
from placelib.trends.settings import DEFAULT_AREAS, read_trends_view


@pytest.mark.parametrize(
    ("given", "areas"),
    [
        ({}, DEFAULT_AREAS),
        ({"area": "E08000012"}, DEFAULT_AREAS),
        ({"area": "E06000052"}, ("E06000052", "E12000009", "E92000001")),
        ({"area": "K02000001"}, ("K02000001",)),
        ({"area": "E06000052", "areas": "W06000015"}, ("W06000015",)),
        ({"area": "E06000052", "areas": ""}, ()),
    ],
)
def test_a_place_opens_with_what_it_belongs_to_unless_there_is_a_list(
    given: dict[str, str],
    areas: tuple[str, ...],
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
) -> None:
    view, notes = read_trends_view(bundled_registry, bundled_catalogue, given)
    assert (view.areas, notes) == (areas, [])


def test_of_five_tiers_the_place_and_the_widest_three_are_drawn(
    bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    view, _ = read_trends_view(bundled_registry, bundled_catalogue, {"area": "E07000117"})
    assert len(view.areas) == 4
    assert (view.areas[0], view.areas[-1]) == ("E07000117", "E92000001")
