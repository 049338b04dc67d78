"""Chromium for the browser tests: found where it is, or installed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tests import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Chromium without the pages of its own menus and tabs, as Debian names command and package. It
# draws the same and takes a third less processor time for a page.
HEADLESS_SHELL = "chromium-headless-shell"


def find_chromium() -> str | None:
    """The command that starts Chromium on this machine, or None when there is none.

    Looks at the variable CHROMIUM first, then along the path, then at Playwright's own download.
    Not to be called while Playwright is running in the same thread.

    Raises:
        FileNotFoundError: when CHROMIUM names something that cannot be run.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise FileNotFoundError(
                f"CHROMIUM is set to {named}, which cannot be run: set it to the command that "
                "starts Chromium, or unset it."
            )
        return found
    on_path = (shutil.which(name) for name in NAMES)
    return next((found for found in on_path if found), None) or _playwright_chromium()


def find_headless_chromium() -> str | None:
    """The command that tests start: the headless shell where there is one, else any Chromium.

    Raises:
        FileNotFoundError: when CHROMIUM names something that cannot be run.
    """
    is_named = bool(os.environ.get("CHROMIUM"))
    return (None if is_named else shutil.which(HEADLESS_SHELL)) or find_chromium()


def _playwright_chromium() -> str | None:
    """The Chromium that Playwright downloaded earlier, or None."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def is_complete() -> bool:
    """True when there is a Chromium, and the headless shell where Debian's packages can be had."""
    if os.environ.get("CHROMIUM") or not debian.can_install():
        return find_chromium() is not None
    return shutil.which(HEADLESS_SHELL) is not None and find_chromium() is not None


def install_chromium() -> None:
    """Debian's packages through apt-get where this is root; failing that, Playwright's download."""
    debian.install("chromium")
    # By itself: a distribution that lacks it has a Chromium all the same.
    debian.install(HEADLESS_SHELL)
    if find_chromium() is None:
        debian.run([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))


def main() -> int:
    """Exit status 0 once there is a Chromium, 1 with one sentence when none can be had."""
    try:
        if not is_complete():
            print("Installing Chromium for the browser tests ...")
            install_chromium()
        if find_chromium() is not None:
            return 0
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        "There is no Chromium here, and neither apt-get (as root) nor Playwright could install "
        "one: install it by hand, or set CHROMIUM to its command, then run make again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
