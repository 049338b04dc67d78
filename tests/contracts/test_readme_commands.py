"""What the README promises is there: its `make` commands, its command lines, its links."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.build.tiny_source import write_source
from tests.measure.__main__ import MEASUREMENTS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = (ROOT / "README.md", *ROOT.glob("docs/**/*.md"))
# Fenced blocks, indented blocks and inline code only: "make sure" in a sentence is no command.
FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
INDENTED = re.compile(r"(?:\A|(?<=\n\n))(?:(?: {4}|\t).*(?:\n|\Z)|\n(?= {4}|\t))+")
INLINE = re.compile(r"`[^`\n]+`")
LINK = re.compile(r"\[[^\]]*\]\(<?([^)>\s]+)>?(?:\s+\"[^\"]*\")?\)")
COMMAND = re.compile(r"\bmake +((?:[A-Z]+=\S+ +)*)([a-z][a-z-]*)")


def code_in(markdown: str) -> list[str]:
    """Every piece of code of a Markdown text, without the signs that mark it."""
    fenced = [block.strip("`") for block in FENCED.findall(markdown)]
    rest = FENCED.sub("", markdown)
    indented = INDENTED.findall(rest)
    return [*fenced, *indented, *(one.strip("`") for one in INLINE.findall(INDENTED.sub("", rest)))]


def commands(markdown: str) -> set[str]:
    """The targets of every `make ...` in the code of a Markdown text."""
    return {match[2] for code in code_in(markdown) for match in COMMAND.finditer(code)}


def command_lines(markdown: str) -> list[str]:
    """Every line of code that runs a module of ours, without the prompt and the remark."""
    lines = [
        line.strip().removeprefix("$ ") for code in code_in(markdown) for line in code.split("\n")
    ]
    return [line for line in lines if line.startswith("python -m placelib")]


def links(markdown: str) -> list[str]:
    """The files that a Markdown text links to or shows, outside its code."""
    prose = INLINE.sub("", INDENTED.sub("", FENCED.sub("", markdown)))
    addresses = [urlsplit(found) for found in LINK.findall(prose)]
    return [
        unquote(one.path) for one in addresses if not one.scheme and not one.netloc and one.path
    ]


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
    named = commands(README)
    assert {"run", "test"} <= named
    unknown = named - set(rules((ROOT / "Makefile").read_text("utf-8")))
    assert not unknown, (
        f"README.md names make {', make '.join(sorted(unknown))}, which the Makefile does not "
        "have: correct the README or add the target."
    )


def test_every_measurement_that_a_page_names_is_there() -> None:
    for page in PAGES:
        named = set(re.findall(r"make measure WHAT=([a-z-]+)", page.read_text("utf-8")))
        assert named <= set(MEASUREMENTS), f"{page.name}: {named - set(MEASUREMENTS)}"


def test_every_target_is_phony_and_has_a_rule() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    assert targets(text) == set(rules(text))


@pytest.mark.parametrize(
    "name", ["run", "test", "test-fast", "check", "data", "measure", "clean", "help"]
)
def test_help_lists_the_command(name: str) -> None:
    assert rules((ROOT / "Makefile").read_text("utf-8"))[name]


def test_commands_are_read_from_code_and_not_from_sentences() -> None:
    text = (
        "Please make sure.\n`make run`\n```\nmake PORT=8600 test-fast\n$ make data SOURCE=x\n```\n"
    )
    assert commands(text) == {"run", "test-fast", "data"}


def test_indented_code_is_read_and_an_indented_line_of_prose_is_not() -> None:
    text = (
        "To start:\n\n    make run\n\n    make clean # a remark\n\tmake bench\n\nAnd a sentence\n"
        "    make sure of it, as this line goes on.\n\n`make check`\n"
    )
    assert commands(text) == {"run", "clean", "bench", "check"}
    assert commands("    make help\n") == {"help"}
    assert commands("- a point\n    make nothing of it\n") == set()


def test_command_lines_and_links_are_read_from_where_they_stand() -> None:
    text = (
        'See [a](docs/a.md#part), ![b](b%20c.png "A title"), [c](https://example.org/c),\n'
        "[d](#here), [e](<docs/e.md>) and `[f](f.md)`.\n\n"
        "    $ python -m placelib find x # why\n    echo [g](g.md)\n"
    )
    assert links(text) == ["docs/a.md", "b c.png", "docs/e.md"]
    assert command_lines(text) == ["python -m placelib find x # why"]


@pytest.mark.parametrize("target", sorted(set(links(README))))
def test_every_file_that_the_readme_links_to_is_there(target: str) -> None:
    assert (ROOT / target).exists(), f"README.md links to {target}, which is not there."
    assert (ROOT / target).resolve().is_relative_to(ROOT)


def test_every_file_that_a_page_of_the_docs_links_to_is_there() -> None:
    missing = {
        (page.relative_to(ROOT).as_posix(), target)
        for page in PAGES
        for target in links(page.read_text("utf-8"))
        if not (page.parent / target).exists()
    }
    assert missing == set()


def test_the_docs_hold_thirteen_pictures_and_a_page_shows_each() -> None:
    """More go stale unseen and weigh on every clone: docs/adr/0052."""
    pictures = {path for path in (ROOT / "docs").rglob("*") if path.suffix in {".png", ".webp"}}
    shown = {
        (page.parent / target).resolve()
        for page in PAGES
        for target in links(page.read_text("utf-8"))
    }
    assert pictures <= shown
    assert len(pictures) == 13


@pytest.mark.parametrize("page", ["contributing.md", "architecture.md"])
def test_every_file_that_a_guide_names_is_there(page: str) -> None:
    """In code, with a slash; NAME and SLUG stand for any, and var/ and .venv/ are made."""
    guide = (ROOT / "docs" / page).read_text("utf-8")
    words = [word for code in code_in(guide) for word in code.split() if "/" in word]
    named = {word for word in words if not re.search(r"NAME|SLUG|^var/|^\.venv/", word)}
    assert len(named) > 10
    # Below the place that the line is about: `queries/` in placelib/database.
    roots = [ROOT, *(ROOT / "placelib").iterdir(), ROOT / "tests"]
    assert {name for name in named if not any((root / name).exists() for root in roots)} == set()


def test_every_test_file_that_the_code_names_is_there() -> None:
    """Such as tests/exports/test_brief.py, in a comment or a docstring of placelib or tests."""
    code = [*(ROOT / "placelib").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    named = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in code
        for name in re.findall(r"\btests/[\w/]+\.py\b", path.read_text("utf-8"))
        if "contracts" not in path.parts
    }
    assert len(named) > 5
    assert {pair for pair in named if not (ROOT / pair[1]).exists()} == set()


def test_the_architecture_says_what_every_package_and_loose_module_of_placelib_holds() -> None:
    guide = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    parts = {
        path.name + "/" * path.is_dir()
        for path in (ROOT / "placelib").iterdir()
        if path.is_dir() or path.suffix == ".py"
    }
    silent = {
        part
        for part in parts - {"__init__.py", "__main__.py", "__pycache__/"}
        if f"`placelib/{part}`" not in guide and f"`{part.removesuffix('.py')}`" not in guide
    }
    assert silent == set()


def test_a_commit_is_checked_by_what_make_check_runs() -> None:
    hooks = re.findall(
        r"^ +entry: (.+)$", (ROOT / ".pre-commit-config.yaml").read_text("utf-8"), re.MULTILINE
    )
    # What make would run, were the packages installed; -o: as if they were.
    ran = subprocess.run(
        ["make", "-n", "-o", ".venv/test.stamp", "check"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert [line for line in ran.stdout.splitlines() if line.startswith(".venv/")] == hooks


@pytest.mark.parametrize("line", command_lines(README))
def test_every_command_line_of_the_readme_runs(line: str, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "Area code,Name,2023\nE08000012,Liverpool,1.5\nE08000003,Manchester,2\n", "utf-8"
    )
    # What a reader puts in the place of the capitals; a build goes into a folder of its own.
    given = {
        "FILE": table,
        "OUT": tmp_path / "tidy.csv",
        "SOURCE": write_source(tmp_path / "source"),
    }
    words = shlex.split(line, comments=True)
    left = {word for word in words if word.isupper() and word.isalpha()} - set(given)
    assert not left, f"README.md has {left} in a command: say here what may stand for it."
    command = [sys.executable, *(str(given.get(word, word)) for word in words[1:])]
    if words[2] == "placelib.build":
        command += ["--data", str(tmp_path / "data"), "--boundaries", str(tmp_path / "boundaries")]
    ran = subprocess.run(
        command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    assert ran.stdout.strip()
    if "OUT" in words:
        assert given["OUT"].read_text("utf-8-sig").count("\n") >= 2


def test_the_readme_has_command_lines_and_links_to_be_tested() -> None:
    assert len(command_lines(README)) >= 4
    assert len(set(links(README))) >= 5
