"""What a docstring names is there: ``word`` is a name of the same file, `word` one of elsewhere."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.contracts.source_tree import SourceFile, read_tree

SOURCES = read_tree(Path(__file__).resolve().parents[2])

# ``benchmark``, and not ``queries/area.sql`` or ``a = b``.
NAME = re.compile(r"``([A-Za-z_]\w*)``")


def list_lost_names(source: SourceFile) -> list[str]:
    """The names in double backquotes that occur nowhere else in the file."""
    lost = []
    for node in source.nodes:
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        docstring = ast.get_docstring(node, clean=False) or ""
        names = NAME.findall(docstring)
        if names:
            elsewhere = source.text.replace(docstring, "")
            lost += [name for name in names if not re.search(rf"\b{name}\b", elsewhere)]
    return lost


@pytest.mark.parametrize(("parameter", "lost"), [("benchmark", []), ("place", ["benchmark"])])
def test_a_renamed_parameter_is_lost_from_its_docstring(parameter: str, lost: list[str]) -> None:
    text = f'def compare({parameter}):\n    """Beside ``benchmark``, as `Store` has it."""\n'
    assert list_lost_names(SourceFile("placelib/compare.py", text)) == lost


def test_every_name_in_a_docstring_is_in_its_file() -> None:
    lost = {source.path: names for source in SOURCES if (names := list_lost_names(source))}
    assert lost == {}
