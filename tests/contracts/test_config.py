"""Configuration: settings that Streamlit knows, colours to be read, tests that pytest finds."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageFont

from placelib.charts.theme import FONT

ROOT = Path(__file__).resolve().parents[2]
CONFIG: dict[str, Any] = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
THEMES = {name: CONFIG["theme"][name] for name in ("light", "dark")}
PLACES = [(name, where) for name in THEMES for where in ("page", "sidebar")]
TEXT_COLOURS = (
    "textColor",
    "linkColor",
    "primaryColor",
    "blueTextColor",
    "greenTextColor",
    "orangeTextColor",
    "violetTextColor",
)


def _settings(table: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """The full name of every setting in a table of the configuration, such as server.headless."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _settings(value, f"{prefix}{key}.")
        else:
            yield prefix + key


def _luminance(colour: str) -> float:
    """The relative luminance of #RRGGBB, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _background(theme: str, where: str) -> str:
    """The colour behind the page or the sidebar of a theme."""
    table = THEMES[theme] if where == "page" else THEMES[theme]["sidebar"]
    return str(table["backgroundColor"])


def test_streamlit_knows_every_setting() -> None:
    known = subprocess.run(
        [
            sys.executable,
            "-c",
            "from streamlit import config; print(*config.get_config_options())",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    unknown = set(_settings(CONFIG)) - set(known.stdout.split())
    assert not unknown, (
        f".streamlit/config.toml sets {', '.join(sorted(unknown))}, which this Streamlit does not "
        f"know: correct the name or remove it. {known.stderr}"
    )


def test_nothing_is_reported_to_anyone_and_no_traceback_reaches_a_visitor() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["client"]["showErrorLinks"] is False


@pytest.mark.parametrize(("theme", "where"), PLACES)
@pytest.mark.parametrize("name", TEXT_COLOURS)
def test_text_has_4_5_to_1_on_its_background(theme: str, where: str, name: str) -> None:
    background = _background(theme, where)
    ratio = _contrast(THEMES[theme][name], background)
    assert ratio >= 4.5, (
        f"theme.{theme}.{name} {THEMES[theme][name]} has {ratio:.2f}:1 on the {where} "
        f"({background}), and text needs 4.5:1: move the two further apart."
    )


@pytest.mark.parametrize(("theme", "where"), PLACES)
def test_borders_have_3_to_1_on_their_background(theme: str, where: str) -> None:
    assert _contrast(THEMES[theme]["borderColor"], _background(theme, where)) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_chart_colours_have_3_to_1_on_the_page(theme: str) -> None:
    page = _background(theme, "page")
    ratios = {colour: _contrast(colour, page) for colour in THEMES[theme]["chartCategoricalColors"]}
    assert len(ratios) == 4
    assert min(ratios.values()) >= 3, f"theme.{theme} on {page}: {ratios}"


def test_contrast_is_what_wcag_says_it_is() -> None:
    assert _contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert _contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_the_fonts_are_bundled_small_and_come_with_their_licence() -> None:
    faces = CONFIG["theme"]["fontFaces"]
    files = [ROOT / face["url"].removeprefix("app/") for face in faces]
    assert all(file.is_file() and file.suffix == ".woff2" for file in files)
    assert sum(file.stat().st_size for file in files) <= 40_000, "a first visit fetches them all"
    assert "SIL OPEN FONT LICENSE" in (ROOT / "static" / "fonts" / "OFL.txt").read_text("utf-8")


def test_page_and_charts_are_set_in_the_bundled_font() -> None:
    for face in CONFIG["theme"]["fontFaces"]:
        assert face["family"] in CONFIG["theme"]["font"]
        assert FONT.startswith(face["family"])


def test_the_fonts_have_the_letters_of_every_place() -> None:
    letters = [*"ŴŵŶŷâêîôû–−“”‘’…·×½ÉÀ", *map(chr, range(0x21, 0x7F))]
    for face in CONFIG["theme"]["fontFaces"]:
        # The same font, as PDFs need it.
        font = ImageFont.truetype(ROOT / face["url"].removeprefix("app/").replace("woff2", "ttf"))
        missing = bytes(font.getmask("\uffff"))
        assert not [one for one in letters if bytes(font.getmask(one)) == missing]


def test_pytest_looks_into_every_folder_of_tests(pytestconfig: pytest.Config) -> None:
    tests = ROOT / "tests"
    skipped = pytestconfig.getini("norecursedirs")
    folders = {file.parent.relative_to(tests) for file in tests.rglob("test_*.py")}
    assert Path("build") in folders
    hidden = {
        str(folder)
        for folder in folders
        for part in folder.parts
        if any(fnmatch(part, pattern) for pattern in skipped)
    }
    assert hidden == set()
