"""What finds each kind of breach of the architecture's rules in the app's source files.

    pages → ui → views → services → charts, exports → database → queries

Each function here takes the files of the tree, or makes a function that does, and gives the path,
the line and the words of every breach. rules.py says which of them make up the rules.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from tests.contracts.source_tree import Import, SourceFile

Found = Iterator[tuple[str, int, str]]
Finder = Callable[[list[SourceFile]], Found]

VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "data"}
SQL = re.compile(
    r"\b(SELECT\b.*\bFROM|INSERT\s+INTO|DELETE\s+FROM|UPDATE\b.*\bSET|CREATE\s+TABLE)\b", re.DOTALL
)


def _imports(files: Iterable[SourceFile], wrong: Callable[[SourceFile, Import], bool]) -> Found:
    for file in files:
        for found in file.imports:
            if wrong(file, found):
                yield file.path, found.line, f"imports {found.name}"


def imported_only_in(packages: tuple[str, ...], places: tuple[str, ...]) -> Finder:
    """What finds an import of the packages outside the places."""
    return lambda files: _imports(
        files, lambda file, found: found.is_under(*packages) and not file.is_in(*places)
    )


def package_of(module: str) -> str:
    """The package or single module of placelib that a name stands in, such as 'maps'; else ''."""
    parts = module.split(".")
    return parts[1] if parts[0] == "placelib" and len(parts) > 1 else ""


def beyond_their_layer(allowed: Mapping[str, frozenset[str]]) -> Finder:
    """What finds an import of a package of placelib that a package's row does not name.

    A package without a row may import nothing of placelib, so a new one must take its place.
    """
    return lambda files: _imports(
        files,
        lambda file, found: (
            file.is_in("placelib/")
            and package_of(found.name) not in {"", package_of(file.module)}
            and package_of(found.name) not in allowed.get(package_of(file.module), frozenset())
        ),
    )


def package_circles(files: list[SourceFile]) -> Found:
    """An import of another package that leads, through packages, back to the one it stands in."""
    edges: dict[str, dict[str, int]] = {}
    for file in files:
        if (source := package_of(file.module)) and file.is_in("placelib/"):
            targets = {package_of(found.name): found.line for found in file.imports}
            edges.setdefault(source, {}).update(targets)
    for file in files:
        source = package_of(file.module)
        for found in file.imports if file.is_in("placelib/") else ():
            target = package_of(found.name)
            if target not in {"", source} and source in _reachable(target, edges):
                yield file.path, found.line, f"imports {found.name}, which leads back to {source}"


def circles(files: list[SourceFile]) -> Found:
    """An import in placelib that leads back to the file it stands in."""
    modules = {file.module: file for file in files if file.is_in("placelib/")}
    edges = {
        name: {_module_of(found.name, modules): found.line for found in reversed(file.imports)}
        for name, file in modules.items()
    }
    for name, file in modules.items():
        for target, line in sorted(edges[name].items()):
            if target == name or name in _reachable(target, edges):
                yield file.path, line, f"imports {target}, which leads back to {name}"


def _module_of(name: str, modules: dict[str, SourceFile]) -> str:
    """The module that an imported name belongs to: itself or the nearest above it, or ''."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name


def _reachable(start: str, edges: dict[str, dict[str, int]]) -> set[str]:
    """Every module that `start` imports, directly or through others."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for target in edges.get(waiting.pop(), {}):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def uses(pattern: str, *allowed: str) -> Finder:
    """What finds a name that the pattern matches anywhere, outside the allowed places."""
    form = re.compile(pattern)

    def find(files: list[SourceFile]) -> Found:
        for file in files:
            if not file.is_in(*allowed):
                hits = {(line, hit[0]) for name, line in file.names() if (hit := form.search(name))}
                yield from ((file.path, line, f"uses {name}") for line, name in sorted(hits))

    return find


def catching_everything(files: list[SourceFile]) -> Found:
    """`except Exception`, `except BaseException` or a bare `except`, outside a part's boundary."""
    for file in files:
        for node in file.nodes:
            if isinstance(node, ast.ExceptHandler) and not file.is_in(
                "placelib/ui/components/fragments.py"
            ):
                caught = ast.unparse(node.type) if node.type else ""
                if not caught or re.search(r"\b(Base)?Exception\b", caught):
                    yield file.path, node.lineno, f"has `{f'except {caught}'.strip()}`"


def vague_names(files: list[SourceFile]) -> Found:
    """A module or package whose name says nothing about what it holds."""
    for file in files:
        for part in VAGUE_NAMES.intersection(file.module.split(".")):
            yield file.path, 1, f"is called {part}"


def sql_in_python(files: list[SourceFile]) -> Found:
    """A string that holds SQL, outside the store and the build."""
    for file in files:
        if not file.is_in("placelib/database/connection.py", "placelib/build/"):
            hits = {(line, hit[0]) for text, line in file.strings() if (hit := SQL.search(text))}
            for line, words in sorted(hits):
                yield file.path, line, f"holds SQL: {' '.join(words.split())[:50]}"
