"""What a page must be for everyone, checked in Chromium: axe, headings, width, nothing cut off."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.browsing import Visit, grow_to_content, settled

GRAVE = ("serious", "critical")
_AXE = Axe()
_OPTIONS = {
    "resultTypes": ["violations"],
    # Off unless asked for: the least size of what a finger touches.
    "rules": {"target-size": {"enabled": True}},
}


@dataclass(frozen=True)
class Accepted:
    """A finding inside Streamlit's own page that cannot be cured from here, and why."""

    rule: str
    inside: str
    why: str


# A finding counts as accepted when its HTML has `inside`. Each must still occur: the report and
# its test say which do not.
ACCEPTED: tuple[Accepted, ...] = ()


@dataclass(frozen=True)
class AxeFinding:
    """One element that axe objects to: the rule, how grave, where, its HTML, what is wrong."""

    rule: str
    impact: str
    where: str
    html: str
    wrong: str

    @property
    def is_grave(self) -> bool:
        """True for what axe calls serious or critical."""
        return self.impact in GRAVE

    @property
    def accepted(self) -> Accepted | None:
        """The exception that covers this finding, if one does."""
        return next(
            (one for one in ACCEPTED if one.rule == self.rule and one.inside in self.html), None
        )


def look(visit: Visit, size: tuple[int, int], scheme: str) -> None:
    """Show the visit's page on a screen of another size, in CSS pixels, in light or dark.

    Charts and marks are drawn on the server for one of the two, so the page is asked for again. A
    settled page that looks so already is left as it is.
    """
    page = visit.page
    is_dark: bool = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    wanted = {"width": size[0], "height": size[1]}
    if page.viewport_size == wanted and is_dark == (scheme == "dark"):
        return
    page.set_viewport_size({"width": size[0], "height": size[1]})
    if is_dark != (scheme == "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.reload(wait_until="commit")
    visit.settled()


def findings(page: Page) -> list[AxeFinding]:
    """Everything axe objects to on the whole of a settled page, scrolled-away parts included."""
    grow_to_content(page)
    return [
        AxeFinding(
            rule=violation["id"],
            impact=violation["impact"],
            where=" ".join(map(str, node["target"])),
            html=node["html"][:300],
            wrong=" ".join(node.get("failureSummary", "").split()),
        )
        for violation in _AXE.run(page, options=_OPTIONS).response["violations"]
        for node in violation["nodes"]
    ]


def grave(found: list[AxeFinding]) -> list[str]:
    """What nothing excuses, a line for each rule: how often, and the first place in full."""
    by_rule: dict[str, list[AxeFinding]] = {}
    for one in found:
        if one.is_grave and one.accepted is None:
            by_rule.setdefault(one.rule, []).append(one)
    return [
        f"{rule}, {len(those)} times; first {those[0].where} {those[0].html} {those[0].wrong}"
        for rule, those in by_rule.items()
    ]


def heading_faults(page: Page) -> list[str]:
    """What is wrong with the order of the headings, in words; nothing when it is right."""
    levels: list[int] = page.get_by_test_id("stMain").evaluate(
        "main => [...main.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => +h.tagName[1])"
    )
    faults = []
    if levels[:1] != [1] or levels.count(1) != 1:
        faults.append(f"the first heading is not the only one of level 1: {levels}")
    faults += [
        f"a heading of level {after} follows one of level {before}"
        for before, after in pairwise(levels)
        if after > before + 1
    ]
    return faults


def double_text(page: Page) -> None:
    """Show text at twice its size, as a browser does that is set to large letters."""
    page.evaluate(
        "() => { const style = document.documentElement.style;"
        " style.fontSize = 2 * parseFloat(getComputedStyle(document.documentElement).fontSize)"
        " + 'px'; }"
    )
    settled(page)


# The narrowest that a screen may be, a phone, a laptop and a projector, in CSS pixels.
WIDTHS = (320, 390, 1366, 1920)


def assert_fits_every_width(visit: Visit) -> None:
    """Fail, naming them, where elements of an open page reach over the edge of one of WIDTHS.

    What lies in a box that scrolls by itself is left out. The page is laid out anew for each width,
    as for a phone that is turned.
    """
    for width in WIDTHS:
        visit.page.set_viewport_size({"width": width, "height": 844})
        visit.settled()
        assert sideways(visit.page) == [], f"{visit.page.url} at {width}"
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def sideways(page: Page) -> list[str]:
    """Elements that reach over the right edge, other than in boxes that scroll by themselves."""
    wide: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
            .filter(element => element.getBoundingClientRect().right > window.innerWidth + 1)
            .filter(element => !element.closest(
                '[role="region"], [data-testid="stTable"], [data-testid="stDataFrame"], '
                + 'svg, canvas'))
            .map(element => element.outerHTML.slice(0, 80))"""
    )
    return wide


def width_faults(page: Page) -> list[str]:
    """What is wider than the screen or cut off at its edge, in words; nothing when all fits."""
    return list(page.evaluate(_TOO_WIDE))


_TOO_WIDE = """
() => {
  const faults = [];
  const main = document.querySelector('[data-testid="stMain"]');
  for (const [name, box] of [['the page', document.documentElement], ['its main part', main]]) {
    if (box.scrollWidth > box.clientWidth) {
      faults.push(`${name} is ${box.scrollWidth} wide on ${box.clientWidth}`);
    }
  }
  for (const link of document.querySelectorAll('[data-testid="stPageLink-NavLink"] p')) {
    if (link.scrollWidth > link.clientWidth + 1) faults.push(`cut off: ${link.innerText}`);
  }
  return faults;
}
"""
