"""The accessibility report and the welcome table: `make measure WHAT=accessibility`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from tests.browser.access import (
    ACCEPTED,
    AxeFinding,
    double_text,
    findings,
    grave,
    heading_faults,
    look,
    width_faults,
)
from tests.browser.browsing import Visit, VisitPool, chromium, open_visit
from tests.browser.server import running
from tests.browser.views import FURTHER_STATES, NARROWEST, STATES, VIEWPORTS, View
from tests.browser.walks import JOURNEYS, Journey, Keys, Pointer, Walker
from tests.measure.written import MEASURED, ROOT, between_marks, read_commit, write_report

REPORT = MEASURED / "accessibility.md"
WELCOME = MEASURED / "welcome.md"
SIZES = (NARROWEST, *VIEWPORTS.values())
# Colours are the same at every width: in the dark two widths stand for all.
LOOKS = {"light": SIZES, "dark": (VIEWPORTS["phone"], VIEWPORTS["laptop"])}
START, END = "<!-- table: make measure WHAT=accessibility -->", "<!-- end of table -->"


@dataclass(frozen=True)
class Seen:
    """What was found on one page: by axe on each screen, in its headings, in its width."""

    name: str
    findings: list[AxeFinding]
    faults: list[str]


@dataclass(frozen=True)
class Walked:
    """One journey: how it was walked, what it took, and why it ended early if it did."""

    journey: str
    how: str
    actions: int
    letters: int
    seconds: float
    failed: str = ""


class Progress:
    """What a run at this commit has seen so far: one that was cut short goes on after it.

    Raises:
        json.JSONDecodeError: when the file is damaged; delete it.
    """

    def __init__(self, folder: Path) -> None:
        """Read the file of this commit in `folder`; without one nothing has been seen.

        Files that differ from the commit differ from what an earlier run saw: all begins anew.
        """
        commit = read_commit()
        self._path = folder / f"accessibility-{commit.replace(' ', '-')}.jsonl"
        goes_on = self._path.exists() and commit.isalnum()
        lines = self._path.read_text("utf-8").splitlines() if goes_on else []
        records = [json.loads(line) for line in lines]
        self.pages = [_read_seen(record) for record in records if "name" in record]
        self.walks = [Walked(**record) for record in records if "journey" in record]

    def add(self, seen: Seen | Walked) -> None:
        """Write down one page or one journey, at once."""
        if isinstance(seen, Seen):
            self.pages.append(seen)
        else:
            self.walks.append(seen)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(seen)) + "\n")


def _read_seen(record: dict[str, Any]) -> Seen:
    return Seen(**record | {"findings": [AxeFinding(**one) for one in record["findings"]]})


def examine(browser: Browser, base_url: str, views: Sequence[View]) -> Iterator[Seen]:
    """Every page and state in every one of LOOKS, then with text of twice the size.

    A page is loaded once for all its widths, and the app’s scripts once for all pages: the pages
    are shared. With a load for each look this took longer than 25 minutes.
    """
    pool = VisitPool(browser)
    for view in views:
        seen = Seen(view.name, [], [])
        for scheme, sizes in LOOKS.items():
            visit = pool.take("phone", scheme, base_url)
            try:
                _examine_scheme(visit, view, scheme, sizes, seen)
            except (AssertionError, PlaywrightError) as error:
                seen.faults.append(f"{scheme}: {str(error).splitlines()[0]}")
            pool.give_back(visit, "phone", scheme)
        yield seen


def _examine_scheme(
    visit: Visit, view: View, scheme: str, sizes: Sequence[tuple[int, int]], seen: Seen
) -> None:
    """Look at a page on every size in light or dark, and put down what is wrong."""
    visit.goto(view.path)
    if scheme == "light":
        seen.faults.extend(heading_faults(visit.page))
    for size in sizes:
        look(visit, size, scheme)
        faults = width_faults(visit.page)
        seen.faults.extend(f"{size[0]} {scheme}: {fault}" for fault in faults)
        seen.findings.extend(findings(visit.page))
    if scheme == "light":
        look(visit, VIEWPORTS["laptop"], scheme)
        double_text(visit.page)
        faults = width_faults(visit.page)
        seen.faults.extend(f"text of twice the size: {fault}" for fault in faults)


def walk_all(browser: Browser, base_url: str, earlier: Sequence[Walked] = ()) -> Iterator[Walked]:
    """Every journey by keyboard on a laptop, and by pointer on a phone and a laptop.

    Those in `earlier` are left out.
    """
    done = {(walked.journey, walked.how) for walked in earlier}
    for name, journey in JOURNEYS.items():
        for walker, viewport in ((Keys, "laptop"), (Pointer, "phone"), (Pointer, "laptop")):
            if (name, "keyboard" if walker is Keys else viewport) in done:
                continue
            with _visiting(browser, base_url, viewport) as visit:
                yield _walked(name, viewport, journey, walker(visit))


def _walked(name: str, viewport: str, journey: Journey, walker: Walker) -> Walked:
    failed = ""
    try:
        journey(walker)
    except (AssertionError, PlaywrightError) as error:
        failed = str(error).splitlines()[0]
    how = "keyboard" if isinstance(walker, Keys) else viewport
    return Walked(
        journey=name,
        how=how,
        actions=walker.actions,
        letters=walker.letters,
        seconds=walker.seconds(),
        failed=failed,
    )


@contextmanager
def _visiting(browser: Browser, base_url: str, viewport: str) -> Iterator[Visit]:
    visit = open_visit(browser, base_url, viewport)
    try:
        yield visit
    finally:
        visit.page.context.close()


def report(pages: list[Seen], walks: list[Walked]) -> str:
    """The report as Markdown."""
    lines = [
        "# Accessibility report",
        "",
        (
            "Written by `make measure WHAT=accessibility`: axe-core (axe-playwright-python "
            f"{version('axe-playwright-python')}) in Chromium on {len(pages)} pages and states, "
            f"each on {len(SIZES)} screens ({_screens()}) in light, on a phone and a laptop in "
            "the dark too, all of the page "
            "at once, with the rule on the size of targets. Also: the order of headings, and "
            "whether anything is wider than its screen or cut off, with text of twice the size "
            "too. Forced colours, less motion and the keyboard have tests of their "
            "own in tests/browser/test_access.py. What does not work yet is on the page *About*."
        ),
        "",
        "| page | serious or critical | accepted, see below | lesser | headings and width |",
        "| --- | --- | --- | --- | --- |",
        *(_page_row(one) for one in pages),
        "",
        "## Lesser findings",
        "",
        *(_lesser(pages) or ["None."]),
        "",
        "## Accepted findings",
        "",
        *([f"- {one.rule}, {one.inside}: {one.why}" for one in ACCEPTED] or ["None."]),
        "",
        "## The main journeys with the keyboard alone",
        "",
        "From the first page, without a pointer: presses of Tab and Enter, and letters typed.",
        "",
        "| journey | presses | letters | done |",
        "| --- | --- | --- | --- |",
        *(
            f"| {one.journey} | {one.actions} | {one.letters} | {one.failed or 'yes'} |"
            for one in walks
            if one.how == "keyboard"
        ),
        "",
    ]
    return "\n".join(lines)


def _screens() -> str:
    return ", ".join(f"{width} × {height}" for width, height in SIZES)


def _page_row(one: Seen) -> str:
    grave = [found for found in one.findings if found.is_grave and found.accepted is None]
    accepted = [found for found in one.findings if found.accepted is not None]
    lesser = len(one.findings) - len(grave) - len(accepted)
    rules = ", ".join(sorted({found.rule for found in grave}))
    first = f"{len(grave)} ({rules})" if grave else "0"
    return (
        f"| {one.name} | {first} | {len(accepted)} | {lesser} | {'; '.join(one.faults) or 'ok'} |"
    )


def _lesser(pages: list[Seen]) -> list[str]:
    rules: dict[tuple[str, str], set[str]] = {}
    for page in pages:
        for found in page.findings:
            if not found.is_grave:
                rules.setdefault((found.rule, found.impact), set()).add(page.name)
    return [
        f"- {rule} ({impact}): {', '.join(sorted(names))}"
        for (rule, impact), names in sorted(rules.items())
    ]


def welcome_table(walks: list[Walked]) -> str:
    """Clicks and seconds of each journey on a phone and on a laptop, as a Markdown table."""
    rows = [
        "| journey | screen | clicks | letters typed | seconds |",
        "| --- | --- | --- | --- | --- |",
    ]
    rows += [
        f"| {one.journey} | {one.how} | {one.actions} | {one.letters} | "
        f"{one.failed or f'{one.seconds:.0f}'} |"
        for one in walks
        if one.how != "keyboard"
    ]
    return "\n".join(rows)


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when no page has a grave finding or a fault and every journey ends well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=REPORT)
    parser.add_argument("--only", nargs="+", help="these pages alone; no report is written")
    options = parser.parse_args(arguments)
    if options.only:
        return 1 if _show_only(options.only) else 0
    progress = Progress(ROOT / "var")
    seen_already = {seen.name for seen in progress.pages}
    views = [view for view in (*STATES, *FURTHER_STATES) if view.name not in seen_already]
    with running() as server, chromium() as browser:
        for seen in examine(browser, server.url, views):
            print(_page_row(seen), flush=True)
            progress.add(seen)
        for walked in walk_all(browser, server.url, progress.walks):
            print(f"{walked.journey}, {walked.how}: {walked.failed or 'done'}", flush=True)
            progress.add(walked)
    _write_reports(options.out, progress.pages, progress.walks)
    is_bad = any(_has_fault(seen) for seen in progress.pages)
    return 1 if is_bad or any(walked.failed for walked in progress.walks) else 0


def _show_only(names: Sequence[str]) -> bool:
    """Look at these pages alone; True where one has a fault, which is then printed in full."""
    views = [view for view in (*STATES, *FURTHER_STATES) if view.name in names]
    has_faults = False
    with running() as server, chromium() as browser:
        for seen in examine(browser, server.url, views):
            print(_page_row(seen), *grave(seen.findings), sep="\n", flush=True)
            has_faults |= _has_fault(seen)
    return has_faults


def _has_fault(seen: Seen) -> bool:
    return bool(seen.faults or grave(seen.findings))


def _write_reports(out: Path, pages: list[Seen], walks: list[Walked]) -> None:
    write_report(out, report(pages, walks))
    if out == REPORT:
        write_report(
            WELCOME, between_marks(WELCOME.read_text("utf-8"), welcome_table(walks), START, END)
        )
    print(f"Written to {out}.")


if __name__ == "__main__":
    sys.exit(main())
