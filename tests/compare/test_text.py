"""What the sentences of Compare share: why a place has no figure."""

from __future__ import annotations

from placelib.areas.registry import AreaRegistry
from placelib.compare.text import explain_no_figure
from placelib.database.connection import Store
from placelib.statistics.catalogue import Catalogue
from tests.compare.made_fields import load_tiny_field
from tests.tiny_database import CEDAR, DOGWOOD, FERN


def test_a_missing_figure_says_why(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = load_tiny_field(tiny, tiny_registry, tiny_catalogue, "rate", DOGWOOD)
    said = explain_no_figure(tiny_catalogue["rate"], tiny_registry[DOGWOOD], field.area_row)
    assert said == "There is no figure for the test rate in the Isle of Dogwood: confidential."
    assert "only" in explain_no_figure(tiny_catalogue["welsh"], tiny_registry[CEDAR], None)
    assert "no figure for the county rate in Fern" in explain_no_figure(
        tiny_catalogue["county"], tiny_registry[FERN], None
    )
