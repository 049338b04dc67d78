"""A CSV read by the documented rules of R's read.csv, so that no R is needed to test with them.

The rules are those of R 4's help pages “read.table” and “type.convert”, with the defaults of
read.csv and ``fileEncoding = "UTF-8-BOM"``: fields by commas, quotes that are doubled inside, no
comments, NA is missing. A column is logical, integer (32 bits), double or character, the first that
all its fields fit; blank fields are missing in all but character columns.
tests/test_read_csv_rules.py holds this to R itself where there is one.
"""

from __future__ import annotations

import csv
import io
import re

RValue = bool | int | float | str | None
_LOGICAL = {"T": True, "TRUE": True, "true": True, "True": True}
_LOGICAL |= {"F": False, "FALSE": False, "false": False, "False": False}
# A number with a blank beside it is a double to R.
_INTEGER = re.compile(r"[-+]?\d+")
# “-3.8”, “.5”, “1e-7”, “0x1F”, “NaN” and “-Inf” are numbers to R; “1,234” and “−3.8” are not.
_NUMBER = re.compile(
    r"\s*[-+]?(\d+\.?\d*([eE][-+]?\d+)?|\.\d+([eE][-+]?\d+)?|0[xX][0-9a-fA-F]+|NaN|Inf|inf|infinity"
    r"|INF|Infinity)\s*"
)
_LARGEST_INTEGER = 2**31 - 1


def read_like_r(text: str) -> dict[str, list[RValue]]:
    """The columns of a CSV by the names of its first row, as R's read.csv types them.

    R would spell the names as variables (make.names); here they stay. Raises AssertionError where
    read.csv would stop or silently join or fill rows: a row of another length than the first.
    """
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert all(len(row) == len(head) for row in rows if row), "rows of unlike length"
    columns = zip(*(row for row in rows if row), strict=True)
    return {name: _convert_column(list(fields)) for name, fields in zip(head, columns, strict=True)}


def _convert_column(fields: list[str]) -> list[RValue]:
    missing = [field == "NA" for field in fields]
    blank = [
        is_missing or not field.strip() for field, is_missing in zip(fields, missing, strict=True)
    ]
    present = [field for field, is_blank in zip(fields, blank, strict=True) if not is_blank]
    if all(field in _LOGICAL for field in present):
        return [
            None if is_blank else _LOGICAL[field]
            for field, is_blank in zip(fields, blank, strict=True)
        ]
    if all(_INTEGER.fullmatch(field) and abs(int(field)) <= _LARGEST_INTEGER for field in present):
        return [
            None if is_blank else int(field) for field, is_blank in zip(fields, blank, strict=True)
        ]
    if all(_NUMBER.fullmatch(field) for field in present):
        return [
            None if is_blank else _read_double(field)
            for field, is_blank in zip(fields, blank, strict=True)
        ]
    return [
        None if is_missing else field for field, is_missing in zip(fields, missing, strict=True)
    ]


def _read_double(field: str) -> float:
    plain = field.strip()
    return float(int(plain, 16)) if "x" in plain.lower() else float(plain)
