"""Pictures of every page at three screen sizes, light and dark: `make screens`."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.browsing import Visit, chromium, open_visit
from tests.browser.server import ROOT, running
from tests.browser.views import README_VIEW, SCHEMES, STATES, VIEWPORTS, View

COLOURS = 128  # enough for charts and text without bands, and a fifth of the size
TALLEST = 12000  # CSS pixels; a longer page is cut off there


def picture(visit: Visit, view: View) -> bytes:
    """A PNG of the whole page of one view, in a palette of its own."""
    page = visit.goto(view.path)
    grow_to_content(page)
    visit.settled()
    return _small_png(page)


def first_screen(visit: Visit, view: View) -> bytes:
    """A PNG of what a visitor sees of a view before scrolling, for the README."""
    return _small_png(visit.goto(view.path))


def _small_png(page: Page) -> bytes:
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    small = shot.quantize(COLOURS, dither=Image.Dither.NONE)
    file = io.BytesIO()
    small.save(file, format="PNG", optimize=True)
    return file.getvalue()


def grow_to_content(page: Page) -> None:
    """Make the screen as tall as the page's content, which Streamlit scrolls in a box of its own.

    A taller screen can change the height of what is on it, so the content is measured twice.
    """
    for _ in range(2):
        size = page.viewport_size
        assert size is not None
        height = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
        if height > size["height"]:
            page.set_viewport_size({"width": size["width"], "height": min(height, TALLEST)})
            page.wait_for_timeout(200)


def save_all(browser: Browser, base_url: str, out: Path) -> list[str]:
    """Save every picture in `out`; the problems of the pages, in words, which may be none."""
    problems = []
    for viewport in VIEWPORTS:
        for scheme in SCHEMES:
            for view in STATES:
                visit = open_visit(browser, base_url, viewport, scheme)
                path = out / f"{view.name}-{viewport}-{scheme}.png"
                try:
                    path.write_bytes(picture(visit, view))
                    visit.assert_only_loopback()
                    visit.assert_no_errors()
                except AssertionError as error:
                    problems.append(f"{path.name}: {error}")
                visit.page.context.close()
    return problems


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when every page was pictured and none had errors, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--app", type=Path, default=ROOT / "app.py", help="the Streamlit script")
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    with running(given.app) as server, chromium() as browser:
        problems = save_all(browser, server.url, given.out)
        visit = open_visit(browser, server.url, "laptop")
        (given.out / "readme.png").write_bytes(first_screen(visit, README_VIEW))
    pictures = list(given.out.glob("*.png"))
    kilobytes = sum(path.stat().st_size for path in pictures) / 1000
    print(f"{len(pictures)} pictures, {kilobytes:,.0f} KB in all.")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
