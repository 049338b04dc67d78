"""The rules of R's read.csv on cells known on paper, and beside R where this machine has one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.read_csv_rules import read_like_r

TABLE = (
    "\ufeffcode,figure,count,big,switch,empty,words,mixed,padded\r\n"
    'E08,-3.8,1,3000000000,TRUE,,"a, ""b""",1116, 7 \r\n'
    "E06,0,,12,F,,NA,−3.8,8\r\n"
    '1E5,,-2,0,,,,"1,234",\r\n'
)
EXPECTED: dict[str, list[Any]] = {
    "code": ["E08", "E06", "1E5"],
    "figure": [-3.8, 0.0, None],
    "count": [1, None, -2],
    "big": [3e9, 12.0, 0.0],
    "switch": [True, False, None],
    "empty": [None, None, None],
    "words": ['a, "b"', None, ""],
    "mixed": ["1116", "−3.8", "1,234"],
    "padded": [7.0, 8.0, None],
}


def test_cells_become_what_the_rules_say() -> None:
    columns = read_like_r(TABLE)
    assert columns == EXPECTED
    assert [type(cell) for cell in columns["count"]] == [int, type(None), int]
    assert type(columns["figure"][1]) is float


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(AssertionError, match="unlike length"):
        read_like_r("a,b\r\n1\r\n")


# JSON with a column's kind before its cells, and NA as null.
SCRIPT = """
table <- read.csv(commandArgs(TRUE)[1], fileEncoding = "UTF-8-BOM", check.names = FALSE)
quote_text <- function(text) ifelse(is.na(text), "null", encodeString(text, quote = '"'))
write_cells <- function(column) {
  cells <- if (is.character(column)) quote_text(column)
    else if (is.logical(column)) ifelse(is.na(column), "null", tolower(column))
    else ifelse(is.na(column), "null", format(column, digits = 17, scientific = FALSE, trim = TRUE))
  paste0('["', class(column), '",', paste(cells, collapse = ","), "]")
}
write_column <- function(name, column) paste0('"', name, '":', write_cells(column))
parts <- mapply(write_column, names(table), table)
cat("{", paste(parts, collapse = ","), "}", sep = "")
"""


@pytest.mark.skipif(
    shutil.which("Rscript") is None,
    reason="this machine has no R to hold the rules to; the rules themselves are tested above",
)
def test_r_itself_reads_the_same(tmp_path: Path) -> None:
    file, script = tmp_path / "table.csv", tmp_path / "read.R"
    file.write_text(TABLE, encoding="utf-8", newline="")
    script.write_text(SCRIPT, encoding="utf-8")
    run = subprocess.run(
        ["Rscript", "--vanilla", str(script), str(file)],  # noqa: S607
        capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "LANG": "C.UTF-8"},
    )  # fmt: skip
    kinds = {"integer": int, "numeric": float, "character": str, "logical": bool}
    by_r = json.loads(run.stdout)
    assert {name: cells for name, (_, *cells) in by_r.items()} == EXPECTED
    for name, cells in EXPECTED.items():
        present = {type(cell) for cell in cells if cell is not None}
        assert present <= {kinds[by_r[name][0]]}, name
