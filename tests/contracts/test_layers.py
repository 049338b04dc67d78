"""The tree keeps the architecture's rules; test_layer_rules.py shows that each rule can fail."""

from __future__ import annotations

import re
from pathlib import Path

from tests.contracts.rules import LAYERS, PLAIN_MODULES, RULES, SERVICES
from tests.contracts.source_tree import read_tree

ROOT = Path(__file__).resolve().parents[2]
FILES = read_tree(ROOT)


def holds(name: str) -> None:
    """Fail with one line for each breach of the rule of that name."""
    breaches = RULES[name].breaches(FILES)
    assert not breaches, "\n" + "\n".join(breaches)


def test_the_table_of_the_architecture_says_what_the_layers_are() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    section = text.partition("## What may import what")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*) \| (.*) \|$", section, re.MULTILINE)
    said = {}
    for packages, allowed in rows:
        names = set(re.findall(r"`(\w+)`", allowed))
        names |= PLAIN_MODULES if "the words of the field" in allowed else set()
        names |= SERVICES if "the services" in allowed else set()
        said |= dict.fromkeys(re.findall(r"`(\w+)`", packages), names)
    assert said == {name: LAYERS[name] for name in LAYERS.keys() - PLAIN_MODULES}


def test_streamlit_is_imported_only_by_app_pages_and_ui() -> None:
    holds("streamlit")


def test_duckdb_is_imported_only_by_the_connection_and_the_build() -> None:
    holds("duckdb")


def test_altair_and_pydeck_are_imported_only_by_charts() -> None:
    holds("drawing")


def test_no_other_part_of_placelib_imports_ui() -> None:
    holds("ui")


def test_nothing_imports_a_page_or_the_app() -> None:
    holds("pages")


def test_each_package_imports_only_what_its_layer_allows() -> None:
    holds("layers")


def test_packages_never_import_each_other_in_a_circle() -> None:
    holds("package circle")


def test_nothing_outside_the_build_imports_the_build() -> None:
    holds("build")


def test_imports_never_lead_in_a_circle() -> None:
    holds("circle")


def test_only_ui_uses_the_cache_of_streamlit() -> None:
    holds("caching")


def test_no_module_has_a_vague_name() -> None:
    holds("vague name")


def test_no_text_is_shown_as_unsafe_html() -> None:
    holds("html")


def test_nothing_experimental_of_streamlit_is_used() -> None:
    holds("experimental")


def test_use_container_width_is_not_used() -> None:
    holds("container width")


def test_components_v1_is_not_used() -> None:
    holds("old components")


def test_nothing_is_pickled() -> None:
    holds("pickle")


def test_nothing_is_evaluated_from_text() -> None:
    holds("eval")


def test_only_the_boundary_of_fragments_catches_every_exception() -> None:
    holds("except")


def test_sql_stands_only_in_the_database_and_the_build() -> None:
    holds("sql")
