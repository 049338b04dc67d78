"""Pictures of every page at three screen sizes, light and dark: `make measure WHAT=screens`."""

from __future__ import annotations

import argparse
import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.browsing import Visit, chromium, grow_to_content, open_visit
from tests.browser.server import ROOT, running
from tests.browser.views import README_VIEW, SCHEMES, STATES, VIEWPORTS, View

KEPT = ROOT / "docs" / "screens"
# Enough for charts and text without bands, and a fraction of the size.
COLOURS = 96
# Heights of the screen, by its name; what is below is cut off, or all would take 20 MB.
SCREENS_SHOWN = {"phone": 2.0, "laptop": 1.0, "projector": 1.0}
HALVED = "projector"  # whose text is large enough to be read at half its size


def picture(visit: Visit, view: View, viewport: str) -> bytes:
    """A WebP of one view, as much of it as one or two screens show, in a palette of its own."""
    page = visit.goto(view.path)
    size = page.viewport_size
    assert size is not None
    grow_to_content(page)
    visit.settled()
    shot = _shot(page)
    tallest = int(SCREENS_SHOWN[viewport] * size["height"])
    shown = shot.crop((0, 0, shot.width, min(shot.height, tallest)))
    if viewport == HALVED:
        shown = shown.reduce(2)
    file = io.BytesIO()
    _with_colours(shown).convert("RGB").save(file, format="WEBP", lossless=True)
    return file.getvalue()


def first_screen(visit: Visit, view: View) -> bytes:
    """A PNG of what a visitor sees of a view before scrolling, for the README."""
    file = io.BytesIO()
    shot = _shot(visit.goto(view.path))
    _with_colours(shot).save(file, format="PNG", optimize=True)
    return file.getvalue()


def _shot(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")


def _with_colours(shot: Image.Image) -> Image.Image:
    # By coverage: halving by count would give all colours to the greys of text, and a small orange
    # point would turn brown.
    by_coverage = Image.Quantize.MAXCOVERAGE
    return shot.quantize(COLOURS, method=by_coverage, kmeans=1, dither=Image.Dither.NONE)


def save_all(browser: Browser, base_url: str, out: Path) -> list[str]:
    """Save every picture in `out`; the problems of the pages, in words, which may be none."""
    problems = []
    for viewport in VIEWPORTS:
        for scheme in SCHEMES:
            for view in STATES:
                visit = open_visit(browser, base_url, viewport, scheme)
                path = out / f"{view.name}-{viewport}-{scheme}.webp"
                try:
                    path.write_bytes(picture(visit, view, viewport))
                    visit.assert_only_loopback()
                    visit.assert_no_errors()
                except AssertionError as error:
                    problems.append(f"{path.name}: {error}")
                visit.page.context.close()
    return problems


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when every page was pictured and none had errors, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "screens")
    parser.add_argument("--app", type=Path, default=ROOT / "app.py", help="the Streamlit script")
    parser.add_argument("--renew", action="store_true", help="renew the pictures of docs/screens")
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    with running(given.app) as server, chromium() as browser:
        problems = save_all(browser, server.url, given.out)
        visit = open_visit(browser, server.url, "laptop")
        (given.out / "readme.png").write_bytes(first_screen(visit, README_VIEW))
    pictures = [*given.out.glob("*.webp"), *given.out.glob("*.png")]
    for path in pictures:
        if given.renew and (KEPT / path.name).exists():
            shutil.copy(path, KEPT)
    kilobytes = sum(path.stat().st_size for path in pictures) / 1000
    print(f"{len(pictures)} pictures, {kilobytes:,.0f} KB in all.")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
