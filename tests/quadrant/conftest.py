"""The bundled figures, opened once for all tests of the quadrant."""

from __future__ import annotations

import pytest

from placelib.database.connection import Store
from placelib.quadrant import Evidence, load_evidence


@pytest.fixture(scope="session")
def store() -> Store:
    return Store()


@pytest.fixture(scope="session")
def evidence(store: Store) -> Evidence:
    return load_evidence(store)
