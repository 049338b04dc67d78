"""The address of the quadrant's page is checked, and a link says every setting."""

from __future__ import annotations

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.quadrant.settings import read_quadrant_view
from placelib.statistics.catalogue import Catalogue


def test_without_settings_the_idea_begins(
    tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    view, notes = read_quadrant_view(tiny_atlas, tiny_catalogue, {})
    assert (view.lens, view.step, view.more, notes) == ("idea", 1, 0, [])
    assert view.settings("E1") == {"lens": "idea", "step": "1"}


def test_a_link_holds_every_setting_and_gives_it_back(
    tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    given = {
        "area": "E1",
        "lens": "take",
        "neighbourhoods": "25",
        "tax": "40",
        "more": "500",
        "settlements": "yes",
    }
    view, notes = read_quadrant_view(tiny_atlas, tiny_catalogue, given)
    assert notes == []
    assert view.settings("E1") == given
    assert view.weights.picture == 0.75
    assert view.weights.neighbourhoods == 0.25
    assert (view.weights.money, view.weights.tax) == (0.6, 0.4)


@pytest.mark.parametrize(
    ("name", "value"),
    [("step", "7"), ("step", "0"), ("more", "-5"), ("tax", "101"), ("tax", "²"), ("lens", "x")],
)
def test_what_cannot_be_is_put_right_with_a_sentence(
    name: str, value: str, tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    view, notes = read_quadrant_view(tiny_atlas, tiny_catalogue, {name: value})
    assert len(notes) == 1
    assert value in notes[0]
    assert (view.lens, view.step, view.tax, view.more) == ("idea", 1, 0, 0)
