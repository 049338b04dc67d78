"""What an address asks for is checked against what there is."""

from __future__ import annotations

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.query_params import QueryParams
from placelib.statistics.catalogue import Catalogue
from tests.tiny_database import ALDER, BIRCH, CEDAR, CEDAR_BEFORE, ELM, MID_CEDAR, POLICE, SPLIT

HOSTILE = ("<script>alert(1)</script>", "'; DROP TABLE area; --", "../../etc/passwd", "é" * 3000)


def asked(registry: AreaRegistry, catalogue: Catalogue, **given: str) -> QueryParams:
    return QueryParams(registry, catalogue, given)


def test_what_is_not_given_is_the_default_and_no_note(
    tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = asked(tiny_atlas, tiny_catalogue)
    assert one.area(ALDER) == ALDER
    assert one.areas((ALDER,), 3) == (ALDER,)
    assert one.indicator("indicator", "rate") == "rate"
    assert one.one_of("view", ("a", "b"), "a") == "a"
    assert one.notes == []


@pytest.mark.parametrize("given", HOSTILE)
def test_a_hostile_value_gives_way_to_the_default_and_is_cut_short_in_the_note(
    given: str, tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = asked(tiny_atlas, tiny_catalogue, area=given, areas=given, indicator=given, view=given)
    assert one.area(ALDER) == ALDER
    assert one.areas((BIRCH,), 3) == ()
    assert one.indicator("indicator", "rate") == "rate"
    assert one.one_of("view", ("a", "b"), "a") == "a"
    assert len(one.notes) >= 4
    assert all(len(note) < 300 for note in one.notes)


def test_an_indicator_without_figures_is_not_offered(
    tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = asked(tiny_atlas, tiny_catalogue, indicator="unheld")
    assert one.indicator("indicator", "rate") == "rate"
    assert "unheld" in one.notes[0]


def test_areas_are_read_in_order_each_once_and_no_more_than_the_most(
    tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = asked(tiny_atlas, tiny_catalogue, areas=f"{BIRCH}.{ALDER.lower()},{BIRCH} {CEDAR}")
    assert one.areas((), 2) == (BIRCH, ALDER)
    assert "more than 2 places" in one.notes[0]
    assert asked(tiny_atlas, tiny_catalogue, areas="").areas((ALDER,), 3) == ()


def test_a_very_long_list_is_read_only_so_far(
    tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = asked(tiny_atlas, tiny_catalogue, areas=".".join([ALDER] * 10_000))
    assert one.areas((), 10) == (ALDER,)
    assert len(one.notes) == 1


@pytest.mark.parametrize(
    ("given", "heirs"),
    [(MID_CEDAR, (ELM,)), (CEDAR_BEFORE, (CEDAR,)), (SPLIT, (ALDER, BIRCH)), (POLICE, ())],
)
def test_an_ended_area_gives_way_to_its_heirs_with_a_note(
    given: str, heirs: tuple[str, ...], tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = asked(tiny_atlas, tiny_catalogue, areas=given)
    assert one.areas((), 5) == heirs
    assert len(one.notes) == 1
