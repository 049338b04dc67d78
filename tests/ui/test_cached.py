"""What is kept of the data is kept with its release, and nothing outlives it."""

from __future__ import annotations

import ast
from pathlib import Path

CACHED = Path(__file__).resolve().parents[2] / "placelib" / "ui" / "cached.py"


def outliving(text: str) -> list[str]:
    """Calls that Streamlit keeps for good and that ask another call of the module."""
    calls = [one for one in ast.parse(text).body if isinstance(one, ast.FunctionDef)]
    # Workshops are no part of the data, and belong to no release.
    names = {one.name for one in calls} - {"workshops"} | {"one_release", "Store"}
    return [
        call.name
        for call in calls
        if any("st.cache_" in ast.unparse(one) for one in call.decorator_list)
        and any(isinstance(one, ast.Name) and one.id in names for one in ast.walk(call))
    ]


def test_nothing_that_comes_from_the_data_is_kept_beyond_its_release() -> None:
    found = outliving(CACHED.read_text("utf-8"))
    assert not found, (
        f"cached.py keeps {', '.join(found)} with Streamlit's cache, though the answer comes from "
        "the data: it would stay when newer data arrive. Write @kept(most) instead."
    )


def test_an_answer_kept_for_good_is_found() -> None:
    text = (
        "def store(): ...\n"
        "@st.cache_resource(max_entries=1)\ndef a():\n    return store()\n"
        "@st.cache_resource(max_entries=1)\ndef b():\n    return connect()\n"
        "@kept(1)\ndef c():\n    return store()\n"
    )
    assert outliving(text) == ["a"]
