"""Pictures of charts made on the server: their size, their words, and that nothing is fetched."""

from __future__ import annotations

import struct
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from placelib.charts import pictures as chart_pictures
from placelib.charts.picture_frame import PictureFrame
from placelib.charts.pictures import drawing_for, framed_picture, pictures
from placelib.errors import NoPicture
from placelib.fair_queue import FairQueue

BARS: dict[str, Any] = {
    "data": {"values": [{"place": "Ynys Môn", "rate": 3}, {"place": "Leeds", "rate": 5}]},
    "mark": "bar",
    "encoding": {"x": {"field": "rate", "type": "quantitative"}, "y": {"field": "place"}},
    "width": "container",
}
MAP: dict[str, Any] = {
    "data": {
        "url": "app/static/boundaries/rgn.geojson",
        "format": {"type": "json", "property": "features"},
    },
    "mark": "geoshape",
    "width": "container",
    "height": 300,
}


def test_pictures_come_in_order_as_wide_as_asked_and_maps_hold_their_boundaries() -> None:
    bars, regions = pictures([BARS, MAP], width=400, scale=2)
    assert struct.unpack(">I", bars[16:20])[0] == 800
    assert struct.unpack(">II", regions[16:24])[0] == 800
    assert len(regions) > 2 * len(bars), "the map has no outlines"


def test_an_svg_keeps_its_words() -> None:
    (drawn,) = pictures([BARS], kind="svg")
    assert "Ynys Môn" in drawn.decode("utf-8")


def test_a_framed_picture_carries_font_headline_and_source_around_its_charts() -> None:
    frame = PictureFrame("Rates of two places", "Rate, 2025", "Source: a survey")
    svg = framed_picture([BARS, MAP], frame, kind="svg", width=400).decode("utf-8")
    for needed in ("Rates of two places", "Ynys Môn", "Source: a survey", "font/woff2;base64,"):
        assert needed in svg
    png = framed_picture([BARS], frame, width=400, scale=2)
    width, height = struct.unpack(">II", png[16:24])
    assert width == 2 * (480 + 36)
    assert height > struct.unpack(">I", pictures([BARS], width=400, scale=2)[0][20:24])[0] + 100


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.json",
        "file:///etc/hostname",
        "app/static/../data/SOURCES.md",
        "app/static/none.json",
        "app/static/icon.png",
    ],
)
def test_no_other_file_or_address_is_read(address: str) -> None:
    with pytest.raises(NoPicture, match="The picture could not be made"):
        pictures([{"data": {"url": address}, "mark": "bar"}])


def test_what_cannot_be_drawn_is_said_and_the_next_is_drawn() -> None:
    with pytest.raises(NoPicture, match="cannot be drawn"):
        pictures([{"data": {"values": []}, "mark": {"type": "nonsense"}}])
    assert len(pictures([BARS])) == 1


def test_nothing_asked_is_nothing_drawn() -> None:
    assert pictures([]) == []


def draw_for(visitor: str) -> list[bytes]:
    with drawing_for(visitor):
        return pictures([BARS])


def test_one_engine_draws_for_many_and_another_starts_when_it_has_ended() -> None:
    pictures([BARS])
    first = chart_pictures._ENGINE._child  # noqa: SLF001
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(draw_for, "abcdefgh"))
    assert len({picture for (picture,) in drawn}) == 1
    assert chart_pictures._ENGINE._child is first  # noqa: SLF001
    assert first is not None
    first.kill()
    first.wait()
    assert pictures([BARS])


def test_an_engine_that_nobody_asks_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart_pictures, "IDLE_SECONDS", 0.05)
    assert pictures([BARS])
    deadline = time.monotonic() + 10
    while chart_pictures._ENGINE._child is not None and time.monotonic() < deadline:  # noqa: SLF001
        time.sleep(0.05)
    assert chart_pictures._ENGINE._child is None  # noqa: SLF001


def test_who_waits_hears_how_many_come_first_and_when_it_is_their_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chart_pictures, "SAY_SECONDS", 0.01)
    queue = FairQueue(1)
    others = [queue.join("first"), queue.join("second")]
    heard: list[int] = []

    def hear(ahead: int) -> None:
        heard.append(ahead)
        if ahead:
            others.pop(0).leave()

    with queue.join("third") as ticket:
        assert chart_pictures._wait_for_seat(ticket, hear)  # noqa: SLF001
    assert heard == [2, 1, 0]


def test_who_does_not_wait_hears_nothing() -> None:
    heard: list[int] = []
    with FairQueue(1).join("only") as ticket:
        assert chart_pictures._wait_for_seat(ticket, heard.append)  # noqa: SLF001
    assert heard == []
