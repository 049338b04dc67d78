"""Programs that tests start and pip does not bring: Debian's packages, installed where absent.

`make test` runs this before the tests, so that two of their processes never install at once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

SECONDS = 900  # for one step of an installation on a slow line


def found(program: str) -> str | None:
    """The path of a program, also of one that Debian keeps off the ordinary path."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name)
    )
    places = [os.environ.get("PATH", ""), "/usr/sbin", *map(str, reversed(versions))]
    return shutil.which(program, path=os.pathsep.join(places))


# A program that shows that its package is here.
PACKAGES = {"nginx": "nginx", "postgresql": "initdb"}


def can_install() -> bool:
    """True where this is root and there is apt-get."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def install(*packages: str) -> None:
    """Debian's packages through apt-get where this is root; elsewhere nothing happens."""
    apt_get = shutil.which("apt-get")
    if apt_get and can_install():
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        run([apt_get, "update", "-qq"], quiet)
        run([apt_get, "install", "-y", "-qq", "--no-install-recommends", *packages], quiet)


def run(command: list[str], environment: dict[str, str]) -> None:
    """Run one installation step without its chatter; a step that fails leaves it to the next."""
    try:
        subprocess.run(
            command,
            env=environment,
            timeout=SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        print(f"{Path(command[0]).name} gave up after {SECONDS} seconds.", file=sys.stderr)


def missing(look: Callable[[str], str | None] = found) -> list[str]:
    """The packages of which the program is not here."""
    return [package for package, program in PACKAGES.items() if look(program) is None]


def main() -> int:
    """Exit status 0 once every program is here, 1 with one sentence when one cannot be had."""
    if absent := missing():
        print(f"Installing {' and '.join(absent)} for the tests ...")
        install(*absent)
    if absent := missing():
        print(
            f"There is no {' and no '.join(absent)} here, and apt-get (as root) could not install "
            "it: install it by hand, then run make again.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
