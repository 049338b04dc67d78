"""The app's Python files read without running them: their imports, calls and strings."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Import:
    """An imported name in full, such as placelib.database.connection.Store, and its line."""

    name: str
    line: int

    def is_under(self, *prefixes: str) -> bool:
        """True when the name is one of the prefixes or lies below one."""
        return any(self.name == prefix or self.name.startswith(prefix + ".") for prefix in prefixes)


@dataclass(frozen=True)
class SourceFile:
    """One Python file: its path from the top of the tree, with forward slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The file's syntax tree, parsed once."""
        return ast.parse(self.text, filename=self.path)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of the file's syntax tree."""
        return list(ast.walk(self.tree))

    @property
    def module(self) -> str:
        """The file's name as an import would write it, such as placelib.charts.theme."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def is_in(self, *places: str) -> bool:
        """True when the file is one of the places or, for a place ending in /, lies in it."""
        return any(
            self.path.startswith(place) if place.endswith("/") else self.path == place
            for place in places
        )

    @cached_property
    def imports(self) -> list[Import]:
        """Every import, wherever it stands, those for type checking and by name included.

        `from a import b` gives a.b only, because b may be a module or something inside one.
        """
        return [
            Import(name, node.lineno)
            for node in self.nodes
            if isinstance(node, ast.Import | ast.ImportFrom | ast.Call)
            for name in self._imported(node)
        ]

    def _imported(self, node: ast.Import | ast.ImportFrom | ast.Call) -> Iterator[str]:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = self._base(node)
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif _is_import_call(node.func):
            yield from (
                argument.value
                for argument in node.args[:1]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            )

    def _base(self, node: ast.ImportFrom) -> str:
        """The module after `from`, with the dots of a relative import resolved."""
        if not node.level:
            return node.module or ""
        package = self.module.split(".")
        keep = len(package) - node.level + self.path.endswith("__init__.py")
        return ".".join([*package[:keep], *([node.module] if node.module else [])])

    def names(self) -> Iterator[tuple[str, int]]:
        """Every name that the file uses, with its line: dotted names in full (st.cache_data), an
        attribute of something longer by itself, keywords, imports, and strings that are one word.
        """
        for node in self.nodes:
            if isinstance(node, ast.Attribute | ast.Name):
                yield _dotted(node), node.end_lineno or node.lineno
            elif isinstance(node, ast.keyword) and node.arg:
                yield node.arg, node.lineno
            elif isinstance(node, ast.Constant) and str(node.value).isidentifier():
                yield str(node.value), node.lineno
        yield from ((found.name, found.line) for found in self.imports)

    def strings(self) -> Iterator[tuple[str, int]]:
        """Every string, with its line; of an f-string its fixed parts, together and each alone."""
        for node in self.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value, node.lineno
            elif isinstance(node, ast.JoinedStr):
                parts = (part for part in node.values if isinstance(part, ast.Constant))
                yield " ".join(str(part.value) for part in parts), node.lineno


def _dotted(node: ast.expr) -> str:
    """`a.b.c` for a plain dotted name; only the last part when it hangs on a call or an index."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        return ".".join([node.id, *reversed(parts)])
    return parts[0] if parts else ""


def _is_import_call(function: ast.expr) -> bool:
    """True for a call that imports a module by its name."""
    match function:
        case ast.Name(id="import_module" | "__import__"):
            return True
        case ast.Attribute(value=ast.Name(id="importlib"), attr="import_module"):
            return True
        case _:
            return False


def read_tree(root: Path) -> list[SourceFile]:
    """app.py and every Python file of pages/ and placelib/ under `root`; those that are absent
    count as no files.
    """
    return _read(root, "app.py", "pages/**/*.py", "placelib/**/*.py")


def read_tests(root: Path) -> list[SourceFile]:
    """Every Python file of tests/ under `root`."""
    return _read(root, "tests/**/*.py")


def _read(root: Path, *patterns: str) -> list[SourceFile]:
    return [
        SourceFile(path.relative_to(root).as_posix(), path.read_text("utf-8"))
        for pattern in patterns
        for path in sorted(root.glob(pattern))
    ]
