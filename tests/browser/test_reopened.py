"""Random states reopen from their link in another visit; `make measure WHAT=links` tries more."""

from __future__ import annotations

import pytest

from placelib.urls import Page
from tests.browser.browsing import VisitPool
from tests.measure.links import reopen
from tests.random_views import STATES

# Of the fifty, enough to have a chart on every page.
SEEDS = (1, 2)


@pytest.mark.parametrize("page", STATES, ids=lambda page: page.title)
def test_a_state_reopens_with_the_same_charts(
    page: Page, visit_pool: VisitPool, server: str
) -> None:
    found = reopen(visit_pool, server, page, SEEDS)
    assert found.unlike == ()
    assert found.charted > 0
