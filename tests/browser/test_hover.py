"""The text that appears at a chart's marks: it stays inside the window, and is in words."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

from placelib.axis_words import FIT_AXIS, MONEY_AXIS
from placelib.formatting import INTERVAL
from tests.browser.conftest import OpenPage
from tests.browser.first_screen import MAIN_PICTURE
from tests.browser.views import VIEWPORTS

CHARTS = (
    "/trends?area=E08000012",
    "/compare?area=E08000035&view=two",
    "/authorities",
)
# What a reader may be told of a mark; a field of the chart's data has another name, as “upper”.
TITLES = {
    "Place", "Period", "Figure", INTERVAL, "Note", "Shown as", "Across", "Up", "Line",
    FIT_AXIS, MONEY_AXIS, "By chance", "With money to come",
}  # fmt: skip
ACROSS, DOWN = 24, 16
_READ = """
() => {
  const tip = document.querySelector('#vg-tooltip-element.visible');
  if (!tip) return null;
  const { left, top, right, bottom } = tip.getBoundingClientRect();
  const titles = [...tip.querySelectorAll('td.key')].map((cell) => cell.innerText.trim());
  return { box: [left, top, right, bottom], titles };
}
"""


class Tip(NamedTuple):
    """One text at a mark: the titles of its lines, and its box in the window."""

    titles: tuple[str, ...]
    box: tuple[float, float, float, float]


def sweep(page: Page) -> set[Tip]:
    """Every text that appears while the pointer goes over the main picture in small steps."""
    box = page.locator(MAIN_PICTURE).bounding_box()
    assert box is not None
    window = page.viewport_size
    assert window is not None
    tips = set()
    # What was pointed at before the window changed stands where it stood.
    page.mouse.move(0, 0)
    for row, column in product(range(DOWN), range(ACROSS)):
        x = box["x"] + box["width"] * (column + 0.5) / ACROSS
        y = box["y"] + box["height"] * (row + 0.5) / DOWN
        if y >= window["height"]:
            break
        page.mouse.move(x, y)
        if tip := page.evaluate(_READ):
            tips.add(Tip(tuple(tip["titles"]), tuple(tip["box"])))
    return tips


@pytest.mark.parametrize("path", CHARTS)
def test_the_text_at_a_mark_is_inside_the_window_and_in_words(
    path: str, open_page: OpenPage
) -> None:
    visit = open_page("laptop")
    page = visit.goto(path)
    tips = set()
    for screen in ("laptop", "phone"):
        width, height = VIEWPORTS[screen]
        page.set_viewport_size({"width": width, "height": height})
        visit.settled()
        on_screen = sweep(page)
        outside = [tip for tip in on_screen if tip.box[0] < 0 or tip.box[2] > width]
        assert not outside, outside
        tips |= on_screen
    assert tips, "the pointer met no mark"
    assert {title for tip in tips for title in tip.titles} <= TITLES
    visit.assert_no_errors()
