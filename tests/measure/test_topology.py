"""The deployment's nginx.conf in front of two real processes of the app and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.measure.topology import CHECKS, Check, Topology, running


@pytest.fixture(scope="module")
def topology() -> Iterator[Topology]:
    with running() as started:
        yield started


# In the order in which they stand: the last of them kills a process.
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_topology(topology: Topology, check: Check) -> None:
    assert check(topology)
