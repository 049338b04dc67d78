"""What charts share: how a finished one is put together, and that a server need not check it."""

from __future__ import annotations

import ast
from pathlib import Path

import altair as alt
import pytest
from altair.utils import schemapi

from placelib import charts
from placelib.charts.parts import finished, inline, speed_up_altair
from placelib.charts.theme import DESK, LIGHT

ROWS = [{"name": "Alder", "value": 1.5}, {"name": "Birch", "value": 2.0}]


def _draw() -> alt.LayerChart:
    dots = inline(ROWS).mark_point().encode(x=alt.X("value:Q"), y=alt.Y("name:N"))
    return finished([dots, dots], 120, LIGHT, DESK)


def test_layers_on_the_same_rows_carry_them_once() -> None:
    specification = _draw().to_dict()
    assert [[*rows] for rows in specification["datasets"].values()] == [ROWS]
    assert specification["data"]["name"] in specification["datasets"]


def test_a_chart_is_the_same_whether_or_not_altair_checks_and_copies_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    checked = _draw().to_dict()
    monkeypatch.setattr(schemapi, "DEBUG_MODE", True)
    monkeypatch.setattr(schemapi.SchemaBase, "validate", schemapi.SchemaBase.validate)
    monkeypatch.setattr(schemapi.SchemaBase, "copy", schemapi.SchemaBase.copy)
    speed_up_altair()
    assert _draw().to_dict() == checked
    # Nothing is checked any more.
    assert alt.Chart(mark="point", height="no number").to_dict()["height"] == "no number"


def test_every_channel_is_written_as_altairs_own_class() -> None:
    # Of a word, a list of words or `alt.value` Altair finds the class itself: 3 ms for each.
    short = []
    for path in sorted(Path(charts.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                in_short = node.func.attr in {"value", "condition", "when", "datum"} and (
                    ast.unparse(node.func.value) == "alt"
                )
                in_word = node.func.attr == "encode" and any(
                    isinstance(keyword.value, ast.Constant | ast.JoinedStr | ast.Dict)
                    for keyword in node.keywords
                )
                if in_short or in_word:
                    short.append(f"{path.name}:{node.lineno}")
    assert short == []
