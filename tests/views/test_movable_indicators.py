"""What could this authority move: the grid of a place limited to one tier's levers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from placelib.compare.settings import ALL_HOLDERS, CompareView, list_holders, read_compare_view
from placelib.quadrant.lever_holders import find_lever_holder
from placelib.views import snapshot_records
from placelib.views.compare_silo import (
    build_strips_html,
    describe_movable_columns,
    get_grid,
    get_visible_grid,
)

LIVERPOOL, LEICESTER, CARDIFF, NORTH_WEST = "E08000012", "E06000016", "W06000015", "E12000002"


def read_view(**parameters: str) -> tuple[CompareView, list[str]]:
    registry, catalogue = snapshot_records.get_registry(), snapshot_records.get_catalogue()
    return read_compare_view(registry, catalogue, {"view": "silo", **parameters})


@pytest.mark.parametrize("tier", ["council", "authority", "ministers"])
def test_the_grid_keeps_only_indicators_the_tier_has_a_part_in(tier: str) -> None:
    view, notes = read_view(area=LIVERPOOL, holder=tier)
    assert notes == []
    shown = [indicator.slug for indicator in get_visible_grid(view).indicators]
    everything = [indicator.slug for indicator in get_grid(view).indicators]
    assert shown == [
        slug for slug in everything if tier in [part for part, _ in find_lever_holder(slug).parts]
    ]
    assert 0 < len(shown) < len(everything)
    assert f"part in {len(shown)} of {len(everything)} indicators here" in describe_movable_columns(
        view
    )


def test_all_indicators_are_the_whole_grid_and_say_nothing_more() -> None:
    view, _ = read_view(area=LIVERPOOL)
    assert view.holder == ALL_HOLDERS
    assert get_visible_grid(view).indicators == get_grid(view).indicators
    assert describe_movable_columns(view) == ""


def test_a_tier_and_a_topic_can_be_chosen_together() -> None:
    view, _ = read_view(area=LIVERPOOL, holder="authority", topic="housing")
    shown = get_visible_grid(view).indicators
    assert [indicator.slug for indicator in shown] == ["net-additions-housing-stock"]


def test_where_there_is_no_authority_none_is_offered_and_its_transport_is_the_councils() -> None:
    registry = snapshot_records.get_registry()
    assert list(list_holders(registry, registry[LEICESTER])) == ["all", "council", "ministers"]
    view, notes = read_view(area=LEICESTER, holder="authority")
    assert view.holder == ALL_HOLDERS
    assert len(notes) == 1
    council = replace(view, holder="council")
    shown = {indicator.slug for indicator in get_visible_grid(council).indicators}
    assert "average-travel-time-public-transport-or-walking" in shown


def test_outside_england_only_all_can_be_shown() -> None:
    registry = snapshot_records.get_registry()
    assert list(list_holders(registry, registry[CARDIFF])) == ["all"]
    assert "authority" in list_holders(registry, registry[NORTH_WEST])


def test_the_choice_stands_in_the_link() -> None:
    view, _ = read_view(area=LIVERPOOL, holder="ministers")
    assert view.settings()["holder"] == "ministers"


def test_the_strips_of_the_place_count_the_same_indicators_as_the_grid() -> None:
    for tier in ("all", "authority"):
        view, _ = read_view(area=LIVERPOOL, holder=tier)
        grid = get_visible_grid(view)
        figures = [slug for area, slug in grid.cells if area == LIVERPOOL]
        wanted = {indicator.slug for indicator in grid.indicators}.intersection(figures)
        strips = build_strips_html(view, LIVERPOOL, None, "a", dark=False)
        # Each strip ends with “6 of 21 far”.
        counted = sum(int(count) for count in re.findall(r"of (\d+) far", strips))
        assert counted == len(wanted), tier
