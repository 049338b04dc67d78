"""Uploaded tables: bytes in, a tidy table or a list of problems out; works without Streamlit."""

from placelib.uploads.output import read_command, read_file, read_json, table_rows, write_csv
from placelib.uploads.process import read_upload
from placelib.uploads.reading import (
    Answers,
    AreaColumn,
    Choice,
    Conflict,
    Problem,
    Question,
    Reading,
    Table,
    ValueColumn,
)
from placelib.uploads.register import JsonRegister, register_of

__all__ = [
    "Answers",
    "AreaColumn",
    "Choice",
    "Conflict",
    "JsonRegister",
    "Problem",
    "Question",
    "Reading",
    "Table",
    "ValueColumn",
    "read_command",
    "read_file",
    "read_json",
    "read_upload",
    "register_of",
    "table_rows",
    "write_csv",
]
