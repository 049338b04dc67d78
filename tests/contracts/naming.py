"""What the names of a tree say: vague bindings, functions without a verb, doubled names, levels.

Everything is counted from the source text; nothing is imported or run. test_naming.py holds the
bounds.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.contracts.source_tree import SourceFile

# They say that there is a thing and not which: "one of the areas" is an area.
VAGUE = frozenset(
    {
        "one", "found", "given", "said", "held", "shown", "told", "at", "drawn", "kept", "asked",
        "whole", "more", "made", "own", "known", "other",
    }
)  # fmt: skip
# A question is a verb phrase too: is_current, has_data, can_merge.
QUESTIONS = frozenset({"is", "has", "can"})
# The codes of the sources for councils, counties, combined authorities, regions and nations.
LEVELS = frozenset({"ltla", "utla", "cauth", "rgn", "ctry"})
VERBS = frozenset((Path(__file__).parent / "verbs.txt").read_text("utf-8").split())
# So many arguments of a record can be told apart by their places.
MOST_BY_PLACE = 4
# What a script begins with, and what a migration of the workshops' database does.
CALLED_BY_NAME = frozenset({"main", "upgrade"})
# They name a value, so a noun is right for them.
PROPERTIES = frozenset({"property", "cached_property"})


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name where it is bound or defined: its file, its line, and itself."""

    path: str
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.name}"


def bindings(files: Iterable[SourceFile]) -> Iterator[Name]:
    """Every variable and parameter where it gets a value: each assignment, target, argument.

    Not imports, classes and functions, whose names have rules of their own; not self, cls and _.
    """
    for file in files:
        for node in file.nodes:
            match node:
                case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                    pass
                case ast.ExceptHandler(name=str(name)):
                    pass
                case _:
                    continue
            if name.strip("_") and name not in ("self", "cls"):
                yield Name(file.path, node.lineno, name)


def vague_bindings(files: Iterable[SourceFile]) -> tuple[list[Name], float]:
    """The bindings with a vague name, and their share of all bindings; 0 where there are none."""
    every = list(bindings(files))
    vague = [binding for binding in every if binding.name.strip("_") in VAGUE]
    return vague, len(vague) / len(every) if every else 0.0


def functions(files: Iterable[SourceFile]) -> Iterator[Name]:
    """Every function and method but properties and Python's own names between underscores."""
    for file in files:
        for node in file.nodes:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            decorators = {
                ast.unparse(decorator).split(".")[-1] for decorator in node.decorator_list
            }
            if not decorators & (PROPERTIES | {"setter"}) and not node.name.startswith("__"):
                yield Name(file.path, node.lineno, node.name)


def starts_with_a_verb(name: str) -> bool:
    """Whether the first word of a function's name is a verb, as in ``_build_map``."""
    return name.lstrip("_").split("_")[0] in VERBS | QUESTIONS


def verbless_functions(files: Iterable[SourceFile]) -> tuple[list[Name], float]:
    """The functions that begin with no verb, and the share of those that do; 1 where none are."""
    every = list(functions(files))
    verbless = [function for function in every if not starts_with_a_verb(function.name)]
    return verbless, 1 - len(verbless) / len(every) if every else 1.0


def doubled_names(files: Iterable[SourceFile]) -> dict[str, list[str]]:
    """The public classes and functions that two or more modules define, each with where.

    But for those that Python or Alembic call by their name.
    """
    places = defaultdict(list)
    for file in files:
        for node in file.tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                places[node.name].append(f"{file.path}:{node.lineno}")
    return {
        name: where
        for name, where in sorted(places.items())
        if len(where) > 1 and not name.startswith("_") and name not in CALLED_BY_NAME
    }


def level_lists(files: Iterable[SourceFile]) -> list[str]:
    """The files that list the codes of all geography levels in one tuple, list, set or dictionary.

    To name some of them, as in ``area.level in {"ltla", "utla"}``, is no list.
    """
    return [file.path for file in files if any(_texts_of(node) >= LEVELS for node in file.nodes)]


def _texts_of(node: ast.AST) -> set[object]:
    """The constants that a literal collection holds, of a dictionary its keys."""
    match node:
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
            return {item.value for item in items if isinstance(item, ast.Constant)}
        case ast.Dict(keys=keys):
            return {key.value for key in keys if isinstance(key, ast.Constant)}
    return set()


def unnamed_arguments(files: Iterable[SourceFile]) -> Iterator[Name]:
    """Every call of a class of the tree that gives five arguments or more by their places alone.

    `Area("E08000012", "Liverpool", "ltla", False, None)` says of none of them what it is.
    """
    every = list(files)
    modules = {file.module for file in every}
    classes = {node.name for file in every for node in file.nodes if isinstance(node, ast.ClassDef)}
    for file in every:
        # `sa.Table(…)` is no class of ours, whatever ours are called.
        ours = {node.name for node in file.nodes if isinstance(node, ast.ClassDef)} | {
            taken.name.rpartition(".")[2]
            for taken in file.imports
            if {taken.name, taken.name.rpartition(".")[0]} & modules
        }
        for node in file.nodes:
            if isinstance(node, ast.Call) and len(node.args) > MOST_BY_PLACE:
                base, _, name = ast.unparse(node.func).rpartition(".")
                if name in classes and (base or name) in ours:
                    yield Name(file.path, node.lineno, name)


def passing_on(files: Iterable[SourceFile]) -> Iterator[Name]:
    """Every function that only calls another of the same name, undecorated, with its own arguments.

    `def load(store): return catalogue.load(store)` is one name too many: import the other.
    """
    for file in files:
        for node in file.nodes:
            if not isinstance(node, ast.FunctionDef) or node.decorator_list:
                continue
            parameters = [argument.arg for argument in node.args.args]
            if parameters[:1] == ["self"]:
                continue  # An object may answer for another that it holds.
            body = [part for part in node.body if not _is_docstring(part)]
            match body:
                case [ast.Return(value=ast.Call(func=func, args=arguments, keywords=[]))]:
                    called = ast.unparse(func)
                    passed = [ast.unparse(argument) for argument in arguments]
                    if called.split(".")[-1] == node.name and passed == parameters:
                        yield Name(file.path, node.lineno, node.name)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
