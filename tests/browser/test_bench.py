"""The bench measures what it says, shown by one round on a small stand-in app."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.server import running
from tests.browser.stand_in import write_stand_in
from tests.measure.bench import bench
from tests.measure.bench.journeys import JOURNEYS, OURS, Landing
from tests.measure.bench.network import MEDIUM

HELLO = Path(bench.__file__).with_name("hello.py")


@pytest.mark.slow
def test_a_round_measures_both_apps(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = write_stand_in(tmp_path / "app")
    monkeypatch.setattr(bench, "VISITS", [Landing("place", OURS.path, "Liverpool")])
    monkeypatch.setattr(bench, "MAP_CHANGE", JOURNEYS[1])
    monkeypatch.setattr(bench, "JOURNEYS", JOURNEYS[:1])
    with running(app) as ours, running(HELLO) as hello:
        deadline = time.monotonic() + 120
        results = bench.run(browser, (ours.url, app), (hello.url, HELLO), 1, deadline)
    assert results.problems == {}
    (first,) = results.ours["first visit to place, loopback"]
    (repeat,) = results.ours["repeat visit to place, loopback"]
    (slower,) = results.ours[f"first visit to place, {MEDIUM.name}"]
    assert first.requests > 20 > repeat.requests
    assert first.bytes > 1_000_000 > repeat.bytes > 0
    # More than a megabyte at ten megabits a second takes most of a second.
    assert slower.milliseconds > 800
    assert results.hello["first visit to hello world, 2 Mbit/s"]
    (picked,) = results.ours["another place, from the picker"]
    assert picked.milliseconds >= 200  # for which the stand-in sleeps


def test_a_bench_that_is_out_of_time_stops(browser: Browser, tmp_path: Path) -> None:
    app = write_stand_in(tmp_path / "app")
    with pytest.raises(TimeoutError, match="after 0 of 5 rounds"):
        bench.run(browser, ("", app), ("", HELLO), rounds=5, deadline=0)
