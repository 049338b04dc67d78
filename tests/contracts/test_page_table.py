"""Adding a page touches two files: the page's own, and the table in placelib/urls.py."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from placelib import urls
from placelib.exports.link_preview import preview
from placelib.ui import server

ROOT = Path(__file__).resolve().parents[2]
NAMES = {page: name for name, page in vars(urls).items() if isinstance(page, urls.Page)}


def test_every_file_in_pages_is_in_the_table_and_the_other_way_round() -> None:
    files = {f"pages/{file.name}" for file in (ROOT / "pages").glob("*.py")}
    assert files == {page.file for page in urls.PAGES}


@pytest.mark.parametrize("page", urls.PAGES, ids=lambda page: page.file)
def test_a_page_file_opens_its_own_record_and_says_nothing_of_itself_again(page: urls.Page) -> None:
    tree = ast.parse((ROOT / page.file).read_text("utf-8"))
    (opening,) = [node for node in tree.body if isinstance(node, ast.With)]
    assert ast.unparse(opening.items[0]) == f"frame.open_page({NAMES[page]})"


def test_no_other_module_knows_a_page_by_its_path_or_its_file() -> None:
    own = {page.file for page in urls.PAGES} | {f"/{page.path}" for page in urls.PAGES if page.path}
    breaches = [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.value}"
        for file in (ROOT / "placelib").rglob("*.py")
        if file.name != "urls.py"
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in own
    ]
    assert breaches == []


def test_only_the_module_of_addresses_knows_how_a_switch_is_written() -> None:
    readers = [
        ROOT / "placelib" / "query_params.py",
        *(ROOT / "placelib").glob("*/settings.py"),
        *(ROOT / "placelib" / "ui").rglob("*.py"),
    ]
    breaches = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in readers
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in ("yes", "no")
    ]
    assert len(readers) > 50
    assert breaches == []


def test_a_page_that_is_only_in_the_table_has_its_preview_and_its_scripts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = urls.Page(
        file="pages/new.py", path="new", title="New page", has_figures=True, elements=("Slider",)
    )
    monkeypatch.setattr(urls, "PAGES", (*urls.PAGES, page))
    link = preview("/new", {}, {}.get, {}.get)
    assert link.title == "New page – Bend the Line"
    assert link.description.startswith("Official statistics")
    assert any(script.startswith("Slider.") for script in server.list_scripts("/new", ""))
