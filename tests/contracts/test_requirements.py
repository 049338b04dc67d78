"""Requirements are pinned exactly, are all used, and cover what the app and the build import."""

from __future__ import annotations

import re
import sys
from collections import Counter
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path

import pytest

from tests.contracts.source_tree import SourceFile, read_tree

ROOT = Path(__file__).resolve().parents[2]
# Parsed once for all tests, as reading every package's list of modules is done once.
TREE = read_tree(ROOT)
PACKAGES = packages_distributions()
# The product's fixed stack: pinned whether or not a module imports it yet.
FIXED_STACK = {"altair", "duckdb", "numpy", "pandas", "pydeck", "streamlit"}
# SQLAlchemy imports the driver of PostgreSQL when BEND_WORKSHOP_DATABASE asks for it, and Uvicorn
# the event loop that it is told to run on.
LOADED_BY_NAME = {"psycopg", "psycopg-binary", "uvloop"}
OWN = {"app", "pages", "placelib"}
# The files of requirements, and where the packages that only the build needs are imported.
FILES = ("requirements.txt", "requirements-build.txt", "requirements-test.txt", "constraints.txt")
BUILD = "placelib/build/"
# With a condition behind it where not every platform has the package.
PIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([0-9][A-Za-z0-9.]*)(; sys_platform .+)?")


def normal(name: str) -> str:
    """A package's name as the index compares it: lower case, with single hyphens."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements(text: str) -> list[str]:
    """The lines of a requirements file that ask for a package."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("-")]


def pins(text: str) -> dict[str, str]:
    """The version of every exactly pinned package, by its normal name."""
    matches = (PIN.fullmatch(line) for line in requirements(text))
    return {normal(match[1]): match[2] for match in matches if match}


def read(name: str) -> str:
    """The text of a requirements file at the top of the tree."""
    return (ROOT / name).read_text("utf-8")


def imported(files: list[SourceFile]) -> dict[str, str]:
    """The package behind every third-party import, with one file and line that imports it."""
    found: dict[str, str] = {}
    for file in files:
        for name, line in ((item.name.partition(".")[0], item.line) for item in file.imports):
            if name not in sys.stdlib_module_names | OWN:
                package = PACKAGES.get(name, [name])[0]
                found.setdefault(normal(package), f"{file.path}:{line}")
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_package_is_pinned_exactly_and_once(name: str) -> None:
    lines = requirements(read(name))
    loose = [line for line in lines if not PIN.fullmatch(line)]
    assert not loose, f"{name} has {', '.join(loose)}: write each as name==version."
    assert len(pins(read(name))) == len(lines), f"{name} names a package twice."


def test_no_package_is_pinned_in_two_files() -> None:
    counts = Counter(package for name in FILES for package in pins(read(name)))
    twice = [package for package, count in counts.items() if count > 1]
    assert not twice, f"{', '.join(sorted(twice))}: keep the pin in one file only."


def test_the_app_needs_every_package_that_it_asks_for() -> None:
    known = FIXED_STACK | LOADED_BY_NAME | imported(TREE).keys()
    unused = pins(read("requirements.txt")).keys() - known
    assert not unused, (
        f"requirements.txt asks for {', '.join(sorted(unused))}, which nothing imports: remove it."
    )


def test_the_build_needs_every_package_that_it_asks_for() -> None:
    build = [file for file in TREE if file.is_in(BUILD)]
    unused = pins(read("requirements-build.txt")).keys() - imported(build).keys()
    assert not unused, (
        f"requirements-build.txt asks for {', '.join(sorted(unused))}, which the build does not "
        "import: remove it."
    )


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-build.txt"])
def test_every_package_that_is_imported_is_asked_for(name: str) -> None:
    # What the app imports must be in its own file: at run time the build's packages are not there.
    is_for_build = name == "requirements-build.txt"
    files = [file for file in TREE if is_for_build or not file.is_in(BUILD)]
    pinned = pins(read("requirements.txt")) | (pins(read(name)) if is_for_build else {})
    missing = {
        package: where for package, where in imported(files).items() if package not in pinned
    }
    assert not missing, (
        f"{name} lacks "
        + ", ".join(f"{package} (imported at {where})" for package, where in missing.items())
        + ": pin each there, and move its line out of constraints.txt."
    )


def test_every_installed_package_has_the_pinned_version() -> None:
    wrong = []
    pinned = {package: pin for file in FILES for package, pin in pins(read(file)).items()}
    for name, pin in pinned.items():
        try:
            if version(name) != pin:
                wrong.append(f"{name} is {version(name)}, pinned {pin}")
        except PackageNotFoundError:
            continue  # another platform's package
    assert not wrong, "; ".join(wrong) + ": run `make clean`, then the command again."


def test_a_third_party_import_is_traced_to_its_package() -> None:
    file = SourceFile("placelib/a.py", "import json\nimport PIL.Image\nfrom placelib import b\n")
    assert imported([file]) == {"pillow": "placelib/a.py:2"}
