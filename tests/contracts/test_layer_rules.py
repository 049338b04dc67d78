"""Each rule fails on a small tree that breaks it, and a tree that breaks none passes them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contracts import test_layers
from tests.contracts.rules import RULES
from tests.contracts.source_tree import read_tree

# Rule, file, text, and the line on which the breach must be found.
BAD = [
    ("streamlit", "placelib/areas/registry.py", "import streamlit as st\n", 1),
    ("streamlit", "placelib/charts/trend.py", "from streamlit import write\n", 1),
    ("streamlit", "placelib/areas/registry.py", "x = 1\nimport_module('streamlit.web')\n", 2),
    ("duckdb", "placelib/ui/frame.py", "import os\n\nimport duckdb\n", 3),
    ("duckdb", "pages/place.py", "def f():\n    from duckdb import connect\n", 2),
    ("drawing", "placelib/ui/components/chart_display.py", "import altair as alt\n", 1),
    ("drawing", "placelib/compare.py", "from pydeck import Deck\n", 1),
    ("ui", "placelib/charts/theme.py", "from placelib import ui\n", 1),
    ("ui", "placelib/charts/theme.py", "from ..ui.cached import areas\n", 1),
    ("pages", "placelib/ui/router.py", "import pages.place\n", 1),
    ("pages", "pages/place.py", "from app import title\n", 1),
    ("layers", "placelib/charts/trend.py", "from placelib.database.connection import Store\n", 1),
    ("layers", "placelib/charts/trend.py", "from placelib import compare, model\n", 1),
    ("layers", "placelib/maps/classes.py", "from placelib.charts.theme import NAVY\n", 1),
    ("layers", "placelib/views/map.py", "from ..ui import frame\n", 1),
    ("layers", "placelib/maps/classes.py", "from placelib.trends import text\n", 1),
    ("layers", "placelib/database/connection.py", "from placelib.areas import registry\n", 1),
    ("layers", "placelib/server/files.py", "from placelib.database.connection import Store\n", 1),
    ("layers", "placelib/newcomer.py", "from placelib import model\n", 1),
    ("build", "placelib/database/connection.py", "from placelib.build import tables\n", 1),
    ("build", "app.py", "import placelib.build.tables\n", 1),
    ("caching", "placelib/views/map.py", "@st.cache_data(ttl=5)\ndef f(): ...\n", 1),
    ("caching", "pages/place.py", "from streamlit import cache_resource\n", 1),
    ("vague name", "placelib/utils.py", "", 1),
    ("vague name", "placelib/data/places.py", "", 1),
    ("html", "pages/place.py", "st.markdown(\n    'x',\n    unsafe_allow_html=True)\n", 3),
    ("html", "pages/place.py", "st.markdown('x', **{'unsafe_allow_html': True})\n", 1),
    ("experimental", "pages/place.py", "st.experimental_rerun()\n", 1),
    ("experimental", "pages/place.py", "getattr(st, 'experimental_rerun')()\n", 1),
    (
        "container width",
        "placelib/ui/components/chart_display.py",
        "st.button('x', use_container_width=True)\n",
        1,
    ),
    (
        "old components",
        "placelib/ui/components/chart_display.py",
        "import streamlit.components.v1 as v1\n",
        1,
    ),
    (
        "old components",
        "placelib/ui/components/chart_display.py",
        "st.components.v1.html('x')\n",
        1,
    ),
    ("pickle", "placelib/urls.py", "import pickle\n", 1),
    ("pickle", "placelib/urls.py", "frame = pd.read_pickle(path)\n", 1),
    ("eval", "placelib/urls.py", "value = eval(text)\n", 1),
    ("eval", "placelib/urls.py", "def f():\n    exec(text)\n", 2),
    ("except", "placelib/urls.py", "try: f()\nexcept Exception: pass\n", 2),
    ("except", "placelib/urls.py", "try: f()\nexcept (KeyError, BaseException): pass\n", 2),
    ("except", "placelib/urls.py", "try: f()\nexcept: pass\n", 2),
    ("sql", "placelib/compare.py", "q = 'SELECT area FROM areas'\n", 1),
    ("sql", "placelib/ui/frame.py", "q = f'''SELECT {x}\nFROM areas'''\n", 1),
]

GOOD = {
    "app.py": "import streamlit as st\nfrom placelib.ui import router\n",
    "pages/place.py": "import streamlit as st\nfrom placelib.ui import cached, frame\n",
    "placelib/__init__.py": "",
    "placelib/model.py": "from dataclasses import dataclass\n",
    "placelib/database/connection.py": "import duckdb\nq = 'SELECT 1 FROM a'\n",
    "placelib/areas/registry.py": '"""Select an area."""\nfrom placelib import database\n',
    "placelib/charts/__init__.py": "from placelib.charts.trend import trend\n",
    "placelib/charts/trend.py": "import altair as alt\nfrom placelib.charts import theme\n",
    "placelib/charts/theme.py": "from placelib import model, periods\n",
    "placelib/ui/cached.py": "import streamlit as st\n@st.cache_data()\ndef f(): ...\n",
    "placelib/ui/components/fragments.py": "try: f()\nexcept Exception: pass\n",
    "placelib/build/__main__.py": "import duckdb\nfrom placelib.build import tables\n",
    "placelib/build/tables.py": "CREATE = 'CREATE TABLE a (b INT)'\n",
}


def write(root: Path, files: dict[str, str]) -> None:
    """Write a small tree."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("rule", "path", "text", "line"), BAD)
