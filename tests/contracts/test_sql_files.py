"""Each query file says what a row is and names its parameters."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

SQL = Path(__file__).resolve().parents[2] / "placelib" / "database" / "queries"
FILES = sorted(SQL.rglob("*.sql"))


def problems(name: str, text: str) -> list[str]:
    """Everything wrong with one query file, a sentence each."""
    found = []
    if not text.startswith("-- One row"):
        found.append(
            f"{name}:1 begins {text.partition(chr(10))[0][:60]!r}. Rule: the first line says what "
            "a row is. Remedy: begin it '-- One row for each ...'."
        )
    try:
        statements = duckdb.extract_statements(text)
    except duckdb.Error as error:
        return [*found, f"{name} is not SQL that DuckDB reads: {error}"]
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        kinds = ", ".join(str(statement.type).rpartition(".")[2] for statement in statements)
        found.append(
            f"{name} holds {kinds or 'nothing'}. Rule: a file is one SELECT. Remedy: one file for "
            "each query; anything that writes belongs in placelib/build."
        )
    numbered = {
        parameter
        for statement in statements
        for parameter in statement.named_parameters
        if parameter.isdigit()
    }
    if numbered:
        found.append(
            f"{name} has parameters without a name. Rule: parameters are named. Remedy: write "
            "$area, not ? or $1."
        )
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_query_file_is_one_select_that_says_what_a_row_is(path: Path) -> None:
    name = path.relative_to(SQL.parents[1]).as_posix()
    found = problems(name, path.read_text("utf-8"))
    assert not found, "\n" + "\n".join(found)


def test_a_good_query_file_has_no_problem() -> None:
    assert problems("a.sql", "-- One row for each area\nSELECT $area FROM t -- ? ; $1\n;\n") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT 1", "what a row is"),
        ("-- One row\nSELECT 1; SELECT 2", "one SELECT"),
        ("-- One row\nCREATE TABLE t (x INT)", "one SELECT"),
        ("-- One row\n", "one SELECT"),
        ("-- One row\nSELECT ?", "parameters are named"),
        ("-- One row\nSELECT $1", "parameters are named"),
        ("-- One row\nSELEKT 1", "not SQL"),
    ],
)
def test_a_bad_query_file_is_named_with_its_problem(text: str, words: str) -> None:
    (problem,) = problems("placelib/database/queries/a.sql", text)
    assert problem.startswith("placelib/database/queries/a.sql")
    assert words in problem
