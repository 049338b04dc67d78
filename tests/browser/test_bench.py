"""The bench measures what it says, shown by one round on a small stand-in app."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.bench import bench
from tests.bench.journeys import JOURNEYS
from tests.browser.stand_in import write_stand_in
from tests.browser.views import View

HELLO = Path(bench.__file__).with_name("hello.py")


@pytest.mark.slow
def test_a_round_measures_both_apps(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = write_stand_in(tmp_path / "app")
    monkeypatch.setattr(bench, "VIEWS", [View("start", "/")])
    results = bench.run(browser, app, HELLO, rounds=1, deadline=time.monotonic() + 120)
    assert results.problems == {}
    shared = ["cold start", "first visit", "repeat visit"]
    assert list(results.hello) == [*shared, "rerun"]
    assert list(results.ours) == [*shared, *(trip.name for trip in JOURNEYS), "rerun of start"]
    (first,), (repeat,) = results.ours["first visit"], results.ours["repeat visit"]
    assert first.requests > 20 > repeat.requests
    assert first.bytes > 1_000_000 > repeat.bytes > 0
    (picked,) = results.ours["another place, from the picker"]
    assert picked.milliseconds >= 200  # for which the stand-in sleeps


def test_a_bench_that_is_out_of_time_stops(browser: Browser, tmp_path: Path) -> None:
    app = write_stand_in(tmp_path / "app")
    with pytest.raises(TimeoutError, match="after 0 of 5 rounds"):
        bench.run(browser, app, HELLO, rounds=5, deadline=0)