def test_a_rule_finds_its_breach_with_file_line_rule_and_remedy(
    tmp_path: Path, rule: str, path: str, text: str, line: int
) -> None:
    write(tmp_path, {path: text})
    (message,) = RULES[rule].breaches(read_tree(tmp_path))
    assert message.startswith(f"{path}:{line} ")
    assert RULES[rule].sentence in message
    assert RULES[rule].remedy in message


def test_a_circle_is_found_at_each_of_its_imports(tmp_path: Path) -> None:
    files = {
        "placelib/areas/registry.py": "import json\nfrom placelib.compare import gap\n",
        "placelib/compare.py": "from placelib.quadrant import tier\n",
        "placelib/quadrant.py": "from placelib.areas import registry\n",
        "placelib/urls.py": "from placelib.areas import registry\n",
    }
    write(tmp_path, files)
    found = [message.split(" ")[0] for message in RULES["circle"].breaches(read_tree(tmp_path))]
    assert found == [
        "placelib/areas/registry.py:2",
        "placelib/compare.py:1",
        "placelib/quadrant.py:1",
    ]


def test_a_circle_of_packages_is_found_where_no_module_imports_itself(tmp_path: Path) -> None:
    files = {
        "placelib/maps/classes.py": "from placelib.trends import text\n",
        "placelib/maps/areas.py": "",
        "placelib/trends/text.py": "",
        "placelib/trends/settings.py": "from placelib.maps import areas\n",
    }
    write(tmp_path, files)
    tree = read_tree(tmp_path)
    breaches = [message.split(" ")[0] for message in RULES["package circle"].breaches(tree)]
    assert breaches == ["placelib/maps/classes.py:1", "placelib/trends/settings.py:1"]
    assert RULES["circle"].breaches(tree) == []


@pytest.mark.parametrize("rule", RULES)
def test_a_tree_that_keeps_the_rules_passes(tmp_path: Path, rule: str) -> None:
    write(tmp_path, GOOD)
    assert RULES[rule].breaches(read_tree(tmp_path)) == []


@pytest.mark.parametrize("rule", RULES)
def test_an_empty_tree_passes(tmp_path: Path, rule: str) -> None:
    assert RULES[rule].breaches(read_tree(tmp_path)) == []


def test_every_rule_is_seen_to_fail_and_is_applied_to_the_tree() -> None:
    assert {rule for rule, *_ in BAD} | {"circle", "package circle"} == set(RULES)
    applied = Path(test_layers.__file__).read_text("utf-8")
    assert all(f'holds("{rule}")' in applied for rule in RULES)
