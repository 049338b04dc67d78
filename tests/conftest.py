"""Fixtures that every part of the suite may use."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from placelib.areas.registry import AreaRegistry, load_registry
from placelib.database.connection import DATABASE, Store
from placelib.statistics.catalogue import Catalogue, load_catalogue
from tests import tiny_database
from tests.recomputed import World, read_world

BROWSER = Path(__file__).resolve().parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest: those with a browser, then those with a slow test.

    So Chromium starts once in each process, and what is left at the end is short enough to keep
    every process busy. xdist follows the order with --no-loadscope-reorder.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (not item.path.is_relative_to(BROWSER), item.path not in slow))


@pytest.fixture(scope="session", autouse=True)
def _workshops_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests' workshops, and those of the servers they start, out of the tree."""
    with pytest.MonkeyPatch.context() as environment:
        folder = tmp_path_factory.mktemp("workshops")
        environment.setenv("BEND_WORKSHOP_DATABASE", str(folder / "workshops.sqlite"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _components_are_looked_for_once() -> Iterator[None]:
    """Read the installed packages once: Streamlit reads all of them anew for each AppTest."""
    with pytest.MonkeyPatch.context() as patch:
        scan = functools.cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(scope="session")
def bundled() -> Iterator[Store]:
    """The store on the bundled database, as the app opens it."""
    store = Store()
    yield store
    store.close()


@pytest.fixture(scope="session")
def bundled_registry(bundled: Store) -> AreaRegistry:
    """Every area of the bundled database."""
    return load_registry(bundled)


@pytest.fixture(scope="session")
def bundled_catalogue(bundled: Store) -> Catalogue:
    """Every indicator of the bundled database."""
    return load_catalogue(bundled)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The raw rows of the bundled database, read without placelib; see recomputed.py.

    From a copy: the store keeps the file itself open under lock.
    """
    copy = tmp_path_factory.mktemp("raw") / DATABASE.name
    shutil.copy(DATABASE, copy)
    return read_world(copy)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store on a database small enough to know by heart; see tiny_database.py."""
    path = tmp_path_factory.mktemp("tiny") / "tiny.duckdb"
    tiny_database.write(path)
    store = Store(path)
    yield store
    store.close()


@pytest.fixture(scope="session")
def tiny_registry(tiny: Store) -> AreaRegistry:
    """The areas of the tiny database."""
    return load_registry(tiny)


@pytest.fixture(scope="session")
def tiny_catalogue(tiny: Store) -> Catalogue:
    """The indicators of the tiny database."""
    return load_catalogue(tiny)
