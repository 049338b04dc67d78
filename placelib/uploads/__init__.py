"""Uploaded tables: bytes in, a tidy table or a list of problems out; works without Streamlit."""

from placelib.uploads.areas.register import JsonRegister, register_of
from placelib.uploads.output import list_table_rows, read_command, read_file, read_json, write_csv
from placelib.uploads.reading import (
    LEFT_OUT,
    Answers,
    AreaColumn,
    Choice,
    Conflict,
    Label,
    Problem,
    Question,
    Reading,
    Table,
    ValueColumn,
)
from placelib.uploads.worker import ReadingJob, read_upload

__all__ = [
    "LEFT_OUT",
    "Answers",
    "AreaColumn",
    "Choice",
    "Conflict",
    "JsonRegister",
    "Label",
    "Problem",
    "Question",
    "Reading",
    "ReadingJob",
    "Table",
    "ValueColumn",
    "list_table_rows",
    "read_command",
    "read_file",
    "read_json",
    "read_upload",
    "register_of",
    "write_csv",
]
