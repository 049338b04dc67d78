"""Every regular expression and threshold of the reader of uploads says what it means.

A comment with an example stands above it, or above the unbroken run of lines that it stands in.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "placelib" / "uploads").rglob("*.py"))
# A quotation, a tag, a figure or a letter in brackets: “2019/20”, <c r="A1">, 0.9.
_EXAMPLE = re.compile(r"[“<\d]")
# Comments this many lines above a statement inside a function still speak of it.
_NEAR = 4
_CALLS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}


def find_silent(source: str) -> list[tuple[int, str]]:
    """The lines (from 1) with a pattern or a threshold that no comment explains."""
    lines = source.splitlines()
    tree = ast.parse(source)
    silent: set[int] = set()
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            has_pattern = any(_is_pattern(node, source) for node in ast.walk(statement.value))
            if has_pattern or _is_number(statement.value):
                comment = _read_comment(lines, statement.lineno, statement.end_lineno or 0)
                if not comment or (has_pattern and not _EXAMPLE.search(comment)):
                    silent.add(statement.lineno)
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if _is_call(node) or _is_fraction(node):
                    near = lines[max(0, node.lineno - 1 - _NEAR) : node.lineno]
                    if not any("# " in line for line in near):
                        silent.add(node.lineno)
    return [(number, lines[number - 1].strip()) for number in sorted(silent)]


def _is_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in _CALLS
    )


def _is_pattern(node: ast.AST, source: str) -> bool:
    is_raw = isinstance(node, ast.Constant | ast.JoinedStr) and re.match(
        r"r[bf]?['\"]|[bf]r['\"]", ast.get_source_segment(source, node) or ""
    )
    return _is_call(node) or bool(is_raw)


def _is_number(value: ast.expr) -> bool:
    numbers = [node for node in ast.walk(value) if isinstance(node, ast.Constant)]
    return bool(numbers) and all(
        isinstance(node, ast.Constant | ast.BinOp | ast.UnaryOp | ast.Name | ast.Tuple)
        and not (isinstance(node, ast.Constant) and not isinstance(node.value, int | float))
        for node in ast.walk(value)
        if isinstance(node, ast.expr)
    )


def _is_fraction(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, float)
        and node.value not in {0.0, 1.0}
    )


def _read_comment(lines: list[str], first: int, last: int) -> str:
    """The comments above a statement's run of lines and inside the statement."""
    inside = [line for line in lines[first - 1 : last] if line.lstrip().startswith("# ")]
    inside += [line.partition("  # ")[2] for line in lines[first - 1 : last]]
    above: list[str] = []
    number = first - 2
    while number >= 0 and lines[number].strip():
        if lines[number].startswith("# "):
            above.append(lines[number])
        number -= 1
    return " ".join([*inside, *above]).strip()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_pattern_and_threshold_has_a_comment_with_an_example(module: Path) -> None:
    assert find_silent(module.read_text("utf-8")) == []


def _sources() -> Iterator[tuple[str, list[int]]]:
    yield '_YEAR = re.compile(r"\\d{4}")\n', [1]
    yield '# A year.\n_YEAR = re.compile(r"\\d{4}")\n', [2]
    yield '# “2021”.\n_YEAR = re.compile(r"\\d{4}")\n', []
    yield "_LEAST = 0.5\n", [1]
    yield "# Half of them.\n_LEAST = 0.5\n_MOST = 4\n", []
    yield "# Half of them.\n_LEAST = 0.5\n\n_MOST = 4\n", [4]
    yield "def f(x):\n    return x > 0.9\n", [2]
    yield "def f(x):\n    # Nine in ten.\n    return x > 0.9\n", []
    yield 'def f(x):\n    return re.search("a", x)\n', [2]


@pytest.mark.parametrize(("source", "silent"), list(_sources()))
def test_silent_ones_are_found(source: str, silent: list[int]) -> None:
    assert [number for number, _ in find_silent(source)] == silent
