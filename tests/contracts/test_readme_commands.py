"""Every `make` command that the README names is one that the Makefile has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Fenced blocks and inline code only: "make sure" in a sentence is no command.
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
COMMAND = re.compile(r"\bmake +((?:[A-Z]+=\S+ +)*)([a-z][a-z-]*)")


def commands(markdown: str) -> set[str]:
    """The targets of every `make ...` in the code of a Markdown text."""
    return {
        match[2] for code in CODE.findall(markdown) for match in COMMAND.finditer(code.strip("`"))
    }


def targets(makefile: str) -> set[str]:
    """The targets that a Makefile declares phony, which are those meant for people."""
    return {
        name
        for line in re.findall(r"^\.PHONY:(.*)$", makefile, re.MULTILINE)
        for name in line.split()
    }


def rules(makefile: str) -> dict[str, str]:
    """The note after ## of each rule, by target; empty where there is none."""
    lines = re.findall(r"^([a-z][a-z-]*):(?!=)[^#\n]*(?:## (.*))?$", makefile, re.MULTILINE)
    return dict(lines)


def test_the_makefile_has_every_command_that_the_readme_names() -> None:
    readme = ROOT / "README.md"
    named = commands(readme.read_text("utf-8")) if readme.exists() else set()
    unknown = named - set(rules((ROOT / "Makefile").read_text("utf-8")))
    assert not unknown, (
        f"README.md names make {', make '.join(sorted(unknown))}, which the Makefile does not "
        "have: correct the README or add the target."
    )


def test_every_target_is_phony_and_has_a_rule() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    assert targets(text) == set(rules(text))


@pytest.mark.parametrize(
    "name", ["run", "test", "test-fast", "check", "data", "bench", "screens", "clean", "help"]
)
def test_help_lists_the_command(name: str) -> None:
    assert rules((ROOT / "Makefile").read_text("utf-8"))[name]


def test_commands_are_read_from_code_and_not_from_sentences() -> None:
    text = (
        "Please make sure.\n`make run`\n```\nmake PORT=8600 test-fast\n$ make data SOURCE=x\n```\n"
    )
    assert commands(text) == {"run", "test-fast", "data"}
