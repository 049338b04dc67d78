"""An element's scripts are found with what they import, and without what every page brings."""

from __future__ import annotations

from pathlib import Path

import pytest

from placelib.server.chunks import Chunks


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    scripts = tmp_path / "static" / "js"
    scripts.mkdir(parents=True)
    (tmp_path / "index.html").write_text('<script src="./static/js/index.a.js"></script>')
    (scripts / "index.a.js").write_text("let a=1;")
    (scripts / "Chart.b.js").write_text('import{x}from"./index.a.js";import y from"./draw.c.js";')
    (scripts / "draw.c.js").write_text("import`./line.d.js`;import z from './gone.e.js';")
    (scripts / "line.d.js").write_text("import './draw.c.js'; import 'https://x/other.js';")
    (scripts / "ChartOfBars.f.js").write_text("let b=2;")
    return tmp_path


def test_an_element_needs_its_own_script_and_all_that_it_imports(bundle: Path) -> None:
    found = Chunks(bundle).needed(["Chart"])
    assert found == ["Chart.b.js", "draw.c.js", "line.d.js"]


def test_what_two_elements_share_is_named_once(bundle: Path) -> None:
    found = Chunks(bundle).needed(["Chart", "ChartOfBars", "Chart"])
    assert found == ["Chart.b.js", "draw.c.js", "line.d.js", "ChartOfBars.f.js"]


def test_an_element_that_the_bundle_does_not_have_needs_nothing(bundle: Path) -> None:
    assert Chunks(bundle).needed(["Balloons"]) == []
