"""Prerendered copies have a number of bytes; one odd visitor pushes out no good ones."""

from __future__ import annotations

from placelib.ui.prerender.store import Key, PrerenderedCopies

ODD, HALL, HOME = "192.0.2.66", "192.0.2.10", "192.0.2.77"


def name(number: int) -> Key:
    """The address of one of many places."""
    return "place", f"area={number}", "version"


def fill(store: PrerenderedCopies, numbers: range, client: str, size: int = 9_000) -> None:
    """Make a copy of so many bytes, with what each costs beside, for each place."""
    for number in numbers:
        store.add(name(number), client).html = "x" * size
        store.trim()


def test_no_more_bytes_are_held_than_are_allowed() -> None:
    store = PrerenderedCopies(100_000)
    fill(store, range(50), ODD)
    assert len(store) == 5
    assert [number for number in range(50) if store.get(name(number))] == [45, 46, 47, 48, 49]


def test_the_one_that_was_asked_for_longest_ago_goes_first() -> None:
    store = PrerenderedCopies(100_000)
    fill(store, range(5), ODD)
    assert store.find(name(0), ODD)
    fill(store, range(5, 9), ODD)
    assert [number for number in range(9) if store.get(name(number))] == [0, 5, 6, 7, 8]


def test_what_two_have_asked_for_stays_when_one_asks_for_thousands() -> None:
    store = PrerenderedCopies(100_000)
    fill(store, range(3), HALL)
    for number in range(3):
        assert store.find(name(number), HOME)
    fill(store, range(10, 2_000), ODD)
    # However often the same one asks.
    for number in range(10, 2_000):
        store.find(name(number), ODD)
    assert all(store.get(name(number)) for number in range(3))
    assert len(store) == 3 + 5


def test_a_copy_larger_than_all_is_held_until_the_next() -> None:
    store = PrerenderedCopies(100_000)
    fill(store, range(2), ODD, 400_000)
    assert [number for number in range(2) if store.get(name(number))] == [1]


def test_an_entry_that_failed_is_forgotten_and_the_later_one_of_its_address_is_not() -> None:
    store = PrerenderedCopies(100_000)
    failed = store.add(name(1), ODD)
    later = store.add(name(1), ODD)
    store.discard(name(1), failed)
    assert store.get(name(1)) is later
    store.discard(name(1), later)
    assert store.get(name(1)) is None
