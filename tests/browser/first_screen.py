"""How much of a page's main picture the first screen shows, and what stands above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page


@dataclass(frozen=True)
class Budget:
    """What may stand above the main picture of a page, and how much of it must be seen at once.

    ``top`` is in pixels; ``share`` that of the picture on the first screen, ``area`` that of the
    screen which the picture fills. A list on a phone is longer than the screen by nature: there
    ``entries`` of its rows must be seen whole instead of a share of them all.
    """

    top: int
    share: float
    words: int
    rows: int
    area: float = 0.0
    entries: int = 0


BUDGETS = {
    "laptop": Budget(top=260, share=0.85, words=45, rows=1),
    "phone": Budget(top=330, share=0.70, words=35, rows=1, entries=5),
    "projector": Budget(top=200, share=1.0, words=25, rows=0, area=0.6),
}

# Every page and state with a main picture; a longer name than that of Liverpool among them.
PAGES = (
    "/place?area=E08000012",
    "/place?area=E47000004",
    "/place?area=E07000008",
    "/place?area=K02000001",
    "/quadrant?lens=idea&step=2",
    "/quadrant?lens=idea&step=6",
    "/map?area=E08000012",
    "/map?view=tiles&within=E12000007&indicator=gross-median-weekly-pay",
    "/map?view=list",
    "/map?indicator=population-count",
    "/neighbourhoods?area=E08000012",
    "/neighbourhoods?area=E09000030&against=E06000017&measure=gp",
    "/neighbourhoods?area=E47000001&view=list",
    "/neighbourhoods?area=E08000012&view=assets",
    "/scorecard?area=E08000012",
    "/trends?area=E08000012",
    "/trends?area=E06000058&indicator=gross-median-weekly-pay&view=gap",
    "/compare?area=E08000012",
    "/compare?area=E08000012&view=distribution",
    "/compare?area=E08000035&view=two",
    "/compare?area=E08000012&view=silo",
    "/quadrant?area=E47000004&lens=evidence",
    "/quadrant?area=E47000012&lens=take",
    "/quadrant?lens=drawn&areas=E08000012.E08000011.E08000014",
    "/authorities",
)

# Pages without a main picture, where a visitor does something: the first control is what they came
# for, and has the bounds of a picture on its top and on the words above it.
BEGINNINGS = ("/workshop", "/quick_view", "/data_out", "/run_sheet", "/join")

MAIN_PICTURE = ".st-key-main-picture"
# A row of controls is what lies side by side; what follows the menu on its own line is none.
_MEASURE_SCREEN = """
(selector) => {
  const main = document.querySelector('[data-testid="stMain"]');
  const picture = main.querySelector(selector);
  const isInMenu = (element) => element.closest('.st-key-finder');
  const first = [...main.querySelectorAll('button, input, summary')]
    .find((element) => element.getBoundingClientRect().width > 2 && !isInMenu(element));
  if (!picture && !first) return { height: main.scrollHeight };
  const box = (picture ?? first).getBoundingClientRect();
  const isAbove = (rect) => rect.width > 2 && rect.height > 2 && rect.bottom <= box.top + 2;
  let words = 0;
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange();
    range.selectNode(node);
    const text = node.textContent.trim();
    const parent = node.parentElement;
    const isCode = ['STYLE', 'SCRIPT'].includes(parent.tagName);
    if (!text || isCode || isInMenu(parent) || !isAbove(range.getBoundingClientRect())) continue;
    if (getComputedStyle(parent).visibility !== 'hidden') words += text.split(/\\s+/).length;
  }
  if (!picture) return { height: main.scrollHeight, top: box.top, words, isPicture: false };
  const controls = [...main.querySelectorAll('button, input, summary')]
    .filter((element) => !isInMenu(element))
    .map((element) => element.getBoundingClientRect())
    .filter((rect) => isAbove(rect) && rect.top > 0)
    .sort((one, two) => one.top - two.top);
  let rows = 0, bottom = -1;
  for (const rect of controls) {
    if (rect.top >= bottom) rows += 1;
    bottom = Math.max(bottom, rect.bottom - 4);
  }
  const bar = document.querySelector('.parts-of-the-page')?.getBoundingClientRect();
  const foot = bar && bar.width >= innerWidth ? bar.top : innerHeight;
  const seen = Math.max(0, Math.min(box.bottom, foot) - Math.max(box.top, 0));
  const entries = [...picture.querySelectorAll('table.map-list tbody tr')]
    .map((element) => element.getBoundingClientRect());
  return {
    height: main.scrollHeight,
    isPicture: true,
    isList: entries.length > 0,
    entries: entries.filter((rect) => rect.bottom <= foot).length,
    top: box.top, words, rows, share: seen / box.height,
    area: seen * box.width / (innerHeight * innerWidth),
  };
}
"""


def measure_screen(page: Page, selector: str = MAIN_PICTURE) -> dict[str, Any]:
    """What the budgets speak of, in pixels, shares and counts.

    The keys: height, isPicture, top, words, and of a picture share, area, rows, isList, entries.
    Without a picture top and words are those of the first control; without either only the height
    is told. ``selector`` finds the picture, in CSS.
    """
    measured: dict[str, Any] = page.evaluate(_MEASURE_SCREEN, selector)
    return measured


def find_faults(budget: Budget, measured: Mapping[str, Any]) -> list[str]:
    """By which of its bounds a page is outside its budget; nothing inside it."""
    faults = [name for name in ("top", "words") if measured[name] > getattr(budget, name)]
    if not measured["isPicture"]:
        return faults
    if measured["isList"] and budget.entries:
        if measured["entries"] < budget.entries:
            faults.append("entries")
    elif round(measured["share"], 2) < budget.share:
        faults.append("share")
    if measured["rows"] > budget.rows:
        faults.append("rows")
    if round(measured["area"], 2) < budget.area:
        faults.append("area")
    return faults


def list_faults(budget: Budget, page: Page) -> list[str]:
    """By which of its bounds the page is outside its budget, with the figures."""
    measured = measure_screen(page)
    return [f"{fault} of {measured}" for fault in find_faults(budget, measured)]


def assert_inside(budget: Budget, page: Page) -> None:
    """Fail with the figures where a page is outside its budget."""
    faults = list_faults(budget, page)
    assert not faults, "\n".join(faults)
