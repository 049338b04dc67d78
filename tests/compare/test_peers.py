"""Who stands beside a place, and who is asked about first."""

from __future__ import annotations

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.compare.peers import choose_peer_set, is_comparable, label_peer_kinds, list_peer_kinds
from placelib.database.connection import Store
from tests.tiny_database import ALDER, AUTHORITY, BIRCH, CEDAR, DOGWOOD, ELM, FERN, OAKSHIRE


def peers(
    registry: AreaRegistry,
    store: Store,
    code: str,
    kind: str,
    own: tuple[str, ...] = (),
    *,
    mixed: bool = False,
) -> tuple[list[str], list[str]]:
    found = choose_peer_set(registry, store, registry[code], kind, own, mixed=mixed)
    return list(found.codes), [area.code for area in found.unlike]


def test_the_sets_of_a_tiny_council(tiny: Store, tiny_registry: AreaRegistry) -> None:
    assert peers(tiny_registry, tiny, CEDAR, "authority") == ([DOGWOOD], [])
    assert peers(tiny_registry, tiny, ALDER, "region") == ([BIRCH, ELM], [])
    # An area that has ended is nobody's peer.
    assert peers(tiny_registry, tiny, ALDER, "global") == ([BIRCH], [])
    assert peers(tiny_registry, tiny, ALDER, "economic") == ([CEDAR], [])
    assert peers(tiny_registry, tiny, FERN, "region") == ([], [])
    assert peers(tiny_registry, tiny, BIRCH, "border") == ([ALDER], [])


def test_districts_and_counties_are_asked_about(tiny: Store, tiny_registry: AreaRegistry) -> None:
    own = (OAKSHIRE, BIRCH)
    assert peers(tiny_registry, tiny, ALDER, "own", own) == ([BIRCH], [OAKSHIRE])
    assert peers(tiny_registry, tiny, ALDER, "own", own, mixed=True) == (
        [OAKSHIRE, BIRCH],
        [OAKSHIRE],
    )


def test_a_unitary_council_stands_beside_either_but_not_beside_both(
    tiny: Store, tiny_registry: AreaRegistry
) -> None:
    assert peers(tiny_registry, tiny, ELM, "own", (OAKSHIRE,)) == ([OAKSHIRE], [])
    assert peers(tiny_registry, tiny, ELM, "own", (OAKSHIRE, ALDER)) == ([ALDER], [OAKSHIRE])


def test_other_levels_are_asked_about(tiny: Store, tiny_registry: AreaRegistry) -> None:
    assert peers(tiny_registry, tiny, CEDAR, "own", (AUTHORITY,)) == ([], [AUTHORITY])


def test_the_place_is_not_its_own_peer(tiny: Store, tiny_registry: AreaRegistry) -> None:
    assert peers(tiny_registry, tiny, ALDER, "own", (ALDER, BIRCH)) == ([BIRCH], [])


@pytest.mark.parametrize(
    ("code", "kind", "count", "name"),
    [
        ("E08000011", "authority", 5,
         "the other councils of the Liverpool City Region combined authority"),
        ("E09000007", "authority", 32, "the other London boroughs"),
        ("E08000012", "global", 20, "the areas ONS finds most like Liverpool, overall"),
        ("W06000015", "region", 21, "the other councils of Wales"),
        ("E07000008", "border", 1, "the councils that border Cambridge"),
        ("E47000001", "level", 14, "the other combined authorities"),
        ("E12000002", "level", 8, "the other regions"),
    ],
)  # fmt: skip
def test_the_sets_of_real_places(
    code: str, kind: str, count: int, name: str, bundled: Store, bundled_registry: AreaRegistry
) -> None:
    found = choose_peer_set(
        bundled_registry, bundled, bundled_registry[code], kind, (), mixed=False
    )
    assert (len(found.areas), found.name) == (count, name)
    assert found.unlike == ()


def test_choices_are_short_and_told_apart_without_the_name_of_the_place(
    bundled_registry: AreaRegistry,
) -> None:
    labels = label_peer_kinds(bundled_registry, bundled_registry["E08000012"])
    assert list(labels.values()) == [
        "Councils of the Liverpool City Region",
        "Most alike overall, says ONS",
        "Most alike by economy, says ONS",
        "Most alike by population, says ONS",
        "Councils of the North West",
        "Councils that border it",
        "A list of your own",
    ]


def test_every_current_place_has_a_set_of_every_kind_it_names(
    bundled: Store, bundled_registry: AreaRegistry
) -> None:
    for level in ("ltla", "utla", "cauth", "rgn", "ctry"):
        for area in bundled_registry.current(level):
            for kind in list_peer_kinds(bundled_registry, area):
                found = choose_peer_set(bundled_registry, bundled, area, kind, (), mixed=False)
                assert area not in found.areas
                assert all(is_comparable(area, one) for one in found.areas)
                assert found.areas or kind == "own", (area.name, kind)


def test_a_council_that_borders_no_other_is_not_offered_its_borders(
    bundled: Store, bundled_registry: AreaRegistry
) -> None:
    for area in bundled_registry.current("ltla"):
        touching = bundled.rows("neighbours", code=area.code)
        is_offered = "border" in list_peer_kinds(bundled_registry, area)
        assert is_offered == bool(touching), area.name
