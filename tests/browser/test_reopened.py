"""Random states reopen from their link in a fresh browser; `make measure WHAT=links` tries more."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from placelib.urls import Page
from tests.measure.links import reopen
from tests.random_views import STATES

# Of the fifty, enough to have a chart on every page.
SEEDS = (1, 2)


@pytest.mark.parametrize("page", STATES, ids=lambda page: page.title)
def test_a_state_reopens_with_the_same_charts(page: Page, browser: Browser, server: str) -> None:
    found = reopen(browser, server, page, SEEDS)
    assert found.unlike == ()
    assert found.charted > 0
