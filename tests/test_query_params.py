"""What an address asks for is checked against what there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.compare.settings import read_compare_view
from placelib.errors import NotAPlacePage
from placelib.maps.settings import read_map_view
from placelib.query_params import QueryParams
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.figure_source import FigurePeriod
from placelib.trends.settings import read_trends_view
from tests.tiny_database import ALDER, BIRCH, CEDAR, CEDAR_BEFORE, ELM, MID_CEDAR, POLICE, SPLIT


def read_map(
    registry: AreaRegistry, catalogue: Catalogue, parameters: Mapping[str, str]
) -> tuple[object, list[str]]:
    def list_no_periods(*_: str) -> tuple[FigurePeriod, ...]:
        return ()

    return read_map_view(registry, catalogue, list_no_periods, parameters)


HOSTILE = ("<script>alert(1)</script>", "'; DROP TABLE area; --", "../../etc/passwd", "é" * 3000)


def asked(registry: AreaRegistry, catalogue: Catalogue, **given: str) -> QueryParams:
    return QueryParams(registry, catalogue, given)


def test_what_is_not_given_is_the_default_and_no_note(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = asked(tiny_registry, tiny_catalogue)
    assert one.read_area(ALDER) == ALDER
    assert one.read_areas((ALDER,), 3) == (ALDER,)
    assert one.read_indicator("indicator", "rate") == "rate"
    assert one.read_choice("view", {"a": "Apples", "b": "Pears"}, "a") == "a"
    assert one.notes == []


@pytest.mark.parametrize("given", HOSTILE)
def test_a_hostile_value_gives_way_to_the_default_and_is_cut_short_in_the_note(
    given: str, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = asked(tiny_registry, tiny_catalogue, area=given, areas=given, indicator=given, view=given)
    assert one.read_area(ALDER) == ALDER
    assert one.read_areas((BIRCH,), 3) == ()
    assert one.read_indicator("indicator", "rate") == "rate"
    assert one.read_choice("view", {"a": "Apples", "b": "Pears"}, "a") == "a"
    assert len(one.notes) >= 4
    assert all(len(note) < 300 for note in one.notes)


def test_an_indicator_without_figures_is_not_offered(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = asked(tiny_registry, tiny_catalogue, indicator="unheld")
    assert one.read_indicator("indicator", "rate") == "rate"
    assert "unheld" in one.notes[0]


def test_areas_are_read_in_order_each_once_and_no_more_than_the_most(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = asked(tiny_registry, tiny_catalogue, areas=f"{BIRCH}.{ALDER.lower()},{BIRCH} {CEDAR}")
    assert one.read_areas((), 2) == (BIRCH, ALDER)
    assert "more than 2 places" in one.notes[0]
    assert asked(tiny_registry, tiny_catalogue, areas="").read_areas((ALDER,), 3) == ()


def test_a_very_long_list_is_read_only_so_far(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = asked(tiny_registry, tiny_catalogue, areas=".".join([ALDER] * 10_000))
    assert one.read_areas((), 10) == (ALDER,)
    assert len(one.notes) == 1


@pytest.mark.parametrize(
    ("given", "successors"),
    [(MID_CEDAR, (ELM,)), (CEDAR_BEFORE, (CEDAR,)), (SPLIT, (ALDER, BIRCH)), (POLICE, ())],
)
def test_an_ended_area_gives_way_to_its_heirs_with_a_note(
    given: str, successors: tuple[str, ...], tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = asked(tiny_registry, tiny_catalogue, areas=given)
    assert one.read_areas((), 5) == successors
    assert len(one.notes) == 1


def test_a_wrong_choice_is_answered_with_the_label_of_what_is_shown(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = asked(tiny_registry, tiny_catalogue, view="c")
    assert one.read_choice("view", {"a": "Apples", "b": "Pears"}, "a") == "a"
    assert one.notes == [
        "The link asks for “c” as view, which is not a choice here: “Apples” is shown instead."
    ]


@pytest.mark.parametrize(
    ("text", "is_on", "notes"),
    [("yes", True, 0), ("no", False, 0), ("", False, 0), ("true", False, 1), ("1", False, 1)],
)
def test_a_switch_is_yes_or_no_in_the_address_and_a_boolean_inside(
    text: str, notes: int, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue, *, is_on: bool
) -> None:
    one = asked(tiny_registry, tiny_catalogue, fade=text)
    assert one.read_switch("fade", default=False) is is_on
    assert len(one.notes) == notes
    assert one.read_switch("same", default=True)


@pytest.mark.parametrize(
    ("text", "number"),
    [("5", 5), ("1", 1), ("9", 9), ("0", 2), ("10", 2), ("-3", 2), ("²", 2), ("9" * 5000, 2)],
)
def test_a_number_out_of_its_bounds_gives_way_to_the_default_with_a_note(
    text: str, number: int, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = asked(tiny_registry, tiny_catalogue, step=text)
    assert one.read_number("step", 1, 9, 2) == number
    assert len(one.notes) == (number == 2)
    assert all(len(note) < 200 for note in one.notes)


def test_the_page_of_a_place_keeps_an_ended_area_that_has_several_successors(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    def area_of(**parameters: str) -> tuple[str, int]:
        one = asked(tiny_registry, tiny_catalogue, **parameters)
        return one.read_page_area(ALDER).code, len(one.notes)

    assert area_of() == (ALDER, 0)
    assert area_of(area=BIRCH.lower()) == (BIRCH, 0)
    assert area_of(area=SPLIT) == (SPLIT, 0)
    assert area_of(area=CEDAR_BEFORE) == (CEDAR, 1)
    assert area_of(area="nowhere") == (ALDER, 1)
    with pytest.raises(NotAPlacePage):
        area_of(area=POLICE)


def test_what_a_link_is_about_is_known_without_a_note(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = asked(
        tiny_registry,
        tiny_catalogue,
        area=ALDER,
        areas=f"{BIRCH}.nowhere.{ALDER}",
        indicator="rate",
    )
    assert one.list_known_areas(5) == (ALDER, BIRCH)
    assert one.list_known_areas(1) == (ALDER,)
    assert one.list_known_indicators(("indicator", "against")) == ("rate",)
    assert one.notes == []


@pytest.mark.parametrize(
    ("read", "label"),
    [
        (read_trends_view, "Figures"),
        (read_compare_view, "Peers"),
        (read_map, "Map"),
    ],
)
def test_every_page_answers_a_wrong_view_with_a_label(
    read: Callable[..., tuple[object, list[str]]],
    label: str,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
) -> None:
    _, notes = read(bundled_registry, bundled_catalogue, {"view": "pie"})
    assert notes == [
        f"The link asks for “pie” as view, which is not a choice here: “{label}” is shown instead."
    ]
