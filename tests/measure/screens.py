"""What every page shows at once, and its pictures: `make measure WHAT=screens`.

The table of budgets goes into docs/measured/screens.md, the pictures into var/screens.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.browsing import Visit, chromium, grow_to_content, open_visit
from tests.browser.first_screen import (
    BEGINNINGS,
    BUDGETS,
    MAIN_PICTURE,
    PAGES,
    find_faults,
    measure_screen,
)
from tests.browser.server import ROOT, running
from tests.browser.views import README_VIEW, SCHEMES, STATES, VIEWPORTS, View
from tests.measure.written import MEASURED, between_marks, write_report

KEPT = ROOT / "docs" / "screens"
REPORT = MEASURED / "screens.md"
# Between these lines of the report stands the table; what is written around it stays.
START, END = "<!-- table: make measure WHAT=screens -->", "<!-- end of table -->"
# Pages without a main picture.
FURTHER = ("/", *BEGINNINGS, "/methods", "/about")
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


def save_all(browser: Browser, base_url: str, out: Path, *, only_known: bool = False) -> list[str]:
    """Save every picture in `out`; the problems of the pages, in words, which may be none.

    With ``only_known`` those alone that are there already are made anew.
    """
    problems = []
    for viewport in VIEWPORTS:
        for scheme in SCHEMES:
            for view in STATES:
                path = out / f"{view.name}-{viewport}-{scheme}.webp"
                if only_known and not path.exists():
                    continue
                visit = open_visit(browser, base_url, viewport, scheme)
                try:
                    path.write_bytes(picture(visit, view, viewport))
                    visit.assert_only_loopback()
                    visit.assert_no_errors()
                except AssertionError as error:
                    problems.append(f"{path.name}: {error}")
                visit.page.context.close()
    return problems


def measure_all(
    browser: Browser, base_url: str, selector: str = MAIN_PICTURE
) -> dict[str, dict[str, Any]]:
    """The figures of every page on every screen: "screen path" → figures; {} where none opened.

    ``selector`` finds the main picture of a page, in CSS.
    """
    found: dict[str, dict[str, Any]] = {}
    for screen in VIEWPORTS:
        for path in (*PAGES, *FURTHER):
            if screen == "projector" and path in FURTHER:
                continue
            visit = open_visit(browser, base_url, screen)
            try:
                joined = "&" if "?" in path else "?"
                address = f"{path}{joined}present=1" if screen == "projector" else path
                found[f"{screen} {path}"] = measure_screen(visit.goto(address), selector)
            except AssertionError:
                found[f"{screen} {path}"] = {}
            visit.page.context.close()
    return found


def write_table(
    measured: Mapping[str, Mapping[str, Any]], before: Mapping[str, Mapping[str, Any]]
) -> str:
    """The table as Markdown, with what was before in brackets where it is known."""
    lines = [
        "| screen | page | top | share seen | of the screen | words | rows | height | in budget |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for name, figures in measured.items():
        screen, _, path = name.partition(" ")
        earlier = before.get(name, {})
        cells = [
            _write_cell(figures, earlier, "top", "{:.0f}"),
            _write_cell(figures, earlier, "share", "{:.0%}"),
            _write_cell(figures, earlier, "area", "{:.0%}"),
            _write_cell(figures, earlier, "words", "{:.0f}"),
            _write_cell(figures, earlier, "rows", "{:.0f}"),
            _write_cell(figures, earlier, "height", "{:,.0f}"),
        ]
        verdict = "–"
        # Pages that are read, and not used, have no bounds.
        if "top" in figures and (figures["isPicture"] or path in BEGINNINGS):
            faults = find_faults(BUDGETS[screen], figures)
            verdict = f"no: {', '.join(faults)}" if faults else "yes"
        lines.append(f"| {screen} | `{path}` | {' | '.join(cells)} | {verdict} |")
    return "\n".join(lines)


def _write_cell(
    figures: Mapping[str, Any], earlier: Mapping[str, Any], name: str, form: str
) -> str:
    if name not in figures:
        return "–"
    now = form.format(figures[name])
    if name not in earlier:
        return now
    then = form.format(earlier[name])
    return now if then == now else f"{now} ({then})"


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when every page was measured or pictured without errors, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "screens")
    parser.add_argument("--app", type=Path, default=ROOT / "app.py", help="the Streamlit script")
    parser.add_argument("--before", type=Path, help="the figures of another version, for brackets")
    parser.add_argument("--figures", type=Path, help="write the figures there, and no report")
    parser.add_argument(
        "--selector", default=MAIN_PICTURE, help="what finds a page's picture in another version"
    )
    parser.add_argument("--pictures", action="store_true", help="picture every page too")
    parser.add_argument("--renew", action="store_true", help="renew the pictures of docs/screens")
    given = parser.parse_args(arguments)
    with running(given.app) as server, chromium() as browser:
        if given.pictures or given.renew:
            return _save_pictures(browser, server.url, given.out, everything=given.pictures)
        measured = measure_all(browser, server.url, given.selector)
    if given.figures:
        given.figures.write_text(json.dumps(measured, indent=1), encoding="utf-8")
        return 0
    before = json.loads(given.before.read_text("utf-8")) if given.before else {}
    text = REPORT.read_text("utf-8") if REPORT.exists() else f"# Screens\n\n{START}\n{END}\n"
    write_report(REPORT, between_marks(text, write_table(measured, before), START, END))
    print(f"Written to {REPORT}.")
    return 0 if all(measured.values()) else 1


def _save_pictures(browser: Browser, base_url: str, out: Path, *, everything: bool) -> int:
    """Every picture into ``out``, or those of docs/screens anew; 0 where no page had errors."""
    out.mkdir(parents=True, exist_ok=True)
    folder = out if everything else KEPT
    problems = save_all(browser, base_url, folder, only_known=not everything)
    visit = open_visit(browser, base_url, "laptop")
    (folder / "readme.png").write_bytes(first_screen(visit, README_VIEW))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
