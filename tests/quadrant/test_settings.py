"""The address of the quadrant's page is checked, and a link says every setting."""

from __future__ import annotations

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.quadrant.settings import read_quadrant_view
from placelib.statistics.catalogue import Catalogue


def test_without_settings_the_idea_begins(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    view, notes = read_quadrant_view(tiny_registry, tiny_catalogue, {})
    assert (view.lens, view.step, view.pounds_moved, notes) == ("idea", 1, 0, [])
    assert view.settings("E1") == {"lens": "idea", "step": "1"}


def test_a_link_holds_every_setting_of_its_lens_and_gives_it_back(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    for params in (
        {"area": "E1", "lens": "take", "more": "500", "moved": "transport.skills-and-employment"},
        {"area": "E1", "lens": "evidence", "names": "yes"},
        {"area": "E1", "lens": "room"},
    ):
        view, notes = read_quadrant_view(tiny_registry, tiny_catalogue, params)
        assert notes == []
        assert view.settings("E1") == params


def test_levers_are_handed_over_by_name_in_the_order_of_the_charts(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    params = {"lens": "take", "moved": "culture.transport.magic"}
    view, notes = read_quadrant_view(tiny_registry, tiny_catalogue, params)
    assert view.levers == ("transport", "culture")
    assert notes == ["The link moves “magic”, which is no lever here."]


def test_drawn_councils_are_english_and_of_the_lower_tier(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    params = {"lens": "drawn", "areas": "E08000001.E10000001.W06000001.E07000001"}
    view, notes = read_quadrant_view(tiny_registry, tiny_catalogue, params)
    assert view.councils == ("E08000001", "E07000001")
    assert notes == ["Only English councils and districts can be drawn together; others are out."]
    assert view.settings("E1")["areas"] == "E08000001.E07000001"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("step", "7"),
        ("step", "0"),
        ("more", "-5"),
        ("more", "²"),
        ("names", "maybe"),
        ("lens", "x"),
    ],
)
def test_what_cannot_be_is_put_right_with_a_sentence(
    name: str, value: str, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    view, notes = read_quadrant_view(tiny_registry, tiny_catalogue, {name: value})
    assert len(notes) == 1
    assert value in notes[0]
    assert (view.lens, view.step, view.has_names, view.pounds_moved) == ("idea", 1, False, 0)
