"""Bodies without a code, and who decides what, read from a real database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from placelib.database.connection import Store
from placelib.quadrant.leverage_text import write_new_body_sentence
from placelib.quadrant.new_bodies import NewBody, find_new_bodies, load_new_bodies
from placelib.quadrant.powers_by_tier import load_powers_by_tier
from tests import tiny_database as tiny
from tests.quadrant.made_leverage import leverage_store


@pytest.fixture(scope="module")
def tiny_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = leverage_store(tmp_path_factory.mktemp("leverage"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def bodies(tiny_store: Store) -> tuple[NewBody, ...]:
    return load_new_bodies(tiny_store)


def test_a_body_knows_the_districts_that_go_in_whole(bodies: tuple[NewBody, ...]) -> None:
    authority, council = bodies
    assert authority.name == "Alder and Birch"
    assert authority.whole_districts == (tiny.ALDER, tiny.BIRCH)
    assert authority.is_complete
    assert council.whole_districts == ()
    assert not council.is_complete
    assert council.notes == ("the rest is not stated",)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("elm", ["Greater Elm"]),
        ("BIRCH ald", ["Alder and Birch"]),
        ("lm", []),
        ("", []),
    ],
)
def test_a_body_is_found_by_how_its_words_begin(
    bodies: tuple[NewBody, ...], query: str, names: list[str]
) -> None:
    assert [body.name for body in find_new_bodies(bodies, query)] == names


def test_a_body_says_its_state_its_dates_and_how_sure_the_source_is(
    bodies: tuple[NewBody, ...],
) -> None:
    authority, council = bodies
    assert write_new_body_sentence(authority) == (
        "Alder and Birch was created on 24 February 2026. It takes in 2 districts of today. "
        "No spending of its own is published yet. How sure the source is: medium."
    )
    assert write_new_body_sentence(council) == (
        "Greater Elm is a planned council. It is due in April 2028. It takes in 1 district of "
        "today. The list may be incomplete. No spending of its own is published yet. How sure the "
        "source is: medium."
    )


def test_a_function_says_who_decides_and_what_is_not_stated(tiny_store: Store) -> None:
    (function,) = load_powers_by_tier(tiny_store)
    assert function.part_in_words("council") == "decides"
    assert function.part_in_words("foundation") == "not stated"
    assert function.part_in_words("national") == "no part (inferred)"
    assert (function.as_of, function.confidence) == ("2025", "medium")
